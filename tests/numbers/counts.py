"""Counts that pages print, counted again from the store and the catalogue.

Each is a sentence with its number, or all that is said in a place: a class, a tag, beside a link.
Counts of indicators are in `counts_of_indicators`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from metrics import (
    HeldObservation,
    IndicatorSeries,
    Period,
    Series,
    SeriesLine,
    labels,
    span_words,
)
from tests.numbers.asked import Asked, Count
from tests.numbers.counts_of_attention import of_attention, of_days
from tests.numbers.counts_of_charts import of_chart, of_small_drawing
from tests.numbers.counts_of_data import of_data
from tests.numbers.counts_of_indicators import of_a_pillar, of_methods, of_the_overview
from tests.numbers.counts_of_money import of_funding
from tests.numbers.counts_of_organizations import (
    of_a_partner,
    of_a_program,
    of_contributions,
    of_partners,
    of_rounds,
)
from tests.numbers.counts_of_quality import of_quality
from tests.numbers.documents import of_drawings
from tests.numbers.held import Held, key_in
from tests.numbers.printed import Page

LISTED_WITH = 8  # indicators of the same outcome that are named
LISTED = 40  # lines beside the one shown that an indicator's page lists
ROWS = 100  # figures that a source's page shows at once
SPOKEN, PANEL = 12, 30  # values that a small drawing and a panel speak, the newest
TIERS = "tip-report/tier"


def counts_of(page: Page, held: Held) -> list[Count]:
    asked = Asked(page, held)
    of_page = OF_PAGES.get(page.path[0], _none)(asked)
    return [*_of_the_head(asked), *of_page, *of_drawings(asked)]


def _none(asked: Asked) -> Iterator[Count]:
    yield from ()


def _of_the_head(asked: Asked) -> Iterator[Count]:
    summaries = asked.held.store.sources()
    sources = sum(bool(one.values) for one in summaries)
    yield asked.counted("shell.held", sources, figures=_figures(asked))


def _figures(asked: Asked) -> int:
    return len(asked.held.figures)


def _of_the_overview(asked: Asked) -> Iterator[Count]:
    yield from of_the_overview(asked)
    yield from of_attention(asked)
    yield from _of_small_drawings(asked)


def _of_small_drawings(asked: Asked) -> Iterator[Count]:
    """How many values a row's drawing speaks of the line that stands for its indicator."""
    card = asked.held.store.scorecard(asked.framework.id)
    rows = [row for one in card.pillars for row in one.rows if row.latest]
    for row in rows:
        found = asked.held.store.series(row.indicator.id)
        if found.record:
            yield from of_small_drawing(found.record, SPOKEN, asked)


def _of_a_pillar(asked: Asked) -> Iterator[Count]:
    yield from of_a_pillar(asked)
    yield from of_rounds(asked)
    yield from _of_small_drawings(asked)


def _of_sources(asked: Asked) -> Iterator[Count]:
    """The list of sources, or one of them."""
    yield from _of_a_source(asked) if len(asked.page.path) > 1 else _of_every_source(asked)


def _of_every_source(asked: Asked) -> Iterator[Count]:
    every = asked.held.store.sources()
    sources = len({key.series.partition("/")[0] for key in asked.held.figures})
    yield asked.counted("sources.finding", sources, figures=_figures(asked))
    acting = [one.actions for one in every if one.actions]
    if acting:
        yield asked.counted("sources.finding_actions", len(acting), actions=sum(acting))
    again = sum(map(len, asked.held.figures.values())) - _figures(asked)
    yield asked.counted("sources.caption", len(every), more=again)
    for one in every:
        for number in (one.values, one.actions, len(one.source.documents)):
            yield asked.cell(number, f"/sources/{one.source.id}")


def _of_a_source(asked: Asked) -> Iterator[Count]:
    name = asked.page.path[1]
    source = asked.held.catalogue.sources[name]
    keys = {one: f"{name}/{one}" for one in source.series}
    held = Counter(key.series for key, every in asked.held.figures.items() for _ in every)
    values = sum(key.series in keys.values() for key in asked.held.figures)
    yield asked.cell(values, "dd")
    again = sum(held[key] for key in keys.values()) - values
    if again:
        key = f"source.fact_repeats_{'one' if again == 1 else 'many'}"
        yield asked.said(key, count=again)
    yield asked.counted("source.documents_caption", len(source.documents))
    yield asked.counted("source.series_caption", len(source.series))
    yield from _actions(asked)
    for one, key in keys.items():
        yield asked.cell(held[key], f"series={one}" if held[key] else "series-list")
    if known := [one for one in source.series if held[keys[one]]]:
        shown = asked.page.asked.get("series", known[0])
        yield from _rows(held[keys[shown]], asked)


def _actions(asked: Asked) -> Iterator[Count]:
    """How many actions a source holds, and the cell of each."""
    actions = asked.held.store.actions(source=asked.page.path[1])
    yield asked.cell(len(actions), "dd")
    yield asked.counted("source.actions_caption", len(actions))
    for at in (one.action.location for one in actions):
        cell = asked.words("source.cell", cell=at.cell)
        yield Count(f"{at.file} · {cell}", "td")


def _rows(total: int, asked: Asked) -> Iterator[Count]:
    """Which rows of how many a page of figures shows."""
    before = int(asked.page.asked.get("from", 0))
    shown = {"first": before + 1, "last": min(before + ROWS, total), "total": total}
    yield asked.said("source.figures_caption", **shown)
    yield asked.said("source.rows", **shown)


def _of_hotlines(asked: Asked) -> Iterator[Count]:
    places: Counter[str] = Counter()
    lines: Counter[tuple[object, ...]] = Counter()
    for key in asked.held.figures:
        if key.series.startswith("hotlines/"):
            places[key.place] += 1
            lines[_line(key)] += 1
    for number in places.values():
        yield asked.said("hotlines.every", count=number)
    for trail in asked.page.trails:
        yield asked.cell(lines[_line(key_in(trail))], trail)
    yield from _of_panels(asked)


def _of_panels(asked: Asked) -> Iterator[Count]:
    """The words beside the panels of a page, of the lines that it leads to."""
    for line in asked.held.store.lines(sorted({key_in(one).series for one in asked.page.trails})):
        yield from of_chart(line, asked)
        yield from of_small_drawing(line, PANEL, asked)


def _line(key: tuple[str, str, str, str]) -> tuple[object, ...]:
    """Values of one frequency make a line."""
    *line, period = key
    return *line, Period.parse(period).frequency


def _of_initiatives(asked: Asked) -> Iterator[Count]:
    held = asked.held.store.actions()
    every = [one.action for one in held]
    ours = [one for one in every if one.framework]
    dates, strategy = defaultdict(str), {}
    for source, one in ((each.source.id, each.action) for each in held):
        dates[source, one.id] += one.on
        strategy[source, one.id] = bool(one.framework)
    undated = list(dates.values()).count("")
    yield asked.counted("initiatives.finding", len(dates), undated=undated)
    yield asked.counted("initiatives.caption", sum(strategy.values()))
    yield asked.counted("initiatives.drawing_label", sum(bool(one.on) for one in ours))
    yield asked.counted("initiatives.elsewhere_caption", len(dates) - sum(strategy.values()))
    dated = Counter((one.framework, one.pillar) for one in ours if one.on)
    for framework in asked.held.catalogue.frameworks.values():
        years = f"{framework.starts_on.year}-{framework.ends_on.year}"
        for pillar in framework.pillars:
            lane = f"{asked.words.text(pillar.title)}, {years}{asked.words('shared.colon')}"
            yield Count(f"{lane}{dated[framework.id, pillar.id]}")


def _of_the_world(asked: Asked) -> Iterator[Count]:
    held = {key.place for key in asked.held.figures if key.series == TIERS}
    linked = map(key_in, asked.page.trails)
    shown = {key.place for key in linked if key.series == TIERS}
    yield asked.counted("international.countries_shown", len(shown), held=len(held))
    yield from _levels(asked)
    yield from _of_panels(asked)


def _levels(asked: Asked) -> Iterator[Count]:
    """The letters of levels, in the key under a table of them."""
    for unit in asked.held.catalogue.units.values():
        yield from (Count(code, "levels") for code, _ in unit.levels)


def _of_an_indicator(asked: Asked) -> Iterator[Count]:
    found = asked.held.store.series(asked.page.path[1])
    yield asked.counted("indicator.fact_places", len({one.place for one in found.lines}))
    for line in found.lines:
        values = [one.observation for one in line.values]
        notes = {(one.period, one.note) for one in values if one.note}
        yield asked.counted("indicator.notes", len(notes))
        yield asked.counted("indicator.neighbours_more", _beside(line, found) - LISTED)
        yield from of_chart(line, asked)
    yield from _levels(asked)
    yield from _listed_with(asked)
    yield from _definitions(found, asked)
    yield from of_contributions(asked)


def _listed_with(asked: Asked) -> Iterator[Count]:
    """How many more than are named stand under the same outcome."""
    for plan in asked.held.catalogue.frameworks.values():
        for outcome in (one for pillar in plan.pillars for one in pillar.outcomes):
            others = [one for one in outcome.indicators if one.id != asked.page.path[1]]
            if len(others) < len(outcome.indicators):
                yield asked.counted("explain.same_outcome_more", len(others) - LISTED_WITH)


def _beside(shown: SeriesLine, found: IndicatorSeries) -> int:
    """Lines beside one: of its place, or of another series."""
    others = (one for one in found.lines if one != shown)
    return sum(one.place == shown.place or one.series.id != shown.series.id for one in others)


def _definitions(found: IndicatorSeries, asked: Asked) -> Iterator[Count]:
    """How many definitions there are, and what each holds, also between its breaks."""
    names = {(one.source.id, one.series.id): one.series for one in found.lines}
    yield asked.said("explain.definitions_many", count=len(names))
    for key, series in names.items():  # a line's own series lacks the breaks of other places
        lines = [one for one in found.lines if (one.source.id, one.series.id) == key]
        yield from _span([value for one in lines for value in one.values], series, asked)
        yield from (count for one in lines for count in _between_breaks(one, asked))


def _between_breaks(line: SeriesLine, asked: Asked) -> Iterator[Count]:
    days = [one.on for one in line.series.breaks]
    spans: dict[int, list[HeldObservation]] = {}
    for one in line.values:
        spans.setdefault(sum(one.observation.period.start >= day for day in days), []).append(one)
    for values in spans.values():
        yield from _span(values, line.series, asked)


def _span(values: Iterable[HeldObservation], series: Series, asked: Asked) -> Iterator[Count]:
    periods, language = [one.observation.period for one in values], asked.page.language
    if periods:
        undated = labels.UNDATED.in_(language)
        span = undated if series.undated else span_words(periods, language)
        yield asked.counted("explain.span_held", len(periods), span=span)


def _of_protection(asked: Asked) -> Iterator[Count]:
    """The rules of protection: what was decided, and not what the code says of itself."""
    yield asked.said("protection.people_not_shown", floor_below_province_less_one=9,
                     floor_less_one=4)  # fmt: skip
    yield asked.said("protection.people_shown", base=5)
    yield asked.said("protection.rounding_1", base=5)
    yield asked.said("protection.money_not_shown", contributors=3, first=50, two=67)
    yield asked.said("protection.shares_shown", whole_percent_under=100, unreliable=20)
    yield asked.cell(0, "meanings")  # the word for a zero


OF_PAGES: dict[str, Callable[[Asked], Iterator[Count]]] = {
    "": _of_the_overview,
    "pillar": _of_a_pillar,
    "methods": of_methods,
    "calendar": of_days,
    "data": of_data,
    "quality": of_quality,
    "partners": of_partners,
    "partner": of_a_partner,
    "program": of_a_program,
    "sources": _of_sources,
    "hotlines": _of_hotlines,
    "funding": of_funding,
    "initiatives": _of_initiatives,
    "international": _of_the_world,
    "indicator": _of_an_indicator,
    "protection": _of_protection,
}
