"""A draft as a page or a command needs it: what was found, and what its sender has said to that."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from dashboard.returns.checks import KEPT_REASONS, LAYOUT, UNMARKED
from dashboard.returns.grouping import Group, grouped, of_severity, unexplained
from dashboard.returns.store import Draft, Drafts, DraftState
from ingest import PERSONAL_DATA, Checked, Outcome, Severity, checked_from_json
from metrics import Text


class Seen(NamedTuple):
    """A draft whose check is over; `failed` says why there is nothing to show."""

    draft: Draft
    checked: Checked | None
    groups: tuple[Group, ...]
    answers: dict[str, str]
    reasons: dict[str, str]
    failed: Text | None
    has_layout: bool = False  # whether a layout was proposed for it
    is_unmarked: bool = False  # whether its file is offered without the notes of an earlier check
    kept_reasons: Mapping[str, str] = MappingProxyType({})  # of the last return, by cause

    @property
    def errors(self) -> tuple[Group, ...]:
        return of_severity(self.groups, Severity.ERROR)

    @property
    def warnings(self) -> tuple[Group, ...]:
        return of_severity(self.groups, Severity.WARNING)

    @property
    def unexplained(self) -> tuple[Group, ...]:
        return unexplained(self.groups, self.reasons)

    @property
    def is_private(self) -> bool:
        """Whether it was refused for personal data."""
        return any(one.first.rule.startswith(PERSONAL_DATA) for one in self.groups)

    @property
    def can_be_sent(self) -> bool:
        """Once every warning has its reason."""
        if self.checked is None or self.draft.state is not DraftState.CHECKED:
            return False
        return self.checked.outcome is not Outcome.REJECT and bool(self.checked.observations)


def read(drafts: Drafts, draft: Draft) -> Seen:
    """The same from these drafts; for the command line too."""
    result, said = drafts.result(draft.id), drafts.said(draft.id)
    failed = Text(*result["failed"]) if "failed" in result else None
    checked = checked_from_json(result) if "findings" in result else None
    groups = grouped(checked.findings) if checked else ()
    return Seen(draft, checked, groups, said["answers"], said["reasons"], failed, LAYOUT in result,
                UNMARKED in result, result.get(KEPT_REASONS, {}))  # fmt: skip
