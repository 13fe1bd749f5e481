"""An installation whose partners have reported, with an account for everybody whom a release needs.

House F governs its own data: `STEWARD` speaks for it, `KEEPER` is steward of the data set.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from dashboard.access.roles import Role
from dashboard.releases.protecting import PROTECT, Work
from dashboard.returns.desk import NAME
from dashboard.returns.jobs import Jobs
from dashboard.returns.store import Board, Drafts
from dashboard.returns.store.requests import Requests
from dashboard.services import Services
from metrics import (
    OFFICIAL,
    Catalogue,
    Detail,
    Governance,
    MetricsStore,
    Purpose,
    Release,
    Settings,
    Stage,
    Terms,
    Text,
    dated_back,
    of_partner,
)
from tests.access.house import PEOPLE, House, add_people, build, found_in, sent
from tests.metrics.released import (
    FORM,
    LIFTS,
    NOW,
    Clock,
    counted_apart,
    filled,
    houses,
    office,
    proposal,
)
from tests.ready import copied

OWNER, STEWARD, KEEPER = "house-f", "steward f", "keeper"
MORE = {  # besides the accounts that every house has
    STEWARD: (Role.STEWARD, OWNER),
    "partner f": (Role.PARTNER, OWNER),
    "house a": (Role.PARTNER, "house-a"),
    "steward a": (Role.STEWARD, "house-a"),
    KEEPER: (Role.STEWARD, FORM),
    "second editor": (Role.EDITOR, None),
}
GOVERNED = Governance(principles=Text("Our own principles", "Nos propres principes"))
MINUTE = "%Y-%m-%dT%H:%M"


class Desk(House):
    """The house with its clock, which the store and the pages go by."""

    clock: Clock
    begun: Any = None  # what came of that which has begun in it
    stages: list[Stage]  # of what was done at once

    def move(self, at: datetime) -> None:
        self.clock.move(at)
        self.at = at

    def work_at_once(self, drafts: Drafts) -> None:
        """What a worker does for a page is done before the page is answered."""
        work = Work(self.services.store, Requests(drafts.database), self.accounts.account)
        others = {PROTECT: lambda one: work.take(one, self.stages.append)}
        jobs = Jobs(self.services.settings, now=True, board=Board(drafts.database), others=others)
        self.app.server.extensions[NAME].use(drafts, jobs)

    def propose(self, **changes: Any) -> Release:
        """What the editor proposes, past the pages."""
        return office(self.services.store).propose(
            proposal(**changes), self.people["editor"].id
        )  # fmt: skip

    def agree(self, code: str) -> None:
        mine = self.services.store.seen_by(of_partner(OWNER)).releases
        mine.steward_approve(code, OWNER, self.people[STEWARD].id)

    def approve(self, code: str) -> None:
        store = self.services.store.seen_by(OFFICIAL)
        store.releases.approve(code, self.people["official"].id)

    def released(self, **changes: Any) -> str:
        """The code of a release that has been out for a minute."""
        code = self.scheduled(**changes)
        self.move(LIFTS + timedelta(minutes=1))
        return code

    def scheduled(self, **changes: Any) -> str:
        code = self.propose(**changes).code
        self.agree(code)
        self.approve(code)
        return code


@contextmanager
def desk(folder: Path, begun: Callable[[Desk], object] | None = None) -> Iterator[Desk]:
    """As the partners have reported; where something has `begun` in it since, as that left it."""
    name = ("the desk of releases", begun)
    at, given = copied(name, folder, lambda new: _begun(new, begun) if begun else _made(new))
    settings, held = _settings(folder), governed_houses()
    with closing(MetricsStore.open(settings, held)) as store, dated_back(NOW):
        clock = Clock(store, at)
        made = build(folder, Services(settings, held, store))
        people = {**made.people, **found_in(made.accounts, MORE)}
        found = Desk(made.app, made.accounts, made.services, at, people)
        found.app.server.extensions["clock"] = lambda: found.at
        found.clock, found.begun, found.stages = clock, given, []
        with closing(Drafts.open(settings)) as drafts:
            found.work_at_once(drafts)
            yield found
        found.accounts.close()


def _begun(folder: Path, begun: Callable[[Desk], object]) -> tuple[datetime, object]:
    with desk(folder) as found, counted_apart():
        given = begun(found)
    return found.at, given


def _made(folder: Path) -> tuple[datetime, object]:
    """The partners have reported, one has consented, and everybody has an account."""
    key = folder / "rounding.key"
    key.write_bytes(bytes(range(32)))  # every run rounds alike
    key.chmod(0o600)
    with closing(MetricsStore.open(_settings(folder), governed_houses())) as store, dated_back(NOW):
        Clock(store)
        terms = Terms(frozenset(Purpose), Detail.OWN, None, "The council", 20, 2)
        store.seen_by(of_partner(OWNER)).consents.give(OWNER, FORM, terms, "steward")
        with counted_apart():
            filled(store)
    add_people(folder, PEOPLE, House.at)
    add_people(folder, MORE, NOW)
    return NOW, None


def _settings(folder: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{folder / 'store.sqlite'}", framework="plan",
        returns_url=f"sqlite:///{folder / 'returns.sqlite'}",
        rounding_key_file=folder / "rounding.key",
    )  # fmt: skip


def governed_houses() -> Catalogue:
    plain = houses()
    own = plain.partners[OWNER].model_copy(update={"governance": GOVERNED})
    return replace(plain, partners={**plain.partners, OWNER: own})


def page(client: FlaskClient, path: str, status: int = 200) -> str:
    given = client.get(path)
    assert given.status_code == status, (path, given.status_code)
    return given.get_data(as_text=True)


def take(client: FlaskClient, code: str, step: str, **fields: str):
    """Send the form of a step, whether or not its button is shown."""
    return sent(client, "/account", f"/releases/{code}/{step}", **fields)
