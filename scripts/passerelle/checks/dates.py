"""Owns the rules on days: that they exist, stand in order, and are not in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from passerelle.checks.registry import Context, for_each_program, for_each_record
from passerelle.records.diagnostics import Problem, Where, field_name, rule
from passerelle.records.freshness import last_day
from passerelle.records.model import Evidence, Example, Intake, Program, Record, Verification
from passerelle.records.sentences import said
from passerelle.records.walk import Part

NO_SUCH_DAY = rule("dates/no-such-day", "error", "A date is a day, month or year of the calendar.")
FUTURE = rule("dates/future", "error", "What was published, read or verified lies in the past.")
READ = rule("dates/read-before-published", "error", "A source was read after it was published.", date(2027, 3, 1))
ORDER = rule("dates/order", "error", "An intake opens before it closes, and closes before it starts.")

_HAPPENED = (Evidence, Verification)
_DATED: dict[type, tuple[str, ...]] = {
    Evidence: ("published", "read_on"),
    Verification: ("on",),
    Intake: ("opens", "closes", "starts", "last_seen"),
    Example: ("on",),
}


@for_each_record
def days_exist(record: Record, parts: list[Part], context: Context) -> Iterator[Problem]:
    """Every date is a real one; what already happened is not in the future."""
    for where, part in parts:
        for key in _DATED.get(type(part), ()):
            written = getattr(part, key)
            if written is not None:
                latest = context.today if type(part) in _HAPPENED else date.max
                yield from _date_problems(record.path, (*where, key), written, latest)


def _date_problems(path: str, where: Where, written: str | int, latest: date) -> Iterator[Problem]:
    name = field_name(where)
    if _parsed(written) is None:
        yield Problem(NO_SUCH_DAY, path, where, said("no_such_day", name=name, value=written), said("correct_day"))
    elif _first_day(written) > latest:
        yield Problem(FUTURE, path, where, said("future", name=name, value=written, today=latest), said("correct_date"))


@for_each_record
def sources_were_read_after(record: Record, _: list[Part], context: Context) -> Iterator[Problem]:
    """A page read before it came out has a wrong date. One that is still to come is reported as such."""
    for key, source in record.sources.items():
        read = _parsed(source.read_on)
        if (
            read
            and source.published
            and _parsed(source.published)
            and read < _first_day(source.published) <= context.today
        ):
            name = f"sources.{key}.published"
            message = f"{name}: {source.published} is after read_on, {source.read_on}"
            yield Problem(READ, record.path, ("sources", key, "published"), message, "correct one of the two dates")


@for_each_program
def intake_is_in_order(program: Program, _: list[Part], __: Context) -> Iterator[Problem]:
    """opens, closes, starts: each not before the one before it."""
    if program.intake is None:
        return
    written = [(key, getattr(program.intake, key)) for key in ("opens", "closes", "starts")]
    days = [(key, day) for key, value in written if value and (day := _parsed(value))]
    for (earlier, first), (later, second) in pairwise(days):
        if second < first:
            message = said("before", name=f"intake.{later}", value=second, other=f"intake.{earlier}", earlier=first)
            yield Problem(ORDER, program.path, ("intake", later), message, said("correct_one"))


def _parsed(written: str | int) -> date | None:
    try:
        return last_day(written)
    except ValueError:
        return None


def _first_day(written: str | int) -> date:
    parts = [int(part) for part in str(written).split("-")]
    return date(parts[0], *(*parts[1:], 1, 1)[:2])
