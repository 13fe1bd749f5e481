"""Briefings, their changes and schedules as JSON with stable keys."""

from collections.abc import Iterable

from dashboard.briefings.composing.figures import KeptFigure
from dashboard.briefings.document import Change
from dashboard.briefings.snapshot import Difference
from dashboard.plain_values import Record
from metrics import Briefing, Run, Schedule


def briefing_record(one: Briefing) -> Record:
    """A briefing; what is issued with its hash, which stays also where a figure was withdrawn."""
    issued = one.issue
    return {
        "code": one.code,
        "title": {"en": one.title.en, "fr": one.title.fr},
        "state": one.state.value,
        "versions": len(one.versions),
        "created": one.created.isoformat(),
        "issued": issued.at.isoformat() if issued else None,
        "held_at": issued.held_at.isoformat() if issued else None,
        "content": issued.content if issued else None,
        "withdrawn": one.erased.isoformat() if one.erased else None,
        "cancelled": issued.cancelled.isoformat() if issued and issued.cancelled else None,
    }


def change_record(one: Change) -> Record:
    return {"kind": one.kind, "indicator": one.indicator, "words": one.words, "path": one.path}


def difference_record(one: Difference) -> Record:
    """A figure that is no longer what was frozen, with both; None where there is none."""
    return {**one.key._asdict(), "frozen": _stated(one.frozen), "held": _stated(one.held)}


def schedule_record(one: Schedule, runs: Iterable[Run]) -> Record:
    """A schedule with its addresses, and every step that was taken for it."""
    return {
        "code": one.code,
        "briefing": one.briefing,
        "rule": one.rule,
        "recipients": [*one.recipients],
        "formats": [*one.formats],
        "languages": [language.value for language in one.languages],
        "runs": [
            {
                "key": run.key,
                "began": run.began.isoformat(),
                "ended": run.ended.isoformat() if run.ended else None,
                "result": run.result or None,
            }
            for run in runs
        ],
    }


def _stated(one: KeptFigure | None) -> str | None:
    if one is None:
        return None
    words = [one.qualifier, "" if one.value is None else str(one.value), one.standing]
    return " ".join(filter(None, words))
