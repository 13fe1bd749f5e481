"""A line of values as a sentence: what it counts, its newest value, and the one beside that."""

from dashboard.findings import (
    applies_to,
    before_gap,
    before_last,
    beyond_own_place,
    is_hidden,
    newest_said,
    placed,
)
from dashboard.scales import is_point
from dashboard.text import Words
from dashboard.values_said import value_said
from dashboard.when_said import in_period
from metrics import (
    Catalogue,
    HeldObservation,
    Indicator,
    ObservationStatus,
    Series,
    SeriesLine,
    labels,
)


def line_title(
    series: Series, held: HeldObservation, catalogue: Catalogue, words: Words, *, own: bool = False
) -> str:
    """How a sentence names a figure: by what its series counts, with place and breakdown.

    An indicator may ask for more than the series that stands for it holds: its own title stands
    above such a sentence, never in it. `own` names the strategy's own place too: where the
    sentence stands among others that name another.
    """
    said = (applies_to if own else beyond_own_place)(held.observation, catalogue, words)
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
    title: str, found: SeriesLine, words: Words, chance: str = "", *, alone: bool = True
) -> str:
    """The newest value, beside the one before it that it may be compared with.

    Where `chance` tells what the rules of chance say of it, that stands in place of the other.
    Figures for several years stand alone: their lengths and scopes differ. A part of a year stands
    beside the same part of the year before. A newest value that is hidden is said to be so, and so
    is a gap before it. `alone` where nothing near by says that a value is provisional, or what was
    before a gap: a briefing has marks and notes of its own for both.
    """
    last = newest_said(found)
    if last is None:
        return words("shared.finding_none", title=title)
    when = when_firm if alone else when_of
    said = {"title": title, "value": value_said(last, found.unit, words)}
    said |= {"period": when(found, last, words)}
    if chance:
        return words("shared.finding_signal", **said, said=chance)
    gap = before_gap(found) if alone else None
    other = gap or _beside(found, last)
    if other is None:
        return words("shared.finding_one", **said)
    said |= {"before": value_said(other, found.unit, words), "then": when(found, other, words)}
    return words(f"shared.finding_{'gap' if gap else 'two'}", **said)


def _beside(found: SeriesLine, last: HeldObservation) -> HeldObservation | None:
    """The value before the newest, where both are of one point in time or the newest is hidden."""
    other = before_last(found)
    can_stand = is_point(last) or is_hidden(last)
    return other if other and is_point(other) and can_stand else None


def when_firm(found: SeriesLine, held: HeldObservation, words: Words) -> str:
    """When a value was counted, and where its publisher says so, that it is not final."""
    said = [when_of(found, held, words)]
    if held.observation.status is ObservationStatus.PROVISIONAL or held.is_provisional:
        said.append(f"({words('shared.provisional')})")
    return " ".join(said)


def when_of(found: SeriesLine, held: HeldObservation, words: Words) -> str:
    """When a value was counted, as a sentence says it; "(no date given)" of an undated series."""
    if found.series.undated:
        return f"({words.text(labels.UNDATED)})"
    return in_period(held.observation.period, words)
