"""The return that an address names, where whoever asks may see it."""

from flask import abort

from dashboard.access.authorize import Action
from dashboard.access.journal import saw
from dashboard.returns import frame
from dashboard.returns.keeping_back import return_of
from dashboard.services import services
from metrics import HeldReturn, UnknownError


def found(code: str, action: Action = Action.READ) -> HeldReturn:
    """The return of an address, where its reader may do this to it; else there is nothing."""
    try:
        held = services().store.returns.find(code)
    except UnknownError:
        abort(404)
    whose = held.receipt.organization
    frame.may_or_gone(action, return_of(held), "return", code)
    saw("return", code, whose=whose)
    return held
