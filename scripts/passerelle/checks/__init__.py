"""Owns what must be true of a listing: one small pure function per rule. Renders and exports nothing."""
