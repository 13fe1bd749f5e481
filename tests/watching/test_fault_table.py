"""docs/faults.md names every fault of the list, and only tests that there are."""

import re

import pytest

from tests.checks import ROOT

TABLE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
LINES = [line for line in TABLE.splitlines() if re.match(r"\| F\d", line)]
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE)


def test_each_fault_of_the_list_has_its_line():
    assert [line.split()[1] for line in LINES] == [f"F{number}" for number in range(1, 26)]
    assert all("::test_" in line for line in LINES)


@pytest.mark.parametrize(("path", "name"), NAMED, ids=[name for _, name in NAMED])
def test_each_test_that_is_named_is_there(path, name):
    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")
