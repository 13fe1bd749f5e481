"""Jobs as administrators see them: counts of each kind, and those that are left."""

import pytest

from dashboard.access.roles import Role
from dashboard.returns.store import Board
from tests.access.house import PASSWORD
from tests.returns.house import drafts_of


@pytest.mark.parametrize(("lang", "row", "left"), [
    ("en", "Loads of sources", "1 job failed and is not tried again"),
    ("fr", "Chargements de sources", "1 tâche a échoué et n"),
])  # fmt: skip
def test_every_kind_of_job_has_a_row_and_what_is_left_is_told(desk_house, lang, row, left):
    board = Board(drafts_of(desk_house).database)
    chief = desk_house.accounts.add("chief", Role.ADMIN, now=desk_house.at, password=PASSWORD)
    desk_house.people["chief"] = chief
    client = desk_house.client("chief")
    page = client.get(f"/admin?lang={lang}").get_data(as_text=True)
    assert row not in page
    board.ask("load", "source", "load/source")
    turn = board.take("host/1/a", ["load"])
    board.fail(turn._replace(tries=1), "StoreError")
    page = client.get(f"/admin?lang={lang}").get_data(as_text=True)
    assert row in page
    assert left not in page
    with board.database.writing() as connection:
        connection.exec_driver_sql("UPDATE job SET state = 'failed'")
    page = client.get(f"/admin?lang={lang}").get_data(as_text=True)
    assert left in page
