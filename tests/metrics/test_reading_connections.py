"""What reads cannot write: the database refuses, not only the program."""

import pytest
from sqlalchemy import text

from metrics import StoreError
from metrics.store.engine import reading, writing


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM observation",
        "UPDATE data_version SET version = 7",
        "INSERT INTO place (id, code) VALUES (9, 'XX')",
        "DROP TABLE observation",
        "WITH gone AS (SELECT 1) DELETE FROM place",
    ],
)
def test_a_reading_connection_refuses_every_change(store, statement):
    engine = store._repository.engine
    with pytest.raises(StoreError), reading(engine) as connection:
        connection.execute(text(statement))
    with writing(engine, durable=False) as connection:  # the same connection, taken again
        connection.execute(text("UPDATE data_version SET version = version + 1"))
    assert store.data_version() == 1
