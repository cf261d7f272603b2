"""The published formats, read by tools that are not ours."""
