"""The audit log: what may stand in it, how it is written, and that it only grows."""

import json
import stat
import threading
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from metrics import Anchor, AuditAction, Language, MetricsError, MetricsStore, Settings, StoreError
from metrics.anchors import anchor_file, append_anchor, read_anchors
from metrics.audit import BEFORE_THE_FIRST, Kept, digest_of, noted, object_of
from metrics.auditing import Deed
from metrics.store.engine import writing
from tests.factories import catalogue, observation, submission

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SERIES = "series:hotline/calls"
HOSTILE = [
    "jane.doe@example.ca", "jane doe", "", " ", "a b", "a\nb", "a\n", "code\n", "\n", "a\0b",
    "a" * 65, "a" * 1_000_000, "сode", "codé", "ｃode", "a\u200bb", "\ud800", "=1+1", "-a", "a-",
    "a--b", "a..b", "a.b", "416-555-0100", "2026-05-31", "046-454-286", "12.5", "12", "10 %",
    "<b>", "a'b", 'a"b', "a;b", "a=b", "../a", "/a", "a\\b", "192.168.0.1", "::1",
    -1, 10**8, 4165550100, 1.5, True, None, b"a", ["a"], {"a": 1},
]  # fmt: skip


def opened(url):
    return MetricsStore.open(Settings(database_url=url, framework="plan"), catalogue())


@pytest.fixture
def clock(store):
    """A clock that stands still until it is set."""
    times = [NOON]
    store.audit.clock = lambda: times[0]
    return times


def anchors_of(store):
    return read_anchors(store.audit._anchors)


def rows(store, query="SELECT count(*) FROM audit_entry"):
    with store._repository.engine.connect() as connection:
        return connection.execute(text(query)).scalar_one()


@pytest.mark.parametrize("value", HOSTILE, ids=lambda one: ascii(one)[:20])
def test_nothing_but_codes_checksums_and_whole_numbers_enters(value):
    with pytest.raises(MetricsError) as refused:
        noted("a1", "viewed", SERIES, {"given": value})
    for language in Language:
        assert "\n" not in refused.value.in_(language)
        if isinstance(value, str) and len(value) > 3:
            assert value not in refused.value.in_(language)


@pytest.mark.parametrize(
    "value", ["csv", "fr", "a1-b2", "CA-ON", "hotline/calls", "2016-strategy", "f" * 64, 0, 12_345]
)
def test_codes_checksums_and_whole_numbers_enter(value):
    assert json.loads(noted("a1", "viewed", SERIES, {"given": value}).detail) == {"given": value}


@pytest.mark.parametrize("actor", ["", "Jane Doe", "jane@example.ca", "a\n", "System ", "é", None])
def test_an_actor_is_the_id_of_an_account(actor):
    with pytest.raises(MetricsError):
        noted(actor, "viewed", SERIES, {})


@pytest.mark.parametrize(
    "object_",
    ["", "series", "series:", ":a", "series:a b", "series:a\n", "Series:a", "series:a@b.ca",
     "series:a:b", "series:192.168.0.1", f"series:{'a' * 129}", "sériés:a", None, "series:\0"],
)  # fmt: skip
def test_an_object_is_a_kind_and_an_id(object_):
    with pytest.raises(MetricsError):
        noted("a1", "viewed", object_, {})


def test_an_unknown_action_and_odd_details_are_refused():
    with pytest.raises(MetricsError):
        noted("a1", "looked", SERIES, {})
    for key in ("", "a b", "A", "é", "a" * 33, "a\n"):
        with pytest.raises(MetricsError):
            noted("a1", "viewed", SERIES, {key: "csv"})
    with pytest.raises(MetricsError):
        noted("a1", "viewed", SERIES, {f"key_{'a' * n}": 1 for n in range(1, 18)})


def test_what_is_refused_leaves_the_log_as_it_was(store):
    with pytest.raises(MetricsError):
        store.note("a1", "viewed", SERIES, given="jane@example.ca")
    assert store.audit_entries() == ()


def test_a_name_that_may_not_stand_there_is_left_out():
    assert object_of("series", "hotline/calls") == SERIES
    for name in ("jane@example.ca", "a\n", "", "../x", "a" * 200, "é"):
        assert object_of("series", name) == "series:unnamed"


def test_an_entry_is_bound_to_the_one_before_it(store, clock):
    first = store.note("a1", AuditAction.SIGNED_IN, "account:a1")
    second = store.note("a1", "exported", SERIES, format="csv", rows=12)
    assert (first.position, first.previous) == (1, BEFORE_THE_FIRST)
    assert (second.position, second.previous) == (2, first.digest)
    said = (
        '{"action":"exported","actor":"a1","at":1795348800000000,'
        '"detail":"{\\"format\\":\\"csv\\",\\"rows\\":12}","object":"series:hotline/calls",'
        '"position":2}'
    )
    assert second.digest == sha256(f"{first.digest}\n{said}".encode()).hexdigest()
    assert store.audit_entries() == (second, first)
    assert store.verify_audit().state == "sound"


def test_every_field_and_the_position_are_inside_the_digest():
    entry = Kept(5, 1, "a", "viewed", SERIES, "{}", "f" * 64, "")
    others = [
        entry._replace(**{name: other})
        for name, other in [
            ("position", 6), ("at", 2), ("actor", "b"), ("action", "exported"),
            ("object", "series:b"), ("detail", "{} "), ("previous", "e" * 64),
        ]
    ]  # fmt: skip
    assert len({digest_of(one) for one in (entry, *others)}) == 8


def test_a_clock_set_back_is_harmless(store, clock):
    for moment in (NOON, NOON - timedelta(days=365), NOON + timedelta(seconds=1), NOON):
        clock[0] = moment
        store.note("a1", "viewed", SERIES)
    assert [one.position for one in store.audit_entries()] == [4, 3, 2, 1]
    assert store.verify_audit().state == "sound"


def test_a_submission_is_recorded_with_who_sent_it(store):
    receipt = store.record(submission(), [observation("10")], actor="a1")
    (entry,) = store.audit_entries()
    assert (entry.actor, entry.action) == ("a1", "recorded")
    assert entry.object == f"submission:{receipt.submission}"
    files = sha256(f"{'a1' * 32}  calls.csv\n".encode()).hexdigest()
    counts = {"added": 1, "changed": 0, "unchanged": 0, "withdrawn": 0}
    assert entry.detail == {"source": "hotline", "files": files, **counts}
    store.record(submission(organization="shelter-a"), [observation("9", organization="shelter-a")])
    newest = store.audit_entries()[0]
    assert (newest.actor, newest.detail["organization"]) == ("system", "shelter-a")


def test_nothing_is_written_where_nothing_changes(store):
    store.record(submission(), [observation("10")])
    store.record(submission(), [observation("10")])
    store.preview(submission(), [observation("11")])
    assert len(store.audit_entries()) == 1


def test_a_failed_record_leaves_no_entry_and_a_failed_entry_no_record(store, monkeypatch):
    def fail(*_):
        raise ArithmeticError

    for name in ("write_rows", "append"):
        with monkeypatch.context() as patch:
            patch.setattr(f"metrics.store.recording.{name}", fail)
            with pytest.raises(ArithmeticError):
                store.record(submission(), [observation("10")])
        assert (store.audit_entries(), list(store.observations())) == ((), [])
    with pytest.raises(MetricsError):
        store.record(submission(), [observation("10")], actor="jane@example.ca")
    assert (store.audit_entries(), store.data_version()) == ((), 0)


def test_entries_do_not_change_the_data_version(store):
    store.record(submission(), [observation("10")])
    version = store.data_version()
    store.note("a1", "viewed", SERIES)
    assert store.data_version() == version


def test_many_entries_are_one_transaction_and_follow_one_another(store):
    deeds = [Deed("viewed", SERIES, {"organizations": number}) for number in (2, 3)]
    first, second = store.note_many("a1", deeds)
    assert (second.position, second.previous) == (first.position + 1, first.digest)
    assert store.verify_audit().breaks == ()
    with pytest.raises(MetricsError):
        store.note_many("a1", [Deed("viewed", SERIES, {}), Deed("viewed", "a person", {})])
    assert len(store.audit_entries()) == 2
    assert store.note_many("a1", []) == ()


def test_the_log_is_asked_by_action_actor_object_and_time(store, clock):
    for minute, actor in enumerate(("a1", "b2", "a1", "b2")):
        clock[0] = NOON + timedelta(minutes=minute)
        store.note(actor, "viewed" if minute else "signed-in", f"series:hotline/s{minute % 2}")

    def positions(**asked):
        return [one.position for one in store.audit_entries(**asked)]

    assert positions(limit=2) == [4, 3]
    assert positions(before=3) == [2, 1]
    assert positions(actor="a1", action="viewed") == [3]
    assert positions(object="series:hotline/s1") == [4, 2]
    assert positions(since=NOON + timedelta(minutes=1), until=NOON + timedelta(minutes=2)) == [3, 2]
    assert [one.position for one in store.audit.every(actor="b2")] == [2, 4]


ATTEMPTS = [
    "UPDATE audit_entry SET actor = 'b2' WHERE position = 1",
    "DELETE FROM audit_entry WHERE position = 2",
    "DELETE FROM audit_entry",
    "INSERT INTO audit_entry SELECT position, at, 'b2', action, object, detail, previous, digest "
    "FROM audit_entry WHERE position = 1",
    "INSERT INTO audit_entry SELECT position, at, 'b2', action, object, detail, previous, digest "
    "FROM audit_entry WHERE position = 1 ON CONFLICT (position) DO UPDATE SET actor = 'b2'",
    "INSERT INTO audit_entry SELECT position + 9, at, actor, action, object, detail, previous, "
    "digest FROM audit_entry WHERE position = 1",
]
OF_SQLITE = [
    "REPLACE INTO audit_entry SELECT position, at, 'b2', action, object, detail, previous, digest "
    "FROM audit_entry WHERE position = 1",
    "INSERT OR IGNORE INTO audit_entry SELECT 0, at, actor, action, object, detail, previous, "
    "digest FROM audit_entry WHERE position = 1",
    "UPDATE OR IGNORE audit_entry SET actor = 'b2' WHERE position = 1",
    "UPDATE OR REPLACE audit_entry SET position = 1 WHERE position = 2",
]
OF_POSTGRESQL = [
    "TRUNCATE audit_entry",
    "SET session_replication_role = replica; DELETE FROM audit_entry",
]


def test_the_database_itself_refuses_to_change_what_is_written(store):
    for _ in range(2):
        store.note("a1", "viewed", SERIES)
    engine = store._repository.engine
    own = OF_SQLITE if engine.dialect.name == "sqlite" else OF_POSTGRESQL
    before = store.audit_entries()
    for attempt in [*ATTEMPTS, *own]:
        with pytest.raises(DBAPIError, match="the audit log only grows"), engine.begin() as at:
            at.execute(text(attempt))
        engine.dispose()
        assert store.audit_entries() == before, attempt
    assert store.verify_audit().state == "sound"


def test_writers_at_once_make_one_chain(store):
    faults = []

    def write(name):
        try:
            for number in range(10):
                store.note(name, "viewed" if number % 2 else "exported", SERIES, rows=number)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=write, args=(f"a{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    store.close()
    verdict = store.verify_audit()
    assert (verdict.state, verdict.entries, verdict.unanchored) == ("sound", 40, 0)


def test_what_matters_is_anchored_at_once_and_views_once_a_second(store, clock):
    for action in ("viewed", "viewed", "signed-in", "viewed", "viewed"):
        store.note("a1", action, "account:a1")
    assert [one.position for one in anchors_of(store).lines] == [1, 3]
    assert store.verify_audit().unanchored == 2
    clock[0] += timedelta(seconds=1)
    store.note("a1", "viewed", SERIES)
    assert store.verify_audit().unanchored == 0
    store.note("a1", "viewed", SERIES)
    store.close()
    assert [one.position for one in anchors_of(store).lines] == [1, 3, 6, 7]
    store.close()
    assert len(anchors_of(store).lines) == 4


def test_views_are_anchored_although_a_clock_was_set_back(store, clock):
    store.note("a1", "viewed", SERIES)
    clock[0] -= timedelta(days=1)
    store.note("a1", "viewed", SERIES)
    assert [one.position for one in anchors_of(store).lines] == [1, 2]


def test_a_load_is_anchored_when_its_store_is_closed(store):
    store.record(submission(), [observation("10")])
    store.close()
    assert [one.position for one in anchors_of(store).lines] == [1]
    assert store.verify_audit().state == "sound"


@pytest.mark.usefixtures("durable")
def test_an_anchor_is_told_only_of_what_the_disk_holds(tmp_path):
    store = opened(f"sqlite:///{tmp_path / 'store.sqlite'}")
    store.audit.clock = lambda: NOON
    levels = []
    from sqlalchemy import event

    def seen(connection, *_):
        driver = connection.connection.driver_connection
        levels.append(driver.execute("PRAGMA synchronous").fetchone()[0])

    event.listen(store._repository.engine, "commit", seen)
    for action in ("viewed", "viewed", "exported"):
        store.note("a1", action, SERIES)
    normal, full = 1, 2
    assert levels == [full, normal, full]
    assert [one.position for one in anchors_of(store).lines] == [1, 3]
    store.close()


def test_anchors_stand_beside_the_store_for_the_owner_only(tmp_path):
    path = tmp_path / "store.sqlite"
    store = opened(f"sqlite:///{path}")
    store.note("a1", "signed-in", "account:a1")
    store.close()
    anchors = tmp_path / "store.sqlite.anchors"
    assert stat.S_IMODE(anchors.stat().st_mode) == 0o600
    (entry,) = store.audit_entries()
    at = entry.at.isoformat(timespec="seconds").replace("+00:00", "Z")
    assert anchors.read_text().startswith(f"1 {entry.digest} {at[:-4]}")


def test_where_the_anchors_stand(tmp_path):
    def of(url, **more):
        found = anchor_file(Settings(database_url=url, **more))
        return str(found) if found else None

    assert of("sqlite:////srv/store.sqlite") == "/srv/store.sqlite.anchors"
    assert of("sqlite:///file:/srv/store.sqlite?mode=ro&uri=true") == "/srv/store.sqlite.anchors"
    assert of("sqlite://") is None
    assert of("sqlite:///:memory:") is None
    assert of("postgresql://office@host/figures").endswith("/var/audit.anchors")
    assert of("sqlite:////srv/store.sqlite", audit_anchor=tmp_path / "a") == str(tmp_path / "a")


def test_a_half_written_anchor_is_tolerated_and_told(store):
    store.note("a1", "signed-in", "account:a1")
    path = store.audit._anchors
    path.write_text(path.read_text() + "2 abc4")  # the power went
    store.note("a1", "signed-in", "account:a1")
    found = anchors_of(store)
    assert ([one.position for one in found.lines], found.unreadable) == ([1, 2], 1)
    verdict = store.verify_audit()
    assert (verdict.state, verdict.unanchored) == ("sound", 0)
    assert "half written or damaged: 1" in verdict.notices[0].en


def test_an_anchor_that_cannot_be_written_is_logged_and_the_entry_stands(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'store.sqlite'}",
        framework="plan",
        audit_anchor=tmp_path / "file" / "anchors",
    )
    store = MetricsStore.open(settings, catalogue())
    store.note("a1", "signed-in", "account:a1")
    assert "The audit log is not anchored" in caplog.text
    assert len(store.audit_entries()) == 1
    store.close()


def test_anchors_that_cannot_be_read_are_a_fault_in_words(tmp_path):
    with pytest.raises(MetricsError, match="cannot be read"):
        read_anchors(tmp_path)
    assert not read_anchors(tmp_path / "none").found


@pytest.mark.parametrize(
    "line",
    ["0 " + "a" * 64 + " 2026-11-22T12:00:00Z", "1 " + "g" * 64 + " 2026-11-22T12:00:00Z",
     "1 " + "a" * 63 + " 2026-11-22T12:00:00Z", "x", "1 " + "a" * 64, "é" * 40,
     "9" * 5000 + " " + "a" * 64 + " 2026-11-22T12:00:00Z"],
)  # fmt: skip
def test_a_line_that_is_no_anchor_is_counted(tmp_path, line):
    path = tmp_path / "anchors"
    path.write_text(f"{line}\n")
    assert append_anchor(path, Anchor(7, "a" * 64, "2026-11-22T12:00:00Z"))
    found = read_anchors(path)
    assert ([one.position for one in found.lines], found.unreadable) == ([7], 1)


def test_a_damaged_entry_is_told_in_one_line(store):
    store.note("a1", "viewed", SERIES)
    with writing(store._repository.engine, durable=False) as connection:
        connection.execute(
            text(
                "INSERT INTO audit_entry SELECT position + 1, at, actor, action, object, 'x', "
                "previous, digest FROM audit_entry"
            )
        )
    with pytest.raises(StoreError, match="Entry 2 of the audit log is damaged"):
        store.audit_entries()
