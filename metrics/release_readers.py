"""What of a release is whose to know, before its minute and after."""

from collections.abc import Iterable

from metrics.disclosure.tables import outwardly
from metrics.release_values import Held, Release
from metrics.scopes import Scope


def waited_for(scope: Scope, lacking: Iterable[str]) -> frozenset[str]:
    """The owners of whom a reader sees nothing until their stewards have agreed.

    Silence is no agreement: before it the office sees their figures, which asks for it, and those
    who are asked. Officials, who see ahead, see them afterwards.
    """
    is_official = scope.sees_ahead and scope.organizations is not None
    return frozenset(lacking) - (scope.organizations or frozenset()) if is_official else frozenset()


def as_known_to(scope: Scope, told: Release) -> Release:
    """A release without what is not its reader's to know.

    No accounts for who does not see ahead, and for everybody outside the office neither sums of
    hidden figures nor how many are hidden for their own sake.
    """
    if scope.organizations is not None:
        told = told._replace(loss=outwardly(told.loss, counts=scope.sees_ahead))
    if scope.sees_ahead:
        return told
    if not told.is_out:  # that another owner has withdrawn is not this reader's to know
        told = told._replace(withdrawn=0, left=min(told.left, 1))
    own = scope.organizations or frozenset()
    events = tuple(
        one if one.organization in own else one._replace(actor="", reason="") for one in told.events
    )
    return told._replace(actor="", events=events, held=Held())
