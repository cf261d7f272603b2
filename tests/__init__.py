"""Tests of the machine and of the listing."""
