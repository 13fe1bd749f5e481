"""One release: exactly the figures that it shows, what protecting them cost, who has agreed."""

from decimal import Decimal

from dash import html
from dash.development.base_component import Component
from flask import Response, abort

from dashboard.access.journal import saw
from dashboard.access.plain_pages import address_of, faults
from dashboard.access.reader import account, may
from dashboard.addresses import Address
from dashboard.components import Child, Column, facts, items, scrolls, section, table
from dashboard.embargo_said import minute_words
from dashboard.releases.attacked import attack_section
from dashboard.releases.cell_tables import cell_tables
from dashboard.releases.desk import (
    PROPOSING,
    RELEASES,
    has_spoken,
    lacking,
    may_announce,
    may_approve,
    may_cancel,
    names_in,
    sees_all,
    speaks_for,
    state_mark,
    stopped_by,
    view_of,
    ways,
)
from dashboard.releases.list_page import periods_words
from dashboard.releases.seen_early import seen_early
from dashboard.returns.frame import button_form, drawn, notice
from dashboard.returns.naming import Names
from dashboard.returns.office import who
from dashboard.text import Words
from metrics import Release, ReleasePreview, ReleaseState, ReleaseStep, UnknownError

# of a release that is out: that two have let it out, and when; not what owners have said
OPEN_TO_ALL = (ReleaseStep.PROPOSED, ReleaseStep.APPROVED, ReleaseStep.ANNOUNCED)
DONE = ("propose", "approve", "steward-approve", "steward-refuse", "announce", "cancel")


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
        *_steps(preview, address, names),
        *cell_tables(preview, address, names, whole=_decides(one)),
        *(_for_the_office(one, words) if sees_all(one) and not one.stopped_by else ()),
        _agreed(one, names),
        seen_early(one, words) if may(*PROPOSING) else None,
        html.P(html.A(words("release.back"), href=address.to(RELEASES))),
        kicker=words("release.kicker_one"),
        lead=_lead_words(one, names),
        more=[said, ways(address, words, ""), *faults(words, told or {})],
        status=status,
    )


def _preview(code: str) -> ReleasePreview:
    try:
        return view_of(code).preview(code)
    except UnknownError:
        abort(404)


def _facts(preview: ReleasePreview, names: Names) -> Component:
    words, one = names.words, preview.release
    partners = "release.by_partner_yes" if one.by_partner else "release.by_partner_no"
    strip: list[tuple[str, Child, Child]] = [
        (words("release.state"), state_mark(one, words), None),
        (words("release.minute"), minute_words(one.lifts_at, words), None),
        (words("release.what"), names.form(one.form), words(partners)),
        (words("release.periods"), periods_words(one, names), None),
    ]  # fmt: skip
    if not one.stopped_by:  # then none of them is shown
        count = words.number(len(preview.cells))
        strip.append((words("release.cells"), count, _not_shown(preview, words)))
    return facts(strip)


def _not_shown(preview: ReleasePreview, words: Words) -> str:
    """How many are hidden, and how many their owners have withdrawn: the one is not the other."""
    said = []
    if preview.hidden or not preview.withdrawn:
        hidden = words.counted("release.hidden_count", preview.hidden)
        said.append(hidden if preview.hidden else words("release.hidden_none"))
    if preview.withdrawn:
        said.append(words.counted("release.withdrawn_count", preview.withdrawn))
    return "; ".join(said)


def _lead_words(one: Release, names: Names) -> str:
    """How it stands; of one that was stopped, by whom, as far as this reader may know."""
    whose, when = stopped_by(one), minute_words(one.lifts_at, names.words)
    if not whose:
        return names.words(_lead(one), when=when)
    own = "_own" if speaks_for(one) == whose else ""
    return names.words(f"release.lead_stopped{own}", who=names.partner(whose))


def _lead(one: Release) -> str:
    if one.is_withdrawn and one.state is not ReleaseState.CANCELLED:
        return f"release.lead_{'lifted_' if one.is_out else ''}withdrawn"
    return f"release.lead_{one.state}"


def _decides(one: Release) -> bool:
    """Whether it waits for this reader's word: all of its figures are to be looked at."""
    return one.state is ReleaseState.PROPOSED and (bool(speaks_for(one)) or may_approve(one))


def _steps(preview: ReleasePreview, address: Address, names: Names) -> list[Child]:
    """The steps that this reader may take, each with what it means."""
    one = preview.release
    if one.state is ReleaseState.PROPOSED and preview.withdrawn:
        return _steps_of_withdrawn(one, address, names.words)
    waits = one.state is ReleaseState.PROPOSED
    comes = waits or one.state is ReleaseState.APPROVED
    found: list[Child] = _waits_for(preview, names) if waits else []
    only_waits = len(found)
    if waits and may_approve(one) and not one.lacking:
        found.append(_step("approve", one, address, names.words))
    if waits and (own := speaks_for(one)):
        found += _steps_of_steward(one, own, address, names.words)
    if one.state is ReleaseState.APPROVED and _may_announce(one):
        found.append(_step("announce", one, address, names.words))
    if comes and may_cancel():
        found.append(_link("cancel", one, address, names.words))
    title = "release.waits" if found and len(found) == only_waits else "release.steps"
    return [section("steps", names.words(title), *found)] if found else []


def _waits_for(preview: ReleasePreview, names: Names) -> list[Child]:
    """Whose agreement is lacking, and that their figures are not shown to this reader before."""
    whose = ", ".join(map(names.partner, lacking(preview.release)))
    said = [names.words("release.lacks", who=whose)] if whose else []
    said += [names.words("release.not_shown_yet")] if preview.waiting else []
    return [html.P(one, className="note") for one in said]


def _may_announce(one: Release) -> bool:
    return may_announce() and not one.is_announced and not one.is_withdrawn


def _steps_of_withdrawn(one: Release, address: Address, words: Words) -> list[Child]:
    """Of a proposal of which figures were withdrawn: nobody agrees to it or approves it."""
    own = speaks_for(one)
    said = words("release.withdrawn_own" if own else "release.withdrawn_steps")
    found: list[Child] = [html.P(said, className="note")]
    if may_cancel():
        found.append(_link("cancel", one, address, words))
    title = "release.steps" if len(found) > 1 else "release.state"
    return [section("steps", words(title), *found)]


def _steps_of_steward(one: Release, own: str, address: Address, words: Words) -> list[Child]:
    """To agree and to refuse; what was said last need not be said again."""
    last = has_spoken(one, own)
    agree = _step("steward-approve", one, address, words)
    refuse = _refusal(one, address, words)
    said = [None if last is ReleaseStep.STEWARD_APPROVED else agree,
            None if last is ReleaseStep.STEWARD_REFUSED else refuse]  # fmt: skip
    return [each for each in said if each is not None]


def _step(step: str, one: Release, address: Address, words: Words) -> Component:
    key, link = step.replace("-", "_"), address.to(f"{RELEASES}/{one.code}/{step}")
    means = html.P(words(f"release.means_{key}"), className="note")
    return html.Div([means, button_form(link, words(f"release.step_{key}"), main=True)])


def _refusal(one: Release, address: Address, words: Words) -> Component:
    """A button of its own, set apart, so that nobody presses the one for the other."""
    link = address.to(f"{RELEASES}/{one.code}/steward-refuse")
    means = html.P(words("release.means_steward_refuse"), className="note")
    button = html.A(words("release.step_steward_refuse"), href=link, className="btn")
    return html.Div([means, html.P(button)], className="apart")


def _link(step: str, one: Release, address: Address, words: Words) -> Component:
    """A step that wants a reason has a page of its own."""
    link = address.to(f"{RELEASES}/{one.code}/{step}")
    return html.P(html.A(words(f"release.step_{step.replace('-', '_')}"), href=link))


def _for_the_office(one: Release, words: Words) -> list[Component]:
    """What no reader of the public is told: it would tell which figures are small."""
    loss = [] if one.withdrawn else [_loss(one, words)]  # it was reckoned with what is gone
    attacked = [] if one.is_withdrawn else attack_section(one, words)
    return [*_held(one, words), *loss, *attacked]


def _held(one: Release, words: Words) -> list[Component]:
    """What is not told anew, and why: the difference would tell a partner's figure."""
    told = [words.counted(f"release.{key}", count)
            for key, count in one.held._asdict().items() if count]  # fmt: skip
    return [section("held", words("release.held"), *map(html.P, told))] if told else []


def _loss(one: Release, words: Words) -> Component:
    """What was hidden, beside what a plain threshold hides and the fewest that can be proven."""
    loss = one.loss
    columns = [Column(words(f"release.{key}"), right=key != "way") for key in
               ("way", "cells_hidden", "share_hidden")]  # fmt: skip
    is_known = loss.optimum is not None or loss.plain_hidden != loss.hidden
    plain = loss.plain_hidden if is_known else None  # else it was reckoned with what is not shown
    counts = {"plain": plain, "used": loss.hidden, "best": loss.optimum}
    rows: list[list[Child]] = [
        [words(f"release.way_{way}"), words.number(count), _share(count, loss.cells, words)]
        for way, count in counts.items() if count is not None
    ]  # fmt: skip
    title = words("release.loss")
    shown = scrolls(title, table(title, columns, rows, hidden_caption=True))
    return section("loss", title, shown, note=words("release.loss_note"))


def _share(part: int, whole: int, words: Words) -> str:
    """In percent, to a tenth."""
    tenth = (Decimal(100 * part) / Decimal(whole or 1)).quantize(Decimal("0.1"))
    return words("release.percent", share=words.number(tenth))


def _agreed(one: Release, names: Names) -> Component:
    """Who has taken which step; for the public that it was approved by two, and no name."""
    words = names.words
    rows = []
    for event in one.events:
        if not (sees_all(one) or event.actor or event.step in OPEN_TO_ALL):
            continue  # what another owner has said
        whose = names.partner(event.organization) if event.organization else ""
        by = who(event.actor, words) if event.actor and account() else ""
        told = ", ".join(filter(None, (whose, by, event.reason)))
        rows.append((minute_words(event.at, words), words(f"release.event_{event.step}"), told))
    return section("agreed", words("release.agreed"), items(rows))
