"""The list of releases: what has come out, and for those who prepare it, what is to come."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component
from flask import Response

from dashboard.access.plain_pages import address_of
from dashboard.addresses import Address
from dashboard.components import Child, Column, scrolls, section, table
from dashboard.embargo_said import minute_words
from dashboard.releases.desk import (
    RELEASES,
    known,
    lacking,
    names_in,
    releases,
    sees_all,
    state_mark,
    ways,
)
from dashboard.returns.frame import drawn
from dashboard.returns.naming import Names
from dashboard.services import services
from dashboard.text import Words
from metrics import Announced, Release, ReleaseState


def show_releases() -> Response:
    """For the public what is out; for the office, officials and stewards also what is to come."""
    address = address_of()
    names = names_in(address)
    words = names.words
    found = known()
    waits = (ReleaseState.PROPOSED, ReleaseState.APPROVED)
    coming = [one for one in reversed(found) if one.state in waits]  # the next to come first
    out = [one for one in found if one.state is ReleaseState.LIFTED]
    gone = [one for one in found if one.state is ReleaseState.CANCELLED]
    parts: list[Child] = _announced(coming, words)
    for id_, shown in (("coming", coming), ("out", out), ("cancelled", gone)):
        if shown or id_ == "out":
            parts.append(_section(id_, shown, address, names))
    return drawn(
        address,
        words("release.title"),
        *parts,
        html.P(html.A(words("release.how_protected"), href=address.to("/protection"))),
        kicker=words("release.kicker"),
        lead=words("release.lead" if services().catalogue.returns else "release.none_ever"),
        more=[ways(address, words, RELEASES)],
    )


def _section(id_: str, found: Sequence[Release], address: Address, names: Names) -> Component:
    words = names.words
    title = words(f"release.list_{id_}")
    if not found:
        return section(id_, title, html.P(words("release.none_out")))
    heads = ["name", "what", "periods", "minute", "state", "hidden"]
    columns = [Column(words(f"release.{one}"), right=one == "hidden") for one in heads]
    rows = [_row(one, address, names) for one in found]
    shown = table(title, columns, rows, "tnum stacks", hidden_caption=True)
    return section(id_, title, scrolls(title, shown))


def _announced(known_of: Sequence[Release], words: Words) -> list[Child]:
    """What the office has told of other releases to come: titles, minutes, and nothing more."""
    listed = {(one.title, one.lifts_at) for one in known_of}
    found = [one for one in releases().announced() if (one.title, one.lifts_at) not in listed]
    coming = [one for one in found if not one.is_withdrawn and not one.is_stopped]
    gone = [one for one in found if one.is_withdrawn]
    return [*_told("announced", coming, words), *_told("withdrawn", gone, words)]


def _told(id_: str, found: Sequence[Announced], words: Words) -> list[Child]:
    """Titles and minutes; of what its owners have withdrawn that none of it comes out."""
    if not found:
        return []
    title = words(f"release.list_{id_}")
    columns = [Column(words("release.name")), Column(words("release.minute"))]
    rows = [[words.text(one.title), minute_words(one.lifts_at, words)] for one in found]
    shown = table(title, columns, rows, "tnum stacks", hidden_caption=True)
    return [section(id_, title, scrolls(title, shown), note=words(f"release.{id_}_note"))]


def _row(one: Release, address: Address, names: Names) -> list[Child]:
    words = names.words
    whose = ", ".join(map(names.partner, lacking(one)))
    waits = one.state is ReleaseState.PROPOSED and whose
    note = html.Small(words("release.lacks_of", who=whose), className="lacks") if waits else None
    counted = (one.is_out or sees_all(one)) and not one.stopped_by
    return [
        html.A(words.text(one.title), href=address.to(f"{RELEASES}/{one.code}")),
        names.form(one.form),
        periods_words(one, names),
        minute_words(one.lifts_at, words),
        html.Span([state_mark(one, words), note]),
        _hidden(one, words) if counted else "",
    ]


def _hidden(one: Release, words: Words) -> str:
    """How many are hidden, and apart from these how many were withdrawn by their owners."""
    said = words("release.hidden_of", hidden=one.loss.hidden, cells=one.loss.cells)
    if not one.withdrawn:
        return said
    return words("release.withdrawn_of", said=said, withdrawn=one.withdrawn)


def periods_words(one: Release, names: Names) -> str:
    """The first and the last period of a release, and how many there are where that differs."""
    said = [names.period(one.form, each) for each in one.periods]
    if len(said) <= 2:
        return ", ".join(said)
    return names.words("release.span", first=said[0], last=said[-1], count=len(said))
