"""The calendar: what each partner owes, table by table, and what has become of it."""

from collections.abc import Iterable, Sequence

from dash import html
from dash.development.base_component import Component
from flask import Response

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.plain_pages import address_of
from dashboard.access.reader import account, may
from dashboard.addresses import Address
from dashboard.components import Child, Column, attrs, scrolls, section, table
from dashboard.forms import choice, field, hidden_fields
from dashboard.returns.feed_address import feed_section
from dashboard.returns.frame import drawn, may_or_gone, notice
from dashboard.returns.marks import obligation_mark
from dashboard.returns.naming import Names
from dashboard.returns.office import (
    CALENDAR,
    OBLIGATIONS,
    REVIEW,
    names_in,
    own_organization,
    period_in,
    store,
    ways,
)
from dashboard.text import Words
from metrics import Coverage, Obligation, ObligationState, Period, coverages

ASKS = ("partner", "form", "period", "state", "done")
SHOWN = 8  # periods of a form, where none is asked for
DONE = ("waive", "extend", "restore", "feed-ended")


def show_calendar() -> Response:
    """For the office everybody's obligations, for a partner its own."""
    own = account()
    whose = own_organization()
    may_or_gone(Action.READ, Thing(Kind.CALENDAR, organization=whose), "obligation", "calendar")
    address = address_of(*ASKS)
    names = names_in(address)
    words, owed = names.words, asked_for(address, whose)
    done = address.asked("done")
    told = notice(words(f"review.done_{done.replace('-', '_')}")) if done in DONE else None
    return drawn(
        address,
        words("review.calendar"),
        _filter(address, names, whose),
        *_forms(owed, address, names, whose),
        feed_section(own.id, address, words) if own and names.catalogue.returns else None,
        lead=words("review.calendar_lead_own" if whose else "review.calendar_lead"),
        kicker=words("review.kicker_calendar"),
        more=[told, ways(address, words, CALENDAR)],
    )


def asked_for(address: Address, whose: str | None) -> list[Obligation]:
    """The obligations that an address asks for, in the scope of whoever asks."""
    partner = whose or address.asked("partner")
    if partner is not None and partner not in store().catalogue.partners:
        return []
    owed = store().returns.obligations(form=address.asked("form"), organization=partner)
    state, period = address.asked("state"), period_in(address.asked("period") or "")
    return [
        one for one in owed if state in (None, one.state.value) and period in (None, one.period)
    ]


def coverage_words(one: Coverage, words: Words) -> str:
    """On every line that adds partners up: "9 of 12 partners, 7 approved"."""
    approved = words.counted("review.coverage_approved", one.approved)
    return words.counted("review.coverage", one.received, asked=one.asked, approved=approved)


def every(name: str, words: Words) -> str:
    """That a filter leaves nothing out; in French a period is feminine."""
    return words("review.every_period" if name == "period" else "review.every")


def _filter(address: Address, names: Names, whose: str | None) -> Component:
    words, known = names.words, names.catalogue
    partners = [(one, names.partner(one)) for one in known.partners]
    states = [(one.value, names.obligation(one)) for one in ObligationState]
    told = [
        *([("partner", partners)] if whose is None else []),
        ("form", [(one, names.form(one)) for one in known.returns]),
        ("period", _periods(names, whose)),
        ("state", states),
    ]
    fields = [
        field(words(f"review.{name}"), name,
              choice(name, name, [("", every(name, words)), *options], address.asked(name) or ""))
        for name, options in told
    ]  # fmt: skip
    button = html.Button(words("review.show"), className="btn", type="submit")
    return html.Form(
        [*fields, *hidden_fields(address.state), button],
        className="country-form", action=CALENDAR, method="get",
    )  # fmt: skip


def _periods(names: Names, whose: str | None) -> list[tuple[str, str]]:
    if whose is not None and whose not in names.catalogue.partners:
        return []
    owed = store().returns.obligations(organization=whose)
    return list({one.period.code: names.period(one.form, one.period) for one in owed}.items())


def _forms(
    owed: Sequence[Obligation], address: Address, names: Names, whose: str | None
) -> list[Child]:
    words = names.words
    if not names.catalogue.returns:
        return [html.P(words("review.no_forms"))]
    if not owed:
        return [html.P(words("review.nothing_owed"))]
    found = {one.form: None for one in owed}
    every = coverages(store().returns.obligations()) if whose is None else ()
    return [
        _form(form, [one for one in owed if one.form == form], every, address, names)
        for form in found
    ]


def _form(
    form: str,
    owed: Sequence[Obligation],
    covered: Iterable[Coverage],
    address: Address,
    names: Names,
) -> Component:
    """A table of partners by period; each cell says the state of every table of the return."""
    words = names.words
    periods = list(dict.fromkeys(one.period for one in owed))[:SHOWN]
    partners = list(dict.fromkeys(one.partner for one in reversed(owed)))
    by_cell: dict[tuple[str, Period], list[Obligation]] = {}
    for one in owed:
        by_cell.setdefault((one.partner, one.period), []).append(one)
    columns = [Column(words("review.partner"))]
    columns += [Column(names.period(form, one)) for one in periods]
    rows = [
        [names.partner(partner),
         *(_cell(by_cell.get((partner, period), []), address, names) for period in periods)]
        for partner in sorted(partners, key=names.partner)
    ]  # fmt: skip
    known = {one.period: one for one in covered if one.form == form}
    if known:
        told = [coverage_words(known[one], words) if one in known else "–" for one in periods]
        rows.append([html.B(words("review.coverage_row")), *told])
    title = names.form(form)
    shown = scrolls(title, table(title, columns, rows, "tnum stacks calendar", hidden_caption=True))
    return section(f"form-{form}", title, shown, note=words("review.calendar_note"))


def _cell(owed: Sequence[Obligation], address: Address, names: Names) -> Child:
    """One mark where all tables are in the same state, else one for each."""
    if not owed:
        return "–"
    alike = len({(one.state, one.due_on, one.reason) for one in owed}) == 1
    told = [_mark(one, address, names, "" if alike else names.table(one.form, one.table))
            for one in (owed[:1] if alike else owed)]  # fmt: skip
    return html.Div([*told, _ways(owed[0], address, names)])


def _mark(one: Obligation, address: Address, names: Names, table_: str) -> Component:
    words = names.words
    notes = [table_, due_words(one, words), one.reason]
    shown = obligation_mark(one.state, names, ". ".join(note for note in notes if note))
    seen = one.code and may(Action.READ, Thing(Kind.REVIEW))
    path = REVIEW if seen else "/returns/sent"
    if not one.code:
        return html.Div(shown)
    whole = names.whole(one.form, one.partner, one.period)
    named = f"{names.obligation(one.state)}, {whole}"
    link = html.A(shown, href=address.to(f"{path}/{one.code}"), **attrs(aria_label=named))
    return html.Div(link)


def due_words(one: Obligation, words: Words) -> str:
    """When it is due, or since when it is there."""
    if one.received_on is not None and not one.is_open:
        key = "review.came_late" if one.came_late else "review.came"
        again = words("review.came_again", day=words.day(one.again_on)) if one.again_on else ""
        return words(key, day=words.day(one.received_on)) + again
    if one.state is ObligationState.WAIVED:
        return ""
    return words("review.due_on", day=words.day(one.due_on))


def _ways(one: Obligation, address: Address, names: Names) -> Component | None:
    """The way to waive or extend, for those who may."""
    if not may(Action.UPDATE, Thing(Kind.OBLIGATION)):
        return None
    if one.state in (ObligationState.APPROVED, ObligationState.RECEIVED):
        return None
    words = names.words
    link = address.to(OBLIGATIONS, form=one.form, partner=one.partner, period=one.period.code)
    said = words("review.decide_named", name=names.whole(one.form, one.partner, one.period))
    return html.Small(html.A(words("review.decide"), href=link, **attrs(aria_label=said)))
