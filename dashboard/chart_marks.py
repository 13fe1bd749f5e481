"""The marks of an interactive chart: lines, bars, boxes and rings."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dashboard.drawn import revised
from dashboard.embargo import embargo_words
from dashboard.scales import (
    end_of,
    is_box,
    is_estimated,
    is_point,
    is_provisional,
    is_span,
    middle_of,
    open_side,
    year_of,
)
from dashboard.text import Words
from dashboard.tokens import CONTEXT, DATA, PAPER
from metrics import HeldObservation, SeriesLine, labels

Part = dict[str, Any]  # a piece of plotly's JSON: the library's own schema, not ours

FONT = '"Source Sans 3","Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif'


class Marks:
    """The traces of one line."""

    def __init__(self, found: SeriesLine, words: Words) -> None:
        self.found, self.words = found, words

    def segment(self, values: Sequence[HeldObservation]) -> list[Part]:
        """A solid line to the last firm value, then a dotted one to what is provisional."""
        points = [one for one in values if is_point(one)]
        firm = [one for one in points if not is_provisional(one)]
        traces = [self._trace(firm, "lines+markers", symbol="circle", size=7)] if firm else []
        if open_ := [one for one in points if is_provisional(one)]:
            traces.append(self._trace([*firm[-1:], *open_], "lines", dash="dot"))
            traces.append(self._trace(open_, "markers", symbol="circle-open", size=9))
        return traces

    def _trace(
        self,
        values: Sequence[HeldObservation],
        mode: str,
        symbol: str = "circle",
        size: int = 7,
        dash: str = "solid",
    ) -> Part:
        return {
            "type": "scatter",
            "mode": mode,
            "cliponaxis": False,
            "connectgaps": False,
            "x": [middle_of(one.observation.period) for one in values],
            "y": [plain(one.observation.value) for one in values],
            "text": [self._said(one) for one in values],
            "hovertemplate": "%{text}<extra></extra>",
            "hoverinfo": "skip" if mode == "lines" else "text",
            "line": {"color": DATA, "width": 2.5, "dash": dash},
            "marker": {
                "color": DATA,
                "size": size,
                "symbol": symbol,
                "line": {
                    "color": DATA if "open" in symbol else PAPER,
                    "width": 2 if "open" in symbol else 1,
                },
            },
        }

    def _said(self, held: HeldObservation, before: str = "") -> str:
        period = labels.period_words(held.observation.period, self.words.language)
        value = labels.value_words(held, self.found.unit, self.words.language, with_unit=True)
        more = f"<br>{self.words('shared.provisional')}" if is_provisional(held) else ""
        more += f"<br>{self.words('shared.estimated')}" if is_estimated(held) else ""
        if held.is_unreleased:
            more += f"<br>{escaped(labels.NOT_RELEASED.in_(self.words.language))}"
        embargo = embargo_words(held, self.words)
        more += f"<br>{escaped(embargo)}" if embargo else ""
        return f"{escaped(before)}<b>{escaped(value)}</b><br>{escaped(period)}{more}"

    def spans(self) -> list[Part]:
        """One figure for a whole period: a bar over the period, at its value."""
        return [
            self._span(one)
            for one in self.found.values
            if is_span(one) and one.observation.value is not None
        ]

    def _span(self, held: HeldObservation) -> Part:
        period, value = held.observation.period, plain(held.observation.value)
        trace = self._trace([held, held], "lines+markers", symbol="line-ns-open", size=11)
        return {
            **trace,
            "x": [year_of(period.start), end_of(period)],
            "y": [value, value],
            "line": {"color": DATA, "width": 4},
        }

    def boxes(self) -> list[Part]:
        """Published as "under 5": an open box on the axis, not joined, not a zero."""
        low = [one for one in self.found.values if is_box(one)]
        trace = self._trace(low, "markers", symbol="square-open", size=9)
        return [{**trace, "y": [0 for _ in low]}] if low else []

    def first_seen(self) -> list[Part]:
        """A grey ring where a value stood when it was first published, joined to its place now."""
        return [part for pair in revised(self.found) for part in self._revision(*pair)]

    def _revision(self, first: HeldObservation, now: HeldObservation) -> list[Part]:
        """The stem says nothing: the value of now is told by its own point."""
        said = self._said(first, self.words("indicator.first_published"))
        return [
            {
                **self._trace([first, now], "lines"),
                "text": [said, said],
                "line": {"color": CONTEXT, "width": 1.25, "dash": "solid"},
            },
            {
                **self._trace([first], "markers", symbol="circle-open", size=9),
                "text": [said],
                "marker": {
                    "symbol": "circle-open",
                    "size": 9,
                    "color": CONTEXT,
                    "line": {"color": CONTEXT, "width": 1.75},
                },
            },
        ]


def bounds(found: SeriesLine) -> list[Part]:
    """An arrow on the open side of each value that is a bound: "up to", "at least"."""
    return [_arrow(one) for one in found.values if is_point(one) and open_side(one)]


def _arrow(held: HeldObservation) -> Part:
    """In pixels from the point, of one length whatever the scale; its tip lies on no value."""
    foot, barb, tip = (open_side(held) * one for one in (4, 11, 16))
    return {
        "type": "path",
        "xref": "x",
        "yref": "y",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": middle_of(held.observation.period),
        "yanchor": plain(held.observation.value),
        "path": f"M0,{foot}L0,{tip}M-4,{barb}L0,{tip}L4,{barb}",
        "line": {"color": DATA, "width": 1.75},
    }


def plain(value: Decimal | None) -> float | int | None:
    """A number as JavaScript draws it; words and hidden values are not drawn."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def escaped(said: str) -> str:
    """Plotly reads a few HTML tags in texts: none of ours is one."""
    return said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
