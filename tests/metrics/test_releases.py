"""Releases: each step, who may take it, what refuses it, and what has come out in the end."""

import stat
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from metrics import (
    OFFICE,
    OFFICIAL,
    PUBLIC,
    Detail,
    Governance,
    Language,
    MetricsError,
    MetricsStore,
    Moment,
    ObservationStatus,
    Period,
    Purpose,
    Qualifier,
    ReleaseState,
    ReleaseStep,
    Settings,
    Terms,
    Text,
    UnknownError,
    labels,
    of_partner,
)
from metrics.attack import Attacked
from metrics.attack.cells import Cell as AttackedCell
from metrics.attack.cells import Leak
from metrics.release_notes import coverage_of, is_rounded
from metrics.release_rows import content_of
from metrics.rounding_keys import rounding_key, rounding_key_file
from tests.factories import submission
from tests.metrics.digests import whole_digest
from tests.metrics.released import (
    APPROVER,
    FORM,
    LIFTS,
    MONEY,
    NOW,
    PARTNERS,
    PEOPLE,
    PROPOSER,
    Q1,
    Q2,
    VISITS,
    Clock,
    filled,
    houses,
    office,
    official,
    opened,
    proposal,
    released,
    report,
    stated,
    value,
)

LATER = LIFTS + timedelta(days=30)


@pytest.fixture
def store(database_url):
    found = opened(database_url)
    yield found
    found.close()


@pytest.fixture
def clock(store):
    return Clock(store)


@pytest.fixture
def ready(store, clock):
    """The store with the first quarter of six partners, all approved."""
    filled(store)
    return store


def figures(store, series=PEOPLE):
    """What stands of a series for a reader: by place and breakdown."""
    return {
        (line.place, line.disaggregation): line.values[-1]
        for line in store.lines([series])
        if not line.organization
    }


def figure(store, series=PEOPLE, place="ON", breakdown=""):
    held = figures(store, series).get((place, breakdown))
    return held.observation if held else None


def refusal(step, *given, **more):
    with pytest.raises(MetricsError) as caught:
        step(*given, **more)
    assert all("\n" not in caught.value.in_(one) for one in Language)
    return str(caught.value)


# ---- the steps ---------------------------------------------------------------------------------


def test_a_title_is_kept_without_what_turns_words_around(ready):
    turned = Text("\u202eSpring\u2069", "Prin\u2066temps\u202c")
    found = office(ready).propose(proposal(title=turned), PROPOSER)
    assert found.title == Text("Spring", "Printemps")


def test_a_release_is_proposed_approved_and_comes_out_at_its_minute(ready, clock):
    found = office(ready).propose(proposal(), PROPOSER)
    assert (found.state, found.actor, found.lifts_at) == (ReleaseState.PROPOSED, PROPOSER, LIFTS)
    assert figures(ready) == {}
    approved = official(ready).approve(found.code, APPROVER)
    assert approved.state is ReleaseState.APPROVED
    assert [one.step for one in approved.events] == [ReleaseStep.PROPOSED, ReleaseStep.APPROVED]
    assert figures(ready) == {}
    clock.move(LIFTS)
    assert office(ready).find(found.code).state is ReleaseState.LIFTED
    assert {*figures(ready)} == {("ON", ""), ("ON", "sex=female"), ("ON", "sex=male")}
    one = figure(ready)
    assert one.organization == ""
    assert one.known.on == LIFTS.astimezone().date()
    assert abs(one.value - 284) < 5
    assert one.value % 5 == 0
    assert is_rounded(one.note)
    assert coverage_of(one.note) == (6, 6)
    assert one.note.fr == (
        "6 partenaires sur 6. Arrondi à un multiple de 5 pour protéger les personnes."
    )
    assert figure(ready, MONEY).value == 9200


def test_what_is_proposed_is_frozen_and_what_comes_out(ready, clock):
    found = office(ready).propose(proposal(by_partner=True), PROPOSER)
    before = office(ready).preview(found.code)
    assert [one.exact for one in before.cells] == [None] * len(before.cells)
    official(ready).approve(found.code, APPROVER)
    clock.move(LIFTS)
    shown = {one.key: one.shown for one in before.cells}
    for series in (PEOPLE, VISITS, MONEY):
        for (place, breakdown), held in figures(ready, series).items():
            parts = dict(held.observation.disaggregation.members)
            partner = parts.pop("partner", "")
            code = ";".join("=".join(pair) for pair in parts.items())
            key = (series.partition("/")[2], series, place, code, partner, Q1.code)
            frozen = shown.pop(key)
            assert (held.observation.value, held.observation.status) == frozen[:2], breakdown
    assert shown == {}
    assert office(ready).preview(found.code).cells == before.cells


def test_proposing_again_protects_alike(ready):
    first, second = (office(ready).propose(proposal(by_partner=True), PROPOSER) for _ in range(2))
    one, other = (office(ready).preview(each.code) for each in (first, second))
    assert one.cells == other.cells
    assert first.code != second.code
    assert [each.code for each in office(ready).held()] == [second.code, first.code]


def test_the_proposer_cannot_approve(ready):
    found = office(ready).propose(proposal(), PROPOSER)
    said = refusal(office(ready).approve, found.code, PROPOSER)
    assert "proposed by this account" in said
    assert office(ready).approve(found.code, APPROVER).state is ReleaseState.APPROVED


@pytest.mark.parametrize("scope", [PUBLIC, OFFICIAL, of_partner("house-a")])
def test_only_the_office_proposes_and_cancels(ready, scope):
    found = office(ready).propose(proposal(), PROPOSER)
    asked = ready.seen_by(scope).releases
    assert "not yours" in refusal(asked.propose, proposal(), PROPOSER)
    assert "not yours" in refusal(asked.cancel, found.code, PROPOSER, "No.")


@pytest.mark.parametrize("scope", [PUBLIC, of_partner("house-a")])
def test_who_does_not_see_ahead_neither_approves_nor_knows(ready, clock, scope):
    found = office(ready).propose(proposal(), PROPOSER)
    asked = ready.seen_by(scope).releases
    assert "not yours" in refusal(asked.approve, found.code, APPROVER)
    official(ready).approve(found.code, APPROVER)
    assert asked.held() == ()
    for question in (asked.find, asked.preview):
        with pytest.raises(UnknownError):
            question(found.code)
    clock.move(LIFTS)
    told = ready.seen_by(scope).releases.find(found.code)
    assert told.state is ReleaseState.LIFTED
    assert told.actor == ""
    assert {one.actor for one in told.events} == {""}
    preview = ready.seen_by(scope).releases.preview(found.code)
    assert len(preview.cells) == 7
    assert {one.exact for one in preview.cells} == {None}


def test_an_official_looks_at_what_is_to_come_and_that_is_told(ready):
    found = office(ready).propose(proposal(), PROPOSER)
    seen, told = ready.seen_by(OFFICIAL), []
    seen.gave = lambda *gave: told.append(gave[:2])
    assert len(seen.releases.preview(found.code).cells) == 7
    assert told == [(one, "") for one in sorted((PEOPLE, VISITS, MONEY))]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": Text("", "Titre")}, "title in English and in French"),
        ({"title": Text("T", "T" * 201)}, "title in English and in French"),
        ({"lifts_at": LIFTS.replace(tzinfo=None)}, "a whole minute, with its time zone"),
        ({"lifts_at": LIFTS.replace(second=1)}, "a whole minute"),
        ({"lifts_at": LIFTS.replace(microsecond=1)}, "a whole minute"),
        ({"lifts_at": NOW}, "has passed"),
        ({"series": ()}, "at least one series"),
        ({"periods": ()}, "at least one series"),
        ({"series": ("unheard",)}, "'unheard' is not a series"),
        ({"series": ("other/people",)}, "'other/people' is not a series"),
        ({"periods": (Period.parse("2025"),)}, "2025 is not a period"),
        ({"periods": (Q2,)}, "Nothing of these series and periods is approved"),
        ({"form": "unheard"}, "unheard"),
    ],
)
def test_a_proposal_that_cannot_come_out_is_refused(ready, changed, said):
    before = whole_digest(ready)
    assert said in refusal(office(ready).propose, proposal(**changed), PROPOSER)
    assert whole_digest(ready) == before


def test_a_series_may_be_named_as_the_form_names_it(ready):
    found = office(ready).propose(proposal(series=("people", PEOPLE)), PROPOSER)
    assert found.series == (PEOPLE,)


def test_what_nobody_has_approved_is_not_released(store, clock):
    report(store, "house-a", stated(30, 40, (30, 25), 1000), approve=False)
    said = refusal(office(store).propose, proposal(), PROPOSER)
    assert "Nothing of these series and periods is approved" in said


def test_figures_that_changed_since_are_not_approved_as_they_were(ready):
    found = office(ready).propose(proposal(), PROPOSER)
    report(ready, "house-d", stated(61, 35, (80, 61), 1200))
    assert "have changed since" in refusal(official(ready).approve, found.code, APPROVER)
    office(ready).cancel(found.code, PROPOSER, "A return was corrected.")
    again = office(ready).propose(proposal(), PROPOSER)
    assert official(ready).approve(again.code, APPROVER).state is ReleaseState.APPROVED


def test_who_is_asked_is_part_of_what_was_looked_at(ready):
    """Nobody approves "6 of 6 partners" where a seventh has been asked since."""
    found = office(ready).propose(proposal(), PROPOSER)
    held = ready.catalogue
    form = held.returns[FORM]
    seventh = form.obligations[0].model_copy(update={"partner": "house-g"})
    asked = form.model_copy(update={"obligations": (*form.obligations, seventh)})
    one = held.partners["house-a"].model_copy(update={"id": "house-g"})
    ready.catalogue = replace(
        held, partners={**held.partners, "house-g": one}, returns={FORM: asked}
    )
    assert "have changed since" in refusal(official(ready).approve, found.code, APPROVER)


def test_a_leak_is_not_approved(ready, monkeypatch):
    found = office(ready).propose(proposal(by_partner=True), PROPOSER)
    cell = AttackedCell("people", PEOPLE, "ON", "", "house-c", Q1.code)
    leaking = Attacked(1, 1, (Leak(cell, Decimal(3), Decimal(3), Decimal(10)),))
    monkeypatch.setattr("metrics.release_making.attack", lambda _: leaking)
    said = refusal(official(ready).approve, found.code, APPROVER)
    assert "would let 1 hidden figure(s) be worked out" in said
    assert office(ready).find(found.code).state is ReleaseState.PROPOSED


@pytest.fixture
def dominated(tmp_path, monkeypatch):
    """Most of one region's money is one partner's, and nothing is hidden beside it."""
    from metrics.disclosure import protecting

    tables = [
        {"id": "money", "sheet": Text("Money", "Argent"), "title": Text("Money", "Argent"),
         "places": ["R1", "R2"], "measures": [{"series": "paid"}]},
    ]  # fmt: skip
    store = opened(f"sqlite:///{tmp_path / 'store.sqlite'}", houses(tables=tables))
    Clock(store)
    for partner in PARTNERS:
        first = "9000" if partner == "house-a" else "100"
        report(store, partner, [value("paid", first, "R1"), value("paid", "4000", "R2")])
    real = protecting.pattern
    monkeypatch.setattr(
        protecting, "pattern", lambda *given: real(*given)._replace(hidden=frozenset())
    )
    yield store
    store.close()


def test_the_attack_of_an_approval_is_the_real_one(dominated, monkeypatch):
    """Without the secondary step the rest tells what is hidden alone."""
    monkeypatch.setattr("metrics.release_making.hardened", lambda cells, *_: cells)
    found = office(dominated).propose(proposal(series=(MONEY,)), PROPOSER)
    assert office(dominated).preview(found.code).hidden == 1
    assert "be worked out" in refusal(official(dominated).approve, found.code, APPROVER)


def test_what_the_attack_still_finds_is_hidden_before_it_is_frozen(dominated):
    found = office(dominated).propose(proposal(series=(MONEY,)), PROPOSER)
    cells = office(dominated).preview(found.code).cells
    assert [one.key.place for one in cells if one.shown.is_hidden] == ["R1", "R2"]
    assert found.loss.hidden == 2
    assert official(dominated).approve(found.code, APPROVER)


def test_what_cannot_be_protected_is_not_proposed(ready, monkeypatch):
    cell = AttackedCell("people", PEOPLE, "ON", "", "", Q1.code)
    leaking = Attacked(1, 1, (Leak(cell, Decimal(3), Decimal(3), Decimal(10)),))
    monkeypatch.setattr("metrics.release_making.attack", lambda _: leaking)
    said = refusal(office(ready).propose, proposal(), PROPOSER)
    assert "cannot be released together" in said
    assert office(ready).held() == ()


def test_what_a_rule_of_the_form_tells_is_hidden_too(tmp_path):
    """Nobody is served for the first time who is not served: a hidden number is no smaller."""
    tables = [
        {"id": "people", "sheet": Text("People", "Personnes"), "title": Text("P", "P"),
         "dimension": "sex", "members": ["female", "male"], "total": True,
         "measures": [{"series": "people"}, {"series": "visits"}]},
    ]  # fmt: skip
    rules = [{"id": "new", "kind": "at-most", "table": "people", "left": "visits",
              "right": "people"}]  # fmt: skip
    store = opened(f"sqlite:///{tmp_path / 'store.sqlite'}", houses(tables=tables, rules=rules))
    Clock(store)
    for number, partner in enumerate(PARTNERS):
        few, many = 8 + number // 5, 14 + 9 * number
        report(store, partner, [
            value(name, str(one), breakdown=code)
            for name in ("people", "visits")
            for code, one in (("sex=female", few), ("sex=male", many), ("", few + many))
        ])  # fmt: skip
    found = office(store).propose(proposal(series=(PEOPLE, VISITS), by_partner=True), PROPOSER)
    assert official(store).approve(found.code, APPROVER).state is ReleaseState.APPROVED
    store.close()


def test_approval_after_the_minute_is_refused(ready, clock):
    found = office(ready).propose(proposal(), PROPOSER)
    clock.move(LIFTS)
    assert "has passed" in refusal(official(ready).approve, found.code, APPROVER)
    assert figures(ready) == {}


def test_a_release_is_approved_once(ready, clock):
    found = office(ready).propose(proposal(), PROPOSER)
    official(ready).approve(found.code, APPROVER)
    assert "is approved: only one" in refusal(official(ready).approve, found.code, APPROVER)
    clock.move(LIFTS)
    assert "is published: only one" in refusal(official(ready).approve, found.code, APPROVER)


def test_every_step_stands_in_the_audit_log_by_codes_and_counts(ready, clock):
    code = released(ready, clock)
    other = office(ready).propose(proposal(lifts_at=LATER), PROPOSER)
    office(ready).cancel(other.code, PROPOSER, "Not yet.")
    found = [one for one in ready.audit_entries() if one.object.startswith("release:")]
    assert [(one.action, one.actor) for one in reversed(found)] == [
        ("release-proposed", PROPOSER), ("release-approved", APPROVER),
        ("release-proposed", PROPOSER), ("release-cancelled", PROPOSER),
    ]  # fmt: skip
    assert found[-1].object == f"release:{code}"
    # how many are hidden would tell for ever what a consent that ends may keep back
    assert found[-1].detail == {"form": FORM, "cells": 7, "lifts": "lifts-20250820T1430Z"}
    assert ready.verify_audit().breaks == ()


# ---- taking back -------------------------------------------------------------------------------


def observed(store):
    """How many rows of released figures the database itself holds."""
    with store._repository.engine.connect() as connection:
        query = "SELECT count(*) FROM observation WHERE organization_id = 0"
        return connection.execute(text(query)).scalar()


@pytest.mark.parametrize("approved", [False, True])
def test_a_release_that_is_cancelled_never_was(ready, clock, approved):
    found = office(ready).propose(proposal(), PROPOSER)
    if approved:
        official(ready).approve(found.code, APPROVER)
        assert observed(ready) == 7
    assert "Say why" in refusal(office(ready).cancel, found.code, PROPOSER, " ")
    gone = office(ready).cancel(found.code, PROPOSER, "A mistake in a return.")
    assert gone.state is ReleaseState.CANCELLED
    assert observed(ready) == 0
    assert "cancelled already" in refusal(office(ready).cancel, found.code, PROPOSER, "Again.")
    assert "is cancelled" in refusal(official(ready).approve, found.code, APPROVER)
    clock.move(LIFTS + timedelta(days=1))
    assert figures(ready) == {}
    assert list(ready.observations()) == []
    assert ready.releases.held() == ()
    with ready._repository.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM released_part")).scalar() == 0


def test_what_has_come_out_is_not_called_back(ready, clock):
    code = released(ready, clock)
    assert "has come out" in refusal(office(ready).cancel, code, PROPOSER, "Too late.")
    assert figure(ready) is not None


def test_a_second_release_that_is_cancelled_leaves_the_first(ready, clock):
    released(ready, clock)
    first = figures(ready)
    report(ready, "house-d", stated(90, 75, (80, 61), 1200))
    again = office(ready).propose(proposal(lifts_at=LATER), PROPOSER)
    official(ready).approve(again.code, APPROVER)
    office(ready).cancel(again.code, PROPOSER, "Not yet.")
    clock.move(LATER + timedelta(days=1))
    assert figures(ready) == first
    with ready._repository.engine.connect() as connection:
        held = connection.execute(text("SELECT count(*) FROM released_part")).scalar()
    assert held == 7 * 6


# ---- what was released before -------------------------------------------------------------------


def test_a_second_release_restates_the_first(ready, clock):
    released(ready, clock)
    first, held_at = figure(ready).value, clock.at
    report(ready, "house-d", stated(90, 75, (80, 61), 1300))
    clock.move(held_at)
    assert figure(ready).value == first
    released(ready, clock, lifts_at=LATER)
    held = figures(ready)[("ON", "")]
    assert abs(held.observation.value - 354) < 5
    assert held.revision == 2
    line = ready.series("people").record
    assert [one.observation.value for one in line.earlier[Q1.code]] == [first]
    assert line.corrected == {}
    past = ready.at(Moment(known_at=LIFTS.astimezone().date()))
    assert figure(past).value == first
    before = ready.at(Moment(known_at=LIFTS.astimezone().date() - timedelta(days=1)))
    assert figure(before) is None
    every = [one for one in ready.observations(indicator="people", place="ON")
             if not one.observation.disaggregation.code]  # fmt: skip
    assert [one.revision for one in every] == [1, 2]


def test_a_correction_by_too_few_people_shows_no_second_number(ready, clock):
    released(ready, clock)
    first = figure(ready)
    report(ready, "house-d", stated(62, 35, (80, 61), 1201))
    released(ready, clock, lifts_at=LATER)
    again = figure(ready)
    assert again.value == first.value
    assert again.note.en.endswith("Revised since by too little to be shown.")
    assert again.note.fr.endswith("Révisé depuis, mais trop peu pour être montré.")
    assert figure(ready, MONEY).value == 9201  # money is exact
    report(ready, "house-d", stated(64, 35, (80, 61), 1201))
    released(ready, clock, lifts_at=LATER + timedelta(days=30))
    assert figure(ready).value == first.value  # still under the floor away from what was rounded


def test_of_the_same_figures_what_is_released_later_comes_out_later(ready, clock):
    found = office(ready).propose(proposal(), PROPOSER)
    official(ready).approve(found.code, APPROVER)
    for minute in (LIFTS, LIFTS - timedelta(hours=1)):
        said = refusal(office(ready).propose, proposal(lifts_at=minute), PROPOSER)
        assert found.code in said
    assert office(ready).propose(proposal(lifts_at=LATER), PROPOSER)


def test_two_proposals_of_the_same_figures_are_not_both_approved_unseen(ready):
    """The second was looked at as if the first were not coming out."""
    first = office(ready).propose(proposal(), PROPOSER)
    second = office(ready).propose(proposal(lifts_at=LATER), PROPOSER)
    official(ready).approve(first.code, APPROVER)
    assert "have changed since" in refusal(official(ready).approve, second.code, APPROVER)


def test_hidden_stays_hidden_and_what_was_shown_by_partner_is_shown_on(ready, clock):
    released(ready, clock, by_partner=True)
    hidden = {key for key, one in figures(ready, VISITS).items() if one.observation.value is None}
    assert ("R2", "partner=house-b") in hidden
    report(ready, "house-b", stated(31, 22, (44, 40), 2000))
    released(ready, clock, lifts_at=LATER)  # not by partner: what was shown so goes on
    after = figures(ready, VISITS)
    assert after[("R2", "partner=house-b")].observation.value is None
    assert after[("R2", "partner=house-d")].observation.value is not None
    assert after[("R2", "partner=house-d")].revision == 2


# ---- what is shown ------------------------------------------------------------------------------


def test_a_missing_partner_makes_a_total_at_least(store, clock):
    for partner in PARTNERS[1:]:
        report(store, partner, stated(30, 40, (30, 25), 1000))
    released(store, clock)
    money, people = figures(store, MONEY)[("ON", "")], figures(store)[("ON", "")]
    assert (money.observation.value, money.observation.qualifier) == (5000, Qualifier.AT_LEAST)
    assert money.observation.note == Text("5 of 6 partners.", "5 partenaires sur 6.")
    assert people.observation.qualifier is Qualifier.APPROXIMATE  # rounded up it proves nothing
    unit = store.catalogue.unit_of(MONEY)
    assert labels.value_words(money, unit, Language.EN) == "at least $5,000 (5 of 6 partners)"
    assert money.is_incomplete
    assert people.is_incomplete


def test_figures_by_partner_are_a_breakdown_of_their_own(ready, clock):
    released(ready, clock, by_partner=True)
    own = figures(ready)[("ON", "partner=house-d")]
    dimensions = dict(ready.catalogue.dimensions)
    said = labels.disaggregation_words(own.observation.disaggregation, dimensions, Language.FR)
    assert said == "house-d (fr)"
    assert own.observation.organization == ""
    line = ready.series("people", disaggregation="partner=house-d").lines
    assert [one.disaggregation for one in line] == ["partner=house-d"]
    assert ready.series("people").record.disaggregation == ""


def test_hidden_reads_hidden_to_protect_people(ready, clock):
    released(ready, clock, by_partner=True)
    held = figures(ready)[("ON", "partner=house-c")]
    assert held.observation.status is ObservationStatus.SUPPRESSED
    assert held.observation.note is None
    unit = ready.catalogue.unit_of(PEOPLE)
    assert labels.value_words(held, unit, Language.EN) == "hidden to protect people"
    assert labels.value_words(held, unit, Language.FR) == "masqué pour protéger les personnes"


@pytest.mark.parametrize("public", [False, True])
def test_money_of_one_partner_is_shown_only_where_it_was_granted_publicly(tmp_path, public):
    tables = [
        {"id": "money", "sheet": Text("Money", "Argent"), "title": Text("Money", "Argent"),
         "measures": [{"series": "paid", "granted_publicly": public}]},
    ]  # fmt: skip
    store = opened(f"sqlite:///{tmp_path / 'store.sqlite'}", houses(tables=tables))
    clock = Clock(store)
    for number, partner in enumerate(PARTNERS, 1):
        report(store, partner, [value("paid", str(number * 1000))])
    released(store, clock, series=(MONEY,), by_partner=True)
    own = [one.observation for (_, code), one in figures(store, MONEY).items() if code]
    assert len(own) == 6
    assert any(one.value is None for one in own) is not public
    store.close()


def test_what_has_no_number_says_which_kind_of_nothing_it_is(store, clock):
    report(store, "house-a", [value("paid", None, status=ObservationStatus.NOT_COLLECTED)])
    for partner in PARTNERS[1:]:
        report(store, partner, [value("paid", "1000")])
    released(store, clock, series=(MONEY,), by_partner=True)
    held = figures(store, MONEY)[("ON", "partner=house-a")]
    unit = store.catalogue.unit_of(MONEY)
    assert held.observation.status is ObservationStatus.NOT_COLLECTED
    assert labels.value_words(held, unit, Language.EN) == "not available"


def test_the_office_has_the_live_total_beside_what_was_released(ready, clock):
    released(ready, clock)
    seen = ready.seen_by(OFFICE).series("people")
    assert seen.record.is_total
    assert seen.record.values[-1].observation.value == 284
    titles = [one.series.title for one in seen.lines if not one.organization]
    assert not titles[0].en.endswith("(released)")
    assert {one.en for one in titles[1:]} == {"Series of people (released)"}
    assert {one.fr for one in titles[1:]} == {"Series of people (fr) (diffusé)"}
    own = ready.seen_by(of_partner("house-a")).series("people")
    assert own.record.values[-1].observation.value == figure(ready).value
    assert {one.organization for one in own.lines} == {"", "house-a"}
    assert ready.series("people").record.series.title.en == "Series of people"


def test_the_public_reads_a_released_figure_everywhere_alike(ready, clock):
    released(ready, clock)
    shown = figure(ready)
    rows = {row.indicator.id: row for row in ready.scorecard("plan").pillars[0].rows}
    assert rows["people"].latest.observation == shown
    assert ready.explain("people").held.observation == shown
    standing = [one.observation for one in ready.standing("hotline", "people", "ON")]
    assert shown in standing
    (source,) = ready.sources()
    assert (source.values, source.observations) == (7, 7)
    assert (source.files, source.recorded_at) == ((), None)
    assert ready.loaded_files("hotline") == {}


def test_the_trail_of_a_released_figure_leads_to_its_release_and_no_partner(ready, clock):
    code = released(ready, clock)
    for scope in (PUBLIC, OFFICIAL, of_partner("house-a")):
        trails = ready.seen_by(scope).trail("people", Q1.code, "ON", "")
        found = [one for one in trails if not one.held.observation.organization]
        (trail,) = found
        said = {step.title.en: step.words for step in trail.steps}
        assert code in said["Release"].en
        assert "out since 20 August 2025" in said["Release"].en
        assert "by another account" in said["Approvals"].en
        assert "under 10 below the province" in said["Rules"].en
        assert "File and cell" not in said
        assert "Document" not in said
        everything = " ".join(f"{words.en} {words.fr}" for words in said.values())
        for name in (*PARTNERS, PROPOSER, APPROVER, "return.xlsx"):
            assert name not in everything


def test_sums_of_rounded_figures_are_no_more_exact_than_they(store, clock):
    filled(store, *(Period.parse(f"2024-Q{n}") for n in (1, 2, 3, 4)))
    periods = tuple(Period.parse(f"2024-Q{n}") for n in (1, 2, 3, 4))
    released(store, clock, periods=periods)
    year = store.explain("visits", "2024").rolled
    assert year.approximate
    assert not store.explain("paid", "2024").rolled.approximate


# ---- owners -------------------------------------------------------------------------------------

OWNER, STEWARD = "house-f", "steward-e5"
GOVERNED = Governance(principles=Text("Our own principles", "Nos propres principes"))


@pytest.fixture
def owned(database_url):
    """House F governs its figures; it has consented to nothing yet."""
    held = houses()
    own = held.partners[OWNER].model_copy(update={"governance": GOVERNED})
    found = opened(database_url, replace(held, partners={**held.partners, OWNER: own}))
    yield found
    found.close()


def steward(store):
    return store.seen_by(of_partner(OWNER))


def give(store, *purposes, detail=Detail.OWN, until=None):
    terms = Terms(frozenset(purposes), detail, until, "The council", 20, 2)
    steward(store).consents.give(OWNER, FORM, terms, STEWARD)


def consented(store, **more):
    clock = Clock(store)
    give(store, Purpose.INTERNAL, Purpose.PUBLIC, **more)
    filled(store)
    return clock


def test_without_consent_to_release_an_owners_figures_are_in_no_total(owned):
    clock = Clock(owned)
    give(owned, Purpose.INTERNAL)
    filled(owned)
    released(owned, clock, by_partner=True)
    assert figure(owned, MONEY).value == 7500
    assert figure(owned, MONEY).note.en.startswith("5 of 6 partners.")
    assert not [code for _, code in figures(owned) if OWNER in code]


def test_a_release_waits_for_the_owners_steward_and_silence_is_no_approval(owned):
    clock = consented(owned)
    found = office(owned).propose(proposal(by_partner=True), PROPOSER)
    assert (found.stewards, found.lacking) == ((OWNER,), (OWNER,))
    for asked in (office(owned), official(owned)):
        said = refusal(asked.approve, found.code, APPROVER)
        assert "waits for the stewards of: house-f" in said
    mine = steward(owned).releases
    preview = mine.preview(found.code)
    assert preview.cells
    assert all(OWNER in one.organizations for one in preview.cells)
    assert len(preview.cells) < len(office(owned).preview(found.code).cells)
    assert mine.steward_approve(found.code, OWNER, STEWARD).lacking == ()
    official(owned).approve(found.code, APPROVER)
    clock.move(LIFTS)
    assert figure(owned, MONEY).value == 9200


@pytest.mark.parametrize("scope", [OFFICE, OFFICIAL, PUBLIC, of_partner("house-a")])
def test_nobody_speaks_for_an_owner_but_itself(owned, scope):
    consented(owned)
    found = office(owned).propose(proposal(), PROPOSER)
    asked = owned.seen_by(scope).releases
    assert "No steward of" in refusal(asked.steward_approve, found.code, OWNER, "admin-f6")
    assert "No steward of" in refusal(asked.steward_refuse, found.code, OWNER, "admin-f6", "No.")
    other = owned.seen_by(of_partner("house-a")).releases
    with pytest.raises(UnknownError):  # house A is asked nothing, and told nothing
        other.steward_approve(found.code, "house-a", "steward-a")


def test_the_last_word_of_a_steward_counts(owned):
    consented(owned)
    found = office(owned).propose(proposal(), PROPOSER)
    mine = steward(owned).releases
    assert "Say why" in refusal(mine.steward_refuse, found.code, OWNER, STEWARD, " ")
    mine.steward_approve(found.code, OWNER, STEWARD)
    refused = mine.steward_refuse(found.code, OWNER, STEWARD, "Not this quarter.")
    assert refused.lacking == (OWNER,)
    assert refused.events[-1].reason == "Not this quarter."
    assert "waits for the stewards" in refusal(official(owned).approve, found.code, APPROVER)
    mine.steward_approve(found.code, OWNER, STEWARD)
    assert official(owned).approve(found.code, APPROVER).state is ReleaseState.APPROVED
    assert "is approved" in refusal(mine.steward_refuse, found.code, OWNER, STEWARD, "Too late.")


def test_who_consents_to_totals_alone_is_never_shown_by_name(owned):
    clock = consented(owned, detail=Detail.TOTAL)
    found = office(owned).propose(proposal(by_partner=True), PROPOSER)
    steward(owned).releases.steward_approve(found.code, OWNER, STEWARD)
    official(owned).approve(found.code, APPROVER)
    clock.move(LIFTS)
    assert not [code for _, code in figures(owned) if OWNER in code]
    assert figure(owned, MONEY).value == 9200


def test_a_consent_that_ends_before_the_approval_ends_the_proposal(owned):
    clock = consented(owned, until=NOW.date() + timedelta(days=2))
    found = office(owned).propose(proposal(), PROPOSER)
    steward(owned).releases.steward_approve(found.code, OWNER, STEWARD)
    clock.move(NOW + timedelta(days=3))
    assert "have changed since" in refusal(official(owned).approve, found.code, APPROVER)


def test_what_an_owner_withdraws_is_never_released_again(owned):
    clock = consented(owned)
    found = office(owned).propose(proposal(), PROPOSER)
    steward(owned).releases.steward_approve(found.code, OWNER, STEWARD)
    official(owned).approve(found.code, APPROVER)
    clock.move(LIFTS)
    steward(owned).consents.withdraw(OWNER, FORM, STEWARD, "Our council has decided.")
    assert figure(owned, MONEY) is None or figure(owned, MONEY).value is None
    said = refusal(office(owned).propose, proposal(lifts_at=LATER), PROPOSER)
    assert "was taken back" in said
    with owned._repository.engine.connect() as connection:
        query = "SELECT count(*) FROM release_cell WHERE value IS NOT NULL OR exact IS NOT NULL"
        assert connection.execute(text(query)).scalar() == 0


def test_a_load_of_the_source_takes_back_nothing_that_was_released(ready, clock):
    """The publisher of a form's source states nothing itself: its files are empty of figures."""
    released(ready, clock)
    before = figures(ready)
    receipt = ready.record(submission(whole=True), [])
    assert receipt.withdrawn == 0
    assert figures(ready) == before


# ---- the key ------------------------------------------------------------------------------------


def test_the_key_is_made_once_for_this_account_alone(tmp_path):
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'store.sqlite'}")
    path = rounding_key_file(settings)
    first = rounding_key(path, make=True)
    assert (len(first), stat.S_IMODE(path.stat().st_mode)) == (32, 0o600)
    assert rounding_key(path, make=True) == rounding_key(path, make=False) == first
    elsewhere = Settings(rounding_key_file=tmp_path / "other")
    assert rounding_key_file(elsewhere) == tmp_path / "other"
    server = Settings(database_url="postgresql://host/name")
    assert rounding_key_file(server).name == "rounding.key"


@pytest.mark.parametrize("content", [None, b"short"])
def test_a_key_that_is_lost_or_damaged_is_told_and_never_made_anew(tmp_path, content):
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MetricsError, match="rounding key"):
        rounding_key(path, make=content is not None)
    assert (path.read_bytes() if content else None) == content


def test_in_production_no_key_is_made(tmp_path):
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'store.sqlite'}", framework="plan", env="production"
    )
    store = MetricsStore.open(settings, houses())
    Clock(store)
    filled(store)
    assert "cannot be read" in refusal(office(store).propose, proposal(), PROPOSER)
    assert not rounding_key_file(settings).exists()
    store.close()


def test_another_key_rounds_otherwise_and_nothing_is_approved_by_it(tmp_path):
    address = f"sqlite:///{tmp_path / 'store.sqlite'}"
    store = opened(address)
    Clock(store)
    filled(store)
    found = office(store).propose(proposal(), PROPOSER)
    rounding_key_file(Settings(database_url=address)).write_bytes(b"k" * 32)
    assert "have changed since" in refusal(official(store).approve, found.code, APPROVER)
    store.close()


# ---- two at once, and answers that are lost -----------------------------------------------------


def test_a_release_approved_by_one_process_comes_out_in_the_other(database_url):
    one, other = opened(database_url), opened(database_url)
    clock, elsewhere = Clock(one), Clock(other)
    filled(one)
    found = office(one).propose(proposal(), PROPOSER)
    assert figures(other) == {}
    official(other).approve(found.code, APPROVER)
    for each in (clock, elsewhere):
        each.move(LIFTS)
    assert figure(one) == figure(other) is not None
    one.close()
    other.close()


def test_an_answer_that_was_lost_is_given_again_and_nothing_is_done_twice(ready, monkeypatch):
    """The commit went through, and whoever asked did not hear of it."""
    from metrics.store import releases_recording

    def twice(engine, work):
        real(engine, work)
        return real(engine, work)

    real = releases_recording.persistently
    monkeypatch.setattr(releases_recording, "persistently", twice)
    found = office(ready).propose(proposal(), PROPOSER)
    official(ready).approve(found.code, APPROVER)
    assert [one.step for one in office(ready).find(found.code).events] == [
        ReleaseStep.PROPOSED, ReleaseStep.APPROVED,
    ]  # fmt: skip
    assert len(office(ready).held()) == 1
    assert observed(ready) == 7


def test_what_stands_behind_a_release_is_known_without_protecting_it_again(
    store, clock, monkeypatch
):
    """While it is kept nobody else writes: that must not last as long as protecting does."""
    releases = office(store)
    choice = releases._checked(proposal())
    before = content_of(releases._making(FORM, choice))

    def protecting(*_):
        raise AssertionError("it was protected")

    monkeypatch.setattr("metrics.release_settling.protect_family", protecting)
    assert content_of(releases._making(FORM, choice)) == before


def test_figures_that_change_places_are_not_the_same(store, clock):
    """Their total is the same; what may be hidden of them is not."""
    one, other = stated(5, 41, (30, 25), 1001), stated(41, 5, (25, 30), 1002)
    found = set()
    for first, second in ((one, other), (other, one)):
        report(store, "house-a", first)
        report(store, "house-b", second)
        releases = office(store)
        found.add(content_of(releases._making(FORM, releases._checked(proposal()))))
    assert len(found) == 2
