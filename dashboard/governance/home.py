"""Consent as its organization sees it, form by form; for the office only how it stands."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component
from flask import Response

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.journal import saw
from dashboard.access.reader import may
from dashboard.addresses import Address
from dashboard.components import Child, Column, scrolls, section, table
from dashboard.governance.accounts_seen import accounts_section
from dashboard.governance.bound import (
    CONSENT,
    consents,
    here,
    labelled,
    names_in,
    organization_of,
    reader_of,
)
from dashboard.governance.in_briefings import briefings_section
from dashboard.governance.words_of import (
    detail_words,
    erasure_words,
    event_words,
    purposes_words,
    state_words,
    until_words,
)
from dashboard.quoted import naming
from dashboard.returns.frame import drawn, notice
from dashboard.returns.naming import Names
from dashboard.returns.office import who
from dashboard.services import services
from dashboard.text import Words
from metrics import Consent, Erasure

DONE = ("given", "withdrawn", "confirmed")


def page() -> Response:
    """An organization's own consents; the office has a table of how each one stands."""
    reading = reader_of(Action.READ, Kind.CONSENT, "page")
    address = here("done")
    organization = organization_of(reading)
    if not organization:
        return _of_office(address)
    if organization in services().catalogue.returns:
        return _of_data_set(organization, address)
    saw("consent", organization, whose=organization)
    return _of_owner(organization, address)


def _of_owner(organization: str, address: Address) -> Response:
    names, governance = names_in(address), consents().governance(organization)
    words = names.words
    if governance is None:
        said = words("governance.none", name=names.partner(organization))
        parts: list[Child] = [accounts_section(organization, address, words, governs=False)]
    else:
        goes_by = words.text(governance.principles)
        said = words("governance.lead", name=names.partner(organization), principles=goes_by)
        held = consents().held(organization)
        parts = [_consent(one, address, names) for one in held]
        parts += [accounts_section(organization, address, words), _erased(organization, names)]
        parts.append(briefings_section(organization, words))
    return drawn(
        address,
        words("governance.title"),
        *parts,
        _own_data(organization, address, words),
        lead=_naming_it(said, organization, words),
        kicker=words("governance.kicker"),
        more=[_done(address, words)],
    )


def _naming_it(said: str, organization: str, words: Words) -> Child | list[Child]:
    """A sentence with the organization's name in the language that it is of."""
    found = services().catalogue.partners.get(organization)
    return naming(said, found.title, words) if found else said


def _of_data_set(form: str, address: Address) -> Response:
    """Whoever is the steward of a data set speaks for no organization, and consents to nothing."""
    names = names_in(address)
    words = names.words
    lead = words("governance.data_set", form=names.form(form))
    seen = accounts_section(form, address, words, governs=False)
    kicker = words("governance.kicker")
    return drawn(address, words("governance.title"), seen, _done(address, words), lead=lead,
                 kicker=kicker)  # fmt: skip


def _done(address: Address, words: Words) -> Component | None:
    done = address.asked("done")
    return notice(words(f"governance.done_{done}")) if done in DONE else None


def _consent(one: Consent, address: Address, names: Names) -> Component:
    """How the consent to one form stands, what it says, and what may be done with it."""
    words, told = names.words, [("state", state_words(one, names.words))]
    if one.terms is not None:
        told += [
            ("purposes", purposes_words(one.terms, words)),
            ("detail", detail_words(one.terms, words)),
            ("last_day", until_words(one.terms, words)),
            ("steward", one.terms.steward),
            ("floor", words.number(one.terms.floor)),
        ]
    pairs = [html.Div([html.Dt(words(f"governance.{key}")), html.Dd(said)]) for key, said in told]
    return section(
        f"form-{one.form}",
        names.form(one.form),
        html.Dl(pairs, className="dl pairs"),
        _ways(one, address, names),
        _history(one, names),
    )


def _ways(one: Consent, address: Address, names: Names) -> Component | None:
    """What the steward may do with it, and nobody else."""
    words, whose = names.words, Thing(Kind.CONSENT, organization=one.organization)
    if not may(Action.UPDATE, whose):
        return html.P(words("governance.steward_alone"), className="note")
    give = "change" if one.terms is not None else "give"
    links = [
        html.A(words(f"governance.{key}"), href=address.to(f"{CONSENT}/{one.form}/{path}"),
               className=look, **labelled(words(f"governance.{key}_named",
                                                form=names.form(one.form))))
        for key, path, look in ((give, "give", "btn btn-main"), ("withdraw", "withdraw", "btn"))
    ]  # fmt: skip
    return html.P([links[0], " ", links[1]], className="dls")


def _history(one: Consent, names: Names) -> Component | None:
    words, said = names.words, consents().history(one.organization, one.form)
    if not said:
        return None
    columns = [Column(words(f"governance.{key}")) for key in ("when", "done", "by", "why")]
    rows: list[list[Child]] = [
        [words.minute(each.at), event_words(each, words), who(each.actor, words),
         each.reason or "–"]
        for each in reversed(said)
    ]  # fmt: skip
    caption = words("governance.history_of", form=names.form(one.form))
    return scrolls(caption, table(caption, columns, rows, "tnum stacks"))


def _erased(organization: str, names: Names) -> Component | None:
    found = consents().erasures(organization)
    if not found:
        return None
    words = names.words
    shown = _erasures(found, names)
    return section("erased", words("governance.erased"), shown, note=words("governance.kept_left"))


def _erasures(found: Iterable[Erasure], names: Names) -> Component:
    words = names.words
    columns = [Column(words(f"governance.{key}")) for key in ("when", "form", "done", "by", "why")]
    rows: list[list[Child]] = [
        [words.minute(one.at), names.form(one.form), erasure_words(one, words),
         who(one.actor, words), one.reason]
        for one in found
    ]  # fmt: skip
    caption = words("governance.erased_caption")
    return scrolls(caption, table(caption, columns, rows, "tnum stacks"))


def _own_data(organization: str, address: Address, words: Words) -> Component:
    """All of its own data, at any time, who else has seen or taken them, and its own page."""
    ways = [
        html.Li(html.A(words(f"governance.own_{kind}"), download="",
                       href=address.to(f"{CONSENT}/own-data.{kind}")))
        for kind in ("csv", "xlsx")
    ]  # fmt: skip
    ways.append(html.Li(html.A(words("governance.see_log"), href=address.to(f"{CONSENT}/log"))))
    if organization in services().catalogue.partners:
        own = html.A(words("governance.own_page"), href=address.to(f"/partner/{organization}"))
        ways.append(html.Li(own))
    note = words("governance.own_note")
    return section("own", words("governance.own"), html.Ul(ways, className="plain"), note=note)


def _of_office(address: Address) -> Response:
    """In the order of the organizations' names: never by a figure."""
    names = names_in(address)
    words = names.words
    held = sorted(
        consents().held(), key=lambda one: (names.partner(one.organization), names.form(one.form))
    )
    heads = ("organization", "form", "state", "purposes", "detail")
    columns = [Column(words(f"governance.{key}")) for key in heads]
    rows = [_row(one, names) for one in held]
    caption = words("governance.office_caption")
    shown = scrolls(caption, table(caption, columns, rows, "tnum stacks"))
    return drawn(
        address,
        words("governance.office_title"),
        section("how", words("governance.how_it_stands"), shown) if rows else
        html.P(words("governance.office_none")),
        lead=words("governance.office_lead"),
        kicker=words("governance.kicker"),
    )  # fmt: skip


def _row(one: Consent, names: Names) -> list[Child]:
    words = names.words
    told = [
        purposes_words(one.terms, words) if one.terms else words("governance.nothing"),
        detail_words(one.terms, words) if one.terms else words("governance.nothing"),
    ]
    named = names.partner(one.organization), names.form(one.form)
    return [*named, state_words(one, words), *told]
