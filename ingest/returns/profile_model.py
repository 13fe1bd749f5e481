"""How a partner's own layout is read, as data: a profile, written in TOML, kept and versioned."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from metrics import DefinitionError, Language

MOST_LABELS = 3  # columns of them
Words = tuple[str, ...]
Type = Literal["", "number", "whole", "date", "text", "email", "telephone", "pattern"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Meaning(_Part):
    """What a column, a row or a single cell stands for, and what it must be.

    What is empty is taken from the row, then from the column, then from the table.
    """

    measure: str = ""  # a series of the form's source
    member: str = ""
    place: str = ""
    period: str = ""
    total: bool = False  # worked out from others: not read
    skip: bool = False  # not read
    scale: Decimal | None = None  # 1000 where the partner writes thousands
    type: Type = ""
    required: bool | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    choices: Words = ()
    pattern: str = ""  # of a whole text, where type is "pattern"
    unique: bool = False

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        """Matched only in the child process: an expression of a stranger may take for ever."""
        try:
            re.compile(pattern)
        except (re.error, RecursionError, OverflowError) as error:
            raise ValueError(f"no expression: {error}") from None
        return pattern

    def over(self, other: "Meaning") -> "Meaning":
        """The same, with what it leaves open taken from the other."""
        return other.model_copy(
            update={name: getattr(self, name) for name in self.model_fields_set}
        )


NO_MEANING = Meaning()


class ProfileTable(_Part):
    """One table on a sheet, found by its title and its headings, wherever they have moved to."""

    id: str
    sheet: Words  # spellings of the sheet's name
    title: str = ""  # a cell above the headings; needed where a sheet has several tables
    heading: str  # the first row of headings holds this text: over the labels of the rows
    labels: int = 0  # columns to the right of `heading` where the rows' labels stand
    # a place and a group: "Barrie | Under 25"
    label_columns: Annotated[int, Field(ge=1, le=MOST_LABELS)] = 1
    heading_rows: Annotated[int, Field(ge=1, le=3)] = 1
    below: Annotated[int, Field(ge=0, le=20)] = 0  # rows between the headings and the first row
    end: Words = ()  # the table ends before a row that holds one of these, or two empty rows
    all: Meaning = NO_MEANING
    columns: Mapping[str, Meaning] = Field(
        default_factory=dict
    )  # by heading, joined with " | "; "*" fits
    rows: Mapping[str, Meaning] = Field(default_factory=dict)  # by label; "*" fits anything
    ignore: Words = ()  # labels of rows that stand for nothing
    # of a suggestion: by "column/<heading>" or "row/<label>", where it stands and some of its cells
    seen: Mapping[str, Words] = Field(default_factory=dict)


class ProfileField(_Part):
    """A single cell beside or under its label."""

    id: str
    sheet: Words
    label: str
    below: int = 1
    right: int = 0
    means: Meaning = NO_MEANING


class Profile(_Part):
    id: str
    version: Annotated[int, Field(ge=1)] = 1
    form: str = ""
    partner: str = ""
    language: Language = Language.EN
    blank: Words = ()  # words of a cell that hold no answer yet: "Please select an option"
    nothing: Mapping[str, str] = Field(default_factory=dict)  # words -> zero, not-applicable, ...
    tables: tuple[ProfileTable, ...] = ()
    fields: tuple[ProfileField, ...] = ()
    confidence: Mapping[str, float] = Field(
        default_factory=dict
    )  # of a suggestion: by what was matched


def read_profile(words: str, name: str = "profile") -> Profile:
    """A profile from its TOML; raise DefinitionError with every fault in it."""
    try:
        return Profile.model_validate(tomllib.loads(words))
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError((f"{name}: {error}",)) from error
    except ValidationError as error:
        raise DefinitionError(
            f"{name}: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()
        ) from error


def write_profile(profile: Profile) -> str:
    """The TOML of a profile, as `read_profile` reads it."""
    said = profile.model_dump(mode="json", exclude_defaults=True, exclude_unset=True)
    lines: list[str] = []
    tables = {name: said.pop(name) for name in ("tables", "fields") if name in said}
    lines.extend(_pairs(said))
    for name, parts in tables.items():
        for part in parts:
            lines.append(f"\n[[{name}]]")
            lines.extend(_pairs(part))
    return "\n".join(lines) + "\n"


def _pairs(said: Mapping[str, Any]) -> Iterator[str]:
    return (f"{_key(name)} = {_value(value)}" for name, value in said.items())


def _key(name: str) -> str:
    return name if name.isidentifier() and name.isascii() else _text(name)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_pairs(value)) + " }"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _text(value) if isinstance(value, str) else str(value)


_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _text(words: str) -> str:
    safe = "".join(
        _ESCAPED.get(one) or (one if one >= " " and one != "\x7f" else f"\\u{ord(one):04x}")
        for one in words
    )
    return f'"{safe}"'
