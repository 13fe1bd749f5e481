"""What becomes of a return's file: once the return is settled it is kept a while, then erased."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from dashboard.returns.store import Drafts, DraftState
from metrics import OFFICE, HeldReturn, MetricsStore, Returns, ReturnState, UnknownError

SETTLED = (ReturnState.APPROVED, ReturnState.WITHDRAWN)


def follow(drafts: Drafts, returns: Returns, code: str, now: datetime | None = None) -> None:
    """A step was taken with a return: count the days of its file, and of those it has replaced.

    A file is kept without end only while its return, or the one that replaced it, is looked at.
    `now` is when the step was taken, where it was only just.
    """
    held = returns.find(code).receipt
    same = returns.held(form=held.form, organization=held.organization, period=held.period)
    by_code = {one.receipt.code: one for one in same}
    last = {name: one.events[-1].at for name, one in by_code.items()}
    if now is not None:
        last[code] = now
    for one in same:
        settled = last.get(_settled_by(one, by_code))
        if settled is None:
            drafts.keep(one.receipt.code)
        else:
            drafts.settle(one.receipt.code, settled)


def _settled_by(one: HeldReturn, others: Mapping[str, HeldReturn]) -> str:
    """Which return is settled, it or what came in its place; empty while that is open."""
    if one.receipt.state in SETTLED:
        return one.receipt.code
    later = others.get(one.replaced_by)
    return _settled_by(later, others) if later else ""


def tie(drafts: Drafts, draft: str, returns: Returns, code: str) -> None:
    """Keep a draft as the file of the return that it has become, for as long as that is kept."""
    drafts.mark_sent(draft, code)
    follow(drafts, returns, code)


def tie_all(store: MetricsStore, drafts: Drafts) -> tuple[str, ...]:
    """Make up for what a process that died has left undone; the drafts that became returns.

    A return is recorded in one place, that its file belongs to it in another: whoever dies between
    leaves a file that would be dropped as if nobody had sent it.
    """
    returns = store.seen_by(OFFICE).returns
    kept = drafts.of()
    for code in {one.sent for one in kept if one.sent and one.has_no_end}:
        with suppress(UnknownError):  # a return of another store
            follow(drafts, returns, code)
    unsent = [one.id for one in kept if one.state is DraftState.CHECKED]
    return tuple(one for one in unsent if tie_if_sent(drafts, returns, one))


def tie_if_sent(drafts: Drafts, returns: Returns, draft: str) -> bool:
    """Whether a draft has become a return, to which it is tied now."""
    found = returns.held(key=draft)
    for one in found:
        tie(drafts, draft, returns, one.receipt.code)
    return bool(found)
