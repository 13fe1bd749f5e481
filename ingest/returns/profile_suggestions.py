"""A profile proposed for a partner's own layout, with how sure each match is.

Headings and labels are compared with every name that the form, its series and the catalogue know,
in both languages. What is proposed is shown and confirmed by a person before it is used.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ingest.book import Book, BookSheet, Value
from ingest.cells import plain
from ingest.returns.notation import folded
from ingest.returns.profile_model import Meaning, Profile, ProfileTable
from ingest.returns.profile_reading import JOINT
from metrics import Catalogue, FormMeasure, FormTable, ReturnForm, Text

SURE, LIKELY = 1.0, 0.6  # below LIKELY nothing is proposed
_ROWS, _BELOW, _WIDE = 60, 200, 60  # of a sheet that are looked at
_TOTALS = ("all", "tous", "toutes", "ensemble", "grand total", "total general")

Below = Sequence[Sequence[Value]]
Names = Mapping[str, frozenset[str]]  # what it stands for -> its names, folded


class _Match(NamedTuple):
    what: str
    confidence: float


class _Head(NamedTuple):
    sheet: BookSheet
    row: int
    measures: Mapping[int, _Match]  # by column

    @property
    def score(self) -> float:
        return sum(one.confidence for one in self.measures.values())


def suggest(book: Book, form: ReturnForm, catalogue: Catalogue) -> Profile:
    """The tables of a form sought in a book; `confidence` tells how sure each match is, by
    "table", "table/column/<heading>" and "table/row/<label>". A table not found is left out.
    """
    tables: list[ProfileTable] = []
    sure: dict[str, float] = {}
    for table in form.tables:
        names = {one.series: _names_of(one, form, catalogue) for one in table.measures}
        heads = [head for sheet in book.sheets for head in _heads(sheet, names)]
        if heads:
            best = max(heads, key=lambda head: head.score + _title_score(head.sheet, table))
            found, confidence = _table(best, table, form, catalogue)
            tables.append(found)
            sure |= confidence
    return Profile(id=f"{form.id}-own-layout", form=form.id, tables=tuple(tables), confidence=sure)


def _names_of(measure: FormMeasure, form: ReturnForm, catalogue: Catalogue) -> frozenset[str]:
    series = catalogue.series_of(f"{form.source}/{measure.series}")
    indicator = catalogue.indicators[series.indicator]
    words = [measure.series, *measure.former, *series.title, *indicator.title]
    words += list(measure.heading or ())
    return frozenset(folded(one.replace("-", " ")) for one in words)


def _heads(sheet: BookSheet, names: Names) -> Iterator[_Head]:
    """Rows that may head a table: each measure at its best column, each column once."""
    for row, cells in islice(sheet.iter_rows(), _ROWS):
        pairs = sorted(
            (
                (match, column)
                for column, value in enumerate(cells[:_WIDE], 1)
                if isinstance(value, str) and (match := best_match(value, names))
            ),
            key=lambda pair: -pair[0].confidence,
        )
        taken: dict[int, _Match] = {}
        for match, column in pairs:
            if match.what not in {one.what for one in taken.values()}:
                taken[column] = match
        if taken:
            yield _Head(sheet, row, taken)


def best_match(words: str, names: Names) -> _Match | None:
    """What a heading stands for most likely; None where nothing is like it."""
    said = folded(words.replace("-", " "))[:120]
    if not said:
        return None
    scored = [
        _Match(what, max((alike(said, one) for one in spelled), default=0.0))
        for what, spelled in names.items()
    ]
    best = max(scored, key=lambda one: one.confidence, default=None)
    return best if best and best.confidence >= LIKELY else None


@lru_cache(maxsize=50_000)
def alike(first: str, second: str) -> float:
    """How alike two folded names are, 1 for the same: letters, and words in any order."""
    if first == second:
        return SURE
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < LIKELY / 2:
        return 0.0
    here, there = set(first.split()), set(second.split())
    shared = 2 * len(here & there) / (len(here) + len(there)) if here and there else 0.0
    return round(min(0.99, max(matcher.ratio(), shared * 0.95)), 2)


def _title_score(sheet: BookSheet, table: FormTable) -> float:
    name = folded(sheet.name)
    return max(alike(name, folded(one)) for one in (*table.sheet, *table.title))


def _table(
    head: _Head, table: FormTable, form: ReturnForm, catalogue: Catalogue
) -> tuple[ProfileTable, dict[str, float]]:
    first = min(head.measures)
    heading = {at: plain(head.sheet.cell(head.row, at)) for at in head.measures}
    left, width, rows, sure = _rows(head, table, form, catalogue)
    sure |= {
        f"{table.id}/column/{heading[at]}": match.confidence for at, match in head.measures.items()
    }
    sure[table.id] = round(min(sure.values()), 2)
    found = ProfileTable(
        id=table.id,
        sheet=(head.sheet.name,),
        heading=heading[first],
        labels=left - first,
        label_columns=width,
        columns={heading[at]: Meaning(measure=one.what) for at, one in head.measures.items()},
        rows=rows,
    )
    return found, sure


def _rows(
    head: _Head, table: FormTable, form: ReturnForm, catalogue: Catalogue
) -> tuple[int, int, dict[str, Meaning], dict[str, float]]:
    """The columns of labels left of the figures, and what each row stands for."""
    places = {
        code: frozenset(folded(one) for one in (*place.title, *place.names))
        for code in form.places_of(table)
        if (place := catalogue.places[code])
    }
    members = _names_of_members(table, catalogue)
    columns = range(1, min(head.measures)) or range(1, 2)
    below = [cells for row, cells in head.sheet.iter_rows() if row > head.row][:_BELOW]
    at_place, at_member = (_best_column(below, columns, names) for names in (places, members))
    used = sorted({one for one in (at_place, at_member) if one}) or [columns[-1]]
    left, width = used[0], used[-1] - used[0] + 1
    rows: dict[str, Meaning] = {}
    sure: dict[str, float] = {}
    for label, words in _labels(below, left, width):
        means, confidence = _row_means(words, left, at_place, at_member, places, members)
        if means:
            rows[label] = means
            sure[f"{table.id}/row/{label}"] = confidence
    return left, width, rows, sure


def _names_of_members(table: FormTable, catalogue: Catalogue) -> dict[str, frozenset[str]]:
    if not table.dimension:
        return {}
    members = catalogue.dimensions[table.dimension].members
    names = {
        code: frozenset(
            folded(one) for one in (*_both(members[code].title), code.replace("-", " "))
        )
        for code in table.members
    }
    every = ("total", *_TOTALS)
    return names | {"": frozenset(folded(one) for one in every)}


def _both(title: Text) -> tuple[str, str]:
    return title.en, title.fr


def _best_column(below: Below, columns: range, names: Names) -> int:
    """The column whose texts are most often one of the names; 0 where none is."""
    scores = {
        column: sum(
            isinstance(words := cells[column - 1], str) and best_match(words, names) is not None
            for cells in below
            if len(cells) >= column
        )
        for column in columns
    }
    best = max(scores, key=lambda one: scores[one], default=0)
    return best if best and scores[best] else 0


def _labels(below: Below, left: int, width: int) -> Iterator[tuple[str, list[str]]]:
    before: list[str] = []
    for cells in below:
        words = [
            plain(cells[at]) if at < len(cells) else "" for at in range(left - 1, left - 1 + width)
        ]
        words = [one or (before[at] if before and at < width - 1 and words[-1] else "")
                 for at, one in enumerate(words)]  # fmt: skip
        before = words
        if words[-1]:
            yield JOINT.join(words), words


def _row_means(
    words: list[str], left: int, at_place: int, at_member: int, places: Names, members: Names
) -> tuple[Meaning | None, float]:
    place = best_match(words[at_place - left], places) if at_place else None
    member = best_match(words[at_member - left], members) if at_member else None
    if at_place and at_place != at_member and not place:
        return None, 0.0
    if members and not member:
        return (Meaning(place=place.what), place.confidence) if place and not at_member else (
            None, 0.0
        )  # fmt: skip
    found = [one for one in (place, member) if one]
    if not found:
        return None, 0.0
    means = {"place": place.what if place else "", "member": member.what if member else ""}
    return Meaning(**means), min(one.confidence for one in found)
