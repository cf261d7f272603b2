"""Owns the template environment: every value is escaped unless a view says that it is HTML already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from passerelle.prose.interface import WEB


def environment(words: Mapping[str, Any] | None = None) -> Environment:
    """Jinja over web/theme, with autoescape; a name that nothing defines is an error. `words` are known everywhere."""
    jinja = Environment(
        loader=FileSystemLoader(WEB / "theme"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    jinja.filters["dialled"] = dialled
    jinja.globals["words"] = words or {}
    return jinja


def dialled(phone: str) -> str:
    """A phone number as a tel: address takes it: +1 613 725 5671 ext. 12 is +16137255671;ext=12."""
    number, _, extension = phone.partition(" ext. ")
    return number.replace(" ", "") + (f";ext={extension}" if extension else "")


def render(jinja: Environment, name: str, **values: Any) -> str:
    """A template of web/theme/portal as HTML."""
    return jinja.get_template(f"portal/{name}.html").render(**values)
