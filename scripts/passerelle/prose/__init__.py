"""Owns authored words: interface strings, local facts, the inventory of authored pages. Knows no record's rules."""
