"""Which files of tests begin first where several processes share them: those that take long.

A long file that began last would leave the other processes with nothing to do until its end.
"""

import pytest

LONG = (  # the beginnings of their names, the longest first
    "tests/access/test_matrix.py",
    "tests/topology/",
    "tests/browser/",
    "tests/releases/",
    "tests/journeys/",
    "tests/briefings/test_pages",
    "tests/returns/test_demo.py",
    "tests/metrics/test_attack",
    "tests/metrics/test_no_second_way_out.py",
    "tests/dashboard/test_command.py",
    "tests/dashboard/test_pages.py",
    "tests/dashboard/test_production.py",
    "tests/access/test_asked_in_vain.py",
)


def long_first(items: list[pytest.Item]) -> list[pytest.Item]:
    """In the order in which they were found, but for those of long files, which come first."""
    return sorted(items, key=lambda one: _place(one.nodeid))


def _place(test: str) -> int:
    return next((at for at, name in enumerate(LONG) if test.startswith(name)), len(LONG))
