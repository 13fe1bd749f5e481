"""What the office notes beside figures: at a value, as an event of a pillar, as its narrative.

One kind of thing with three uses. A note is kept in versions: what is taken back leaves its last
words and that they no longer stand. It speaks of publishers' lines and of totals, never of one
organization's own values. Its words can be erased, with a figure that its owner withdraws.
"""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from metrics.languages import Text
from metrics.periods import Period

NOWHERE = Text("", "")


class AnnotationKind(StrEnum):
    """What is noted; `longest` are the characters that it may have in each language."""

    VALUE = "value"
    EVENT = "event"
    NARRATIVE = "narrative"

    @property
    def longest(self) -> int:
        return 1200 if self is AnnotationKind.NARRATIVE else 300


class About(NamedTuple):
    """What a note speaks of: a value of a line, or a pillar of a framework; always of a period.

    A value has `indicator`, `series` ("<source>/<series>"), `place` and `disaggregation` ("" for
    the total); an event and a narrative have `framework` and `pillar`. A day is a period too.
    """

    kind: AnnotationKind
    period: Period
    indicator: str = ""
    series: str = ""
    place: str = ""
    disaggregation: str = ""
    framework: str = ""
    pillar: str = ""

    @property
    def line(self) -> tuple[str, str, str]:
        """The line on which the value lies."""
        return self.series, self.place, self.disaggregation


class Said(NamedTuple):
    """The words of a version: both languages, and of a narrative whose words they are."""

    text: Text
    owner: Text = NOWHERE


class Author(NamedTuple):
    """Who writes: the account's id, and the role that it had then."""

    actor: str
    role: str


class Annotation(NamedTuple):
    """One version of a note; `number` counts 1, 2, ... and the newest by an instant stands."""

    code: str
    number: int
    about: About
    said: Said
    author: Author
    at: datetime  # UTC
    is_taken_back: bool = False

    @property
    def is_erased(self) -> bool:
        """Whether its words are gone: they could have told a figure that its owner withdrew."""
        return not any(self.said.text)

    @property
    def stands(self) -> bool:
        return not self.is_taken_back and not self.is_erased
