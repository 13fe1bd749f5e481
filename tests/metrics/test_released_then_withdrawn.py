"""Released and then withdrawn: read by everybody as that, and told by nothing that stays."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from metrics import (
    OFFICE,
    OFFICIAL,
    PUBLIC,
    Detail,
    Moment,
    ObservationStatus,
    Purpose,
    ReleaseState,
    of_partner,
)
from metrics.release_notes import is_rounded, note_of, with_owners
from metrics.store import release_tables, tables
from tests.factories import words
from tests.metrics.released import (
    APPROVER,
    FORM,
    LIFTS,
    MONEY,
    PROPOSER,
    Q1,
    REPORTED,
    VISITS,
    houses,
    office,
    official,
    opened,
    proposal,
    report,
    stated,
)
from tests.metrics.test_releases import GOVERNED, LATER, OWNER, STEWARD, consented, give, steward

ERASED = ObservationStatus.ERASED
WITHDREW = "Our council has decided."
NOTE = "The house was closed in March."


def governing():
    """House F governs its figures."""
    held = houses()
    own = held.partners[OWNER].model_copy(update={"governance": GOVERNED})
    return replace(held, partners={**held.partners, OWNER: own})


@pytest.fixture
def owned(tmp_path):
    found = opened(f"sqlite:///{tmp_path / 'store.sqlite'}", governing())
    yield found
    found.close()


@pytest.fixture
def on_either(database_url):
    found = opened(database_url, governing())
    yield found
    found.close()


def approved(store, **changes) -> str:
    found = office(store).propose(proposal(**changes), PROPOSER)
    steward(store).releases.steward_approve(found.code, OWNER, STEWARD)
    official(store).approve(found.code, APPROVER)
    return found.code


def out(store, clock, **changes) -> str:
    code = approved(store, **changes)
    clock.move(LIFTS + timedelta(minutes=1))
    return code


def withdraw(store) -> None:
    steward(store).consents.withdraw(OWNER, FORM, STEWARD, WITHDREW)


def read_by(store, series=MONEY):
    return [line for line in store.lines([series]) if not line.organization]


def everything(store) -> str:
    """Every row of every table, as text."""
    with store._repository.engine.connect() as connection:
        every = [connection.execute(select(one)) for one in tables.metadata.tables.values()]
        return "\n".join(repr(tuple(row)) for found in every for row in found)


# ---- tombstones ---------------------------------------------------------------------------------


SCOPES = (PUBLIC, OFFICE, OFFICIAL, of_partner("house-a"), of_partner(OWNER))


def lines_of(store):
    return {(one.place, one.disaggregation): one.values[-1] for one in read_by(store)}


def test_everybody_reads_that_its_owner_has_withdrawn_it(on_either):
    """No line that could be read is gone, whoever reads; each says what became of it."""
    out(on_either, consented(on_either), by_partner=True)
    before = {one: {*lines_of(on_either.seen_by(one))} for one in SCOPES}
    withdraw(on_either)
    for scope in SCOPES:
        held = lines_of(on_either.seen_by(scope))
        assert before[scope] == {*held}
        own = held["ON", f"partner={OWNER}"].observation
        assert (own.status, own.value, own.note) == (ERASED, None, None)
    assert lines_of(on_either)["ON", ""].observation.status is ERASED


def test_it_is_read_so_at_every_moment_and_in_every_stream(owned):
    clock = consented(owned)
    out(owned, clock)
    day = clock.at.date()
    withdraw(owned)
    clock.move(clock.at + timedelta(days=3))
    for moment in (Moment(), Moment(known_at=day), Moment(as_of=day)):
        (line,) = read_by(owned.at(moment))
        assert line.values[-1].observation.status is ERASED, moment
        streamed = [one for one in owned.at(moment).observations("hotline")
                    if one.observation.series == MONEY]  # fmt: skip
        assert {one.observation.status for one in streamed} == {ERASED}
    assert owned.series("paid").record is not None or owned.series("paid").lines


def test_what_is_merely_withheld_stays_unseen(owned):
    """Consent that ended or was narrowed may come back: of it nothing is said to anybody."""
    clock = consented(owned)
    out(owned, clock, by_partner=True)
    give(owned, Purpose.INTERNAL)
    assert read_by(owned) == [one for one in read_by(owned) if "partner=" in one.disaggregation]
    assert not [one for one in read_by(owned) if OWNER in one.disaggregation]
    give(owned, Purpose.INTERNAL, Purpose.PUBLIC, detail=Detail.TOTAL)
    assert not [one for one in read_by(owned) if OWNER in one.disaggregation]
    withdraw(owned)
    give(owned, Purpose.INTERNAL)  # a consent given anew hides no tombstone
    assert [one for one in read_by(owned) if OWNER in one.disaggregation]


def test_the_release_says_how_many_were_withdrawn(owned):
    clock = consented(owned)
    code = out(owned, clock, by_partner=True)
    public = owned.releases
    before = public.preview(code)
    assert (before.withdrawn, before.release.withdrawn) == (0, 0)
    withdraw(owned)
    preview = public.preview(code)
    assert len(preview.cells) == len(before.cells)
    own = [one for one in before.cells if OWNER in one.organizations]
    assert preview.withdrawn == preview.release.withdrawn == len(own)
    assert all(one.shown.value is None and one.coverage is None
               for one in preview.cells if one.is_withdrawn)  # fmt: skip
    assert not preview.release.is_withdrawn
    hidden = sum(one.shown.is_hidden for one in preview.cells)
    assert preview.hidden == preview.release.loss.hidden == hidden
    assert preview.release.loss.plain_hidden == hidden, "no count of small ones stays either"


def test_one_that_has_not_come_out_says_that_all_of_it_was_withdrawn(owned):
    clock = consented(owned)
    code = approved(owned, series=(MONEY,))
    office(owned).announce(code, PROPOSER)
    withdraw(owned)
    for who in (office(owned), official(owned)):
        found = who.find(code)
        assert (found.state, found.is_withdrawn) == (ReleaseState.APPROVED, True)
    (told,) = owned.releases.announced()
    assert told.is_withdrawn
    clock.move(LIFTS + timedelta(minutes=1))
    assert owned.releases.announced() == ()
    assert owned.releases.find(code).is_withdrawn


def test_of_another_owners_proposal_nobody_learns_how_many_were_withdrawn(owned):
    consented(owned)
    code = office(owned).propose(proposal(), PROPOSER).code
    withdraw(owned)
    assert office(owned).find(code).withdrawn > 0
    assert steward(owned).releases.find(code).withdrawn == 0
    assert steward(owned).releases.preview(code).withdrawn > 0  # its own, of which it knows


# ---- nothing that tells stays --------------------------------------------------------------------


def test_the_mark_of_a_release_is_no_checksum_that_anybody_could_try(owned):
    """Whoever guesses all cells of a release, and has no key, does not find its mark."""
    clock = consented(owned)
    code = out(owned, clock, series=(MONEY,))
    (line,) = read_by(owned)
    cells = owned.releases.preview(code).cells
    for one in (
        [[*cell.key, *cell.shown] for cell in cells],
        [[*c.key, *c.shown, *()] for c in cells],
    ):
        said = json.dumps(one, separators=(",", ":"), default=str)
        assert line.values[-1].sha256 != sha256(said.encode()).hexdigest()
    assert line.values[-1].sha256 != "0" * 64


def test_no_checksum_of_a_release_with_erased_figures_stays(owned):
    clock = consented(owned)
    out(owned, clock, series=(MONEY,), by_partner=True)
    second = approved(owned, lifts_at=LATER, series=(VISITS,))
    marks = {one.values[-1].sha256 for one in read_by(owned)}
    with owned._repository.engine.connect() as connection:
        table = tables.submission_file
        marks |= {*connection.execute(
            select(table.c.sha256).where(table.c.name.like("release-%"))).scalars()}  # fmt: skip
        column = release_tables.release.c.content
        marks |= {*connection.execute(select(column)).scalars()}
    assert len(marks) == 4
    withdraw(owned)
    left = everything(owned)
    assert not [one for one in marks if one in left]
    assert {one.values[-1].sha256 for one in read_by(owned)} == {"0" * 64}
    assert second in left


def test_what_is_kept_beside_the_cells_says_nothing_of_those_that_are_gone(owned):
    clock = consented(owned)
    code = out(owned, clock, by_partner=True)
    withdraw(owned)
    with owned._repository.engine.connect() as connection:
        cell = release_tables.release_cell.c
        gone = {
            str(one)
            for one in connection.execute(
                select(cell.ordinal).where(cell.value.is_(None), cell.status == 11)
            ).scalars()
        }
        column = release_tables.release.c
        detail = json.loads(connection.execute(
            select(column.detail).where(column.code == code)).scalar_one())  # fmt: skip
    assert gone
    for kept in ("coverage", "qualifiers", "notes"):
        assert not gone & {*detail[kept]}, kept
    assert not gone & {str(one) for one in detail["revised"]}
    loss = detail["loss"]
    assert (loss["optimum"], loss["plain_hidden"]) == (None, loss["hidden"])
    assert {loss[one] for one in ("value", "value_hidden", "plain_value_hidden")} == {"0"}


# ---- a returns' entries --------------------------------------------------------------------------


def test_the_log_tells_no_digest_that_proves_what_was_sent_and_of_who_governs_no_count(owned):
    consented(owned)
    sent = owned.audit_entries(limit=200, action="return-submitted")
    mine = steward(owned).returns.held(organization=OWNER)[0].receipt
    (own,) = [one for one in sent if one.detail["organization"] == OWNER]
    other = next(one for one in sent if one.detail["organization"] == "house-a")
    assert mine.content not in own.detail.values()
    assert mine.file_sha256 not in own.detail.values()
    assert not {"added", "changed", "unchanged", "withdrawn"} & {*own.detail}
    assert other.detail["added"] == 6
    with owned._repository.engine.connect() as connection:
        table = tables.metadata.tables["partner_return"]
        salts = [*connection.execute(select(table.c.salt)).scalars()]
    assert len({*salts}) == len(REPORTED)
    withdraw(owned)
    left = everything(owned)
    salt = next(one for one in salts if one not in left)
    assert salt, "whoever guesses what was sent has nothing left to prove it by"
    assert sum(one in left for one in salts) == len(REPORTED) - 1


def test_a_process_remembers_neither_files_nor_words_nor_answers(owned):
    clock = consented(owned)
    noted = [one._replace(note=words(NOTE)) for one in stated(*REPORTED[OWNER])]
    report(owned, OWNER, noted)
    out(owned, clock, by_partner=True)
    mine = steward(owned)
    held = list(mine.consents.own_data(OWNER))
    digests = {one.sha256 for one in held}
    assert NOTE in repr(held)
    mine.lines([MONEY])
    withdraw(owned)
    again = list(owned.seen_by(of_partner(OWNER)).consents.own_data(OWNER))
    assert {one.sha256 for one in again} == {"0" * 64}
    assert {one.observation.location.file for one in again} == {""}
    names = owned._repository.names
    assert NOTE not in repr(names.texts)
    assert not [one for one in digests if one in repr(names.sheets)]
    assert len(owned._memo) == 0 or NOTE not in repr(owned._memo._kept)
    assert not owned._repository.decoder.printed


# ---- notes ---------------------------------------------------------------------------------------


def test_an_owners_note_travels_with_the_figure_by_its_name(owned):
    clock = consented(owned)
    noted = [one._replace(note=words(NOTE)) for one in stated(*REPORTED[OWNER])]
    report(owned, OWNER, noted)
    other = [
        one._replace(note=words("Of nobody's concern.")) for one in stated(*REPORTED["house-a"])
    ]
    report(owned, "house-a", other)
    found = office(owned).propose(proposal(series=(VISITS, MONEY), by_partner=True), PROPOSER)
    preview = steward(owned).releases.preview(found.code)
    own = [one for one in preview.cells if one.key.partner == OWNER]
    assert {one.note.en for one in own if one.shown.value is not None} == {NOTE}
    assert {one.note for one in own if one.shown.value is None} <= {None}
    assert {one.note for one in preview.cells if one.key.partner != OWNER} == {None}
    steward(owned).releases.steward_approve(found.code, OWNER, STEWARD)
    official(owned).approve(found.code, APPROVER)
    clock.move(LIFTS + timedelta(minutes=1))
    notes = {
        line.disaggregation: line.values[-1].observation.note for line in read_by(owned, VISITS)
    }
    said = notes[f"partner={OWNER}"]
    assert said.en.endswith(f"Note by its owner: {NOTE}")
    assert said.fr.endswith(f"Note de son propriétaire\u00a0: {words(NOTE).fr}")
    assert "concern" not in repr(notes)
    withdraw(owned)
    assert NOTE not in everything(owned)


def test_a_note_that_changed_since_is_not_what_was_agreed_to(owned):
    consented(owned)
    code = office(owned).propose(proposal(series=(VISITS,), by_partner=True), PROPOSER).code
    steward(owned).releases.steward_approve(code, OWNER, STEWARD)
    report(owned, OWNER, [one._replace(note=words(NOTE)) for one in stated(*REPORTED[OWNER])])
    with pytest.raises(Exception, match="changed since"):
        official(owned).approve(code, APPROVER)


def test_an_owners_words_are_not_taken_for_those_of_the_release():
    own = words("Rounded to a multiple of 5 to protect people. 3 of 4 partners.")
    assert not is_rounded(with_owners(None, own))
    assert is_rounded(with_owners(note_of(None, 5, revised=False), own))
    assert Q1
