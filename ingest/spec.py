"""How a source's tables are found and what their columns mean: the [[tables]] of source.toml."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError, model_validator

from ingest.cells import key
from metrics import Declared, DefinitionError, Source, fault_words


class Role(StrEnum):
    """What the cells under a heading say."""

    PERIOD = "period"
    PERIOD_START = "period_start"
    PERIOD_END = "period_end"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    PLACE = "place"
    SERIES = "series"
    VALUE = "value"
    DIMENSION = "dimension"
    DOCUMENT = "document"
    KNOWN_ON = "known_on"
    QUALIFIER = "qualifier"
    STATUS = "status"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    NOTE_EN = "note_en"
    NOTE_FR = "note_fr"
    WORDS_EN = "words_en"
    WORDS_FR = "words_fr"
    IN_DOCUMENT = "in_document"
    ACTION = "action"
    TITLE_EN = "title_en"
    TITLE_FR = "title_fr"
    STATE = "state"
    ON = "on"
    PILLAR = "pillar"
    FRAMEWORK = "framework"
    BODY = "body"
    IGNORE = "ignore"


ACTION_ROLES = {
    Role.ACTION, Role.TITLE_EN, Role.TITLE_FR, Role.STATE, Role.ON, Role.PLACE, Role.PILLAR,
    Role.FRAMEWORK, Role.BODY, Role.DOCUMENT, Role.NOTE_EN, Role.NOTE_FR, Role.IN_DOCUMENT,
    Role.IGNORE,
}  # fmt: skip
ACTION_ONLY = {
    Role.ACTION, Role.TITLE_EN, Role.TITLE_FR, Role.STATE, Role.ON, Role.PILLAR, Role.FRAMEWORK,
    Role.BODY,
}  # fmt: skip
MANY = {Role.VALUE, Role.DIMENSION, Role.PLACE, Role.IGNORE}  # several columns may have these

_SAYS = {"headings", "role", "optional"}
_MEANT = {
    Role.VALUE: {
        "pattern", "groups", "total", "series", "period", "place", "dimensions", "parenthesis",
        "scale", "style", "status", "values",
    },
    Role.DIMENSION: {"dimension", "members", "total", "fill_down", "values"},
    Role.PERIOD: {"style", "fill_down", "values"},
    Role.YEAR: {"style", "fill_down", "values"},
    Role.QUARTER: {"total", "fill_down", "values"},
    Role.MONTH: {"total", "fill_down", "values"},
    Role.PLACE: {"fill_down", "values"},
    Role.SERIES: {"fill_down", "values"},
    Role.DOCUMENT: {"fill_down", "values"},
    Role.KNOWN_ON: {"fill_down", "values"},
    Role.QUALIFIER: {"values"},
    Role.STATUS: {"values"},
    Role.STATE: {"values"},
    Role.PILLAR: {"values"},
    Role.IGNORE: {"pattern"},
}  # fmt: skip

Style = Literal["fiscal", "us-fiscal"]
Status = Literal["A", "B", "D", "E", "M", "L", "P", "Q", "U"]


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return pattern


class Parenthesis(Declared):
    """What the number in brackets is in "17,471 (869)"."""

    series: str | None = None
    dimensions: dict[str, str] = Field(default_factory=dict)


class Column(Declared):
    headings: tuple[str, ...] = ()
    pattern: Annotated[str, AfterValidator(_compiles)] | None = None
    role: Role
    optional: bool = False  # some editions do not have this column
    series: str | None = None
    period: str | None = None
    place: str | None = None
    dimension: str | None = None
    dimensions: dict[str, str] = Field(default_factory=dict)
    members: dict[str, str] = Field(default_factory=dict)  # words -> member
    values: dict[str, str] = Field(default_factory=dict)  # words -> what they stand for
    groups: dict[str, dict[str, str]] = Field(
        default_factory=dict
    )  # the same for each named group of `pattern`
    total: tuple[str, ...] = ("Total",)  # words that mean "not broken down"
    fill_down: bool = False  # an empty cell repeats the one above
    style: Style | None = None
    scale: Decimal = Decimal(1)
    status: Status | None = None
    parenthesis: Parenthesis | None = None

    @model_validator(mode="after")
    def _keys_fit_the_role(self) -> "Column":
        """Every key given must mean something for this role."""
        if bool(self.headings) == bool(self.pattern):
            raise ValueError("give 'headings' or 'pattern', one of them")
        known = _SAYS | _MEANT.get(self.role, set())
        if stray := sorted(self.model_fields_set - known):
            raise ValueError(
                f"'{stray[0]}' means nothing for role '{self.role}'; "
                f"known keys are {', '.join(sorted(known))}"
            )
        if self.role is Role.DIMENSION and not self.dimension:
            raise ValueError("role 'dimension' needs 'dimension', the id of what it breaks down by")
        if stray := sorted(self.groups.keys() - set(self.group_names)):
            raise ValueError(f"'groups.{stray[0]}' is not a named group of 'pattern'")
        return self

    @property
    def group_names(self) -> tuple[str, ...]:
        return tuple(re.compile(self.pattern).groupindex) if self.pattern else ()


class TableSpec(Declared):
    id: Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]
    kind: Literal["observations", "actions"] = "observations"
    file: str | None = None
    files: tuple[str, ...] | dict[str, str] = ()  # {file = document} where each is an edition
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    delimiter: Literal[",", ";", "\t"] | None = None
    decimal: Literal[".", ","] = "."
    after: str | None = None  # the headings stand below a cell that begins with these words
    before: str | None = None  # and the rows end above one that begins with these
    header_rows: Annotated[int, Field(ge=1, le=3)] = 1
    other_headings: Literal["error", "ignore"] = "error"
    repeats: Literal["error", "first"] = "error"  # when two rows say different values of one thing
    numbered: str | None = None  # the dimension that tells such rows apart: first, second, third
    adds_up: tuple[str, ...] = ()  # dimensions whose members make the total printed beside them
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    unless: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    missing: tuple[str, ...] = ()
    statuses: dict[str, Status] = Field(default_factory=dict)
    marks: dict[str, Status] = Field(default_factory=dict)
    document: str | None = None
    place: str | None = None
    series: str | None = None
    period: str | None = None
    style: Style | None = None
    known_on: str | None = None
    in_document: str = ""
    dimensions: dict[str, str] = Field(default_factory=dict)
    pillar: str = ""
    framework: str = ""
    state: str = ""
    body: str = ""
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _is_whole(self) -> "TableSpec":
        if faults := [*self._file_faults(), *self._column_faults()]:
            raise ValueError("; ".join(faults))
        return self

    def _file_faults(self) -> Iterator[str]:
        if bool(self.file) == bool(self.files):
            yield "give 'file' or 'files', one of them"
        for name in self.file_names:
            if Path(name).name != name or name in ("", "..") or "\\" in name:
                yield f"'{name}' is not the name of a file in the source's own folder"
        if self.sheet and self.sheets:
            yield "give 'sheet' or 'sheets', not both"

    def _column_faults(self) -> Iterator[str]:
        roles = [column.role for column in self.columns]
        fit = ACTION_ROLES if self.kind == "actions" else set(Role) - ACTION_ONLY
        for role in sorted(set(roles) - fit):
            yield f"role '{role}' does not belong to kind '{self.kind}'"
        headings = Counter(key(one) for column in self.columns for one in column.headings)
        for heading, times in headings.items():
            if times > 1:
                yield f"heading '{heading}' is given to two columns, or twice to one"
        for role in sorted({role for role in roles if roles.count(role) > 1} - MANY):
            yield f"role '{role}' is given to more than one column"
        needed = (
            {Role.ACTION, Role.TITLE_EN, Role.TITLE_FR} if self.kind == "actions" else {Role.VALUE}
        )
        for role in sorted(needed - set(roles)):
            yield f"no column has role '{role}'"
        if (Role.PERIOD_START in roles) != (Role.PERIOD_END in roles):
            yield "'period_start' and 'period_end' go together"
        if {Role.QUARTER, Role.MONTH} & set(roles) and not self._has_year(roles):
            yield "'quarter' and 'month' need a column with role 'year'"

    def _has_year(self, roles: list[Role]) -> bool:
        return Role.YEAR in roles or any("year" in column.group_names for column in self.columns)

    @property
    def file_names(self) -> tuple[str, ...]:
        return (self.file,) if self.file else tuple(self.files)

    def document_of(self, file: str) -> str | None:
        """The edition that a file is: its own where `files` says so, else the table's."""
        return self.files[file] if isinstance(self.files, Mapping) else self.document


def read_tables(source: Source) -> tuple[TableSpec, ...]:
    """The tables of a source; raise DefinitionError with every fault in them."""
    tables, faults = [], []
    for number, fields in enumerate(source.tables, 1):
        name = f"sources/{source.id}/source.toml [tables.{fields.get('id', number)}]"
        try:
            tables.append(TableSpec.model_validate(fields))
        except ValidationError as error:
            faults += [f"{name}: {fault_words(TableSpec, one)}" for one in error.errors()]
    twice = {one.id for one in tables if sum(other.id == one.id for other in tables) > 1}
    faults += [f"sources/{source.id}/source.toml: two tables are called '{one}'" for one in twice]
    if faults:
        raise DefinitionError(faults)
    return tuple(tables)
