"""Who governs its own data decides who sees them: no value of it is anywhere without consent."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest

from metrics import (
    APPROVED,
    NOW,
    OFFICE,
    OFFICIAL,
    PUBLIC,
    ConsentKind,
    ConsentState,
    Detail,
    MetricsError,
    Moment,
    Period,
    Purpose,
    Remark,
    UnknownError,
    of_partner,
)
from metrics.archive import Archive
from tests.metrics.governed import (
    ON,
    STEWARD,
    consents,
    give,
    governed_catalogue,
    open_governed,
    terms,
    withdraw,
)
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

CANARY = "73193"  # what the northern partner alone has sent
WORDS = "canary reason"
_BY_CHANCE = re.compile("[0-9a-f]{16,}|[0-9]{1,6}, tzinfo")
OUTSIDE = (PUBLIC, OFFICIAL, OFFICE, APPROVED, of_partner(SOUTH))


@pytest.fixture
def store(database_url):
    found = open_governed(database_url)
    yield found
    found.close()


def sent(store, period: Period = Q1) -> str:
    """A return of each partner; the code of the northern one, which holds the canary."""
    said = [Remark("Calls", "C7", "outlier", WORDS)]
    code = submit(store, values(CANARY, period=period), period=period, reasons=tuple(said)).code
    submit(store, values("40", period=period), SOUTH, period)
    return code


def approve(store, code: str) -> None:
    office(store).approve(code, REVIEWER)


def moments(store):
    return (
        NOW,
        Moment(known_at=date(2025, 12, 31)),
        Moment(known_at=ON),
        Moment(as_of=date(2025, 7, 1)),
        Moment(held_at=datetime.now(UTC) + timedelta(hours=1)),
    )


def readings(store, scope):
    """Everything that a reader of a scope can ask the store of these figures, as text."""
    for moment in moments(store):
        seen = store.seen_by(scope).at(moment)
        yield lambda seen=seen: seen.scorecard("plan")
        yield lambda seen=seen: seen.series("calls")
        yield lambda seen=seen: seen.lines(["hotline/calls"])
        yield lambda seen=seen: list(seen.observations())
        yield lambda seen=seen: list(seen.standing())
        yield lambda seen=seen: seen.explain("calls")
        yield lambda seen=seen: seen.explain("calls", "2025-Q1")
        yield lambda seen=seen: seen.signals("plan")
        yield lambda seen=seen: seen.trail("calls", "2025-Q1")
        yield lambda seen=seen: seen.sources()
        yield lambda seen=seen: seen.actions()
        yield lambda seen=seen: seen.returns.held()
        yield lambda seen=seen: seen.returns.obligations()
        for one in store.seen_by(OFFICE).returns.held(organization=NORTH):
            code = one.receipt.code
            yield lambda seen=seen, code=code: seen.returns.find(code)
            yield lambda seen=seen, code=code: seen.returns.values(code)
            yield lambda seen=seen, code=code: seen.returns.differences(code)
        yield lambda seen=seen: seen.returns.history("hotline/calls", NORTH, "CA", "", Q1)
        yield lambda seen=seen: seen.returns.past_values(FORM, NORTH, Q2)
    yield lambda: list(store.audit_entries())
    yield lambda: list(store.seen_by(scope).consents.own_data(NORTH))


def told(store, scope) -> str:
    """All of it joined: what was answered, and what was refused with.

    Digests and parts of a second are left out: by chance they hold any five digits.
    """
    said = []
    for reading in readings(store, scope):
        try:
            said.append(repr(reading()))
        except MetricsError as error:
            said.append(repr(error.text))
    return _BY_CHANCE.sub("#", "\n".join(said))


def total(store, period=Q1, scope=OFFICE):
    record = store.seen_by(scope).series("calls").record
    return next((one for one in record.values if one.observation.period == period), None)


def test_without_consent_no_reading_of_anybody_else_holds_a_value_or_a_word(store):
    """The whole promise: absent is not shared, whoever asks and of whatever moment."""
    sent(store)
    for scope in OUTSIDE:
        found = told(store, scope)
        assert CANARY not in found
        assert "73,193" not in found
        assert "73233" not in found  # the total with it
        assert WORDS not in found


def test_its_own_organization_reads_all_of_it_without_any_consent(store):
    sent(store)
    assert CANARY in told(store, of_partner(NORTH))
    assert partner(store).past_values(FORM, NORTH, Q2)


def test_a_total_counts_it_as_not_shared(store):
    """As a partner that has sent nothing: the office sees how many are in the total."""
    sent(store)
    held = total(store)
    assert (held.total.covered, held.total.asked, held.total.missing) == (1, 2, (NORTH,))
    assert held.observation.value == 40


def test_with_consent_to_internal_use_the_office_sees_and_approves_and_nobody_else(store):
    code = sent(store)
    give(store, Purpose.INTERNAL)
    assert CANARY in told(store, OFFICE)
    approve(store, code)
    for scope in (PUBLIC, OFFICIAL, APPROVED, of_partner(SOUTH)):
        assert CANARY not in told(store, scope)
    assert total(store).total.covered == 2


def test_what_may_be_released_is_what_is_consented_to_the_public(store):
    """APPROVED is the scope that releases are made from."""
    code = sent(store)
    give(store, Purpose.INTERNAL, Purpose.PUBLIC)
    approve(store, code)
    assert CANARY in told(store, APPROVED)
    give(store, Purpose.INTERNAL)
    assert CANARY not in told(store, APPROVED)


def test_a_return_that_the_office_may_not_see_can_be_neither_reviewed_nor_decided_on(store):
    """That it came may be known; each step says why it is not taken."""
    code = sent(store)
    held = office(store).find(code)
    assert held.is_kept_back
    assert (held.receipt.content, held.receipt.file_sha256, held.file) == ("", "", "")
    steps = (
        lambda: office(store).approve(code, REVIEWER),
        lambda: office(store).send_back(code, REVIEWER, "again"),
        lambda: office(store).withdraw(code, REVIEWER, "again"),
        lambda: office(store).undo(code, REVIEWER, "again"),
        lambda: office(store).values(code),
        lambda: office(store).differences(code),
    )
    for step in steps:
        with pytest.raises(MetricsError) as caught:
            step()
        assert "steward" in caught.value.text.en
        assert "garde" in caught.value.text.fr
    assert partner(store).find(code).receipt.state == "submitted"


def test_consent_ends_by_itself_with_its_last_day_on_every_way(store):
    """The clock alone moves: the next question no longer shows the cell, also from memory."""
    code = sent(store)
    give(store, Purpose.INTERNAL, until=ON)
    approve(store, code)
    version = store.data_version()
    assert CANARY in told(store, OFFICE)
    store.today = lambda: ON + timedelta(days=1)
    assert store.data_version() > version
    assert CANARY not in told(store, OFFICE)
    assert total(store).observation.value == 40
    assert consents(store).find(NORTH, FORM).state is ConsentState.ENDED


def test_a_renewed_consent_shows_it_again(store):
    code = sent(store)
    give(store, Purpose.INTERNAL, until=ON)
    approve(store, code)
    store.today = lambda: ON + timedelta(days=1)
    give(store, Purpose.INTERNAL, until=ON + timedelta(days=30))
    assert CANARY in told(store, OFFICE)


def test_consent_is_judged_now_whatever_past_moment_is_asked_for(store):
    """Held at an instant before the consent, the office sees; after its end, it does not."""
    code = sent(store)
    before = datetime.now(UTC)
    give(store, Purpose.INTERNAL)
    approve(store, code)
    seen = store.seen_by(OFFICE).at(Moment(held_at=before))
    assert CANARY in repr(seen.series("calls"))
    withdraw(store)
    assert CANARY not in repr(seen.series("calls"))


def test_a_withdrawal_is_seen_by_other_programs_at_their_next_question(database_url, store):
    sent(store)
    give(store, Purpose.INTERNAL)
    other = open_governed(database_url)
    assert CANARY in told(other, OFFICE)
    assert CANARY in told(other, of_partner(NORTH))
    withdraw(store)
    assert CANARY not in told(other, OFFICE)
    assert CANARY not in told(other, of_partner(NORTH))
    other.close()


def test_a_partner_without_governance_needs_no_consent(store):
    submit(store, values("52417"), SOUTH)
    assert "52417" in told(store, OFFICE)
    assert store.seen_by(OFFICE).consents.allows(SOUTH, FORM, Purpose.PUBLIC)
    with pytest.raises(MetricsError, match="no consent record"):
        consents(store, SOUTH).give(SOUTH, FORM, terms(), STEWARD)


@pytest.mark.parametrize("scope", [OFFICE, PUBLIC, OFFICIAL, APPROVED, of_partner(SOUTH)])
def test_nobody_but_its_own_organization_gives_changes_or_withdraws(store, scope):
    """The scope of an administrator is the office's: it cannot override."""
    sent(store)
    held = store.seen_by(scope).consents
    for step in (
        lambda: held.give(NORTH, FORM, terms(), "admin"),
        lambda: held.withdraw(NORTH, FORM, "admin", "because"),
        lambda: held.log(NORTH),
        lambda: list(held.own_data(NORTH)),
    ):
        with pytest.raises(MetricsError):
            step()
    assert consents(store).find(NORTH, FORM).state is ConsentState.ABSENT


@pytest.mark.parametrize(
    "changes",
    [
        {"purposes": frozenset()},
        {"purposes": frozenset({Purpose.PUBLIC})},  # nobody could approve it
        {"until": ON - timedelta(days=1)},
        {"floor": 19},
        {"others": 1},
        {"steward": " "},
    ],
)
def test_terms_that_could_not_be_kept_are_refused_in_both_languages(store, changes):
    with pytest.raises(MetricsError) as caught:
        give(store, **changes) if "purposes" not in changes else consents(store).give(
            NORTH, FORM, terms()._replace(**changes), STEWARD
        )
    assert caught.value.text.en != caught.value.text.fr
    assert consents(store).history(NORTH, FORM) == ()


def test_a_steward_is_called_without_what_turns_words_around(store):
    give(store, steward="\u202eThe data\u2069 steward\u202c")
    assert consents(store).find(NORTH, FORM).terms.steward == "The data steward"


def test_every_step_is_kept_and_noted(store):
    give(store, Purpose.INTERNAL, Purpose.BRIEFING, detail=Detail.TOTAL, floor=30)
    give(store, Purpose.INTERNAL)
    kinds = [one.kind for one in consents(store).history(NORTH, FORM)]
    assert kinds == [ConsentKind.GIVEN, ConsentKind.GIVEN]
    entry = store.audit_entries(action="consent-given")[1]
    assert (entry.actor, entry.object) == (STEWARD, f"consent:{NORTH}/{FORM}")
    assert entry.detail["organization"] == NORTH
    assert entry.detail["floor"] == 30
    assert "The data steward" not in repr(entry)
    assert store.verify_audit().breaks == ()


def test_every_consent_that_is_asked_for_is_listed_given_or_not(store):
    listed = store.seen_by(OFFICE).consents.held()
    assert [(one.organization, one.form, one.state) for one in listed] == [
        (NORTH, FORM, ConsentState.ABSENT)
    ]
    assert store.seen_by(of_partner(SOUTH)).consents.held() == ()
    with pytest.raises(UnknownError):
        store.seen_by(of_partner(SOUTH)).consents.find(NORTH, FORM)


def test_governance_cannot_be_taken_away_by_what_is_declared(database_url, store):
    """Whoever edits data/ cannot open what was sent while the organization governed it."""
    sent(store)
    held = governed_catalogue()
    plain = held.partners[NORTH].model_copy(update={"governance": None})
    held.partners[NORTH] = plain
    other = open_governed(database_url, held)
    assert CANARY not in told(other, OFFICE)
    del held.partners[NORTH]
    gone = open_governed(database_url, held)
    assert CANARY not in told(gone, OFFICE)
    other.close()
    gone.close()


def test_the_store_remembers_at_its_start_who_governs_though_nothing_was_sent_since(
    database_url, store
):
    """Also what an organization has sent before is its own from then on, whatever data/ says."""
    held = governed_catalogue()
    held.partners[NORTH] = held.partners[NORTH].model_copy(update={"governance": None})
    plain = open_governed(database_url, held)

    def seen(opened):
        return repr(opened.seen_by(OFFICE).series("calls"))

    sent(plain)
    assert CANARY in seen(plain)
    store.remember(Archive("0" * 64, b"data"))
    assert CANARY not in seen(plain)
    give(store, Purpose.INTERNAL)
    store.remember(Archive("1" * 64, b"data"))
    assert CANARY in seen(plain)
    kinds = [one.kind for one in consents(store).history(NORTH, FORM)]
    assert kinds == [ConsentKind.GOVERNED, ConsentKind.GIVEN]
    plain.close()


def test_values_in_any_other_source_are_not_shown_either(store):
    """What nobody has consented to is not shown: no source is forgotten."""
    from tests.factories import observation, submission

    give(store, Purpose.INTERNAL)
    one = observation("61409", "2019", series="other", organization=NORTH)
    with suppress(MetricsError):  # where the small catalogue lets it in
        store.record(submission(organization=NORTH), [one])
    assert "61409" not in repr(store.seen_by(APPROVED).series("calls"))


def test_own_data_come_with_their_history_and_with_notes(store):
    from tests.factories import words

    submit(store, [stated(CANARY, note=words("Counted twice in May."))])
    submit(store, values("11"))
    held = list(consents(store).own_data(NORTH))
    assert [str(one.observation.value) for one in held] == [CANARY, "11"]
    assert held[0].observation.note.en == "Counted twice in May."
    assert {one.observation.organization for one in held} == {NORTH}


def test_an_owner_sees_who_has_seen_its_values_and_nobody_elses(store):
    store.note("clerk-x", "viewed", "series:hotline/calls", organization=NORTH)
    store.note("clerk-x", "exported", "series:hotline/calls", organization=f"{NORTH}-2")
    store.note("clerk-x", "viewed", "series:hotline/calls", organization=SOUTH)
    found = list(consents(store).log(NORTH))
    assert [(one.actor, one.action) for one in found] == [("clerk-x", "viewed")]


def test_communities_stand_in_the_order_of_their_names_never_of_their_figures(store):
    """No ranking: neither by value, nor by who was first; the notes come along with each."""
    from tests.factories import words

    submit(store, [stated("999", note=words("Counted by hand."))], SOUTH)
    submit(store, [stated("1", note=words("A new worker."))], NORTH)
    give(store, Purpose.INTERNAL)
    lines = store.seen_by(OFFICE).series("calls").lines
    assert [one.organization for one in lines if one.organization] == [NORTH, SOUTH]
    submit(store, [stated("5000")], NORTH)
    lines = [one for one in store.seen_by(OFFICE).series("calls").lines if one.organization]
    assert [one.organization for one in lines] == [NORTH, SOUTH]
    parts = total(store).total.parts
    assert sorted(one.observation.organization for one in parts) == [NORTH, SOUTH]
    assert lines[1].values[0].observation.note.en == "Counted by hand."


def test_a_figure_told_by_name_goes_when_only_totals_are_consented_to(store):
    """Consent narrowed from "own" to "total" takes the named figure back.

    Of a total that no release has frozen nothing is known; of one that has, see
    `test_consents_narrowed`.
    """
    from sqlalchemy import insert, select

    from metrics.store import release_tables, tables
    from metrics.store.engine import writing
    from tests.factories import observation, submission

    code = sent(store)
    give(store, *Purpose)
    approve(store, code)
    store.record(submission(), [observation("61409", "2025-Q1", known="2025-05-01")])
    with writing(store._repository.engine, durable=True) as connection:
        breakdown = {"id": 77, "code": f"partner={NORTH}"}
        connection.execute(insert(tables.disaggregation), breakdown)
        columns = tables.observation.c
        row = (
            connection.execute(select(tables.observation).where(columns.organization_id == 0))
            .mappings()
            .one()
        )
        named = {**row, "disaggregation_id": 77, "value": 52417}
        connection.execute(insert(tables.observation), named)
        north = connection.execute(select(tables.organization.c.id).where(
            tables.organization.c.code == NORTH)).scalar_one()  # fmt: skip
        for one in (row, named):
            key = {name: one[name] for name in release_tables.PUBLISHED}
            connection.execute(
                insert(release_tables.released_part), {**key, "organization_id": north}
            )
        version = tables.data_version.c.version
        connection.execute(tables.data_version.update().values(version=version + 1))
    assert "52417" in repr(list(store.observations()))
    give(store, *Purpose, detail=Detail.TOTAL)
    seen = repr(list(store.observations()))
    assert "61409" in seen
    assert "52417" not in seen
