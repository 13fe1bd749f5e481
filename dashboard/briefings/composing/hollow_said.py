"""What the hollow marks of a chart mean, said with it: provisional, an estimate, or both."""

from collections.abc import Callable

from dashboard.scales import is_estimated, is_point, is_provisional, is_span
from dashboard.text import Words
from metrics import HeldObservation, SeriesLine

KINDS: dict[str, Callable[[HeldObservation], bool]] = {
    "provisional": is_provisional, "estimated": is_estimated,
}  # fmt: skip


def is_hollow(held: HeldObservation) -> bool:
    return any(holds(held) for holds in KINDS.values())


def hollow_said(line: SeriesLine, words: Words, of: str = "hollow") -> str:
    """Empty where no mark is hollow; `of` a "sheet" as the chart of a workbook draws it."""
    hollow = [one for one in line.values if is_hollow(one) and one.observation.value is not None]
    kinds = [kind for kind, holds in KINDS.items() if any(holds(one) for one in hollow)]
    if not kinds:
        return ""
    is_cell = line.unit.kind == "level" and of != "sheet"  # a workbook draws levels as points
    shape = "bar" if is_cell else _shape(line, hollow)
    return words(f"briefing_words.{of}_{shape}", said=words(f"briefing_words.{'_or_'.join(kinds)}"))


def _shape(line: SeriesLine, hollow: list[HeldObservation]) -> str:
    """A dotted line leads to the points that are joined with others."""
    if any(is_span(one) for one in hollow):
        return "mark" if any(is_point(one) for one in hollow) else "bar"
    is_dotted = any(
        is_hollow(one) for segment in line.segments for one in segment if len(_points(segment)) > 1
    )
    return "dotted" if is_dotted else "point"


def _points(segment: tuple[HeldObservation, ...]) -> list[HeldObservation]:
    return [one for one in segment if is_point(one)]
