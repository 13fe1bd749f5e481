"""What is measured, as declared in data/: indicators, sources and their series, reference lists."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any, Literal

from pydantic import Field, StrictBool, ValidationInfo, field_validator, model_validator

from metrics.declared import Declared, Slug
from metrics.dimensions import Wording
from metrics.errors import MetricsError
from metrics.languages import Language, Text
from metrics.misfits import Meaning, misfits
from metrics.periods import Period
from metrics.targets import Day, ProgressRule, Target, When

Targets = Target | tuple[Target, ...] | None


DETECTION = Text(
    "It measures detection, not prevalence: what authorities and services found or recorded, not "
    "how much trafficking there is.",
    "L'indicateur mesure la détection, non la prévalence\u00a0: ce que les autorités et les "
    "services ont repéré ou consigné, non l'ampleur de la traite.",
)


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
    detection: bool = False  # counts what police, courts, hotlines or governments found
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
    year_to_date: StrictBool | None = None  # each figure holds the ones before it; None: not said
    disclosure_class: Literal["people", "activity", "money"] = "people"
    dimensions: tuple[str, ...] = ()
    numerator: Text | None = None
    denominator: Text | None = None
    parts_without_people: StrictBool = False  # neither part of a ratio or rate counts people
    reported_by: Text
    limits: Text | None = None
    actions: tuple[str, ...] = ()  # initiatives that serve it, each "<source>/<action>"
    record: Record | None = None
    progress_rule: ProgressRule | None = None
    target: Target | None = None  # the newest of several
    targets: tuple[Target, ...] = ()  # in the order in which they were set

    @property
    def is_cumulated(self) -> bool:
        """Whether a later figure holds the earlier ones: the one less the other tells a period."""
        return bool(self.year_to_date) or (
            self.count_basis == "people_ever" and self.roll_up_time in ("last", "max")
        )

    @field_validator("target", "targets")
    @classmethod
    def _agree(cls, given: Targets, read: ValidationInfo) -> Targets:
        """Targets that fit what the indicator means and, of several, have an order."""
        several = given if isinstance(given, tuple) else (given,) if given else ()
        if faults := [*_out_of_order(several), *_misfits(several, read.data)]:
            raise ValueError("; ".join(faults))
        return given

    @model_validator(mode="after")
    def _says_that_it_is_detection(self) -> "Indicator":
        """One sentence for all of them, before whatever else an indicator does not tell."""
        if self.detection and DETECTION not in self.does_not_tell:
            object.__setattr__(self, "does_not_tell", (DETECTION, *self.does_not_tell))
        return self

    @model_validator(mode="after")
    def _one_or_several(self) -> "Indicator":
        """One [target] is a history of one; of several, `target` is the newest."""
        if self.target and not self.targets:
            object.__setattr__(self, "targets", (self.target,))
        elif self.targets and not self.target:
            object.__setattr__(self, "target", self.targets[-1])
        elif self.target and self.target != self.targets[-1]:
            raise ValueError("has [target] and [[targets]]: write one of them")
        return self

    def target_on(self, day: date) -> Target | None:
        """The target in force on a day: the newest that stands, else the first that is known."""
        standing = (one for one in reversed(self.targets) if one.stands_from <= day)
        known = (one for one in self.targets if one.known_from <= day)
        return next(standing, next(known, None))


def _out_of_order(targets: tuple[Target, ...]) -> Iterator[str]:
    for earlier, later in pairwise(targets):
        if earlier.stands_from >= later.stands_from:
            yield f"by {later.by} does not follow the one before: give each its `set_on` or `from`"


def _misfits(targets: tuple[Target, ...], read: Mapping[str, Any]) -> Iterator[str]:
    """Nothing where a field that targets depend on was itself at fault."""
    if {"measure", "direction", "frequency", "roll_up_time", "progress_rule"} - {*read}:
        return
    meaning = Meaning(
        read["measure"], read["direction"], read["frequency"], read["roll_up_time"],
        read["progress_rule"],
    )  # fmt: skip
    for one in targets:
        yield from misfits(one, meaning)


class Break(Declared):
    """Values from this day on may not be compared with values before it."""

    on: date
    note: Text
    places: tuple[str, ...] = ()  # only there; empty means everywhere


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
    for_a_term: bool = False  # announced for years to come: its periods end after the documents
    same_as: str | None = None  # "<source>/<series>": another statement of the very same thing
    # by document the periods that it does not state whole: an end or more of them is assumed
    assumed_periods: dict[Slug, tuple[When, ...]] = Field(default_factory=dict)

    def assumes(self, period: Period, document: str) -> bool:
        """Whether the period of a value is not, or not wholly, its publisher's own."""
        return period in self.assumed_periods.get(document, ())

    def at(self, place: str) -> "Series":
        """The series as it is in a place: without the breaks that lie in other places only."""
        here = tuple(one for one in self.breaks if not one.places or place in one.places)
        return self if here == self.breaks else self.model_copy(update={"breaks": here})


class Document(Declared):
    """An edition, release or copy of what was published: provenance, not a series."""

    id: Slug
    title: str  # in the language in which it was published
    language: Language = Language.EN  # that language
    title_fr: str | None = None  # where `title` is ours, as it bears none or none that is known
    publisher: Text
    url: str | None = None
    published_on: str | None = None  # as precisely as is known: 2018, 2018-06 or 2018-06-28
    read_on: date
    licence: Text | None = None
    sha256: str | None = None
    via: Text | None = None  # the copy that was read, where it was not the publisher's own

    @field_validator("published_on")
    @classmethod
    def _is_a_day(cls, given: str | None) -> str | None:
        try:
            return given if given is None else Period.dated(given).code
        except MetricsError:
            raise ValueError(
                f"is '{given}', which is no day: write 2024-05-31, or 2024-05 or 2024 when no "
                "more is known"
            ) from None

    @model_validator(mode="after")
    def _published_before_it_was_read(self) -> "Document":
        if self.published_on and Period.dated(self.published_on).start > self.read_on:
            raise ValueError(
                f"has published_on '{self.published_on}', which is after read_on {self.read_on}: "
                "correct the one that is wrong"
            )
        return self

    def titled(self, language: Language) -> str:
        """Its own title; in French also one that it was given here."""
        return (language is Language.FR and self.title_fr) or self.title

    def language_titled(self, language: Language) -> Language:
        """The language of that title."""
        return language if language is Language.FR and self.title_fr else self.language

    @property
    def known_on(self) -> date:
        """The day from which it was known, as far as that can be told; never after its reading."""
        last = Period.dated(self.published_on).end if self.published_on else self.read_on
        return min(last, self.read_on)


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
    example: bool = False  # its own word that its figures are made up
    returns: Slug | None = None  # the return form by which partners send its figures
    next_release: Day | None = None  # the day that its publisher has named for the next one


class Unit(Declared):
    """`one` and `many` as words behind a number: "1 person", "2 people"; `sign` in their stead."""

    id: Slug
    one: Text
    many: Text
    sign: Text | None = None  # "%", "$": placed by the language's own rule
    kind: Literal["count", "money", "percent", "rate", "level", "days"]
    currency: str | None = None
    levels: tuple[tuple[str, Text], ...] = ()  # for kind "level": value 1 is the first of them
    people: bool = False  # one of it is a person
    always_said: bool = False  # a count that no title names: the years of an age
    # ends of its kind that do not hold: a change falls below 0, a budget is overspent
    reaches: tuple[Literal["below_zero", "above_the_whole"], ...] = ()

    @property
    def needs_words(self) -> bool:
        """Whether a number of it says too little alone: "2.3", "218", where a count is "450"."""
        return self.sign is None and (self.always_said or self.kind in ("rate", "days"))

    @property
    def is_change(self) -> bool:
        """Whether it is how much something rose or fell: written with its sign, "+22%"."""
        return self.kind == "percent" and "below_zero" in self.reaches


class Example(Declared):
    """A data folder's own word that its figures are made up."""

    notice: Text
