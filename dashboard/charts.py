"""The interactive chart of an indicator, as the plain dictionary that plotly.js reads.

Nothing here makes a `go.Figure`: a figure is validated by the tests, not on the way of a request.
"""

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

from dashboard.chart_labels import (
    Frame,
    annotations,
    dots,
    drawn_lines,
    flags,
    note_marks,
    numbers,
    rows_of,
)
from dashboard.chart_marks import FONT, Marks, Part, bounds
from dashboard.drawn import shown_events
from dashboard.hidden_marks import block_sides, hidden_labels, hidden_marks
from dashboard.label_places import Plot
from dashboard.scales import (
    highest,
    is_part,
    is_span,
    ticks,
    year_of,
)
from dashboard.target_drawing import target_labels, target_lines, target_ticks, target_traces
from dashboard.target_marks import TargetMarks
from dashboard.text import Words
from dashboard.tokens import GRID, INK, INK_2, PAPER
from metrics import Event, Language, Period, SeriesLine, labels

HEIGHT, RIGHT, FOOT = 430, 64, 34  # of the chart; beside and under its plot
ABOVE = (40, 40, 56)  # over the plot, for one, two or three rows of flags
HEADROOM = 1.06
LEAST_YEARS = 3  # of a chart, so that two points lie apart
WIDTHS = (260, 320, 400, 520, 700, 880)  # of the chart, from which more labels fit


def series_figure(
    found: SeriesLine, events: Sequence[Event], words: Words, aim: TargetMarks | None = None
) -> Part:
    """One line of values: joined within segments, nothing joined across a break."""
    marks = Marks(found, words)
    layout = _layout(found, events, words, aim)
    traces = [
        *hidden_marks(found, layout["yaxis"]["range"][1], words),
        *(target_traces(aim, found.unit, words) if aim else []),
        *(trace for segment in found.segments for trace in marks.segment(segment)),
        *marks.spans(),
        *marks.boxes(),
        *marks.first_seen(),
    ]
    return {"data": traces, "layout": layout}


def graph_config(language: Language) -> Any:  # Dash types it as keys that it does not all know
    return {
        "displayModeBar": False,
        "responsive": True,
        "locale": f"{language}-CA",
        "locales": {f"{language}-CA": {}},
    }


def _layout(
    found: SeriesLine, events: Sequence[Event], words: Words, aim: TargetMarks | None
) -> Part:
    drawn = [one for one in found.values if one.observation.value is not None]
    top = max(highest(drawn), aim.highest if aim else 0)
    steps = ticks(top, found.unit.kind == "count")
    said = [labels.number(one, found.unit, words.language, short=True) for one in steps]
    periods = [one.observation.period for one in found.values]
    span = _range([*periods, *(aim.periods if aim else ())])
    frame = Frame(span[0], span[1], float(steps[-1]) * HEADROOM)
    fitted, above = _labels(found, events, frame, _left(said), words, aim)
    return {
        **_look(words.language),
        "margin": {"l": _left(said), "r": RIGHT, "t": above, "b": FOOT},
        "xaxis": _years(span, at_start=any(is_span(one) or is_part(one) for one in found.values)),
        "yaxis": _amounts([float(one) for one in steps], said, frame.top),
        "annotations": fitted[-1]["annotations"],
        "meta": {"labels": fitted},
        "shapes": [*_shapes(found, events), *bounds(found)],
    }


def _left(said: list[str]) -> int:
    return 14 + 8 * max(map(len, said))


def _look(language: Language) -> Part:
    return {
        "font": {"family": FONT, "size": 13, "color": INK_2},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "showlegend": False,
        "height": HEIGHT,
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {"bgcolor": INK, "font": {"color": PAPER, "family": FONT, "size": 14}},
        "separators": ".," if language is Language.EN else ",\u00a0",
        "transition": {"duration": 0},
    }


def _labels(
    found: SeriesLine,
    events: Sequence[Event],
    frame: Frame,
    left: int,
    words: Words,
    aim: TargetMarks | None,
) -> tuple[list[Part], int]:
    """The labels that fit from each width on, and the room for rows of flags above the plot.

    The script that draws the chart takes those of its width; see `assets/drawing.js`.
    """
    plots = [_plot(width - left - RIGHT, ABOVE[-1], found, events, frame, aim) for width in WIDTHS]
    over = flags(_flagged(found, events, words), frame)
    hidden = hidden_labels(found, frame, words)
    above = ABOVE[rows_of([*over, *hidden], plots[0]) - 1]
    aimed = target_labels(aim, frame, found.unit, words) if aim else []
    own = [*numbers(found, frame, words), *note_marks(found, frame)]
    named = sorted([*over, *hidden, *aimed, *own], key=lambda one: one.rank)
    height = HEIGHT - above - FOOT
    plots = [plot._replace(height=height, above=above) for plot in plots]
    return [
        _fitted(width, *annotations(named, plot), words)
        for width, plot in zip(WIDTHS, plots, strict=True)
    ], above


def _fitted(width: int, told: list[Part], left: list[str], words: Words) -> Part:
    """What stands in the chart from this width on, and what is said under it."""
    beneath = words("indicator.no_room", said="; ".join(left)) if left else ""
    return {"from": width, "annotations": told, "beneath": beneath}


def _plot(
    width: float,
    above: float,
    found: SeriesLine,
    events: Sequence[Event],
    frame: Frame,
    aim: TargetMarks | None,
) -> Plot:
    return Plot(
        width,
        HEIGHT - above - FOOT,
        RIGHT,
        above,
        dots(found, frame),
        [*drawn_lines(found, frame), *block_sides(found, frame)],
        [frame.x(year_of(day)) for day in _marked_days(found, events)],
        target_lines(aim, frame) if aim else (),
        target_ticks(aim, frame) if aim else (),
    )


def _years(shown: list[float], at_start: bool) -> Part:
    """The foot of the chart: every year, every second, ... so that at most nine are named.

    A year is named at its middle, where its value stands; where bars cover spans, or values are
    those of quarters or months, at its start.
    The newest comes first: the stylesheet leaves out every second name on a narrow screen.
    """
    first, last = ceil(min(shown)), int(max(shown))
    step = max(1, -(-(last - first) // 8))
    named = list(range(last if at_start else last - 1, first - 1, -step))
    return {
        "showgrid": False,
        "zeroline": False,
        "range": shown,
        "fixedrange": True,
        "tickmode": "array",
        "ticks": "outside",
        "linecolor": INK,
        "showline": True,
        "tickangle": 0,
        "tickvals": [year if at_start else year + 0.5 for year in named],
        "ticktext": [str(year) for year in named],
    }


def _amounts(steps: list[float], said: list[str], top: float) -> Part:
    """The values from zero up, in the words of the language."""
    return {
        "gridcolor": GRID,
        "zeroline": True,
        "zerolinecolor": INK,
        "fixedrange": True,
        "range": [0, top],
        "tickmode": "array",
        "tickvals": steps,
        "ticktext": said,
    }


def _range(periods: list[Period]) -> list[float]:
    """From the first year to the last; of few, as many more on both sides, the earlier first."""
    first = min((one.start.year for one in periods), default=2015)
    last = max((one.end.year + 1 for one in periods), default=2026)
    lacking = max(0, LEAST_YEARS - (last - first))
    return [first - ceil(lacking / 2) - 0.2, last + lacking // 2 + 0.2]


def _breaks(found: SeriesLine) -> list[date]:
    """The days of breaks that lie in the years shown."""
    low, high = _range([one.observation.period for one in found.values])
    return [one.on for one in found.series.breaks if low <= year_of(one.on) <= high]


def _marked_days(found: SeriesLine, events: Sequence[Event]) -> list[date]:
    return [one.on for one in shown_events(found, events)] + _breaks(found)


def _shapes(found: SeriesLine, events: Sequence[Event]) -> list[Part]:
    return [
        {
            "type": "line",
            "x0": year_of(day),
            "x1": year_of(day),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "line": {"color": INK_2, "width": 1, "dash": "dot"},
        }
        for day in _marked_days(found, events)
    ]


def _flagged(found: SeriesLine, events: Sequence[Event], words: Words) -> list[tuple[float, str]]:
    """Numbers over the events, which are listed under the figure, and a word at each break."""
    numbered = enumerate(shown_events(found, events), 1)
    said = [(year_of(one.on), str(number)) for number, one in numbered]
    return said + [(year_of(day), words("shared.break")) for day in _breaks(found)]
