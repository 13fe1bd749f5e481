"""What an owner takes back is gone: from every revision, what was released, and the disk."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from metrics import (
    APPROVED,
    OFFICE,
    PUBLIC,
    ErasureKind,
    Language,
    MetricsError,
    Moment,
    ObservationStatus,
    Period,
    Purpose,
    Remark,
    StoreError,
    labels,
    of_partner,
)
from metrics.store import erasing, release_tables, scouring, tables
from metrics.store.engine import writing
from tests.canary import left_in
from tests.factories import observation, submission, words
from tests.metrics.governed import EVERY, STEWARD, consents, give, open_governed, withdraw
from tests.metrics.returned import (
    FORM,
    NORTH,
    Q1,
    Q2,
    REVIEWER,
    SOUTH,
    office,
    partner,
    stated,
    submit,
    values,
)

FIRST, SECOND = 0x41F2C3E4, 0x51E2F3C4  # whose bytes are found again in a file, and no text has
NOTE, REASON = "canary note of the shelter", "canary reason of the shelter"
RELEASED = 0x61C2E3F4
DIGITS = (str(FIRST), str(SECOND), str(RELEASED), NOTE, REASON)


@pytest.fixture
def store(database_url):
    found = open_governed(database_url)
    yield found
    found.close()


def sent_and_approved(store, period: Period = Q1) -> str:
    """A return, restated once, with a note and a reason; the code of what was approved."""
    note = words(NOTE)
    said = (Remark("Calls", "C7", "outlier", REASON),)
    submit(store, [stated(str(FIRST), period=period, note=note)], period=period, reasons=said)
    code = submit(store, [stated(str(SECOND), period=period, note=note)], period=period,
                  reasons=said).code  # fmt: skip
    give(store, *EVERY)
    office(store).approve(code, REVIEWER)
    return code


def release(store, *periods: Period) -> None:
    """A total of both partners as it stands once it was released."""
    for period in periods:
        one = observation(str(RELEASED), period.code, known="2025-05-01")
        store.record(submission(), [one])
    keys = store._repository
    with writing(keys.engine, durable=True) as connection:
        table, numbers = release_tables.released_part, {}
        for name in (tables.organization,):
            query = select(name.c.id).where(name.c.code == NORTH)
            numbers["organization_id"] = connection.execute(query).scalar_one()
        columns = tables.observation.c
        query = select(*(columns[name] for name in release_tables.PUBLISHED)).where(
            columns.organization_id == 0
        )
        for row in connection.execute(query.distinct()).all():
            connection.execute(insert(table), {**row._asdict(), **numbers})
        version = tables.data_version.c.version
        connection.execute(tables.data_version.update().values(version=version + 1))


def statuses(held) -> set[ObservationStatus]:
    return {one.observation.status for one in held}


def test_withdrawal_erases_every_revision_and_says_so(store):
    """It reads "withdrawn by its owner" where the owner looks, of every moment."""
    sent_and_approved(store)
    before = datetime.now(UTC)
    left = withdraw(store)
    assert left.kind is ErasureKind.WITHDRAWN
    assert left.rows == 3  # sent, restated, approved
    own = list(consents(store).own_data(NORTH))
    assert statuses(own) == {ObservationStatus.ERASED}
    assert {(one.observation.value, one.observation.note) for one in own} == {(None, None)}
    seen = store.seen_by(of_partner(NORTH))
    for moment in (Moment(), Moment(held_at=before), Moment(known_at=before.date())):
        line = next(one for one in seen.at(moment).series("calls").lines if one.organization)
        assert statuses(line.values) == {ObservationStatus.ERASED}
        said = labels.value_words(line.values[-1], line.unit, Language.EN)
        assert "withdrawn by its owner" in said


def test_an_answer_kept_before_is_kept_no_longer_of_a_past_moment_too(store):
    """The memory of answers turns over with an erasure, though the past has no new version."""
    sent_and_approved(store)
    seen = store.seen_by(of_partner(NORTH)).at(Moment(held_at=datetime.now(UTC)))
    assert str(SECOND) in repr(seen.series("calls"))
    withdraw(store)
    assert str(SECOND) not in repr(seen.series("calls"))


def test_what_was_released_with_it_is_erased_in_every_revision(store):
    sent_and_approved(store)
    release(store, Q1, Q2)
    assert str(RELEASED) in repr(store.series("calls"))
    left = withdraw(store)
    assert left.cells == 2
    assert str(RELEASED) not in repr(list(store.observations()))
    assert str(RELEASED) not in repr(list(store.seen_by(OFFICE).observations()))


def test_a_released_figure_is_hidden_while_consent_is_ended_and_not_erased(store):
    """Ended is not withdrawn: a renewed consent shows it again."""
    sent_and_approved(store)
    release(store, Q1)
    give(store, Purpose.INTERNAL)
    for scope in (PUBLIC, OFFICE, APPROVED):
        assert str(RELEASED) not in repr(store.seen_by(scope).series("calls"))
    give(store, *EVERY)
    assert str(RELEASED) in repr(store.series("calls"))


def test_nothing_of_it_is_left_in_the_tables_on_either_database(store):
    """Rows, words, reasons, checksums, file names: what is left is that something was sent."""
    sent_and_approved(store)
    release(store, Q1)
    withdraw(store)
    found = []
    with store._repository.engine.connect() as connection:
        for table in tables.metadata.tables.values():
            found += [repr(tuple(row)) for row in connection.execute(select(table))]
    everything = "\n".join(found)
    for one in DIGITS:
        assert one not in everything
    assert "return.xlsx" not in everything
    held = partner(store).held(organization=NORTH)
    assert len(held) == 2
    assert {one.receipt.content for one in held} == {"0" * 64}


def test_nothing_of_it_is_left_in_the_file_its_journal_or_its_free_pages(tmp_path):
    """The bytes of the numbers and of the words, as SQLite writes them."""
    folder = tmp_path / "store"
    store = open_governed(f"sqlite:///{folder / 'store.sqlite'}")
    many = [stated(str(n), f"sex={'female' if n % 2 else 'male'}", row=n) for n in (900001, 900002)]
    submit(store, many, SOUTH)
    code = sent_and_approved(store)
    release(store, Q1)
    canaries = [number.to_bytes(4, "big") for number in (FIRST, SECOND, RELEASED)]
    assert all(_holds(folder, one) for one in canaries)
    assert list(left_in([folder], NOTE, REASON))
    withdraw(store)
    store.close()
    assert not any(_holds(folder, one) for one in canaries)
    assert list(left_in([folder], NOTE, REASON)) == []
    with sqlite3.connect(folder / "store.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert code


def _holds(folder: Path, canary: bytes) -> bool:
    return any(canary in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_process_that_dies_before_the_disk_is_scoured_leaves_it_to_the_next(
    tmp_path, monkeypatch
):
    folder = tmp_path / "store"
    store = open_governed(f"sqlite:///{folder / 'store.sqlite'}")
    sent_and_approved(store)
    with monkeypatch.context() as dying:
        dying.setattr("metrics.store.consents_recording.scour", _die)
        with pytest.raises(StoreError):
            withdraw(store)
    engine = store._repository.engine
    assert statuses(consents(store).own_data(NORTH)) == {ObservationStatus.ERASED}
    assert scouring.is_owed(engine)
    assert store.scour()
    assert not scouring.is_owed(engine)
    store.close()
    assert not _holds(folder, SECOND.to_bytes(4, "big"))


def _die(*_):
    raise StoreError("gone", "parti")


def test_a_reader_in_the_way_is_waited_out_the_next_time(tmp_path):
    """A long reading holds back the journal: the values are erased, the scouring is still owed."""
    folder = tmp_path / "store"
    store = open_governed(f"sqlite:///{folder / 'store.sqlite'}")
    sent_and_approved(store)
    reading = store.seen_by(of_partner(NORTH)).observations()
    next(reading)
    engine = store._repository.engine
    withdraw(store)
    assert scouring.is_owed(engine)
    reading.close()
    assert store.scour()
    store.close()
    assert not _holds(folder, SECOND.to_bytes(4, "big"))


def test_the_log_keeps_a_tombstone_without_values_and_stays_whole(store):
    sent_and_approved(store)
    withdraw(store, "canary words of the council")
    entry = store.audit_entries(action="values-erased")[0]
    assert (entry.actor, entry.object) == (STEWARD, f"consent:{NORTH}/{FORM}")
    assert (entry.detail["kind"], entry.detail["rows"]) == ("withdrawn", 3)
    assert [one.action for one in store.audit_entries()][:2] == [
        "values-erased", "consent-withdrawn",
    ]  # fmt: skip
    assert "council" not in json.dumps([one.detail for one in store.audit_entries()])
    assert store.verify_audit().breaks == ()


def test_others_values_and_shared_words_stay(store):
    submit(store, [stated("52417", note=words(NOTE))], SOUTH)
    sent_and_approved(store)
    withdraw(store)
    own = list(consents(store, SOUTH).own_data(SOUTH))
    assert [(str(one.observation.value), one.observation.note.en) for one in own] == [
        ("52417", NOTE)
    ]


def test_what_is_sent_again_after_consent_is_given_anew_stands_beside_what_was_erased(store):
    """The old revisions stay erased; the same file counts as a new return."""
    sent_and_approved(store)
    withdraw(store)
    give(store, Purpose.INTERNAL)
    submit(store, values("77"))
    line = next(one for one in store.seen_by(OFFICE).series("calls").lines
                if one.organization == NORTH)  # fmt: skip
    assert str(line.values[-1].observation.value) == "77"
    assert str(SECOND) not in repr(line)


def test_undoing_a_return_brings_nothing_back(store):
    """What a return replaced is restored to its last digit: of what was erased there is none."""
    sent_and_approved(store)
    code = submit(store, values("77")).code
    withdraw(store)
    give(store, Purpose.INTERNAL)
    office(store).undo(code, REVIEWER, "tried")
    own = list(consents(store).own_data(NORTH))
    assert {one.observation.value for one in own} == {None}


def test_a_purge_erases_one_return_and_leaves_the_others(store):
    code = sent_and_approved(store)
    submit(store, values("31", period=Q2), period=Q2)
    left = consents(store).purge(code, STEWARD, "names of people")
    assert left.kind is ErasureKind.PURGED
    kept = [one for one in consents(store).own_data(NORTH) if one.observation.value is not None]
    assert [str(one.observation.value) for one in kept] == ["31"]
    assert consents(store).terms(NORTH, FORM) is not None  # consent goes on
    with pytest.raises(MetricsError, match="nothing"):
        consents(store).purge(code, STEWARD, "again")


def test_the_office_purges_only_where_no_steward_can_and_never_alone(store):
    code = submit(store, values("52417"), SOUTH).code
    north = sent_and_approved(store)
    held = store.seen_by(OFFICE).consents
    with pytest.raises(MetricsError, match="two people"):
        held.purge(code, "admin", "names")
    with pytest.raises(MetricsError, match="two people"):
        held.purge(code, "admin", "names", "admin")
    with pytest.raises(MetricsError, match="steward"):
        held.purge(north, "admin", "names", "second")
    held.purge(code, "admin", "names", "second")
    assert "52417" not in repr(list(store.seen_by(OFFICE).observations()))
    entry = store.audit_entries(action="values-erased")[0]
    assert (entry.object, entry.detail["second"]) == (f"return:{code}", "second")


def test_a_frozen_cell_of_a_release_loses_its_number_and_its_exact_one(store):
    sent_and_approved(store)
    with writing(store._repository.engine, durable=True) as connection:
        connection.execute(insert(release_tables.release), {
            "id": 1, "code": "r", "form": FORM, "title_en": "R", "title_fr": "R", "lifts_at": 1,
            "by_partner": 0, "proposed_at": 1, "actor": "a", "content": "c" * 64, "detail": "{}",
        })  # fmt: skip
        for ordinal, whose in enumerate((NORTH, SOUTH)):
            connection.execute(insert(release_tables.release_cell), {
                "release_id": 1, "ordinal": ordinal, "indicator": "calls",
                "series": "hotline/calls", "place": "CA", "disaggregation": "", "partner": "",
                "period": "2025-Q1", "value": str(RELEASED), "status": 0, "rounded": 1,
                "exact": str(SECOND),
            })  # fmt: skip
            connection.execute(insert(release_tables.release_part), {
                "release_id": 1, "ordinal": ordinal, "organization": whose})  # fmt: skip
    withdraw(store)
    cell = release_tables.release_cell.c
    with store._repository.engine.connect() as connection:
        query = select(cell.value, cell.exact, cell.status).order_by(cell.ordinal)
        rows = connection.execute(query).all()
    assert rows[0] == (None, None, erasing.ERASED)
    assert rows[1][1] == str(SECOND)
