"""Pages of organizations: those that awards name, alone and together, and no others."""

import re
from html import unescape

import pytest

from dashboard.organizations import recipients_of
from dashboard.quoted import language_of_name
from dashboard.text import Words
from metrics import RECIPIENT, Catalogue, DefinitionError, Language, Text
from metrics.settings import PROJECT

NORTH = "/partner/fort-frances-tribal-area-health-services"


def read(app, address, status=200):
    given = app.server.test_client().get(address)
    assert given.status_code == status, address
    return unescape(given.get_data(as_text=True))


def test_the_list_is_by_the_alphabet_and_leads_to_each_page(whole):
    page = read(whole, "/partners")
    table = page[page.index("partners-list") :]
    names = re.findall(r'<a [^>]*href="/partner/[a-z0-9-]+"[^>]*>([^<]+)</a>', table)
    assert len(names) == int(re.search(r"<h1>(\d+)", page)[1])
    assert names == sorted(names, key=str.casefold)
    for way in set(re.findall(r'href="(/partner/[a-z0-9-]+)"', table)):
        read(whole, way)


def test_an_award_to_several_stands_with_each_of_them_and_leads_to_the_others(whole):
    page = read(whole, NORTH)
    assert "$291,392" in page
    assert "more than $15,300,000" in page
    assert "one amount for several organizations" in page
    assert 'href="/partner/kenora-chiefs-advisory"' in page
    assert "/initiatives#action-ontario-initiatives-northern-programs-2021-announced" in page
    assert "/indicator/funding-per-partner" in page
    assert "What this page does not tell you" in page


def test_initiatives_of_which_it_is_the_body_are_its_own(whole):
    page = read(whole, "/partner/ontario-native-womens-association")
    assert "#action-ontario-initiatives-indigenous-liaisons-established" in page


def test_the_title_says_how_much_is_known_of_it(whole):
    said = re.search(r"<h1>(.*?)</h1>", read(whole, NORTH))[1]
    (count,) = re.findall(r": (one award|\d+ awards) could be found", said)
    french = re.search(r"<h1>(.*?)</h1>", read(whole, f"{NORTH}?lang=fr"))[1]
    assert ("octrois trouvés" if count != "one award" else "octroi trouvé") in french


def test_the_page_is_french_in_french(whole):
    page = read(whole, f"{NORTH}?lang=fr")
    assert "Ce qui a été octroyé" in page
    assert "Services aux victimes de Sudbury et de la région" in page
    assert 'href="/partner/kenora-chiefs-advisory?lang=fr"' in page


@pytest.mark.parametrize("name", ["nobody", "northern-ontario-six-partners"])
def test_what_names_no_organization_has_no_page(whole, name):
    page = read(whole, f"/partner/{name}", 404)
    assert 'href="/partners"' in page


def test_awards_lead_from_the_funding_page_to_their_recipients(whole):
    page = read(whole, "/funding")
    assert f'href="{NORTH}"' in page
    assert 'href="/partners"' in page


def test_of_a_past_day_nobody_is_named_by_a_later_award(whole):
    assert "/partner/region-of-peel" not in read(whole, "/partners?known_at=2018-01-01")
    read(whole, "/partner/region-of-peel?known_at=2018-01-01", 404)


def test_every_organization_declared_stands_in_an_award_that_is_held(whole):
    catalogue = Catalogue.read(PROJECT / "data")
    named = {name for member in catalogue.dimensions[RECIPIENT].members
             for name, _ in recipients_of(member, catalogue)}  # fmt: skip
    assert set(catalogue.organizations) <= named
    for name in catalogue.organizations:
        read(whole, f"/partner/{name}")


def test_actions_that_are_declared_are_held(whole):
    catalogue = Catalogue.read(PROJECT / "data")
    store = whole.server.extensions["services"].store
    held = {f"{one.source.id}/{one.action.id}" for one in store.actions()}
    declared = {action for kind in (catalogue.organizations, catalogue.indicators)
                for one in kind.values() for action in one.actions}  # fmt: skip
    assert declared
    assert declared <= held


def test_an_organization_that_no_award_can_name_is_a_fault(tmp_path):
    for part in ("indicators", "frameworks", "reference", "sources"):
        (tmp_path / part).symlink_to(PROJECT / "data" / part)
    (tmp_path / "reference").unlink()
    (tmp_path / "reference").mkdir()
    for path in (PROJECT / "data" / "reference").iterdir():
        if path.name != "organizations.toml":
            (tmp_path / "reference" / path.name).symlink_to(path)
    (tmp_path / "reference" / "organizations.toml").write_text(
        '[a-house]\ntitle = { en = "A", fr = "A" }\nrecipients = ["nobody"]\n'
    )
    with pytest.raises(DefinitionError, match=r"unknown recipient 'nobody'"):
        Catalogue.read(tmp_path)


def test_contributions_stand_by_the_alphabet_with_who_is_not_named(whole):
    page = read(whole, "/indicator/funding-per-partner")
    part = page[page.index('id="contribution"') : page.index('id="strategies"')]
    heads = re.findall(r"<th[^>]*rowheader[^>]*>.*?</th>", part)
    names = [re.sub("<[^>]+>", "", one) for one in heads]
    assert names
    assert [one.casefold() for one in names] == sorted(one.casefold() for one in names)
    assert "How much others contribute is not known here." in part


def test_where_nobody_is_named_nothing_is_drawn(whole):
    page = read(whole, "/indicator/criminal-code-trafficking-incidents")
    assert 'id="contribution"' not in page
    assert 'id="initiatives"' not in page


def test_initiatives_that_serve_an_indicator_stand_with_their_states(whole):
    page = read(whole, "/indicator/care-units-operating")
    assert "Initiatives that serve this indicator" in page
    assert "#action-ontario-initiatives-care-unit-kenora-launched" in page


def test_initiatives_that_nobody_had_told_of_by_a_past_day_are_left_out(whole):
    page = read(whole, "/indicator/care-units-operating?known_at=2022-12-31")
    assert "#action-ontario-initiatives-care-units-durham-and-toronto-launched" in page
    assert "care-unit-kenora" not in page
    assert "framework=ontario-2025" not in page.partition('id="strategies"')[2]


def test_a_pillar_shows_what_was_done_under_it_as_far_as_it_was_known(whole):
    now, then = (
        read(whole, f"/pillar/indigenous-led{asked}") for asked in ("", "?known_at=2018-12-31")
    )
    assert "#action-ontario-initiatives-journey-to-safe-spaces-published" in now
    assert "#action-ontario-initiatives-indigenous-led-fund-launched" in then
    assert "journey-to-safe-spaces" not in then


def test_a_name_that_is_english_alone_is_marked_on_french_pages(whole):
    """Or French alone on English ones: what reads aloud takes the voice of the name."""
    said = "Fort Frances Tribal Area Health Services"
    for address in ("/partners", "/funding", "/program/victim-support-grant", NORTH):
        french = read(whole, f"{address}?lang=fr")
        if said in french:
            assert re.search(rf'<(?:span|a)[^>]* lang="en"[^>]*>{said}', french), address
        assert not re.search(rf'lang="en"[^>]*>{said}', read(whole, address)), address
    listed = read(whole, "/partners?lang=fr")
    assert re.search(rf'lang="en"[^>]*>{said}', listed)
    assert 'lang="en">Services aux victimes' not in listed
    assert re.search(rf'<h1><span lang="en">{said}</span>', read(whole, f"{NORTH}?lang=fr"))


def test_the_language_of_a_name_is_its_own():
    spoken = language_of_name(Text("Covenant House", "Covenant House"), Words(Language.FR))
    assert spoken == {"lang": "en"}
    health = "Centre de santé communautaire Hamilton/Niagara"
    assert language_of_name(Text(health, health), Words(Language.EN)) == {"lang": "fr"}
    assert language_of_name(Text(health, health), Words(Language.FR)) == {}
    both = Text("Elizabeth Fry Society", "Société Elizabeth Fry")
    assert language_of_name(both, Words(Language.FR)) == {}
