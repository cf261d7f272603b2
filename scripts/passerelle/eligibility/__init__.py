"""Owns what rules mean. Pure: no I/O, no HTML; a date is an argument."""
