"""What is hidden in an interactive chart: a hatched block of full height, and its words.

Every block is as high as the plot, whatever stands behind it: neither height nor place tells.
"""

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.chart_labels import ROWS, Frame, Named
from dashboard.chart_marks import FONT, Part, escaped
from dashboard.findings import is_hidden
from dashboard.label_places import Label
from dashboard.scales import end_of, year_of
from dashboard.text import Words
from dashboard.tokens import EDGE, INK_2, PAPER
from metrics import HeldObservation, SeriesLine, labels

AIR = 0.06  # of a block's breadth, left free so that neighbours are seen to be several
HATCH = 7  # pixels from one slant to the next


class Block(NamedTuple):
    """Neighbouring periods that are hidden in the same words, from when to when."""

    begin: float
    end: float
    said: str
    periods: tuple[str, ...]


def hidden_blocks(found: SeriesLine, words: Words) -> list[Block]:
    """Where values are hidden; neighbours of the same words are one."""
    blocks: list[Block] = []
    for held in _hidden(found):
        one = _block(held, found, words)
        if blocks and blocks[-1].said == one.said and blocks[-1].end >= one.begin - AIR:
            before = blocks.pop()
            one = Block(before.begin, one.end, one.said, before.periods + one.periods)
        blocks.append(one)
    return blocks


def hidden_marks(found: SeriesLine, top: float, words: Words) -> list[Part]:
    """The blocks, one a value, so that each can be asked for its words and its period."""
    blocks = [_block(one, found, words) for one in _hidden(found)]
    return [_hatched(blocks, top)] if blocks else []


def hidden_labels(found: SeriesLine, frame: Frame, words: Words) -> list[Named]:
    """The words over each block; where they find no room they stand under the chart."""
    return [
        Named(
            1,
            Label(frame.x((one.begin + one.end) / 2), 0, one.said, ROWS, size=13),
            {
                "x": (one.begin + one.end) / 2, "yref": "paper", "y": 1, "showarrow": False,
                "yanchor": "middle", "text": escaped(one.said),
                "font": {"color": INK_2, "size": 13, "family": FONT},
            },
            untold=f"{one.said} ({', '.join(one.periods)})",
        )
        for one in hidden_blocks(found, words)
    ]  # fmt: skip


def block_sides(found: SeriesLine, frame: Frame) -> list[tuple[float, float, float, float]]:
    """The edges and the middle of each block, as lines that no label may lie over."""
    return [
        (frame.x(year), 0.0, frame.x(year), 1.0)
        for held in _hidden(found)
        for begin, end in [_ends(held)]
        for year in (begin, (begin + end) / 2, end)
    ]


def _hidden(found: SeriesLine) -> Iterator[HeldObservation]:
    return (one for one in found.values if is_hidden(one))


def _ends(held: HeldObservation) -> tuple[float, float]:
    return year_of(held.observation.period.start), end_of(held.observation.period)


def _block(held: HeldObservation, found: SeriesLine, words: Words) -> Block:
    said = labels.value_words(held, found.unit, words.language)
    when = labels.when_words(held.observation, found.series, words.language)
    return Block(*_ends(held), said, (when,))


def _hatched(blocks: list[Block], top: float) -> Part:
    return {
        "type": "bar",
        "x": [(one.begin + one.end) / 2 for one in blocks],
        "y": [top for _ in blocks],
        "width": [(one.end - one.begin) * (1 - AIR) for one in blocks],
        "text": [f"<b>{escaped(one.said)}</b><br>{escaped(one.periods[0])}" for one in blocks],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "hoverinfo": "text",
        "marker": {
            "color": PAPER,
            "line": {"color": EDGE, "width": 1},
            "pattern": {"shape": "/", "fgcolor": EDGE, "bgcolor": PAPER, "size": HATCH,
                        "solidity": 0.12},
        },
    }  # fmt: skip
