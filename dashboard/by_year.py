"""Years of a line whose periods are shorter: what they come to, or why no year is made."""

from collections.abc import Sequence
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, figure, missing, panel, section
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import (
    Frequency,
    HeldObservation,
    Indicator,
    ObservationStatus,
    Period,
    Refused,
    RolledUp,
    SeriesLine,
    Unit,
    labels,
    roll_up_line,
    step_words,
)

Made = RolledUp | Refused
YEARS = {"calendar": False, "fiscal": True}


def by_year(
    indicator: Indicator, line: SeriesLine, address: Address, words: Words
) -> list[Component]:
    """A table of calendar and fiscal years; nothing for a line that has no shorter periods."""
    breaks = line.series.breaks
    made = {
        name: roll_up_line(indicator, line.values, breaks, Frequency.ANNUAL, fiscal=fiscal)
        for name, fiscal in YEARS.items()
    }
    every = [one for found in made.values() for one in found]
    if not every:
        return []
    content = _refused_once(every, line.unit, words) or _table(made, line.unit, address, words)
    note = words("explain.by_year_note")
    return [section("by-year", words("explain.by_year_title"), *content, note=note)]


def _refused_once(every: Sequence[Made], unit: Unit, words: Words) -> list[Component]:
    """One paragraph where the definition itself refuses, whichever year is asked for."""
    whys = {one.why if isinstance(one, Refused) and not one.about else None for one in every}
    if None in whys or len(whys) != 1 or not isinstance(every[0], Refused):
        return []
    return [html.P(_refusal(every[0], unit, words), className="small refusal")]


def _table(
    made: dict[str, tuple[Made, ...]], unit: Unit, address: Address, words: Words
) -> list[Component]:
    noun = labels.unit_words(unit, None, words.language)
    columns = [
        Column(words("explain.by_year_period")),
        Column(words("shared.value") if unit.sign else noun[:1].upper() + noun[1:], right=True),
        Column(words("explain.by_year_remarks")),
    ]
    groups = [
        Group(words(f"explain.by_year_{name}"), [_row(one, unit, words) for one in reversed(found)])
        for name, found in made.items()
    ]
    table = listing(
        words("explain.by_year_caption"), columns, groups, "by-year", hidden_caption=True
    )
    whole = [one for found in made.values() for one in found if isinstance(one, RolledUp)]
    steps = panel(words("explain.by_year_steps"), _steps(whole, unit, address, words))
    return [table, steps] if whole else [table]


def _row(one: Made, unit: Unit, words: Words) -> Row:
    if isinstance(one, Refused):
        return Row([_when(one.whole, words), missing(words("explain.not_made")),
                    _refusal(one, unit, words)])  # fmt: skip
    value = html.A(_value(one, unit, words), href=f"#{_anchor(one)}", className="to-trail")
    return Row([_when(one.period, words), value, _remarks(one, words)])


def _value(one: RolledUp, unit: Unit, words: Words) -> str:
    """One number or a range, "12 to 16"; what is counted stands at the head of the column."""
    said, ends = one.sentence
    shown = [labels.number(end, unit, words.language) for end in ends if isinstance(end, Decimal)]
    return words.text(said).format(*shown)


def _when(whole: object, words: Words) -> str:
    return labels.period_words(whole, words.language) if isinstance(whole, Period) else str(whole)


def _refusal(one: Refused, unit: Unit, words: Words) -> Child:
    """Why, and what could be done instead."""
    instead = f" {words.text(one.instead)}" if one.instead else ""
    return step_words(one.why, unit, words.language) + instead


def _remarks(one: RolledUp, words: Words) -> str:
    """That it is approximate or provisional, then what else is to be borne in mind."""
    marks = {
        "approximate": one.approximate,
        "provisional": ObservationStatus.PROVISIONAL in one.statuses,
    }
    said = [words(f"explain.{name}") for name, holds in marks.items() if holds]
    return " ".join([*said, *(words.text(text) for text in one.reasoning.caveats)])


def _anchor(one: RolledUp) -> str:
    return f"made-{one.period.code.replace('/', '-')}"


def _steps(made: Sequence[RolledUp], unit: Unit, address: Address, words: Words) -> Component:
    """How each year is made, and the values that it is made of, which lead to their trails."""
    parts: list[Component] = []
    for one in made:
        steps = [step_words(step, unit, words.language) for step in one.reasoning.steps]
        parts += [
            html.H3(labels.period_words(one.period, words.language), id=_anchor(one)),
            html.Ol([html.Li(step) for step in steps]),
            html.Ul([html.Li(_part(held, unit, address, words)) for held in _held(one)]),
        ]
    return html.Div(parts, className="explained")


def _held(one: RolledUp) -> list[HeldObservation]:
    return [part for part in one.parts if isinstance(part, HeldObservation)]


def _part(held: HeldObservation, unit: Unit, address: Address, words: Words) -> list[Child]:
    """Its period and value, and of a share numerator and denominator."""
    one = held.observation
    said: list[Child] = [f"{_when(one.period, words)}{words('shared.colon')}"]
    said.append(figure(held, unit, words, address))
    if one.numerator is not None and one.denominator is not None:
        said.append(f" ({words('told.of', part=one.numerator, whole=one.denominator)})")
    return said
