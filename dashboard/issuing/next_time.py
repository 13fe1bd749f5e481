"""The outline of the next briefing, from that of one that was issued: set forward, said again."""

from datetime import date, timedelta

from dashboard.briefings.composing.material import Asked, gathered
from dashboard.briefings.composing.narrative import (
    CHANGE,
    NEWEST,
    PROGRESS,
    first_of_each,
    proposed,
    standing_lines,
)
from dashboard.briefings.outline import Line, Outline
from dashboard.briefings.outline_faults import refuse_faulty
from metrics import OFFICIAL, MetricsStore, Period, months

PROPOSED = (NEWEST, CHANGE, PROGRESS)  # the keys of sentences that are proposed from figures


def set_forward(outline: Outline, code: str, until: date | None = None) -> Outline:
    """The outline of the next briefing after an issued one, with which it is compared.

    Its period moves on by one, or as often as one ends by `until`; it asks of now. What an official
    has worded tells numbers of the past: the sentence that was proposed there stands in its place,
    to be said again of new figures.
    """
    lines = tuple(
        Line(indicator=one.indicator, key=one.key, en=one.en, fr=one.fr)
        for one in outline.lines
        if one.key in PROPOSED
    )
    period = outline.period and _later(Period.parse(outline.period), until).code
    moved = {"period": period, "as_of": None, "known_at": None, "since": code, "lines": lines}
    return outline.model_copy(update=moved)


def said_again(store: MetricsStore, outline: Outline) -> Outline:
    """The same outline with its proposed sentences as the figures bear them now.

    Without any it gets the best sentence of each indicator.
    """
    moment = outline.moment._replace(held_at=None)
    seen = store.seen_by(OFFICIAL).at(moment)
    refuse_faulty(outline, seen.catalogue)
    asked = Asked(seen, seen.catalogue, outline, store.now())
    material = gathered(asked)
    lines = standing_lines(asked, material) or first_of_each(proposed(asked, material))
    return outline.model_copy(update={"lines": lines})


def _later(one: Period, until: date | None) -> Period:
    if until is None:
        return period_after(one)
    while (then := period_after(one)).end <= until:
        one = then
    return one


def period_after(one: Period) -> Period:
    """The next period as long as this one: of whole months where this one is."""
    start = one.end + timedelta(days=1)
    count = (start.year - one.start.year) * 12 + start.month - one.start.month
    if one.start.day == start.day == 1:
        return months(start.year, start.month, count)
    return Period(start, start + (one.end - one.start))
