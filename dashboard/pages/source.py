"""One source: what it holds, its documents, series, files and actions, and each figure's place."""

from datetime import date

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, attrs, facts, missing, opening, says, section
from dashboard.contents import contents
from dashboard.holdings import counted, figures_of, newest_document, newest_words
from dashboard.routes import Route, add_route
from dashboard.row_pages import Rows, first_row, row_pages
from dashboard.services import services
from dashboard.source_tables import SourceTables
from dashboard.tables import listing
from dashboard.text import Words
from metrics import Source, SourceSummary


def register(app: Dash) -> None:
    add_route(app, Route("/sources/<source>", title, layout, ("series", "from")))


def title(address: Address, source: str) -> str:
    return Words(address.language).text(services().catalogue.source(source).title)


def layout(address: Address, source: str) -> list[Component | None]:
    words, held = Words(address.language), services()
    declared = held.catalogue.source(source)
    summary = next(one for one in held.store.sources() if one.source.id == source)
    counts = counted(source, held)
    tables = SourceTables(declared, address, words, held)
    parts = [
        _cautions(declared, words),
        section("documents", words("source.documents_title"), tables.documents(),
                note=words("source.documents_note")),
        section("series", words("source.series_title"), tables.series(counts),
                note=words("source.series_note")) if declared.series else None,
        _figures(tables, counts, address, words) if counts else None,
        section("files", words("source.files_title"), tables.files(dict(summary.files)),
                note=words("source.files_note")),
        section("actions", words("source.actions_title"), tables.actions())
        if summary.actions else None,
    ]  # fmt: skip
    return [_opening(summary, address, words), contents(parts, words), *parts]


def _opening(summary: SourceSummary, address: Address, words: Words) -> Component:
    source, newest = summary.source, newest_document(summary.source)
    strip: list[tuple[str, Child, Child]] = [
        (words("source.fact_figures"), words.number(summary.values), _repeats(summary, words)),
        (words("source.fact_actions"), words.number(summary.actions), None),
        (words("source.fact_newest"),
         newest_words(newest, words) if newest else missing(words("sources.undated")), None),
        (words("source.fact_loaded"), _loaded(summary, words), None),
    ]  # fmt: skip
    shown = [one for one in strip if one[1] != "0"]
    return opening(
        words.text(source.title), words.text(source.description), words.text(source.publisher),
        [(words("shell.nav_sources"), address.to("/sources")), (words.text(source.title), None)],
        facts(shown),
    )  # fmt: skip


def _repeats(summary: SourceSummary, words: Words) -> str | None:
    """How often the documents state these values again."""
    again = summary.observations - summary.values
    return words.counted("source.fact_repeats", again) if again else None


def _loaded(summary: SourceSummary, words: Words) -> Child:
    if summary.recorded_at is None:
        return missing(words("source.not_loaded"))
    return words.day(date.fromisoformat(summary.recorded_at[:10]))


def _cautions(source: Source, words: Words) -> Component:
    """Coverage, licence and what must not be done with the figures."""
    about = html.Dl(
        [
            html.Dt(words("source.coverage")), html.Dd(words.text(source.coverage)),
            html.Dt(words("source.licence")), html.Dd(words.text(source.licence)),
            *([html.Dt(words("source.address")), html.Dd(_link(source.url))] if source.url else []),
        ],
        className="dl",
    )  # fmt: skip
    if not source.cautions:
        return html.Section([html.H2(words("source.about_title"), className="vh"), about])
    cautions = says(words("source.cautions_title"), [words.text(one) for one in source.cautions])
    return html.Section([about, cautions], className="about-source",
                        **attrs(aria_labelledby="does-not-tell"))  # fmt: skip


def _link(url: str) -> Component:
    return html.A(url, href=url, rel="noreferrer", className="long")


def _figures(
    tables: SourceTables, counts: dict[str, int], address: Address, words: Words
) -> Component:
    """The figures of one series, each with the cell that it was read from."""
    known = [key.partition("/")[2] for key in counts]
    chosen = address.asked("series") or next(
        (one for one in tables.source.series if one in known), known[0]
    )
    found = figures_of(tables.source.id, chosen, first_row(address), services())
    series = tables.source.series[chosen]
    rows = Rows(found.first, len(found.shown), found.total)
    return section(
        "figures", words("source.figures_title"),
        html.P([html.B(words.text(series.title)), ". ", words.text(series.definition)],
               className="small"),
        listing(*tables.figures(found)),
        row_pages(rows, "figures", address, words, series=chosen),
        note=words("source.figures_note"),
    )  # fmt: skip
