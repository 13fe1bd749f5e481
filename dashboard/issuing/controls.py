"""The controls of the builder's form, each with a place beside it for what is to be said of it."""

from collections.abc import Iterable, Sequence
from html import escape

from dash import html
from dash.development.base_component import Component

from dashboard.briefings.snapshot import Snapshot, outline_in
from dashboard.components import Child, attrs
from dashboard.drawing import Drawing
from dashboard.forms import field
from dashboard.issuing.looked import Look
from dashboard.issuing.undrawn import undrawn_of
from dashboard.svg import element
from dashboard.text import Words
from metrics import Language

Options = Sequence[tuple[str, str]]


def told(name: str, look: Look, words: Words) -> Component:
    """What is wrong with a field, and what is worth knowing; empty where there is nothing.

    The script exchanges it alone, so that a field keeps its focus and what is being written.
    """
    found: list[Child] = []
    if name in look.faults:
        lines = words.text(look.faults[name]).splitlines()
        found += [html.P(one, className="fault") for one in lines]
    if name in look.notes:
        found.append(html.P(words.text(look.notes[name]), className="note heed"))
    return html.Div(found, id=f"{name}-told", className="told", **attrs(data_part="told"))


def undrawn_note(snapshot: Snapshot, words: Words) -> list[Component]:
    """What stands in the files as its code, since no font draws it."""
    said = undrawn_of(outline_in(snapshot))
    return [html.P(words.text(said), className="note heed")] if said else []


def text(
    label: str, name: str, value: str, look: Look, words: Words, note: str = "", **more: str
) -> Component:
    """A field of one line."""
    control = element(
        "input", name=name, id=name, value=value, aria_describedby=f"{name}-told",
        aria_invalid="true" if name in look.faults else None, **{"type": "text", **more},
    )  # fmt: skip
    said = html.P(note, className="note") if note else None
    return field(label, name, said, told(name, look, words), Drawing(control))


def area(label: str, name: str, value: str, told_by: str, lang: Language, look: Look) -> Component:
    """A field of several lines, of a key line in one language."""
    wrong = told_by in look.faults and _is_of(look.faults[told_by].en, lang)
    written = element(
        "textarea", escape(value) or "\n", name=name, id=name, rows="3", lang=lang.value,
        aria_describedby=f"{told_by}-told", aria_invalid="true" if wrong else None,
    )  # fmt: skip
    return field(label, name, Drawing(written))


def _is_of(faults: str, lang: Language) -> bool:
    """Whether any of these faults is of this language, or of no language in particular."""
    others = [Words(Language.EN)(f"briefing.in_{one}") for one in Language if one is not lang]
    return any(not fault.startswith(tuple(others)) for fault in faults.splitlines())


def select(
    label: str, name: str, groups: Iterable[tuple[str, Options]], chosen: str, look: Look,
    words: Words, note: Child = None,
) -> Component:  # fmt: skip
    """A choice of one, in groups; a group without a name stands for itself."""
    written = "".join(_group(title, options, chosen) for title, options in groups)
    control = element(
        "select", written, name=name, id=name, aria_describedby=f"{name}-told",
        aria_invalid="true" if name in look.faults else None,
    )  # fmt: skip
    said = html.P(note, className="note") if note else None
    return field(label, name, said, told(name, look, words), Drawing(control))


def plain_select(name: str, options: Options, chosen: str = "") -> Drawing:
    """A choice of one in a form in which nothing can be wrong."""
    return Drawing(element("select", _group("", options, chosen), name=name, id=name))


def grouped_select(name: str, groups: Iterable[tuple[str, Options]], chosen: str) -> Drawing:
    """The same in groups."""
    written = "".join(_group(title, options, chosen) for title, options in groups)
    return Drawing(element("select", written, name=name, id=name))


def _group(title: str, options: Options, chosen: str) -> str:
    inner = "".join(
        element("option", escape(said), value=value, selected="" if value == chosen else None)
        for value, said in options
    )
    return element("optgroup", inner, label=title) if title else inner


def box(name: str, value: str, said: Child, id_: str, *, checked: bool) -> Component:
    """A box to tick before its words."""
    drawn = Drawing(
        element("input", type="checkbox", name=name, value=value, id=id_,
                checked="" if checked else None)
    )  # fmt: skip
    return html.Label([drawn, html.Span(said)], htmlFor=id_, className="box")


def boxes(
    legend: str, name: str, options: Options, chosen: Sequence[str], look: Look, words: Words
) -> Component:
    """Boxes to tick under what they are of."""
    rows = [
        html.Li(box(name, value, said, f"{name}-{value}", checked=value in chosen))
        for value, said in options
    ]
    parts = [html.Legend(legend), told(name, look, words), html.Ul(rows, className="row-boxes")]
    return html.Fieldset(parts, id=name, **attrs(aria_describedby=f"{name}-told"))


def button(said: Child, does: str, id_: str, named: str = "", kind: str = "btn") -> Component:
    """A button of the form; `named` is what it is called where its words do not tell it apart."""
    name = attrs(aria_label=named) if named else {}
    return html.Button(said, id=id_, name="do", value=does, type="submit", className=kind, **name)
