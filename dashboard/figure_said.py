"""How the figure of a line is called and read, in words, and which target it shows."""

from datetime import datetime

from dashboard.drawn import revised
from dashboard.embargo_said import marks_at
from dashboard.findings import is_hidden, placed
from dashboard.line_cells import same_line
from dashboard.scales import is_point, is_provisional, is_span, open_side
from dashboard.target_marks import TargetMarks, target_marks
from dashboard.text import Words
from metrics import Catalogue, Disaggregation, IndicatorSeries, Progress, SeriesLine, labels


def figure_title(line: SeriesLine, catalogue: Catalogue, words: Words) -> str:
    """The series with place, breakdown and unit, as far as its title does not name them."""
    place = labels.place_words(catalogue.places[line.place], words.language)
    broken = f", {_members(line.disaggregation, catalogue, words)}" if line.disaggregation else ""
    unit = (
        ""
        if line.unit.kind == "level"
        else f" ({labels.unit_words(line.unit, None, words.language)})"
    )
    return f"{placed(words.text(line.series.title), [place])}{broken}{unit}"


def _spans(line: SeriesLine) -> bool:
    return any(is_span(one) for one in line.values)


def how_to_read(
    line: SeriesLine, now: datetime, words: Words, hollow: str | None = None
) -> str:  # fmt: skip
    """What the marks of its chart mean, those that there are.

    `hollow` says what its hollow marks are, where a drawing hollows more than what is provisional.
    """
    if line.unit.kind == "level":
        return " ".join(filter(None, [words("indicator.read_levels"), hollow]))
    kinds = {
        "line": any(is_point(two) for segment in line.segments for two in segment[1:]),
        "points": all(len(segment) == 1 for segment in line.segments) and not _spans(line),
        "spans": _spans(line),
    }
    said = [words(f"indicator.read_{name}") for name, holds in kinds.items() if holds]
    if hollow is None and any(is_provisional(one) for one in line.values):
        hollow = words("indicator.read_provisional")
    said += [hollow] if hollow else []
    hidden = (one for one in line.values if is_hidden(one))
    for why in dict.fromkeys(labels.value_words(one, line.unit, words.language) for one in hidden):
        said.append(words("indicator.read_hidden", said=why))
    if any(is_point(one) and open_side(one) for one in line.values):
        said.append(words("indicator.read_bounds"))
    if line.is_total:
        said.append(words("indicator.read_total"))
    if revised(line):
        said.append(words("indicator.read_revised"))
    if ahead := marks_at(line.values, now, words):
        said.append(words("indicator.read_embargoed", until=words.joined(ahead)))
    return " ".join(said)


def why_not_drawn(line: SeriesLine) -> str:
    """The end of the key under which it is said why no chart is drawn."""
    numbers = any(one.observation.value is not None for one in line.values)
    return "one_number" if numbers else "not_drawn"


def breakdown_words(code: str, catalogue: Catalogue, words: Words) -> str:
    said = _members(code, catalogue, words)
    return said[:1].upper() + said[1:]


def _members(code: str, catalogue: Catalogue, words: Words) -> str:
    """As they are titled: a place keeps its capital, "female" has none."""
    dimensions = dict(catalogue.dimensions)
    return labels.disaggregation_words(Disaggregation.parse(code), dimensions, words.language)


def aim_of(found: IndicatorSeries, line: SeriesLine) -> TargetMarks | None:
    """The target in force, on the line that it is judged by; not where that is not comparable."""
    if found.record is None or not same_line(line, found.record):
        return None
    if found.assessment.progress is Progress.NOT_COMPARABLE:
        return None
    return target_marks(line, found.assessment)


def how_aimed(
    found: IndicatorSeries, line: SeriesLine, aim: TargetMarks | None, words: Words
) -> list[str]:
    """How to read the marks of a target; why there are none where it is one for a sum."""
    target = found.assessment.target
    if aim is None:
        summed = target and (target.due == "cumulative" or target.trajectory == "seasonal")
        return [words("explain.not_on_chart")] if summed and line == found.record else []
    goal = "part" if aim.is_part else "target" if aim.goal.low == aim.goal.high else "range"
    kinds = ["baseline" if aim.baseline else None, aim.drawn, goal]
    return [words(f"explain.read_{name}") for name in kinds if name]
