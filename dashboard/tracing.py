"""`pillars trace`: the way of each value of a period, and of those that a longer one is made of."""

from typing import NamedTuple

from dashboard.absent import held_later, nothing_then, past
from dashboard.choice import NotHeldError, no_such_period
from dashboard.plain_values import Record
from dashboard.printing import Opened, print_table, write_line
from dashboard.reading import headings, in_words, none_held
from dashboard.records import trail_record
from metrics import (
    NOW,
    HeldObservation,
    MetricsStore,
    Period,
    ProvenanceTrail,
    RolledUp,
    UnknownError,
    labels,
    step_words,
)

Trails = tuple[ProvenanceTrail, ...]


class Traced(NamedTuple):
    """What is asked for; no place means every place."""

    indicator: str
    period: Period
    place: str | None


def trails_of(asked: Traced, opened: Opened) -> Trails:
    """The trails; none where nothing is held, or a past moment did not know what is held now.

    Raises UnknownError for a period that is held at no moment, of an indicator that has figures,
    and NotHeldError where the place that is asked for lacks it.
    """
    if not any(_is_held(asked.indicator, one) for one in (opened.store, opened.store.at(NOW))):
        return ()
    try:
        return _trails(opened.store, asked)
    except (UnknownError, NotHeldError):
        if past(opened.then) is None:
            raise
        _trails(opened.store.at(NOW), asked)
        return ()


def _is_held(indicator: str, store: MetricsStore) -> bool:
    return indicator in store.catalogue.indicators and bool(store.series(indicator).lines)


def _trails(store: MetricsStore, asked: Traced) -> Trails:
    if asked.place is None:
        return store.trail(asked.indicator, asked.period.code)
    try:
        found = store.trail(asked.indicator, asked.period.code, place=asked.place)
    except UnknownError:  # it tells of periods alone: here those of one place are meant
        found = ()
    if not found:
        raise no_such_period(asked.indicator, asked.place, asked.period, store)
    return found


def trail_records(asked: Traced, trails: Trails, opened: Opened) -> list[Record]:
    """The trails; those of parts each with the whole that they make."""
    whole = _whole(asked, trails, opened)
    more: Record = {"whole": _whole_record(whole)} if whole else {}
    return [{**trail_record(one, opened.catalogue, opened.language), **more} for one in trails]


def tell_trails(asked: Traced, trails: Trails, opened: Opened) -> None:
    """A table a trail; above the parts of a longer period what they come to, step by step."""
    opened.head()
    if not trails:
        write_line(_nothing(asked, opened))
    if whole := _whole(asked, trails, opened):
        _tell_whole(whole, opened)
    for one in trails:
        steps = [
            [opened.words.text(step.title), opened.words.text(step.words)] for step in one.steps
        ]
        title = ", ".join([*in_words(one.held, opened), *_counts(one.held, opened)])
        print_table(title, headings(("step", "words"), opened), steps)


def _nothing(asked: Traced, opened: Opened) -> str:
    indicator, why = opened.catalogue.indicator(asked.indicator), past(opened.then)
    if why is None or not held_later(indicator.id, opened.then):
        return none_held(indicator, opened)
    title = opened.words.text(indicator.title)
    named = f"{title}, {labels.period_words(asked.period, opened.language)}"
    return f"{nothing_then(named, why, opened.then, opened.words)}."


def _whole(asked: Traced, trails: Trails, opened: Opened) -> RolledUp | None:
    """What the trails are parts of; None where they are of the period itself."""
    if not trails or any(one.held.observation.period == asked.period for one in trails):
        return None
    rolled = opened.store.explain(asked.indicator, asked.period.code).rolled
    return rolled if isinstance(rolled, RolledUp) else None


def _whole_record(whole: RolledUp) -> Record:
    ratio = whole.ratio
    return {
        "period": whole.period.code,
        "value": float(whole.value) if whole.value is not None else None,
        "numerator": ratio.numerator if ratio else None,
        "denominator": ratio.denominator if ratio else None,
    }


def _tell_whole(whole: RolledUp, opened: Opened) -> None:
    """The total with its arithmetic: of a share its numerator and denominator."""
    period = labels.period_words(whole.period, opened.language)
    unit = opened.catalogue.unit_of(whole.line.series)
    write_line(f"{period}{opened.words('shared.colon').rstrip()}")
    for number, step in enumerate(whole.reasoning.steps, 1):
        write_line(f"  {number}. {step_words(step, unit, opened.language)}")
    write_line()


def _counts(held: HeldObservation, opened: Opened) -> list[str]:
    """Numerator and denominator of a share, where they are held."""
    one = held.observation
    if one.numerator is None or one.denominator is None:
        return []
    return [opened.words("told.of", part=one.numerator, whole=one.denominator)]
