"""Measures the build at any size."""
