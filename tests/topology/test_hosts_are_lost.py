"""Each process is killed in turn while people send and read: nothing acknowledged is lost."""

from contextlib import closing, contextmanager
from threading import Thread

import pytest

from dashboard.returns.store import Board, Drafts, JobState
from dashboard.returns.store.board import CHECK
from metrics import OFFICE, Catalogue
from tests.loaded import EXAMPLE
from tests.sweeps import FULL, SIZES
from tests.topology.clients import Reader, Sender
from tests.topology.cluster import Cluster
from tests.topology.hosts import Installation, wait_until

ROUNDS = 3 if FULL else 1
LONGEST = 60  # seconds that somebody may ask in vain while a server is lost and another promoted
LEAST = 3 if FULL else 1  # returns that each partner has sent between two losses


pytestmark = pytest.mark.timeout(3600 if FULL else 900)


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    cluster = Cluster()
    made = Installation(cluster, tmp_path_factory.mktemp("hosts"))
    try:
        cluster.start()
        yield made.start()
    finally:
        made.close()
        cluster.close()


@pytest.fixture
def people(installation):
    catalogue = Catalogue.read(EXAMPLE)
    senders = [Sender(installation, catalogue, f"example-partner-{one}") for one in "ab"]
    readers = [Reader(installation, first) for first in (0, 1)]
    return senders, readers


def more_sent(senders, number=LEAST):
    """Until each has sent so many more, whatever is lost meanwhile."""
    before = [len(one.sent) for one in senders]

    def enough():
        for one in senders:
            assert one.failed is None, one.failed
        now = (len(one.sent) for one in senders)
        return all(had + number <= has for had, has in zip(before, now, strict=True))

    return wait_until(enough, lambda: [(one.partner, one.count, one.sent) for one in senders])


def lose(hosts, senders):
    """Kill processes under load and let the others go on without them; how long that took."""
    for one in hosts:
        one.kill()
    return more_sent(senders)


def come_back(host):
    host.start()
    if "web" in host.name:
        wait_until(host.is_ready, lambda: host.log[-3000:])


def lose_each(installation, senders):
    """In turn. In the sample the last two go at once and stay away: one of each kind is left."""
    took = {}
    for _ in range(ROUNDS if FULL else 0):
        for one in installation.hosts:
            took[one.name] = lose([one], senders)
            come_back(one)
    if not FULL:
        first, last = zip(installation.web, installation.workers, strict=True)
        for one in first:
            took[one.name] = lose([one], senders)
            come_back(one)
        took["the others"] = lose(last, senders)
    return took


def is_open_check(job):
    return job.kind == CHECK and job.state is not JobState.DONE


def everything_is_held(installation, senders):
    """What each was told stands in the store, once, under the key that it was sent with."""
    with closing(installation.open_store()) as store:
        returns = store.seen_by(OFFICE).returns
        for one in senders:
            for draft, code in one.sent.items():
                assert [held.receipt.code for held in returns.held(key=draft)] == [code]
            newest = returns.find(list(one.sent.values())[-1])
            assert not newest.replaced_by
            held = {each.receipt.code for each in returns.held(organization=one.partner)}
            assert held == set(one.sent.values())
        assert not store.verify_audit().breaks
    drafts = Drafts.open(installation.settings)
    try:
        uploaded = [draft for one in senders for draft in one.uploaded]
        wait_until(lambda: not any(drafts.find(one).is_open for one in uploaded))
        assert {drafts.find(one).state.value for one in uploaded} == {"sent"}
        board = Board(drafts.database)
        wait_until(lambda: not any(is_open_check(one) for one in board.jobs()), board.jobs)
    finally:
        drafts.close()


def lose_while_it_commits(installation, sender):
    """The web server is lost after the store has taken a return and before anybody was told.

    The primary waits for the replica, which stands still, to say that it has the return too.
    """
    primary, replica = installation.cluster.primary, installation.cluster.replica
    draft = sender.upload_checked()
    fields = sender.looked_at(draft)
    sender.turn_to(0)
    replica.pause()
    try:
        asking = Thread(target=sender.ask_once, args=(draft, fields), daemon=True)
        asking.start()
        wait_until(lambda: waiting_for_replica(primary), patience=30)
        installation.web[0].kill()
        asking.join(60)
    finally:
        replica.pause(go_on=True)
    assert sender.unknown == 1
    come_back(installation.web[0])
    return draft


@contextmanager
def waiting_for_figures_alone(primary):
    """Within, nobody waits for the replica with what is written of accounts and drafts."""
    for how in ("SET synchronous_commit = local", "RESET synchronous_commit"):
        for one in ("accounts", "returns"):
            primary.run(f"ALTER DATABASE {one} {how}")
        primary.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname IN ('accounts', 'returns')")  # fmt: skip
        if "local" in how:
            yield


def waiting_for_replica(primary):
    found = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND datname = "
    return primary.run(f"{found}'figures'") > 0


def test_a_return_whose_answer_was_lost_is_found_by_its_key(installation):
    sender = Sender(installation, Catalogue.read(EXAMPLE), "example-partner-c")
    with waiting_for_figures_alone(installation.cluster.primary):
        draft = lose_while_it_commits(installation, sender)
    with closing(installation.open_store()) as store:
        returns = store.seen_by(OFFICE).returns
        (held,) = returns.held(key=draft)  # it was taken, and nobody knows
        code = sender.settle(draft)  # the same is asked again
        assert (code, len(returns.held(key=draft))) == (held.receipt.code, 1)
        assert len(returns.held()) == 1
    sender.session.close()


def test_each_process_is_lost_in_turn_and_nothing_that_was_acknowledged(installation, people):
    senders, readers = people
    for one in (*senders, *readers):
        one.start()
    took = {"none": more_sent(senders), **lose_each(installation, senders)}
    installation.cluster.primary.kill()
    installation.cluster.promote()
    took["primary"] = more_sent(senders)
    for one in (*senders, *readers):
        one.end()
    everything_is_held(installation, senders)
    installation.close()
    for one in readers:
        assert one.seen > 10
        assert one.longest < LONGEST
    SIZES["hosts lost"] = told(installation, senders, readers, took)


def told(installation, senders, readers, took):
    """What a run has done, for whoever reads the end of the tests."""
    slowest = max(seconds for one in senders for seconds in one.waited)
    away = max(one.longest for one in readers)
    after = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in took.items())
    used = sum(one.used for one in installation.hosts)
    most = max(one.largest for one in installation.hosts)
    return (
        f"{sum(len(one.sent) for one in senders)} returns, none lost, "
        f"{sum(one.unknown for one in senders)} unknown and resolved; "
        f"{sum(one.seen for one in readers)} pages, longest without {away:.1f} s; "
        f"longest check {slowest:.1f} s; each had sent {LEAST} more after losing: {after}; "
        f"{used:.0f} s of the processor, {most:.0f} MB the largest process"
    )
