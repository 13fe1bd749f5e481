"""What an official has chosen for a briefing: the outline, kept version by version.

An outline holds no figure but those that stand in its key lines, under "lines": these are taken out
again where the owner of a figure withdraws it.
"""

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dashboard.briefings.document import Format
from metrics import Framework, Language, Moment, Text

TITLE = 500  # characters at most
MOST = 60  # indicators


class Line(BaseModel):
    """A key line in both languages; `key` names the sentence that was proposed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indicator: str
    key: str = ""
    en: str = ""
    fr: str = ""
    edited: bool = False

    def text(self, language: Language) -> str:
        return self.fr if language is Language.FR else self.en


class Outline(BaseModel):
    """Everything that a snapshot is made from, but the store and the instant."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title_en: Annotated[str, Field(max_length=TITLE)] = ""
    title_fr: Annotated[str, Field(max_length=TITLE)] = ""
    framework: str
    pillar: str | None = None
    indicators: tuple[str, ...] = ()
    place: str | None = None
    period: str | None = None  # its code: nothing later is shown
    as_of: date | None = None
    known_at: date | None = None
    lines: tuple[Line, ...] = ()
    classification: str = "public"
    since: str | None = None  # the code of the briefing with which it is compared
    languages: tuple[Language, ...] = tuple(Language)
    formats: tuple[Format, ...] = tuple(Format)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(set(self.indicators)) != len(self.indicators):
            raise ValueError("an indicator stands in a briefing once")
        return self

    @property
    def title(self) -> Text:
        return Text(self.title_en, self.title_fr)

    @property
    def moment(self) -> Moment:
        return Moment(self.as_of, self.known_at)


def listed(framework: Framework, pillar: str | None = None) -> tuple[str, ...]:
    """Every indicator of a strategy, or of one of its pillars, each once and in its order."""
    own = (one for one in framework.pillars if pillar in (None, one.id))
    return tuple(dict.fromkeys(name for one in own for name in one.indicators))


def results(framework: Framework, on: date | None = None) -> tuple[str, ...]:
    """What the pillars of a strategy list on a day, as its overview counts it: no context."""
    return _of_groups(framework, on, context=False)


def context(framework: Framework, on: date | None = None) -> tuple[str, ...]:
    """What a strategy lists beside its results, and does not control."""
    return _of_groups(framework, on, context=True)


def _of_groups(framework: Framework, on: date | None, *, context: bool) -> tuple[str, ...]:
    own = (one for one in framework.pillars if one.context is context)
    return tuple(dict.fromkeys(name for one in own for name in one.listed(on)))
