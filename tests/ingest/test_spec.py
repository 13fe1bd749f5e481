import pytest

from ingest.spec import read_tables
from metrics import DefinitionError, Source, Text

WORDS = Text("x", "x")
GOOD = {
    "id": "t",
    "file": "t.csv",
    "columns": [{"headings": ["Year"], "role": "period"}, {"headings": ["N"], "role": "value"}],
}


def faults(*tables):
    """The faults of a source with these tables, without the name of the file."""
    source = Source(
        id="s", title=WORDS, description=WORDS, publisher=WORDS, licence=WORDS, coverage=WORDS,
        documents={}, tables=tables,
    )  # fmt: skip
    with pytest.raises(DefinitionError) as error:
        read_tables(source)
    assert all(one.startswith("sources/s/source.toml") for one in error.value.faults)
    return [one.partition(": ")[2] for one in error.value.faults]


def with_column(**keys):
    return {**GOOD, "columns": [*GOOD["columns"], keys]}


def test_an_unknown_key_is_told_with_the_known_ones():
    (fault,) = faults({**GOOD, "header_row": 2})
    assert fault.startswith(
        "unknown key 'header_row'; known keys are adds_up, after, before, body, columns,"
    )
    (fault,) = faults(with_column(heading=["X"], headings=["X"], role="ignore"))
    assert fault.startswith("unknown key 'columns[3].heading'; known keys are dimension, ")


def test_every_fault_is_told_at_once():
    found = faults({**GOOD, "header_rows": 4, "kind": "x"}, {"id": "u", "columns": []})
    assert found == [
        "'kind' is 'x': write 'observations' or 'actions'",
        "'header_rows' is 4: write 3 or less",
        "'columns' is []: write at least one",
    ]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ({"role": "value"}, "columns[3]: give 'headings' or 'pattern', one of them"),
        (
            {"headings": ["X"], "role": "place", "scale": "2"},
            "columns[3]: 'scale' means nothing for role 'place'; known keys are fill_down, "
            "headings, optional, role, values",
        ),
        (
            {"headings": ["X"], "role": "dimension"},
            "columns[3]: role 'dimension' needs 'dimension', the id of what it breaks down by",
        ),
        (
            {"pattern": "(", "role": "value"},
            "columns[3].pattern: not a regular expression: missing ), unterminated subpattern at "
            "position 0",
        ),
        (
            {"pattern": "(?P<age>x)", "role": "value", "groups": {"sex": {}}},
            "columns[3]: 'groups.sex' is not a named group of 'pattern'",
        ),
        (
            {"headings": ["X"], "role": "state"},
            "role 'state' does not belong to kind 'observations'",
        ),
        ({"headings": ["X"], "role": "period"}, "role 'period' is given to more than one column"),
        (
            {"headings": ["X"], "role": "month"},
            "'quarter' and 'month' need a column with role 'year'",
        ),
        ({"headings": ["X"], "role": "period_end"}, "'period_start' and 'period_end' go together"),
    ],
)
def test_a_column_that_cannot_mean_anything_is_refused(column, words):
    assert faults(with_column(**column)) == [words]


def test_a_table_names_its_file_once():
    assert faults({**GOOD, "files": ["a.csv"]}) == ["give 'file' or 'files', one of them"]
    assert faults({**GOOD, "sheet": "A", "sheets": ["B"]}) == ["give 'sheet' or 'sheets', not both"]
    assert faults(GOOD, GOOD) == ["two tables are called 't'"]


@pytest.mark.parametrize(
    "name", ["../other/t.csv", "../../out.csv", "/etc/t.csv", "more/t.csv", "..", "..\\t.csv"]
)
def test_a_file_stands_in_the_folder_of_its_source(name):
    fault = f"'{name}' is not the name of a file in the source's own folder"
    assert faults({**GOOD, "file": name}) == [fault]
    assert faults({**GOOD, "file": None, "files": {name: "report"}}) == [fault]


def test_every_member_is_declared():
    (fault,) = faults(with_column(headings=["X"], role="dimension", dimension="sex", open=True))
    assert fault.startswith("unknown key 'columns[3].open'; known keys are dimension, ")


def test_a_heading_belongs_to_one_column():
    assert faults(with_column(headings=["year "], role="ignore")) == [
        "heading 'year' is given to two columns, or twice to one"
    ]
