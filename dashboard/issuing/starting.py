"""What a briefing of a whole strategy or pillar begins with, on the pages as on the command line.

Of the strategy what its pillars can be judged by, then what else has a figure; of a pillar all that
it lists. No more than a briefing holds, and what is left out is told in words.
"""

from dashboard.briefings.outline import MOST, Outline, listed
from dashboard.text import Words
from metrics import OFFICIAL, Framework, Language, MetricsStore, Progress, ScorecardRow, Text


def chosen(store: MetricsStore, plan: Framework, pillar: str | None = None) -> tuple[str, ...]:
    """The indicators to begin with; none where nothing of the strategy has a figure."""
    found = listed(plan, pillar) if pillar else _with_figures(_rows(store, plan))
    return found[:MOST]


def _rows(store: MetricsStore, plan: Framework) -> list[ScorecardRow]:
    """Those of pillars that are results of the strategy."""
    card = store.seen_by(OFFICIAL).scorecard(plan.id)
    return [row for one in card.pillars if not one.pillar.context for row in one.rows]


def _with_figures(rows: list[ScorecardRow]) -> tuple[str, ...]:
    judged = [one.indicator.id for one in rows
              if one.assessment.progress is not Progress.NOT_ASSESSED]  # fmt: skip
    held = [one.indicator.id for one in rows if one.latest is not None]
    return tuple(dict.fromkeys([*judged, *held]))


def left_out(store: MetricsStore, plan: Framework, outline: Outline) -> Text | None:
    """How many of the strategy's, or the pillar's, indicators are not in it, and why; None: all."""
    every = listed(plan, outline.pillar)
    rest = set(every) - set(outline.indicators)
    if not rest:
        return None
    counts = _why(store, plan, outline, rest)
    said = {"chosen": len(every) - len(rest), "every": len(every)}
    return Text(*(_said(Words(language), counts, said) for language in Language))


def _why(
    store: MetricsStore, plan: Framework, outline: Outline, rest: set[str]
) -> dict[str, int]:  # fmt: skip
    """How many are left out for each reason; of a pillar it can be their number alone."""
    if outline.pillar:
        return {"over": len(rest)}
    rows = _rows(store, plan)
    results, held = {one.indicator.id for one in rows}, set(_with_figures(rows))
    return {"empty": len(rest & results - held), "context": len(rest - results),
            "over": len(rest & held)}  # fmt: skip


def _said(words: Words, counts: dict[str, int], said: dict[str, int]) -> str:
    parts = [words(f"briefing.left_{why}", count=count, most=MOST)
             for why, count in counts.items() if count]  # fmt: skip
    return words("briefing.left_out", **said, parts=words.joined(parts))
