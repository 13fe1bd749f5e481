"""Proposing and approving by a worker: its progress, its end, and what goes wrong on the way."""

import pytest

from dashboard.access.roles import Role
from dashboard.releases.protecting import PROTECT, SHARES, Work, give_up, protect
from dashboard.returns.checks import Checks
from dashboard.returns.desk import NAME
from dashboard.returns.jobs import Jobs
from dashboard.returns.store import Board, TurnLostError
from dashboard.returns.store.requests import Requests
from metrics import OFFICE, OFFICIAL, AuditAction, ReleaseState, Stage, StoreError
from tests.access.house import sent
from tests.metrics.released import LIFTS
from tests.releases.release_desk import MINUTE, Desk, page, take

FORM = {
    "form": "quarterly", "series": ["people", "visits"], "period": "2025-Q1",
    "title_en": "Figures of partners", "title_fr": "Chiffres des partenaires",
    "lifts_at": LIFTS.astimezone().strftime(MINUTE),
}  # fmt: skip


class Waiting:
    """A house whose worker has not come yet; `work` is its coming."""

    def __init__(self, house: Desk) -> None:
        held = house.app.server.extensions[NAME]
        self.house, self.drafts = house, held.drafts
        self.board = Board(self.drafts.database)
        held.use(self.drafts, Jobs(house.services.settings, board=self.board))

    def ask(self, who: str = "editor", **changes: object) -> str:
        given = sent(self.house.client(who), "/releases/new", **{**FORM, **changes})
        assert given.status_code == 303
        return given.location.partition("?")[0]

    def take(self):
        turn = self.board.take("worker", [PROTECT])
        assert turn is not None
        return turn

    def work(self) -> None:
        turn = self.take()
        protect(self.checks, turn)
        self.board.end(turn)

    @property
    def checks(self) -> Checks:
        held = self.house.services
        return Checks(held.settings, held.catalogue, held.store, self.drafts)

    @property
    def releases(self):
        return self.house.services.store.seen_by(OFFICE).releases.held()


@pytest.fixture
def waiting(house) -> Waiting:
    return Waiting(house)


def test_whoever_proposes_sees_how_far_it_is_and_then_the_release(waiting):
    client = waiting.house.client("editor")
    asked = waiting.ask()
    assert "/releases/asked/" in asked
    shown = page(client, asked)
    assert "Waiting for a worker" in shown
    assert 'id="progress"' in shown
    turn = waiting.take()
    waiting.board.tell(turn, Stage.ATTACKING.value, SHARES[Stage.ATTACKING])
    shown = page(client, asked)
    assert "trying to work out what is hidden" in shown
    assert 'value="60"' in shown
    assert "essai de retrouver ce qui est masqué" in page(client, f"{asked}?lang=fr")
    protect(waiting.checks, turn)
    waiting.board.end(turn)
    (found,) = waiting.releases
    assert client.get(asked).location.endswith(f"/releases/{found.code}?done=propose")
    assert found.actor == waiting.house.people["editor"].id


def test_each_stage_is_told_in_its_order(house):
    sent(house.client("editor"), "/releases/new", **FORM)
    assert house.stages[0] is Stage.PROTECTING
    assert house.stages[-1] is Stage.KEEPING
    assert set(house.stages[1:-1]) == {Stage.ATTACKING}
    assert sorted(SHARES[one] for one in house.stages) == [SHARES[one] for one in house.stages]


@pytest.mark.parametrize("who", ["second editor", "official", "admin", "house a", "steward f"])
def test_what_one_has_asked_for_is_nothing_to_anybody_else(waiting, who):
    asked = waiting.ask()
    client = waiting.house.client(who)
    assert client.get(asked).status_code == 404
    assert sent(client, "/account", f"{asked}/cancel").status_code == 404
    assert client.get(f"/releases/new?asked={asked.rpartition('/')[2]}").status_code == 404


def test_stopped_by_whoever_asked_nothing_is_kept_and_the_log_says_so(waiting):
    client, asked = waiting.house.client("editor"), waiting.ask()
    turn = waiting.take()
    sent(client, "/account", f"{asked}/cancel")
    with pytest.raises(TurnLostError):
        protect(waiting.checks, turn)
    assert waiting.releases == ()
    shown = page(client, asked)
    assert "stopped before it was done" in shown
    id_ = asked.rpartition("/")[2]
    (entry,) = waiting.house.entries(AuditAction.JOB_CANCELLED)
    assert entry.object == f"job:{PROTECT}/{id_}"
    back = page(client, f"/releases/new?asked={id_}")
    assert 'value="Figures of partners"' in back
    assert back.count('checked=""') == len(FORM["series"]) + 1


def test_taken_up_again_after_its_worker_was_lost_it_is_proposed_once(waiting):
    asked = waiting.ask()
    protect(waiting.checks, waiting.take())  # and its end was never told
    requests = Requests(waiting.drafts.database)
    id_ = asked.rpartition("/")[2]
    requests.end(id_, "")  # nor was that kept
    people = waiting.house.accounts.account
    Work(waiting.house.services.store, requests, people).take(id_, lambda _: None)
    assert len(waiting.releases) == 1
    assert requests.find(id_).release == waiting.releases[0].code


def test_whoever_may_no_longer_do_it_has_it_done_no_more(waiting):
    asked = waiting.ask()
    waiting.house.accounts.set_role(
        waiting.house.people["editor"].id, Role.VIEWER, None, waiting.house.at
    )
    waiting.work()
    assert waiting.releases == ()
    found = Requests(waiting.drafts.database).find(asked.rpartition("/")[2])
    assert found.refused.en == "Your account may no longer do this."


def test_a_disabled_account_approves_nothing(waiting):
    house = waiting.house
    code = house.propose().code
    house.agree(code)
    given = take(house.client("official"), code, "approve")
    house.accounts.disable(house.people["official"].id)
    waiting.work()
    assert house.services.store.seen_by(OFFICIAL).releases.find(code).state is ReleaseState.PROPOSED
    found = Requests(waiting.drafts.database).find(given.location.rpartition("/")[2])
    assert found.refused is not None


def test_where_a_server_is_away_it_is_left_to_be_tried_again(waiting, monkeypatch):
    asked = waiting.ask()

    def away(*_):
        raise StoreError("away", "absent")

    monkeypatch.setattr("dashboard.releases.protecting._proposed", away)
    with pytest.raises(StoreError):
        protect(waiting.checks, waiting.take())
    assert not Requests(waiting.drafts.database).find(asked.rpartition("/")[2]).is_over


def test_what_ends_its_workers_is_told_to_whoever_asked(waiting):
    client, asked = waiting.house.client("editor"), waiting.ask()
    give_up(waiting.checks, asked.rpartition("/")[2])
    assert "for a fault of this service" in page(client, asked)


def test_a_job_that_failed_at_last_says_so(waiting, monkeypatch):
    client, asked = waiting.house.client("editor"), waiting.ask()
    monkeypatch.setattr("dashboard.returns.store.board.MOST_TRIES", 1)
    waiting.board.fail(waiting.take(), "Error")
    shown = page(client, asked)
    assert "Nothing was proposed" in shown
    assert "for a fault of this service" in shown
