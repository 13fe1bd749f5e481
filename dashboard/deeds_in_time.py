"""The dated lines of the table of initiatives on one time axis; each number leads back to its line.

It follows its table: what it shows is read there first.
"""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.chart_said import said_so
from dashboard.components import section
from dashboard.deeds import OPEN, period_of, row_id, when
from dashboard.lanes import Flag, Lane, lanes_drawing
from dashboard.services import services
from dashboard.text import Words
from metrics import Framework, HeldAction, Period, Pillar, labels

Numbered = tuple[int, HeldAction]
Part = tuple[Framework, Pillar, list[Numbered]]  # the actions of one pillar of one strategy


def in_time(ours: list[Part], words: Words) -> list[Component]:
    """The dated lines again, on one axis; nothing where none has a date."""
    lanes = [lane for part in ours if (lane := _lane(*part, words)).flags]
    if not lanes:
        return []
    label = words.counted("initiatives.drawing_label", sum(len(one.flags) for one in lanes))
    figure = html.Figure(
        [
            lanes_drawing(lanes, services().catalogue.frameworks.values(), label),
            said_so(_drawn_said(lanes, words), words),
            html.Figcaption(words("initiatives.drawing_note"), className="fig-n"),
        ],
        className="fig",
    )
    note = words("initiatives.drawing_leads")
    return [section("timeline", words("initiatives.drawing_title"), figure, note=note)]


def _lane(framework: Framework, pillar: Pillar, part: list[Numbered], words: Words) -> Lane:
    flags = [
        _flag(number, one, period, words)
        for number, one in part
        if (period := period_of(one.action))
    ]
    years = f"{framework.starts_on.year}-{framework.ends_on.year}"
    return Lane(f"{words.text(pillar.title)}, {years}", flags)


def _drawn_said(lanes: Sequence[Lane], words: Words) -> str:
    """How many of each lane, and the first and the last of all."""
    colon, periods = words("shared.colon"), [one.period for lane in lanes for one in lane.flags]
    first, last = min(periods), max(periods, key=lambda one: (one.end, one.start))
    return words(
        "initiatives.drawing_said",
        lanes="; ".join(f"{one.name}{colon}{words.number(len(one.flags))}" for one in lanes),
        first=labels.period_words(first, words.language),
        last=labels.period_words(last, words.language),
    )


def _flag(number: int, held: HeldAction, period: Period, words: Words) -> Flag:
    name = f"{words.held(held.action.title)}, {when(held.action, words)}"
    return Flag(number, period, held.action.state in OPEN, row_id(held), name)
