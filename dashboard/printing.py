"""What the command line opens and how it writes its answers."""

import csv
import json
import os
import sys
import unicodedata
from collections.abc import Container, Iterable, Mapping
from functools import cached_property
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text as Line

from dashboard.absent import Then
from dashboard.addresses import moment_of
from dashboard.cells import flat, harmless
from dashboard.moments_said import moment_words
from dashboard.noting import NOTES
from dashboard.plain_values import Record
from dashboard.text import Words
from metrics import (
    KINDS,
    NOW,
    OFFICE,
    Catalogue,
    Language,
    MetricsError,
    MetricsStore,
    Moment,
    Settings,
    Text,
    UnknownError,
)

PIPED = 200  # columns where the answer goes to a file or a program and not to a screen


class WrongOptionError(MetricsError):
    """An option that is not written as it must be; the message says how to write it."""


class Opened:
    """What a reading command works with: settings, catalogue, store and language."""

    def __init__(
        self,
        lang: str,
        framework: str | None = None,
        moment: Mapping[str, str | None] | None = None,
    ) -> None:
        self.language = language_of(lang)
        self.words = Words(self.language)
        self.settings = Settings()
        self.catalogue = Catalogue.read(self.settings.data)
        self._moment = _moment_of(moment) if moment else NOW
        if self.catalogue.example:
            sys.stderr.write(self.catalogue.example.in_(self.language) + "\n")
        if self._moment.is_past:
            self.catalogue = self.store.catalogue
        self.framework = self.catalogue.framework(framework or self.settings.framework)

    @cached_property
    def store(self) -> MetricsStore:
        """Opened when it is first asked; whoever can open its file could read all of it anyway."""
        opened = MetricsStore.open(self.settings, self.catalogue, make=False).seen_by(OFFICE)
        NOTES.begin(opened, command_name())
        if not opened.data_version():
            sys.stderr.write(self.words("command.empty") + "\n")
        return opened.at(self._moment)

    @property
    def then(self) -> Then:
        """Of when the command is asked: what was not known or held then is said to be so."""
        return Then(self.store, self.framework.id)

    def head(self) -> None:
        """At the head of an answer in words: that it is of example data, and of a past moment.

        A screen shows the notice of example data already; a file or a program gets it here.
        """
        if self.catalogue.example and not sys.stdout.isatty():
            write_line(self.words.text(self.catalogue.example))
        if self._moment.is_past:
            write_line(self._moment_said())

    def head_beside(self) -> None:
        """Beside rows that a program reads: their own columns tell of example data."""
        if self._moment.is_past:
            sys.stderr.write(self._moment_said() + "\n")

    def _moment_said(self) -> str:
        return " ".join(moment_words(self.store, self.words))


def command_name() -> str:
    """The command that was given: `series` of `pillars series CTX-01`."""
    return next((one for one in sys.argv[1:] if not one.startswith("-")), "")


def language_of_machine() -> Language:
    """The language that the machine is set to, for what has no option to choose one."""
    set_to = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    is_french = next((one for one in set_to if one), "").startswith("fr")
    return Language.FR if is_french else Language.EN


def language_of(lang: str) -> Language:
    if lang not in list(Language):
        raise UnknownError(Text("language", "Langue"), lang, [one.value for one in Language])
    return Language(lang)


def plain(text: str, but: str = "") -> str:
    """What was typed may hold signs that command a terminal: they are shown, not obeyed."""
    return "".join(
        one if one in but or unicodedata.category(one)[0] != "C" else repr(one)[1:-1]
        for one in text
    )


def with_a_way_on(error: MetricsError) -> Text:
    """What went wrong; of an indicator to which no name comes near, where all of them are told."""
    if not isinstance(error, UnknownError) or error.kind != KINDS["indicator"] or error.nearest:
        return error.text
    return Text(
        f"{error.text.en} `pillars indicators` lists them all.",
        f"{error.text.fr} `pillars indicators` les donne tous.",
    )


def _moment_of(written: Mapping[str, str | None]) -> Moment:
    try:
        return moment_of(written)
    except MetricsError as error:
        raise WrongOptionError(error.text.en, error.text.fr) from None


def _write(text: str) -> None:
    """Onto the terminal, after the log has what is not public of it."""
    NOTES.write()
    sys.stdout.write(text)


def write_line(line: str = "") -> None:
    _write(line + "\n")


def print_json(answer: Record | list[Record]) -> None:
    write_line(json.dumps(answer, ensure_ascii=False, indent=2))


def print_table(
    title: str,
    headings: Iterable[str],
    rows: Iterable[Iterable[str]],
    right: Container[int] = (),
    whole: Container[int] = (),
) -> None:
    """A table under its title; `right` are the columns of numbers, `whole` those never folded."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for place, heading in enumerate(headings):
        side: JustifyMethod = "right" if place in right else "left"
        table.add_column(heading, overflow="fold", justify=side, no_wrap=place in whole)
    for row in rows:
        table.add_row(*(Line(cell) for cell in row))
    screen = Console(width=_width(), highlight=False)
    NOTES.write()
    screen.print(Line(title, style="bold"))
    screen.print(table)
    screen.print()


def _width() -> int | None:
    """The screen's own width; a file or a program gets long lines, which it can search."""
    return None if sys.stdout.isatty() or os.environ.get("COLUMNS") else PIPED


def print_json_lines(records: Iterable[Record]) -> None:
    """A JSON array written a line a record, so that it is never held whole."""
    before = "[\n"
    for record in records:
        _write(before + json.dumps(record, ensure_ascii=False))
        before = ",\n"
    write_line(("[" if before == "[\n" else "\n") + "]")


def print_csv(records: Iterable[Record]) -> None:
    writer: Any = None  # csv.DictWriter, made when the first record tells its keys
    for record in records:
        cells = {key: harmless(one) for key, one in flat(record).items()}
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(cells), lineterminator="\n")
            writer.writeheader()
        writer.writerow(cells)
