"""The list of briefings: one's own drafts, and everything that was issued."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component
from flask import Response

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.plain_pages import address_of
from dashboard.access.reader import may
from dashboard.addresses import Address
from dashboard.briefings.document import Format
from dashboard.briefings.outline import Outline
from dashboard.components import Child, Column, scrolls, section, table
from dashboard.embargo_said import minute_words
from dashboard.issuing.desk import (
    BRIEFINGS,
    MAKING,
    NEW,
    briefings,
    knower,
    own_account,
    page,
    role_of,
    store,
    thing_of,
    title_of,
    ways,
)
from dashboard.issuing.making import outline_of
from dashboard.issuing.waiting_lines import drafts_waiting
from dashboard.returns.frame import notice
from dashboard.text import Words
from metrics import Briefing, BriefingState, MetricsError

DONE = ("discarded",)
MOST = 20  # drafts that wait for a reader: to know which lines do, each has to be composed


def show_list() -> Response:
    """What was issued, for all who make briefings; drafts for whoever may read them."""
    knower()
    address = address_of("done")
    words = Words(address.language)
    issued = briefings().held(BriefingState.ISSUED)
    drafts = [one for one in briefings().held(BriefingState.DRAFT)
              if may(Action.PREVIEW, thing_of(one))]  # fmt: skip
    done = address.asked("done")
    said = notice(words(f"briefing.done_{done}")) if done in DONE else None
    start = html.P(html.A(words("briefing.new"), className="btn btn-main", href=address.to(NEW)))
    return page(
        address,
        words("briefing.title"),
        start if may(*MAKING) else None,
        _waiting(address, words) if may(*MAKING) else None,
        _drafts(drafts, address, words) if may(*MAKING) else None,
        _issued(issued, address, words),
        kicker=words("briefing.kicker"),
        lead=words("briefing.lead"),
        more=[ways(address, words, BRIEFINGS), said],
    )


def _drafts(found: Sequence[Briefing], address: Address, words: Words) -> Component:
    title = words("briefing.drafts")
    if not found:
        return section("drafts", title, html.P(words("briefing.no_drafts")))
    heads = [Column(words(f"briefing.{one}")) for one in ("name", "code", "kept", "whose")]
    rows: list[list[Child]] = [
        [html.A(title_of(one, words), href=address.to(f"{BRIEFINGS}/{one.code}")), one.code,
         minute_words(one.versions[-1].at, words), _whose(one, words)]
        for one in found
    ]  # fmt: skip
    shown = table(title, heads, rows, "tnum stacks", hidden_caption=True)
    return section("drafts", title, scrolls(title, shown))


def _waiting(address: Address, words: Words) -> Component | None:
    """Drafts of others whose key lines whoever asks may read: their lines, and no title."""
    drafts = briefings().held(BriefingState.DRAFT)
    found = [*drafts_waiting(store(), filter(_is_to_read, drafts), MOST)]
    if not found:
        return None
    title = words("briefing.waiting")
    heads = [Column(words(f"briefing.{one}")) for one in ("code", "lines_to_read", "kept", "whose")]
    rows: list[list[Child]] = [
        [html.A(one.code, href=address.to(f"{BRIEFINGS}/{one.code}/read")), str(len(unread)),
         minute_words(one.versions[-1].at, words), role_of(one.actor, words)]
        for one, unread in found
    ]  # fmt: skip
    shown = table(title, heads, rows, "tnum stacks", hidden_caption=True)
    more = html.P(words("briefing.waiting_most", count=MOST)) if len(found) == MOST else None
    return section("waiting", title, scrolls(title, shown), more)


def _is_to_read(one: Briefing) -> bool:
    theirs = Thing(Kind.READING, owner=one.actor)
    return may(Action.READ, theirs) and own_account().id not in one.authors


def _whose(one: Briefing, words: Words) -> str:
    own = may(Action.UPDATE, thing_of(one))
    return words("briefing.yours") if own else role_of(one.actor, words)


def _issued(found: Sequence[Briefing], address: Address, words: Words) -> Component:
    title = words("briefing.list_issued")
    if not found:
        return section("issued", title, html.P(words("briefing.none_issued")))
    reads = any(may(Action.PREVIEW, thing_of(one)) for one in found)
    names = ("name", "code", "issued", "as_of", "files")[: None if reads else 3]
    heads = [Column(words(f"briefing.{one}")) for one in names]
    rows = [_row(one, address, words)[: len(names)] for one in found]
    shown = table(title, heads, rows, "tnum stacks", hidden_caption=True)
    return section("issued", title, scrolls(title, shown))


def _row(one: Briefing, address: Address, words: Words) -> list[Child]:
    """Its title leads to it, for whoever may read it."""
    issue, title = one.issue, title_of(one, words)
    reads = may(Action.PREVIEW, thing_of(one))
    link = html.A(title, href=address.to(f"{BRIEFINGS}/{one.code}")) if reads else title
    if issue is None:
        return [link, one.code, "", "", ""]
    when: list[Child] = [minute_words(issue.at, words), html.Small(role_of(issue.actor, words),
                                                      className="note")]  # fmt: skip
    gone = _gone(one, words)
    outline = _outline(one) if reads and not gone else None
    as_of = (outline and (outline.as_of or outline.known_at)) or issue.held_at.astimezone().date()
    files: Child = gone or _files(outline)
    return [link, one.code, html.Span(when), words.day(as_of), files]


def _gone(one: Briefing, words: Words) -> str:
    """Why nothing of it is handed out any more; empty where it is."""
    issue = one.issue
    if issue is None or not (issue.erased or issue.cancelled):
        return ""
    if issue.cancelled and not issue.erased:
        return words("briefing.cancelled", day=words.day(issue.cancelled.astimezone().date()))
    return words("briefing.withdrawn")


def _files(outline: Outline | None) -> str:
    """Formats and languages in short: "PDF, DOCX; EN, FR"."""
    if outline is None:
        return ""
    formats = ", ".join(one.value.upper() for one in Format if one in outline.formats)
    return f"{formats}; {', '.join(one.value.upper() for one in outline.languages)}"


def _outline(one: Briefing) -> Outline | None:
    """The outline as it was issued; none where it can no longer be read."""
    try:
        return outline_of(store(), one.code, one.issue.version if one.issue else None)
    except MetricsError:
        return None
