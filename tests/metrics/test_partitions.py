"""A store in parts by year answers, takes and erases as one that is whole."""

from contextlib import closing

import pytest
from sqlalchemy import text

from metrics import MetricsStore, Settings, StoreError, divide_by_year
from metrics.store.engine import open_engine
from tests.conftest import _new_database
from tests.factories import catalogue, observation, submission
from tests.metrics.digests import figures_digest


def opened(address: str) -> MetricsStore:
    return MetricsStore.open(Settings(database_url=address, framework="plan"), catalogue())


@pytest.fixture
def address(postgresql, tmp_path, monkeypatch):
    monkeypatch.setenv("PILLARS_AUDIT_ANCHOR", str(tmp_path / "anchors"))
    for one in _new_database(postgresql):
        with closing(opened(one)) as store:
            store.record(submission(), [observation(str(year - 2000), str(year), row=year)
                                        for year in range(2019, 2025)])  # fmt: skip
        yield one


def rows_of(address: str, table: str) -> int:
    engine = open_engine(address)
    with engine.connect() as connection:
        found = int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())
    engine.dispose()
    return found


def test_every_row_goes_into_the_part_of_its_year_and_nothing_else_changes(address):
    with closing(opened(address)) as store:
        before, shown = figures_digest(store), store.series("calls")
    parts = divide_by_year(address)
    assert parts == 6 + 5 + 1
    assert [rows_of(address, f"observation_{year}") for year in (2019, 2024, 2025)] == [1, 1, 0]
    with closing(opened(address)) as store:
        assert figures_digest(store) == before
        assert [line.values for line in store.series("calls").lines] == [
            line.values for line in shown.lines
        ]  # fmt: skip
    assert divide_by_year(address) == parts  # what is divided stays so


def test_values_of_any_year_are_taken_and_restated(address):
    divide_by_year(address)
    with closing(opened(address)) as store:
        receipt = store.record(submission(), [
            observation("7", "2024", row=2024), observation("9", "1890", row=1890),
        ])  # fmt: skip
        assert (receipt.added, receipt.changed) == (1, 1)
        assert str(store.series("calls").lines[0].values[-1].observation.value) == "7"
        assert store.verify_audit().state in ("sound", "unproven")
    assert rows_of(address, "observation_other") == 1


def test_a_file_has_no_parts(tmp_path):
    address = f"sqlite:///{tmp_path / 'store.sqlite'}"
    opened(address).close()
    with pytest.raises(StoreError, match="for PostgreSQL"):
        divide_by_year(address)
