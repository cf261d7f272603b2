"""Owns editing: verbs that write, mend, confirm, close, move and rank records. Imported by the CLI alone."""
