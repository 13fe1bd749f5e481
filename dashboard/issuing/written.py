"""What stands in the form of the builder, exactly as it was written, right or wrong.

The form holds the whole outline, so that nothing is lost where something in it is refused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from werkzeug.datastructures import MultiDict

from dashboard.briefings.document import Format
from dashboard.briefings.outline import MOST, TITLE, Line, Outline
from dashboard.text import both, both_counted
from metrics import Language, Text, writable

LONGEST = 4000  # characters of one field that are read at all; every field is refused long before
MARK = "|"
BREAKS = re.compile(r"[ \t\r\n]+")
OWN = "own"  # the key of a line that the official has begun


class Said(NamedTuple):
    """A key line in the form; `was` is the mark of the proposed words that were drawn there."""

    indicator: str
    key: str
    en: str = ""
    fr: str = ""
    was: str = ""

    @property
    def name(self) -> str:
        return f"{self.indicator}{MARK}{self.key}"

    @property
    def is_edited(self) -> bool:
        """Whether its words are the official's: no others than proposed were drawn for them."""
        if self.is_own:
            return True
        return bool(self.en or self.fr) and mark_of(self.en, self.fr) != self.was

    @property
    def is_own(self) -> bool:
        return self.key.startswith(OWN)


@dataclass(frozen=True)
class Written:
    """The fields of the form; `scope` is "<framework>" or "<framework>/<pillar>"."""

    title_en: str = ""
    title_fr: str = ""
    scope: str = ""
    place: str = ""
    period: str = ""
    as_of: str = ""
    known_at: str = ""
    classification: str = "public"
    since: str = ""
    indicators: tuple[str, ...] = ()
    lines: tuple[Said, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    add: str = ""
    faults: dict[str, Text] = field(default_factory=dict)

    @property
    def framework(self) -> str:
        return self.scope.partition("/")[0]

    @property
    def pillar(self) -> str | None:
        return self.scope.partition("/")[2] or None

    def line(self, name: str) -> Said | None:
        return next((one for one in self.lines if one.name == name), None)

    def with_lines(self, lines: Iterable[Said]) -> "Written":
        return replace(self, lines=tuple(lines))


PLAIN = ("title_en", "title_fr", "scope", "place", "period", "as_of", "known_at",
         "classification", "since", "add")  # fmt: skip


def mark_of(en: str, fr: str) -> str:
    """A short mark of words: whether they are still those that were drawn."""
    return sha256(f"{en}\n{fr}".encode()).hexdigest()[:12]


def in_one_line(text: str) -> str:
    """A sentence without the ends of lines that a field of several may hold.

    Spaces that do not break belong to it: French numbers are written with them.
    """
    return BREAKS.sub(" ", writable(text)).strip(" ")


def said_of(line: Line) -> Said:
    """A sentence in the form as it is proposed."""
    return Said(line.indicator, line.key, line.en, line.fr, mark_of(line.en, line.fr))


def read_form(sent: MultiDict[str, str]) -> Written:
    """The fields as they were sent."""
    plain: dict[str, Any] = {name: writable(sent.get(name, "")).strip()[:LONGEST] for name in PLAIN}
    chosen = tuple(dict.fromkeys(one[:LONGEST] for one in sent.getlist("indicator")))
    lines = [_said(name, sent) for name in dict.fromkeys(sent.getlist("line")) if MARK in name]
    return Written(
        **plain,
        indicators=chosen,
        lines=tuple(one for one in lines if one.indicator in chosen),
        languages=tuple(sent.getlist("languages")),
        formats=tuple(sent.getlist("formats")),
    )


def _said(name: str, sent: MultiDict[str, str]) -> Said:
    indicator, _, key = name.partition(MARK)
    en, fr = (
        in_one_line(sent.get(f"{language}{MARK}{name}", ""))[:LONGEST] for language in Language
    )
    return Said(indicator, key, en, fr, sent.get(f"was{MARK}{name}", ""))


def written_of(outline: Outline) -> Written:
    """The form of an outline that is kept."""
    days = (one.isoformat() if one else "" for one in (outline.as_of, outline.known_at))
    as_of, known_at = days
    scope = "/".join(filter(None, (outline.framework, outline.pillar)))
    return Written(
        outline.title_en, outline.title_fr, scope, outline.place or "", outline.period or "",
        as_of, known_at, outline.classification, outline.since or "", outline.indicators,
        tuple(map(_kept, outline.lines)),
        tuple(one.value for one in outline.languages),
        tuple(one.value for one in outline.formats),
    )  # fmt: skip


def _kept(line: Line) -> Said:
    was = "" if line.edited else mark_of(line.en, line.fr)
    return Said(line.indicator, line.key or OWN, line.en, line.fr, was)


def outline_of_form(written: Written) -> tuple[Outline | None, dict[str, Text]]:
    """The outline that was written, and what cannot be one; None where there is no outline."""
    faults = _faults(written)
    days = {name: _day(getattr(written, name)) for name in ("as_of", "known_at")}
    if faults:
        return None, faults
    return Outline(
        title_en=written.title_en,
        title_fr=written.title_fr,
        framework=written.framework,
        pillar=written.pillar,
        indicators=written.indicators,
        place=written.place or None,
        period=written.period or None,
        as_of=days["as_of"],
        known_at=days["known_at"],
        lines=tuple(line_of(one) for one in written.lines),
        classification=written.classification,
        since=written.since or None,
        languages=tuple(Language(one) for one in written.languages),
        formats=tuple(Format(one) for one in written.formats),
    ), {}


def _faults(written: Written) -> dict[str, Text]:
    told: dict[str, Text] = {}
    for name in ("title_en", "title_fr"):
        if (long := len(getattr(written, name))) > TITLE:
            told[name] = both("briefing.fault_title", most=TITLE, count=long)
    for name in ("as_of", "known_at"):
        if (day := getattr(written, name)) and _day(day) is None:
            told[name] = both("briefing.fault_day", day=day[:40])
    if len(written.indicators) > MOST:
        over = len(written.indicators) - MOST
        told["indicators"] = both_counted("briefing.fault_many", over, most=MOST)
    known = {
        "languages": {one.value for one in Language}, "formats": {one.value for one in Format},
    }  # fmt: skip
    for name, values in known.items():
        if not set(getattr(written, name)) <= values:
            told[name] = both(f"briefing_words.fault_{name}")
    return told


def line_of(one: Said) -> Line:
    return Line(indicator=one.indicator, key=one.key, en=one.en, fr=one.fr, edited=one.is_edited)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
