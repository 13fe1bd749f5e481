"""Hidden figures on the command line, in the logs and in the audit log: not one, nor its trace.

The reading commands run as who may read the file of the store; here they are run as the public.
Two worlds that differ in hidden figures alone print the same bytes; numbers that occur nowhere
else never stand in a record of Python's log, nor in an entry of the audit log.
"""

import logging
import re
from datetime import timedelta

import pytest

from metrics import OFFICE
from tests.access.house import ANONYMOUS, PEOPLE
from tests.metrics.released import LIFTS, official
from tests.metrics.test_no_second_way_out import REPORTED, TOTALS, numbers
from tests.releases.test_hidden_figures_leave_no_trace import (
    INDICATORS,
    MOVES,
    everything,
    moved,
    world,
)
from tests.sweeps import sample

AFTER = LIFTS + timedelta(minutes=1)
MOMENTS = ((), ("--known-at", "2025-08-19"), ("--as-of", "2025-08-21"), ("--held-at", "2025-08-15"))
COMMANDS = (
    ("indicators",), ("indicators", "--json"), ("sources",), ("sources", "--json"),
    *((name, *more, *moment) for name in ("observations", "scorecard")
      for more in ((), ("--json",)) for moment in MOMENTS),
    ("observations", "--history"), ("observations", "--history", "--json"),
    ("observations", "--lang", "fr"), ("scorecard", "--lang", "fr"),
    *((name, one, *more) for name in ("series", "explain") for one in INDICATORS
      for more in ((), ("--json",), ("--lang", "fr"))),
    *(("series", "people", *moment) for moment in MOMENTS),
    *(("explain", one, "--period", "2025-Q1", "--json") for one in INDICATORS),
    *(("trace", one, "--period", "2025-Q1", *more) for one in INDICATORS
      for more in ((), ("--json",), ("--lang", "fr"))),
    ("trace", "visits", "--period", "2025-Q1", "--place", "R2"),
    ("series", "none"), ("trace", "people", "--period", "1999"),
)  # fmt: skip


@pytest.mark.parametrize("name", sorted(MOVES))
def test_what_is_hidden_changes_no_byte_on_the_command_line(tmp_path, reader, name):
    by_partner = name == "by partner"
    with (
        world(tmp_path / "one", by_partner=by_partner) as (one, clock),
        world(tmp_path / "other", by_partner=by_partner, **moved(name)) as (other, others),
    ):
        cells = [official(each.services.store).preview(each.code).cells for each in (one, other)]
        assert cells[0] == cells[1], "what is shown differs: another move is needed"
        for minute in (LIFTS - timedelta(minutes=1), AFTER):
            clock.move(minute)
            others.move(minute)
            drawn = sample(f"commands in two worlds, {name}, {minute}", COMMANDS, 12)
            told = [(reader(one, *asked), reader(other, *asked)) for asked in drawn]
            for asked, (first, second) in zip(drawn, told, strict=True):
                assert first == second, (asked, minute)
        assert sum(first[0] == 0 for first, _ in told) > len(told) // 2


def _walked(house) -> None:
    for who in (ANONYMOUS, *PEOPLE):
        everything(house, who)
    client = house.client("editor")
    for one in house.services.store.seen_by(OFFICE).returns.held():
        for path in ("sent", "review"):
            client.get(f"/returns/{path}/{one.receipt.code}")


def test_no_figure_stands_in_a_log_or_in_the_audit_log(tmp_path, reader, caplog):
    caplog.set_level(logging.DEBUG)
    said = {one.replace("-", "_"): (*people, visits, paid)
            for one, (people, visits, paid) in REPORTED.items()}  # fmt: skip
    canaries = {one for partner in REPORTED for one in numbers(partner)} | TOTALS
    with world(tmp_path / "one", by_partner=False, **said) as (house, clock):
        clock.move(AFTER)
        house.at = AFTER
        _walked(house)
        for asked in sample("commands whose logs are read", COMMANDS, 12):
            assert _found(reader(house, *asked), canaries) == set()
        entries = house.services.store.audit_entries(None, 100_000)
        assert len(entries) > 50
        assert _found(entries, canaries) == set()
        assert _found([(one.getMessage(), one.args, one.exc_text) for one in caplog.records],
                      canaries) == set()  # fmt: skip
        assert _found(everything(house, "editor"), canaries)  # there is something to be found


def _found(said: object, canaries: set[str]) -> set[str]:
    """Numbers however they are written: 7310007, 7,310,007 or 7 310 007."""
    joined = re.sub(r"(?<=\d)[\s,\u00a0\u202f](?=\d{3}(?!\d))", "", str(said).replace("\\xa0", " "))
    return canaries & set(re.findall(r"(?<![0-9a-f])\d{7,8}(?![0-9a-f])", joined))
