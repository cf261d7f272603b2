"""Passerelle: reviewed YAML records of programs become a bilingual site and open data."""
