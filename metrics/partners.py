"""Partners: the organizations that are asked for returns, as data/reference/partners.toml says."""

from datetime import date

from pydantic import model_validator

from metrics.declared import Declared, Slug
from metrics.languages import Language, Text
from metrics.targets import Day


class Partner(Declared):
    """`language` is the one in which the organization is written to."""

    id: Slug
    title: Text
    language: Language
    since: Day | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _has_an_order(self) -> "Partner":
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"has until {self.until}, which is before since {self.since}")
        return self

    def is_partner(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)
