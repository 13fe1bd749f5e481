"""Requests counted: by one process in its memory, by several hosts in the accounts' database."""

from threading import Thread

import pytest
from flask import Flask
from limits import RateLimitItemPerHour, RateLimitItemPerSecond
from limits.storage import MemoryStorage

from dashboard.access import counting
from dashboard.access.store import Accounts, tables
from dashboard.same_key import refuse_other_key
from metrics import MetricsError, Settings, StoreError

THREE = RateLimitItemPerHour(3)
WHERE = "198.51.100.7"


def host(accounts):
    """An application of its own, as another host has it."""
    server = Flask("host")
    counting.count_with(server, accounts)
    return server


def may(server, limit=THREE, who=WHERE):
    with server.app_context():
        return counting.may(limit, "uploads", who)


@pytest.fixture
def opened(tmp_path, database_url):
    settings = Settings(
        accounts_url=database_url, database_url=f"sqlite:///{tmp_path / 'figures.sqlite'}",
        env="test", secret_key="s" * 40,
    )  # fmt: skip
    held = [Accounts.open(settings) for _ in range(2)]
    yield held
    for one in held:
        one.close()


def test_two_hosts_count_together_and_one_machine_in_its_memory(opened):
    one, two = map(host, opened)
    if opened[0].counters() is None:
        assert isinstance(one.extensions[counting.NAME].storage, MemoryStorage)
        assert [may(one) for _ in range(4)] == [True, True, True, False]
        return
    assert [may(one), may(two), may(one), may(two), may(one)] == [True, True, True, False, False]
    assert may(two, who="198.51.100.8")
    with two.app_context():
        again = counting.again_at(THREE, "uploads", WHERE)
        with one.app_context():
            assert counting.again_at(THREE, "uploads", WHERE) == again


def test_none_is_counted_too_little_where_many_ask_at_once(opened):
    one, two = map(host, opened)
    if opened[0].counters() is None:
        two = one
    answers = []

    def ask(server):
        answers.extend(may(server, RateLimitItemPerHour(50)) for _ in range(15))

    threads = [Thread(target=ask, args=(server,)) for server in (one, two) * 3]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (len(answers), sum(answers)) == (90, 50)


def test_what_is_counted_names_nobody_and_is_swept(opened, monkeypatch):
    counters = opened[0].counters()
    if counters is None:
        return
    server = host(opened[0])
    may(server)
    may(server, RateLimitItemPerSecond(1))
    with opened[0].database.reading() as connection:
        rows = connection.execute(tables.counted.select()).all()
    assert len(rows) == 2
    assert not any(WHERE.encode() in bytes(row.key) for row in rows)
    with opened[0].database.writing() as connection:
        connection.execute(tables.counted.update().values(ends_at=1))
    counters._left = 0
    assert counters.count("other", 60).number == 1
    with opened[0].database.reading() as connection:
        assert len(connection.execute(tables.counted.select()).all()) == 1


def test_while_the_accounts_are_away_each_host_counts_alone(opened, caplog):
    class Away:
        def count(self, *_):
            raise StoreError("away", "absent")

        look = count

    storage = counting.SharedStorage(Away())
    assert [storage.incr("key", 60) for _ in range(2)] == [1, 2]
    assert "by this host alone" in caplog.text
    assert not storage.check()


def test_a_host_with_another_rounding_key_does_not_begin(opened, tmp_path):
    files = [tmp_path / name for name in ("first", "copy", "other")]
    for path, byte in zip(files, b"aab", strict=True):
        path.write_bytes(bytes([byte]) * 32)
    first, copied, other = (Settings(rounding_key_file=path, env="test") for path in files)
    refuse_other_key(first, opened[0])
    refuse_other_key(copied, opened[1])
    if opened[0].database.is_on_server:
        with pytest.raises(MetricsError, match="is not the rounding key"):
            refuse_other_key(other, opened[1])
    else:
        refuse_other_key(other, opened[1])  # one machine: its file is the one
