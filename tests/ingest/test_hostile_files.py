"""Every hostile and messy file through the whole check: its outcome, its rule and its cell.

Nothing is written and nothing is sent meanwhile, by whatever library.
"""

import os
import sys
import time
from contextlib import contextmanager

import pytest

from ingest.limits import MEBIBYTE
from ingest.returns.checking import Outcome, check
from ingest.returns.in_child import check_in_child
from metrics import Language
from tests.ingest.hostile import LET_IN, REFUSED
from tests.ingest.messy import SECRET
from tests.ingest.messy_rows import MESSY
from tests.ingest.return_forms import context
from tests.sweeps import sample

PUBLIC_LINE = "18339001010"
PRIVATE = [one for one in MESSY if one.rule.startswith("personal-data")]
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_SEEN: list[str] = []
_WATCHING: list[bool] = []


def _watch(event, arguments):
    """Python's own hook: it sees what any library asks of the machine."""
    if not _WATCHING:
        return
    if event == "open" and arguments[0] != os.devnull and (arguments[2] or 0) & WRITING:
        _SEEN.append(f"writes {arguments[0]}")
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.fork", "sqlite3.")):
        _SEEN.append(event)


sys.addaudithook(_watch)


@contextmanager
def nothing_else():
    """No file is written, no database opened and nothing sent meanwhile."""
    _SEEN.clear()
    _WATCHING.append(True)
    try:
        yield
    finally:
        _WATCHING.clear()
    assert not _SEEN


def checked(one):
    content = one.make()
    with nothing_else():
        return check(content, one.file, context(allowed=frozenset({PUBLIC_LINE})))


def places(found, rule):
    return {f"{one.sheet}!{one.cell}".strip("!") for one in found.findings if one.rule == rule}


@pytest.mark.parametrize("one", REFUSED, ids=lambda one: one.name)
def test_a_hostile_file_is_refused_with_one_finding(one):
    before = time.process_time()
    found = checked(one)
    assert (found.outcome, found.rows, found.observations) == (Outcome.REJECT, 0, ())
    assert [finding.rule for finding in found.findings] == [one.rule]
    assert time.process_time() - before < 20


@pytest.mark.parametrize("one", MESSY, ids=lambda one: one.name)
def test_a_messy_file_has_its_outcome_and_names_its_cell(one):
    found = checked(one)
    assert found.outcome == one.outcome, [finding.line() for finding in found.findings]
    if not one.rule:
        assert {finding.rule for finding in found.findings} <= {"no-fingerprint"}
        return
    assert one.cell.strip("!") in places(found, one.rule)
    for finding in found.findings:
        assert finding.line(Language.EN)
        assert finding.line(Language.FR)


@pytest.mark.parametrize("one", PRIVATE, ids=lambda one: one.name)
def test_a_file_refused_for_personal_data_is_repeated_nowhere(one):
    found = checked(one)
    told = " ".join(str(finding._replace(file="")) for finding in found.findings)
    assert SECRET not in told
    assert (found.observations, found.cutouts, found.content) == ((), {}, "")


def test_what_the_gate_lets_in_is_read_without_a_fault_of_ours():
    for one in LET_IN:
        assert checked(one).findings, one.name  # none is the form that is asked for


def test_there_are_enough_files_of_every_class():
    assert len(REFUSED) >= 100
    assert len(MESSY) >= 80
    assert len({one.name for one in MESSY}) == len(MESSY)


def test_the_child_says_the_same_as_this_process():
    asked = context(allowed=frozenset({PUBLIC_LINE}))
    cases = [one for one in (*REFUSED, *MESSY) if one.rule]
    for one in sample("hostile files in a child process", cases, 6):
        assert check_in_child(one.make(), one.file, asked) == checked(one), one.name


def test_a_large_refusal_costs_this_process_nothing():
    """A file that is read in the child leaves no more here than its own bytes."""
    one = next(one for one in MESSY if one.name == "200,001 rows")
    content, asked = one.make(), context()
    before = _resident()
    assert check_in_child(content, one.file, asked).outcome is Outcome.REJECT
    assert _resident() - before < 50 * MEBIBYTE


def _resident():
    with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123
        return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
