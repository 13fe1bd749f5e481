"""The links under a figure: its files, each with a name that says of which figure it is."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child
from dashboard.text import Words
from metrics import SeriesLine

NUMBERS, EVERY = ("csv", "xlsx"), ("csv", "xlsx", "png", "svg")


def figure_links(
    base: str, title: str, query: dict[str, str | None], address: Address, words: Words,
    kinds: Iterable[str] = EVERY,
) -> Component:  # fmt: skip
    """Downloads: CSV, Excel, PNG, SVG; those who hear links alone hear the figure's title too."""
    parts: list[Child] = [f"{words('figure.downloads')}{words('shared.colon')}"]
    for number, kind in enumerate(kinds):
        said = words(f"figure.{kind}")
        name = words("figure.of_figure", kind=said, title=title)
        rest = html.Span(name.removeprefix(said), className="vh")
        link = html.A([said, rest], href=address.to(f"{base}.{kind}", **query), download="")
        parts += [", ", link] if number else [link]
    return html.P(parts, className="fig-n figure-files")


def query_of(line: SeriesLine, beside: SeriesLine | None = None) -> dict[str, str | None]:
    """The keys of an address by which exactly this line is found again."""
    newest = line.values[-1].observation
    return {
        "series": line.key,
        "place": line.place,
        "disaggregation": line.disaggregation or "total",
        "partner": line.organization or None,
        "period": newest.period.code,
        "beside": beside.disaggregation if beside else None,
    }
