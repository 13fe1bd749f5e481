"""The words that are kept with a step of a return: short, and there where a step needs them."""

from collections.abc import Iterable

from metrics.return_refusals import no_reason, too_long
from metrics.return_values import Remark

LONGEST_REASON = 500  # characters; a partner's reason, the office's comment
MOST_REMARKS = 2000


def reason_of(reason: str, *, needed: bool = True) -> str:
    """Why a step is taken; MetricsError where that is not said, or said at length."""
    said = reason.strip()
    if needed and not said:
        raise no_reason()
    return _short(said)


def remarks_of(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """What is said at cells, each in a few words."""
    said = tuple(one._replace(words=_short(one.words.strip())) for one in remarks)
    if len(said) > MOST_REMARKS:
        raise too_long(MOST_REMARKS)
    return said


def _short(words: str) -> str:
    if len(words) > LONGEST_REASON:
        raise too_long(LONGEST_REASON)
    return words
