"""Files that were kept of returns whose values were erased: forgotten as soon as that was done.

They lie in a database of their own. So what was erased says what has to be forgotten: it is done
again whenever the worker looks after itself, and the second time there is nothing left to do.
"""

from dashboard.returns.store import Drafts
from metrics import (
    OFFICE,
    SYSTEM,
    AuditAction,
    Erasure,
    ErasureKind,
    MetricsStore,
    code_of,
    object_of,
    of_partner,
)


def forget(store: MetricsStore, drafts: Drafts) -> tuple[str, ...]:
    """Drop every file of what was erased, and bring that off the disk; the drafts' ids."""
    gone: list[str] = []
    for one in store.seen_by(OFFICE).consents.erasures():
        gone += _forgotten(one, store, drafts)
    store.scour()
    return tuple(gone)


def _forgotten(one: Erasure, store: MetricsStore, drafts: Drafts) -> list[str]:
    """The drafts of an organization and form that were made before its values were erased.

    A draft that does not say its form may be of any: it goes too.
    """
    codes = _codes(one, store)
    gone = []
    for draft in drafts.of(one.organization):
        of_form = draft.form in (one.form, "") and draft.made_at <= one.at
        if draft.sent in codes if one.kind is ErasureKind.PURGED else of_form:
            drafts.cancel(draft.id)
            organization = code_of(one.organization)
            store.note(SYSTEM, AuditAction.FILE_PURGED, object_of("draft", draft.id),
                       organization=organization)  # fmt: skip
            gone.append(draft.id)
    return gone


def _codes(one: Erasure, store: MetricsStore) -> frozenset[str]:
    """The returns of which nothing is left, by their code."""
    if one.kind is not ErasureKind.PURGED:
        return frozenset()
    held = store.seen_by(of_partner(one.organization)).returns.held(
        form=one.form, organization=one.organization
    )
    return frozenset(each.receipt.code for each in held if not each.receipt.content.strip("0"))
