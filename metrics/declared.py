"""The base of everything that is read from data/, and what does not fit it in words."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
LONGEST = 60  # characters of what was written that are repeated

# What would be right, by the beginning of pydantic's name for the fault; `{}` is the place.
_RIGHT = {
    "string_pattern": "write lower-case letters and digits, with hyphens between them",
    "string": "write words in quotation marks",
    "named_tuple": "write {{ en = …, fr = … }}",
    "date": "write a day without quotation marks, such as 2026-03-31",
    "bool": "write true or false",
    "int": "write a whole number",
    "decimal": "write a number",
    "tuple": "write a list: in [ ], or as [[{}]] where its items are tables",
    "dict": "write a table: [{}.name] above the keys of each, or {{ name = … }}",
    "model": "write a table: keys with values, below a heading of its own or in {{ }}",
    "too_short": "write at least one",
    "too_long": "write fewer",
    "enum": "write {expected}",
    "literal": "write {expected}",
    "greater_than_equal": "write {ge} or more",
    "less_than_equal": "write {le} or less",
}


class Declared(BaseModel):
    """Unknown keys are refused; nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def fault_words(model: type[Declared], error: Any, not_said: tuple[str, ...] = ()) -> str:
    """One of pydantic's ErrorDetails in our words: the key, what is wrong, what would be right.

    `not_said` are keys that the model has and that no file says.
    """
    at = _place(error["loc"])
    if error["type"] == "extra_forbidden":
        known = ", ".join(sorted({*_keys_at(model, error["loc"][:-1])} - {*not_said}))
        return f"unknown key '{at}'; known keys are {known}"
    if error["type"] == "missing":
        return f"'{at}' is missing"
    if error["type"] == "value_error":
        return _said(at, str(error["ctx"]["error"]))
    return f"'{at}' is {shortened(error['input'])}: {_right(at, error)}"


def shortened(written: object) -> str:
    """What was written in a file, as far as it is worth repeating."""
    words = written.isoformat() if isinstance(written, date) else repr(written)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _said(at: str, words: str) -> str:
    """What a check of our own says of a place; its words may be a sentence about it."""
    if not at:
        return words
    return f"'{at}' {words}" if words.startswith(("is ", "has ", "by ")) else f"{at}: {words}"


def _right(at: str, error: Any) -> str:
    kind = next((one for one in _RIGHT if error["type"].startswith(one)), "")
    return _RIGHT.get(kind, "this does not belong here").format(at, **error.get("ctx", {}))


def _place(location: tuple[str | int, ...]) -> str:
    """`columns[3].heading`; items of a list are counted from 1."""
    parts = (f"[{one + 1}]" if isinstance(one, int) else f".{one}" for one in _written(location))
    return "".join(parts).removeprefix(".")


def _written(location: tuple[str | int, ...]) -> list[str | int]:
    """Without pydantic's names of the kinds between which it chose: "tuple[str, ...]"."""
    return [one for one in location if isinstance(one, int) or not one.endswith("]")]


def _keys_at(model: type[Declared], location: tuple[str | int, ...]) -> list[str]:
    """The keys known at a place inside a model; follows lists, dictionaries and nested models."""
    fields: Mapping[str, FieldInfo] = model.model_fields
    for part in location:
        if isinstance(part, str) and part in fields:
            nested = _nested(fields[part].annotation)
            fields = nested.model_fields if nested else {}
    return [one.alias or key for key, one in fields.items()]


def _nested(annotation: Any) -> type[Declared] | None:  # a type form, which typing cannot name
    if isinstance(annotation, type) and issubclass(annotation, Declared):
        return annotation
    found = (_nested(argument) for argument in getattr(annotation, "__args__", ()))
    return next((one for one in found if one), None)
