"""The draft that an address names, where whoever asks may see it."""

from flask import abort

from dashboard.access.authorize import Action
from dashboard.access.journal import saw
from dashboard.returns import frame
from dashboard.returns.comments import private_among
from dashboard.returns.desk import desk
from dashboard.returns.drafts_read import Seen, read
from dashboard.returns.keeping_back import draft_of
from dashboard.returns.office import published
from dashboard.returns.store import Draft

LONGEST_ID = 32


def found(id_: str, action: Action = Action.READ) -> Draft:
    """The draft of an address, where its reader may do this to it; else there is nothing."""
    draft = desk().drafts.find(id_) if len(id_) <= LONGEST_ID else None
    if draft is None:
        abort(404)
    thing = draft_of(draft.organization, draft.form, draft.account)
    frame.may_or_gone(action, thing, "draft", id_)
    saw("draft", draft.id, whose=draft.organization)
    return draft


def seen(draft: Draft) -> Seen:
    """With its result, which was sealed."""
    return read(desk().drafts, draft)


def private_reasons(held: Seen) -> frozenset[str]:
    """The causes whose reason tells of a person, by their key: it may not go with a return."""
    return private_among(held.reasons, published())
