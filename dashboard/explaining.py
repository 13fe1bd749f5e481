"""How an indicator is judged: what the command line says of it, with the cells that went in."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, attrs, figure, panel, progress, section
from dashboard.drawing import glyph, mark_kind
from dashboard.findings import applies_to
from dashboard.holdings import offered
from dashboard.line_cells import release_of
from dashboard.protected import way_to_rules
from dashboard.services import services
from dashboard.tables import Group, Row, listing
from dashboard.target_facts import target_facts
from dashboard.text import Words
from dashboard.told import Input, Part, told
from metrics import Assessment, Explanation, Language, Reason, labels

ANCHOR = "explain"
OPEN = 4  # values that stand open; more open on demand
UNJUDGED = {  # reasons after which there is nothing to reckon, in a sentence of their own
    Reason.NO_TARGET: "no_target",
    Reason.NO_DIRECTION: "no_direction",
    Reason.NOTHING_PUBLISHED: "nothing_published",
    Reason.WITHDRAWN: "withdrawn",
    Reason.HIDDEN: "hidden",
    Reason.HIDDEN_BASELINE: "hidden_baseline",
}


def chip(assessment: Assessment, words: Words) -> Component:
    """The mark, its word and reason, leading to how they were reached."""
    word, _, reason = labels.progress_words(assessment, words.language).partition(", ")
    kind = mark_kind(assessment)
    said: list[Child] = [word[:1].upper() + word[1:]]
    if reason:
        said += [html.Span(", ", className="vh"), html.Small(reason)]
    said.append(html.Span(words("explain.chip"), className="vh"))
    return html.A([glyph(kind), html.Span(said)], className=f"st st-{kind} chip", href=f"#{ANCHOR}")


def explain_section(found: Explanation, address: Address, words: Words) -> Component:
    """Progress on the left; whether it is more than chance, and what lies ahead, on the right."""
    parts = told(found, services().catalogue, words)
    judged = [one for one in parts if one.key in ("progress", "trend")]
    others = [one for one in parts if one.key not in ("progress", "trend")]
    return section(
        ANCHOR,
        words("explain.title"),
        html.Div(
            [
                html.Div([_part(one, found, address, words) for one in judged]),
                html.Div([_part(one, found, address, words) for one in others]),
            ],
            className="cols-2 explained",
        ),
        note=_about(found, words),
    )


def _about(found: Explanation, words: Words) -> str:
    """Which value is explained, and of which day the explanation speaks."""
    day = words("told.judged_on", day=words.day(found.judged_on))
    if found.held is None or found.line is None:
        return f"{day}."
    when = labels.when_words(found.held.observation, found.line.series, words.language)
    where = ", ".join([when, *applies_to(found.held.observation, services().catalogue, words)])
    title = words.text(found.line.series.title)
    return words("explain.about", series=title, where=where, day=day)


def _part(part: Part, found: Explanation, address: Address, words: Words) -> Component:
    if part.key == "progress":
        return _progress(part, found, address, words)
    said = html.P(_sentence(part.result), className="result")
    return html.Div([html.H3(part.title), said, *_reckoned(part, address, words)], className="part")


def _progress(part: Part, found: Explanation, address: Address, words: Words) -> Component:
    """The word; the target with all that belongs to it, or in a line why nothing is judged."""
    assessment = found.assessment
    why = UNJUDGED.get(assessment.reason) if assessment.reason else None
    return html.Div(
        [
            html.H3(part.title),
            html.P(progress(assessment, words)),
            html.P(words(f"explain.{why}"), className="small") if why else None,
            target_facts(found, address, words) if assessment.target else None,
            *_reckoned(part, address, words),
        ],
        className="part",
    )


def _reckoned(part: Part, address: Address, words: Words) -> list[Component]:
    """Rule, values that went in, arithmetic and caveats: what there is of them."""
    shown: list[Component] = []
    if part.rule and part.steps:
        shown.append(_ruled(part))
    if part.withheld:
        shown += [html.P(part.withheld, className="small"), way_to_rules(address, words)]
    shown += _inputs(part.inputs, address, words)
    if part.steps:
        shown += [html.H4(words("told.steps")), html.Ol([html.Li(one) for one in part.steps])]
    if part.caveats:
        shown += [html.H4(words("told.caveats")), html.Ul([html.Li(one) for one in part.caveats])]
    return shown


def _ruled(part: Part) -> Component:
    """The rule, its name marked as what it is in every language: English."""
    before, name, after = part.rule.partition(part.rule_id or "")
    marked = html.Span(name, lang=Language.EN.value)
    return html.P([before, marked, after], className="rule")


def _inputs(inputs: tuple[Input, ...], address: Address, words: Words) -> list[Component]:
    """The values with their cells."""
    if not inputs:
        return []
    names = ["period", "value", *(["partners"] if any(one.coverage for one in inputs) else []),
             "cell"]  # fmt: skip
    table = listing(
        words("told.inputs"),
        [Column(words(f"explain.column_{name}"), right=name == "value") for name in names],
        [Group(None, [_input(one, names, address, words) for one in inputs])],
        "inputs", hidden_caption=True,
    )  # fmt: skip
    if len(inputs) > OPEN:
        return [panel(words("explain.inputs", count=len(inputs)), table)]
    return [html.H4(words("told.inputs")), table]


def _input(one: Input, names: Sequence[str], address: Address, words: Words) -> Row:
    """The value leads to its trail, the cell to the file as it was transcribed."""
    unit = services().catalogue.unit_of(one.held.observation.series)
    said = {"period": one.period, "value": figure(one.held, unit, words, address),
            "partners": one.coverage, "cell": _cell(one, address, words)}  # fmt: skip
    return Row([said[name] for name in names])


def _cell(one: Input, address: Address, words: Words) -> Child:
    """The file and cell; a released figure stands in none, and leads to its release."""
    if code := release_of(one.held):
        return html.A(one.cell, href=address.to(f"/releases/{code}"))
    source = one.held.observation.series.partition("/")[0]
    file = one.held.observation.location.file
    if file not in offered(services().store, services().catalogue.source(source)):
        return one.cell
    label = words("explain.file", cell=one.cell)
    path = f"/sources/{source}/files/{file}"
    return html.A(one.cell, href=path, download=file, **attrs(aria_label=label))


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:]
