"""Proposing a release: which figures of which periods, what it is called, when it comes out."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component
from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.plain_pages import address_of, faults, words_field
from dashboard.addresses import Address
from dashboard.components import Child
from dashboard.drawing import Drawing
from dashboard.forms import choice, field, hidden_fields
from dashboard.releases.desk import NEW, RELEASES, names_in, proposer, releases, ways
from dashboard.returns.frame import drawn
from dashboard.returns.naming import Names
from dashboard.returns.office import period_in, store, wide_form
from dashboard.services import services
from dashboard.svg import element
from dashboard.text import both
from metrics import MetricsError, Proposal, ReturnForm, ReturnState, Text

SHOWN = 12  # periods to choose from, the newest
MINUTE = "%Y-%m-%dT%H:%M"


def show_new() -> Response:
    """The form; first of which data set, then what of it."""
    proposer()
    address = address_of("form")
    return _drawn(address, _form_named(address.asked("form") or ""))


def propose() -> AnyResponse:
    """Freeze what was chosen; what is missing or wrong is said beside what was written."""
    actor = proposer()
    address = address_of()
    form = _form_named(request.form.get("form", ""))
    if form is None:
        return redirect(address.to(NEW))
    try:
        made = releases().propose(_proposal(form), actor.id)
    except MetricsError as error:
        return _drawn(address, form, {"form-of": names_in(address).words.text(error.text)}, 409)
    return redirect(address.to(f"{RELEASES}/{made.code}", done="propose"))


def _proposal(form: ReturnForm) -> Proposal:
    sent = request.form
    return Proposal(
        form=form.id,
        series=tuple(sent.getlist("series")),
        periods=tuple(filter(None, map(period_in, sent.getlist("period")))),
        title=Text(sent.get("title_en", "").strip(), sent.get("title_fr", "").strip()),
        lifts_at=_minute(sent.get("lifts_at", "")),
        by_partner="by_partner" in sent,
    )


def _minute(written: str) -> datetime:
    """A minute as the clock of this server shows it, where it has no zone of its own."""
    try:
        return datetime.fromisoformat(written).astimezone()
    except (ValueError, OverflowError, OSError):
        raise MetricsError(*both("release.no_minute")) from None


def _form_named(name: str) -> ReturnForm | None:
    forms = services().catalogue.returns
    return forms.get(name) or (next(iter(forms.values())) if len(forms) == 1 else None)


def _drawn(
    address: Address, form: ReturnForm | None, told: dict[str, str] | None = None, status: int = 200
) -> Response:
    names = names_in(address)
    words = names.words
    return drawn(
        address,
        words("release.new"),
        _choose(form, address, names) if len(services().catalogue.returns) != 1 else None,
        _propose(form, address, names) if form else None,
        kicker=words("release.kicker"),
        lead=words("release.new_lead" if services().catalogue.returns else "review.no_forms"),
        more=[ways(address, words, NEW), *faults(words, told or {})],
        status=status,
    )


def _choose(form: ReturnForm | None, address: Address, names: Names) -> Component | None:
    options = [(one, names.form(one)) for one in services().catalogue.returns]
    if not options:
        return None
    chosen = choice("form", "which", options, form.id if form else "")
    sends = html.Button(names.words("review.show"), className="btn", type="submit")
    inner = field(names.words("release.what"), "which", chosen)
    return html.Form([inner, html.P(sends)], action=address.to(NEW), method="get")


def _propose(form: ReturnForm, address: Address, names: Names) -> Component:
    words, sent = names.words, request.form
    zone = datetime.now().astimezone().tzname() or ""
    sends = html.Button(words("release.step_propose"), className="btn btn-main", type="submit")
    return html.Div(wide_form(
        address.to(NEW),
        *hidden_fields({"form": form.id}),
        words_field(words("release.title_en"), "title_en", sent.get("title_en", ""), kind="text",
                    maxlength="200", required=""),
        words_field(words("release.title_fr"), "title_fr", sent.get("title_fr", ""), kind="text",
                    maxlength="200", required="", lang="fr"),
        _boxes("series", words("release.which_figures"), _series(form, names),
               sent.getlist("series")),
        _boxes("period", words("release.periods"), _periods(form, names), sent.getlist("period")),
        words_field(words("release.lifts_at", zone=zone), "lifts_at", sent.get("lifts_at", ""),
                    kind="datetime-local", required=""),
        _boxes("by_partner", words("release.partners"), [("yes", words("release.by_partner"))],
               sent.getlist("by_partner")),
        html.P(words("release.propose_means"), className="note"),
        html.P(sends),
    ), id="form-of")  # fmt: skip


def _series(form: ReturnForm, names: Names) -> list[tuple[str, str]]:
    keys = dict.fromkeys(one.series for table in form.tables for one in table.measures)
    return [(key, names.series(f"{form.source}/{key}")) for key in keys]


def _periods(form: ReturnForm, names: Names) -> list[tuple[str, str]]:
    """The periods of which something is approved, the newest first."""
    held = store().returns.held(form=form.id, state=ReturnState.APPROVED)
    found = sorted({one.receipt.period for one in held}, reverse=True)[:SHOWN]
    return [(one.code, names.period(form.id, one)) for one in found]


def _boxes(name: str, legend: str, options: list[tuple[str, str]], chosen: list[str]) -> Component:
    rows: list[Child] = [
        html.Li(_box(name, value, said, checked=value in chosen)) for value, said in options
    ]
    return html.Fieldset([html.Legend(legend), html.Ul(rows, className="boxes")])


def _box(name: str, value: str, said: str, *, checked: bool) -> list[Child]:
    id_ = f"{name}-{value}"
    ticked = {"checked": ""} if checked else {}
    box = Drawing(element("input", type="checkbox", name=name, value=value, id=id_, **ticked))
    return [html.Label([box, " ", said], htmlFor=id_)]
