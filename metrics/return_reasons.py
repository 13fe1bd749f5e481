"""The words that are kept with a step of a return: short, and there where a step needs them."""

import re
from collections.abc import Iterable

from metrics.return_refusals import no_reason, too_long
from metrics.return_values import Remark

LONGEST_REASON = 500  # characters; a partner's reason, the office's comment
MOST_REMARKS = 2000
# What neither a workbook nor every database can hold, and what turns the words beside it around,
# by which a note could seem to be another's; line breaks and tabs are words' own.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def reason_of(reason: str, *, needed: bool = True) -> str:
    """Why a step is taken; MetricsError where that is not said, or said at length."""
    said = writable(reason).strip()
    if needed and not said:
        raise no_reason()
    return _short(said)


def remarks_of(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """What is said at cells, each in a few words."""
    said = tuple(one._replace(words=_short(writable(one.words).strip())) for one in remarks)
    if len(said) > MOST_REMARKS:
        raise too_long(MOST_REMARKS)
    return said


def writable(words: str) -> str:
    """The words without the signs that draw nothing: they break workbooks, or mislead the eye."""
    return _CONTROL.sub("", words)


def _short(words: str) -> str:
    if len(words) > LONGEST_REASON:
        raise too_long(LONGEST_REASON)
    return words
