"""Freezing a draft: what will be frozen is told first; refused where its figures have changed."""

from hashlib import sha256
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component
from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action
from dashboard.access.plain_pages import address_of, faults
from dashboard.addresses import Address
from dashboard.briefings.composing.figures import Figures
from dashboard.briefings.plain_json import dumps
from dashboard.components import Child, attrs, facts
from dashboard.forms import hidden_fields
from dashboard.issuing.at_hand import built, every_file
from dashboard.issuing.controls import undrawn_note
from dashboard.issuing.desk import (
    BRIEFINGS,
    briefing_of,
    own_account,
    page,
    store,
    title_of,
    ways,
    without_host,
)
from dashboard.issuing.looked import Look, look_at
from dashboard.issuing.making import Made, issue, link_to, outline_of
from dashboard.issuing.reader_page import asks_for_reader
from dashboard.issuing.second_reading import wording_of
from dashboard.issuing.written import written_of
from dashboard.returns.frame import notice
from dashboard.returns.office import published, wide_form
from dashboard.services import services
from dashboard.text import Words
from metrics import Briefing, Language, MetricsError, ObservationStatus


class Counts(NamedTuple):
    """How many figures would be frozen, and how many of them are of a kind to be told of."""

    figures: int
    embargoed: int
    hidden: int
    provisional: int


def show_freeze(code: str) -> AnyResponse:
    """What will be frozen, and the button that does it."""
    found, address = briefing_of(code, Action.RESTORE), address_of()
    return _drawn(found, _look(found), address)


def freeze(code: str) -> AnyResponse:
    """Freeze what was shown, build its files, and show them."""
    found, address = briefing_of(code, Action.RESTORE), address_of()
    look = _look(found)
    if look.made is None or not look.is_ready or not _is_read(found, look):
        return _drawn(found, look, address, status=409)
    words = Words(address.language)
    if request.form.get("seen") != _seen(look.made.snapshot.figures):
        return _drawn(found, look, address, {"freeze": words("briefing.changed_since")}, 409)
    version = found.versions[-1].number
    if request.form.get("version") != str(version):
        told = {"freeze": words("briefing.version_since", version=version)}
        return _drawn(found, look, address, told, 409)
    try:
        issue(store(), code, version, look.made, own_account().id)
    except MetricsError as error:
        return _drawn(found, look, address, {"freeze": words.text(error.text)}, 409)
    _build(code, look.made)
    return redirect(address.to(f"{BRIEFINGS}/{code}", done="issued"))


def _build(code: str, made: Made) -> None:
    """Every file that was chosen, so that each is at hand with its size."""
    found = briefing_of(code)
    for _ in built(found, made.snapshot, every_file(made.snapshot)):
        pass


def _look(found: Briefing) -> Look:
    return look_at(written_of(outline_of(store(), found.code)), store(), published())


def _is_read(found: Briefing, look: Look) -> bool:
    """Whether somebody else has read the lines that ask for it, as they stand."""
    return not look.unread or found.read(wording_of(look.unread)) is not None


def _seen(figures: Figures) -> str:
    """A mark of the figures that were shown, without when they were asked for."""
    return sha256(dumps(figures).encode()).hexdigest()[:32]


def counts_of(made: Made) -> Counts:
    standing = [one.standing for one in made.snapshot.figures.values]
    return Counts(
        len(standing),
        len(made.embargoed),
        standing.count(ObservationStatus.SUPPRESSED.value),
        standing.count(ObservationStatus.PROVISIONAL.value),
    )


def _drawn(
    found: Briefing, look: Look, address: Address, told: dict[str, str] | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    words = Words(address.language)
    back = address.to(f"{BRIEFINGS}/{found.code}")
    ready = look.made is not None and look.is_ready and _is_read(found, look)
    base = services().settings.public_url or request.host_url
    asked = asks_for_reader(found, look.unread, f"{link_to(found.code, base)}/read", words)
    parts: list[Child] = [_form(found, look.made, address, words)] if ready and look.made else []
    return page(
        address,
        words("briefing.freeze"),
        asked if look.is_ready else None,
        *parts,
        html.P(html.A(words("briefing.back_builder"), href=back)),
        kicker=words("briefing.kicker_draft", code=found.code, version=found.versions[-1].number),
        lead=title_of(found, words),
        more=[ways(address, words, ""), *faults(words, told or {}), _not_ready(look, words)],
        status=status,
    )


def _not_ready(look: Look, words: Words) -> Component | None:
    """Why it cannot be frozen as it stands."""
    if look.is_ready:
        return None
    said = [line for one in look.faults.values() for line in words.text(one).splitlines()] or [
        words("briefing.no_preview")
    ]
    return notice(words("briefing.not_ready"), *said)


def _form(found: Briefing, made: Made, address: Address, words: Words) -> Component:
    version = found.versions[-1].number
    sends = html.Button(
        words("briefing.freeze"), className="btn btn-main", type="submit", id="do-issue"
    )
    form = wide_form(
        address.to(f"{BRIEFINGS}/{found.code}/freeze"),
        *hidden_fields({"seen": _seen(made.snapshot.figures), "version": str(version)}),
        html.P(words("briefing.freeze_means")),
        html.P(sends),
        html.P("", id="progress-said", className="note", role="status"),
    )
    count = len(every_file(made.snapshot))
    waiting = attrs(data_waiting=words.counted("briefing.building", count),
                    data_long=words("briefing.goes_on", seconds="{seconds}"))  # fmt: skip
    return html.Div([*_told(made, words), html.Div(form, id="freeze", **waiting)])


def _told(made: Made, words: Words) -> list[Component]:
    counts, document = counts_of(made), made.snapshot.document(words.language)
    strip: list[tuple[str, Child, Child]] = [
        (words("briefing.count_figures"), words.number(counts.figures), None),
        (words("briefing.count_embargoed"), words.number(counts.embargoed), None),
        (words("briefing.count_hidden"), words.number(counts.hidden), None),
        (words("briefing.count_provisional"), words.number(counts.provisional), None),
    ]
    if document is not None:
        head = document.head
        strip.append((words("briefing.classification"), head.classification, head.embargo or None))
    tongues = {language for language, _ in every_file(made.snapshot)}
    said = [words(f"briefing.lang_{one}") for one in Language if one in tongues]
    kinds = dict.fromkeys(one for _, one in every_file(made.snapshot))
    formats = [one.value.upper() for one in kinds]
    files = words("briefing.will_build", formats=words.joined(formats),
                  languages=words.joined(said))  # fmt: skip
    return [facts(strip), html.P(files), *undrawn_note(made.snapshot, words),
            *filter(None, [without_host(words)])]  # fmt: skip
