"""Owns the published formats: one module each, and their registry. Knows no HTML."""
