"""The pages of releases of which figures were withdrawn by their owner, or bear its note."""

import re
from pathlib import Path

import dashboard
from dashboard.access.audit_page import _detail
from dashboard.governance.words_of import thing_words
from dashboard.text import Words
from metrics import Language, Text, of_partner
from metrics.release_refusals import lacks_stewards, no_part
from tests.factories import words
from tests.metrics.released import FORM, LIFTS, MONEY, REPORTED, TITLE, VISITS, report, stated
from tests.releases.release_desk import OWNER, STEWARD, page, take

ROOT = Path(dashboard.__file__).parent
NOTE = "The house was closed in March."


def withdraw(house) -> None:
    mine = house.services.store.seen_by(of_partner(OWNER))
    mine.consents.withdraw(OWNER, FORM, house.people[STEWARD].id, "Our council has decided.")


def main_of(shown: str) -> str:
    return shown.partition("<main")[2].partition("<footer")[0]


def test_everybody_reads_how_many_were_withdrawn_beside_how_many_are_hidden(house):
    code = house.released(by_partner=True)
    withdraw(house)
    for who in ("anonymous", "editor", "house a", STEWARD):
        shown = main_of(page(house.client(who), f"/releases/{code}?lang=en"))
        assert "withdrawn by their owners" in shown, who
        assert "withdrawn by its owner" in shown, who
    cells, hidden, gone = _counted(main_of(page(house.client(), f"/releases/{code}?lang=en")))
    listed = page(house.client(), "/releases?lang=en")
    assert f"{hidden} of {cells}; {gone} withdrawn" in listed
    french = page(house.client(), f"/releases/{code}?lang=fr")
    assert "retirés par leurs propriétaires" in french


def _counted(shown: str) -> tuple[str, ...]:
    text = re.sub(r"<[^>]+>", " ", shown)
    found = re.search(r"(\d+)\s+(\d+) of them hidden[^;]*; (\d+) of them withdrawn", text)
    assert found, text[:2000]
    return found.groups()


def test_the_pages_and_files_of_a_withdrawn_figure_answer_and_say_so(house):
    house.released(series=(MONEY,))
    addresses = ("/indicator/paid", "/download/paid.csv")
    before = [page(house.client(), one) for one in addresses]
    withdraw(house)
    after = [page(house.client(), one) for one in addresses]
    assert "9,200" in before[0]
    assert "9200" in before[1]
    for one in after:
        assert "withdrawn by its owner" in one
        assert "9,200" not in one
        assert "9200" not in one
    assert "_E" in after[1]
    assert "retiré par son propriétaire" in page(house.client(), "/indicator/paid?lang=fr")


def test_of_a_proposal_with_withdrawn_figures_nobody_agrees_or_approves(house):
    code = house.propose().code
    withdraw(house)
    mine = main_of(page(house.client(STEWARD), f"/releases/{code}?lang=en"))
    assert "There is nothing left to agree to" in mine
    for step in ("steward-approve", "steward-refuse", "/approve"):
        assert step not in mine
    official = main_of(page(house.client("official"), f"/releases/{code}?lang=en"))
    assert "it can no longer be approved" in official
    assert "/approve" not in official
    editor = main_of(page(house.client("editor"), f"/releases/{code}?lang=en"))
    assert "/cancel" in editor
    assert "What protecting costs" not in editor


def test_an_announced_release_that_was_withdrawn_is_told_as_that(house):
    code = house.scheduled(series=(MONEY,))
    take(house.client("editor"), code, "announce")
    assert "Announced, to come" in page(house.client(), "/releases?lang=en")
    withdraw(house)
    listed = page(house.client(), "/releases?lang=en")
    assert "Announced, to come" not in listed
    assert "Announced and withdrawn" in listed
    assert TITLE.en in listed
    assert "Annoncées et retirées" in page(house.client(), "/releases?lang=fr")
    for who in ("editor", "official"):
        shown = main_of(page(house.client(who), f"/releases/{code}?lang=en"))
        assert "withdrawn all of them: none comes out" in shown
        assert "It comes out by itself" not in shown
        assert "withdrawn by the owners" in page(house.client(who), "/releases?lang=en")


def test_an_owners_note_is_read_by_its_steward_and_by_everybody(house):
    noted = [one._replace(note=words(NOTE)) for one in stated(*REPORTED[OWNER])]
    report(house.services.store, OWNER, noted)
    code = house.propose(series=(VISITS,), by_partner=True).code
    assert NOTE in page(house.client(STEWARD), f"/releases/{code}")
    house.agree(code)
    house.approve(code)
    house.move(LIFTS)
    for address in (f"/releases/{code}", "/download/visits.csv"):
        assert NOTE in page(house.client(), address), address
    assert "Note by its owner" in page(house.client(), "/download/visits.csv")


def test_a_steward_sees_every_table_open_and_refuses_by_a_button_set_apart(house):
    code = house.propose(by_partner=True).code
    mine = main_of(page(house.client(STEWARD), f"/releases/{code}"))
    panels = re.findall(r"<details[^>]*>", mine)
    assert panels
    assert all("open" in one for one in panels)
    assert re.search(r'class="apart".*?<a[^>]*class="btn"', mine, re.S)
    assert mine.index("steward-approve") < mine.index('class="apart"')


def test_the_audit_page_says_in_words_what_codes_mean(house):
    house.propose()
    shown = page(house.client("editor"), "/audit?action=release-proposed&lang=en")
    assert "lifts lifts-" not in shown
    assert "out from (UTC) 2025-08-20 14:30" in shown
    assert re.search(r"figures \d+; form quarterly; out from", shown)
    french = page(house.client("editor"), "/audit?action=release-proposed&lang=fr")
    assert re.search(r"chiffres \d+; forme quarterly; à partir de", french)


def test_accounts_are_told_by_name_and_what_repeats_its_key_without_that():
    names = {"a81f3c": "steward-k"}
    english = Words(Language.EN)
    named = {"a81f3c": "steward-k", "hotlines/calls": "Calls"}
    for written, said in (
        ("account:a81f3c", "account steward-k"), ("return:xyz", "return xyz"),
        ("series:hotlines/calls", "series Calls"), ("later:xyz", "later xyz"),
    ):  # fmt: skip
        assert thing_words(written, named, Words(Language.EN)) == said
    assert thing_words("series:hotlines/calls", named, Words(Language.FR)) == "série Calls"
    assert _detail("second", "a81f3c", names, english) == "with steward-k"
    assert _detail("period", "period-2025-Q4", names, english) == "period 2025-Q4"
    assert _detail("cells", 110, names, english) == "figures 110"
    assert _detail("cells", "C7", names, english) == "at C7"
    assert _detail("lifts", "soon", names, english) == "out from (UTC) soon"


def test_french_has_one_word_for_a_steward():
    for file in (ROOT / "text" / "fr").glob("*.toml"):
        assert "intendan" not in file.read_text(encoding="utf-8").casefold(), file.name
    for error in (lacks_stewards("x", [Text("A", "A")]), no_part("x", "a")):
        assert "personne" in error.in_(Language.FR)
        assert "gardienne" in error.in_(Language.FR)
