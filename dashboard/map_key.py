"""The key of the strategy's map: its marks with their counts, each a way to those indicators."""

from dash import html
from dash.development.base_component import Component

from dashboard.absent import Absence
from dashboard.absent_marks import key_names, then_of
from dashboard.addresses import Address
from dashboard.components import Child, attrs
from dashboard.drawing import glyph
from dashboard.text import Words
from metrics import Scorecard, ScorecardRow, Text, UnknownError

MARK = Text("mark", "marque")
KEY = (("met", "on"), ("watch",), ("off",), ("na",), ("nc",), ("due",), ("late",))
ABSENT = tuple((f"absent_{one}",) for one in Absence)
ALWAYS = ("absent_nothing",)


def check_mark(address: Address) -> None:
    """Refuse a mark that no key has."""
    asked, known = address.asked("mark"), [group[0] for group in (*KEY, *ABSENT)]
    if asked and asked not in known:
        raise UnknownError(MARK, asked, known)


def fits(row: ScorecardRow, address: Address) -> bool:
    """Whether an indicator has the mark that is asked for; all have where none is."""
    asked = address.asked("mark")
    if not asked:
        return True
    group = next(one for one in (*KEY, *ABSENT) if one[0] == asked)
    return key_names([row], then_of(address))[0] in group


def key(card: Scorecard, address: Address, words: Words) -> Component:
    """The marks, their words, and how many indicators have each."""
    pillars = [one for one in card.pillars if not one.pillar.context]
    kinds = key_names([row for one in pillars for row in one.rows], then_of(address))
    groups = [*KEY, *(one for one in ABSENT if one[0] in kinds or one == ALWAYS)]
    parts = [_part(one, sum(map(kinds.count, one)), address, words) for one in groups]
    if address.asked("mark"):
        parts.append(html.Li(html.A(words("overview.every_mark"), href=_to(None, address))))
    return html.Ul(parts, className="key", **attrs(aria_label=words("overview.key")))


def _part(group: tuple[str, ...], count: int, address: Address, words: Words) -> Component:
    """A mark; where indicators have it a link to the map of these alone."""
    name = group[0]
    told: list[Child] = [
        *(glyph(_shape(kind)) for kind in group), words(f"shared.mark_{name}"), " ",
        html.Span(words.number(count), className="n"),
    ]  # fmt: skip
    if not count:
        return html.Li(told)
    current = attrs(aria_current="true") if name == address.asked("mark") else {}
    return html.Li(html.A(told, href=_to(name, address), **current))


def _to(mark: str | None, address: Address) -> str:
    return address.to("/#map", mark=mark)


def _shape(kind: str) -> str:
    """The mark of a group of the key: where figures are held nearby it is not empty."""
    if not kind.startswith("absent_"):
        return kind
    return "part" if kind == f"absent_{Absence.NO_RECORD}" else "none"
