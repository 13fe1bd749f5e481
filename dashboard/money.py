"""Money beside results: what each strategy was promised, and what is held for its years."""

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, attrs, figure, none_held
from dashboard.known_then import strategies_known
from dashboard.line_said import figure_shown
from dashboard.services import Services
from dashboard.text import Words
from dashboard.values_said import firmness
from metrics import Framework, HeldObservation, MetricsStore, SeriesLine, Unit, labels

COMMITTED = "strategy-funding-committed"
BESIDE = (
    "community-supports-fund-commitments",
    "indigenous-led-initiatives-fund-commitments",
    "people-trained",
    "specialized-prosecutors",
    "survivors-assisted-by-joint-forces-strategy",
    "care-units-operating",
    "strategy-spending",
)


def money_table(held: Services, address: Address, words: Words) -> Component:
    """One column a strategy, oldest first; a bar as long as its years."""
    frameworks = strategies_known(held, address)
    longest = max((one.ends_on - one.starts_on).days for one in frameworks)
    committed = _values(COMMITTED, held.store)
    heads = [_head(one, longest, committed, address, words) for one in frameworks]
    rows = [
        _row(name, frameworks, held, address, words)
        for name in BESIDE
        if name in held.catalogue.indicators
    ]
    return html.Table(
        [
            html.Caption(words("overview.money_caption"), className="vh"),
            html.Thead(html.Tr([html.Td(className="k"), *heads])),
            html.Tbody(rows),
        ],
        className="money",
    )


Cell = tuple[SeriesLine, HeldObservation]


def _values(name: str, store: MetricsStore) -> list[Cell]:
    """What may be said of an indicator: its line of record, then its other totals of that place.

    Nothing where no line stands for the indicator: what is near it is not it.
    """
    if name not in store.catalogue.indicators:
        return []
    found = store.series(name)
    if found.record is None:
        return []
    place = found.record.place
    totals = [one for one in found.lines if not one.disaggregation and one.place == place]
    lines = [found.record, *(one for one in totals if one != found.record)]
    return [(line, one) for line in lines for one in line.values]


def _within(cells: list[Cell], framework: Framework) -> Cell | None:
    """The newest value about the years of a strategy, from the first line that has any."""

    def belongs(one: HeldObservation) -> bool:
        period = one.observation.period
        middle = period.start + (period.end - period.start) / 2
        return framework.starts_on <= middle <= framework.ends_on

    inside = [cell for cell in cells if belongs(cell[1])]
    first = [cell for cell in inside if cell[0] is inside[0][0]]
    return max(first, key=lambda cell: cell[1].observation.period.end, default=None)


def _head(
    framework: Framework, longest: int, committed: list[Cell], address: Address, words: Words
) -> Component:
    share = 100 * (framework.ends_on - framework.starts_on).days / longest
    period = words(
        "overview.money_period",
        start=words.day(framework.starts_on),
        end=words.day(framework.ends_on),
    )
    cell = _within(committed, framework)
    amount = (
        figure(cell[1], cell[0].unit, words, address, short=True)
        if cell
        else none_held(address, words)
    )
    return html.Th(
        [
            html.Span(words.text(framework.title), className="name"),
            html.Span(period, className="per"),
            html.Span(
                className="bar", style={"width": f"{share:.0f}%"}, **attrs(aria_hidden="true")
            ),
            html.Span(amount, className="amt"),
        ],
        scope="col",
    )


def _row(
    name: str, frameworks: list[Framework], held: Services, address: Address, words: Words
) -> Component:
    indicator = held.catalogue.indicator(name)
    cells = _values(name, held.store)
    link = html.A(words.text(indicator.title), href=address.to(f"/indicator/{name}"))
    unit = held.catalogue.units[indicator.unit]
    found = [_within(cells, one) for one in frameworks]
    shown = [figure_shown(indicator, cell[1], held.catalogue, words) for cell in found if cell]
    named = any(shown)  # a row of other series than it is called says which each figure is of
    return html.Tr(
        [
            html.Th(link, scope="row"),
            *(
                html.Td(
                    _said(cell, unit, named, address, words),
                    **attrs(data_l=f"{one.starts_on.year}–{one.ends_on.year}"),
                )
                for one, cell in zip(frameworks, found, strict=True)
            ),
        ]
    )


def _said(cell: Cell | None, unit: Unit, named: bool, address: Address, words: Words) -> Child:
    if cell is None:
        return none_held(address, words)
    period = labels.period_words(cell[1].observation.period, words.language)
    series = html.Div(words.text(cell[0].series.title), className="note") if named else None
    shown = figure(cell[1], cell[0].unit or unit, words, address, short=True)
    said = ", ".join([period, *firmness(cell[1].observation, words)])
    return [shown, f", {said}", series]
