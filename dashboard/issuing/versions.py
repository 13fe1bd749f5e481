"""The versions of an outline: who kept which, when, and what differs from the one before."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.briefings.outline import Outline
from dashboard.components import Child, Column, scrolls, table
from dashboard.embargo_said import minute_words
from dashboard.issuing.desk import BRIEFINGS, store
from dashboard.issuing.making import outline_of
from dashboard.returns.office import who
from dashboard.text import Words
from metrics import Briefing, MetricsError, Version

SHOWN = 20  # the newest versions
PLAIN = ("framework", "pillar", "place", "period", "as_of", "known_at", "classification", "since",
         "languages", "formats")  # fmt: skip


def versions_part(found: Briefing, address: Address, words: Words) -> Component:
    """Every version, newest first; an older one can be taken up again."""
    rows = list(_rows(found, address, words))
    heads = [Column(words(f"briefing.version_{one}")) for one in ("number", "when", "who", "what")]
    title = words("briefing.versions")
    shown = table(title, heads, rows, "tnum stacks", hidden_caption=True)
    said = words("briefing.versions_note")
    return html.Details(
        [html.Summary(f"{title} ({len(found.versions)})"), html.P(said, className="note"),
         scrolls(title, shown)],
        className="panel",
        id="versions",
    )  # fmt: skip


def _rows(found: Briefing, address: Address, words: Words) -> Iterator[list[Child]]:
    kept = found.versions[-SHOWN:]
    newest = kept[-1].number
    for before, one in reversed(list(zip((None, *kept), kept, strict=False))):
        number: Child = words.number(one.number)
        if one.number != newest:
            link = address.to(f"{BRIEFINGS}/{found.code}", version=str(one.number))
            number = html.A(words("briefing.take_up", version=one.number), href=link)
        told = _differs(found.code, before, one, words)
        yield [number, minute_words(one.at, words), who(one.actor, words), told]


def _differs(code: str, before: Version | None, one: Version, words: Words) -> str:
    """What was changed in a version, in a few words."""
    if one.erased:
        return words("briefing.version_erased")
    if before is None:
        return words("briefing.version_first" if one.number == 1 else "briefing.version_older")
    try:
        was, now = (outline_of(store(), code, each.number) for each in (before, one))
    except MetricsError:
        return ""
    parts = list(_parts(was, now, words))
    return words.joined(parts) if parts else words("briefing.version_same")


def _parts(was: Outline, now: Outline, words: Words) -> Iterator[str]:
    if was.title != now.title:
        yield words("briefing.changed_title")
    more, fewer = {*now.indicators} - {*was.indicators}, {*was.indicators} - {*now.indicators}
    if more:
        yield words.counted("briefing.changed_more", len(more))
    if fewer:
        yield words.counted("briefing.changed_fewer", len(fewer))
    if was.indicators != now.indicators and not (more or fewer):
        yield words("briefing.changed_order")
    if was.lines != now.lines:
        yield words("briefing.changed_lines")
    if any(getattr(was, name) != getattr(now, name) for name in PLAIN):
        yield words("briefing.changed_scope")
