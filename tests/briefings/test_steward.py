"""What the owner of figures learns of briefings, and what its consent stops."""

import re
from datetime import timedelta

import pytest

from dashboard.issuing.making import drafted, made, outline_of, rebuilt
from dashboard.issuing.next_time import said_again
from metrics import Detail, Language, MetricsError, Purpose, Terms, of_partner
from tests.briefings.issuing import issued, official_store, titled
from tests.metrics.released import FORM
from tests.releases.release_desk import OWNER, STEWARD, page

NUMBER = re.compile(r"(?<![\d.])[23]85(?!\d)")
WITHDRAWN = {Language.EN: "withdrawn by its owner", Language.FR: "retiré par son propriétaire"}


def consent(house, *purposes: Purpose, detail: Detail = Detail.OWN) -> None:
    terms = Terms(frozenset(purposes), detail, None, "The council", 20, 2)
    held = house.services.store.seen_by(of_partner(OWNER)).consents
    held.give(OWNER, FORM, terms, house.people[STEWARD].id)


def ahead(house) -> None:
    """The release is approved and comes out later."""
    house.scheduled()
    house.move(house.at + timedelta(hours=1))


def test_figures_under_embargo_are_not_issued_without_consent_to_briefings(house):
    ahead(house)
    consent(house, Purpose.INTERNAL, Purpose.PUBLIC)
    with pytest.raises(MetricsError, match="does not consent to show it in briefings") as told:
        issued(house, titled("people"))
    assert "Nothing was issued: people" in told.value.text.en
    assert official_store(house).briefings.held()[0].issue is None


def test_with_consent_to_briefings_they_are(house):
    ahead(house)
    consent(house, *Purpose)
    assert issued(house, titled("people"))[1].content


def test_public_figures_need_no_further_consent(house):
    house.released()
    consent(house, Purpose.INTERNAL, Purpose.PUBLIC)
    assert issued(house, titled("people"))[1].content


@pytest.mark.parametrize(
    ("path", "words"),
    [("/consent", "Briefings that hold your figures"),
     (f"/consent/{FORM}/withdraw", "Briefings that hold your figures"),
     ("/consent?lang=fr", "Notes d'information qui contiennent vos chiffres")],
)  # fmt: skip
def test_the_steward_reads_which_briefings_hold_its_figures_and_to_how_many_they_went(
    house, path, words
):
    house.released()
    code, _ = issued(house, titled("people"))
    official_store(house).briefings.delivered(code, 12, house.people["official"].id)
    official_store(house).briefings.delivered(code, 5, house.people["official"].id)
    shown = page(house.client(STEWARD), path).replace("&#x27;", "'").replace("&#39;", "'")
    assert words in shown
    assert code in shown
    assert ">17<" in shown


def test_a_file_of_a_briefing_that_somebody_took_is_told_before_withdrawing(house):
    house.released()
    code, _ = issued(house, titled("people"))
    path, none = f"/consent/{FORM}/withdraw", "Nothing has been taken away"
    assert none in page(house.client(STEWARD), path)
    official_store(house).briefings.built(code, "pdf", "en", "0" * 64, house.people["official"].id)
    shown = page(house.client(STEWARD), path)
    assert none not in shown
    assert f"briefing {code}" in shown


def test_nobody_else_reads_of_it_there(house):
    house.released()
    code, _ = issued(house, titled("people"))
    for who in ("partner a", "steward", "viewer"):
        given = house.client(who).get("/consent")
        assert code not in given.get_data(as_text=True)


def test_after_a_withdrawal_it_is_said_that_they_are_erased_and_rebuilding_says_why(house):
    house.released()
    code, told = issued(house, titled("people"))
    held = house.services.store.seen_by(of_partner(OWNER)).consents
    held.withdraw(OWNER, FORM, house.people[STEWARD].id, "No longer.")
    shown = page(house.client(STEWARD), "/consent")
    assert code in shown
    assert "it can no longer be made" in shown
    with pytest.raises(MetricsError, match="The owner of a figure in") as why:
        rebuilt(official_store(house), code)
    assert "retiré" in why.value.text.fr
    assert official_store(house).briefings.find(code).issue.content == told.content


def test_a_draft_whose_figures_were_withdrawn_since_goes_on_and_says_so(house):
    house.released()
    store, chosen = official_store(house), titled("people")
    code = drafted(store, chosen, house.people["official"].id).code
    held = house.services.store.seen_by(of_partner(OWNER)).consents
    held.withdraw(OWNER, FORM, house.people[STEWARD].id, "No longer.")
    for document in made(store, chosen).snapshot.documents:
        [people] = document.exhibits
        assert WITHDRAWN[document.language] in people.finding
    assert page(house.client("official"), f"/briefings/{code}")


def test_after_consent_to_totals_only_neither_name_nor_withheld_total_is_built_again(house):
    consent(house, *Purpose)
    house.released(by_partner=True)
    store = official_store(house)
    chosen = said_again(store, titled("people"))
    assert "285" in chosen.lines[0].en
    code, _ = issued(house, chosen)
    draft = drafted(store, chosen, house.people["official"].id).code
    consent(house, *Purpose, detail=Detail.TOTAL)
    with pytest.raises(MetricsError, match="does not consent to show it at present"):
        rebuilt(official_store(house), code)
    assert outline_of(official_store(house), draft).lines == ()
    assert not NUMBER.search(page(house.client("official"), f"/briefings/{draft}"))
    consent(house, *Purpose)
    assert rebuilt(official_store(house), code).content


def test_without_any_it_is_said_so(house):
    house.released()
    assert "No briefing that was issued holds them." in page(house.client(STEWARD), "/consent")
