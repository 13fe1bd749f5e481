"""A profile proposed for a partner's own layout, with how sure each match is.

Headings and labels are compared with every name that the form, its series and the catalogue know,
in both languages. What is like none of them is listed too, as not read: a person says what it
stands for, and confirms the whole before it is used.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ingest.book import Book, BookSheet, Value
from ingest.returns.heading_blocks import WIDE, Block, blocks_of, single
from ingest.returns.heading_words import JOINT
from ingest.returns.notation import folded
from ingest.returns.profile_model import MOST_LABELS, Meaning, Profile, ProfileTable
from ingest.returns.profile_samples import anchor_of, ends_of, labels_of, seen_in, title_of
from metrics import Catalogue, FormMeasure, FormTable, ReturnForm, Text

SURE, LIKELY = 1.0, 0.6  # below LIKELY nothing is proposed
_ROWS = 60  # of a sheet that are looked at
_TABLES = 4  # of a file that are shown for one of the form in which nothing is known
_NOT_READ = Meaning(skip=True)
_TOTALS = ("all", "tous", "toutes", "ensemble", "grand total", "total general")

Below = Sequence[Sequence[Value]]
Names = Mapping[str, frozenset[str]]  # what it stands for -> its names, folded


class _Match(NamedTuple):
    what: str
    confidence: float


class _Head(NamedTuple):
    """Rows of headings, and which measures of one table of the form they name, by column."""

    block: Block
    measures: Mapping[int, _Match]

    @property
    def score(self) -> float:
        return sum(one.confidence for one in self.measures.values())


def suggest(book: Book, form: ReturnForm, catalogue: Catalogue) -> Profile:
    """The tables of a form sought in a book; `confidence` tells how sure each match is, by
    "table", "table/column/<heading>" and "table/row/<label>". Every column and row of a table of
    the file is listed; a table of which no heading is known is shown by what the file has.
    """
    tables: list[ProfileTable] = []
    sure: dict[str, float] = {}
    blocks = [block for sheet in book.sheets for block in blocks_of(sheet)]
    heads = [_best_head(book, blocks, table, form, catalogue) for table in form.tables]
    known = list(zip(form.tables, _each_column_once(heads), strict=True))
    taken = {head.block for _, head in known if head}
    others = [one for one in blocks if one not in taken] or blocks
    for table, best in known:
        for head in [best] if best else [_Head(one, {}) for one in others[:_TABLES]]:
            found, confidence = _table(head, table, form, catalogue)
            tables.append(found)
            sure |= confidence
    return Profile(id=f"{form.id}-own-layout", form=form.id, tables=tuple(tables), confidence=sure)


def _best_head(
    book: Book, blocks: Sequence[Block], table: FormTable, form: ReturnForm, catalogue: Catalogue
) -> _Head | None:
    """What names most of a table's measures: headings over figures, else a row of any sheet."""
    names = {one.series: _names_of(one, form, catalogue) for one in table.measures}
    over = [_Head(block, found) for block in blocks
            if (found := _measures(_parts(block), names))]  # fmt: skip
    heads = over or [head for sheet in book.sheets for head in _single_heads(sheet, names)]
    return max(
        heads, key=lambda one: one.score + _title_score(one.block.sheet, table), default=None
    )


def _each_column_once(heads: Sequence[_Head | None]) -> Iterator[_Head | None]:
    """Of a column that several tables of the form would read, the one that is surest keeps it."""
    surest: dict[tuple[Block, int], float] = {}
    for head in filter(None, heads):
        for at, match in head.measures.items():
            surest[head.block, at] = max(match.confidence, surest.get((head.block, at), 0.0))
    taken = set[tuple[Block, int]]()
    for one in heads:
        kept = {at: match for at, match in one.measures.items()
                if (one.block, at) not in taken and match.confidence == surest[one.block, at]
                } if one else {}  # fmt: skip
        taken |= {(one.block, at) for at in kept if one}
        yield one._replace(measures=kept) if one and kept else None


def _parts(block: Block) -> dict[int, tuple[str, ...]]:
    """By column, its heading as a whole, and each row of it that stands over no other column."""
    joined = block.headings(1)
    parts = {at: words.split(JOINT) for at, words in joined.items()}
    over = Counter(part for said in parts.values() for part in said)
    return {at: (joined[at].replace(JOINT, " "), *(one for one in said if over[one] == 1))
            for at, said in parts.items()}  # fmt: skip


def _single_heads(sheet: BookSheet, names: Names) -> Iterator[_Head]:
    """Rows of words that name measures, with or without a number below them."""
    for row, cells in islice(sheet.iter_rows(), _ROWS):
        words = {at: (one,) for at, one in enumerate(cells[:WIDE], 1) if isinstance(one, str)}
        if found := _measures(words, names):
            yield _Head(single(sheet, row, min(found)), found)


def _names_of(measure: FormMeasure, form: ReturnForm, catalogue: Catalogue) -> frozenset[str]:
    series = catalogue.series_of(f"{form.source}/{measure.series}")
    indicator = catalogue.indicators[series.indicator]
    words = [measure.series, *measure.former, *series.title, *indicator.title]
    words += list(measure.heading or ())
    return frozenset(folded(one.replace("-", " ")) for one in words)


def _measures(headings: Mapping[int, Sequence[str]], names: Names) -> dict[int, _Match]:
    """Each measure at its best column, each column once."""
    pairs = sorted(
        (
            (match, column)
            for column, said in headings.items()
            for one in said
            if (match := best_match(one, names))
        ),
        key=lambda pair: -pair[0].confidence,
    )
    taken: dict[int, _Match] = {}
    for match, column in pairs:
        if column not in taken and match.what not in {one.what for one in taken.values()}:
            taken[column] = match
    return taken


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
    block = head.block
    left, width, rows, sure = _rows(block, table, form, catalogue)
    heading = block.headings(left)
    sure |= {
        f"{table.id}/column/{heading[at]}": match.confidence for at, match in head.measures.items()
    }
    if sure:
        sure[table.id] = round(min(sure.values()), 2)
    anchor, words = anchor_of(block)
    found = ProfileTable(
        id=table.id,
        sheet=(block.sheet.name,),
        title=title_of(block),
        heading=words,
        labels=left - anchor,
        label_columns=width,
        heading_rows=block.rows,
        below=block.start - block.first - block.rows,
        end=ends_of(block),
        columns={
            words: Meaning(measure=head.measures[at].what) if at in head.measures else _NOT_READ
            for at, words in heading.items()
        },
        rows=rows,
        seen=seen_in(block, left, width),
    )
    return found, sure


def _rows(
    block: Block, table: FormTable, form: ReturnForm, catalogue: Catalogue
) -> tuple[int, int, dict[str, Meaning], dict[str, float]]:
    """The columns of labels left of the figures, and what each row stands for."""
    places = {
        code: frozenset(folded(one) for one in (*place.title, *place.names))
        for code in form.places_of(table)
        if (place := catalogue.places[code])
    }
    members = _names_of_members(table, catalogue)
    columns = range(1, block.figures) or range(1, 2)
    below = [cells for _, cells in block.body()]
    at_place, at_member = (_best_column(below, columns, names) for names in (places, members))
    left, width = _labelled(below, columns, {at_place, at_member} - {0},
                            (len(places) > 1) + bool(members))  # fmt: skip
    at_place, at_member = (at if at >= left else 0 for at in (at_place, at_member))
    rows: dict[str, Meaning] = {}
    sure: dict[str, float] = {}
    for _, label, words, is_filled in labels_of(block, left, width):
        means, confidence = _row_means(words, left, at_place, at_member, places, members)
        if means:
            rows[label] = means
            sure[f"{table.id}/row/{label}"] = confidence
        elif is_filled:
            rows.setdefault(label, _NOT_READ)
    return left, width, rows, sure


def _labelled(below: Below, columns: range, known: set[int], needed: int) -> tuple[int, int]:
    """The first column of labels and how many they are: also those of which nothing is known."""
    words = set()
    if len(known) < needed:
        words = {at for at in columns if any(isinstance(_at(cells, at), str) for cells in below)}
    used = sorted(known | words) or [columns[-1]]
    first = max(used[0], used[-1] - MOST_LABELS + 1)
    return first, used[-1] - first + 1


def _at(cells: Sequence[Value], column: int) -> Value:
    return cells[column - 1] if column <= len(cells) else None


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
