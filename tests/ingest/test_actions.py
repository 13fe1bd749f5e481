import pytest

from metrics import Text
from tests.ingest.conftest import column, told

ROLES = ("action", "title_en", "title_fr", "state", "on", "place", "body", "document", "note_en",
         "note_fr", "pillar")  # fmt: skip
COLUMNS = "".join(column(role, role) for role in ROLES)
HEADER = ",".join(ROLES) + "\n"
TABLE = 'kind = "actions"\nplace = "CA-ON"'


def test_an_action_is_a_dated_state_of_something_done(read_table):
    row = "office-created,Office created,Bureau créé,established,2016-11,,,,Led by,Dirigé par,\n"
    reading = read_table(HEADER + row, COLUMNS, TABLE)
    assert told(reading) == []
    (action,) = reading.actions
    assert (action.id, action.state, action.on, action.place) == (
        "office-created", "established", "2016-11", "CA-ON",
    )  # fmt: skip
    assert action.title == Text("Office created", "Bureau créé")
    assert action.note == Text("Led by", "Dirigé par")
    assert (action.document, action.location.cell) == ("bulletin", "A2")


def test_several_states_of_one_action_are_several_rows(read_table):
    rows = "law,Law,Loi,adopted,2017,,,,,,\nlaw,Law,Loi,in_force,2018-01-01,,,,,,\n,,,,,,,,,,\n"
    reading = read_table(HEADER + rows, COLUMNS, TABLE)
    assert [(one.state, one.on) for one in reading.actions] == [
        ("adopted", "2017"),
        ("in_force", "2018-01-01"),
    ]


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ("A b,T,T,x,,,,,,,", "A2: 'A b' cannot be an action's id: use lower-case letters, digits"),
        (",T,T,x,,,,,,,", "A2: '' cannot be an action's id"),
        ("a,T,,x,,,,,,,", "B2: This text is in one language only"),
        ("a,,,x,,,,,,,", "B2: This action has no title."),
        ("a,T,T,,,,,,,,", "D2: This action has no state."),
        ("a,T,T,x,May 2016,,,,,,", "E2: 'May 2016' is not a day"),
        ("a,T,T,x,,Ontaro,,,,,", "F2: Unknown place 'Ontaro'."),
        ("a,T,T,x,,,,none,,,", "H2: 'none' is not a known document of this source."),
        ("a,T,T,x,,,,,,,p", "K2: 'p' is not a known pillar."),
    ],
)
def test_a_fault_of_an_action_is_told_at_its_cell(read_table, row, finding):
    (line,) = told(read_table(HEADER + row + "\n", COLUMNS, TABLE))
    assert line.startswith(f"table.csv, {finding}")


def test_the_same_state_twice_is_refused(read_table):
    row = "a,T,T,x,2016,,,,,,\n"
    (line,) = told(read_table(HEADER + row + row, COLUMNS, TABLE))
    assert line == "table.csv, A3: 'a' in state 'x' stands already in table.csv, A2."


def test_an_action_of_an_unknown_framework_is_refused(read_table):
    (line,) = told(read_table(HEADER + "a,T,T,x,,,,,,,\n", COLUMNS, TABLE + '\nframework = "f"'))
    assert "'f' is not a known framework" in line
