"""The file of a check with its notes, in the language of whoever takes it."""

import logging
from typing import Any

from dashboard.returns.checks import MARKED_IN, REMARKS, remark_at
from dashboard.returns.store import Draft, Drafts
from ingest import Finding, Limits, ReadError, annotate_in_child, checked_from_json
from metrics import Language, Settings

_LOG = logging.getLogger(__name__)


def marked_file(
    drafts: Drafts, draft: Draft, language: Language, settings: Settings
) -> bytes | None:
    """The workbook as its check has marked it; None where there is none.

    It was marked in the language of the page that sent it: for another it is marked once more.
    """
    kept = drafts.annotated(draft.id)
    result = drafts.result(draft.id) if kept else {}
    if kept is None or result.get(MARKED_IN, language) == language:  # or it has no notes at all
        return kept
    content = drafts.content(draft.id)
    if content is None:
        return kept
    try:
        return annotate_in_child(content, _notes(result), language, Limits.of(settings))
    except ReadError as error:  # it could be marked once: the notes in the other language are left
        _LOG.warning("draft %s could not be marked again: %s", draft.id, error.rule)
        return kept


def _notes(result: dict[str, Any]) -> list[Finding]:
    """The office's comments as they stood at the check, then the findings."""
    said = [remark_at(*one) for one in result.get(REMARKS, ())]
    return [*said, *checked_from_json(result).findings]
