"""A line of values as a sentence: what it counts, its newest value, and the one beside that."""

from collections.abc import Callable

from dashboard.findings import (
    before_gap,
    before_last,
    beyond_own_place,
    in_period,
    in_seasons,
    is_hidden,
    newest_said,
    placed,
)
from dashboard.scales import is_point
from dashboard.text import Words
from dashboard.values_said import value_said
from metrics import Catalogue, HeldObservation, Indicator, Series, SeriesLine, labels

Beside = Callable[[SeriesLine], HeldObservation | None]  # which value the newest is set beside


def line_title(series: Series, held: HeldObservation, catalogue: Catalogue, words: Words) -> str:
    """How a sentence names a figure: by what its series counts, with place and breakdown.

    An indicator may ask for more than the series that stands for it holds: its own title stands
    above such a sentence, never in it.
    """
    said = beyond_own_place(held.observation, catalogue, words)
    return placed(words.text(series.title), said)


def figure_shown(
    indicator: Indicator, held: HeldObservation | None, catalogue: Catalogue, words: Words
) -> str:
    """What stands under an indicator's name in a row with a figure that counts something else."""
    series = catalogue.series_of(held.observation.series) if held else None
    if series is None or words.text(series.title) == words.text(indicator.title):
        return ""
    return words("shared.figure_shown", title=words.text(series.title))


def line_finding(
    title: str, found: SeriesLine, words: Words, beside: Beside | None = None, chance: str = ""
) -> str:
    """The newest value, beside the first that it may be compared with, or the one of `beside`.

    Where `chance` tells what the rules of chance say of it, that stands in place of the other.

    Figures for several years stand alone: their lengths and scopes differ. A part of a year stands
    beside the same part of the year before. A newest value that is hidden is said to be so, and so
    is a gap before it.
    """
    last = newest_said(found)
    if last is None:
        return words("shared.finding_none", title=title)
    values = {
        "title": title,
        "value": value_said(last, found.unit, words),
        "period": when_of(found, last, words),
    }
    if chance:
        return words("shared.finding_signal", **values, said=chance)
    other = (beside or _first)(found)
    if beside is None and (earlier := before_gap(found)):
        before, then = value_said(earlier, found.unit, words), when_of(found, earlier, words)
        return words("shared.finding_gap", **values, before=before, then=then)
    if other is None or not is_point(other) or not (is_point(last) or is_hidden(last)):
        return words("shared.finding_one", **values)
    return words(
        "shared.finding_two",
        **values,
        before=value_said(other, found.unit, words),
        then=when_of(found, other, words),
    )


def _first(found: SeriesLine) -> HeldObservation | None:
    """The first value of the run of the newest; of a hidden one or a season the one before it."""
    last = newest_said(found)
    if (last and is_hidden(last)) or in_seasons(found):
        return before_last(found)
    first = found.segments[-1][0] if found.segments else last
    return None if first is last else first


def when_of(found: SeriesLine, held: HeldObservation, words: Words) -> str:
    """When a value was counted, as a sentence says it; "(no date given)" of an undated series."""
    if found.series.undated:
        return f"({words.text(labels.UNDATED)})"
    return in_period(held.observation.period, words)
