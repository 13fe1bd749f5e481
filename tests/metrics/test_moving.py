"""A store goes to another database whole, or goes on where it was cut off; never half unsaid."""

import pytest

from metrics import MetricsStore, Moved, Settings, StoreError, moved_store
from metrics.store import moving
from tests.factories import catalogue, observation, submission
from tests.metrics.test_reading import FIRST, SECOND


@pytest.fixture
def held(tmp_path) -> str:
    return filled(f"sqlite:///{tmp_path / 'old.sqlite'}")


def filled(url: str) -> str:
    """A store with a restated value, another and an audit log, by its address."""
    store = _opened(url)
    store.record(submission(), [FIRST, SECOND, observation("7", indicator="texts", row=9)])
    store.close()
    return url


def _opened(url: str) -> MetricsStore:
    return MetricsStore.open(Settings(database_url=url, framework="plan"), catalogue())


def _said(url: str) -> tuple[list[object], object]:
    store = _opened(url)
    try:
        return [one._replace(submission=0) for one in store.observations()], store.data_version()
    finally:
        store.close()


def test_all_that_was_held_is_held_and_the_log_is_as_it_was_written(held, database_url):
    tables = [one for one in moved_store(held, database_url) if one.verified]
    assert {"observation", "audit_entry", "submission"} <= {one.table for one in tables}
    assert all(one.done == one.rows for one in tables)
    assert _said(database_url) == _said(held)
    store = _opened(database_url)
    assert store.audit.verify().breaks == ()
    store.close()


def test_a_move_that_was_cut_off_goes_on_and_nobody_reads_half_of_it(
    held, database_url, monkeypatch
):
    monkeypatch.setattr(moving, "TOGETHER", 1)
    steps = moved_store(held, database_url)
    for one in steps:
        if one == Moved("observation", 1, 3):
            break
    steps.close()
    assert _version(database_url) == 0
    again = [one for one in moved_store(held, database_url) if one.table == "observation"]
    assert [one.done for one in again] == [2, 3, 3]
    assert _said(database_url) == _said(held)


def _version(url: str) -> int:
    from metrics.store.engine import open_engine, reading
    from metrics.store.submissions import version_of

    engine = open_engine(url)
    with reading(engine) as connection:
        found = version_of(connection)
    engine.dispose()
    return found


def test_the_same_again_writes_nothing(held, database_url):
    list(moved_store(held, database_url))
    steps = list(moved_store(held, database_url))
    assert all(one.verified for one in steps)


def test_a_store_that_holds_something_else_is_never_written_to(held, database_url):
    store = _opened(database_url)
    store.record(submission(), [SECOND])
    store.close()
    before = _said(database_url)
    with pytest.raises(StoreError, match="holds something else in its table"):
        list(moved_store(held, database_url))
    assert _said(database_url) == before


def test_what_was_added_to_the_end_of_the_old_store_follows(held, database_url):
    list(moved_store(held, database_url))
    store = _opened(held)
    later = observation("8", "2022", indicator="texts", row=10)
    store.record(submission()._replace(replaces_all=False), [later])
    store.close()
    list(moved_store(held, database_url))
    assert _said(database_url) == _said(held)
    assert _said(held)[0][-1].observation.value == 8
