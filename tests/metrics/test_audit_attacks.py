"""The audit log attacked by someone who owns the database: every departure is told in words."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from metrics import Anchors, Language, MetricsStore, Settings
from metrics.anchors import read_anchors
from metrics.audit import BEFORE_THE_FIRST, Kept, digest_of
from tests.factories import catalogue

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NAMES = ", ".join(Kept._fields)
TRIGGERS = {
    "sqlite": ["kept_from_update", "kept_from_delete", "grows_by_one"],
    "postgresql": ["kept", "kept_whole", "grows_by_one"],
}


def opened(url):
    return MetricsStore.open(Settings(database_url=url, framework="plan"), catalogue())


def write(store, count, actor="a1"):
    for _ in range(count):
        number = len(store.audit_entries(limit=1000)) + 1
        store.audit.clock = lambda at=NOON + timedelta(minutes=number): at
        store.note(actor, "exported", "series:hotline/calls", rows=number)


@pytest.fixture
def log(store):
    """A store whose log has six entries, each of them anchored."""
    write(store, 6)
    assert store.verify_audit().state == "sound"
    return store


def attack(store, *statements):
    """As whoever owns the database: first away with the triggers."""
    engine = store._repository.engine
    kind = engine.dialect.name
    at = " ON audit_entry" if kind == "postgresql" else ""
    with engine.begin() as connection:
        for name in TRIGGERS[kind]:
            connection.execute(text(f"DROP TRIGGER IF EXISTS audit_entry_{name}{at}"))
        for one in statements:
            connection.execute(text(one))


def kept(store):
    return list(reversed([Kept(*row) for row in raw(store)]))


def raw(store):
    with store._repository.engine.connect() as connection:
        query = f"SELECT {NAMES} FROM audit_entry ORDER BY position DESC"
        return connection.execute(text(query)).all()


def put(store, entries):
    """The attacker's own log in place of what was written."""
    attack(store, "DELETE FROM audit_entry")
    with store._repository.engine.begin() as connection:
        for one in entries:
            values = ", ".join(f":{name}" for name in Kept._fields)
            connection.execute(
                text(f"INSERT INTO audit_entry ({NAMES}) VALUES ({values})"), one._asdict()
            )


def chained(entries):
    """The entries numbered and bound anew, as someone who knows how would do it."""
    made, previous = [], BEFORE_THE_FIRST
    for position, one in enumerate(entries, 1):
        bound = one._replace(position=position, previous=previous, digest="")
        made.append(bound._replace(digest=digest_of(bound)))
        previous = made[-1].digest
    return made


def renumbered(entries):
    return [one._replace(position=n) for n, one in enumerate(entries, 1)]


def told(store, anchors=None):
    """The first break: its kind and position; told in both languages, in one line."""
    verdict = store.verify_audit(anchors)
    assert verdict.state == "broken"
    for one in verdict.breaks:
        assert one.words.en != one.words.fr
        assert not any("\n" in one.words.in_(language) for language in Language)
    return verdict.breaks[0].kind.value, verdict.breaks[0].position


def words(store):
    return " ".join(one.words.en for one in store.verify_audit().breaks)


@pytest.mark.parametrize(
    "change",
    ["at = at + 1", "actor = 'b9'", "action = 'viewed'", "object = 'series:b'", "detail = '{}'",
     "previous = digest", "digest = previous", "detail = detail || ' '", "actor = ''"],
)  # fmt: skip
def test_an_edited_field(log, change):
    attack(log, f"UPDATE audit_entry SET {change} WHERE position = 3")
    assert told(log) == ("edited", 3)
    assert "Entry 3 is not as it was written: a field of it was changed" in words(log)


def test_an_edited_field_with_a_digest_made_to_fit(log):
    entries = kept(log)
    entries[2] = entries[2]._replace(actor="b9")
    entries[2] = entries[2]._replace(digest=digest_of(entries[2]))
    put(log, entries)
    assert told(log) == ("exchanged", 3)
    assert "Entry 3 is not the one that was anchored at" in words(log)
    assert told(log, Anchors()) == ("unlinked", 4)
    assert "Entry 4 does not follow from entry 3" in log.verify_audit(Anchors()).breaks[0].words.en


def test_the_last_entry_edited_with_a_digest_made_to_fit_needs_the_anchor(log):
    entries = kept(log)
    put(log, chained([*entries[:5], entries[5]._replace(actor="b9")]))
    assert log.verify_audit(Anchors()).state == "unproven"
    assert told(log) == ("rewritten", 6)
    assert "written anew after entry 5" in words(log)


def test_a_deleted_row(log):
    attack(log, "DELETE FROM audit_entry WHERE position = 3")
    assert told(log) == ("missing", 3)
    assert "Entry 3 is missing: it was deleted" in words(log)


def test_several_deleted_rows_and_the_first(log):
    attack(log, "DELETE FROM audit_entry WHERE position IN (1, 2, 3)")
    assert told(log) == ("missing", 1)
    assert "Entries 1 to 3 are missing" in words(log)


@pytest.mark.parametrize("position", [1, 3, 5])
def test_a_deleted_row_with_the_rest_numbered_anew(log, position):
    entries = kept(log)
    del entries[position - 1]
    put(log, renumbered(entries))
    assert told(log) == ("removed", position)
    assert f"Entry {position} was written as entry {position + 1}" in words(log)


@pytest.mark.parametrize(("one", "other"), [(2, 3), (1, 6), (3, 5), (5, 6)])
def test_swapped_rows(log, one, other):
    entries = kept(log)
    entries[one - 1], entries[other - 1] = entries[other - 1], entries[one - 1]
    put(log, renumbered(entries))
    assert told(log) == ("reordered", one)
    assert "entries were put in another order" in words(log)


@pytest.mark.parametrize("position", [1, 3, 6])
def test_an_inserted_row_with_the_rest_numbered_anew(log, position):
    entries = kept(log)
    false = entries[0]._replace(actor="b9", digest="0" * 64)
    put(log, renumbered([*entries[: position - 1], false, *entries[position - 1 :]]))
    assert told(log) == ("inserted", position)
    assert f"put in at position {position} or just before it" in words(log)


def test_an_inserted_row_that_fits_what_stands_before_it(log):
    entries = kept(log)
    false = entries[2]._replace(actor="b9")
    false = false._replace(digest=digest_of(false))
    put(log, renumbered([*entries[:2], false, *entries[2:]]))
    assert told(log, Anchors()) == ("inserted", 4)
    assert told(log) == ("exchanged", 3)


def test_a_row_before_the_first(log):
    put(log, [kept(log)[0]._replace(position=0), *kept(log)])
    assert told(log) == ("inserted", 1)
    assert "An entry of position 0 was put in where entry 1 belongs" in words(log)


def test_a_row_far_beyond_the_end_is_no_proof_of_a_deletion(log):
    false = kept(log)[-1]._replace(position=999)
    put(log, [*kept(log), false._replace(digest=digest_of(false))])
    assert told(log) == ("inserted", 7)
    assert "An entry of position 999 stands beyond the end of the log" in words(log)
    assert "were deleted. Entry 999" not in words(log)


def test_a_row_beyond_an_end_that_was_anchored_is_told_as_a_deletion(log):
    entries = kept(log)
    put(log, [*entries[:3], entries[-1]])
    assert told(log) == ("missing", 4)


def test_a_log_that_begins_in_the_middle_of_another(log):
    first = kept(log)[3]._replace(position=1)
    put(log, [first._replace(digest=digest_of(first))])
    assert told(log, Anchors()) == ("unlinked", 1)
    assert "another stood before it" in log.verify_audit(Anchors()).breaks[0].words.en


def test_a_truncated_tail_needs_the_anchor(log):
    attack(log, "DELETE FROM audit_entry WHERE position > 4")
    assert log.verify_audit(Anchors()).breaks == ()
    assert told(log) == ("truncated", 5)
    assert "The log ends at entry 4, but entry 6 (digest " in words(log)


def test_a_log_emptied_whole_needs_the_anchor(log):
    attack(log, "DELETE FROM audit_entry")
    assert told(log) == ("truncated", 1)
    assert "ends at entry 0, but entry 6" in words(log)
    nothing = log.verify_audit(Anchors(found=False))
    assert (nothing.state, nothing.entries) == ("unproven", 0)
    assert nothing.notices[0].en.startswith("What refuses changes of the log has been removed")
    assert nothing.notices[1].en.startswith("No entry has been written yet")


@pytest.mark.parametrize("common", [0, 3])
def test_a_whole_rewrite_needs_the_anchor(log, common):
    entries = kept(log)
    changed = [one._replace(actor="b9") for one in entries[common:]]
    put(log, chained([*entries[:common], *changed]))
    assert log.verify_audit(Anchors()).breaks == ()
    assert told(log) == ("rewritten", common + 1)
    assert ("from its beginning" if not common else "after entry 3") in words(log)
    for head in (entries[-1], kept(log)[-1]):
        assert f"entry 6 (digest {head.digest[:12]}" in words(log)


def test_a_shorter_rewrite_is_no_mere_truncation(log):
    entries = kept(log)
    put(log, chained([*entries[:2], *(one._replace(actor="b9") for one in entries[2:4])]))
    assert told(log) == ("rewritten", 3)


def test_a_rewritten_log_that_goes_on_is_told_with_both_heads(log):
    entries = kept(log)
    put(log, chained([one._replace(actor="b9") for one in entries]))
    write(log, 2)
    assert told(log) == ("forked", 1)
    assert f"entry 6 (digest {entries[-1].digest[:12]}" in words(log)
    assert f"ends at entry 8 (digest {kept(log)[-1].digest[:12]}" in words(log)


@pytest.mark.parametrize("added", [1, 3, 5])
def test_a_restored_copy_that_goes_on_is_told_with_both_heads(log, added):
    old, lost = kept(log)[:3], kept(log)[-1]
    put(log, old)
    assert told(log) == ("truncated", 4)
    write(log, added, actor="c3")
    head = kept(log)[-1]
    assert told(log) == ("forked", 4)
    assert "There are two logs after entry 3" in words(log)
    assert f"entry 6 (digest {lost.digest[:12]}" in words(log)
    assert f"ends at entry {3 + added} (digest {head.digest[:12]}" in words(log)


def test_a_copy_of_the_file_put_back_as_a_person_would(tmp_path):
    path = tmp_path / "store.sqlite"
    store = opened(f"sqlite:///{path}")
    write(store, 3)
    store.close()
    shutil.copy(path, tmp_path / "copy")
    write(store, 3)
    store.close()
    shutil.copy(tmp_path / "copy", path)
    again = opened(f"sqlite:///{path}")
    assert told(again) == ("truncated", 4)
    write(again, 1, actor="c3")
    assert told(again) == ("forked", 4)
    again.close()


def test_a_fork_is_found_where_views_left_gaps_between_anchors(log):
    old = kept(log)[:3]
    put(log, old)
    log.audit.clock = lambda: NOON
    log.audit._anchored_at = NOON
    for action in ("viewed", "exported", "viewed", "viewed", "exported"):
        log.note("b9", action, "series:hotline/calls")
    assert told(log) == ("forked", 4)
    assert "There are two logs after entry 3" in words(log)


def test_several_attacks_are_told_by_the_first(log):
    attack(
        log,
        "DELETE FROM audit_entry WHERE position = 6",
        "UPDATE audit_entry SET actor = 'b9' WHERE position = 4",
        "UPDATE audit_entry SET actor = 'b9' WHERE position = 2",
    )
    found = log.verify_audit().breaks
    assert [(one.kind.value, one.position) for one in found] == [("edited", 2), ("truncated", 6)]


def test_a_missing_file_of_anchors_is_not_sound(log):
    log.audit._anchors.unlink()
    verdict = log.verify_audit()
    assert (verdict.state, verdict.breaks, verdict.unanchored) == ("unproven", (), 6)
    assert "There is no file of anchors" in verdict.notices[0].en


@pytest.mark.parametrize("text_", ["", "\n\n", "nothing of the kind\n"])
def test_a_file_without_anchors_is_not_sound(log, text_):
    log.audit._anchors.write_text(text_)
    verdict = log.verify_audit()
    assert (verdict.state, verdict.unanchored) == ("unproven", 6)
    assert "No anchor speaks of this log" in verdict.notices[-1].en


def test_lines_cut_from_the_anchors_are_told_as_unanchored(log):
    path = log.audit._anchors
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:4]))
    verdict = log.verify_audit()
    assert (verdict.state, verdict.anchored.position, verdict.unanchored) == ("sound", 4, 2)


def test_anchors_kept_elsewhere_are_what_counts(log):
    copy = read_anchors(log.audit._anchors)
    put(log, chained([one._replace(actor="b9") for one in kept(log)]))
    log.audit._anchors.unlink()
    write(log, 1)  # whoever rewrote both
    assert log.verify_audit().breaks == ()
    assert told(log, copy) == ("rewritten", 1)


def test_bytes_that_are_no_text_do_not_stop_the_check(tmp_path):
    store = opened(f"sqlite:///{tmp_path / 'store.sqlite'}")
    write(store, 3)
    for value in ("CAST(x'ff00' AS TEXT)", "x'ff'", "1.5", "NULL"):
        attack(store, f"UPDATE OR IGNORE audit_entry SET detail = {value} WHERE position = 2")
        assert told(store) == ("edited", 2)
    assert len(store.audit_entries(action="signed-in")) == 0
    store.close()


def test_a_log_that_nothing_guards_any_more_is_not_proven(log):
    assert log.verify_audit().state == "sound"
    attack(log, "SELECT 1")  # no more than taking the triggers away
    verdict = log.verify_audit()
    assert (verdict.state, verdict.breaks) == ("unproven", ())
    assert "has been removed" in verdict.notices[0].en
