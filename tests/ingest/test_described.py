"""What somebody wrote beside the cells is read as a note is: properties, headers, tips, names."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from ingest.gate import FileKind
from ingest.personal_data import scan
from ingest.returns import Outcome, check
from tests.ingest import return_forms as made
from tests.ingest.book_files import book_of, open_document

Change = Callable[[Workbook], None]
CORE = ("title", "subject", "description", "keywords", "category", "contentStatus")
TELLING = ("Sarah Tremblay", "AK left the shelter", "survivor Candy, 17", "nommée Okafor")
HONEST = (
    "Mount Forest, third quarter", "Quarterly return", "Fred Victor", "Retour du troisième "
    "trimestre", "Untitled spreadsheet", "Moose Factory and Moosonee", "All Employees",
)  # fmt: skip


def told(change: Change, name: str = "return.xlsx") -> list[str]:
    book = made.workbook()
    change(book)
    checked = check(made.saved(book), name, made.context())
    assert checked.kept_out == (checked.outcome is Outcome.REJECT)
    return [one.rule for one in checked.findings if one.rule.startswith("personal-data")]


def core(name: str, words: str) -> Change:
    return lambda book: setattr(book.properties, name, words)


def custom(words: str) -> Change:
    return lambda book: book.custom_doc_props.append(StringProperty(name="Remark", value=words))


def header(words: str) -> Change:
    return lambda book: setattr(book.worksheets[0].oddHeader.left, "text", words)


def tip(words: str) -> Change:
    def change(book: Workbook) -> None:
        cell = book.worksheets[0]["Z1"]
        cell.hyperlink = Hyperlink(ref="Z1", location="A1", tooltip=words)

    return change


def choices(words: str) -> Change:
    def change(book: Workbook) -> None:
        rule = DataValidation(type="list", formula1=f'"{words},other"')
        rule.add("Z9")
        book.worksheets[0].add_data_validation(rule)

    return change


def defined(words: str) -> Change:
    def change(book: Workbook) -> None:
        book.defined_names["remark"] = DefinedName("remark", attr_text=f'"{words}"')

    return change


@pytest.mark.parametrize("name", CORE)
@pytest.mark.parametrize("words", TELLING)
def test_a_property_that_names_somebody_keeps_the_file_out(name: str, words: str) -> None:
    assert told(core(name, words)) == ["personal-data:name"]


@pytest.mark.parametrize("place", [custom, header, tip, choices, defined])
@pytest.mark.parametrize("words", TELLING[:2])
def test_so_do_headers_tips_lists_and_names_of_cells(
    place: Callable[[str], Change], words: str
) -> None:
    assert told(place(words)) == ["personal-data:name"]


@pytest.mark.parametrize("place", [*(lambda words, n=n: core(n, words) for n in CORE[:3]), custom,
                                   header, tip, choices, defined])  # fmt: skip
def test_honest_words_pass_everywhere(place: Callable[[str], Change]) -> None:
    assert [one for one in HONEST if told(place(one))] == []


def test_who_wrote_the_file_is_no_matter() -> None:
    def change(book: Workbook) -> None:
        book.properties.creator = book.properties.lastModifiedBy = "Sarah Tremblay"

    assert told(change) == []


@pytest.mark.parametrize("name", [
    "Sarah Tremblay Q2.xlsx", "return-sarah-tremblay.xlsx", "retour T2 - Julie.xlsx",
    "AK left.xlsx", "Return (Sarah).xlsx", "survivor_Candy.xlsx",
])  # fmt: skip
def test_a_file_is_not_called_after_anybody(name: str) -> None:
    assert told(lambda _: None, name) == ["personal-data:name"]


@pytest.mark.parametrize("name", [
    "Mount Forest Q2 2026.xlsx", "Q2 return Stoney Creek.xlsx", "Elizabeth Fry Q2.xlsx",
    "Rapport T2 Maison Marie-Louise.xlsx", "Final Version 2.xlsx", "Victoria Harbour Q2.xlsx",
])  # fmt: skip
def test_it_may_be_called_after_a_place(name: str) -> None:
    assert told(lambda _: None, name) == []


def test_a_name_of_cells_is_read_with_its_signs_as_spaces() -> None:
    def change(book: Workbook) -> None:
        book.defined_names["Sarah_Tremblay"] = DefinedName("Sarah_Tremblay", attr_text="1")

    assert told(change) == ["personal-data:name"]


META = (
    '<?xml version="1.0"?><office:document-meta '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta>{}</office:meta>'
    "</office:document-meta>"
)


@pytest.mark.parametrize(("tag", "found"), [
    ("<dc:title>Sarah Tremblay</dc:title>", True),
    ("<dc:subject>survivor Candy</dc:subject>", True),
    ("<dc:description>Sarah, 17, from Barrie was housed</dc:description>", True),
    ("<meta:keyword>AK left the shelter</meta:keyword>", True),
    ('<meta:user-defined meta:name="Remark">Sarah Tremblay</meta:user-defined>', True),
    ('<meta:user-defined meta:name="Sarah Tremblay">1</meta:user-defined>', True),
    ("<dc:title>Mount Forest, third quarter</dc:title>", False),
    ("<dc:creator>Sarah Tremblay</dc:creator>", False),
])  # fmt: skip
def test_the_properties_of_an_open_document_are_read_as_well(tag: str, found: bool) -> None:
    row = (
        '<table:table table:name="S"><table:table-row><table:table-cell '
        'office:value-type="float" office:value="1"/></table:table-row></table:table>'
    )
    content = open_document(row, parts={"meta.xml": META.format(tag)})
    book = book_of(content, FileKind.ODS)
    assert [one.rule for one in scan(book, "a.ods")] == ["personal-data:name"] * found


@pytest.mark.parametrize("words", [
    "Sarah Tremblay", "Tremblay, Sarah", "SARAH TREMBLAY", "sarah tremblay", "Marcus Brown",
])  # fmt: skip
def test_a_full_name_alone_in_a_cell_that_nobody_reads_is_found(words: str) -> None:
    def change(book: Workbook) -> None:
        book.worksheets[0]["Z40"] = words

    assert told(change) == ["personal-data:name"]


@pytest.mark.parametrize("words", [
    "Moose Factory", "Fred Victor", "Victoria Park", "Total sum", "Jane Finch", "marie jeune",
])  # fmt: skip
def test_a_place_alone_in_a_cell_is_none(words: str) -> None:
    def change(book: Workbook) -> None:
        book.worksheets[0]["Z40"] = words

    assert told(change) == []
