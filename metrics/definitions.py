"""What is measured, as declared in data/: indicators, sources and their series, reference lists."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from metrics.declared import Declared
from metrics.dimensions import Wording
from metrics.languages import Text

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Measure(StrEnum):
    COUNT = "count"
    MONEY = "money"
    RATIO = "ratio"
    RATE = "rate"
    LEVEL = "level"
    MILESTONE = "milestone"


class Direction(StrEnum):
    """Which way is better; `none` where a rise may be good or bad news."""

    UP = "up"
    DOWN = "down"
    BAND = "band"
    NONE = "none"


class Level(StrEnum):
    """The place of an indicator in the chain from money to change."""

    INPUT = "input"
    OUTPUT = "output"
    IMMEDIATE = "immediate"
    INTERMEDIATE = "intermediate"
    ULTIMATE = "ultimate"


class Target(Declared):
    """A value to reach, with who set it: a publication, or the office on a date."""

    kind: Literal["exact", "at_least", "at_most", "range"]
    value: str
    upper: str | None = None
    by: date
    basis: Literal["published", "office"]
    source: str | None = None
    set_on: date | None = None
    approved_by: str | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> "Target":
        """A number or two, and who stands behind them."""
        for number in filter(None, (self.value, self.upper)):
            if not re.fullmatch(r"-?\d+(\.\d+)?", number):
                raise ValueError(f'has the value {number!r}: write a number, such as "400"')
        if (self.kind == "range") != (self.upper is not None):
            raise ValueError('has `upper` exactly when its kind is "range"')
        if self.basis == "published" and not self.source:
            raise ValueError('is published: name its `source`, "<source>/<document>"')
        if self.basis == "office" and not (self.set_on and self.approved_by):
            raise ValueError("is set by the office: give `set_on` and `approved_by`")
        return self


class Record(Declared):
    """The cell of the store that speaks for an indicator: "<source>/<series>", place, breakdown."""

    series: str
    place: str
    disaggregation: str = ""
    frequency: str | None = None  # SDMX code; the frequency of the newest value when absent


class Indicator(Declared):
    id: Slug
    code: str | None = None
    title: Text
    definition: Text
    does_not_tell: tuple[Text, ...] = Field(min_length=1)
    level: Level
    unit: Slug
    measure: Measure
    count_basis: (
        Literal[
            "people_in_period", "people_ever", "services", "contacts", "cases", "charges", "things"
        ]
        | None
    ) = None
    direction: Direction
    frequency: Literal["A", "S", "Q", "M", "_O"]
    roll_up_time: Literal["sum", "last", "max", "none"]
    roll_up_place: Literal["sum", "none"]
    disclosure_class: Literal["people", "activity", "money"] = "people"
    dimensions: tuple[str, ...] = ()
    numerator: Text | None = None
    denominator: Text | None = None
    reported_by: Text
    limits: Text | None = None
    record: Record | None = None
    target: Target | None = None


class Break(Declared):
    """Values from this day on may not be compared with values before it."""

    on: date
    note: Text


class Series(Declared):
    """One statistical publisher and one definition."""

    id: Slug
    indicator: Slug
    title: Text
    publisher: Text
    definition: Text
    unit: Slug | None = None
    breaks: tuple[Break, ...] = ()
    undated: bool = False  # no date was published: the period is that of the document


class Document(Declared):
    """An edition, release or copy of what was published: provenance, not a series."""

    id: Slug
    title: str
    publisher: str
    url: str | None = None
    published_on: Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = None
    read_on: date
    licence: str | None = None
    sha256: str | None = None
    via: Text | None = None  # the copy that was read, where it was not the publisher's own


class Source(Declared):
    """One folder of data/sources: who published it, its documents and its series."""

    id: Slug
    title: Text
    description: Text
    publisher: Text
    url: str | None = None
    licence: Text
    coverage: Text
    cautions: tuple[Text, ...] = ()
    documents: dict[str, Document]
    series: dict[str, Series] = Field(default_factory=dict)
    dimensions: dict[str, Text] = Field(default_factory=dict)  # those that only this source uses
    members: dict[str, dict[str, Wording]] = Field(default_factory=dict)  # likewise, by dimension
    tables: tuple[dict[str, Any], ...] = ()  # read by ingest; metrics does not look inside


class Unit(Declared):
    """`one` and `many` as words behind a number: "1 person", "2 people"; `sign` in their stead."""

    id: Slug
    one: Text
    many: Text
    sign: Text | None = None  # "%", "$": placed by the language's own rule
    kind: Literal["count", "money", "percent", "rate", "level", "days"]
    currency: str | None = None
    levels: tuple[tuple[str, Text], ...] = ()  # for kind "level": value 1 is the first of them


class Entry(Declared):
    """An indicator listed in an outcome, from `since` to `until`, both days included.

    Written as its id alone where it is listed for as long as the framework lasts.
    """

    id: Slug
    since: date | None = None
    until: date | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, written: object) -> object:
        return {"id": written} if isinstance(written, str) else written


class Outcome(Declared):
    id: Slug
    title: Text
    indicators: tuple[Entry, ...] = ()


class Pillar(Declared):
    id: Slug
    number: int | None = None
    title: Text
    statement: Text
    context: bool = False  # what the strategy does not control
    outcomes: tuple[Outcome, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        return tuple(one.id for outcome in self.outcomes for one in outcome.indicators)


class Event(Declared):
    """A dated event drawn on the time axis; timing only."""

    id: Slug
    on: date
    title: Text
    pillar: Slug | None = None
    source: str  # "<source>/<document>"


class Framework(Declared):
    id: Slug
    title: Text
    summary: Text
    lead: Text
    starts_on: date
    ends_on: date
    source: str  # "<source>/<document>" in which it was announced
    pillars: tuple[Pillar, ...]
    events: tuple[Event, ...] = ()
