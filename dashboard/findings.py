"""Sentences made from figures: what is, never why, and never whether it is good."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from dashboard.scales import is_point, open_side
from dashboard.text import Words
from dashboard.values_said import firmness
from metrics import (
    HIDING,
    Assessment,
    Catalogue,
    Framework,
    Frequency,
    HeldObservation,
    Moment,
    Observation,
    ObservationStatus,
    Period,
    PillarScorecard,
    Progress,
    Scorecard,
    ScorecardRow,
    SeriesLine,
    comparable,
    labels,
    names_already,
)

DAY = timedelta(days=1)
OWN_PLACE = "CA-ON"  # the place of the strategies: said only where a list mixes places
SEASONS = {Frequency.HALF_YEARLY, Frequency.QUARTERLY, Frequency.MONTHLY}
GROUPS = (
    "judged", "late", "not_yet_due", "not_comparable", "no_target", "no_direction", "hidden",
    "withdrawn", "in_words", "unproven", "other",
)  # fmt: skip
UNJUDGED = {Progress.NOT_ASSESSED, Progress.NOT_COMPARABLE, Progress.NOT_YET_DUE, Progress.LATE}


def beside_term(period: Period, framework: Framework) -> str | None:
    """Where a period lies that is outside a strategy's term: "after", "mostly_before" ...

    "Mostly" is more than half of its days; None where at least half are inside.
    """
    before = _days(period.start, min(period.end, framework.starts_on - DAY))
    after = _days(max(period.start, framework.ends_on + DAY), period.end)
    whole = _days(period.start, period.end)
    if 2 * (before + after) <= whole:
        return None
    if 2 * max(before, after) <= whole:
        return "mostly_outside"
    side = "after" if after > before else "before"
    return side if whole in (before, after) else f"mostly_{side}"


def _days(first: date, last: date) -> int:
    """How many days from the first to the last, both counted; none where the last is before."""
    return max(0, (last - first).days + 1)


def dated(one: Observation, term: Framework | None, catalogue: Catalogue, words: Words) -> str:
    """The period, marked where it is outside the term: "2024 (after this strategy)"."""
    period = labels.when_words(one, catalogue.series_of(one.series), words.language)
    said = ", ".join([period, *firmness(one, words)])
    side = beside_term(one.period, term) if term else None
    if side is None:
        return said
    mark = words(f"shared.term_{side}")
    return f"{said} ({mark})"


def applies_to(observation: Observation, catalogue: Catalogue, words: Words) -> list[str]:
    """Place and breakdown of a value, where there is one: ["Ontario", "Kenora"]."""
    breakdown = observation.disaggregation
    said = [labels.place_words(catalogue.places[observation.place], words.language)]
    if breakdown.members:
        dimensions = dict(catalogue.dimensions)
        said.append(labels.disaggregation_words(breakdown, dimensions, words.language))
    return said


def beyond_own_place(observation: Observation, catalogue: Catalogue, words: Words) -> list[str]:
    """The same without the strategy's own place, which needs no saying."""
    said = applies_to(observation, catalogue, words)
    return said[1:] if observation.place == OWN_PLACE else said


def placed(title: str, said: Iterable[str]) -> str:
    """The title with place and breakdown, each unless the title names it already."""
    return ", ".join([title, *(one for one in said if not names_already(title, one))])


def newest_said(found: SeriesLine) -> HeldObservation | None:
    """The newest value that is a number, words or hidden: what is hidden is not passed over."""
    said = [one for one in found.values if said_as_number_or_words(one) or is_hidden(one)]
    return said[-1] if said else None


def is_hidden(held: HeldObservation) -> bool:
    return held.observation.status is ObservationStatus.SUPPRESSED


def in_seasons(found: SeriesLine) -> bool:
    """Whether the periods are parts of a year, which are like those of a year before."""
    return bool(found.values) and found.values[-1].observation.period.frequency in SEASONS


def said_as_number_or_words(held: HeldObservation) -> bool:
    return held.observation.value is not None or held.observation.words is not None


def before_last(found: SeriesLine) -> HeldObservation | None:
    """The value that the newest may be compared with: the one before it in its segment.

    Of a quarter, a month or a half year that of the same one a year before, whatever is hidden or
    missing between the two. Before a hidden value it is the last that was shown.
    """
    newest = newest_said(found)
    if newest and is_hidden(newest):
        return next((one for one in reversed(found.values) if is_point(one)), None)
    if in_seasons(found):
        return _year_before(found)
    last = found.segments[-1] if found.segments else ()
    return last[-2] if len(last) > 1 and all(map(is_point, last[-2:])) else None


def before_gap(found: SeriesLine) -> HeldObservation | None:
    """The value before the newest where only time of which nothing is held lies between them."""
    if len(found.values) < 2 or in_seasons(found) or before_last(found):
        return None
    earlier, newest = found.values[-2:]
    if not (is_point(earlier) and is_point(newest)) or newest is not newest_said(found):
        return None
    apart = not newest.observation.period.follows(earlier.observation.period)
    return earlier if apart and comparable(earlier, newest, found.series.breaks) else None


def _year_before(found: SeriesLine) -> HeldObservation | None:
    """The value of the same part of the year before the newest, where the two may be compared."""
    every = [one for piece in found.segments for one in piece]
    if not every or not _is_exact(every[-1]):
        return None
    newest = every[-1]
    period = newest.observation.period
    wanted = period.start.year - 1, period.start.month, period.frequency
    same = (one for one in every if _part_of_year(one.observation.period) == wanted)
    fit = (one for one in same if comparable(one, newest, found.series.breaks))
    return next(filter(_is_exact, fit), None)


def _is_exact(held: HeldObservation) -> bool:
    return is_point(held) and not open_side(held)


def _part_of_year(period: Period) -> tuple[int, int, Frequency]:
    return period.start.year, period.start.month, period.frequency


def figure_noun(unreleased: int, words: Words) -> str:
    """What indicators have: published figures, or, where some are not, figures."""
    return words("shared.figure_held" if unreleased else "shared.figure_published")


def tally(card: Scorecard) -> dict[str, int]:
    """How many indicators the pillars have, and how many can be described or judged.

    The context group is not counted: the strategy does not control it.
    """
    rows = [row for one in card.pillars if not one.pillar.context for row in one.rows]
    published = [row.latest for row in rows if row.latest]
    others = [one for one in published if beside_term(one.observation.period, card.framework)]
    return {
        "total": len(rows),
        "published": len(published),
        "unpublished": sum(row.latest is None for row in rows),
        "unreleased": sum(one.unreleased for one in card.pillars if not one.pillar.context),
        "other_years": len(others),
        "own_years": len(published) - len(others),
        **groups_of_published(rows),
        "targets": sum(row.indicator.target is not None for row in rows),
    }


def groups_of_published(rows: Iterable[ScorecardRow]) -> dict[str, int]:
    """How many that have a figure are judged, and what keeps the others from it; all of them."""
    counted = Counter(_group(row.assessment) for row in rows if row.latest)
    return {name: counted[name] for name in GROUPS}


def _group(assessment: Assessment) -> str:
    if assessment.progress not in UNJUDGED:
        return "judged"
    if assessment.progress is not Progress.NOT_ASSESSED:
        return assessment.progress.value
    reason = "hidden" if assessment.reason in HIDING else str(assessment.reason)
    return reason if reason in GROUPS else "other"


def all_rows(card: Scorecard) -> list[ScorecardRow]:
    return [row for pillar in card.pillars for row in pillar.rows]


def overview_finding(card: Scorecard, words: Words) -> str:
    """How much of the strategy its figures describe; those of other years describe none of it."""
    count = tally(card)
    if not count["published"]:
        return _nothing_found(card.moment, words)
    described = "most" if 2 * count["own_years"] > count["total"] else "part"
    described = described if count["own_years"] else "others"
    said, judged = words(f"overview.finding_{described}", **count), count["judged"]
    if not judged:
        return words("overview.finding_unjudged", said=said)
    return words.counted("overview.finding_judged", judged, said=said, total=count["total"])


def _nothing_found(moment: Moment, words: Words) -> str:
    """That there is no figure; of a past moment only that none was known, ended or held then."""
    as_of, known_at, held_at = moment
    for key, day in (("then", known_at), ("as_of", as_of), ("held", held_at and held_at.date())):
        if day:
            return words(f"overview.finding_nothing_{key}", day=words.day(day))
    return words("overview.finding_nothing")


def pillar_finding(shown: PillarScorecard, moment: Moment, words: Words) -> str:
    """How many indicators have a figure, and whether they can be judged."""
    total, published = len(shown.rows), shown.published
    if published in (0, total):
        kind = "pillar.finding_all" if published else "pillar.finding_none"
        said = words(kind, total=total, figure=figure_noun(shown.unreleased, words))
    else:
        noun = figure_noun(shown.unreleased, words)
        said = words.counted("pillar.finding_some", published, total=total, figure=noun)
    said = f"{said}; {_judgement(shown, words)}"
    if day := moment.known_at or moment.as_of:
        key = "then" if moment.known_at else "as_of"
        return words(f"pillar.finding_{key}", said=said, day=words.day(day))
    return said


def _judgement(shown: PillarScorecard, words: Words) -> str:
    if shown.pillar.context:
        return words("pillar.finding_context")
    judged = sum(row.assessment.progress not in UNJUDGED for row in shown.rows)
    targets = sum(row.indicator.target is not None for row in shown.rows)
    if judged:
        return words.counted("pillar.finding_judged", judged)
    return (
        words.counted("pillar.finding_targets", targets)
        if targets
        else words("pillar.finding_no_target")
    )
