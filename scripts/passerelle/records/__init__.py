"""Owns the way from YAML text to a typed, indexed catalog. Knows neither pages nor exports."""
