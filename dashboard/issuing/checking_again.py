"""Whether an issued briefing still says what it said, and what differs from another one."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component
from flask import Response, abort

from dashboard.access.authorize import Action
from dashboard.access.journal import saw
from dashboard.access.plain_pages import address_of
from dashboard.addresses import Address
from dashboard.briefings.snapshot import Difference
from dashboard.components import Child, section
from dashboard.embargo_said import minute_words
from dashboard.issuing.desk import BRIEFINGS, briefing_of, page, store, title_of, ways
from dashboard.issuing.issued_page import changes_list, draw_issued
from dashboard.issuing.making import Rebuilt, compared, rebuilt
from dashboard.returns.frame import notice
from dashboard.services import services
from dashboard.text import Words
from metrics import Briefing, BriefingState, Figure, MetricsError, Period, labels

SHOWN = 20  # figures or words that differ, named one by one


def _issued(code: str) -> Briefing:
    found = briefing_of(code, Action.EXPORT)
    if found.state is not BriefingState.ISSUED:
        abort(404)
    return found


def rebuild(code: str) -> Response:
    """Compose it again of the instant at which it was frozen, and say what came of it."""
    found, address = _issued(code), address_of()
    words = Words(address.language)
    saw("briefing", code)
    try:
        again = rebuilt(store(), code)
    except MetricsError as error:
        said = notice(*words.text(error.text).splitlines(), kind="alert")
        return draw_issued(found, address, said, 409)
    return draw_issued(found, address, _said(found, again, words))


def _said(found: Briefing, again: Rebuilt, words: Words) -> Component:
    when = minute_words(found.issue.held_at, words) if found.issue else ""
    if again.is_same:
        return notice(words("briefing.rebuilt_same", when=when))
    if not again.is_kept:
        return notice(words("briefing.rebuilt_broken"), kind="alert")
    if not again.differences:
        count = len(again.reworded)
        rows = [html.Li(words("briefing.reworded", was=one.frozen, now=one.now))
                for one in again.reworded[:SHOWN]]  # fmt: skip
        return notice(words.counted("briefing.rebuilt_words", count),
                      html.Ul(rows, className="notes"), _hash(again, words))  # fmt: skip
    count = len(again.differences)
    rows = [html.Li(_difference(one, words)) for one in again.differences[:SHOWN]]
    more = words.counted("briefing.rebuilt_more", count - SHOWN) if count > SHOWN else None
    return notice(words.counted("briefing.rebuilt_other", count, when=when),
                  html.Ul(rows, className="notes"), more, _hash(again, words),
                  kind="alert")  # fmt: skip


def _hash(again: Rebuilt, words: Words) -> Child:
    return [words("briefing.rebuilt_hash"), " ", html.Code(again.content)]


def _difference(one: Difference, words: Words) -> str:
    was, now = (
        words("briefing.no_figure") if each is None else _value(each.value) for each in one[1:]
    )
    named = _named(one.key, words)
    return words("briefing.differs", figure=named, was=was, now=now)


def _value(value: object) -> str:
    return "–" if value is None else str(value)


def _named(key: Figure, words: Words) -> str:
    """Which figure it is: its indicator, period and place."""
    catalogue = services().catalogue
    indicator, place = catalogue.indicators.get(key.indicator), catalogue.places.get(key.place)
    said = [
        words.text(indicator.title) if indicator else key.indicator,
        labels.period_words(Period.parse(key.period), words.language),
        words.text(place.title) if place else key.place,
        key.disaggregation,
    ]
    return ", ".join(filter(None, said))


def show_compare(code: str) -> Response:
    """What this briefing says otherwise than another one."""
    found, address = _issued(code), address_of("with")
    other = _issued(address.asked("with") or "")
    words = Words(address.language)
    saw("briefing", code)
    saw("briefing", other.code)
    before, after = sorted((found, other), key=_when)
    return _compared(before, after, address, words)


def _when(one: Briefing) -> tuple[datetime, str]:
    """The order in which briefings were issued."""
    return one.issue.at if one.issue else one.created, one.code


def _compared(before: Briefing, after: Briefing, address: Address, words: Words) -> Response:
    title = words("briefing.compare_title", after=after.code, before=before.code)
    try:
        shown: Child = changes_list(
            compared(store(), before.code, after.code, words.language), words
        )
        status = 200
    except MetricsError as error:
        shown, status = html.P(words.text(error.text), className="note heed"), 409
    links = [
        html.Li([html.A(one.code, href=address.to(f"{BRIEFINGS}/{one.code}")), ": ",
                 title_of(one, words)])
        for one in (before, after)
    ]  # fmt: skip
    return page(
        address,
        title,
        section("changes", words("briefing.changes"), shown),
        section("both", words("briefing.both"), html.Ul(links, className="plain")),
        kicker=words("briefing.kicker"),
        lead=words("briefing.compare_lead"),
        more=[ways(address, words, "")],
        status=status,
    )
