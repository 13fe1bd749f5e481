"""Lines of one name are told apart by how long their periods are, on page and command line."""

from collections import Counter
from collections.abc import Callable, Sequence

from dashboard.text import Words
from metrics import Frequency, SeriesLine

LEAP_YEAR = 366  # days


def lengths_said(lines: Sequence[SeriesLine], words: Words) -> Callable[[SeriesLine], str]:
    """How long a line's periods are, where another of these lines has its name; else nothing."""
    twice = {one for one, count in Counter(map(_named, lines)).items() if count > 1}
    return lambda line: _length(line, words) if _named(line) in twice else ""


def _named(line: SeriesLine) -> tuple[str, ...]:
    """What is said of a line, but for how long its periods are."""
    return line.source.id, line.series.id, line.place, line.disaggregation, line.organization


def _length(line: SeriesLine, words: Words) -> str:
    if line.frequency != Frequency.OTHER:
        return words(f"shared.frequency_{line.frequency}")
    several = all(one.observation.period.days > LEAP_YEAR for one in line.values)
    return words("shared.spans_of_years" if several else "shared.spans")
