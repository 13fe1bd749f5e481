"""From a checked draft to a return that is sent: what is previewed is what is recorded."""

from collections.abc import Mapping
from typing import NamedTuple

from dashboard.returns.grouping import Group
from dashboard.returns.replies import answers
from dashboard.returns.settling import tie
from dashboard.returns.store import Draft, Drafts
from ingest import Checked
from metrics import (
    FileRead,
    MetricsStore,
    Period,
    Preview,
    Remark,
    ReturnReceipt,
    Returns,
    SentReturn,
    of_partner,
)

MOST_CELLS = 20  # of one cause that carry its reason; the others stand in its first words


def sent_return(
    draft: Draft, checked: Checked, groups: tuple[Group, ...], reasons: Mapping[str, str]
) -> SentReturn:
    """What is sent; the draft's id is the sender's own mark, so that it counts once."""
    return SentReturn(
        form=checked.form,
        organization=checked.partner,
        period=Period.parse(checked.period),
        language=checked.language,
        version=checked.version,
        content=checked.content,
        file=FileRead(draft.file or "-", draft.sha256),
        key=draft.id,
        reasons=(*_remarks(groups, reasons), *answers(reasons)),
    )


def _remarks(groups: tuple[Group, ...], reasons: Mapping[str, str]) -> list[Remark]:
    """A reason at each cell of its cause, up to so many: the office reads it where it looks."""
    return [
        Remark(one.sheet, one.cell, one.rule, reasons[group.key])
        for group in groups
        if group.asks_reason and group.key in reasons
        for one in group.findings[:MOST_CELLS]
    ]


class Sender(NamedTuple):
    """Who sends, and the mark of the preview that they have seen."""

    account: str
    seen: str


def own_returns(store: MetricsStore, organization: str) -> Returns:
    """The returns as their sender sees them: what others have sent takes no part."""
    return store.seen_by(of_partner(organization)).returns


def preview(store: MetricsStore, sent: SentReturn, checked: Checked) -> Preview:
    """What sending would change; nothing is recorded."""
    return own_returns(store, sent.organization).preview(sent, checked.observations)


def send(
    store: MetricsStore, drafts: Drafts, draft: Draft, sent: SentReturn, checked: Checked,
    by: Sender,
) -> ReturnReceipt:  # fmt: skip
    """Record it, once however often it is asked; its file is kept with the return.

    ChangedSinceError where something else would be recorded than `by` has seen: that is looked at
    in the transaction that records, so that nobody comes between.
    """
    returns = own_returns(store, sent.organization)
    receipt = returns.submit(sent, checked.observations, by.account, by.seen)
    tie(drafts, draft.id, returns, receipt.code)
    return receipt


def base_of(store: MetricsStore, sent: SentReturn) -> str:
    """A mark of what a preview shows: of what is sent, and of what it is compared with."""
    return own_returns(store, sent.organization).mark(sent)
