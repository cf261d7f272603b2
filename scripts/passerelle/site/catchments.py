"""Owns how the areas of the job service are shown: a look-up by place, a card per area, the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from markupsafe import Markup

from passerelle.prose.catchments import Catchment, Catchments
from passerelle.records.phrases import worded_date
from passerelle.site.sections import SourceView, source_views
from passerelle.site.wording import NOTHING, Wording


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place, and the area to look under; `area` is empty where it has the same name.

    `letter` is that of the place where a new letter begins, and otherwise empty.
    """

    name: Markup
    area: Markup
    anchor: str
    letter: str


@dataclass(frozen=True, slots=True)
class Told:
    """A text with the line that names its source."""

    text: Markup
    cited: Markup


@dataclass(frozen=True, slots=True)
class AreaView:
    """One area. What is not known is empty; `cited` names the sources of all but the notes."""

    anchor: str
    name: Markup
    phase: Markup
    manager: Markup
    planning: str
    start: str
    places: tuple[Markup, ...]
    notes: tuple[Told, ...]
    cited: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class CatchmentsView:
    """Everything that the page of areas shows."""

    places: tuple[PlaceView, ...]
    areas: tuple[AreaView, ...]
    sources: tuple[SourceView, ...]


def catchments_view(catchments: Catchments, wording: Wording) -> CatchmentsView:
    """The areas in one language, by name; places in the order of the alphabet."""
    cited = wording.citations(catchments.sources)
    areas = [_area(one, catchments, cited, wording) for one in catchments.catchments]
    return CatchmentsView(
        places=tuple(_places(areas)),
        areas=tuple(sorted(areas, key=lambda area: _sorted_as(area.name))),
        sources=source_views(catchments.sources, wording),
    )


def _area(one: Catchment, catchments: Catchments, cited: Mapping[str | None, Markup], wording: Wording) -> AreaView:
    language = wording.language
    planning = ""
    if one.planning:
        first, last = (worded_date(month, language) for month in (one.planning.first, one.planning.last))
        planning = str(wording.words["catchments"]["range"]).format(first=first, last=last)
    name = wording.say(one.name)
    stated = [one.source, *((one.manager.source,) if one.manager else ()), *(place.source for place in one.places)]
    return AreaView(
        anchor=one.id,
        name=name,
        phase=wording.say(catchments.phases[one.phase]),
        manager=wording.say(one.manager.text) if one.manager else NOTHING,
        planning=planning,
        start=worded_date(one.start, language) if one.start else "",
        places=tuple(sorted((wording.say(place.text) for place in one.places), key=_sorted_as)),
        notes=tuple(Told(wording.say(note.text), cited[note.source]) for note in one.notes),
        cited=tuple(cited[key] for key in dict.fromkeys(stated)),
    )


def _places(areas: Iterable[AreaView]) -> Iterator[PlaceView]:
    last = ""
    found = ((name, area) for area in areas for name in area.places)
    for name, its in sorted(found, key=lambda one: _sorted_as(one[0])):
        letter = _sorted_as(name)[:1].upper()
        yield PlaceView(name, NOTHING if name == its.name else its.name, its.anchor, "" if letter == last else letter)
        last = letter


def _sorted_as(name: str) -> str:
    return normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
