"""Partners: the organizations that are asked for returns, as data/reference/partners.toml says."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from metrics.declared import Declared, Slug
from metrics.languages import Language, Text
from metrics.targets import Day

LEAST_FLOOR = 10  # as below the province for everybody: an owner may only raise it
FLOOR, OTHERS = 20, 2


class Governance(Declared):
    """An organization that governs its own data: nobody else sees them without its consent.

    `principles` are its own words for what it goes by. `floor` is the smallest number of people
    that is shown, `others` how many other contributors a total with its figures has at least.
    """

    principles: Text
    floor: Annotated[int, Field(ge=LEAST_FLOOR)] = FLOOR
    others: Annotated[int, Field(ge=OTHERS)] = OTHERS


class Partner(Declared):
    """`language` is the one in which the organization is written to."""

    id: Slug
    title: Text
    language: Language
    since: Day | None = None
    until: Day | None = None
    governance: Governance | None = None  # None: it asks for no consent record

    @model_validator(mode="after")
    def _has_an_order(self) -> "Partner":
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"has until {self.until}, which is before since {self.since}")
        return self

    def is_partner(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)
