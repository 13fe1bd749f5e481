"""What a submission changes: its rows weighed against what the store already holds.

Nothing held is ever altered. A value that a document states otherwise than before is a further
revision; one that a whole source no longer holds gets a revision that withdraws it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from math import inf
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from metrics.errors import MetricsError
from metrics.observations import Confidentiality, Location, ObservationStatus
from metrics.store.names import WriterNames
from metrics.store.rows import (
    CONFIDENTIALITY,
    CONTENT,
    DOCUMENT,
    KEY_LENGTH,
    REVISION,
    SEQUENCE,
    SHEET,
    STATUS,
    SUBMISSION,
    Row,
    hidden,
    withdrawn,
)
from metrics.store.tables import CONFIDENTIALITIES, PUBLISHER, STATUSES, WITHDRAWN

Group: TypeAlias = tuple[tuple[float, ...], list[Row]]

END: Group = ((inf,), [])
ORGANIZATION = 2
SUPPRESSED = STATUSES[ObservationStatus.SUPPRESSED]
PUBLIC = CONFIDENTIALITIES[Confidentiality.FREE]
TAKEN_BACK = {
    CONFIDENTIALITIES[Confidentiality.NOT_FOR_PUBLICATION],
    CONFIDENTIALITIES[Confidentiality.CONFIDENTIAL],
}
key_of = itemgetter(*range(KEY_LENGTH))


@dataclass
class Changes:
    """The rows to append for one submission, and how its values compare with those held."""

    names: WriterNames
    submission: int
    recorded_at: int
    replaces_all: bool
    rows: list[Row] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0

    def weigh(self, held: Iterator[Row], incoming: list[Row]) -> None:
        """Compare the rows of one series and organization; both sides are in the key's order."""
        first = next(held, None)
        if first is None:
            self._take(incoming)
            return
        for before, now in _paired(_with_first(first, held), incoming):
            if len(before) == len(now) == 1 and _same(before[0], now[0]):
                self.unchanged += 1  # as nearly every value of a file sent again
            else:
                self._weigh_key(before, now)

    def _take(self, incoming: list[Row]) -> None:
        """Rows of a series of which nothing is held: only keys stated in doubt need a look."""
        start = 0
        for first, end in _doubtful(incoming):
            self._add(incoming[start:first])
            self._weigh_key([], incoming[first:end])
            start = end
        self._add(incoming[start:])

    def _add(self, rows: list[Row]) -> None:
        self.rows += rows
        self.added += len(rows)

    def _weigh_key(self, held: list[Row], incoming: list[Row]) -> None:
        newest = newest_of_each_document(held)
        taken = [row[REVISION] for row in held]
        seen: dict[int, Row] = {}
        for row in incoming:
            document = row[DOCUMENT]
            if document in seen:
                self._agree(seen[document], row)
                continue
            seen[document] = row
            before = newest.get(document)
            if self._is_news(before, row):
                self._take_back(row, held, taken)
                self._close(document, held, taken, after=row[REVISION])
                self._append(row, taken)
        for document, row in newest.items() if self.replaces_all else ():
            if document not in seen and row[STATUS] != WITHDRAWN:
                self.withdrawn += 1
                self._close(document, held, taken)

    def _is_news(self, held: Row | None, row: Row) -> bool:
        if held is None or held[STATUS] == WITHDRAWN:
            self.added += 1
        elif held[CONTENT:] == row[CONTENT:]:
            self.unchanged += 1
            return False
        else:
            self.changed += 1
        return True

    def _take_back(self, row: Row, held: list[Row], taken: list[int]) -> None:
        """Where what was public is confidential from now on, say to the public that it is hidden.

        The public does not see the row itself, and would go on reading the number before it. What
        is under embargo is still to come: until then what was public stands.
        """
        if row[ORGANIZATION] != PUBLISHER or row[CONFIDENTIALITY] not in TAKEN_BACK:
            return
        public = newest_of_each_document([one for one in held if one[CONFIDENTIALITY] == PUBLIC])
        before = public.get(row[DOCUMENT])
        if before is not None and before[STATUS] not in (WITHDRAWN, SUPPRESSED):
            first = min(before, row, key=itemgetter(REVISION))
            told = hidden(before, self.submission, self.recorded_at)
            day = first[REVISION] // SEQUENCE * SEQUENCE
            self._append((*told[:REVISION], day, *told[REVISION + 1 :]), taken)

    def _close(self, document: int, held: list[Row], taken: list[int], after: int = 0) -> None:
        """Withdraw what a document said on each day of publication after this one's.

        So of the revisions known by any day the newest is always either the one that speaks, or
        a withdrawal: the seeks of `metrics.store.seeks` stand on it.
        """
        own = [row for row in held if row[DOCUMENT] == document]
        last_of_day = {(row[REVISION] // SEQUENCE, row[CONFIDENTIALITY]): row for row in own}
        for (day, _), row in last_of_day.items():
            if day > after // SEQUENCE and row[STATUS] != WITHDRAWN:
                self._append(withdrawn(row, self.submission, self.recorded_at), taken)

    def _append(self, row: Row, taken: list[int]) -> None:
        """Give a row the next revision of its day."""
        day = row[REVISION] // SEQUENCE
        revision = max((one + 1 for one in taken if one // SEQUENCE == day), default=day * SEQUENCE)
        if revision // SEQUENCE != day:
            raise MetricsError(
                f"{self._place(row)}: this value has been changed {SEQUENCE} times for one day of "
                "publication; give the correction its own date.",
                f"{self._place(row)} : cette valeur a été modifiée {SEQUENCE} fois pour un même "
                "jour de publication; donnez à la correction sa propre date.",
            )
        taken.append(revision)
        self.rows.append((*row[:REVISION], revision, *row[REVISION + 1 :]))

    def _agree(self, first: Row, second: Row) -> None:
        """Two cells of one document for one value: the same twice, or a fault of the source."""
        if first[CONTENT:] == second[CONTENT:]:
            self.unchanged += 1
            return
        one, other = self._place(first), self._place(second)
        raise MetricsError(
            f"{one} and {other} state the same value of one document differently: a disagreement "
            "inside one document belongs in a series of its own.",
            f"{one} et {other} donnent différemment la même valeur d'un même document : un "
            "désaccord à l'intérieur d'un document doit former une série distincte.",
        )

    def _place(self, row: Row) -> str:
        sheets = {number: sheet for sheet, number in self.names.sheets.items()}
        file, sheet = sheets.get(row[SHEET], ("", ""))
        return Location(file, sheet, row[SHEET + 1], row[SHEET + 2]).place


def _same(held: Row, incoming: Row) -> bool:
    same_document = held[DOCUMENT] == incoming[DOCUMENT]
    return same_document and bool(held[CONTENT:] == incoming[CONTENT:])


def _doubtful(rows: list[Row]) -> Iterator[tuple[int, int]]:
    """Where a key is stated otherwise than once, or once in each of two editions of two days."""
    again = [
        n
        for n, (a, b) in enumerate(pairwise(rows), 1)
        # the period differs from one row to the next nearly always: look there first
        if a[6] == b[6] and a[:KEY_LENGTH] == b[:KEY_LENGTH]
    ]
    for _, run in groupby(enumerate(again), lambda counted: counted[1] - counted[0]):
        numbers = [n for _, n in run]
        first, last = rows[numbers[0] - 1], rows[numbers[-1]]
        if len(numbers) > 1 or not _two_editions(first, last):
            yield numbers[0] - 1, numbers[-1] + 1


def _two_editions(first: Row, second: Row) -> bool:
    return first[DOCUMENT] != second[DOCUMENT] and bool(first[REVISION] != second[REVISION])


def _with_first(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest


def _paired(held: Iterable[Row], incoming: list[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """The rows of each key on both sides, one or the other possibly empty."""
    before, now = _groups(held), _groups(incoming)
    left, right = next(before), next(now)
    while (lowest := min(left[0], right[0])) != END[0]:
        both = left[0] == lowest, right[0] == lowest
        yield (left[1] if both[0] else []), (right[1] if both[1] else [])
        left, right = (next(before) if both[0] else left), (next(now) if both[1] else right)


def _groups(rows: Iterable[Row]) -> Iterator[Group]:
    for key, group in groupby(rows, key_of):
        yield key, list(group)
    yield END


def newest_of_each_document(rows: list[Row]) -> dict[int, Row]:
    """What each document is held to say: its row of the latest submission.

    Where one submission moved a value to an earlier day it also closed the later one: the value
    speaks, not its closing.
    """
    newest: dict[int, Row] = {}
    for row in rows:
        other = newest.get(row[DOCUMENT])
        if other is None or _spoken(other) < _spoken(row):
            newest[row[DOCUMENT]] = row
    return newest


def standing_rows(rows: list[Row]) -> list[Row]:
    """What is held to be said of one key: of each document its newest row, unless withdrawn.

    Of what an organization sent, a row that nobody has approved yet stands beside the approved.
    """
    if not rows or rows[0][ORGANIZATION] == PUBLISHER:
        return [row for row in newest_of_each_document(rows).values() if row[STATUS] != WITHDRAWN]
    documents: dict[int, list[Row]] = {}
    for row in in_order_said(rows):
        documents.setdefault(row[DOCUMENT], []).append(row)
    return [row for said in documents.values() for row in statement_of(said) if row is not None]


class Statement(NamedTuple):
    """What an organization is held to say in one cell."""

    approved: Row | None = None
    provisional: Row | None = None  # sent since, and approved by nobody

    @property
    def top(self) -> Row | None:
        return self.provisional or self.approved


def statement_of(said: Iterable[Row]) -> Statement:
    """What stands after all that was said, oldest first: approval takes the place of what was sent.

    What is not approved takes the place of what was not approved.
    """
    stands = Statement()
    for row in said:
        left = None if row[STATUS] == WITHDRAWN else row
        open_ = row[CONFIDENTIALITY] == PUBLIC
        stands = Statement(left) if open_ else stands._replace(provisional=left)
    return stands


def in_order_said(rows: Iterable[Row]) -> list[Row]:
    """The rows of a key in the order in which they were recorded."""
    return sorted(rows, key=_said)


def _said(row: Row) -> tuple[int, int]:
    return row[SUBMISSION], row[REVISION]


def _spoken(row: Row) -> tuple[int, bool, int]:
    return row[SUBMISSION], row[STATUS] != WITHDRAWN, row[REVISION]
