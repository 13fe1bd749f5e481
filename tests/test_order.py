"""Long files begin first, and none of the names by which they are known is out of date."""

from types import SimpleNamespace

import pytest

from metrics.settings import PROJECT
from tests.order import LONG, long_first


def test_long_files_come_first_and_each_file_stays_in_its_order():
    short, pages, second, first, last = names = (
        "tests/access/test_a.py::a", "tests/dashboard/test_pages.py::b",
        "tests/browser/test_z.py::d", "tests/browser/test_z.py::c", "tests/test_x.py::e",
    )  # fmt: skip
    found = [one.nodeid for one in long_first([SimpleNamespace(nodeid=one) for one in names])]
    assert found == [second, first, pages, short, last]


@pytest.mark.parametrize("name", LONG)
def test_each_name_is_that_of_a_file(name):
    files = (one.relative_to(PROJECT).as_posix() for one in PROJECT.glob("tests/**/test_*.py"))
    assert [one for one in files if one.startswith(name)]
