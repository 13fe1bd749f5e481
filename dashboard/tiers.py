"""Levels given by a publisher, year by year: cells with the level's own letters."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, attrs, trail_link
from dashboard.text import Words
from metrics import HeldObservation, Period, SeriesLine, Unit, labels

STEPS = ("t1", "t2", "tw", "t3")  # from the first level to the fourth; further ones are dashed


def level_years(lines: Sequence[SeriesLine]) -> range:
    """Every year from the first to the last that any of these lines has a value for."""
    years = [one.observation.period.end.year for line in lines for one in line.values]
    return range(min(years), max(years) + 1) if years else range(0)


def opening_year(lines: Sequence[SeriesLine], years: range) -> int | None:
    """The last year in which most of these lines hold a value; None where it is the last of all."""
    held = Counter(
        year for line in lines for year in {one.observation.period.end.year for one in line.values}
    )
    most = [year for year in years if 2 * held[year] > len(lines)]
    return most[-1] if most and most[-1] != years[-1] else None


def year_said(lines: Sequence[SeriesLine], year: int, years: range, words: Words) -> str:
    """A year as the head of its column has it."""
    return _period_names(lines, years, words)[years.index(year)]


def level_table(
    rows: Sequence[tuple[str, SeriesLine]],
    years: range,
    caption: str,
    address: Address,
    words: Words,
) -> Component:
    """One row a country; the first one stands apart. Years without a placement stay empty."""
    lines = [line for _, line in rows]
    opens = opening_year(lines, years)
    heads = [
        _period_head(said, year == opens)
        for said, year in zip(_period_names(lines, years, words), years, strict=True)
    ]
    head = [html.Th(words("shared.period"), scope="col"), *heads]
    body = [
        _row(name, line, years, address, words, pinned=place == 0)
        for place, (name, line) in enumerate(rows)
    ]
    return html.Table(
        [html.Caption(caption, className="vh"), html.Thead(html.Tr(head)), html.Tbody(body)],
        className="strip",
    )


def _period_names(lines: Sequence[SeriesLine], years: range, words: Words) -> list[str]:
    """Each year as the tables of values name it; one without any value as the year before it."""
    held = {one.observation.period.end.year: one for line in lines for one in line.values}
    named = []
    for year in years:
        known = max((one for one in held if one <= year), default=min(held))
        moved = _moved(held[known].observation.period, year - known)
        named.append(labels.period_words(moved, words.language))
    return named


def _moved(period: Period, years: int) -> Period:
    """The same period of another year."""
    after = _other_year(period.end + timedelta(days=1), years)
    return Period(_other_year(period.start, years), after - timedelta(days=1))


def _other_year(day: date, years: int) -> date:
    """The same day of another year, which may have no 29 February."""
    first = date(day.year + years, day.month, 1)
    return first + timedelta(days=min(day.day, 28 if day.month == 2 else 31) - 1)


def _period_head(said: str, opens: bool) -> Component:
    """Words such as "2022-23", on two short lines where the column is narrow.

    A narrow screen opens at the head of the class "opens": drawing.js.
    """
    first, hyphen, last = said.partition("-")
    parts = [html.Span(first), html.Span(hyphen + last)] if hyphen else said
    return html.Th(parts, scope="col", className="opens" if opens else None)


def _row(
    name: str, line: SeriesLine, years: range, address: Address, words: Words, pinned: bool
) -> Component:
    by_year = {one.observation.period.end.year: one for one in line.values}
    return html.Tr(
        [
            html.Th(name, scope="row"),
            *(html.Td(_cell(by_year.get(year), line.unit, address, words)) for year in years),
        ],
        className="pinned" if pinned else None,
    )


def _cell(held: HeldObservation | None, unit: Unit, address: Address, words: Words) -> Child:
    if held is None:
        return html.Span(
            [
                html.Span("·", **attrs(aria_hidden="true")),
                html.Span(words("shared.not_held"), className="vh"),
            ],
            className="tier te",
        )
    value = held.observation.value
    said = labels.value_words(held, unit, words.language)
    said = level_words(held, unit, words) if " " in said else said
    kind = _kind(value is not None, int(value or 0))
    return html.A(
        _letters(said) if value is not None else "–",
        className=f"tier {kind}",
        href=trail_link(address, held.observation),
        title=level_words(held, unit, words),
        **attrs(aria_label=level_words(held, unit, words)),
    )


def _letters(said: str) -> str:
    """The level as printed; a level that is a phrase by the first letters of its words."""
    return "".join(word[0] for word in said.split()) if " " in said else said


def _kind(known: bool, level: int) -> str:
    return STEPS[level - 1] if known and level <= len(STEPS) else "tx"


def level_words(held: HeldObservation, unit: Unit, words: Words) -> str:
    """The title of a level, "Tier 2 Watch List" for "2WL"; else the publisher's words."""
    value = held.observation.value
    if value is None:
        return labels.value_words(held, unit, words.language)
    return words.text(unit.levels[int(value) - 1][1])


def level_key(unit: Unit, words: Words) -> Component:
    """What the letters stand for."""
    return html.Ul(
        [
            *(
                html.Li(
                    [
                        html.Span(
                            _letters(words.text(title) if " " in code else code),
                            className=f"tier {_kind(True, place)}",
                        ),
                        words.text(title),
                    ]
                )
                for place, (code, title) in enumerate(unit.levels, start=1)
            ),
            html.Li([html.Span("·", className="tier te"), words("shared.not_held")]),
        ],
        className="key levels",
    )
