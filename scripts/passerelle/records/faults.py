"""Owns what is said about data that does not fit its shape: a sentence for every keyword of JSON Schema that the shapes
use, the right shape beside a wrong one, and the word that was probably meant."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from passerelle.records.diagnostics import Problem, Rule, Where, did_you_mean, field_name, rule
from passerelle.records.sentences import SENTENCES as SHARED
from passerelle.records.sentences import said

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

MISSING = rule("schema/missing-key", "error", "A required key is there.")
UNKNOWN_KEY = rule("schema/unknown-key", "error", "Every key is one that the schema names.")
UNKNOWN_CODE = rule("schema/unknown-code", "error", "A code is one of its closed list.")
WRONG_TYPE = rule("schema/wrong-type", "error", "A value is of the type that the schema names.")
WRONG_VALUE = rule("schema/wrong-value", "error", "A value has the form and size that the schema names.")

Labels = Mapping[str, Mapping[str, str]]
"""By vocabulary: its labels in small letters, and the code of each."""
Said = Iterator[tuple[Rule, Where, str, str]]
"""Rule, field inside the place of the error, message, help."""

LONGEST_LIST = 24
_MOST_KEYS = 4
_TYPES = {
    "object": "a mapping (`key: value` lines)", "array": "a list (`- item` lines)", "string": "text",
    "integer": "a whole number", "number": "a number", "boolean": "true or false", "null": "nothing",
}  # fmt: skip


def problems_of(path: str, errors: Sequence[ValidationError], labels: Labels) -> list[Problem]:
    """What keeps the data of a file from having its shape, in plain words. What follows from a mistyped key (the right
    one is missing) is not said a second time."""
    found = [problem for error in errors for problem in _explain(path, error, labels)]
    meant = {
        (problem.where[:-1], problem.help)
        for problem in found
        if problem.rule is UNKNOWN_KEY and problem.help[-1] == "?"
    }
    return [problem for problem in dict.fromkeys(found) if not _follows(problem, meant)]


def _follows(problem: Problem, meant: set[tuple[Where, str]]) -> bool:
    if problem.rule is MISSING:
        missing = problem.message.removesuffix(" is missing").rpartition(".")[2]
        return (problem.where, f"did you mean `{missing}`?") in meant
    return problem.message.endswith(_NONE) and any(where == problem.where for where, _ in meant)


def _explain(path: str, error: ValidationError, labels: Labels) -> Iterator[Problem]:
    where: Where = tuple(error.absolute_path)
    if "propertyNames" in error.absolute_schema_path:
        where = (*where, str(error.instance))
    if error.validator in LEADING:
        return
    for broken, inside, message, remedy in SENTENCES[str(error.validator)](
        field_name(where) or "this file", error, labels
    ):
        yield Problem(broken, path, (*where, *inside), message, remedy)


def _missing_key(name: str, error: ValidationError, _: Labels) -> Said:
    required: Any = error.validator_value
    missing = next(key for key in required if f"'{key}'" in error.message.split(" is a required")[0])
    shape = _shape(error).get("properties", {}).get(missing, {})
    what = str(shape.get("title", "")) if isinstance(shape, dict) else ""
    meaning = f" ({what[:1].lower()}{what[1:]})" if what else ""
    yield MISSING, (), said("missing", name=_inside(name, missing)), said("add", key=missing) + meaning


def _unknown_keys(name: str, error: ValidationError, _: Labels) -> Said:
    known = list(_shape(error).get("properties", {}))
    instance: Any = error.instance
    for key in instance:
        if key not in known:
            listed = f"use one of: {', '.join(known)}" if known else "remove it"
            yield (
                UNKNOWN_KEY,
                (key,),
                f"{_inside(name, key)} is not a key of this place",
                did_you_mean(key, known) or listed,
            )


def _unknown_code(name: str, error: ValidationError, labels: Labels) -> Said:
    listed: Any = error.validator_value
    codes = [str(code) for code in listed]
    shown = ", ".join(codes[:LONGEST_LIST]) + (", …" if len(codes) > LONGEST_LIST else "")
    if not isinstance(error.instance, str):
        yield (
            UNKNOWN_CODE,
            (),
            f"{name} is {_kind(error.instance)}, not one of: {shown}",
            "write one of the codes above",
        )
        return
    labelled = labels.get(str(_shape(error).get("x-vocabulary")), {}).get(error.instance.strip().casefold())
    remedy = f"did you mean `{labelled}`?" if labelled else did_you_mean(error.instance, codes)
    message = f"{name}: {_quoted(error.instance)} is not one of: {shown}"
    yield UNKNOWN_CODE, (), message, remedy or "use one of the codes above"


def _wrong_type(name: str, error: ValidationError, _: Labels) -> Said:
    stated: Any = error.validator_value
    expected = " or ".join(_TYPES[kind] for kind in ([stated] if isinstance(stated, str) else stated))
    right = _right_shape(_shape(error))
    key = next((part for part in reversed(tuple(error.absolute_path)) if isinstance(part, str)), "")
    listed = tuple(error.absolute_path)[-1:] != (key,)
    shown = f"`{'- ' if listed else f'{key}: '}{right}`" if right and key else expected
    yield WRONG_TYPE, (), f"{name} is {_kind(error.instance)}, expected {expected}", f"write {shown}"


def _right_shape(shape: Mapping[str, Any]) -> str:
    """How a mapping or list of a shape looks when written: {en: …, fr: …}. Empty for plain values."""
    if shape.get("type") == "object":
        keys = list(shape.get("required", ()))
        keys += [key for key in shape.get("properties", ()) if key not in keys]
        return f"{{{', '.join(f'{key}: …' for key in keys[:_MOST_KEYS])}}}" if keys else "{key: …}"
    if shape.get("type") == "array":
        items = shape.get("items", {})
        return f"[{_right_shape(items) or '…'}]" if isinstance(items, dict) else "[…]"
    return ""


def _not_the_form(name: str, error: ValidationError, _: Labels) -> Said:
    expected = _expected(error) or "of the form that the reference names"
    mended = _mended(str(error.instance), str(error.validator_value))
    remedy = said("meant", meant=mended) if mended else said("write", expected=expected)
    yield WRONG_VALUE, (), said("not_the_form", name=name, value=_quoted(error.instance), expected=expected), remedy


def _mended(value: str, pattern: str) -> str:
    """The value in the expected form, where only spaces, signs and capitals are wrong; else an empty string."""
    digits = re.sub(r"\D", "", value).removeprefix("1") if re.fullmatch(r"[\d\s().+-]*", value) else ""
    closed = re.sub(r"\s", "", value).upper()
    tries = [
        f"+1 {digits[:3]} {digits[3:6]} {digits[6:]}", f"{closed[:3]} {closed[3:]}", value.strip(), closed,
        re.sub(r"[^a-z0-9]+", "-", value.strip().casefold()).strip("-"),
        re.sub(r"[^a-z]+", "_", value.strip().casefold()).strip("_"),
        re.sub(r"\A(?=www\.)", "https://", value.strip()),
        re.sub(r"\A(\d{4})[/.](\d\d)[/.](\d\d)\Z", r"\1-\2-\3", value.strip()),
    ]  # fmt: skip
    return next((tried for tried in tries if tried != value and re.search(pattern, tried)), "")


def _not_the_word(name: str, error: ValidationError, _: Labels) -> Said:
    expected = _expected(error) or _quoted(error.validator_value)
    yield WRONG_VALUE, (), f"{name}: {_quoted(error.instance)} is not what is expected here", f"write {expected}"


_NONE = "holds none of what it needs one of"


def _not_one_of(name: str, error: ValidationError, _: Labels) -> Said:
    choices: Any = error.validator_value
    instance: Any = error.instance
    named = dict.fromkeys(key for choice in choices for key in choice.get("required", ()))
    there = [f"`{key}`" for key in named if isinstance(instance, dict) and key in instance]
    expected = _expected(error) or f"exactly one of: {', '.join(named)}"
    message = f"{name} holds {' and '.join(there)}, which is not one whole choice" if there else f"{name} {_NONE}"
    yield WRONG_VALUE, (), message, f"write {expected}"


def _both_of(name: str, error: ValidationError, _: Labels) -> Said:
    refused: Any = error.validator_value
    keys = " and ".join(f"`{key}`" for key in refused.get("required", ()))
    yield WRONG_VALUE, (), f"{name} holds {keys} side by side", f"write {_expected(error) or 'one of them'}"


def _bound(message: str, remedy: str) -> Callable[[str, ValidationError, Labels], Said]:
    """A sentence about a bound: {name}, {bound} and {value} are put in."""

    def sentence(name: str, error: ValidationError, _: Labels) -> Said:
        words = {
            "name": name,
            "bound": error.validator_value,
            "value": _quoted(error.instance),
            "s": "" if error.validator_value == 1 else "s",
        }
        yield WRONG_VALUE, (), message.format(**words), remedy.format(**words)

    return sentence


SENTENCES: dict[str, Callable[[str, ValidationError, Labels], Said]] = {
    "required": _missing_key,
    "additionalProperties": _unknown_keys,
    "enum": _unknown_code,
    "type": _wrong_type,
    "pattern": _not_the_form,
    "const": _not_the_word,
    "oneOf": _not_one_of,
    "not": _both_of,
    "minItems": _bound("{name} holds fewer than {bound} item{s}", "add an item; an optional key can be left out"),
    "maxItems": _bound("{name} holds more than {bound} item{s}", "remove some"),
    "uniqueItems": _bound("{name} names the same thing twice", "keep one of the two"),
    "minLength": _bound("{name} is empty", "write the text; an optional key can be left out"),
    "maxLength": _bound("{name} is longer than {bound} characters", "shorten it"),
    "minProperties": _bound("{name} holds no key", "add one"),
    "maxProperties": _bound("{name} holds more than {bound} key{s}", "keep only what belongs here"),
    "minimum": _bound(SHARED["en"]["less"], SHARED["en"]["at_least"]),
    "exclusiveMinimum": _bound(SHARED["en"]["not_more"], SHARED["en"]["above"]),
    "maximum": _bound("{name} is {value}, more than {bound}", "write {bound} or less"),
}
"""What is said where a keyword is not met."""
LEADING = frozenset({"$ref", "allOf", "if", "then", "else", "items", "properties", "propertyNames"})
"""Keywords that lead to others: what is inside them is said."""


def _shape(error: ValidationError) -> Mapping[str, Any]:
    return error.schema if isinstance(error.schema, dict) else {}


def _expected(error: ValidationError) -> str:
    """What the schema says is expected, beside the keyword or inside it."""
    inside = error.validator_value.get("x-message", "") if isinstance(error.validator_value, dict) else ""
    return str(inside or _shape(error).get("x-message", ""))


def _inside(name: str, key: str) -> str:
    return key if name == "this file" else f"{name}.{key}"


def _quoted(value: Any) -> str:
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}…"'


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    kinds: dict[type, str] = {dict: "a mapping", list: "a list", type(None): "nothing"}
    return kinds.get(type(value), f"the text {_quoted(value)}")
