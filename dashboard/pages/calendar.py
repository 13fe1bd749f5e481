"""Calendar: every date that is announced or declared, the next first; none is guessed."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from dash import Dash, html
from dash.development.base_component import Component
from flask import Response, request

from dashboard.absent_marks import then_of
from dashboard.addresses import Address, plain_address, read_address
from dashboard.components import Child, Column, missing, opening, publisher_link, section
from dashboard.date_feed import date_file
from dashboard.embargo_said import minute_words
from dashboard.next_dates import (
    Coming,
    late_returns,
    of_releases,
    of_returns,
    of_sources,
    of_strategies,
    of_targets,
    to_come,
)
from dashboard.quality.of_partners import partners_seen
from dashboard.routes import Route, add_route
from dashboard.services import Services, services, site
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import MetricsError

FEED = "/calendar.ics"
ICS = "text/calendar; charset=utf-8"


def register(app: Dash) -> None:
    add_route(app, Route("/calendar", title, layout))
    app.server.add_url_rule(FEED, "dates_file", _file, methods=["GET"])


def title(address: Address) -> str:
    return Words(address.language)("calendar.kicker")


def layout(address: Address) -> list[Component]:
    words, held = Words(address.language), services()
    on = then_of(address).day or held.store.today()
    public = public_dates(held, on, address, words)
    return [
        opening(_finding(public, words), words("calendar.lead"), words("calendar.kicker")),
        _releases(_of(public, "release"), words),
        _sources(_of(public, "source"), held, address, words),
        *_own(held, on, address, words),
        _declared(_of(public, "strategy", "event", "target"), words),
        _feed(address, words),
    ]


def public_dates(held: Services, on: date, address: Address, words: Words) -> list[Coming]:
    """What everybody may know, whoever asks: no partner's due date is among it."""
    card = held.store.scorecard(address.framework)
    return to_come(
        [
            *of_releases(held, address, words),
            *of_sources(held, address, words),
            *of_strategies(card, held, address, words),
            *of_targets(card, address, words),
        ],
        on,
    )


def _of(found: Sequence[Coming], *kinds: str) -> list[Coming]:
    return [one for one in found if one.key.partition("/")[0] in kinds]


def _finding(found: Sequence[Coming], words: Words) -> str:
    """The next date; that there is none is said too."""
    if not found:
        return words("calendar.finding_none")
    first = found[0]
    day = words.day(first.day)
    return words("calendar.finding", title=first.title, day=day, which=first.text)


def _section(id_: str, found: Sequence[Coming], words: Words, when: Callable[[Coming], str],
             under: Child = None) -> Component:  # fmt: skip
    """A table of dates, or that there is none."""
    heading = words(f"calendar.{id_}")
    note = words(f"calendar.{id_}_note")
    if not found:
        none = html.P(missing(words(f"calendar.{id_}_none")))
        return section(id_, heading, none, under, note=note)
    columns = [Column(words(f"calendar.column_{one}")) for one in ("what", "when", "which")]
    rows = [
        Row([html.A(one.title, href=one.href, className="nm"), when(one), one.text])
        for one in found
    ]
    shown = listing(heading, columns, [Group(None, rows)], "dates", hidden_caption=True)
    return section(id_, heading, shown, under, note=note)


def _releases(found: Sequence[Coming], words: Words) -> Component:
    """Names and minutes: what the office has told of releases, and nothing of what is in them."""
    return _section("releases", found, words, lambda one: minute_words(one.at, words)
                    if one.at else words.day(one.day))  # fmt: skip


def _sources(found: Sequence[Coming], held: Services, address: Address, words: Words) -> Component:
    """The days that publishers have named, and how many sources name none."""
    if address.known_at:
        return section("sources", words("calendar.sources"), html.P(words("calendar.sources_then")))
    unnamed = len(held.catalogue.sources) - len(found)
    said = words.counted("calendar.sources_unnamed", unnamed) if unnamed and found else None
    under = html.P(said, className="note") if said else None
    return _section("sources", found, words, lambda one: words.day(one.day), under)


def _own(held: Services, on: date, address: Address, words: Words) -> list[Component]:
    """What is still to come of partners: a partner's own, for the office everybody's."""
    if not partners_seen(held):
        return []
    coming = to_come(of_returns(held, on, address, words), on)
    found = [*late_returns(held, on, address, words), *coming]
    way = html.A(words("calendar.own_all"), href=address.to("/returns/calendar"))
    return [_section("own", found, words, lambda one: words.day(one.day),
                     html.P(way, className="note"))]  # fmt: skip


def _declared(found: Sequence[Coming], words: Words) -> Component:
    return _section("declared", found, words, lambda one: words.day(one.day))


def _feed(address: Address, words: Words) -> Component:
    link = publisher_link(words("calendar.feed_link"), address.to(FEED))
    return section("feed", words("calendar.feed"), html.P(link), note=words("calendar.feed_note"))


def _file() -> Response:
    """The public dates, in the language of the address: the same for whoever asks."""
    held = services()
    address = _asked(held)
    words, on = Words(address.language), held.store.today()
    made = date_file(public_dates(held, on, address, words), words, datetime.now(UTC), site())
    told = {"Content-Disposition": 'attachment; filename="dates.ics"'}
    return Response(made, 200, told, content_type=ICS)


def _asked(held: Services) -> Address:
    """Language and strategy as far as they can be read; the days are those to come from today."""
    path, search = "/calendar", request.query_string.decode("utf-8", "replace")
    known = (held.catalogue, held.settings.framework)
    try:
        found = read_address(path, search, *known)
    except MetricsError:
        return plain_address(path, search, *known)
    return Address(path, found.language, found.framework, found.default)
