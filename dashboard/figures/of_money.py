"""The two drawings of the funding page as figures: amounts as bars over the years they are for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dashboard import funds
from dashboard.addresses import Address
from dashboard.figures.figure import Art, Figure, notes_on, read_on, source_of
from dashboard.funds import Amount, amounts
from dashboard.lanes import BAR, SIZES, Bar, bars_svg, spoken
from dashboard.services import Services, services
from dashboard.text import Words
from metrics import MetricsError, SeriesLine, labels

PARTS = ("committed", "funds")


class Drawn(NamedTuple):
    """An amount as a bar; grey where it is a part of another."""

    amount: Amount
    part: bool = False


def drawn_amounts(part: str, held: Services) -> list[Drawn]:
    """The amounts of one drawing, in its order."""
    if part == "funds":
        calls = [Drawn(one, part=True) for one in amounts(funds.CALLS, held)]
        return [*calls, *map(Drawn, amounts(funds.AWARDED, held))]
    totals = [Drawn(one) for one in amounts(funds.STRATEGIES, held)]
    parts = [Drawn(one, part=True) for one in amounts(funds.STRATEGY_PARTS, held)]
    return sorted([*totals, *parts], key=lambda one: (_start(one), one.part))


def bars_of(drawn: Iterable[Drawn], held: Services, words: Words) -> list[Bar]:
    """Bars named by the strategy that the amount is for, else by their series."""
    return [
        Bar(
            words.text((funds.strategy_of(one, held.catalogue) or one.line.series).title),
            one.held.observation.period,
            labels.short_value(one.held, one.line.unit, words.language),
            part,
        )
        for one, part in drawn
    ]


def figure_of_money(address: Address, part: str) -> Figure:
    """MetricsError where nothing is held that could be drawn."""
    held, words = services(), Words(address.language)
    drawn = drawn_amounts(part, held)
    if not drawn:
        raise MetricsError("There is no figure of this.", "Il n'y a pas de figure de cela.")
    bars, lines = bars_of(drawn, held, words), lines_of(drawn)
    label = words("funding.drawing_label", bars=spoken(bars, words))
    return Figure(
        name=f"funding-{part}",
        language=words.language,
        title=words(f"figure.{part}"),
        reading=words(f"funding.{part}_note"),
        alt=label,
        values=tuple(one.amount.held for one in drawn),
        source=source_of(lines, words),
        read=read_on(replace(address, path="/funding", query=()), words),
        notes=tuple(dict.fromkeys(notes_on(lines, words))),
        art=_art(bars, held, label),
    )


def _start(one: Drawn) -> date:
    return one.amount.held.observation.period.start


def lines_of(drawn: Sequence[Drawn]) -> list[SeriesLine]:
    found: list[SeriesLine] = []
    for one in drawn:
        if one.amount.line not in found:
            found.append(one.amount.line)
    return found


def _art(bars: Sequence[Bar], held: Services, label: str) -> Art:
    markup = bars_svg(bars, held.catalogue.frameworks.values(), label)
    return Art(markup, SIZES["mid"], 10 + BAR * len(bars) + 26, is_classed=True)
