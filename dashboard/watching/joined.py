"""The service watched: joined to the application before and after everything else."""

from dash import Dash
from flask import g, request

from dashboard.access.sign_ins import OWN
from dashboard.access.store import Accounts
from dashboard.access.walls import OF_EVERYBODY
from dashboard.kept import CALLBACK
from dashboard.limits import PROBES
from dashboard.resting import RESTING, WritingClosed
from dashboard.services import Services, services
from dashboard.watching.counted import Counted
from dashboard.watching.door import Door, Doors
from dashboard.watching.exposition import Memos
from dashboard.watching.following import end_with, follow
from dashboard.watching.looks import obstacle_beside
from dashboard.watching.places import Places
from dashboard.watching.probes import add_probes, answer_alive
from dashboard.watching.readiness import Probe
from dashboard.watching.tracing import traces_of

ENDS = "/sign-out"  # works all the same: nobody is kept signed in
PUBLIC = "/releases"  # below it there is something for everybody to read
CLOSED = frozenset(OWN) - {PUBLIC}


def begin_watching(app: Dash, held: Services) -> None:
    """Call before anything else looks at a request."""
    server = app.server
    follow(server, Counted())
    server.extensions["traces"] = traces_of(held.settings)
    server.before_request(answer_alive)
    doors = Doors(Door(held.store.obstacle), Door(lambda: obstacle_beside(held.settings)))
    places = Places()
    server.extensions["door"] = doors
    server.before_request(lambda: _rest(doors, places))
    server.teardown_request(lambda _: _leave(places))


def end_watching(app: Dash, held: Services, accounts: Accounts | None, memos: Memos) -> None:
    """Call when everything else has been added."""
    server = app.server
    probe = Probe(held, accounts, server.extensions["door"])
    add_probes(server, probe, server.extensions["counted"], memos)
    end_with(server)


def _rest(doors: Doors, places: Places) -> None:
    """While nothing can be saved everybody reads as the public does; what would save is refused."""
    if request.path.startswith(OF_EVERYBODY) or request.path in (*PROBES, ENDS):
        return
    reads = request.method != "POST" or request.path == CALLBACK
    obstacle = doors.obstacle_to_reading() if reads else doors.obstacle()
    if obstacle is None and not _is_one_too_many(doors, places, reads=reads):
        return
    if _would_save():
        raise WritingClosed
    g.services = services().seen_by(RESTING)


def _is_one_too_many(doors: Doors, places: Places, *, reads: bool) -> bool:
    """Whether this request might wait behind a lock behind which enough are waiting.

    Each of them holds a thread of the server; whoever only reads needs one too. A lock that is let
    go in a moment is waited for by everybody.
    """
    if not (request.cookies or _would_save()):
        return False
    g.waits = True
    return not places.enter() and doors.lock_lasts(for_reading=reads)


def _leave(places: Places) -> None:
    if g.pop("waits", False):
        places.leave()


def _would_save() -> bool:
    """Whether it is a form, or a page of those that leave an entry in the log."""
    if request.path == CALLBACK:
        return False
    return request.method == "POST" or f"/{request.path.split('/')[1]}" in CLOSED
