"""What stands under the table of data: its files, code lists, columns, licences and citation."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, attrs, panel, section
from dashboard.exploring.asked import FILTERS
from dashboard.exploring.codes import LISTS
from dashboard.exploring.told import citation, file_address
from dashboard.observation_records import observation_heads
from dashboard.services import Services
from dashboard.spelling import folded
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import Choice, Source

KINDS = ("csv", "xlsx", "json")
MOST = 50_000  # values of one file


def files_section(values: int, address: Address, words: Words) -> Component:
    """The three files of exactly what is chosen, or why there are none."""
    too_many = words("explore.files_too_many", most=MOST)
    links = [_link(kind, address, words) for kind in KINDS]
    shown = html.Ul(links, className="dll") if values <= MOST else html.P(too_many)
    note = words.counted("explore.files_note", values)
    return section("files", words("explore.files_title"), shown, note=note)


def _link(kind: str, address: Address, words: Words) -> Component:
    to = _chosen(address, f"/data.{kind}")
    link = html.A(words(f"explore.file_{kind}"), href=to, download="")
    return html.Li([link, ", ", words(f"explore.file_{kind}_note")])


def _chosen(address: Address, path: str) -> str:
    """The address of a file: the same choice and state, and no page of it."""
    return address.to(path, **{key: address.asked(key) for key in FILTERS})


def example_section(address: Address, words: Words) -> Component:
    return section(
        "programs", words("explore.example_title"),
        html.P(words("explore.example_text"), className="small"),
        html.Pre(html.Code(file_address("json", address)), className="example-use", tabIndex=0,
                 role="region", **attrs(aria_label=words("explore.example_address"))),
        html.P(words("explore.example_note"), className="note"),
    )  # fmt: skip


def codes_section(words: Words) -> Component:
    links = [
        html.Li(html.A(words(f"explore.codes_{name}"), href=f"/data/codes/{name}.csv", download=""))
        for name in LISTS
    ]
    title, note = words("explore.codes_title"), words("explore.codes_note")
    return section("codes", title, html.Ul(links, className="dll"), note=note)


def dictionary_section(held: Services, words: Words) -> Component:
    """Every column of the files and what it holds."""
    heads = observation_heads(held.catalogue, is_past=held.store.moment.is_past)
    columns = [Column(words(f"explore.dictionary_{name}")) for name in ("column", "holds")]
    rows = [Row((html.Code(one), words(f"explore.column_{one}"))) for one in heads]
    table = listing(
        words("explore.dictionary_caption"), columns, [Group(None, rows)], "dictionary",
        hidden_caption=True,
    )  # fmt: skip
    title, said = (
        words("explore.dictionary_title"),
        words.counted("explore.dictionary_open", len(rows)),
    )
    return section("columns", title, panel(said, table))


def licences_section(choice: Choice, held: Services, address: Address, words: Words) -> Component:
    """The licence of each source of which anything is chosen."""
    columns = [Column(words("shared.source")), Column(words("explore.licences_column"))]
    sources = sorted(sources_of(choice, held), key=lambda one: folded(words.text(one.title)))
    rows = [Row((_source(one, address, words), words.text(one.licence))) for one in sources]
    table = listing(
        words("explore.licences_caption"), columns, [Group(None, rows)], "licences",
        hidden_caption=True,
    )  # fmt: skip
    said = words.counted("explore.licences_open", len(rows))
    return section("licences", words("explore.licences_title"), panel(said, table))


def sources_of(choice: Choice, held: Services) -> Iterator[Source]:
    """The sources of which anything is chosen."""
    keys = dict.fromkeys(one.series.partition("/")[0] for one in held.store.choosing.lines(choice))
    return (held.catalogue.sources[key] for key in keys)


def _source(source: Source, address: Address, words: Words) -> Child:
    link = html.A(words.text(source.title), href=address.to(f"/sources/{source.id}"))
    return html.Span([html.Span(link, className="nm"), html.Small(words.text(source.publisher))])


def cite_section(
    choice: Choice, values: int, held: Services, address: Address, words: Words
) -> Component:
    publishers = list(dict.fromkeys(words.text(one.publisher) for one in sources_of(choice, held)))
    said = citation(publishers, values, held, address, words)
    return section(
        "cite", words("explore.cite_title"), html.P(said, className="cite"),
        note=words("explore.cite_note"),
    )  # fmt: skip
