"""The key lines of somebody else's draft, read against the figures by a second person."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component
from flask import Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.in_vain import refused
from dashboard.access.journal import saw
from dashboard.access.plain_pages import address_of
from dashboard.access.reader import account, may
from dashboard.addresses import Address
from dashboard.components import Child, attrs, section
from dashboard.embargo_said import minute_words
from dashboard.forms import hidden_fields
from dashboard.issuing.desk import BRIEFINGS, briefings, own_account, page, role_of, store
from dashboard.issuing.second_reading import Unread, told, wording_of
from dashboard.issuing.waiting_lines import unread_of
from dashboard.returns.frame import notice
from dashboard.returns.office import who, wide_form
from dashboard.text import Words
from metrics import Briefing, BriefingState, MetricsError, UnknownError


def show_lines(code: str) -> AnyResponse:
    """The lines that somebody else has to read, each with what the figures say."""
    found, unread = _asked(code, Action.READ)
    saw("briefing", code)
    return _drawn(found, unread, address_of("done"))


def read_lines(code: str) -> AnyResponse:
    """Keep that these lines were read, where they still stand as they were shown."""
    found, unread = _asked(code, Action.CREATE)
    address, wording = address_of(), wording_of(unread)
    words = Words(address.language)
    if request.form.get("wording") != wording:
        said = notice(words("briefing.read_changed"), kind="alert")
        return _drawn(found, unread, address, said, 409)
    try:
        briefings().read_lines(code, found.versions[-1].number, wording, own_account().id)
    except MetricsError as error:
        said = notice(words.text(error.text), kind="alert")
        return _drawn(found, unread, address, said, 409)
    return redirect(address.to(f"{BRIEFINGS}/{code}/read", done="read"))


def _asked(code: str, action: Action) -> tuple[Briefing, tuple[Unread, ...]]:
    """A draft and its lines, for who may read them; to all others there is nothing here."""
    found = _open(code, action)
    unread = unread_of(store(), code) if found else ()
    if found is None or not unread:
        refused("briefing", code)
        abort(404)
    return found, unread


def _open(code: str, action: Action) -> Briefing | None:
    """The draft of somebody else, where whoever asks may do this with its lines."""
    try:
        found = briefings().find(code)
    except UnknownError:
        return None
    theirs = Thing(Kind.READING, owner=found.actor)
    is_theirs = account() is not None and may(action, theirs)
    return found if is_theirs and found.state is BriefingState.DRAFT else None


def _drawn(
    found: Briefing, unread: tuple[Unread, ...], address: Address, said: Child = None,
    status: int = 200,
) -> Response:  # fmt: skip
    words = Words(address.language)
    if said is None and address.asked("done") == "read":
        said = notice(words("briefing.done_read"))
    return page(
        address,
        words("briefing.read_title"),
        *_lines(unread, words),
        read_by(found, wording_of(unread), words) or _form(found, unread, address, words),
        html.P(html.A(words("briefing.back_list"), href=address.to(BRIEFINGS))),
        kicker=words("briefing.kicker_draft", code=found.code, version=found.versions[-1].number),
        lead=words("briefing.read_lead", role=role_of(found.actor, words)),
        more=[said],
        status=status,
    )


def lines_of(unread: tuple[Unread, ...], words: Words) -> Component:
    """Each line with its words that are not understood, for its author."""
    rows = [html.Li([one.names[words.language], html.Br(), told(one, words)]) for one in unread]
    return html.Ul(rows, className="notes")


def _lines(unread: tuple[Unread, ...], words: Words) -> Iterator[Component]:
    for at, one in enumerate(unread, 1):
        parts: list[Child] = []
        for language in one.names:
            tongue = attrs(lang=language.value)
            parts.append(html.P(html.Strong(one.said(language)), **tongue))
            parts.append(html.P(one.figures[language], **tongue))
        parts.append(html.P(told(one, words), className="note heed"))
        parts.append(html.P(html.A(words("briefing.read_page"), href=one.path)))
        yield section(f"line-{at}", one.names.get(words.language, one.line.indicator), *parts)


def _form(found: Briefing, unread: tuple[Unread, ...], address: Address, words: Words) -> Component:
    button = html.Button(words("briefing.read_do"), className="btn btn-main", type="submit")
    return wide_form(
        address.to(f"{BRIEFINGS}/{found.code}/read"),
        *hidden_fields({"wording": wording_of(unread)}),
        html.P(words("briefing.read_means"), className="note"),
        html.P(button),
    )


def read_by(found: Briefing, wording: str, words: Words) -> Component | None:
    """Who has read this very wording, and when."""
    held = found.read(wording) if wording else None
    if held is None:
        return None
    when = minute_words(held.at, words)
    return html.P(words("briefing.read_by", who=who(held.actor, words), when=when), id="read-by")


def asks_for_reader(
    found: Briefing, unread: tuple[Unread, ...], link: str, words: Words
) -> Component | None:
    """What the author is told: which words are not understood, and what to send to whom."""
    if not unread:
        return None
    held = read_by(found, wording_of(unread), words)
    asked = [] if held else [html.P(words("briefing.not_read")), html.P(html.Code(link))]
    return section("second", words("briefing.read_title"), lines_of(unread, words), held, *asked)
