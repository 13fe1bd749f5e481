"""Frozen values as canonical JSON and back: one text for one value, and nothing lost.

Keys are sorted; a Decimal is a string with all its digits, so that 1.50 stays 1.50; a float is
written as Python writes it. Records are objects by the names of their fields. A field that holds
its default is left out, so that one that is added later changes no text, and no hash, of before.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
Plain = Any  # what JSON holds: objects, lists, texts, numbers, true, false, null


def dumps(value: object) -> str:
    return json.dumps(
        _plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def loads(type_: type[Value], text: str) -> Value:
    """The value of this type that was written; ValueError or KeyError where the text is none."""
    found: Value = _built(type_, json.loads(text))
    return found


def _plain(value: object) -> Plain:
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        told = [name for name in value._fields if _is_told(value, name)]
        return {name: _plain(getattr(value, name)) for name in told}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _built(type_: Any, plain: Plain) -> Any:  # of any type that a record declares
    origin, arguments = get_origin(type_), get_args(type_)
    if origin in (Union, UnionType):
        return None if plain is None else _built(_only(arguments), plain)
    if origin is tuple:
        every = arguments[1:] == (...,)
        kinds = [arguments[0]] * len(plain) if every else arguments
        return tuple(_built(*one) for one in zip(kinds, plain, strict=True))
    if origin is dict:
        key, of = arguments
        return {_built(key, name): _built(of, one) for name, one in plain.items()}
    if hasattr(type_, "_fields"):
        own = _hints(type_)
        told = [name for name in own if name in plain or name not in type_._field_defaults]
        return type_(**{name: _built(own[name], plain[name]) for name in told})
    if type_ in (datetime, date):
        return type_.fromisoformat(plain)
    return type_(plain)


def _is_told(record: Any, name: str) -> bool:
    """Whether a field says anything that its default does not."""
    if name not in record._field_defaults:
        return True
    value, default = getattr(record, name), record._field_defaults[name]
    return type(value) is not type(default) or value != default


def _only(arguments: tuple[Any, ...]) -> Any:
    (one,) = (kind for kind in arguments if kind is not NoneType)
    return one


@cache
def _hints(type_: Any) -> dict[str, Any]:
    return get_type_hints(type_)
