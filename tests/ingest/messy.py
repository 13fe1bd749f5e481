"""Returns as partners fill them in: the small form's workbook, changed in one place."""

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.ingest import making
from tests.ingest.return_forms import saved, workbook

PEOPLE, SERVICES = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
CELL = '<c r="D7" t="n"><v>12</v></c>'
SECRET = "canary.person@example.org"


def filled(**cells):
    """The sound return with other words in some cells of People, or of Services (S_C7)."""
    return changed(lambda book: _write(book, cells))


def _write(book, cells):
    for address, value in cells.items():
        sheet, _, cell = address.rpartition("_")
        book["Services" if sheet else "People"][cell] = value


def changed(change):
    """The sound return after a change to its workbook."""
    book = workbook()
    change(book)
    return saved(book)


def rewritten(old, new, part=PEOPLE):
    """The sound return with other XML in one part."""
    with zipfile.ZipFile(BytesIO(saved(workbook()))) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in held[part]
    held[part] = held[part].replace(old.encode(), new.encode(), 1)
    return making.zipped(held)


def cell(xml):
    return rewritten(CELL, xml)


def more_rows(count, xml='<row r="{}" ht="15" customHeight="1"/>'):
    """The sound return with so many rows more, each as drawn."""
    rows = "".join(xml.format(13 + number) for number in range(count))
    return rewritten("</sheetData>", f"{rows}</sheetData>")


def hidden(state, cell="A1", words=SECRET):
    def hide(book):
        book.create_sheet("Notes")[cell] = words
        book["Notes"].sheet_state = state

    return changed(hide)


def commented(words):
    def comment(book):
        book["People"]["D7"].comment = Comment(words, "x")

    return changed(comment)


def named(name, words):
    return changed(lambda book: book.defined_names.add(DefinedName(name, attr_text=words)))


def property_of(name, words):
    return changed(lambda book: setattr(book.properties, name, words))


def prompted(words):
    def prompt(book):
        rule = DataValidation(type="whole", promptTitle="Ask", prompt=words, showInputMessage=True)
        rule.add("D7")
        book["People"].add_data_validation(rule)

    return changed(prompt)


def footed(words):
    def foot(book):
        book["People"].oddFooter.center.text = words

    return changed(foot)


def linked(target):
    def link(book):
        book["People"]["D7"].hyperlink = target

    return changed(link)


def titled(words):
    return changed(lambda book: book.create_sheet(words))


def merged(area):
    return changed(lambda book: book["People"].merge_cells(area))


def unseen(kind, at):
    def hide(book):
        getattr(book["People"], kind)[at].hidden = True

    return changed(hide)


def client_rows():
    """A sheet with one row a person."""

    def add(book):
        sheet = book.create_sheet("Clients")
        sheet.append(["First name", "Last name", "Date of birth", "Gender", "Intake date"])
        for number, name in enumerate(("Ana", "Beth", "Cora", "Dina", "Elle")):
            sheet.append([name, "Example", date(1990, 1, 1 + number), "F", date(2025, 4, 1)])

    return changed(add)


def sheets(count):
    return changed(lambda book: [book.create_sheet(f"More {one}") for one in range(count)])


def without(sheet):
    return changed(lambda book: book.remove(book[sheet]))


def emptied():
    return saved(openpyxl.Workbook())
