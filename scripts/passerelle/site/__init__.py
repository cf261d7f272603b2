"""Owns pages: the engine's frames, and how records fill them. Parses no YAML and writes nothing into the site."""
