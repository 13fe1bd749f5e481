"""The pages of briefings: who sees what, what a draft keeps, how it is frozen and taken."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest

from dashboard.issuing import picturing, starting
from metrics import OFFICIAL, BriefingState
from tests.access.house import ANONYMOUS, HERE, TOKEN
from tests.access.test_matrix import DRAWN_ANEW
from tests.metrics.briefed import withdraw
from tests.releases.release_desk import KEEPER, STEWARD, page

MAKERS = ("official", "editor", "viewer")
OUTSIDERS = ("house a", STEWARD, KEEPER, "partner a")
FIELDS = {
    "title_en": "Note", "title_fr": "Note", "scope": "plan", "classification": "public",
    "languages": ["en", "fr"], "formats": ["pdf", "docx", "pptx", "xlsx"], "base": "1",
    "shown": "en",
}  # fmt: skip


def send(client, path, **fields):
    """Send a form with its token, as a browser does."""
    found = TOKEN.search(page(client, "/account"))
    token = next((one for one in found.groups() if one), "") if found else ""
    return client.post(path, data={"csrf_token": token, **fields}, headers=HERE)


def begun(client, start="whole:plan"):
    """The code of a draft that was begun."""
    given = send(client, "/briefings/new", start=start)
    assert given.status_code == 302, given.get_data(as_text=True)
    return given.location.split("/")[-1].partition("?")[0]


def changed(client, code, does, status=200, **fields):
    given = send(client, f"/briefings/{code}", do=does, **{**FIELDS, **fields})
    assert given.status_code == status, (does, given.status_code)
    return given.get_data(as_text=True)


def draft(house, code):
    return house.services.store.seen_by(OFFICIAL).briefings.find(code)


def issued(client, indicators=("people",)):
    """The code of a briefing that was begun, saved and frozen on the pages."""
    code = begun(client, "empty:plan")
    changed(client, code, "freeze", 302, indicator=list(indicators))
    shown = page(client, f"/briefings/{code}/freeze")
    given = send(client, f"/briefings/{code}/freeze", **hidden(shown, "seen", "version"))
    assert given.status_code == 302, given.get_data(as_text=True)
    return code


def hidden(shown, *names):
    """What hidden fields of a drawn form hold."""
    found = re.findall(r"<input[^>]*hidden[^>]*>", shown)
    given = {
        re.search(r'name="([^"]*)"', one)[1]: re.search(r'value="([^"]*)"', one)[1] for one in found
    }
    return {name: given[name] for name in names}


@pytest.fixture
def released(released_house):
    return released_house


# ---- who sees ------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", MAKERS)
def test_who_makes_briefings_finds_the_way_to_them(released, who):
    client = released.client(who)
    assert 'href="/briefings"' in page(client, "/")
    assert "New briefing" in page(client, "/briefings")
    begun(client)


@pytest.mark.parametrize("who", [ANONYMOUS, *OUTSIDERS])
def test_to_outsiders_there_are_no_briefings(released, who):
    code = issued(released.client("official"))
    client = released.client(who)
    assert "/briefings" not in page(client, "/")
    for path in ("/briefings", "/briefings/new", f"/briefings/{code}", f"/briefings/{code}/freeze",
                 f"/briefings/{code}/files/en.pdf", f"/briefings/{code}/files.zip",
                 f"/briefings/{code}/compare?with={code}"):  # fmt: skip
        assert client.get(path).status_code == 404, path
    unknown = page(client, "/briefings/B-2099-999", 404).replace("B-2099-999", code)
    told = page(client, f"/briefings/{code}", 404)
    assert DRAWN_ANEW.sub("", told) == DRAWN_ANEW.sub("", unknown)


def test_who_keeps_the_accounts_reads_that_it_was_issued_and_nothing_of_it(released):
    code = issued(released.client("official"))
    client = released.client("admin")
    listed = page(client, "/briefings")
    assert code in listed
    assert f"/briefings/{code}" not in listed
    assert client.get(f"/briefings/{code}").status_code == 404
    assert client.get(f"/briefings/{code}/files/en.pdf").status_code == 404


def test_a_draft_is_its_makers_and_an_editor_reads_it(released):
    code = begun(released.client("official"))
    assert code in page(released.client("editor"), "/briefings")
    assert 'id="builder"' not in page(released.client("editor"), f"/briefings/{code}")
    viewer = released.client("viewer")
    assert code not in page(viewer, "/briefings")
    assert viewer.get(f"/briefings/{code}").status_code == 404
    for path in ("", "/draft.pdf", "/discard", "/freeze"):
        assert send(released.client("editor"), f"/briefings/{code}{path}").status_code == 404


def test_a_start_tells_what_it_leaves_out_and_drafts_without_a_title_their_minute(
    released, monkeypatch
):
    monkeypatch.setattr(starting, "MOST", 1)
    client = released.client("official")
    given = send(client, "/briefings/new", start="whole:plan")
    assert "2 beyond the 1 that a briefing holds" in page(client, given.location)
    begun(client, "empty:plan")
    listed = page(client, "/briefings/new")
    assert len(set(re.findall(r"B-2025-\d+: Without a title, begun [^<]*2025[^<]*", listed))) == 1


# ---- a draft -------------------------------------------------------------------------------------


def test_the_buttons_order_add_and_remove_without_keeping_anything(released):
    client = released.client("official")
    code = begun(client, "empty:plan")
    shown = changed(client, code, "add:", add="indicator:people")
    assert rows(shown) == ["people"]
    shown = changed(client, code, "add:", indicator=["people"], add="indicator:visits")
    assert rows(shown) == ["people", "visits"]
    both = ["people", "visits"]
    assert rows(changed(client, code, "up:visits", indicator=both)) == ["visits", "people"]
    assert rows(changed(client, code, "down:people", indicator=both)) == ["visits", "people"]
    assert rows(changed(client, code, "remove:people", indicator=both)) == ["visits"]
    assert len(draft(released, code).versions) == 1


def rows(shown):
    return re.findall(r'<li id="row-([^"]+)"', shown)


def test_saving_makes_a_version_and_an_older_one_can_be_taken_up_again(released):
    client = released.client("official")
    code = begun(client, "empty:plan")
    changed(client, code, "save", 302, title_en="Second", indicator=["people"])
    assert [one.number for one in draft(released, code).versions] == [1, 2]
    again = page(client, f"/briefings/{code}?version=1")
    assert "Version 1 stands in the form" in again
    assert rows(again) == []
    assert hidden(again, "base") == {"base": "2"}


def test_of_two_windows_the_second_loses_nothing_and_overwrites_nothing(released):
    client = released.client("official")
    code = begun(client, "empty:plan")
    changed(client, code, "save", 302, title_en="First window")
    told = changed(client, code, "save", 409, title_en="Second window")
    assert "Second window" in told
    assert "Look at version 2 in a new window" in told
    changed(client, code, "save-over", 302, title_en="Second window")
    assert draft(released, code).versions[-1].title.en == "Second window"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title_en": "x" * 501}, "The title has 501 characters"),
        ({"title_en": "a \U0001f9ff 中"}, "CJK UNIFIED IDEOGRAPH-4E2D"),
        ({"indicator": ["gone"]}, "gone"),
        ({"indicator": []}, "No indicator is chosen yet"),
        ({"period": "soon"}, "soon"),
        ({"period": "1950"}, "None of the chosen indicators has a figure"),
        ({"as_of": "2025-13-40"}, "is no day"),
        ({"place": "atlantis"}, "atlantis"),
        ({"languages": []}, "No language is chosen"),
        ({"formats": []}, "No format is chosen"),
        ({"classification": "secret"}, "secret"),
        ({"since": "B-none"}, "B-none"),
        ({"indicator": [f"i{at}" for at in range(61)]}, "at most 60 indicators"),
        ({"title_en": "Call 416-967-1111"}, "may tell of a person"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(released, wrong, said):
    client = released.client("official")
    code = begun(client, "empty:plan")
    shown = changed(client, code, "preview", **{"indicator": ["people"], **wrong})
    assert said in shown
    (value,) = wrong.values()
    for one in [value] if isinstance(value, str) else value[:3]:
        assert one in shown
    if said.startswith(("None of", "CJK")):
        return
    given = send(client, f"/briefings/{code}", do="freeze",
                 **{**FIELDS, "indicator": ["people"], **wrong})  # fmt: skip
    assert given.status_code in (400, 409)
    assert draft(released, code).state is BriefingState.DRAFT


def test_a_title_that_runs_from_right_to_left_stands_as_it_was_written(released):
    client = released.client("official")
    code = begun(client, "empty:plan")
    shown = changed(client, code, "preview", title_en="تقرير 2024", indicator=["people"])
    assert 'value="تقرير 2024"' in shown
    assert "no font" not in shown.casefold()


def test_the_builder_says_who_can_see_the_draft_and_who_can_change_it(released):
    client = released.client("official")
    code = begun(client, "empty:plan")
    shown = page(client, f"/briefings/{code}?done=begun")
    assert "You alone can change this draft or freeze it; editors of the office can read" in shown
    assert "Nobody else" not in shown
    assert "Seul votre compte peut modifier" in page(client, f"/briefings/{code}?lang=fr")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_heading_of_the_builder_leaves_a_level_out(released, language):
    client = released.client("official")
    shown = page(client, f"/briefings/{begun(client)}?lang={language}")
    levels = [int(one) for one in re.findall(r"<h([1-6])\b", shown.partition("<main")[2])]
    assert 3 in levels
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_without_an_address_it_is_said_before_the_freeze_that_links_have_no_host(
    released, monkeypatch
):
    client = released.client("official")
    code = begun(client, "empty:plan")
    told = page(client, f"/briefings/{code}")
    assert "the address of this service is not set" in told
    assert "PILLARS_PUBLIC_URL" not in told  # that is for who runs the service
    changed(client, code, "freeze", 302, indicator=["people"])
    assert "l'adresse de ce service n'est pas" in page(client, f"/briefings/{code}/freeze?lang=fr")
    held = released.services.settings.__dict__
    monkeypatch.setitem(held, "public_url", "https://o.example")
    for path in (code, f"{code}/freeze"):
        assert "the address of this service" not in page(client, f"/briefings/{path}")


# ---- key lines -----------------------------------------------------------------------------------


def first_line(client, code, **fields):
    shown = changed(client, code, "preview", **fields)
    name = next(one for one in re.findall(r'id="line\|([^"]+)"', shown))
    return name, changed(client, code, "preview", line=[name], **fields)


def english_free(shown, name):
    """The French words of a line, as they stand in the form."""
    found = re.search(rf'<textarea[^>]*name="fr\|{re.escape(name)}"[^>]*>([^<]*)<', shown)
    return unescape(found[1]).strip()


def test_a_proposed_line_is_taken_edited_checked_and_taken_back(released):
    client = released.client("official")
    code = begun(client, "empty:plan")
    name, shown = first_line(client, code, indicator=["people"])
    english = re.search(rf'<textarea[^>]*name="en\|{re.escape(name)}"[^>]*>([^<]*)<', shown)
    assert english[1].strip()
    assert "Numbers found and checked" in shown
    wrong = {f"en|{name}": "9,999,999 people.", f"fr|{name}": "9 999 999 personnes."}
    told = changed(client, code, "preview", indicator=["people"], line=[name], **wrong)
    assert "is none of the figures shown" in told
    assert "9,999,999 people." in told
    only = changed(client, code, "preview", indicator=["people"], line=[name],
                   **{**wrong, f"fr|{name}": english_free(shown, name)})  # fmt: skip
    marked = re.findall(r"<textarea[^>]*aria-invalid[^>]*>", only)
    assert [re.search(r'lang="(..)"', one)[1] for one in marked] == ["en"]
    back = changed(client, code, f"back:{name}", indicator=["people"], line=[name], **wrong)
    assert english[1].strip() in back
    assert "9,999,999" not in back


def test_a_line_with_a_wrong_number_is_saved_and_not_frozen(released):
    client = released.client("official")
    code = begun(client, "empty:plan")
    name, _ = first_line(client, code, indicator=["people"])
    wrong = {f"en|{name}": "9,999,999 people.", f"fr|{name}": "9 999 999 personnes."}
    changed(client, code, "save", 302, indicator=["people"], line=[name], **wrong)
    told = changed(client, code, "freeze", 400, indicator=["people"], line=[name], base="2",
                   **wrong)  # fmt: skip
    assert "cannot be frozen as it stands" in told
    assert "is none of the figures shown" in page(client, f"/briefings/{code}/freeze")
    assert draft(released, code).state is BriefingState.DRAFT


def test_beside_the_words_of_an_official_stands_what_the_figures_say(released):
    client = released.client("official")
    code = begun(client, "empty:plan")
    name, shown = first_line(client, code, indicator=["people"])
    assert "The figures: " not in shown
    wrong = {f"en|{name}": "Because of us, a record.", f"fr|{name}": "Grâce à nous, un record."}
    told = unescape(changed(client, code, "preview", indicator=["people"], line=[name], **wrong))
    for fault in ("“Because” gives a cause", "“record” is not shown", "“Grâce à” gives a cause"):
        assert fault in told
    assert 'lang="en">The figures: ' in told
    assert 'lang="fr">Les chiffres\u00a0: ' in told
    assert "Because of us, a record." in told


def test_a_title_with_a_figure_is_not_frozen(released):
    client = released.client("official")
    code = begun(client, "empty:plan")
    told = changed(client, code, "freeze", 400, indicator=["people"], title_en="97 people")
    assert "In English: “97” is a figure" in told
    assert 'value="97 people"' in told


def test_a_line_of_ones_own_needs_a_number(released):
    client = released.client("official")
    code = begun(client, "empty:plan")
    shown = changed(client, code, "own:people", indicator=["people"])
    assert "people|own-1" in shown
    fields = {"en|people|own-1": "All is well.", "fr|people|own-1": "Tout va bien."}
    told = changed(client, code, "preview", indicator=["people"], line=["people|own-1"], **fields)
    assert "The line states no number" in told


# ---- pages and files -----------------------------------------------------------------------------


def test_the_preview_shows_the_pages_to_its_maker_alone(released):
    client = released.client("official")
    code = begun(client, "empty:plan")
    shown = changed(client, code, "preview", indicator=["people"])
    pictures = re.findall(r'src="(/briefings/[^"]+\.png)"', shown)
    assert pictures
    assert re.search(r'alt="Page 1 of \d+"', shown)
    given = client.get(pictures[0])
    assert given.status_code == 200
    assert given.data.startswith(b"\x89PNG")
    assert given.headers["Cache-Control"] == "no-store"
    for who in ("viewer", "editor", ANONYMOUS, "house a"):
        assert released.client(who).get(pictures[0]).status_code == 404


def test_a_page_has_its_place_and_is_asked_for_when_it_is_looked_at(released):
    client = released.client("official")
    code = begun(client, "empty:plan")
    shown = changed(client, code, "preview", indicator=["people"])
    pages = re.findall(r'<img[^>]*class="sheet-page"[^>]*>', shown)
    assert pages
    for one in pages:
        width, height = re.search(r"/(\d+)x(\d+)-[0-9a-f]+\.png", one).groups()
        assert f'width="{width}"' in one
        assert f'height="{height}"' in one
        assert 'loading="lazy"' in one


def test_what_changes_no_page_draws_none(released, monkeypatch):
    client = released.client("official")
    code = begun(client, "empty:plan")
    changed(client, code, "preview", indicator=["people"])
    monkeypatch.setattr(picturing, "pages_png", None)
    changed(client, code, "preview", indicator=["people"], title_fr="Autre", formats=["pdf"])


def test_pictures_that_are_no_longer_kept_are_drawn_again_all_at_once(released, monkeypatch):
    client = released.client("official")
    code = begun(client, "empty:plan")
    changed(client, code, "save", 302, indicator=["people", "visits"])
    found = re.findall(r'src="([^"]*/pages/[^"]*\.png)', page(client, f"/briefings/{code}"))
    drawn, real = [], picturing.pages_png

    def counted(*asked, **more):
        drawn.append(None)
        return real(*asked, **more)

    kept_by(released).keep(-2, picturing.Whole("", "", ""), [])  # all are let go
    monkeypatch.setattr(picturing, "pages_png", counted)
    assert len(found) > 2
    assert {client.get(unescape(one)).status_code for one in found} == {200}
    assert len(drawn) == 1


def kept_by(house):
    return house.client("official").application.extensions["briefing_pictures"]


def test_the_pdf_of_a_draft_holds_what_stands_in_the_form_and_is_noted(released):
    client = released.client("official")
    code = begun(client, "empty:plan")
    given = send(client, f"/briefings/{code}/draft.pdf", do="pdf",
                 **{**FIELDS, "indicator": ["people"]})  # fmt: skip
    assert given.status_code == 200
    assert given.data.startswith(b"%PDF")
    (entry,) = released.entries("briefing-built")
    assert (entry.object, entry.detail["format"]) == (f"briefing:{code}", "pdf")
    assert entry.actor == released.people["official"].id


def test_what_was_issued_is_taken_file_by_file_and_together_each_noted(released):
    client = released.client("official")
    code = issued(client)
    shown = page(client, f"/briefings/{code}")
    found = draft(released, code)
    assert found.issue.content in shown
    for language in ("en", "fr"):
        for kind in ("pdf", "docx", "pptx", "xlsx"):
            assert f"/briefings/{code}/files/{language}.{kind}" in shown
    assert client.get(f"/briefings/{code}/files/en.pdf").data.startswith(b"%PDF")
    archive = ZipFile(BytesIO(client.get(f"/briefings/{code}/files.zip").data))
    assert len(archive.namelist()) == 8
    assert len(released.entries("briefing-built")) == 9
    assert "Who has taken which file" in page(client, f"/briefings/{code}")
    reader = released.client("viewer")
    assert "Who has taken which file" not in page(reader, f"/briefings/{code}")
    assert reader.get(f"/briefings/{code}/files/fr.xlsx").status_code == 200


def test_what_was_issued_is_rebuilt_with_the_same_hash_and_compared(released):
    client = released.client("official")
    first, second = issued(client), issued(client, ("people", "visits"))
    given = send(client, f"/briefings/{first}/rebuild")
    assert "the content hash is equal" in given.get_data(as_text=True)
    shown = page(client, f"/briefings/{second}/compare?with={first}")
    assert "not in the briefing before" in shown
    french = page(client, f"/briefings/{second}/compare?with={first}&lang=fr")
    assert "Ce qui diff" in french


def test_the_next_briefing_begins_from_the_outline_and_is_compared_with_it(released):
    client = released.client("official")
    first = issued(client)
    code = begun(client, f"like:{first}")
    shown = page(client, f"/briefings/{code}")
    assert rows(shown) == ["people"]
    assert f'<option value="{first}" selected' in shown or re.search(
        rf'<option [^>]*value="{first}"[^>]*selected|selected[^>]*value="{first}"', shown
    )


def test_figures_that_have_changed_since_they_were_shown_are_not_frozen(released):
    client = released.client("official")
    code = begun(client, "empty:plan")
    changed(client, code, "freeze", 302, indicator=["people"])
    told = send(client, f"/briefings/{code}/freeze", seen="0" * 32, version="2")
    assert told.status_code == 409
    assert "figures have changed" in told.get_data(as_text=True)
    assert draft(released, code).state is BriefingState.DRAFT


def test_an_embargoed_figure_is_marked_and_not_called_public(house):
    house.scheduled()
    house.move(house.at + timedelta(minutes=1))
    client = house.client("official")
    code = begun(client, "empty:plan")
    shown = changed(client, code, "preview", indicator=["people"])
    assert "An embargoed figure is in it" in shown
    changed(client, code, "freeze", 302, indicator=["people"])
    assert "Not public before the embargo ends" in page(client, f"/briefings/{code}/freeze")


def test_where_an_owner_withdrew_a_figure_the_page_says_why_and_keeps_the_hash(released):
    client = released.client("official")
    code = issued(client)
    content = draft(released, code).issue.content
    withdraw(released.services.store)
    shown = page(client, f"/briefings/{code}")
    assert "the briefing can no longer be built" in shown
    assert content in shown
    assert "/files/" not in shown
    assert ".png" not in shown
    assert "withdrawn by the owner" in page(client, "/briefings")
    assert client.get(f"/briefings/{code}/files/en.pdf").status_code == 410
    assert client.get(f"/briefings/{code}/files.zip").status_code == 410
    given = send(client, f"/briefings/{code}/rebuild")
    assert given.status_code == 409
    assert "can no longer be built" in given.get_data(as_text=True)


def test_a_draft_that_is_discarded_is_gone(released):
    client = released.client("official")
    code = begun(client)
    assert send(client, f"/briefings/{code}/discard").status_code == 302
    assert client.get(f"/briefings/{code}").status_code == 404
    assert code not in page(client, "/briefings")
