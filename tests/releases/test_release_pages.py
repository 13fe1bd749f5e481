"""The pages of releases: who sees what before and after the minute, who may take which step."""

import json
import re
from datetime import timedelta

import pytest

from metrics import OFFICIAL, AuditAction, ReleaseState
from tests.access.house import ANONYMOUS, sent
from tests.access.test_matrix import DRAWN_ANEW
from tests.metrics.released import LIFTS, NOW, Q1, TITLE, report, stated
from tests.releases.release_desk import KEEPER, MINUTE, STEWARD, page, take
from tests.releases.test_withdrawn_pages import main_of

CARED = {"editor", "viewer", "admin", "official", KEEPER}  # who see all of what is to come
CONCERNED = {STEWARD, "partner f"}  # who see their own of it
NOBODY = (ANONYMOUS, "house a", "steward a", "partner a", "steward")
FORM = {"form": "quarterly", "series": ["people", "paid"], "period": ["2025-Q1"],
        "title_en": "Spring", "title_fr": "Printemps",
        "lifts_at": LIFTS.astimezone().strftime(MINUTE)}  # fmt: skip


def state(house, code):
    return house.services.store.seen_by(OFFICIAL).releases.find(code).state


# ---- who sees ------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", NOBODY)
def test_before_its_minute_a_release_is_nothing_to_outsiders(house, who):
    code = house.scheduled()
    client = house.client(who)
    assert TITLE.en not in page(client, "/releases")
    none = "x" * len(code)
    told, unknown = (
        DRAWN_ANEW.sub("", page(client, f"/releases/{one}", 404)).replace(one, "")
        for one in (code, none)
    )
    assert told == unknown, "what is not to be known of is answered as what does not exist"


@pytest.mark.parametrize("who", [one for one in NOBODY if one != ANONYMOUS])
def test_whoever_tries_a_release_that_waits_is_named_in_the_log(house, who):
    code, client = house.scheduled(), house.client(who)
    for number, step in enumerate(["", "approve", "cancel", "announce"]):
        given = take(client, code, step) if step else client.get(f"/releases/{code}")
        assert given.status_code == 404
        told = [(one.actor, one.object) for one in house.entries("refused")]
        assert told == [(house.people[who].id, f"release:{code}")] * (number + 1), step
        house.wait(minutes=2)


@pytest.mark.parametrize("who", sorted(CARED))
def test_those_who_prepare_it_see_every_figure_word_for_word(house, who):
    """Officials, too, once the owner's steward has agreed."""
    code = house.propose(by_partner=True).code
    house.agree(code)
    client = house.client(who)
    assert TITLE.en in page(client, "/releases")
    shown = page(client, f"/releases/{code}")
    for said in ("hidden to protect people", "What protecting costs", "9,200",
                 "What an attacker could work out", "none of them within too narrow"):  # fmt: skip
        assert said in shown, said
    french = page(client, f"/releases/{code}?lang=fr")
    assert "masqué pour protéger les personnes" in french
    assert TITLE.fr in french


@pytest.mark.parametrize("who", [KEEPER, "official"])
def test_before_its_steward_agrees_nobody_but_the_office_sees_an_owners_figures(house, who):
    code = house.propose(by_partner=True).code
    shown = main_of(page(house.client(who), f"/releases/{code}"))
    assert "shown here once they have agreed" in shown
    assert "house-a" in shown
    assert "9,200" not in shown  # a total in which the owner's figure stands
    assert "shown here once" not in page(house.client("editor"), f"/releases/{code}")
    french = page(house.client(who), f"/releases/{code}?lang=fr")
    assert "sont montrés ici dès que cet accord est donné" in french


def test_of_what_was_cancelled_nobody_reads_a_figure(house):
    code = house.propose(by_partner=True).code
    cancelled = take(house.client("editor"), code, "cancel", reason="A mistake.")
    assert cancelled.status_code < 400
    for who in sorted(CARED):
        shown = main_of(page(house.client(who), f"/releases/{code}"))
        assert "house-a" not in shown
        assert "9,200" not in shown


@pytest.mark.parametrize("who", sorted(CONCERNED))
def test_an_owner_sees_of_a_proposal_its_own_figures_and_nothing_else(house, who):
    code = house.propose(by_partner=True).code
    client = house.client(who)
    shown = page(client, f"/releases/{code}")
    assert "house-a" not in shown
    assert "What protecting costs" not in shown
    assert "attacker" not in shown
    assert ("steward-approve" in shown) == (who == STEWARD)  # the account of its partner may not
    listed = page(client, "/releases")
    assert "lacking: house-f" in listed
    assert " of 3" not in listed  # how many figures the whole has is not its matter


def test_after_its_minute_everybody_reads_it_and_no_name_of_an_account(house):
    code = house.released(by_partner=True)
    client = house.client()
    assert TITLE.en in page(client, "/releases")
    shown = page(client, f"/releases/{code}")
    assert "hidden to protect people" in shown
    assert "Out since 20 August 2025" in shown or "Out since August 20, 2025" in shown
    for secret in ("editor", "official", "What protecting costs", "attacker", "steward"):
        assert secret not in shown.partition("<main")[2].partition("<footer")[0], secret


def test_the_value_that_is_hidden_stands_nowhere_on_the_page_of_anybody(house):
    code = house.propose(by_partner=True).code
    for who in sorted(CARED):
        shown = page(house.client(who), f"/releases/{code}")
        rows = re.findall(r"<tr[^>]*>(.*?)</tr>", shown, re.S)
        women = [one for one in rows if "house-c" in one]
        assert women
        assert all("hidden to protect people" in one for one in women[:3]), who


def test_hidden_zero_missing_and_not_applicable_are_four_different_words(house):
    shown = page(house.client("editor"), f"/releases/{house.propose(by_partner=True).code}")
    cells = set(re.findall(r'<td[^>]*class="r"[^>]*>(.*?)</td>', shown, re.S))
    assert any("hidden to protect people" in one for one in cells)
    assert "" not in cells


def test_a_look_before_the_minute_is_kept_and_told_to_the_office_alone(house):
    code = house.propose().code
    page(house.client("official"), f"/releases/{code}")
    page(house.client("official"), f"/releases/{code}")
    looks = [one for one in house.entries(AuditAction.VIEWED) if one.object == f"release:{code}"]
    assert [one.actor for one in looks] == [house.people["official"].id]
    shown = page(house.client("editor"), f"/releases/{code}")
    assert "Looked at before its minute" in shown
    early = shown.partition("Looked at before its minute")[2]
    assert "official" in early
    for who in ("official", STEWARD, KEEPER):
        assert "Looked at before" not in page(house.client(who), f"/releases/{code}")


def test_who_holds_the_second_key_of_another_data_set_sees_nothing_of_this_one(house):
    code = house.propose().code
    other = house.accounts.add("other-keeper", house.people[KEEPER].role, now=NOW,
                               organization="other-form")  # fmt: skip
    house.people["other keeper"] = house.accounts.let_stand(other.id)
    assert page(house.client("other keeper"), f"/releases/{code}", 404)


def test_the_steward_of_a_data_set_speaks_for_no_organization(house):
    shown = page(house.client(KEEPER), "/consent")
    assert "speaks for no organization" in shown
    assert "keeps no consent record" not in shown
    assert "aucun organisme" in page(house.client(KEEPER), "/consent?lang=fr")


def test_a_released_figure_has_no_numbers_that_could_have_gaps(house):
    code = house.scheduled()
    house.clock.move(LIFTS + timedelta(minutes=1))
    rows = json.loads(page(house.client(ANONYMOUS), "/download/visits.json"))
    told = [one["provenance"] for one in rows if one["provenance"]["file"] == f"release-{code}"]
    assert {(one["cell"], one["submission"]) for one in told} == {("", None)}


# ---- proposing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [ANONYMOUS, "viewer", "admin", "official", STEWARD, KEEPER])
def test_only_an_editor_of_the_office_proposes(house, who):
    client = house.client(who)
    assert client.get("/releases/new").status_code == 404
    assert sent(client, "/account" if who != ANONYMOUS else "/sign-in", "/releases/new",
                **FORM).status_code == 404  # fmt: skip
    assert "/releases/new" not in page(client, "/releases")


def test_what_is_proposed_is_frozen_and_shown_and_nothing_is_public(house):
    client = house.client("editor")
    drawn = page(client, "/releases/new")
    for said in ("Title in English", "Title in French", "by the clock of this server"):
        assert said in drawn
    given = sent(client, "/releases/new", **FORM)
    assert given.status_code == 303
    code = given.location.partition("/releases/")[2].partition("?")[0]
    assert "The release is proposed" in page(client, given.location)
    assert TITLE.en not in page(house.client(), "/releases")
    found = house.entries(AuditAction.RELEASE_PROPOSED)
    assert [one.object for one in found] == [f"release:{code}"]
    assert found[0].actor == house.people["editor"].id


def test_pressed_twice_it_is_proposed_once(house):
    client = house.client("editor")
    first, second = (sent(client, "/releases/new", **FORM) for _ in range(2))
    assert first.location == second.location
    assert len(house.entries(AuditAction.RELEASE_PROPOSED)) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"lifts_at": "2024-01-01T10:00"}, "That minute has passed"),
        ({"lifts_at": ""}, "cannot be read"),
        ({"lifts_at": "soon"}, "cannot be read"),
        ({"period": []}, "Choose at least one period"),
        ({"series": []}, "Choose at least one of the figures"),
        ({"title_en": " "}, "a title in English"),
        ({"title_fr": ""}, "a title in French"),
        ({"series": ["unknown"]}, "not a series"),
        ({"period": ["2020-Q1"]}, "Nothing of these series and periods is approved"),
        ({"period": ["nonsense"]}, "at least one series and one period"),
        ({"title_en": "x" * 201}, "at most 200 characters"),
        ({"title_en": "Forty-five people, Q1 2025"}, "“Forty-five” is a figure"),
        ({"title_fr": "Au T1 2025, 45 personnes"}, "“45” is a figure"),
    ],
)
def test_a_form_that_could_not_be_kept_comes_back_with_why_and_with_what_was_written(
    house, wrong, said
):
    client = house.client("editor")
    given = sent(client, "/releases/new", **{**FORM, "title_en": "Kept words", **wrong})
    assert given.status_code in (400, 409)
    back = given.get_data(as_text=True)
    assert 'role="alert"' in back
    assert said in back
    assert "title_en" in wrong or "Kept words" in back
    assert house.entries(AuditAction.RELEASE_PROPOSED) == []
    assert sent(client, "/releases/new?lang=fr", **{**FORM, **wrong}).status_code in (400, 409)


# ---- the steps ---------------------------------------------------------------------------------


def test_official_or_the_data_sets_steward_approves_and_never_the_proposer(house):
    for who in ("official", KEEPER):
        code = house.propose(lifts_at=LIFTS + timedelta(days=who == KEEPER)).code
        house.agree(code)
        for other in (ANONYMOUS, "editor", "second editor", "viewer", "admin", STEWARD, "house a"):
            page_of = house.client(other)
            if other != ANONYMOUS:
                assert take(page_of, code, "approve").status_code == 404, other
        assert state(house, code) is ReleaseState.PROPOSED
        client = house.client(who)
        assert "Approve the release" in page(client, f"/releases/{code}")
        assert take(client, code, "approve").location.endswith(f"/releases/{code}?done=approve")
        assert state(house, code) is ReleaseState.APPROVED


def test_approved_twice_it_is_approved_once(house):
    code = house.propose().code
    house.agree(code)
    client = house.client("official")
    assert [take(client, code, "approve").status_code for _ in range(2)] == [303, 303]
    assert len(house.entries(AuditAction.RELEASE_APPROVED)) == 1


def test_while_an_owners_steward_is_silent_nobody_can_approve(house):
    code = house.propose().code
    client = house.client("official")
    shown = page(client, f"/releases/{code}")
    assert "Silence is no agreement" in shown
    assert "Approve the release" not in shown
    told = page(client, take(client, code, "approve").location)
    assert "waits for the stewards of: house-f" in told
    assert "The release was not approved" in told
    for who in ("admin", "editor", "official", "partner f", "steward a", KEEPER):
        for step in ("steward-approve", "steward-refuse"):
            assert take(house.client(who), code, step, reason="x").status_code == 404, who


def test_the_steward_agrees_or_refuses_with_a_reason_and_the_last_word_counts(house):
    code = house.propose().code
    client = house.client(STEWARD)
    assert "Agree for your organization" in page(client, f"/releases/{code}")
    assert take(client, code, "steward-refuse").status_code == 409  # no reason
    refused = take(client, code, "steward-refuse", reason="Not this quarter.")
    assert refused.status_code == 302
    assert "Not this quarter." in page(house.client("editor"), f"/releases/{code}")
    assert "Refuse for your organization" not in page(client, f"/releases/{code}")
    take(house.client("official"), code, "approve")
    assert state(house, code) is ReleaseState.PROPOSED
    assert take(client, code, "steward-approve").status_code == 302
    take(house.client("official"), code, "approve")
    assert state(house, code) is ReleaseState.APPROVED
    assert take(client, code, "steward-refuse", reason="Late.").status_code == 409
    assert "Refuse for your organization" not in page(client, f"/releases/{code}")


def test_a_reason_with_a_telephone_number_is_refused_and_not_kept(house):
    code = house.propose().code
    given = take(house.client(STEWARD), code, "steward-refuse", reason="Call 416 555 0134.")
    assert given.status_code == 409
    assert house.entries(AuditAction.STEWARD_REFUSED) == []


def test_cancelled_by_an_editor_with_a_reason_nobody_outside_learns_that_there_was_one(house):
    code = house.scheduled()
    for who in ("viewer", "admin", "official", STEWARD):
        assert take(house.client(who), code, "cancel", reason="x").status_code == 404
    client = house.client("second editor")
    assert "Nothing of the release comes out" in page(client, f"/releases/{code}/cancel")
    assert take(client, code, "cancel").status_code == 409
    assert take(client, code, "cancel", reason="A mistake was found.").status_code == 302
    assert "Cancelled before it came out" in page(client, f"/releases/{code}")
    house.move(LIFTS + timedelta(days=1))
    assert page(house.client(), f"/releases/{code}", 404)
    assert "7,500" not in page(house.client(), "/indicator/paid")


def test_what_is_out_cannot_be_cancelled(house):
    code = house.released()
    given = take(house.client("editor"), code, "cancel", reason="x")
    assert given.status_code == 409
    assert "has come out" in given.get_data(as_text=True)


def test_figures_that_changed_since_are_not_approved(house):
    code = house.propose().code
    house.agree(code)
    report(house.services.store, "house-a", stated(5, 41, (30, 25), 1001))
    client = house.client("official")
    told = page(client, take(client, code, "approve").location)
    assert "have changed since" in told
    assert state(house, code) is ReleaseState.PROPOSED


def test_series_and_periods_stand_on_the_page_as_the_form_counts_them(house):
    drawn = page(house.client("editor"), "/releases/new")
    for name in ("people", "visits", "paid"):
        assert f'value="{name}"' in drawn
    assert f'value="{Q1.code}"' in drawn


def test_the_link_in_the_head_is_for_those_who_are_signed_in(house):
    assert 'href="/releases">Releases<' in page(house.client(STEWARD), "/")
    public = page(house.client(), "/")
    assert 'href="/releases">Releases of partners&#x27; figures<' in public.replace("'", "&#x27;")
    assert 'href="/protection"' in public


# ---- announcing -------------------------------------------------------------------------------


def test_what_the_office_announces_is_title_and_minute_and_no_figure(house):
    code = house.scheduled(by_partner=True)
    assert TITLE.en not in page(house.client(), "/releases")
    client = house.client("editor")
    assert "Announce the release" in page(client, f"/releases/{code}")
    assert [take(client, code, "announce").status_code for _ in range(2)] == [302, 302]
    assert len(house.entries(AuditAction.RELEASE_ANNOUNCED)) == 1
    assert "Announce the release" not in page(client, f"/releases/{code}")
    for who in (ANONYMOUS, "house a"):
        listed = page(house.client(who), "/releases")
        assert TITLE.en in listed
        assert "14:30" in listed
        assert code not in listed
        assert page(house.client(who), f"/releases/{code}", 404)
        assert "7,500" not in page(house.client(who), "/indicator/paid")
        dates = page(house.client(who), "/calendar")
        assert TITLE.en in dates
        assert "14:30" in dates
        assert code not in dates
        assert "7,500" not in dates
    assert TITLE.fr in page(house.client(), "/releases?lang=fr")
    take(client, code, "cancel", reason="Later.")
    assert TITLE.en not in page(house.client(), "/releases")
    assert TITLE.en not in page(house.client(), "/calendar")


def test_only_an_editor_announces_and_only_what_is_approved(house):
    code = house.propose().code
    assert take(house.client("editor"), code, "announce").status_code == 409
    house.agree(code)
    house.approve(code)
    for who in ("viewer", "admin", "official", STEWARD, KEEPER):
        assert take(house.client(who), code, "announce").status_code == 404, who
    house.move(LIFTS)
    assert take(house.client("editor"), code, "announce").status_code == 409
    assert page(house.client(), "/releases").count(TITLE.en) == 1
