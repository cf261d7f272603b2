"""Owns how a verb says no: in one line, with everything as it was."""

from __future__ import annotations


class RefusedError(ValueError):
    """A verb cannot do what it is asked, and has changed nothing. The message is one line for the maintainer."""
