"""Complete: the series and periods that are held, of those that are declared or lie between.

A series is expected to have a figure; a line of years, half years, quarters or months every period
from its first to its newest. A hidden figure and one in words are held: they have been said.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dashboard.quality.verdicts import Verdict, Weak, of_series, told
from metrics import HeldObservation, ObservationStatus, Period, SeriesLine, Source

MONTHS = {"A": 12, "S": 6, "Q": 3, "M": 1}


def complete(source: Source, lines: Sequence[SeriesLine]) -> Verdict:
    regular = [one for one in lines if one.frequency in MONTHS]
    spoken = {one.series.id for one in lines if any(map(is_said, one.values))}
    lacking = [weak for line in regular for weak in _gaps(line)]
    silent = [
        of_series("silent", f"{source.id}/{one.id}", one.title)
        for one in source.series.values()
        if one.id not in spoken
    ]
    held = sum(is_said(one) for line in regular for one in line.values)
    missing = sum(int(one.size) for one in lacking)
    found = told([*silent, *lacking], of=len(spoken))
    numbers = {"missing": missing, "expected": held + missing, "silent": len(silent)}
    return found._replace(numbers={**found.numbers, **numbers, "series": len(source.series)})


def is_said(held: HeldObservation) -> bool:
    """Whether a number stands, or words, or that it is hidden: not that there is none."""
    one = held.observation
    hidden = one.status is ObservationStatus.SUPPRESSED
    return one.value is not None or one.words is not None or hidden


def _gaps(line: SeriesLine) -> Iterator[Weak]:
    """The periods between two values that nobody has stated, and those stated as missing."""
    values = sorted(line.values, key=lambda one: one.observation.period.start)
    for earlier, later in pairwise(values):
        if count := _between(earlier.observation.period, later.observation.period, line.frequency):
            yield _gap("gap", line, earlier, later, count)
    yield from (_gap("absent", line, one, one, 1) for one in values if not is_said(one))


def _between(earlier: Period, later: Period, frequency: str) -> int:
    """How many whole periods lie between two."""
    first, last = earlier.end, later.start
    months = (last.year - first.year) * 12 + last.month - first.month - 1
    return max(months // MONTHS[frequency], 0)


def _gap(
    kind: str, line: SeriesLine, earlier: HeldObservation, later: HeldObservation, count: int
) -> Weak:
    return Weak(
        kind, line.series.title, held=later, unit=line.unit, size=count,
        said={"after": earlier.observation.period, "before": later.observation.period,
              "missing": count},
    )  # fmt: skip
