"""One release: exactly the figures that it shows, what protecting them cost, who has agreed."""

from dash import html
from dash.development.base_component import Component
from flask import Response, abort

from dashboard.access.journal import saw
from dashboard.access.plain_pages import address_of, faults
from dashboard.access.reader import account, may
from dashboard.addresses import Address
from dashboard.components import Child, Column, facts, items, scrolls, section, table
from dashboard.embargo import minute_words
from dashboard.releases.cell_tables import cell_tables
from dashboard.releases.desk import (
    PROPOSING,
    RELEASES,
    STATES,
    approving,
    may_approve,
    may_approve_some,
    may_cancel,
    names_in,
    releases,
    speaks_for,
    ways,
)
from dashboard.releases.list_page import periods_words
from dashboard.releases.seen_early import seen_early
from dashboard.returns.frame import button_form, drawn, notice
from dashboard.returns.marks import mark
from dashboard.returns.naming import Names
from dashboard.returns.office import who
from dashboard.text import Words
from metrics import Release, ReleasePreview, ReleaseState, UnknownError

DONE = ("propose", "approve", "steward-approve", "steward-refuse", "cancel")


def show_release(code: str) -> Response:
    """What a release shows, to those who may know of it; what is not out is an early look."""
    return draw_release(code, address_of("done"))


def draw_release(
    code: str, address: Address, told: dict[str, str] | None = None, status: int = 200
) -> Response:
    """The page of a release, with what was wrong with a step that was to be taken."""
    names = names_in(address)
    words = names.words
    preview = _preview(code)
    if account():
        saw("release", code)
    one, done = preview.release, address.asked("done")
    said = notice(words(f"release.done_{done.replace('-', '_')}")) if done in DONE else None
    return drawn(
        address,
        words.text(one.title),
        _facts(preview, names),
        *_steps(one, address, names),
        *cell_tables(preview, address, names),
        _loss(one, words),
        _agreed(one, names),
        seen_early(one, words) if may(*PROPOSING) else None,
        html.P(html.A(words("release.back"), href=address.to(RELEASES))),
        kicker=words("release.kicker_one"),
        lead=words(f"release.lead_{one.state}", when=minute_words(one.lifts_at, words)),
        more=[said, ways(address, words, ""), *faults(words, told or {})],
        status=status,
    )


def _preview(code: str) -> ReleasePreview:
    try:
        return (approving() if may_approve_some() else releases()).preview(code)
    except UnknownError:
        abort(404)


def _facts(preview: ReleasePreview, names: Names) -> Component:
    words, one = names.words, preview.release
    partners = "release.by_partner_yes" if one.by_partner else "release.by_partner_no"
    state = mark(STATES[one.state], words(f"release.state_{one.state}"))
    strip: list[tuple[str, Child, Child]] = [
        (words("release.state"), state, None),
        (words("release.minute"), minute_words(one.lifts_at, words), None),
        (words("release.what"), names.form(one.form), words(partners)),
        (words("release.periods"), periods_words(one, names), None),
        (words("release.cells"), str(len(preview.cells)),
         words("release.hidden_count", count=preview.hidden)),
    ]  # fmt: skip
    return facts(strip)


def _steps(one: Release, address: Address, names: Names) -> list[Child]:
    """The steps that this reader may take, each with what it means."""
    found: list[Child] = []
    if one.state is ReleaseState.PROPOSED and one.lacking:
        lacking = ", ".join(names.partner(each) for each in one.lacking)
        found.append(html.P(names.words("release.lacks", who=lacking), className="note"))
    if one.state is ReleaseState.PROPOSED and may_approve(one) and not one.lacking:
        found.append(_step("approve", one, address, names.words))
    if speaks_for(one) and one.state in (ReleaseState.PROPOSED, ReleaseState.APPROVED):
        found.append(_step("steward-approve", one, address, names.words))
        found.append(_link("steward-refuse", one, address, names.words))
    if may_cancel() and one.state in (ReleaseState.PROPOSED, ReleaseState.APPROVED):
        found.append(_link("cancel", one, address, names.words))
    if not found:
        return []
    return [section("steps", names.words("release.steps"), *found)]


def _step(step: str, one: Release, address: Address, words: Words) -> Component:
    key, link = step.replace("-", "_"), address.to(f"{RELEASES}/{one.code}/{step}")
    means = html.P(words(f"release.means_{key}"), className="note")
    return html.Div([means, button_form(link, words(f"release.step_{key}"), main=True)])


def _link(step: str, one: Release, address: Address, words: Words) -> Component:
    """A step that wants a reason has a page of its own."""
    link = address.to(f"{RELEASES}/{one.code}/{step}")
    return html.P(html.A(words(f"release.step_{step.replace('-', '_')}"), href=link))


def _loss(one: Release, words: Words) -> Component:
    """What was hidden, beside what a plain threshold hides and the fewest that can be proven."""
    loss = one.loss
    columns = [Column(words(f"release.{key}"), right=key != "way") for key in
               ("way", "cells_hidden", "share_hidden")]  # fmt: skip
    rows: list[list[Child]] = [
        [words("release.way_plain"), str(loss.plain_hidden), _share(loss.plain_hidden, loss.cells)],
        [words("release.way_used"), str(loss.hidden), _share(loss.hidden, loss.cells)],
    ]
    if loss.optimum is not None:
        rows.append(
            [words("release.way_best"), str(loss.optimum), _share(loss.optimum, loss.cells)]
        )
    title = words("release.loss")
    shown = scrolls(title, table(title, columns, rows, hidden_caption=True))
    return section("loss", title, shown, note=words("release.loss_note"))


def _share(part: int, whole: int) -> str:
    return f"{part} / {whole}"


def _agreed(one: Release, names: Names) -> Component:
    """Who has taken which step; for the public that it was approved by two, and no name."""
    words = names.words
    rows = []
    for event in one.events:
        whose = names.partner(event.organization) if event.organization else ""
        by = who(event.actor, words) if event.actor and account() else ""
        told = ", ".join(filter(None, (whose, by, event.reason)))
        rows.append((minute_words(event.at, words), words(f"release.event_{event.step}"), told))
    return section("agreed", words("release.agreed"), items(rows))
