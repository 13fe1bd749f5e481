"""Why no value speaks for an indicator: none known then, none held then, no record, or none."""

from collections.abc import Iterable
from enum import StrEnum

from dashboard.addresses import Address
from dashboard.drawing import mark_kind
from dashboard.services import services
from dashboard.text import Words
from metrics import NOW, Assessment, Reason, ScorecardRow, labels


class Absence(StrEnum):
    """Each has its words in shared.toml, its mark's name in the key and its count in the tally."""

    NO_RECORD = "no_record"
    NOT_KNOWN = "not_known"
    NOT_HELD = "not_held"
    NOTHING = "nothing"


def absence(row: ScorecardRow, address: Address) -> Absence | None:
    """None where a value speaks; of a past moment, what is held by now was not known or held."""
    if row.latest is not None:
        return None
    own, then = of_assessment(row.assessment), past(address)
    return then if then and _later(row, own, address) else own


def past(address: Address) -> Absence | None:
    """Why a past moment lacks what is held now.

    None for an instant at which this site held something: it is shown as it was shown then.
    """
    if address.past_day:
        return Absence.NOT_KNOWN
    return Absence.NOT_HELD if held_nothing(address) else None


def held_nothing(address: Address) -> bool:
    """Whether the store was empty at the instant that is asked for."""
    return bool(address.moment.held_at) and not services().store.data_version()


def of_assessment(assessment: Assessment) -> Absence:
    related = assessment.reason is Reason.NO_RECORD
    return Absence.NO_RECORD if related else Absence.NOTHING


def _later(row: ScorecardRow, then: Absence, address: Address) -> bool:
    """Whether more is held of an indicator now: a value of record, or the first related ones."""
    now = rows_now(address).get(row.indicator.id)
    if now is None:
        return False
    return now.latest is not None or of_assessment(now.assessment) is not then


def rows_now(address: Address) -> dict[str, ScorecardRow]:
    """The present rows of the strategy, by indicator; the store remembers its scorecard."""
    present = services().at(NOW)
    if address.framework not in present.catalogue.frameworks:
        return {}
    card = present.store.scorecard(address.framework)
    return {row.indicator.id: row for one in card.pillars for row in one.rows}


def held_later(indicator: str, address: Address) -> bool:
    """Whether any figure of an indicator is held now, where a past moment is asked for."""
    return past(address) is not None and bool(services().at(NOW).store.series(indicator).lines)


def absent_words(why: Absence, words: Words) -> str:
    """What stands where a value would: "none published", "not known then"."""
    return words(f"shared.absent_{why}")


def progress_said(row: ScorecardRow, address: Address, words: Words) -> str:
    """The progress word with its reason; of a past moment, that nothing was known or held."""
    why = absence(row, address)
    if why in (Absence.NOT_KNOWN, Absence.NOT_HELD):
        word = labels.progress_words(Assessment(row.assessment.progress), words.language)
        return f"{word}, {absent_words(why, words)}"
    return labels.progress_words(row.assessment, words.language)


def row_mark(row: ScorecardRow, address: Address) -> str:
    """The kind of a row's mark: as `mark_kind`, but empty where nothing was known or held then."""
    past_kinds = (Absence.NOT_KNOWN, Absence.NOT_HELD)
    return "none" if absence(row, address) in past_kinds else mark_kind(row.assessment)


def key_names(rows: Iterable[ScorecardRow], address: Address) -> list[str]:
    """For each row the name under which the key counts it: its mark, or why none is there."""
    return [
        f"absent_{why}"
        if why and row_mark(row, address) in ("none", "part")
        else row_mark(row, address)
        for row in rows
        for why in [absence(row, address)]
    ]
