"""Proposing a release: which figures of which periods, what it is called, when it comes out."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component
from flask import Response, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.plain_pages import address_of, faults, words_field
from dashboard.addresses import Address
from dashboard.components import Child, attrs
from dashboard.drawing import Drawing
from dashboard.forms import choice, field, hidden_fields
from dashboard.releases.asked import ask_to_propose, own_request
from dashboard.releases.desk import NEW, minute_in, names_in, proposer, releases, ways
from dashboard.releases.protecting import proposal_of
from dashboard.releases.titles import faults_of_title
from dashboard.returns.frame import drawn
from dashboard.returns.naming import Names
from dashboard.returns.office import period_in, store, wide_form
from dashboard.services import services
from dashboard.svg import element
from dashboard.text import Words, both
from metrics import (
    Language,
    MetricsError,
    Proposal,
    ReturnForm,
    ReturnState,
    Text,
)

SHOWN = 12  # periods to choose from, the newest
MINUTE = "%Y-%m-%dT%H:%M"


def show_new() -> Response:
    """The form; first of which data set, then what of it."""
    proposer()
    address = address_of("form", "asked")
    return _drawn(address, _form_named(address.asked("form") or _written().get("form", "")))


def propose() -> AnyResponse:
    """Freeze what was chosen; what is missing or wrong is said beside what was written."""
    actor = proposer()
    address = address_of()
    form = _form_named(request.form.get("form", ""))
    if form is None:
        return redirect(address.to(NEW))
    words = names_in(address).words
    if told := _faults(words):
        return _drawn(address, form, told, 400)
    proposal = _proposal(form)
    try:
        releases().check(proposal)
    except MetricsError as error:
        return _drawn(address, form, {"form-of": words.text(error.text)}, 409)
    return ask_to_propose(proposal, actor.id, address)


def _faults(words: Words) -> dict[str, str]:
    """What is missing or cannot be, by the field that it stands in, in the order of the page."""
    sent = request.form
    told = {
        name: words(f"release.no_{name}")
        for name in ("title_en", "title_fr") if not sent.get(name, "").strip()
    }  # fmt: skip
    title = Text(sent.get("title_en", ""), sent.get("title_fr", ""))
    told |= {name: words.text(said) for name, said in faults_of_title(title).items()}
    told |= {name: words(f"release.no_{name}") for name in ("series", "period")
             if not sent.getlist(name)}  # fmt: skip
    at = minute_in(sent.get("lifts_at", ""))
    if at is None or at <= services().store.now():
        told["lifts_at"] = words("release.past_minute" if at else "release.no_minute")
    return told


def _proposal(form: ReturnForm) -> Proposal:
    sent, at = request.form, minute_in(request.form.get("lifts_at", ""))
    if at is None:
        raise MetricsError(*both("release.no_minute"))
    return Proposal(
        form=form.id,
        series=tuple(sent.getlist("series")),
        periods=tuple(filter(None, map(period_in, sent.getlist("period")))),
        title=Text(sent["title_en"].strip(), sent["title_fr"].strip()),
        lifts_at=at,
        by_partner="by_partner" in sent,
    )


def _written() -> MultiDict[str, str]:
    """What stands in the form: as it was sent, or as it was when nothing came of it."""
    if request.method == "POST" or not (before := request.args.get("asked")):
        return request.form
    asked = own_request(before)
    proposal, form = proposal_of(asked), services().catalogue.form(asked.form)
    return MultiDict([
        ("form", form.id), ("title_en", proposal.title.en), ("title_fr", proposal.title.fr),
        ("lifts_at", proposal.lifts_at.astimezone().strftime(MINUTE)),
        *(("series", one) for one in proposal.series),
        *(("period", one.code) for one in proposal.periods),
        *([("by_partner", "yes")] if proposal.by_partner else []),
    ])  # fmt: skip


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
        _propose(form, address, names, told or {}) if form else None,
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


def _propose(
    form: ReturnForm, address: Address, names: Names, told: dict[str, str]
) -> Component:  # fmt: skip
    words, sent = names.words, _written()
    zone = datetime.now().astimezone().tzname() or ""
    sends = html.Button(words("release.step_propose"), className="btn btn-main", type="submit")
    by_partner = [("yes", words("release.by_partner"))]
    return html.Div(wide_form(
        address.to(NEW),
        *hidden_fields({"form": form.id}),
        *(_title(language, words, told) for language in Language),
        _boxes("series", words("release.which_figures"), _series(form, names), told),
        _boxes("period", words("release.periods"), _periods(form, names), told),
        words_field(words("release.lifts_at", zone=zone), "lifts_at", sent.get("lifts_at", ""),
                    told, kind="datetime-local", required=""),
        _boxes("by_partner", words("release.partners"), by_partner, told),
        html.P(words("release.propose_means"), className="note"),
        html.P(sends),
    ), id="form-of")  # fmt: skip


def _title(language: Language, words: Words, told: dict[str, str]) -> Component:
    name = f"title_{language}"
    return words_field(
        words(f"release.{name}"), name, _written().get(name, ""), told,
        kind="text", maxlength="200", required="", lang=language.value,
    )  # fmt: skip


def _series(form: ReturnForm, names: Names) -> list[tuple[str, str]]:
    keys = dict.fromkeys(one.series for table in form.tables for one in table.measures)
    return [(key, names.series(f"{form.source}/{key}")) for key in keys]


def _periods(form: ReturnForm, names: Names) -> list[tuple[str, str]]:
    """The periods of which something is approved, the newest first."""
    held = store().returns.held(form=form.id, state=ReturnState.APPROVED)
    found = sorted({one.receipt.period for one in held}, reverse=True)[:SHOWN]
    return [(one.code, names.period(form.id, one)) for one in found]


def _boxes(
    name: str, legend: str, options: list[tuple[str, str]], told: dict[str, str]
) -> Component:
    """Boxes to tick under what they are of; what is wrong with them stands beside that."""
    chosen = _written().getlist(name)
    rows: list[Child] = [
        html.Li(_box(name, value, said, checked=value in chosen)) for value, said in options
    ]
    fault = html.P(told[name], id=f"{name}-fault", className="fault") if name in told else None
    tied = attrs(aria_describedby=f"{name}-fault") if fault else {}
    parts = [html.Legend(legend), fault, html.Ul(rows, className="boxes")]
    return html.Fieldset(parts, id=name, **tied)


def _box(name: str, value: str, said: str, *, checked: bool) -> list[Child]:
    id_ = f"{name}-{value}"
    ticked = {"checked": ""} if checked else {}
    box = Drawing(element("input", type="checkbox", name=name, value=value, id=id_, **ticked))
    return [html.Label([box, " ", said], htmlFor=id_)]
