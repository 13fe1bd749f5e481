"""Readers of returns, each with a browser of their own, and the files that they fill in."""

import re
from io import BytesIO
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page

from dashboard.demo.filled import Asking, said_by
from dashboard.demo.plan import FORM, partner_named
from ingest import where_is
from metrics import Catalogue, Language
from tests.browser.example_house import EXAMPLE, PASSWORD, Example

PARTNER = partner_named("a")
SERVICES, TRAINING = "Services by age", "Training and funding"


class Reader:
    """Someone with a browser of their own; `said` is what its console has reported."""

    def __init__(self, browser: Browser, example: Example, name: str = "", **more) -> None:
        self.context = browser.new_context(accept_downloads=True, **more)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.base, self.said = example.address, []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        if name:
            self.sign_in(name)

    def _note(self, message) -> None:
        if message.type in ("error", "warning"):
            self.said.append(message.text)

    def sign_in(self, name: str) -> None:
        self.go("/sign-in")
        self.page.fill("#name", name)
        self.page.fill("#password", PASSWORD)
        self.page.click("button.btn-main")
        self.page.wait_for_selector("a.way-in[href='/account']")

    def go(self, path: str, language: str = "en") -> None:
        self.page.goto(f"{self.base}{path}{'&' if '?' in path else '?'}lang={language}")

    def open(self, path: str) -> str:
        """A page of figures, which a script fills; its words."""
        self.go(path)
        self.page.wait_for_selector(".page main")
        self.page.wait_for_load_state("networkidle")
        return self.page.inner_text("main")

    def download(self, link: str, within: str = "main") -> bytes:
        place = self.page.locator(within)
        with self.page.expect_download() as begun:
            place.get_by_role("link", name=link).first.click()
        return Path(begun.value.path()).read_bytes()

    def title(self) -> str:
        return self.page.inner_text("h1")


class Partner(Reader):
    def template(self, example: Example):
        self.go("/returns")
        link = f"#due a[hreflang=en][href*='period={example.period.code}']"
        with self.page.expect_download() as begun:
            self.page.click(link)
        months = f"{example.period.start:%Y-%m}-to-{example.period.end:%Y-%m}"
        assert begun.value.suggested_filename.endswith(f"{months}-en.xlsx")
        return openpyxl.load_workbook(BytesIO(Path(begun.value.path()).read_bytes()))

    def upload(self, example: Example, content: bytes, name: str) -> None:
        """By the file button; back when the result is there."""
        self.go("/returns")
        self.page.select_option("select[name=for]", f"{FORM}|{example.period.code}")
        self.page.set_input_files("#file", {"name": name, "mimeType": "", "buffer": content})
        self.page.click("form.upload button")

    def result(self) -> None:
        self.page.wait_for_selector("#findings")

    def send(self) -> str:
        """Look at what will change, then send; the code of the receipt."""
        self.page.click("button[value=changes]")
        self.page.wait_for_selector("h1:has-text('What will change')")
        self.page.click("#send form button")
        self.page.wait_for_selector("h1:has-text('was received')")
        return re.search(r"/sent/(\w+)", self.page.url)[1]


def saved(book) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def fill(book, example: Example) -> None:
    """Type made-up figures into the white cells."""
    catalogue = Catalogue.read(EXAMPLE)
    form = catalogue.returns[FORM]
    said = said_by(Asking(form, PARTNER, example.period, Language.EN))
    for sheet in where_is(form, catalogue, PARTNER, example.period, Language.EN).sheets:
        for row in sheet.rows:
            for column in sheet.columns:
                stated = said[sheet.table.id][row.code][column.measure.series]
                book[sheet.name(Language.EN)][sheet.cell(row, column)] = stated


def marked_in(content: bytes) -> dict[tuple[str, str], str]:
    """Cells with a note, below the headings, and the first line of each note."""
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in openpyxl.load_workbook(BytesIO(content))
        for row in sheet.iter_rows(min_row=6)
        for cell in row
        if cell.comment
    }
