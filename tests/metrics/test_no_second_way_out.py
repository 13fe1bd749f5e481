"""Every way out of the front door has its gate; whoever adds one says here which, and it is tried.

The values that partners have reported are numbers that occur nowhere else: none of them may be in
anything that a reader outside is given, before a release of the totals and after it.
"""

import ast
import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from enum import Enum
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import metrics
from metrics import (
    OFFICE,
    OFFICIAL,
    PUBLIC,
    Briefings,
    Choice,
    Choosing,
    Consents,
    MetricsError,
    MetricsStore,
    Moment,
    Moved,
    Period,
    Releases,
    Restating,
    Returns,
    Text,
    dated_back,
    of_partner,
)
from metrics.auditing import AuditLog
from tests.metrics.released import (
    FORM,
    LIFTS,
    MONEY,
    NOW,
    PARTNERS,
    PEOPLE,
    Q1,
    Q2,
    VISITS,
    Clock,
    filled,
    office,
    opened,
    proposal,
    released,
)

ROOT = Path(metrics.__file__).parents[1]


class Gate(Enum):
    """What stands between the values of the store and whoever asks."""

    SIGHT = "the seeks know the scope, the minute and the consents; disclosure.protect comes after"
    FROZEN = "cells as they were protected and frozen, without what stands behind them"
    OWN = "one's own organization, and the office as far as owners consent"
    DIFFERENCES = "OWN, for what differs from what the sender itself has sent"
    CODES = "codes and counts: the log takes nothing else"
    AHEAD = "for those who see ahead, as officials see it: an owner may take it back"
    WORDS = "states, days and words about returns, releases and consents; no figures"
    NONE = "gives nothing of what is held"


class Row(NamedTuple):
    """`ask` tries it; `held` says that the office, asking the same, is given such a number."""

    gate: Gate
    ask: Callable[[Any], object] | None = None
    held: bool = False


BRIEFED = "B-2025-001"  # what officials are told by the store, kept as a briefing
INDICATORS, SERIES = ("people", "visits", "paid"), (PEOPLE, VISITS, MONEY)


def each(question: Callable[..., object], *asked: tuple) -> list[object]:
    """What is answered to each of these, or that it is refused."""
    found = []
    for one in asked:
        try:
            found.append(_whole(question(*one)))
        except MetricsError as error:
            found.append(str(error))
    return found


def _whole(answer: object) -> object:
    return list(answer) if isinstance(answer, Iterator) else answer


def past(store: MetricsStore) -> list[object]:
    """A moment of long ago and of just now."""
    moments = (Moment(known_at=LIFTS.date()), Moment(as_of=Q1.end), Moment(held_at=NOW))
    return [
        [list(there.observations()), *each(there.series, *((one,) for one in INDICATORS))]
        for there in map(store.at, moments)
    ]


def codes(returns: Returns) -> list[str]:
    return [one.receipt.code for one in held_by_office(returns)]


def held_by_office(returns: Returns) -> tuple:
    """Codes are guessed right: whoever asks knows that of every return."""
    return Returns(**{**vars(returns), "scope": OFFICE}).held()


def cell_of(returns: Returns) -> tuple:
    return PEOPLE, "house-b", "ON", "sex=female", Q1


DOORS = (MetricsStore, Releases, Returns, Consents, Briefings, Choosing, Restating, AuditLog)
ROWS: Mapping[str, Row] = {
    "MetricsStore.actions": Row(Gate.SIGHT, lambda store: store.actions()),
    "MetricsStore.amendments": Row(Gate.WORDS, lambda store: store.amendments("people")),
    "MetricsStore.annotations": Row(Gate.WORDS, lambda store: store.annotations.held()),
    "MetricsStore.as_one": Row(Gate.NONE),
    "MetricsStore.at": Row(Gate.SIGHT, past, held=True),
    "MetricsStore.audit_entries": Row(Gate.CODES, lambda store: store.audit_entries(None, 10_000)),
    "MetricsStore.briefings": Row(Gate.WORDS, lambda store: store.briefings.held()),
    "MetricsStore.begin_reading": Row(Gate.NONE),
    "MetricsStore.choosing": Row(
        Gate.SIGHT, lambda store: list(store.choosing.every(Choice())), held=True),
    "MetricsStore.close": Row(Gate.NONE),
    "MetricsStore.consents": Row(Gate.WORDS, lambda store: store.consents.held()),
    "MetricsStore.data_version": Row(Gate.NONE, lambda store: store.data_version()),
    "MetricsStore.events": Row(Gate.WORDS, lambda store: store.events("plan")),
    "MetricsStore.explain": Row(
        Gate.SIGHT,
        lambda store: each(store.explain, *((one,) for one in INDICATORS),
                           *((one, "2025-Q1") for one in INDICATORS)), held=True),
    "MetricsStore.footprint": Row(Gate.CODES, lambda store: store.footprint()),
    "MetricsStore.health": Row(Gate.CODES, lambda store: store.health()),
    "MetricsStore.is_followed": Row(Gate.NONE, lambda store: store.is_followed),
    "MetricsStore.is_follower_away": Row(Gate.NONE, lambda store: store.is_follower_away),
    "MetricsStore.lines": Row(Gate.SIGHT, lambda store: store.lines(SERIES), held=True),
    "MetricsStore.loaded_files": Row(Gate.WORDS, lambda store: store.loaded_files("hotline")),
    "MetricsStore.memory": Row(Gate.NONE, lambda store: store.memory()),
    "MetricsStore.note": Row(Gate.CODES),
    "MetricsStore.note_many": Row(Gate.CODES),
    "MetricsStore.observations": Row(
        Gate.SIGHT, lambda store: list(store.observations()), held=True),
    "MetricsStore.obstacle": Row(Gate.NONE, lambda store: store.obstacle()),
    "MetricsStore.open": Row(Gate.NONE),
    "MetricsStore.preview": Row(Gate.NONE),
    "MetricsStore.record": Row(Gate.NONE),
    "MetricsStore.records": Row(
        Gate.SIGHT, lambda store: store.records(INDICATORS), held=True),
    "MetricsStore.releases": Row(Gate.FROZEN, lambda store: store.releases.held()),
    "MetricsStore.remember": Row(Gate.NONE),
    "MetricsStore.returns": Row(Gate.OWN, lambda store: store.returns.held()),
    "MetricsStore.restating": Row(Gate.SIGHT, lambda store: store.restating.days(SERIES)),
    "MetricsStore.scorecard": Row(
        Gate.SIGHT, lambda store: store.scorecard("plan"), held=True),
    "MetricsStore.scour": Row(Gate.NONE),
    "MetricsStore.when_erased": Row(Gate.NONE),
    "MetricsStore.seen_by": Row(Gate.SIGHT, lambda store: store.seen_by(store.scope).scope),
    "MetricsStore.series": Row(
        Gate.SIGHT,
        lambda store: each(store.series, *((one,) for one in INDICATORS),
                           ("people", "ON", "sex=female"), ("visits", "R2"),
                           ("people", None, "partner=house-b")), held=True),
    "MetricsStore.signals": Row(Gate.SIGHT, lambda store: store.signals("plan")),
    "MetricsStore.sources": Row(Gate.SIGHT, lambda store: store.sources()),
    "MetricsStore.standing": Row(Gate.SIGHT, lambda store: list(store.standing()), held=True),
    "MetricsStore.trail": Row(
        Gate.SIGHT,
        lambda store: each(store.trail, *((one, "2025-Q1") for one in INDICATORS),
                           ("people", "2025-Q1", "ON", "sex=female")), held=True),
    "MetricsStore.undeclared": Row(Gate.WORDS, lambda store: store.undeclared()),
    "MetricsStore.turn_to_source": Row(Gate.NONE, lambda store: store.turn_to_source()),
    "MetricsStore.verify_audit": Row(Gate.CODES, lambda store: store.verify_audit()),
    "MetricsStore.written": Row(Gate.NONE, lambda store: store.written()),
    "Releases.announce": Row(Gate.NONE),
    "Releases.announced": Row(Gate.WORDS),
    "Releases.approve": Row(Gate.NONE),
    "Releases.attacked": Row(
        Gate.FROZEN, lambda found: each(found.attacked, *((one.code,) for one in found.held()))),
    "Releases.cancel": Row(Gate.NONE),
    "Releases.check": Row(Gate.NONE),
    "Releases.find": Row(
        Gate.FROZEN, lambda found: each(found.find, *((one.code,) for one in found.held()))),
    "Releases.held": Row(Gate.FROZEN, lambda found: found.held()),
    "Releases.of_file": Row(Gate.FROZEN, lambda found: found.of_file("return.xlsx")),
    "Releases.preview": Row(
        Gate.FROZEN, lambda found: each(found.preview, *((one.code,) for one in found.held()))),
    "Releases.propose": Row(Gate.NONE),
    "Releases.steward_approve": Row(Gate.NONE),
    "Releases.steward_refuse": Row(Gate.NONE),
    "Returns.approve": Row(Gate.NONE),
    "Returns.close": Row(Gate.NONE),
    "Returns.closing": Row(
        Gate.WORDS, lambda found: found.closing(FORM, Period.parse("2025-Q1"))
    ),
    "Returns.closed": Row(Gate.WORDS, lambda found: found.closed(FORM)),
    "Returns.differences": Row(
        Gate.DIFFERENCES,
        lambda found: each(found.differences, *((one,) for one in codes(found))), held=True),
    "Returns.extend": Row(Gate.NONE),
    "Returns.in_briefings": Row(
        Gate.WORDS, lambda found: each(found.in_briefings, *((one,) for one in codes(found)))),
    "Returns.find": Row(
        Gate.OWN, lambda found: each(found.find, *((one,) for one in codes(found)))),
    "Returns.form_asked": Row(
        Gate.WORDS, lambda found: each(found.form_asked, (FORM, "house-b", Q1))),
    "Returns.govern": Row(Gate.NONE),
    "Returns.held": Row(Gate.OWN, lambda found: found.held()),
    "Returns.history": Row(
        Gate.OWN, lambda found: each(found.history, cell_of(found)), held=True),
    "Returns.is_kept_back": Row(Gate.WORDS, lambda found: found.is_kept_back("house-b", FORM)),
    "Returns.kept_back": Row(Gate.WORDS, lambda found: found.kept_back),
    "Returns.mark": Row(Gate.NONE),
    "Returns.obligations": Row(Gate.WORDS, lambda found: found.obligations()),
    "Returns.past_values": Row(
        Gate.OWN,
        lambda found: each(found.past_values, *((FORM, one, Q2) for one in PARTNERS)), held=True),
    "Returns.preview": Row(Gate.DIFFERENCES),
    "Returns.reopen": Row(Gate.NONE),
    "Returns.restore": Row(Gate.NONE),
    "Returns.send_back": Row(Gate.NONE),
    "Returns.submit": Row(Gate.NONE),
    "Returns.undo": Row(Gate.NONE),
    "Returns.until": Row(Gate.WORDS, lambda found: found.until),
    "Returns.values": Row(
        Gate.OWN, lambda found: each(found.values, *((one,) for one in codes(found))), held=True),
    "Returns.waive": Row(Gate.NONE),
    "Returns.way": Row(Gate.WORDS, lambda found: found.way),
    "Returns.withdraw": Row(Gate.NONE),
    "Consents.allows": Row(Gate.WORDS),
    "Consents.erasures": Row(Gate.WORDS, lambda found: found.erasures()),
    "Consents.find": Row(Gate.WORDS, lambda found: each(found.find, ("house-b", FORM))),
    "Consents.give": Row(Gate.NONE),
    "Consents.govern": Row(Gate.NONE),
    "Consents.governance": Row(Gate.WORDS, lambda found: found.governance("house-b")),
    "Consents.held": Row(Gate.WORDS, lambda found: found.held()),
    "Consents.history": Row(Gate.WORDS, lambda found: each(found.history, ("house-b", FORM))),
    "Consents.log": Row(Gate.CODES, lambda found: each(found.log, *((one,) for one in PARTNERS))),
    "Consents.own_data": Row(
        Gate.OWN, lambda found: each(found.own_data, *((one,) for one in PARTNERS))),
    "Consents.purge": Row(Gate.NONE),
    "Consents.terms": Row(Gate.WORDS, lambda found: found.terms("house-b", FORM)),
    "Consents.withdraw": Row(Gate.NONE),
    "Briefings.begin_run": Row(Gate.NONE),
    "Briefings.built": Row(Gate.NONE),
    "Briefings.cancel_schedule": Row(Gate.NONE),
    "Briefings.delivered": Row(Gate.NONE),
    "Briefings.discard": Row(Gate.NONE),
    "Briefings.draft": Row(Gate.NONE),
    "Briefings.find": Row(Gate.WORDS, lambda found: each(found.find, (BRIEFED,))),
    "Briefings.held": Row(Gate.WORDS, lambda found: found.held()),
    "Briefings.issue": Row(Gate.NONE),
    "Briefings.of_organization": Row(
        Gate.WORDS, lambda found: each(found.of_organization, *((one,) for one in PARTNERS))),
    "Briefings.outline": Row(Gate.AHEAD, lambda found: each(found.outline, (BRIEFED,))),
    "Briefings.ran": Row(Gate.NONE),
    "Briefings.read_lines": Row(Gate.NONE),
    "Briefings.runs": Row(Gate.WORDS, lambda found: each(found.runs, ("S-001",))),
    "Briefings.schedule": Row(Gate.NONE),
    "Briefings.schedules": Row(Gate.WORDS, lambda found: found.schedules()),
    "Briefings.snapshot": Row(Gate.AHEAD, lambda found: each(found.snapshot, (BRIEFED,))),
    "Briefings.versions": Row(Gate.WORDS, lambda found: each(found.versions, (BRIEFED,))),
    "Restating.days": Row(Gate.SIGHT, lambda found: found.days(SERIES)),
    "Restating.newest": Row(Gate.SIGHT, lambda found: found.newest(SERIES, 1000)),
    "Choosing.count": Row(Gate.SIGHT, lambda found: found.count(Choice())),
    "Choosing.every": Row(Gate.SIGHT, lambda found: list(found.every(Choice())), held=True),
    "Choosing.lines": Row(Gate.SIGHT, lambda found: list(found.lines(Choice()))),
    "Choosing.page": Row(Gate.SIGHT, lambda found: found.page(Choice(), 0, 10_000), held=True),
    "AuditLog.anchored": Row(Gate.CODES, lambda log: log.anchored()),
    "AuditLog.close": Row(Gate.NONE),
    "AuditLog.entries": Row(Gate.CODES, lambda log: log.entries(None, 10_000)),
    "AuditLog.every": Row(Gate.CODES, lambda log: list(log.every())),
    "AuditLog.last_by": Row(Gate.CODES, lambda log: log.last_by("recorded")),
    "AuditLog.last_of": Row(
        Gate.CODES, lambda log: log.last_of("recorded", "system", "submission")),
    "AuditLog.note": Row(Gate.CODES),
    "AuditLog.note_many": Row(Gate.CODES),
    "AuditLog.verify": Row(Gate.CODES, lambda log: log.verify()),
    "AuditLog.wrote": Row(Gate.NONE),
}  # fmt: skip
ASKED = {name: row for name, row in ROWS.items() if row.ask}
GIVING = {Gate.SIGHT, Gate.FROZEN, Gate.OWN, Gate.DIFFERENCES, Gate.AHEAD}

# what each house reports: seven digits that nothing else has, no two of a sum that is one of them
REPORTED = {
    one: ((7310000 + n * 1013 + 7, 7420000 + n * 1409 + 3),
          (7530000 + n * 1709 + 9, 7640000 + n * 1901 + 1), 7750000 + n * 2003 + 11)
    for n, one in enumerate(PARTNERS)
}  # fmt: skip


def numbers(partner: str) -> set[str]:
    people, visits, paid = REPORTED[partner]
    return {str(one) for one in (*people, sum(people), *visits, paid)}


TOTALS = {  # before they are rounded
    str(sum(column))
    for column in zip(*(chain(people, [sum(people)]) for people, _, _ in REPORTED.values()),
                      strict=True)
    if sum(column) % 5
}  # fmt: skip


def told(answer: object, wanted: set[str]) -> set[str]:
    return wanted & set(re.findall(r"(?<![0-9a-f])\d{7,8}(?![0-9a-f])", repr(answer)))


def public_of(door: type) -> set[str]:
    """The public names of a class, and the attributes that its callers are meant to use."""
    return {name for name, _ in inspect.getmembers(door) if not name.startswith("_")}


def door(name: str, store: MetricsStore) -> object:
    where = {"MetricsStore": store, "Releases": store.releases, "Returns": store.returns,
             "Consents": store.consents, "Briefings": store.briefings, "Choosing": store.choosing,
             "Restating": store.restating, "AuditLog": store.audit}  # fmt: skip
    return where[name.partition(".")[0]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Partners have reported; of the first quarter the totals are out, of the second nothing is."""
    folder = tmp_path_factory.mktemp("doors")
    store = opened(f"sqlite:///{folder / 'store.sqlite'}")
    with dated_back(NOW):
        clock = Clock(store)
        said = {one.replace("-", "_"): (*people, visits, paid)
                for one, (people, visits, paid) in REPORTED.items()}  # fmt: skip
        filled(store, Q1, Q2, **said)
        released(store, clock)
        office(store).propose(_second(), "proposer-c3")
        assert _brief(store) == BRIEFED
        yield store
    store.close()


def _brief(store):
    """All that an official is given of the indicators, as lines and as a snapshot."""
    seen = store.seen_by(OFFICIAL)
    said = json.dumps([repr(seen.series(one)) for one in INDICATORS])
    lines = json.dumps({"lines": [repr(one.observation) for one in seen.standing()]})
    draft = seen.briefings.draft(lines, Text("T", "T"), (), "maker-a1")
    content = sha256(said.encode()).hexdigest()
    version = seen.data_version()
    seen.briefings.issue(draft.code, 1, said, content, (), store.now(), version, "maker-a1")
    return draft.code


def _second():
    return proposal(periods=(Q2,), lifts_at=LIFTS + timedelta(days=30))


def test_every_public_name_of_the_front_door_has_its_row():
    public = {f"{door.__name__}.{name}" for door in DOORS for name in public_of(door)}
    assert public == set(ROWS)
    untried = {name for name, row in ROWS.items() if row.gate in GIVING and row.ask is None}
    assert untried == {"Returns.preview"}  # of the sender's own return: test_returns tries it


@pytest.mark.parametrize("name", sorted(ASKED))
@pytest.mark.parametrize("reader", ["public", "official", "house-a"])
def test_no_way_out_gives_what_a_partner_has_reported(kept, name, reader):
    scopes = {"public": PUBLIC, "official": OFFICIAL, "house-a": of_partner("house-a")}
    hidden = {one for partner in PARTNERS if partner != reader for one in numbers(partner)}
    store = kept.seen_by(scopes[reader])
    answer = ASKED[name].ask(door(name, store))
    assert told(answer, hidden | TOTALS) == set()


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if row.held))
def test_the_office_is_given_these_numbers_by_the_same_ways(kept, name):
    """The test above can fail."""
    every = {one for partner in PARTNERS for one in numbers(partner)} | TOTALS
    assert told(ASKED[name].ask(door(name, kept.seen_by(OFFICE))), every)


@pytest.mark.parametrize("name", ["Consents.own_data", "Returns.values"])
def test_a_partner_is_given_its_own(kept, name):
    store = kept.seen_by(of_partner("house-a"))
    assert told(ASKED[name].ask(door(name, store)), numbers("house-a"))


BENEATH = {"repository", "_repository", "_memo", "_present", "newest_rows"}
TAKES_THE_STORE = ("MetricsStore", "Repository", "Connection", "Engine")


@pytest.mark.parametrize("room", ["dashboard", "ingest"])
def test_no_other_room_reaches_beneath_the_front_door(room):
    reached = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in BENEATH
    }
    assert reached == set()


def test_no_function_of_the_front_door_reads_the_store_by_itself():
    asked = [one for one in vars(metrics).values() if inspect.isfunction(one)]
    assert len(asked) > 10
    taking = {
        one.__name__ for one in asked
        for part in inspect.signature(one).parameters.values()
        if any(name in str(part.annotation) for name in TAKES_THE_STORE)
    }  # fmt: skip
    # from one database into another, rights in one, how long one is waited for: they answer with
    # counts of rows, or nothing
    assert taking == {"moved", "grant", "bound_waits"}
    assert Moved._fields == ("table", "done", "rows", "verified")


def test_the_release_is_out(kept):
    """What is tried holds figures: the totals, rounded, stand before everybody."""
    values = [one.observation.value for one in kept.seen_by(PUBLIC).observations()]
    assert sum(one is not None for one in values) >= 4
