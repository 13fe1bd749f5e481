"""What was found of a source is kept until that source changes, and never longer."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from metrics import MetricsStore, StoreError
from metrics.store import repository
from metrics.store.counting import stated_of
from metrics.store.sent import Sent
from tests.factories import observation, submission


@pytest.fixture
def walks(monkeypatch):
    """The pairs that were walked through, one after the other."""
    walked = []

    def noted(connection, pair, *rest):
        walked.append(pair)
        return stated_of(connection, pair, *rest)

    monkeypatch.setattr(repository, "stated_of", noted)
    return walked


class Sender:
    """Versions of the data as the store notes them: what a source sent, or what nobody did."""

    def __init__(self, store):
        self.engine, self.number = store._repository.engine, 0

    def run(self, statement):
        with self.engine.begin() as connection:
            connection.exec_driver_sql(statement)

    def by(self, source):
        self.other()
        self.number += 1
        version = "(SELECT version FROM data_version)"
        self.run(f"INSERT INTO submission VALUES ({self.number}, '{source}', 0, 1, 0, {version})")

    def other(self):
        self.run("UPDATE data_version SET version = version + 1")


@pytest.fixture
def sender(store):
    store.record(submission(), [observation()])
    return Sender(store)


def changed(known, engine, *sources):
    with engine.connect() as connection:
        version = connection.exec_driver_sql("SELECT version FROM data_version").scalar_one()
        known.learn(connection, version)
    return [known.changed(one, version) for one in sources]


def test_what_one_source_sends_leaves_the_others_as_they_were(sender):
    sender.number, known = 1, Sent()
    first = changed(known, sender.engine, "one", "two")
    assert first == [1, 1]
    sender.by("one")
    assert changed(known, sender.engine, "one", "two") == [2, 1]
    sender.by("two")
    sender.by("two")
    assert changed(known, sender.engine, "one", "two", "three") == [2, 4, 1]


def test_what_nobody_sent_may_change_every_source(sender):
    sender.number, known = 1, Sent()
    changed(known, sender.engine, "one")
    sender.by("one")
    sender.other()
    assert changed(known, sender.engine, "one", "two") == [3, 3]
    sender.by("two")
    assert changed(known, sender.engine, "one", "two") == [3, 4]


def test_of_a_version_that_was_passed_nothing_is_known_but_itself(sender):
    sender.number, known = 1, Sent()
    changed(known, sender.engine, "one")
    sender.by("one")
    changed(known, sender.engine, "one")
    assert [known.changed("two", version) for version in (1, 2, 3)] == [1, 1, 3]


def test_another_reader_finds_what_was_sent_beside_it(store, database_url, walks):
    """Two processes, here two stores of one database: what one writes the other reads."""
    store.record(submission(whole=False), [observation()])
    other = MetricsStore(repository.Repository(store._repository.engine), store.catalogue, "plan")
    assert [one.values for one in other.sources()] == [one.values for one in store.sources()]
    store.record(submission(whole=False), [observation(period="2021", known="2022-06-30")])
    for reader in (store, other):
        assert sum(one.values for one in reader.sources()) == 2
    walks.clear()
    for reader in (store, other):
        reader._memo.forget()
        assert sum(one.values for one in reader.sources()) == 2
    assert walks == []


def test_erased_values_are_walked_through_again(store, walks):
    store.record(submission(), [observation()])
    assert sum(one.values for one in store.sources()) == 1
    walks.clear()
    for forget in store._repository.forgetting:
        forget()
    store.sources()
    assert walks


def test_what_is_asked_as_one_is_of_one_version(store):
    """Also what is asked first after somebody else has written; others see it at once."""
    store.record(submission(whole=False), [observation()])
    before = store.data_version()
    with store.as_one():
        with ThreadPoolExecutor(1) as somebody:
            more = [observation(period="2021", known="2022-06-30")]
            somebody.submit(store.record, submission(whole=False), more).result(timeout=30)
            assert somebody.submit(store.data_version).result(timeout=30) == before + 1
        assert store.data_version() == before
        assert sum(one.values for one in store.sources()) == 1
    assert store.data_version() == before + 1
    assert sum(one.values for one in store.sources()) == 2


def test_a_fault_is_told_of_in_words_within_it_too(store):
    store.record(submission(), [observation()])
    with pytest.raises(StoreError), store.as_one(), store._repository.snapshot() as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")
    assert store.data_version() == 1
