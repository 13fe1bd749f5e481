"""What returns change among the values held: sent, approved, taken back, and let stand again.

A cell of an organization has what was approved, and above it what was sent since and nobody has
approved. Nothing held is ever altered: each step appends a further revision, which comes last of
its key, whatever the clock says.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TypeAlias

from metrics.observations import Confidentiality
from metrics.store.comparing import (
    Changes,
    Statement,
    in_order_said,
    key_of,
    statement_of,
)
from metrics.store.names import day_instant
from metrics.store.rows import (
    CONFIDENTIALITY,
    PUBLISHED_AT,
    RECORDED_AT,
    REVISION,
    SEQUENCE,
    STATUS,
    SUBMISSION,
    VALUE,
    Row,
    withdrawn,
)
from metrics.store.tables import CONFIDENTIALITIES, WITHDRAWN

Keyed: TypeAlias = Iterator[tuple[Row, list[Row]]]  # each key with all its rows
APPROVED = CONFIDENTIALITIES[Confidentiality.FREE]
PROVISIONAL = CONFIDENTIALITIES[Confidentiality.NOT_FOR_PUBLICATION]


@dataclass
class ReturnChanges(Changes):
    """The values of a return, weighed against what was approved and what was sent before.

    The same value sent on a later day is the same value: the day on which it is known does not
    count here, and a new day is no news.
    """

    on: date = date.min  # the day of this step
    sent_back: frozenset[int] = frozenset()  # the submissions that sent a return back
    removals: list[Row] = field(default_factory=list)  # approved, and no longer stated: their keys

    def _weigh_key(self, held: list[Row], incoming: list[Row]) -> None:
        if len(held) == len(incoming) == 1 and says(held[0]) == says(incoming[0]):
            self.unchanged += 1  # as nearly every value of a return sent again
            return
        for again in incoming[1:]:
            self._agree(incoming[0], again)
        stands = statement_of(in_order_said(held))
        before = compared_with(held, self.sent_back)
        if incoming:
            self._count(before, incoming[0])
            self._state(stands, incoming[0], held)
        elif stands.top is not None:
            self.withdrawn += 1
            self._no_longer(stands, held)

    def _count(self, before: Row | None, row: Row) -> None:
        if before is None:
            self.added += 1
        elif says(before) == says(row):
            self.unchanged += 1
        else:
            self.changed += 1

    def _state(self, stands: Statement, row: Row, held: list[Row]) -> None:
        """Append what is stated, unless it stands already, or stands approved under another."""
        if stands.top is not None and says(stands.top) == says(row):
            return
        if stands.approved is not None and says(stands.approved) == says(row):
            self._close_provisional(stands, held)
        else:
            self.further(row, held)

    def _no_longer(self, stands: Statement, held: list[Row]) -> None:
        """Take back what nobody approved; what was approved stands until its end is approved."""
        self._close_provisional(stands, held)
        if stands.approved is not None:
            self.removals.append(key_of(stands.approved))

    def _close_provisional(self, stands: Statement, held: list[Row]) -> None:
        if stands.provisional is not None:
            self.take_back(stands.provisional, held)

    def take_back(self, row: Row, held: list[Row]) -> None:
        """Append the end of a value, on the day of this step."""
        end = withdrawn(row, self.submission, self.recorded_at)
        known = self.on.toordinal() * SEQUENCE
        of_today = day_instant(self.on), 0
        self.further((*end[:REVISION], known, *end[REVISION + 1 : PUBLISHED_AT], *of_today,
                      *end[VALUE:]), held)  # fmt: skip

    def further(self, row: Row, held: list[Row]) -> None:
        """Append a row after all that is held of its key."""
        taken = [one[REVISION] for one in held]
        day = max(row[REVISION], max(taken, default=0)) // SEQUENCE * SEQUENCE
        self._append((*row[:REVISION], day, *row[REVISION + 1 :]), taken)
        held.append(self.rows[-1])


@dataclass
class Step:
    """One step of the office, or a taking back: rows on a day of its own."""

    changes: ReturnChanges

    def approve(self, keyed: Keyed, removals: frozenset[Row]) -> None:
        """What was sent becomes what was approved; what it no longer stated ends."""
        for key, held in keyed:
            stands = statement_of(in_order_said(held))
            if key in removals and stands.approved is not None:
                self._withdraw(stands.approved, held)
            elif stands.provisional is not None:
                self._add(self._approved(stands.provisional), held)

    def take_back(self, keyed: Keyed, *, approved: bool) -> None:
        """End what was sent and nobody approved, or all that stands."""
        for _, held in keyed:
            stands = statement_of(in_order_said(held))
            row = stands.approved if approved and stands.approved else stands.provisional
            if row is not None:
                self._withdraw(row, held)

    def restore(self, keyed: Keyed, before: int) -> None:
        """Let stand again what stood before an instant, to the last digit."""
        for _, held in keyed:
            stood = statement_of(in_order_said(_until(held, before)))
            stands = statement_of(in_order_said(held))
            if not _same(stands.approved, stood.approved):
                self._put(stands.approved or stands.provisional, stood.approved, held)
                stands = Statement(stood.approved)
            if not _same(stands.provisional, stood.provisional):
                self._put(stands.provisional, stood.provisional, held)

    def _put(self, now: Row | None, then: Row | None, held: list[Row]) -> None:
        if then is not None:
            changes = self.changes
            stamp = changes.submission, changes.recorded_at
            self._add((*then[:SUBMISSION], *stamp, *then[PUBLISHED_AT:]), held)
        elif now is not None:
            self._withdraw(now, held)

    def _withdraw(self, row: Row, held: list[Row]) -> None:
        self.changes.withdrawn += 1
        self.changes.take_back(row, held)

    def _add(self, row: Row, held: list[Row]) -> None:
        self.changes.changed += 1
        self._append(row, held)

    def _append(self, row: Row, held: list[Row]) -> None:
        revision = self.changes.on.toordinal() * SEQUENCE
        self.changes.further((*row[:REVISION], revision, *row[REVISION + 1 :]), held)

    def _approved(self, row: Row) -> Row:
        changes = self.changes
        stamp = changes.submission, changes.recorded_at, day_instant(changes.on), 0
        said = row[VALUE:CONFIDENTIALITY]
        return (*row[:SUBMISSION], *stamp, *said, APPROVED, *row[CONFIDENTIALITY + 1 :])


def says(row: Row) -> Row:
    """What a row says, whoever may see it and whenever it was made known."""
    return (*row[VALUE:CONFIDENTIALITY], *row[CONFIDENTIALITY + 1 :])


def compared_with(held: Iterable[Row], sent_back: frozenset[int]) -> Row | None:
    """What a new statement is compared with: what was approved, else what was sent last.

    What was sent back no longer stands, and yet the next sending is compared with it.
    """
    said = in_order_said(held)
    stands = statement_of(said)
    if stands.top is not None:
        return stands.approved or stands.provisional
    return _sent_back_last(said, sent_back)


def reviewed_against(held: Iterable[Row], sent_back: frozenset[int]) -> Row | None:
    """What the office compares a statement with: what it has approved, else what it sent back.

    What its sender replaced before anybody looked at it is nothing to compare with: nobody has
    judged what would then read "unchanged".
    """
    said = in_order_said(held)
    return statement_of(said).approved or _sent_back_last(said, sent_back)


def _sent_back_last(said: Sequence[Row], sent_back: frozenset[int]) -> Row | None:
    """The last statement, where the office has sent it back and nothing came since."""
    if said and said[-1][STATUS] == WITHDRAWN and said[-1][SUBMISSION] in sent_back:
        return next((row for row in reversed(said) if row[STATUS] != WITHDRAWN), None)
    return None


def keyed(rows: Iterable[Row]) -> Keyed:
    """Rows in the key's order, by key."""
    return ((key, list(held)) for key, held in groupby(rows, key_of))


def until(held: Iterable[Row], instant: int) -> list[Row]:
    """The rows of a key that were held at an instant."""
    return [row for row in held if row[RECORDED_AT] <= instant]


def _until(held: Iterable[Row], before: int) -> list[Row]:
    return until(held, before - 1)


def _same(now: Row | None, then: Row | None) -> bool:
    if now is None or then is None:
        return now is then
    return now[PUBLISHED_AT:] == then[PUBLISHED_AT:]
