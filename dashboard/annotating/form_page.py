"""One form for a note at a value, an event of a pillar and a pillar's narrative; also to change."""

from dataclasses import replace
from html import escape

from dash import html
from dash.development.base_component import Component
from flask import Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action
from dashboard.access.plain_pages import address_of, faults, words_field
from dashboard.addresses import Address
from dashboard.annotating.checked import faults_of
from dashboard.annotating.desk import (
    ANNOTATIONS,
    NEW,
    annotations,
    asked,
    author_of,
    line_shown,
    note_of,
    noteworthy,
    path_of,
    subject,
    writer,
)
from dashboard.drawing import Drawing
from dashboard.forms import choice, field, hidden_fields
from dashboard.returns.frame import drawn
from dashboard.returns.office import period_in, published, wide_form
from dashboard.svg import element
from dashboard.text import Words, both
from metrics import (
    About,
    Annotation,
    AnnotationKind,
    Language,
    MetricsError,
    Said,
    Text,
    labels,
)

VALUE, NARRATIVE = AnnotationKind.VALUE, AnnotationKind.NARRATIVE
Told = dict[str, Text]


def show_new() -> Response:
    """An empty form for what the address names."""
    writer(Action.CREATE)
    address = address_of()
    return _drawn(_asked(address), Said(Text("", "")), address)


def write() -> AnyResponse:
    """Keep a new note; what stands against it is said beside what was written."""
    who = writer(Action.CREATE)
    address = address_of()
    about, said = _asked(address), _sent()
    told = _wrong_period(about) | faults_of(about, said, published())
    try:
        if not told:
            annotations().write(about, said, author_of(who))
            return redirect(path_of(about, address), 303)
    except MetricsError as error:
        told = {_field_of(said): error.text}
    return _drawn(about, said, address, told, status=400)


def show_one(code: str) -> Response:
    """The note as it stands, to be changed."""
    writer(Action.UPDATE, code)
    held = note_of(code)
    return _drawn(held.about, held.said, address_of(), before=held)


def change(code: str) -> AnyResponse:
    """Keep other words, unless somebody else has changed the note since it was shown."""
    who = writer(Action.UPDATE, code)
    address, held, said = address_of(), note_of(code), _sent()
    told = faults_of(held.about, said, published())
    try:
        if not told:
            annotations().edit(_seen(held), said, author_of(who))
            return redirect(address.to(ANNOTATIONS, done="changed"), 303)
    except MetricsError as error:
        told = {_field_of(said): error.text}
    return _drawn(held.about, said, address, told, before=_seen(held), status=400)


def _asked(address: Address) -> About:
    about = asked(request.values, address.framework)
    if about is None:
        abort(404)
    return about


def _sent() -> Said:
    sent = request.form
    texts = [sent.get(f"text_{one}", "").replace("\r\n", "\n") for one in Language]
    owners = [sent.get(f"owner_{one}", "") for one in Language]
    return Said(Text(*texts), Text(*owners))


def _seen(held: Annotation) -> Annotation:
    """The version that was looked at, by what the form carries."""
    number = request.form.get("number", "")
    return held._replace(number=int(number[:6]) if number.isdecimal() else 0)


def _wrong_period(about: About) -> Told:
    """Of a value, that there is none that is shown; of the rest, that no period was written."""
    if about.kind is not VALUE:
        return {} if period_in(request.form.get("period", "").strip()) else (
            {"period": both("annotation.no_period")}
        )  # fmt: skip
    line = line_shown(about)
    held = noteworthy(line) if line else []
    is_there = any(one.observation.period == about.period for one in held)
    return {} if is_there else {"period": both("annotation.no_value")}


def _field_of(said: Said) -> str:
    """The field to which a fault of the whole is tied: the first that is empty."""
    pairs = zip(Language, said.text, strict=True)
    return next((f"text_{one}" for one, text in pairs if not text.strip()), "text_en")


def _drawn(
    about: About, said: Said, address: Address, told: Told | None = None,
    before: Annotation | None = None, status: int = 200,
) -> Response:  # fmt: skip
    words = Words(address.language)
    shown = {name: words.text(one) for name, one in (told or {}).items()}
    path = f"{ANNOTATIONS}/{before.code}" if before else NEW
    button = html.Button(words("annotation.keep"), className="btn btn-main", type="submit")
    form = wide_form(
        address.to(path), *_carried(about, before), _period(about, before, shown, words),
        *_texts(about, said, shown, words), html.P(button),
    )  # fmt: skip
    every = html.A(words("annotation.all"), href=address.to(ANNOTATIONS))
    lead = words(f"annotation.lead_{about.kind}", most=about.kind.longest)
    return drawn(
        _whole(address), words(f"annotation.{'edit' if before else 'new'}_{about.kind}"),
        form, html.P(every), lead=lead, kicker=subject(about, words),
        more=faults(words, shown), status=status,
    )  # fmt: skip


def _whole(address: Address) -> Address:
    """The address with what it asks about, so that the other language shows the same form."""
    keys = ("kind", "indicator", "series", "place", "disaggregation", "pillar", "period")
    own = tuple((one, request.values[one]) for one in keys if request.values.get(one))
    return replace(address, query=(*address.query, *own) if address.path == NEW else address.query)


def _carried(about: About, before: Annotation | None) -> list[Drawing]:
    if before:
        return hidden_fields({"number": str(before.number)})
    own = {"kind": about.kind.value, "indicator": about.indicator, "series": about.series,
           "place": about.place, "disaggregation": about.disaggregation,
           "pillar": about.pillar}  # fmt: skip
    return hidden_fields({key: one for key, one in own.items() if one})


def _period(
    about: About, before: Annotation | None, told: dict[str, str], words: Words
) -> Component:
    """Which value, or when; of a note that stands it is said and stays."""
    label = words(f"annotation.period_{about.kind}")
    if before:
        said = labels.period_words(about.period, words.language)
        return html.P([html.B(label), words("shared.colon"), said])
    line = line_shown(about)
    if about.kind is not VALUE or line is None:
        hint = html.P(words("annotation.period_hint"), className="note", id="period-hint")
        written = request.form.get("period", "")
        control = words_field(label, "period", written, told, kind="text", required="")
        return html.Div([control, hint])
    options = [
        (one.observation.period.code,
         labels.when_words(one.observation, line.series, words.language))
        for one in noteworthy(line)
    ]  # fmt: skip
    fault = html.P(told["period"], className="fault") if "period" in told else None
    return field(label, "period", fault, choice("period", "period", options, about.period.code))


def _texts(about: About, said: Said, told: dict[str, str], words: Words) -> list[Component]:
    pairs = list(zip(Language, said.text, said.owner, strict=True))
    shown = [_area(about, language, text, told, words) for language, text, _ in pairs]
    if about.kind is NARRATIVE:
        shown += [
            words_field(words(f"annotation.owner_{language}"), f"owner_{language}", owner, told,
                        kind="text", maxlength="120", required="", lang=language.value)
            for language, _, owner in pairs
        ]  # fmt: skip
    return shown


def _area(
    about: About, language: Language, text: str, told: dict[str, str], words: Words
) -> Component:
    name = f"text_{language}"
    fault = html.P(told[name], id=f"{name}-fault", className="fault") if name in told else None
    written = element(
        "textarea", escape(text) or "\n", name=name, id=name, lang=language.value, required="",
        rows="8" if about.kind is NARRATIVE else "3", maxlength=str(about.kind.longest),
        aria_describedby=f"{name}-fault" if fault else None, aria_invalid="true" if fault else None,
    )  # fmt: skip
    return field(words(f"annotation.{name}"), name, fault, Drawing(written))
