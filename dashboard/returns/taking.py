"""Taking a file: kept sealed and put in the queue, or not taken, with what is said of it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import PurePath

from dash import html
from flask import abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access import AccessError
from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.plain_pages import address_at
from dashboard.access.reader import account, now
from dashboard.access.roles import Account, Role
from dashboard.addresses import Address
from dashboard.returns import frame, home
from dashboard.returns.desk import desk
from dashboard.returns.keeping_back import is_kept_back
from dashboard.returns.store import Draft
from dashboard.returns.store.drafts import NewDraft
from dashboard.returns.uploading import CHECK, FROM_FILE, LED_HERE, too_large_words
from dashboard.services import services
from dashboard.text import Words
from ingest import PERIOD_UNKNOWN
from metrics import MetricsError, Period, not_consented

LONGEST_NAME = 200  # of a file


def sent() -> AnyResponse:
    """Take a file, keep it sealed, and have it checked; the address of its check is for good."""
    found = account()
    if found is None:
        abort(404)
    organization = _organization(found)
    frame.may_or_gone(
        Action.CREATE, Thing(Kind.DRAFT, organization=organization), "draft", "another"
    )
    address = address_at(CHECK, request.query_string.decode("utf-8", "replace"))
    words = Words(address.language)
    try:
        draft = _taken(found, organization, address, words)
    except _NotTakenError as error:
        return _drawn_again(found, organization, address, error)
    return redirect(address.to(f"{frame.HOME}/checks/{draft.id}"), 303)


class _NotTakenError(Exception):
    """Why a file is not taken, and at which field."""

    def __init__(self, said: str, status: int = 400, name: str = "file") -> None:
        super().__init__(said)
        self.said, self.status, self.field = said, status, name


def _organization(found: Account) -> str:
    """A partner sends for itself alone; an editor says for whom."""
    if found.role is Role.PARTNER:
        return found.organization or ""
    asked = request.form.get("partner", "")
    return asked if asked in services().catalogue.partners else ""


def _taken(found: Account, organization: str, address: Address, words: Words) -> Draft:
    form, period, answers = _asked(words)
    if is_kept_back(organization, form):
        refused = not_consented(organization, services().catalogue.partners)
        raise _NotTakenError(words.text(refused.text), 403, name="for")
    given = request.files.get("file")
    if given is None or not given.filename:
        raise _NotTakenError(words("returns.no_file"))
    with given.stream as stream:
        content = stream.read(desk().settings.return_bytes + 1)
    if len(content) > desk().settings.return_bytes:
        raise _NotTakenError(too_large_words(words), 413)
    if not content:
        raise _NotTakenError(words("returns.empty_file"))
    if not desk().may_upload(found.id):
        raise _NotTakenError(_too_many(found.id, words), 429)
    new = NewDraft(found.id, organization, form, period, address.language,
                   file_name(given.filename), content)  # fmt: skip
    try:
        draft = desk().drafts.add(new, now())
    except AccessError as error:
        raise _NotTakenError(words.text(error.text), 429) from None
    if answers:
        desk().drafts.say(draft.id, answers, {})
    desk().jobs.ask_check(draft.id)
    return draft


def _too_many(account_id: str, words: Words) -> str:
    """How many are taken within an hour, and from when one is taken again, not a minute early."""
    again = desk().uploads_again_at(account_id) + timedelta(minutes=1)
    most = desk().settings.return_uploads
    return words.counted("returns.too_many_uploads", most, time=words.time(again))


def _asked(words: Words) -> tuple[str, str, dict[str, str]]:
    """The form and the period that were chosen; empty where the file is to say them.

    A period that only a link chose counts where the file says none: what its template says wins.
    """
    written = request.form.get("for", FROM_FILE)
    if written == FROM_FILE:
        return "", "", {}
    form, _, code = written.partition("|")
    held = services().catalogue.returns.get(form)
    try:
        period = Period.parse(code)
    except MetricsError:
        period = None
    if held is None or period is None or not held.is_period(period):
        raise _NotTakenError(words("returns.no_such_return"), name="for")
    if written == request.form.get(LED_HERE):
        return form, "", {PERIOD_UNKNOWN: period.code}
    return form, period.code, {}


def file_name(written: str) -> str:
    """The last part of a name, as it is shown; a path says where on a partner's disk it lay."""
    name = PurePath(written.replace("\\", "/")).name
    seen = "".join(one for one in name if one.isprintable())
    stem, dot, ending = seen.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{ending[:10]}" if dot else seen[:LONGEST_NAME]


def _drawn_again(
    found: Account, organization: str, address: Address, error: _NotTakenError
) -> AnyResponse:
    again = replace(address, path=frame.HOME, query=(*address.query, ("partner", organization)))
    return home.draw(found, again, {error.field: error.said}, error.status)


def too_large() -> AnyResponse:
    """A body that was refused before it was read."""
    address = address_at(frame.HOME, request.query_string.decode("utf-8", "replace"))
    words = Words(address.language)
    back = html.P(html.A(words("returns.back"), href=address.to(frame.HOME)))
    return frame.drawn(address, words("returns.too_large_title"), lead=too_large_words(words),
                       more=[back], status=413)  # fmt: skip
