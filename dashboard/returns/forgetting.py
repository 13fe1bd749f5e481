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

    A draft that does not say its form may be of any: it goes too. Of one return that was purged go
    its own files, and what was checked for the same period and never sent: it may be the same file.
    """
    purged = _purged(one, store)
    gone = []
    for draft in drafts.of(one.organization):
        is_of_form = draft.form in (one.form, "") and draft.made_at <= one.at
        is_of_return = draft.sent in purged or (not draft.sent and draft.period in purged.values())
        if is_of_form and (is_of_return or one.kind is not ErasureKind.PURGED):
            drafts.cancel(draft.id)
            organization = code_of(one.organization)
            store.note(SYSTEM, AuditAction.FILE_PURGED, object_of("draft", draft.id),
                       organization=organization)  # fmt: skip
            gone.append(draft.id)
    return gone


def _purged(one: Erasure, store: MetricsStore) -> dict[str, str]:
    """The returns of which nothing is left: by their code the period."""
    if one.kind is not ErasureKind.PURGED:
        return {}
    held = store.seen_by(of_partner(one.organization)).returns.held(
        form=one.form, organization=one.organization
    )
    gone = (each.receipt for each in held if not each.receipt.content.strip("0"))
    return {each.code: each.period.code for each in gone}
