"""What the words beside a chart count: parts, gaps, and what is hidden, missing or restated."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dashboard.scales import is_estimated, is_point, is_provisional, is_span
from metrics import HeldObservation, SeriesLine, comparable, labels
from tests.numbers.asked import Asked, Count

TOLD = 3  # parts between breaks, each by itself; of more it is said how many there are
END = "|"  # where what is counted ends and what is named begins


def of_chart(line: SeriesLine, asked: Asked) -> Iterator[Count]:
    """The counts in the words beside the chart of a line, each up to what it then names."""
    values = line.values
    numbers = [one for one in values if one.observation.value is not None and not is_span(one)]
    parts = _parts(numbers, line)
    yield asked.counted("indicator.said_parts", len(parts))
    yield asked.counted("indicator.said_more_parts", len(parts) - TOLD)
    spans = sum(is_span(one) and one.observation.value is not None for one in values)
    yield _up_to_names(asked.counted("indicator.said_spans", spans, said=END))
    yield _up_to_names(asked.counted("indicator.said_gaps", _gaps(values), gaps=END))
    for part in parts:
        for times in Counter(one.observation.value for one in part).values():
            said = asked.counted("indicator.said_times", times, value=END)
            yield Count(said.words.partition(END)[2])
        if line.unit.kind == "level":
            yield from _levels(part, line, asked)
    for words, number in _marks(line, asked):
        opened = words[:1].upper() + words[1:]
        yield _up_to_names(asked.counted("indicator.said_count", number, said=opened, periods=END))


def _levels(part: Sequence[HeldObservation], line: SeriesLine, asked: Asked) -> Iterator[Count]:
    """Each level by its title, with how many periods have it."""
    for level, times in Counter(one.observation.value for one in part).items():
        title = line.unit.levels[int(level or 0) - 1][1]
        yield asked.counted("indicator.said_times", times, value=asked.words.text(title))


def of_small_drawing(line: SeriesLine, most: int, asked: Asked) -> Iterator[Count]:
    """How many values a drawing speaks, where it has more."""
    total = len(line.values)
    if total > most:
        yield _up_to_names(asked.counted("shared.newest_spoken", most, total=total, said=END))


def _up_to_names(said: Count) -> Count:
    return Count(said.words.partition(END)[0].rstrip(" (:\u00a0"))


def _parts(points: Sequence[HeldObservation], line: SeriesLine) -> list[list[HeldObservation]]:
    cuts = [0] + [
        at for at, pair in enumerate(pairwise(points), 1)
        if not comparable(*pair, line.series.breaks)
    ]  # fmt: skip
    ends = [*cuts[1:], len(points)]
    return [list(points[start:end]) for start, end in zip(cuts, ends, strict=True)]


def _gaps(values: Sequence[HeldObservation]) -> int:
    periods = [one.observation.period for one in values]
    return sum((late.start - early.end).days > 1 for early, late in pairwise(periods))


def _marks(line: SeriesLine, asked: Asked) -> Iterator[tuple[str, int]]:
    """How many values have each word instead of a point; are provisional; were restated."""
    language, points = asked.page.language, [one for one in line.values if is_point(one)]
    others = [
        labels.value_words(one, line.unit, language) for one in line.values
        if not is_point(one) and not (is_span(one) and one.observation.value is not None)
    ]  # fmt: skip
    yield from Counter(others).items()
    yield asked.words("shared.provisional"), sum(map(is_provisional, points))
    yield asked.words("shared.estimated"), sum(map(is_estimated, points))
    yield asked.words("indicator.said_revised"), sum(_is_restated(one, line) for one in points)


def _is_restated(one: HeldObservation, line: SeriesLine) -> bool:
    first = line.earlier.get(one.observation.period.code, (one,))[0].observation.value
    return first is not None and first != one.observation.value
