"""Why no value speaks for an indicator: none known, ended or held then, no record, or none."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dashboard.text import Words
from metrics import (
    NOW,
    Assessment,
    Explanation,
    MetricsStore,
    Moment,
    Reason,
    ScorecardRow,
    labels,
)


class Absence(StrEnum):
    """Each has its words in shared.toml, its mark's name in the key and its count in the tally."""

    NO_RECORD = "no_record"
    NOT_KNOWN = "not_known"
    NOT_ENDED = "not_ended"
    NOT_HELD = "not_held"
    NOTHING = "nothing"


# Why a past moment lacks what is held now, with the beginning of the keys in which it is said.
PAST = {Absence.NOT_KNOWN: "then", Absence.NOT_ENDED: "as_of", Absence.NOT_HELD: "held"}


class Then(NamedTuple):
    """Of when a question is asked, on page or command line: a store at its moment, a strategy."""

    store: MetricsStore
    framework: str

    @property
    def day(self) -> date | None:
        """The day by which something is left out that is held now, or on which it was held."""
        as_of, known_at, held_at = self.store.moment
        return known_at or as_of or (held_at.date() if held_at else None)


def absence(row: ScorecardRow, then: Then) -> Absence | None:
    """None where a value speaks; of a past moment, what is held by now was not known or held.

    Where related figures were known then, that none of them stands for the indicator says more.
    """
    if row.latest is not None:
        return None
    own, why = of_assessment(row.assessment), past(then)
    return why if why and own is Absence.NOTHING and _later(row, then) else own


def past(then: Then) -> Absence | None:
    """Why a past moment lacks what is held now.

    None for an instant at which this site held something: it is shown as it was shown then.
    """
    if apart := left_out(then.store.moment):
        return apart
    return Absence.NOT_HELD if held_nothing(then.store) else None


def left_out(moment: Moment) -> Absence | None:
    """Why a moment leaves out what is held now: not known then, or of a period yet to end."""
    if moment.known_at:
        return Absence.NOT_KNOWN
    return Absence.NOT_ENDED if moment.as_of else None


def held_nothing(store: MetricsStore) -> bool:
    """Whether the store was empty at the instant that is asked for."""
    return bool(store.moment.held_at) and not store.data_version()


def of_assessment(assessment: Assessment) -> Absence:
    related = assessment.reason is Reason.NO_RECORD
    return Absence.NO_RECORD if related else Absence.NOTHING


def _later(row: ScorecardRow, then: Then) -> bool:
    """Whether anything is held of an indicator now: a value of record, or related ones."""
    now = rows_now(then).get(row.indicator.id)
    if now is None:
        return False
    return now.latest is not None or of_assessment(now.assessment) is Absence.NO_RECORD


def rows_now(then: Then) -> dict[str, ScorecardRow]:
    """The present rows of the strategy, by indicator; the store remembers its scorecard."""
    present = then.store.at(NOW)
    if then.framework not in present.catalogue.frameworks:
        return {}
    card = present.scorecard(then.framework)
    return {row.indicator.id: row for one in card.pillars for row in one.rows}


def held_later(indicator: str, then: Then) -> bool:
    """Whether any figure of an indicator is held now, where a past moment is asked for."""
    present = then.store.at(NOW)
    known = indicator in present.catalogue.indicators
    return past(then) is not None and known and bool(present.series(indicator).lines)


def unexplained(found: Explanation, then: Then) -> Absence | None:
    """Of a past moment, that what is explained now was not known or held then; else None."""
    why, own = past(then), of_assessment(found.assessment)
    if found.line is not None or why is None or own is Absence.NO_RECORD:
        return None
    return why if held_later(found.indicator.id, then) else None


def absent_words(why: Absence, words: Words) -> str:
    """What stands where a value would: "none published", "not known then"."""
    return words(f"shared.absent_{why}")


def nothing_then(title: str, why: Absence, then: Then, words: Words) -> str:
    """The sentence of an indicator of which nothing was known, ended or held at a past moment."""
    return words(f"indicator.{PAST[why]}_nothing", title=title, day=words.day(then.day or date.min))


def progress_said(row: ScorecardRow, then: Then, words: Words) -> str:
    """The progress word with its reason; of a past moment, that nothing was known or held."""
    return assessment_said(row.assessment, absence(row, then), words)


def assessment_said(assessment: Assessment, why: Absence | None, words: Words) -> str:
    """The progress word with its reason, which the moment gives where it leaves values out."""
    if why in PAST:
        word = labels.progress_words(Assessment(assessment.progress), words.language)
        return f"{word}, {absent_words(Absence(why), words)}"
    return labels.progress_words(assessment, words.language)
