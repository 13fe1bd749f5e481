"""Personal data never gets in: what is refused, what passes, and that nothing is repeated."""

import logging
import time
import tomllib
from base64 import b64encode
from datetime import date
from pathlib import Path

import pytest

from dashboard.foot import HOTLINE
from ingest.book import Aside, Book, BookSheet, SheetState, Value
from ingest.findings import Severity
from ingest.gate import FileKind
from ingest.personal_data import Kind, is_private, public_contacts, scan
from ingest.personal_data.hot import hot_among, kinds_in
from ingest.personal_data.kinds import PLACES, WHAT
from metrics import DefinitionError, Language
from tests.canary import left_in
from tests.ingest.personal_data_cases import (
    PASSES,
    PASSING_LISTS,
    PASSING_NOTES,
    PEOPLE,
    PEOPLE_HEADINGS,
    REFUSED,
    REFUSED_LISTS,
    REFUSED_NOTES,
)

DATA = Path(__file__).parents[2] / "data"
ALLOWED = public_contacts(DATA)
EACH_REFUSED = [(kind, words) for kind, texts in REFUSED.items() for words in texts]


def sheet(*rows: list[Value], name: str = "Sheet1", state: SheetState = SheetState.VISIBLE):
    return BookSheet(name, dict(enumerate(rows, 1)), state=state)


def book(*rows: list[Value], asides: tuple[Aside, ...] = (), name: str = "Sheet1") -> Book:
    return Book(FileKind.XLSX, (sheet(*rows, name=name),), asides)


def kinds(*rows: list[Value], **more) -> set[str]:
    return {one.rule.partition(":")[2] for one in scan(book(*rows), "a.xlsx", ALLOWED, **more)}


def test_the_sets_are_large_enough() -> None:
    assert len(EACH_REFUSED) >= 80
    assert len(PASSES) >= 60
    assert set(REFUSED) == set(Kind) - {Kind.PERSON_ROWS}


@pytest.mark.parametrize(("kind", "words"), EACH_REFUSED)
def test_a_cell_with_personal_data_is_refused(kind: str, words: str) -> None:
    found = scan(book([None, None, words]), "a.xlsx", ALLOWED)
    assert kind in {one.rule.partition(":")[2] for one in found}
    assert {one.cell for one in found} == {"C1"}


@pytest.mark.parametrize("words", PASSES)
def test_a_look_alike_passes(words: str) -> None:
    assert scan(book([words]), "a.xlsx", ALLOWED) == ()


@pytest.mark.parametrize(("kind", "words"), EACH_REFUSED)
def test_nothing_of_it_is_repeated(kind: str, words: str) -> None:
    file = "a.xlsx"
    for one in scan(book([words], name=words), file, ALLOWED):
        assert one.words == ""
        told = f"{one!r} {one.line()} {one.line(Language.FR)} {one.right}"
        assert words not in told


def test_a_finding_says_what_it_is_why_and_what_to_do() -> None:
    (found,) = scan(book(["416-555-0123"]), "a.xlsx")
    assert found.severity is Severity.ERROR
    assert (found.rule, found.sheet, found.cell) == ("personal-data:telephone", "Sheet1", "A1")
    assert "a telephone number" in found.message.en
    assert "un numéro de téléphone" in found.message.fr
    assert "Nothing of this file was kept" in found.message.en
    assert "Rien de ce fichier n'a été conservé" in found.message.fr
    assert found.right is not None
    assert "only counts" in found.right.en
    assert "nombres" in found.right.fr


def test_every_kind_has_words_in_both_languages() -> None:
    assert all(WHAT[kind].en and WHAT[kind].fr for kind in Kind)


@pytest.mark.parametrize("where", ["comment", "author", "data", "header", "name", "property",
                                   "link", "shape",
                                   "validation", "chart", "table", "pivot", "style", "rule",
                                   "formula", "left-over", "other"])  # fmt: skip
@pytest.mark.parametrize("words", ["416-555-0123", "mailto:jane.doe@example.org", "Client: J. Doe"])
def test_what_stands_beside_the_cells_is_searched(where: str, words: str) -> None:
    found = scan(book([1.0], asides=(Aside(where, "Sheet1", "B4", words),)), "a.xlsx")
    if where == "author" and "@" in words:  # of who is signed in to the program that saved it
        assert found == ()
        return
    assert len(found) == 1
    assert words not in repr(found)
    assert found[0].message.en.startswith(PLACES[where].en)
    assert found[0].message.fr.startswith(PLACES[where].fr)


@pytest.mark.parametrize(
    ("where", "told", "right"),
    [("author", "those who wrote comments", "Inspect Document"),
     ("property", "A property of this document", "Inspect Document"),
     ("data", "another program keeps", "new workbook"), ("comment", "A comment of this file", "")],
)  # fmt: skip
def test_what_names_no_cell_says_what_it_is_and_how_to_take_it_out(where, told, right) -> None:
    (found,) = scan(book([1.0], asides=(Aside(where, "", "", "416-555-0123"),)), "a.xlsx")
    assert found.cell == ""
    assert told in found.message.en
    assert "this cell" not in found.message.en
    assert right in found.right.en
    assert "Inspecter le document" in found.right.fr or right != "Inspect Document"


@pytest.mark.parametrize("said", ["{}", "élan {} été", "« {} », dit-elle", "Le 3 mai\u00a0: {}"])
def test_many_texts_searched_together_hide_none(said: str) -> None:
    """Those that matter are found among quiet ones, also as they stand in a French sentence."""
    quiet = [f"Région {n}, appels reçus à l'été" for n in range(40)]
    texts = [said.format(words) for _, words in EACH_REFUSED]
    hot = [one for one in texts if kinds_in(one, frozenset())]
    among = [one for words in hot for one in (words, *quiet[: len(words) % 7])]
    assert len(hot) > 100
    assert set(hot) <= set(hot_among(among))
    assert not set(quiet) & set(hot_among(quiet))


@pytest.mark.parametrize("words", ["Client\u00a0: Élise Tremblay", "Téléphone\u00a0: 555–0123",
                                   "L’adresse\u00a0: 12, rue Élm", "née le 3 mai 2001",
                                   "instagram: jane.doe"])  # fmt: skip
def test_french_signs_hide_nothing(words: str) -> None:
    assert kinds([words])


def test_a_million_letters_in_distinct_texts_take_seconds() -> None:
    rows = [[f"Personnes à la maison, été {n}", f"Staff of shelter {n}"] for n in range(50_000)]
    start = time.process_time()
    assert kinds(*rows) == set()
    assert time.process_time() - start < 4


@pytest.mark.parametrize("state", list(SheetState))
def test_hidden_sheets_are_searched(state: SheetState) -> None:
    hidden = Book(FileKind.XLSX, (sheet([1.0]), sheet(["jane@example.org"], name="B", state=state)))
    (found,) = scan(hidden, "a.xlsx")
    assert (found.sheet, found.cell) == ("B", "A1")


def test_the_name_of_the_file_is_not_repeated() -> None:
    found = scan(book(["416-555-0123"]), "Jane_Doe_416_555_0123.xlsx")
    assert {one.file for one in found} == {""}
    assert len(found) == 2


def test_a_sheet_with_a_name_at_fault_is_called_by_its_number() -> None:
    found = scan(book(["K1A 0B1"], name="Ms. Tremblay"), "a.xlsx")
    assert {(one.sheet, one.cell) for one in found} == {("#1", ""), ("#1", "A1")}


def test_nothing_reaches_a_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        scan(book(["jane.doe@example.org"]), "a.xlsx")
    assert caplog.text == ""


# ---------------- numbers stored as numbers


@pytest.mark.parametrize(
    ("number", "kind"),
    [(4165550123.0, "telephone"), (14165550123.0, "telephone"), (6135550142, "telephone"),
     (130692544.0, "social-insurance-number"), (9876543217.0, "health-number"),
     (4111111111111111.0, "payment-card"), (378282246310005, "payment-card")],
)  # fmt: skip
def test_a_number_cell_is_searched(number: float, kind: str) -> None:
    assert kind in kinds([number])


@pytest.mark.parametrize("number", [130692545.0, 45.0, 1234567.0, 0.5, 4165550123.5, 9876543218.0,
                                    20250331, 1700000003.0, -4165550123.0,
                                    4111111111111112.0, 9111111111111111, 1234567890123,
                                    99999999999.0, True,
                                    float("inf"), float("nan")])  # fmt: skip
def test_a_number_cell_that_is_nothing_passes(number: float) -> None:
    assert kinds([number]) == set()


@pytest.mark.parametrize("value", [4165550123.0, 130692544.0, "130 692 544", "130692544"])
def test_a_declared_value_passes_and_the_same_elsewhere_does_not(value: Value) -> None:
    assert kinds([None, value], declared={"Sheet1": {2}}) == set()
    assert kinds([None, value], declared={"Sheet1": {3}}) != set()
    assert kinds([None, "416-555-0123"], declared={"Sheet1": {2}}) == {"telephone"}


@pytest.mark.parametrize("heading", ["Amount spent", "Montant dépensé", "Funding ($)", "PO order",
                                     "GEO UID", "NAICS", "Population", "Total budget"])  # fmt: skip
def test_a_column_of_amounts_or_codes_passes(heading: str) -> None:
    assert kinds([heading], [130692544.0], [4165550123.0], ["9876543217"]) == set()


@pytest.mark.parametrize("heading", ["Program code", "Reference", "Code du programme"])
def test_a_pair_of_numbers_in_a_column_of_codes_is_a_code(heading: str) -> None:
    assert kinds([heading], ["250-1234"], ["555-7813"]) == set()
    assert "telephone" in kinds(["Client code"], ["555-7813"])


@pytest.mark.parametrize("heading", ["Phone", "Client contact number", "SIN", "Téléphone",
                                     "Amount paid to client phone"])  # fmt: skip
def test_a_column_of_people_does_not(heading: str) -> None:
    assert kinds([heading], [4165550123.0]) & {"telephone", "social-insurance-number"}


# ---------------- labels with their value beside or below


@pytest.mark.parametrize(
    ("label", "value", "kind"),
    [
        ("Date of birth", "12 April 1999", "birth-date"),
        ("DOB", date(1999, 4, 12), "birth-date"),
        ("Date de naissance", 36262.0, "birth-date"),
        ("Client name", "jane doe", "name"),
        ("First name", "Jane", "name"),
        ("Nom de la cliente", "Tremblay", "name"),
        ("Contact name", "Testy McTestface", "name"),
        ("Name", "Jane Doe", "name"),
        ("Nom", "Marie Tremblay", "name"),
        ("Initials", "JD", "name"),
        ("Contact telephone (optional)", "01234 556677", "telephone"),
        ("Phone", "555-0123", "telephone"),
        ("SIN", "123 456 789", "social-insurance-number"),
        ("Health card number", "1234567890", "health-number"),
        ("Address", "14 Birch", "street-address"),
        ("Adresse", "14 Des Pins", "street-address"),
        ("Police file number", "23-1234", "file-number"),
        ("Client ID", 1024.0, "file-number"),
        ("Numéro de dossier", "A-17", "file-number"),
        ("Licence plate", "CKBT 482", "licence-plate"),
        ("Passport number", "AB123456", "identity-document"),
        ("Instagram", "jane.doe99", "social-handle"),
    ],
)
def test_a_label_tells_what_stands_beside_or_under_it(label: str, value: Value, kind: str) -> None:
    assert kind in kinds([label, value])
    assert kind in kinds([label], [value])
    assert kind in kinds([f"{label}:", None, value])


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Name", "Bridge North"),
        ("Name", "Thunder Bay"),
        ("Nom", "Maison Marie-Louise"),
        ("Program name", "Healing Together"),
        ("Client name", None),
        ("Date of birth", None),
        ("Clients", 45.0),
        ("Contact", "Program Coordinator"),
        ("Contacts", 1204.0),
        ("Telephone calls", 5550123.0),
        ("Address", "Not to be given"),
        ("Facebook", 12.0),
        ("File", "Return 2025"),
        ("Survivors", 12.0),
        ("Case files", 130.0),
    ],
)
def test_a_label_of_something_else_passes(label: str, value: Value) -> None:
    assert kinds([label, value]) == set()
    assert kinds([label], [value]) == set()


# ---------------- one row per person


@pytest.mark.parametrize(
    "headings",
    [
        ["Client ID", "Age", "Gender", "Services"],
        ["Initials", "Age", "City"],
        ["Intake date", "Gender", "Referral source"],
        ["Date d'admission", "Genre", "Âge"],
        ["Participant #", "Status"],
        ["Numéro de cliente", "Statut"],
    ],
)
def test_one_row_per_person_is_refused(headings: list[Value]) -> None:
    row: list[Value] = [f"a{at}" for at in range(len(headings))]
    assert "row-per-person" in kinds(["Report"], headings, row, row)


def test_exact_ages_that_repeat_are_people() -> None:
    rows: list[list[Value]] = [["Age", "Gender"]]
    rows += [[age, gender] for age, gender in zip((17.0, 19.0, 17.0, 22.0, 17.0), "fffmf",
                                                  strict=True)]  # fmt: skip
    assert "row-per-person" in kinds(*rows)


@pytest.mark.parametrize(
    "rows",
    [
        [["Age group", "Gender", "Count"], ["under-18", "f", 4.0], ["18-24", "f", 9.0]],
        [["Age", "Gender", "Number"], [17.0, "f", 4.0], [18.0, "f", 9.0], [19.0, "f", 3.0]],
        [["Indicator", "Period", "Place", "Age", "Gender", "Value", "Note"],
         ["survivors-served", "2025-Q1", "CA-ON", "under-18", "f", 4.0, None]],
        [["Client ID", "Age", "Gender"]],
        [["Service", "Status"], ["Shelter", "Open"]],
        [["Status", "Full name"], ["Active", "PF-1: Market Upgrades"]],
    ],
)  # fmt: skip
def test_tables_of_counts_pass(rows: list[list[Value]]) -> None:
    assert kinds(*rows) == set()


# ---------------- lists of people, whoever they are


def cells_of(*rows: list[Value]) -> set[str]:
    return {one.cell for one in scan(book(*rows), "a.xlsx", ALLOWED)}


@pytest.mark.parametrize("headings", PEOPLE_HEADINGS)
def test_names_beside_what_is_told_of_a_person_are_people(headings: tuple[str, str]) -> None:
    told: list[Value] = ["f", "m"]
    if headings[1] in ("Age", "Âge"):
        told = [17.0, 19.0]
    elif headings[1] in ("Date", "Née"):
        told = [date(2007, 3, 4), date(2006, 5, 6)]
    rows: list[list[Value]] = [[one, told[at % 2]] for at, one in enumerate(PEOPLE)]
    assert {f"A{row}" for row in range(1, 10)} <= cells_of(list(headings), *rows)
    assert cells_of(list(headings), rows[2])  # one alone, too


@pytest.mark.parametrize(("rows", "cells"), REFUSED_LISTS)
def test_a_list_of_people_is_refused_and_its_cells_named(rows, cells: set[str]) -> None:
    assert cells_of(*map(list, rows)) == cells


@pytest.mark.parametrize("rows", PASSING_LISTS)
def test_what_only_looks_like_a_list_of_people_passes(rows) -> None:
    assert cells_of(*map(list, rows)) == set()


# ---------------- free words


NOTED: list[Value] = ["Indicator", "Period", "Value", "Note"]


@pytest.mark.parametrize("words", REFUSED_NOTES)
def test_a_note_that_tells_of_a_person_is_refused(words: str) -> None:
    assert "D2" in cells_of(NOTED, ["survivors-served", "2025-Q1", 4.0, words])
    assert is_private(words, ALLOWED)


@pytest.mark.parametrize("words", PASSING_NOTES)
def test_a_note_about_a_figure_passes(words: str) -> None:
    assert cells_of(NOTED, ["survivors-served", "2025-Q1", 4.0, words]) == set()
    assert not is_private(words, ALLOWED)


def test_four_times_as_many_notes_take_about_four_times_as_long() -> None:
    def seconds(count: int) -> float:
        rows: list[list[Value]] = [
            ["a", "b", 4.0, f"Site {n} of Thunder Bay closed in July"] for n in range(count)
        ]
        start = time.process_time()
        assert cells_of(NOTED, *rows) == set()
        return time.process_time() - start

    seconds(500)
    assert seconds(8_000) < 8 * seconds(2_000)


# ---------------- what the office lets pass


def test_a_folder_within_the_data_has_the_list_of_the_data() -> None:
    assert public_contacts(DATA / "example") == ALLOWED


def test_who_has_another_line_of_help_is_told_how_it_gets_on_the_list() -> None:
    (found,) = scan(book(["1-800-555-0123"]), "a.xlsx", ALLOWED)
    assert found.right is not None
    assert "name the service to the office" in found.right.en
    assert "nommez le service au bureau" in found.right.fr


@pytest.mark.parametrize("line", ["1-800-668-6868", "1 866 863-0511", "(888) 579-2888", "9-8-8",
                                  "Call 2-1-1"])  # fmt: skip
def test_a_public_line_of_help_refuses_no_file(line: str) -> None:
    assert kinds([line]) == set()


def test_every_line_of_help_says_where_and_when_it_was_read() -> None:
    declared = tomllib.loads((DATA / "reference" / "public-contacts.toml").read_text("utf-8"))
    for one in declared["contacts"][1:]:
        assert one["read"]
        assert "https://" in one["source"]["en"] or "http://" in one["source"]["en"]
        assert {*one["what"]} == {*one["source"]} == {"en", "fr"}


def test_the_line_of_help_of_the_pages_is_on_the_list() -> None:
    assert "".join(one for one in HOTLINE if one.isdigit())[1:] in ALLOWED
    assert kinds([HOTLINE]) == set()
    assert scan(book([HOTLINE]), "a.xlsx") != ()


def test_an_exception_is_for_a_kind_under_a_heading(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "public-contacts.toml").write_text(
        '[[exceptions]]\nkind = "social-insurance-number"\nheading = "Batch"\n', "utf-8"
    )
    allowed = public_contacts(tmp_path)
    assert scan(book(["Batch"], [130692544.0]), "a.xlsx", allowed) == ()
    assert scan(book(["Batch"], ["416-555-0123"]), "a.xlsx", allowed) != ()
    assert scan(book(["Other"], [130692544.0]), "a.xlsx", allowed) != ()


def test_no_list_allows_nothing(tmp_path: Path) -> None:
    assert public_contacts(tmp_path) == frozenset()


def test_a_list_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "public-contacts.toml").write_text("[[contacts]]\n", "utf-8")
    with pytest.raises(DefinitionError):
        public_contacts(tmp_path)


def test_titles_of_the_catalogue_are_nobodys_names() -> None:
    assert kinds(["Name: Luna Brava"]) == {"name"}
    assert kinds(["Name: Luna Brava"], known=frozenset({"Name: Luna Brava"})) == set()


# ---------------- size


def test_many_cells_of_a_kind_are_told_in_one_line_more() -> None:
    rows: list[list[Value]] = [[f"416-555-{at:04}"] for at in range(500)]
    found = scan(book(*rows), "a.xlsx")
    assert len(found) == 25
    assert "475 more cells" in found[-1].message.en


def test_a_hostile_text_takes_no_long_time() -> None:
    before = time.perf_counter()
    for words in ("a" * 32_000, "1 " * 16_000, "a." * 16_000, "name: " * 6_000, "1-" * 16_000,
                  "client " * 4_500, "a@" * 16_000, "12 a " * 6_000, ":" * 32_000, "((" * 16_000,
                  "Ms. " * 8_000, "@ " * 16_000, "one " * 8_000, "é " * 16_000):  # fmt: skip
        scan(book([words]), "a.xlsx")
    assert time.perf_counter() - before < 20


def test_the_search_for_a_canary_finds_what_is_left(tmp_path: Path) -> None:
    canary = "canary-416-555-0123"
    (tmp_path / "plain.log").write_text(f"x{canary}y", "utf-8")
    (tmp_path / "wide.bin").write_bytes(canary.encode("utf-16-le"))
    for at in range(3):
        (tmp_path / f"base{at}").write_bytes(b64encode(b"z" * at + canary.encode() + b"!"))
    (tmp_path / "clean.log").write_text("nothing", "utf-8")
    found = {path.name for path, _ in left_in([tmp_path], canary)}
    assert found == {"plain.log", "wide.bin", "base0", "base1", "base2"}
