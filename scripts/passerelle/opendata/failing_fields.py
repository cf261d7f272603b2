"""Owns which fields of a record a failure hangs on: found by trying, with other values put in their place.

A record that fails is compared with one that does not: its own required fields alone, or another record. The fewest fields
of the one that make the other fail as well are those that matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from heapq import nlargest
from typing import Any

import msgspec

from passerelle.records.criteria import AllOf, AnyOf, Criterion, Not

MOST_OTHERS = 8
"""With how many others of its kind a value that fails is compared at most."""
_Path = tuple[str, ...]
_Fails = Callable[[Any], bool | None]
"""Whether a value fails as the record does; None where it fails otherwise."""
_AUTHORED = {AllOf: "all", AnyOf: "any", Not: "not"}


class RefusedError(ValueError):
    """A value that a format does not take. The message tells it all, but for the field of the record."""


def failing_fields(
    record: msgspec.Struct, others: Iterable[msgspec.Struct], write: Callable[[Any], object], failure: Exception
) -> list[str]:
    """The fields of a record that a function fails on, with dots; more than one where they fail only together.

    The function must do the same whenever it is called; nothing is found where it fails on everything else too.
    """
    place = _place(failure)

    def fails(value: Any) -> bool | None:
        try:
            write(value)
        except Exception as error:
            return _place(error) == place or None
        return False

    own = {key: getattr(record, key) for key in ("id", "path") if hasattr(record, key)}
    near = nlargest(MOST_OTHERS, (other for other in others if other is not record), key=partial(_shared, record))
    strangers = [msgspec.structs.replace(other, **own) for other in near]
    return [".".join(path) for path in _paths(record, strangers, fails) if path]


def _shared(record: msgspec.Struct, other: msgspec.Struct) -> int:
    """How many fields say something in both."""
    return sum(bool(part and getattr(other, name)) for name, part in _parts(record).items())


def _place(error: Exception) -> tuple[object, ...]:
    """What failed, and where. What refuses values does so in one place, and says which."""
    if isinstance(error, RefusedError):
        return RefusedError, str(error)
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return (type(error), trace.tb_frame.f_code, trace.tb_lineno) if trace else (type(error),)


def _paths(value: Any, others: Iterable[Any], fails: _Fails) -> list[_Path]:
    """The paths inside a value that fails; an empty one is the value itself."""
    alike = [other for other in others if type(other) is type(value)][:MOST_OTHERS]
    good, needed = _fewest(value, alike, fails)
    if not needed or (len(needed) > 1 and not isinstance(value, msgspec.Struct)):
        return [()]
    found: list[_Path] = []
    for key, part in needed.items():
        near = [other for one in (good, value, *alike) for other in _counterparts(value, key, one)]
        inside = _paths(part, near, lambda one: fails(_with(good, needed | {key: one})))  # noqa: B023
        found += [(_name(value, key), *path) for path in inside]
    return found


def _fewest(value: Any, alike: Sequence[Any], fails: _Fails) -> tuple[Any, dict[Any, Any]]:
    """One that does not fail, and the fewest parts of the value that make it fail; none where there is nothing to tell."""
    best: tuple[Any, dict[Any, Any]] = (None, {})
    for good in _beside(value, alike):
        if fails(good) is False:
            needed = _needed(_parts(value), good, fails)
            if needed and (not best[1] or len(needed) < len(best[1])):
                best = good, needed
        if len(best[1]) == 1:
            break
    return best


def _beside(value: Any, alike: Iterable[Any]) -> Iterator[Any]:
    """What a value may be compared with: itself without what it can do without, and others of its kind."""
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.fields(value)
        bare = {field.name: left for field in fields if (left := _left_out(field)) is not msgspec.NODEFAULT}
        lists = {name: type(part)() for name, part in _parts(value).items() if isinstance(part, tuple | dict)}
        yield msgspec.structs.replace(value, **bare)
        yield msgspec.structs.replace(value, **bare | lists)
    elif isinstance(value, tuple | dict):
        yield type(value)()
    yield from alike


def _left_out(field: msgspec.structs.FieldInfo) -> Any:
    """What stands for a field that is left out, or NODEFAULT where it cannot be."""
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()


def _needed(parts: dict[Any, Any], good: Any, fails: _Fails) -> dict[Any, Any]:
    """The parts of a value that make one fail that does not; none where trying does not tell."""
    needed: dict[Any, Any] = {}
    while not needed or not fails(_with(good, needed)):
        rest = {key: part for key, part in parts.items() if key not in needed}
        if not rest or not fails(_with(good, needed | rest)):
            return {}
        last = _first_failing(list(rest), lambda keys: fails(_with(good, needed | {key: rest[key] for key in keys})))  # noqa: B023
        needed[last] = rest[last]
    return needed


def _first_failing(keys: list[Any], fails: Callable[[list[Any]], bool | None]) -> Any:
    """A key with which those up to it fail, and without which they do not. All together fail."""
    low, high = 0, len(keys)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if fails(keys[:middle]) else (middle, high)
    return keys[high - 1]


def _parts(value: Any) -> dict[Any, Any]:
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.asdict(value)
    return dict(enumerate(value)) if isinstance(value, tuple) else dict(value) if isinstance(value, dict) else {}


def _with(good: Any, parts: dict[Any, Any]) -> Any:
    """A value with some parts of another: those of a tuple behind its own, others in place of its own."""
    if isinstance(good, msgspec.Struct):
        return msgspec.structs.replace(good, **parts)
    return (*good, *(parts[key] for key in sorted(parts))) if isinstance(good, tuple) else good | parts


def _counterparts(value: Any, key: Any, other: Any) -> Iterable[Any]:
    """What in another value is of the kind of a part: the same field of a struct, any part of a tuple or mapping."""
    return [getattr(other, key)] if isinstance(value, msgspec.Struct) else [*_parts(other).values()]


def _name(value: Any, key: Any) -> str:
    """What a part is called in a file."""
    if isinstance(value, Criterion) and key == "operand":
        return value.operator
    if isinstance(value, msgspec.Struct):
        names = {field.name: field.encode_name for field in msgspec.structs.fields(value)}
        return _AUTHORED.get(type(value), names[key])
    return str(key)
