"""A target on a chart: square baseline, dashed way, heavy tick or bar, and their words."""

from decimal import Decimal
from itertools import pairwise

from dashboard.chart_labels import Frame, Named
from dashboard.chart_marks import FONT, Part, escaped, plain
from dashboard.label_places import BASE_SIDES, Label
from dashboard.scales import end_of, middle_of, year_of
from dashboard.target_marks import Due, TargetMarks
from dashboard.targets_said import goal_in_brief, goal_said
from dashboard.text import Words
from dashboard.tokens import DATA, INK, INK_2
from metrics import HeldObservation, Unit, labels

BAND = "rgba(70,82,96,0.10)"
TICK_SIDES = ("top-left", "bottom-left", "far-left", "top", "bottom")
TOP_SIDES = ("top", "top-left", "far-left")  # over a bar, or over seasons
FOOT_SIDES = ("bottom", "bottom-left", "far-left")  # under a bar that its way reaches from above
OVER = ("over", "over-right", "over-left")  # over the baseline's own number


def target_traces(aim: TargetMarks, unit: Unit, words: Words) -> list[Part]:
    """Under the values: the band or the way, then the target, and the baseline as a square."""
    return [*_due(aim), _goal(aim, unit, words), *_baseline(aim, unit, words)]


def target_labels(aim: TargetMarks, frame: Frame, unit: Unit, words: Words) -> list[Named]:
    """The target in words at its end, and the baseline in words at its square."""
    said = goal_said(aim, unit, words)
    target = _named(1, middle_of(aim.goal.period), *_beside_goal(aim), said, frame)
    named = [target._replace(brief=goal_in_brief(aim, unit, words), untold=said)]
    return [*named, _base(aim.baseline, frame, unit, words)] if aim.baseline else named


def _beside_goal(aim: TargetMarks) -> tuple[Decimal, tuple[str, ...]]:
    """The height at which the words of the target stand, and the sides on which they may."""
    goal = aim.goal
    if aim.is_part:  # seasons rise and fall beside the tick: over the highest of them
        return max(one.high for one in (*aim.way, goal)), TOP_SIDES
    if goal.low == goal.high:
        return goal.high, TICK_SIDES
    if aim.drawn == "way" and aim.points[0][1] > goal.high:
        return goal.low, FOOT_SIDES
    return goal.high, TOP_SIDES


def _base(held: HeldObservation, frame: Frame, unit: Unit, words: Words) -> Named:
    one = held.observation
    period = labels.period_words(one.period, words.language)
    said = words("explain.mark_baseline", period=period)
    named = _named(2, middle_of(one.period), one.value, (*BASE_SIDES, *OVER), said, frame)
    value = labels.value_words(one, unit, words.language, with_unit=True)
    return named._replace(untold=f"{said} ({value})")


def target_lines(aim: TargetMarks, frame: Frame) -> list[tuple[float, float, float, float]]:
    """Where the way and the bar are drawn, so that words keep clear of them."""
    x, goal = frame.x(middle_of(aim.goal.period)), aim.goal
    bar = (x, frame.y(goal.low), x, frame.y(goal.high))
    return [*_edges(aim, frame), *([bar] if goal.low != goal.high else [])]


def _edges(aim: TargetMarks, frame: Frame) -> list[tuple[float, float, float, float]]:
    """The dashed lines: the way, or both edges of a band."""
    tracks = [(one["x"], one["y"]) for one in _due(aim)]
    joined = (pairwise(zip(x, y, strict=True)) for x, y in tracks)
    return [
        (frame.x(x1), frame.y(y1), frame.x(x2), frame.y(y2))
        for track in joined
        for (x1, y1), (x2, y2) in track
    ]


def target_ticks(aim: TargetMarks, frame: Frame) -> list[tuple[float, float]]:
    x = frame.x(middle_of(aim.goal.period))
    return [(x, frame.y(one)) for one in dict.fromkeys((aim.goal.low, aim.goal.high))]


def _points(aim: TargetMarks) -> list[tuple[float, Decimal]]:
    """A value stands in the middle of its period; so does what is due at the period's end."""
    return [(middle_of(period), due) for period, due in aim.points]


def _due(aim: TargetMarks) -> list[Part]:
    if aim.drawn is None:
        return []
    return _band(aim.way) if aim.drawn == "band" else [_way(aim)]


def _way(aim: TargetMarks) -> Part:
    points = _points(aim)
    return _quiet([x for x, _ in points], [plain(y) for _, y in points])


def _quiet(x: list[float], y: list[float | int | None], width: float = 1.5) -> Part:
    """A dashed line in ink that says nothing of its own."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "hoverinfo": "skip",
        "cliponaxis": False,
        "line": {"color": INK_2, "width": width, "dash": "dash"},
    }


def _band(way: tuple[Due, ...]) -> list[Part]:
    """What is allowed in each period, between two dashed edges."""
    x = [edge for one in way for edge in (year_of(one.period.start), end_of(one.period))]
    low = [plain(one.low) for one in way for _ in range(2)]
    high = [plain(one.high) for one in way for _ in range(2)]
    return [_quiet(x, low, 1), {**_quiet(x, high, 1), "fill": "tonexty", "fillcolor": BAND}]


def _goal(aim: TargetMarks, unit: Unit, words: Words) -> Part:
    """A short heavy tick at the end of its period; for a range, a bar from one end to the other."""
    said = escaped(goal_said(aim, unit, words))
    ends = list(dict.fromkeys((aim.goal.low, aim.goal.high)))
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "cliponaxis": False,
        "x": [middle_of(aim.goal.period)] * len(ends),
        "y": [plain(one) for one in ends],
        "text": [f"<b>{said}</b>"] * len(ends),
        "hovertemplate": "%{text}<extra></extra>",
        "hoverinfo": "text",
        "line": {"color": INK, "width": 3, "dash": "solid"},
        "marker": {
            "symbol": "line-ew",
            "size": 18,
            "color": INK,
            "line": {"color": INK, "width": 3},
        },
    }


def _baseline(aim: TargetMarks, unit: Unit, words: Words) -> list[Part]:
    if aim.baseline is None:
        return []
    one = aim.baseline.observation
    value = labels.value_words(one, unit, words.language, with_unit=True)
    period = labels.period_words(one.period, words.language)
    said = f"{escaped(words('explain.mark_baseline', period=period))}<br><b>{escaped(value)}</b>"
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "cliponaxis": False,
            "x": [middle_of(one.period)],
            "y": [plain(one.value)],
            "text": [said],
            "hovertemplate": "%{text}<extra></extra>",
            "hoverinfo": "text",
            "line": {"color": DATA, "width": 1, "dash": "solid"},
            "marker": {"symbol": "square", "size": 11, "color": DATA,
                       "line": {"color": DATA, "width": 1}},
        }
    ]  # fmt: skip


def _named(
    rank: int, year: float, value: Decimal | None, sides: tuple[str, ...], said: str, frame: Frame
) -> Named:
    part = {
        "x": year,
        "y": plain(value),
        "text": escaped(said),
        "showarrow": False,
        "yanchor": "middle",
        "font": {"color": INK, "size": 13, "family": FONT},
    }
    return Named(rank, Label(frame.x(year), frame.y(value), said, sides, size=13), part)
