"""What a briefing of a whole strategy or pillar begins with, on the pages as on the command line.

Of the strategy what its pillars can be judged by, then what else has a figure; of a pillar all that
it lists. No more than a briefing holds, and what is left out is told in words.
"""

from dashboard.briefings.outline import MOST, Outline, context, listed
from dashboard.text import Words, both
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
    """How many of the strategy's, or the pillar's, indicators are not in it, and why; None: all.

    A strategy has as many as its overview counts; its context is counted apart.
    """
    kind = "pillar" if outline.pillar else "strategy"
    chosen, apart = {*outline.indicators}, {*context(plan, store.moment.as_of)}
    every, counts = _of_pillar(plan, outline) if outline.pillar else _of_all(store, plan, outline)
    if outline.pillar or apart <= chosen:
        apart = set()
    if not apart and every <= chosen:
        return None
    told = {"chosen": len(every & chosen), "every": len(every)}
    said = [both(f"briefing.left_chosen_{kind}", **told), _left(counts)]
    if apart:
        said.append(both("briefing.left_context", count=len(apart & chosen), every=len(apart)))
    return Text(*(" ".join(filter(None, one)) for one in zip(*said, strict=True)))


def _of_pillar(plan: Framework, outline: Outline) -> tuple[set[str], dict[str, int]]:
    """What it lists, and how much of that is left out: of a pillar for want of room alone."""
    every = {*listed(plan, outline.pillar)}
    return every, {"over": len(every - {*outline.indicators})}


def _of_all(
    store: MetricsStore, plan: Framework, outline: Outline
) -> tuple[set[str], dict[str, int]]:
    """The results of a strategy, and how many are left out for each reason."""
    rows, chosen = _rows(store, plan), {*outline.indicators}
    every, held = {one.indicator.id for one in rows}, {*_with_figures(rows)}
    return every, {"empty": len(every - held - chosen), "over": len(held - chosen)}


def _left(counts: dict[str, int]) -> Text:
    """How many are left out for each reason; nothing where none is."""
    return Text(*(_left_in(counts, Words(language)) for language in Language))


def _left_in(counts: dict[str, int], words: Words) -> str:
    parts = [words(f"briefing.left_{why}", count=count, most=MOST)
             for why, count in counts.items() if count]  # fmt: skip
    return words("briefing.left_out", parts=words.joined(parts)) if parts else ""
