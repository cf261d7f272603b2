"""Tests by module."""
