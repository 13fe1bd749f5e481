"""The questions that are measured: those of the issue, in as many places, and to a fair limit."""

from contextlib import closing

import pytest
from sqlalchemy import event

from bench import questions, scale, store, uploads
from bench.databases import bare, bare_write
from bench.figures import COMPARED, MANY, SUBMISSION, catalogue, spread
from bench.timing import Measured
from metrics import MetricsStore, Settings
from metrics.store.engine import open_engine
from metrics.store.repository import Repository
from metrics.store.seeks import WIDTH
from tests.conftest import _new_database

ROWS = 40_000


@pytest.fixture
def loaded(database_url):
    """The smallest store in which one indicator has its totals in all of the places."""
    settings = Settings(database_url=database_url, framework="made-up")
    opened = MetricsStore.open(settings, catalogue())
    opened.record(SUBMISSION, spread(ROWS))
    opened.close()
    return database_url


def test_the_limit_finds_the_rows_that_ours_finds(loaded):
    repository = Repository(open_engine(loaded))
    with closing(bare(loaded)) as connection:
        for asked, cells in (
            (questions.RECORDS, questions.RECORD_CELLS), (questions.PLACES, questions.PLACE_CELLS),
        ):  # fmt: skip
            ours = repository.newest_rows(asked, questions.SEEN)
            theirs = questions._seeks(connection, "l.*, p.*", cells)()
            without_rank = {(*row[: WIDTH - 1], *row[WIDTH:-1]) for row in ours.values()}
            assert without_rank == set(theirs)
            assert len(theirs) == len(asked)
        held = connection.execute(questions.BROKEN_DOWN).fetchall()
    lines = questions._series(repository)
    said = [len(one.values) + sum(map(len, one.earlier.values())) for one in lines]
    assert sum(said) == len(held) > 0
    repository.engine.dispose()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("sight", [questions.SEEN, questions.A_YEAR_BACK])
def test_no_question_of_a_page_reads_the_whole_table(loaded, sight):
    asked: list[str] = []
    engine = open_engine(loaded)
    event.listen(engine, "connect", lambda driver, _: driver.set_trace_callback(asked.append))
    repository = Repository(engine)
    repository.newest(questions.RECORDS, sight)
    repository.newest(questions.PLACES, sight)
    repository.lines([questions.PAIR], sight, "P1")
    engine.dispose()
    with closing(bare(loaded)) as connection:
        for one in [one for one in asked if "observation" in one]:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {one}").fetchall()
            assert not [step for *_, step in plan if step.startswith("SCAN observation")], one


@pytest.mark.parametrize("rows", [100_000, 1_000_000])
def test_every_size_has_the_places_that_are_compared(rows):
    places, found = set(), 0
    for one in spread(rows):
        found += 1
        if one.indicator == COMPARED:
            places.add(one.place)
    assert len(places) == MANY
    assert 0.9 * rows < found < 1.1 * rows


def test_reads_and_a_second_writer_go_on_while_values_are_restated(loaded, monkeypatch):
    monkeypatch.setattr(uploads, "IDLE_READS", 20)
    reads, writes = uploads.while_uploading(loaded, ROWS, 5_000)
    assert (reads.name, reads.target) == ("Q4", 2)
    assert reads.ours > 0
    assert "second writes" in writes.what


def test_a_store_grows_by_copies_and_is_divided_with_all_of_them(postgresql, capsys):
    for address in _new_database(postgresql):
        with closing(MetricsStore.open(
            Settings(database_url=address, framework="made-up"), catalogue()
        )) as opened:  # fmt: skip
            opened.record(SUBMISSION, spread(ROWS))
        with closing(bare(address)) as held:
            counted = "SELECT count(*) FROM observation"
            (before,) = held.execute(counted).fetchone()
            scale._grow(address, 3)
            assert held.execute(counted).fetchone() == (3 * before,)
            scale._divide(address)
            assert held.execute(counted).fetchone() == (3 * before,)
        scale._told("divided", address)
    assert "bytes a row" in capsys.readouterr().out


def test_both_databases_are_asked_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "_on", lambda database, full: [Measured("Q1", "asked", 1, 1)])
    said = [one.what for one in store.measure(tmp_path, full=False)]
    assert said == ["SQLite: asked", "PostgreSQL: asked"]


def test_the_bare_write_leaves_the_store_as_it_was(loaded):
    assert bare_write(loaded) > 0
    with closing(bare(loaded)) as connection:
        (held,) = connection.execute("SELECT count(*) FROM observation").fetchone()
    assert held == sum(1 for _ in spread(ROWS))
