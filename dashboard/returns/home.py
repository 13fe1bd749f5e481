"""The first page of returns: what is due, its template, the way to send it, what was sent."""

from collections.abc import Collection, Sequence

from dash import html
from dash.development.base_component import Component
from flask import Response, abort

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.plain_pages import address_of
from dashboard.access.reader import account, may
from dashboard.access.roles import Account, Role
from dashboard.addresses import Address
from dashboard.components import Child, Column, missing, scrolls, section, table
from dashboard.forms import choice, field, hidden_fields
from dashboard.returns import frame, uploading
from dashboard.returns.desk import desk
from dashboard.returns.dues import Due, dues, open_first, said_period, sent_of
from dashboard.returns.marks import MARKS, mark
from dashboard.returns.own import own_figures, to_answer
from dashboard.returns.store import Draft, DraftState
from dashboard.services import services
from dashboard.text import Words
from metrics import HeldReturn, Language, ObligationState, Partner, ReturnState

MOST_SHOWN = 12  # rows of a list of what has passed


def page() -> Response:
    """For a partner its own returns; for the office what it does with everybody's."""
    found = account()
    if found is None or found.role in (Role.STEWARD, Role.OFFICIAL):
        abort(404)
    address = address_of("for", "partner", "done")
    return draw(found, address)


def draw(
    found: Account, address: Address, told: dict[str, str] | None = None, status: int = 200
) -> Response:
    """The page, with what is wrong with a form that was sent from it."""
    if found.role is Role.PARTNER:
        return _of_partner(found, address, told or {}, status)
    return _of_office(address, told or {}, status)


def _of_partner(found: Account, address: Address, told: dict[str, str], status: int) -> Response:
    words, organization = Words(address.language), found.organization or ""
    partner = services().catalogue.partners.get(organization)
    if partner is None or not services().catalogue.returns:
        why = "no_partner" if partner is None else "no_forms"
        return _nothing(address, words, why, status)
    owed = dues(services().store, organization)
    title, lead = _opening(partner, owed, words)
    return frame.drawn(
        address,
        title,
        to_answer(organization, address, words),
        _due(owed, organization, address, words),
        html.P(html.A(words("returns.way_calendar"), href=address.to(f"{frame.HOME}/calendar"))),
        uploading.section_of(owed, None, address, words, told),
        _drafts(organization, address, words),
        own_figures(organization, address, words),
        _sent(organization, address, words),
        lead=lead,
        more=[_done(address, words), *uploading.faults(told, words)],
        status=status,
    )


def _opening(partner: Partner, owed: Sequence[Due], words: Words) -> tuple[str, str]:
    """Whose returns these are; how many are late comes before it, where any is."""
    named = words("returns.home_title", name=words.text(partner.title))
    lead, late = words("returns.home_lead"), sum(one.state is ObligationState.LATE for one in owed)
    if not late:
        return named, lead
    said = words.counted("returns.home_late", late)
    return said, words("returns.home_lead_of", name=named, lead=lead)


def _of_office(address: Address, told: dict[str, str], status: int) -> Response:
    words, catalogue = Words(address.language), services().catalogue
    if not catalogue.returns or not catalogue.partners:
        return _nothing(address, words, "no_forms_office", status)
    asked = address.asked("partner") or ""
    partner = catalogue.partners.get(asked)
    owed = dues(services().store, asked) if partner else ()
    sends = partner and may(Action.CREATE, Thing(Kind.DRAFT, organization=asked))
    return frame.drawn(
        address,
        words("returns.office_title"),
        _ways(address, words),
        _partners(catalogue.partners.values(), partner, address, words),
        _due(owed, asked, address, words) if partner else None,
        uploading.section_of(owed, partner, address, words, told) if sends else None,
        _sent(asked, address, words) if partner else None,
        lead=words("returns.office_lead"),
        more=[_done(address, words), *uploading.faults(told, words)],
        status=status,
    )


def _nothing(address: Address, words: Words, why: str, status: int) -> Response:
    """That nothing can be sent yet, and what the office has to do."""
    more = [html.P(words(f"returns.{why}"), className="lead"), html.P(words("returns.to_begin"))]
    return frame.drawn(address, words("returns.none_title"), more=more, status=status)


def _done(address: Address, words: Words) -> Component | None:
    done = address.asked("done")
    return frame.notice(words("returns.discarded")) if done == "discarded" else None


def _ways(address: Address, words: Words) -> Component:
    ways = ("review", "calendar", "periods")
    links = [
        html.Li(html.A(words(f"returns.way_{one}"), href=address.to(f"{frame.HOME}/{one}")))
        for one in ways
    ]
    return html.Ul(links, className="plain")


def _partners(
    partners: Collection[Partner], chosen: Partner | None, address: Address, words: Words
) -> Component:
    """A choice of the partner whose returns and templates are shown."""
    options = [("", words("returns.choose_partner"))]
    options += [(one.id, words.text(one.title)) for one in partners]
    made = html.Form(
        [
            field(words("returns.partner"), "partner",
                  choice("partner", "partner", options, chosen.id if chosen else "")),
            *hidden_fields(address.state),
            html.Button(words("returns.show"), className="btn"),
        ],
        className="country-form",
        action=frame.HOME,
        method="get",
    )  # fmt: skip
    return section("partners", words("returns.of_partner"), made)


def _due(owed: Sequence[Due], organization: str, address: Address, words: Words) -> Component:
    shown = open_first(owed)
    if not shown:
        return section("due", words("returns.due"), html.P(words("returns.nothing_due")))
    heads = ("form", "period", "by", "state", "template")
    columns = [Column(words(f"returns.column_{one}")) for one in heads]
    rows = [
        [
            words.text(one.form.title),
            said_period(one.form, one.period, words.language),
            words.day(one.due_on),
            _state(one, words),
            _templates(one, organization, address, words),
        ]
        for one in shown
    ]
    caption = words.counted("returns.due_caption", len(rows))
    listed = scrolls(caption, table(caption, columns, rows, "tnum stacks queue"))
    return section("due", words("returns.due"), listed, note=words("returns.due_note"))


def _state(one: Due, words: Words) -> Component:
    said = words(f"returns.due_{one.state.replace('-', '_')}")
    return mark(MARKS[one.state], said, one.reason)


def _templates(one: Due, organization: str, address: Address, words: Words) -> Component:
    """The same workbook in either language; each link is marked with its own."""
    asked = {"form": one.form.id, "period": one.period.code, "partner": organization}
    period = said_period(one.form, one.period, words.language)
    named = f"{words.text(one.form.title)}, {period}"
    links = [
        html.A(
            words(f"returns.template_{language}"),
            hrefLang=language.value,
            href=address.to(f"{frame.HOME}/template", **asked, language=language.value),
            download="",
            title=words("returns.template_named", name=named),
            className="btn",
        )
        for language in Language
    ]
    return html.Span(links, className="templates")


def _drafts(organization: str, address: Address, words: Words) -> Component | None:
    """Files that were sent to be checked and are not sent on."""
    kept = [one for one in desk().drafts.of(organization) if one.state is not DraftState.SENT]
    if not kept:
        return None
    columns = [Column(words(f"returns.column_{one}")) for one in ("file", "when", "state", "open")]
    rows = [_draft(one, address, words) for one in kept[:MOST_SHOWN]]
    caption = words.counted("returns.drafts_caption", desk().settings.return_draft_days)
    shown = scrolls(caption, table(caption, columns, rows, "tnum stacks queue"))
    return section("drafts", words("returns.drafts"), shown)


def _draft(one: Draft, address: Address, words: Words) -> list[Child]:
    link = html.A(words("returns.open"), href=address.to(f"{frame.HOME}/checks/{one.id}"))
    checked = f"outcome_{one.outcome.replace('-', '_')}"
    key = checked if one.state is DraftState.CHECKED else f"draft_{one.state}"
    state = words(f"returns.{key}")
    return [one.file or words("returns.no_name"), words.minute(one.made_at), state, link]


def _sent(organization: str, address: Address, words: Words) -> Component:
    held = sent_of(services().store, organization)
    if not held:
        return section("sent", words("returns.sent"), html.P(missing(words("returns.none_sent"))))
    heads = ("form", "period", "when", "state", "receipt")
    columns = [Column(words(f"returns.column_{one}")) for one in heads]
    rows = [_row(one, address, words) for one in held]
    caption = words.counted("returns.sent_caption", len(rows))
    return section(
        "sent",
        words("returns.sent"),
        scrolls(caption, table(caption, columns, rows, "tnum stacks queue")),
    )


def _row(one: HeldReturn, address: Address, words: Words) -> list[Child]:
    receipt, form = one.receipt, services().catalogue.returns.get(one.receipt.form)
    period = said_period(form, receipt.period, words.language) if form else receipt.period.code
    return [
        words.text(form.title) if form else receipt.form,
        period,
        words.minute(receipt.sent_at),
        state_words(one, address, words),
        html.A(words("returns.receipt"), href=address.to(f"{frame.HOME}/sent/{receipt.code}")),
    ]


def state_words(one: HeldReturn, address: Address, words: Words) -> Component:
    """What has become of a return, with what the office wrote where it was sent back."""
    said: list[Child] = [html.Span(words(f"returns.state_{one.standing}"), className="flag")]
    if one.replaced_by:
        there = address.to(f"{frame.HOME}/sent/{one.replaced_by}")
        said += [" ", html.A(words("returns.newer"), href=there)]
    elif one.receipt.state is ReturnState.RETURNED and one.events[-1].reason:
        said.append(html.Small(one.events[-1].reason, className="note"))
    return html.Span(said)
