"""What the command line opens and how it writes its answers."""

import csv
import json
import sys
from collections.abc import Iterable
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table

from dashboard.records import Record
from dashboard.text import Words
from metrics import Catalogue, Language, MetricsError, MetricsStore, Settings, Text, UnknownError


class Opened:
    """What a reading command works with: settings, catalogue, store and language."""

    def __init__(self, lang: str, framework: str | None = None) -> None:
        self.language = language_of(lang)
        self.words = Words(self.language)
        self.settings = Settings()
        self.catalogue = Catalogue.read(self.settings.data)
        self.framework = self.catalogue.framework(framework or self.settings.framework)
        self.store = MetricsStore.open(self.settings, self.catalogue)


def language_of(lang: str) -> Language:
    if lang not in list(Language):
        raise UnknownError(Text("language", "Langue"), lang, [one.value for one in Language])
    return Language(lang)


def day_of(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise MetricsError(
            f"'{text}' is not a day: write it as 2024-05-31.",
            f"« {text} » n'est pas un jour : écrivez-le sous la forme 2024-05-31.",
        ) from None


def print_json(answer: Record | list[Record]) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def print_table(title: str, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    table = Table(title=title, title_justify="left", show_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    # Not to a screen, a line must not be folded at 80 columns: another program may read it.
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def print_json_lines(records: Iterable[Record]) -> None:
    """A JSON array written a line a record, so that it is never held whole."""
    before = "[\n"
    for record in records:
        sys.stdout.write(before + json.dumps(record, ensure_ascii=False))
        before = ",\n"
    sys.stdout.write(("[" if before == "[\n" else "\n") + "]\n")


def print_csv(records: Iterable[Record]) -> None:
    writer: Any = None  # csv.DictWriter, made when the first record tells its keys
    for record in records:
        provenance: Any = record.pop("provenance")
        flat = {**record, **provenance}
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(flat), lineterminator="\n")
            writer.writeheader()
        writer.writerow(flat)
