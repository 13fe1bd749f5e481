"""What a return says again: the last one of its period, and the reasons that were given with it."""

from collections.abc import Iterable, Mapping

from dashboard.returns import asking
from dashboard.returns.grouping import Group, grouped
from dashboard.returns.store import Drafts
from ingest import Checked, Finding, checked_from_json
from metrics import HeldReturn, MetricsStore, ReturnState, of_partner


def last_sent(store: MetricsStore, form: str, organization: str, period: str) -> HeldReturn | None:
    """The newest return of a period, as its own sender sees it."""
    span = asking.period_in(period)
    if not (form and organization and span):
        return None
    returns = store.seen_by(of_partner(organization)).returns
    held = returns.held(form=form, organization=organization, period=span)
    return next((one for one in held if not one.replaced_by), None)


def sent_back(store: MetricsStore, form: str, organization: str, period: str) -> HeldReturn | None:
    """The same, where the office has sent it back."""
    newest = last_sent(store, form, organization, period)
    return newest if newest and newest.receipt.state is ReturnState.RETURNED else None


def reasons_kept(store: MetricsStore, drafts: Drafts, checked: Checked) -> dict[str, str]:
    """The reasons of the last return that hold for this one too, by the key of their cause.

    A reason holds for what it was given for: where a value, a cell or what is compared with it is
    another one now, it is asked for anew.
    """
    last = last_sent(store, checked.form, checked.partner, checked.period)
    if last is None or last.receipt.state is ReturnState.WITHDRAWN or not last.reasons:
        return {}
    said = {(one.sheet, one.cell, one.rule): one.words for one in last.reasons}
    before = _asked_before(drafts, last)
    return {
        one.key: said[place]
        for one in grouped(checked.findings)
        if one.asks_reason and _said_of(one.findings) == before.get(one.key)
        if (place := (one.first.sheet, one.first.cell, one.first.rule)) in said
    }


def _asked_before(drafts: Drafts, last: HeldReturn) -> Mapping[str, list[tuple[object, ...]]]:
    """What the last return was asked about; nothing once its file is kept no more."""
    draft = drafts.became(last.receipt.code)
    result = drafts.result(draft.id) if draft else {}
    if "findings" not in result:
        return {}
    groups: Iterable[Group] = grouped(checked_from_json(result).findings)
    return {one.key: _said_of(one.findings) for one in groups}


def _said_of(findings: Iterable[Finding]) -> list[tuple[object, ...]]:
    return [(one.sheet, one.cell, one.words, one.message, one.against) for one in findings]
