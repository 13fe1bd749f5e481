"""Return forms: what partners are asked for, as data/returns/<form>/return.toml declares it.

The same declaration makes the template that is sent out and reads it when it comes back.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from metrics.declared import Declared, Slug
from metrics.languages import Text
from metrics.periods import Period, months
from metrics.targets import Day, Number, When

LONGEST_SHEET_NAME = 31  # as spreadsheets allow
MONTHS_OF = {"M": 1, "Q": 3, "S": 6, "A": 12}
DATA_SHEET = Text("Data", "Données")
INSTRUCTIONS_SHEET = Text("Instructions", "Directives")
KEPT_SHEETS = frozenset(
    one.casefold()
    for one in (*DATA_SHEET, *INSTRUCTIONS_SHEET, "Lists", "Listes", "Findings", "À corriger")
)
_FORBIDDEN = re.compile(r"[\\/*?:\[\]\x00-\x1f]|^'|'$|^history$", re.I)


def _sheet_name(given: Text) -> Text:
    for name in given:
        if not name or len(name) > LONGEST_SHEET_NAME:
            raise ValueError(
                f"has the sheet name '{name}' of {len(name)} characters: write 1 to "
                f"{LONGEST_SHEET_NAME}"
            )
        if _FORBIDDEN.search(name):
            raise ValueError(f"has the sheet name '{name}': leave out \\ / * ? : [ ] and outer '")
        if name.casefold() in KEPT_SHEETS:
            raise ValueError(f"has the sheet name '{name}', which every return has for itself")
    return given


SheetName = Annotated[Text, AfterValidator(_sheet_name)]


class FormMeasure(Declared):
    """A column of a table: a series of the form's source."""

    series: Slug
    required: bool = True
    qualifiers: bool = False  # "about 20" and "<5" are taken; else a partner states exact figures
    granted_publicly: bool = False  # amounts that stand in a public list of grants, by partner
    heading: Text | None = None  # the title of its series unless it says another
    note: Text | None = None
    former: tuple[str, ...] = ()  # headings that partners still use


class FormTable(Declared):
    """A sheet: a row for each place and each member of the dimension; a column for each measure."""

    id: Slug
    sheet: SheetName
    title: Text
    dimension: str | None = None
    members: tuple[str, ...] = ()
    total: bool = False  # a row for all of them together
    adds_up: bool = True  # its members make the total, each thing counted in one of them alone
    places: tuple[str, ...] = ()  # the form's own place when none is said
    measures: tuple[FormMeasure, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _hangs_together(self) -> "FormTable":
        if self.dimension and not self.members:
            raise ValueError(f"has a dimension and no members: list those of {self.dimension}")
        if self.members and not self.dimension:
            raise ValueError("has members and no dimension: say of which they are")
        if self.total and not self.dimension:
            raise ValueError("has a total and no dimension: leave it out, its row is one already")
        for kind, names in (
            ("member", self.members),
            ("place", self.places),
            ("series", tuple(one.series for one in self.measures)),
        ):
            if twice := sorted({one for one in names if names.count(one) > 1}):
                raise ValueError(f"has the {kind} '{twice[0]}' twice")
        return self

    def measure(self, series: str) -> FormMeasure | None:
        return next((one for one in self.measures if one.series == series), None)

    def rows(self, place: str) -> Iterator[tuple[str, str]]:
        """Place and member of each row, "" for the total; `place` is the form's own."""
        members = (*self.members, *(("",) if self.total or not self.dimension else ()))
        for one in self.places or (place,):
            yield from ((one, member) for member in members)


class FormRule(Declared):
    """What must hold between the measures of a row.

    at-most: `left` is not above `right`. adds-up: the `parts` make `right`. needs: where `left` is
    above zero, `right` is stated. between: `left` lies from `least` to `most`. Before `starts_on`
    it runs in shadow: what it finds is counted and told to the office alone.
    """

    id: Slug
    kind: Literal["at-most", "adds-up", "needs", "between"]
    table: Slug
    left: Slug | None = None
    right: Slug | None = None
    parts: tuple[Slug, ...] = ()
    least: Number | None = None
    most: Number | None = None
    severity: Literal["error", "warning", "info"] = "error"
    starts_on: Day | None = None
    message: Text | None = None  # in the place of our own words for what is wrong
    remedy: Text | None = None  # in the place of our own words for what would be right

    @model_validator(mode="after")
    def _says_what_its_kind_needs(self) -> "FormRule":
        said = {key for key in _ALL_PARTS if getattr(self, key) not in (None, ())}
        needed = _PARTS[self.kind]
        if extra := sorted(said - needed):
            raise ValueError(f"is of kind {self.kind}, which has no '{extra[0]}'")
        if self.kind == "between" and said & {"least", "most"}:
            needed = {"left"}  # one end is enough
        if missing := sorted(needed - said):
            raise ValueError(f"is of kind {self.kind}, which needs '{missing[0]}'")
        if self.kind == "adds-up" and self.right in self.parts:
            raise ValueError(f"has '{self.right}' among its own parts")
        if self.least and self.most and Decimal(self.least) > Decimal(self.most):
            raise ValueError(f"has least {self.least}, which is above most {self.most}")
        return self

    @property
    def series(self) -> tuple[str, ...]:
        return tuple(one for one in (self.left, *self.parts, self.right) if one)

    def in_shadow(self, on: date) -> bool:
        return self.starts_on is not None and on < self.starts_on


_PARTS = {
    "at-most": {"left", "right"},
    "needs": {"left", "right"},
    "adds-up": {"parts", "right"},
    "between": {"left", "least", "most"},
}
_ALL_PARTS = ("left", "right", "parts", "least", "most")


class Due(Declared):
    """So many days after the period's end."""

    days: int = Field(ge=0, le=400)


class FormObligation(Declared):
    """Which tables a partner is asked for, from a period to a period, both included."""

    partner: Slug
    tables: tuple[Slug, ...] = ()  # every table when none is said
    since: When
    until: When | None = None

    @model_validator(mode="after")
    def _has_an_order(self) -> "FormObligation":
        if self.until and self.until.start < self.since.start:
            raise ValueError(f"has until {self.until.code}, which is before {self.since.code}")
        return self

    def holds_in(self, period: Period) -> bool:
        return self.since.start <= period.start and (
            self.until is None or period.end <= self.until.end
        )


class ReturnForm(Declared):
    """`renamed` says, for an older version, what its headings and sheets are called now."""

    id: Slug
    version: int = Field(ge=1)
    title: Text
    instructions: Text
    source: Slug
    frequency: Literal["M", "Q", "S", "A"]
    fiscal: bool = False  # its years begin in April: Q3 2025-26 is October to December 2025
    place: str
    due: Due
    steward: str = ""
    tables: tuple[FormTable, ...] = Field(min_length=1)
    rules: tuple[FormRule, ...] = ()
    obligations: tuple[FormObligation, ...] = ()
    renamed: dict[str, dict[str, str]] = Field(default_factory=dict)

    @field_validator("renamed")
    @classmethod
    def _by_version(cls, given: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        for version in given:
            if not re.fullmatch(r"[1-9][0-9]{0,5}", version):
                raise ValueError(f"has '{version}': write the number of the older version")
        return given

    @model_validator(mode="after")
    def _no_name_twice(self) -> "ReturnForm":
        for kind, names in (
            ("table", [one.id for one in self.tables]),
            ("rule", [one.id for one in self.rules]),
            ("sheet", [one.sheet.en.casefold() for one in self.tables]),
            ("sheet", [one.sheet.fr.casefold() for one in self.tables]),
        ):
            if twice := sorted({one for one in names if names.count(one) > 1}):
                raise ValueError(f"has the {kind} '{twice[0]}' twice")
        if later := [one for one in self.renamed if int(one) >= self.version]:
            raise ValueError(f"renames version {later[0]}, and is itself version {self.version}")
        return self

    def table(self, id_: str) -> FormTable | None:
        return next((one for one in self.tables if one.id == id_), None)

    def places_of(self, table: FormTable) -> tuple[str, ...]:
        return table.places or (self.place,)

    def tables_of(self, partner: str, period: Period) -> tuple[FormTable, ...]:
        """The tables that a partner is asked for in a period, in the form's order."""
        asked = [one for one in self.obligations if one.partner == partner and one.holds_in(period)]
        named = {name for one in asked for name in one.tables}
        every = any(not one.tables for one in asked)
        return tuple(one for one in self.tables if every or one.id in named)

    def partners_in(self, period: Period) -> tuple[str, ...]:
        """Who is asked for anything in a period, each once, in the order of the form."""
        asked = (one.partner for one in self.obligations if one.holds_in(period))
        return tuple(dict.fromkeys(asked))

    def adding_up_with(self, names: Iterable[str]) -> set[str]:
        """These series, and all that the form's rules add up with any of them, however far."""
        sums = [{*rule.parts, rule.right or ""} for rule in self.rules if rule.kind == "adds-up"]
        found = {*names}
        while wider := [one for one in sums if one & found and not one <= found]:
            found.update(*wider)
        return found

    def due_on(self, period: Period) -> date:
        return period.end + timedelta(days=self.due.days)

    def is_period(self, period: Period) -> bool:
        """Whether a span is one of those that this form is sent for."""
        return period == self.period_of(period.start)

    def period_of(self, day: date) -> Period:
        """The form's period in which a day lies."""
        count = MONTHS_OF[self.frequency]
        first = 3 if self.fiscal and self.frequency in "SA" else 0
        since = day.year * 12 + day.month - 1 - first
        start = since - since % count + first
        return months(start // 12, start % 12 + 1, count)

    def before(self, period: Period) -> Period:
        return self.period_of(period.start - timedelta(days=1))

    def after(self, period: Period) -> Period:
        return self.period_of(period.end + timedelta(days=1))

    def is_too_early(self, period: Period, today: date) -> bool:
        """Whether nobody needs a period yet: it begins after the one that follows today's."""
        return period.start > self.after(self.period_of(today)).start
