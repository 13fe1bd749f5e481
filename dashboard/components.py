"""Parts that pages are built from. What a page needs:

    from dashboard.routes import Route, add_route      # a page is register(app) and its layout
    from dashboard.addresses import Address            # .language .framework .known_at .asked(key)
                                                       # .to("/funding", partner="x"), .here(by="a")
    from dashboard.services import services            # services().store, .catalogue, .settings
    from dashboard.text import Words                   # words("shared.period")

    def register(app): add_route(app, Route("/funding", title, layout))
    def title(address) -> str                          # raises UnknownError for unknown names
    def layout(address) -> list[Component]             # what stands between header and footer

A layout is plain `dash.html`; links are `html.A(href=address.to(...))`; texts come from
`text/en/<page>.toml` and `text/fr/<page>.toml` (same keys, a test compares them).

    opening(title, lead, kicker=, crumbs=, facts_strip=)  the head: one finding as its title
    section(id, title, *content, note=)                a part of a page under a heavy rule
    facts([(label, value, note)])                      the strip of facts under the title
    table(caption, columns, rows)                      Column("Amount", right=True); the first cell
                                                       of a row is its head
    scrolls(label, table)                              a wide table in a region of its own
    panel(summary, *content)                           a part that opens (`html.Details`)
    items([(tag, link, text)])                         a list parted by hairlines
    says(title, sentences)                             the tinted "what this does not tell you"
    value(held, unit, words)                           a value with its qualifier, "none published"
    figure(held, unit, words, address)                 the same as a link to where it comes from
    when_where(observation, words, catalogue)          "2024, Canada"
    trail_link(address, observation)                   the address of a value's trail
    progress(assessment, words)                        mark, word and reason
    trail(steps, words)                                the way of a figure back to its publisher
    publisher_link(text, url)                          a link out of the product
    missing(text)                                      "not held" and the like, in grey
    none_held(address, words)                          "none published"; of a past day why not
    none_of_kind(kicker, words)                        a page for which the data hold no source
    attrs(aria_label=, data_l=)                        attributes with a hyphen: html.Nav(**attrs())
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.absent import absent_words, left_out
from dashboard.addresses import Address
from dashboard.drawing import glyph, mark_kind
from dashboard.embargo import embargo_words
from dashboard.line_cells import RELEASED, is_released
from dashboard.quoted import quoting
from dashboard.services import services
from dashboard.text import Words
from metrics import (
    Assessment,
    Catalogue,
    HeldObservation,
    Observation,
    ProvenanceTrail,
    Unit,
    labels,
)

Child = Any  # what Dash accepts as one child: a component, text, number or None
STACKS = "stacks"  # a table of this class becomes cards where the screen is narrow
Fact = tuple[str, Child, Child]
Crumb = tuple[Child, str | None]


class Column(NamedTuple):
    """The head of a column; numbers stand right."""

    title: Child
    right: bool = False


def attrs(**values: str) -> dict[str, Any]:
    """Attributes whose names hold a hyphen: `html.Nav(..., **attrs(aria_label="Main"))`."""
    return {name.replace("_", "-"): value for name, value in values.items()}


def opening(
    title: Child,
    lead: Child,
    kicker: str | None = None,
    crumbs: Sequence[Crumb] = (),
    facts_strip: Component | None = None,
) -> Component:
    """The head of a page: its finding as a sentence, then what the sentence rests on."""
    return html.Div(
        [
            _crumbs(crumbs) if crumbs else None,
            html.P(kicker, className="kicker") if kicker else None,
            html.H1(title),
            html.P(lead, className="lead"),
            facts_strip,
        ],
        className="open",
    )


def _crumbs(crumbs: Sequence[Crumb]) -> Component:
    parts: list[Child] = []
    for title, address in crumbs:
        parts += [" / "] if parts else []
        parts.append(html.A(title, href=address) if address else title)
    return html.P(parts, className="crumb")


def section(id_: str, title: str, *content: Child, note: Child = None) -> Component:
    """A part of a page; `id_` is also where a link to it leads."""
    head = [html.H2(title, id=f"{id_}-title"), html.P(note) if note else None]
    return html.Section(
        [html.Div(head, className="sec-h"), *content],
        className="sec",
        id=id_,
        **attrs(aria_labelledby=f"{id_}-title"),
    )


def facts(strip: Iterable[Fact]) -> Component:
    """Label, value and a note for each fact; the first may be large."""
    return html.Dl(
        [
            html.Div([html.Dt(label), html.Dd([value, html.Small(note) if note else None])])
            for label, value, note in strip
        ],
        className="facts",
    )


def table(
    caption: Child,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Child]],
    class_name: str = "tnum",
    hidden_caption: bool = False,
) -> Component:
    """A table with its caption; the first cell of each row is the row's head.

    One of the class "stacks" becomes a card for each row where the screen is narrow.
    """
    heads = [
        html.Th(one.title, scope="col", className="r" if one.right else None) for one in columns
    ]
    return html.Table(
        [
            html.Caption(caption, className="vh" if hidden_caption else None),
            html.Thead(html.Tr(heads)),
            html.Tbody([_row(columns, row, stacks=STACKS in class_name) for row in rows]),
        ],
        className=class_name,
    )


def _row(columns: Sequence[Column], cells: Sequence[Child], *, stacks: bool) -> Component:
    styles = ["r" if one.right else None for one in columns]
    labels = [attrs(data_l=one.title) if stacks else {} for one in columns]
    return html.Tr(
        [
            html.Th(cells[0], scope="row", className=styles[0]),
            *(
                html.Td(cell, className=style, **label)
                for cell, style, label in zip(cells[1:], styles[1:], labels[1:], strict=True)
            ),
        ]
    )


def scrolls(label: str, content: Child) -> Component:
    """A part that scrolls sideways by itself, so that the page need not; no landmark of its own."""
    return html.Div(
        content, className="scroll", role="group", tabIndex=0, **attrs(aria_label=label)
    )


def panel(summary: str, *content: Child, is_open: bool = False) -> Component:
    return html.Details([html.Summary(summary), *content], className="panel", open=is_open)


def items(rows: Iterable[tuple[Child, Child, Child]]) -> Component:
    """Tag, link and text of each item, parted by hairlines."""
    return html.Ul(
        [
            html.Li([html.Span(tag, className="tag") if tag else None, link, html.Br(), text])
            for tag, link, text in rows
        ],
        className="items",
    )


def says(title: str, sentences: Iterable[str], id_: str = "does-not-tell") -> Component:
    """What the figures do not say, as prominent as what they say."""
    return html.Div(
        [html.H2(title, id=id_), html.Ul([html.Li(sentence) for sentence in sentences])],
        className="says",
    )


def unsaid(title: str, sentences: Iterable[str]) -> Component:
    """The same as a section of its own."""
    labelled = attrs(aria_labelledby="does-not-tell")
    return html.Section(says(title, sentences), className="sec", **labelled)


def missing(text: str) -> Component:
    return html.Span(text, className="missing")


def none_held(address: Address, words: Words) -> Component:
    """That nothing is published; of a past day only that nothing was known, or ended, then."""
    if why := left_out(address.moment):
        return missing(absent_words(why, words))
    return missing(labels.NONE_PUBLISHED.in_(words.language))


def none_of_kind(kicker: str, words: Words) -> list[Component]:
    """What a page says where the data folder declares nothing that it could show."""
    said = missing(words("explain.nothing_of_kind"))
    return [opening(words("explain.nothing_of_kind_title"), said, kicker)]


def value(
    held: HeldObservation | None, unit: Unit, words: Words, short: bool = False, noun: bool = False
) -> Child:
    """A value with its qualifier; says so where nothing is published. `noun` adds the unit."""
    if held is None:
        return missing(labels.NONE_PUBLISHED.in_(words.language))
    write = labels.short_value if short else labels.value_words
    said = write(held, unit, words.language, with_unit=noun)
    return missing(said) if held.total and held.total.why else said


def figure(
    held: HeldObservation | None,
    unit: Unit,
    words: Words,
    address: Address,
    short: bool = False,
    noun: bool = False,
) -> Child:
    """A value that leads to where it comes from; `noun` adds the unit."""
    shown = value(held, unit, words, short, noun)
    if held is None:
        return shown
    link = html.A(shown, href=way_to(address, held), className="to-trail")
    marks = labels.provisional_words(held, words.language), embargo_words(held, words)
    said = "; ".join(filter(None, marks))
    return html.Span([link, html.Br(), html.Small(said, className="note")]) if said else link


def way_to(address: Address, held: HeldObservation) -> str:
    """The trail of this value; of a released one its own, also where its exact total is seen."""
    is_apart = is_released(held) and services().reader.scope.sees_partners
    return trail_link(address, held.observation, released=RELEASED if is_apart else None)


def trail_link(address: Address, observation: Observation, released: str | None = None) -> str:
    """The indicator's page, opened at the trail of this value."""
    return address.to(
        f"/indicator/{observation.indicator}#trail",
        period=observation.period.code,
        place=observation.place,
        disaggregation=observation.disaggregation.code or None,
        series=observation.series,
        partner=observation.organization or None,
        released=released,
    )


def when_where(observation: Observation, words: Words, catalogue: Catalogue) -> str:
    """Period, place and breakdown of a value: "2024, Canada", "2023, Ontario, female"."""
    said = [
        labels.when_words(observation, catalogue.series_of(observation.series), words.language),
        labels.place_words(catalogue.places[observation.place], words.language),
    ]
    if observation.disaggregation.members:
        breakdown = observation.disaggregation
        dimensions = dict(catalogue.dimensions)
        said.append(labels.disaggregation_words(breakdown, dimensions, words.language))
    return ", ".join(said)


def progress(assessment: Assessment, words: Words) -> Component:
    """The mark, its word, and the reason in small letters."""
    word, _, reason = labels.progress_words(assessment, words.language).partition(", ")
    kind = mark_kind(assessment)
    said = [word[:1].upper() + word[1:], html.Small(reason) if reason else None]
    return html.Span([glyph(kind), html.Span(said)], className=f"st st-{kind}")


def trail(found: ProvenanceTrail, words: Words) -> Component:
    """Each step from the figure on the page back to its publisher."""
    told = [(one.title, quoting(words.text(one.words), one.quotes, words)) for one in found.steps]
    return html.Ol(
        [html.Li([html.B(words.text(title)), *said]) for title, said in told], className="trail"
    )


def publisher_link(text: Child, url: str | None) -> Child:
    """A link out of the product; plain words where no address is known."""
    return html.A(text, href=url, rel="noreferrer") if url else text
