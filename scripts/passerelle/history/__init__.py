"""Owns what changed in the listing, and when: from git where there is one, an explicit "not available" elsewhere."""
