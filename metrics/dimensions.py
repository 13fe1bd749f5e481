"""What a value can be broken down by, and where it can be true."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

from pydantic import Field

from metrics.declared import Declared
from metrics.languages import COLON, Language, Text


@dataclass(frozen=True)
class Member:
    """One value of a dimension; `parent` names the member that contains it."""

    code: str
    title: Text
    parent: str | None = None


@dataclass(frozen=True)
class Dimension:
    """What values are broken down by; `is_named` where its members say too little alone."""

    id: str
    title: Text
    members: Mapping[str, Member] = field(default_factory=dict)
    is_named: bool = False

    def titled(self, member: str, language: Language) -> str:
        """A member as people read it: "female", and "citizenship: China", which is no place."""
        said = self.members[member].title.in_(language)
        if not self.is_named:
            return said
        name = self.title.in_(language)
        return f"{name[:1].lower()}{name[1:]}{COLON.in_(language)}{said}"


class Wording(Declared):
    """A member as data/ words it; `parent` names the member that contains it."""

    en: str
    fr: str
    parent: str | None = None

    def member(self, code: str) -> Member:
        return Member(code, Text(self.en, self.fr), self.parent)


class DimensionTable(Declared):
    """A dimension as data/reference declares it.

    `named` where its members are said with its name: of citizenships, countries as places are.
    """

    title: Text
    named: bool = False
    members: dict[str, Wording] = Field(default_factory=dict)


Tile = Annotated[int, Field(ge=0, le=15)]


class Place(Declared):
    """A country, province, region or local area; `names` are other spellings publishers use.

    `population` is how many people live there: below a region no figure of people is released
    without it. `tile` is where its square stands on the map of its neighbours: column and row,
    counted from 0; the last part of its code is written in it.
    """

    code: str
    title: Text
    kind: str
    parent: str | None = None
    names: tuple[str, ...] = ()
    population: int | None = Field(default=None, ge=1)
    tile: tuple[Tile, Tile] | None = None


class Disaggregation(NamedTuple):
    """The members that a value is narrowed to; none at all means the total."""

    members: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, members: Mapping[str, str] | Iterable[tuple[str, str]]) -> "Disaggregation":
        pairs = members.items() if isinstance(members, Mapping) else members
        return cls(tuple(sorted(pairs)))

    @property
    def code(self) -> str:
        """`age=child;sex=female`, dimensions in alphabetical order; empty for the total."""
        return ";".join(f"{dimension}={member}" for dimension, member in self.members)

    @classmethod
    def parse(cls, code: str) -> "Disaggregation":
        return cls.of(tuple(pair.split("=", 1)) for pair in code.split(";") if pair)  # type: ignore[misc]


TOTAL = Disaggregation()
PARTNER = "partner"  # the dimension of what is released by partner
