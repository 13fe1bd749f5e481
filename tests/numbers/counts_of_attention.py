"""What the overview says needs attention, and of how many targets a day is the last."""

from collections import Counter
from collections.abc import Iterator

from dashboard.targets_said import due_note
from dashboard.values_said import value_said
from metrics import ScorecardRow
from tests.numbers.asked import Asked, Count
from tests.numbers.counts_of_quality import timely

NAMED = 3  # that the overview names


def of_attention(asked: Asked) -> Iterator[Count]:
    card = asked.held.store.scorecard(asked.framework.id)
    every = [row for one in card.pillars for row in one.rows]
    rows = [row for one in card.pillars if not one.pillar.context for row in one.rows]
    yield asked.counted("overview.series_late_link", _late_series(every, asked))
    targetless = sum(not row.indicator.targets for row in rows)
    yield asked.counted("overview.targetless_link", targetless)
    yield asked.counted("overview.silent_link", sum(row.latest is None for row in rows))
    yield from _behind(every, asked)
    yield from of_days(asked)


def _behind(every: list[ScorecardRow], asked: Asked) -> Iterator[Count]:
    """How many are behind beside the three that are named; of each what was due."""
    urgent = ("late", "off_track", "watch")
    words = [str(row.assessment.progress) for row in every]
    behind = sorted((one for one in words if one in urgent), key=urgent.index)
    for word, number in Counter(behind[NAMED:]).items():
        how = "more" if word in behind[:NAMED] else "all"
        yield asked.counted(f"overview.behind_{how}", number)
    for row in every:
        said = due_note(row.assessment, row.unit, asked.words)
        if said and row.latest:
            yield Count(said)
            yield Count(value_said(row.latest, row.unit, asked.words))


def of_days(asked: Asked) -> Iterator[Count]:
    """Of how many targets each day is the last."""
    card = asked.held.store.scorecard(asked.framework.id)
    every = [row for one in card.pillars for row in one.rows]
    for number in Counter(one.by for row in every if (one := row.indicator.target)).values():
        yield asked.counted("overview.targetless_link", number)


def _late_series(rows: list[ScorecardRow], asked: Asked) -> int:
    """Of all series of the strategy's indicators and its context, how many are late."""
    shown, catalogue = {row.indicator.id for row in rows}, asked.held.catalogue
    late = 0
    for source in catalogue.sources.values():
        figures = {
            key: every
            for key, every in asked.held.figures.items()
            if key.series.partition("/")[0] == source.id
            and catalogue.series[key.series].indicator in shown
        }
        if figures:
            late += timely(source, figures, asked.held.store.today()).count
    return late
