"""Owns the build: its stages in order, in a fresh folder, checked and swapped in; and serving it. No rule, no template."""
