"""Is the audit log as it was written? Its entries against each other, and against their anchors."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from metrics import audit_breaks as breaks
from metrics.anchors import Anchor, Anchors
from metrics.audit import BEFORE_THE_FIRST, Kept, digest_of
from metrics.audit_breaks import Break
from metrics.languages import Text

EMPTY = Text(
    "No entry has been written yet, and none was ever anchored.",
    "Aucune inscription n'a encore été écrite, et aucune n'a jamais été ancrée.",
)
NO_FILE = Text(
    "There is no file of anchors: a log cut off at its end, or written anew, cannot be told from "
    "this one.",
    "Il n'y a pas de fichier d'ancres : un journal tronqué à sa fin, ou réécrit, ne peut pas être "
    "distingué de celui-ci.",
)
NO_ANCHOR = Text(
    "No anchor speaks of this log: one cut off at its end, or written anew, cannot be told from "
    "this one.",
    "Aucune ancre ne parle de ce journal : un journal tronqué à sa fin, ou réécrit, ne peut pas "
    "être distingué de celui-ci.",
)


UNGUARDED = Text(
    "What refuses changes of the log has been removed from the database: whoever did so could "
    "have changed entries that no anchor speaks of. Put the store back from a copy.",
    "Ce qui refuse les changements du journal a été retiré de la base de données : qui l'a fait "
    "a pu changer des inscriptions dont aucune ancre ne parle. Remettez une copie de l'entrepôt.",
)


class Verdict(NamedTuple):
    """What was found: the first departure of the log itself, and the first from its anchors."""

    entries: int
    head: Anchor | None  # the newest entry as it stands
    anchored: Anchor | None  # the newest entry that an anchor agrees with
    breaks: tuple[Break, ...]  # the first of them stands first
    notices: tuple[Text, ...]
    guarded: bool = True  # False where the database no longer refuses changes of the log

    @property
    def unanchored(self) -> int:
        """How many entries came after the newest that is anchored."""
        if self.head is None:
            return 0
        return self.head.position - (self.anchored.position if self.anchored else 0)

    @property
    def state(self) -> str:
        """Sound; broken; or unproven, where nothing outside the database speaks for the log."""
        if self.breaks:
            return "broken"
        unproven = not self.guarded or (self.head and not self.anchored)
        return "unproven" if unproven else "sound"


def verify(rows: Iterable[Kept], anchors: Anchors, *, guarded: bool = True) -> Verdict:
    """Read the whole log, and say where it first departs from what was written."""
    walk = _Walk(anchors)
    for row in rows:
        walk.take(row)
    found = [one for one in (walk.chain_break(), walk.anchor_break()) if one]
    return Verdict(
        walk.entries,
        walk.head,
        walk.anchored,
        tuple(sorted(found, key=lambda one: one.position)),
        (*([] if guarded else [UNGUARDED]), *_notices(walk, anchors)),
        guarded,
    )


class _Walk:
    """The log, entry by entry, up to the first that does not follow from the one before."""

    def __init__(self, anchors: Anchors) -> None:
        self.anchors = anchors.lines
        self.wanted = {one.position for one in anchors.lines}
        self.digests: dict[int, str] = {}  # of the entries that anchors speak of
        self.entries = 0
        self.sound: Kept | None = None  # the last entry that follows from the one before
        self.last: Kept | None = None
        self.broken: list[Kept] = []  # the first that does not, and the one after it

    def take(self, row: Kept) -> None:
        self.entries += 1
        self.last = row
        if self.broken or not _follows(self.sound, row):
            self.broken = [*self.broken, row][:2]
            return
        self.sound = row
        if row.position in self.wanted:
            self.digests[row.position] = row.digest

    @property
    def head(self) -> Anchor | None:
        return Anchor(self.last.position, str(self.last.digest), "") if self.last else None

    @property
    def anchored(self) -> Anchor | None:
        """The newest entry that an anchor agrees with."""
        standing = (one for one in self.anchors if self._stands(one))
        return max(standing, key=lambda one: one.position, default=None)

    def chain_break(self) -> Break | None:
        if not self.broken:
            return None
        after = self.broken[1] if len(self.broken) > 1 else None
        expected = (self.sound.position if self.sound else 0) + 1
        known = any(one.position >= expected for one in self.anchors)
        if self.sound and after is None and not known and _is_beyond(self.broken[0], expected):
            return breaks.beyond(expected, self.broken[0].position)
        return _departure(self.sound, self.broken[0], after, self.entries)

    def anchor_break(self) -> Break | None:
        """Where anchors and log part; past an entry that is broken in itself nothing is said."""
        if not self._fallen:
            return None
        head = self.head or Anchor(0, BEFORE_THE_FIRST, "")
        newest = max(self._fallen, key=lambda one: one.position)
        differing = [one for one in self._fallen if one.position in self.digests]
        if self.broken and differing:
            return breaks.exchanged(min(differing, key=lambda one: one.position))
        if self._continued:
            return breaks.forked(self._common, newest, head)
        if differing:
            return breaks.rewritten(self._common, newest, head)
        return breaks.truncated(head.position, newest)

    @cached_property
    def _fallen(self) -> list[Anchor]:
        """The anchors of entries that are not there, or are others."""
        end = self.last.position if self.last else 0
        return [
            one
            for one in self.anchors
            if (one.position in self.digests or one.position > end) and not self._stands(one)
        ]

    @property
    def _common(self) -> int:
        """The newest entry anchored before the first anchor that fell: both logs hold it."""
        before = self.anchors[: self.anchors.index(self._fallen[0])]
        return max((one.position for one in before if self._stands(one)), default=0)

    @property
    def _continued(self) -> bool:
        """True where the log that stands here was anchored after one that is no more."""
        after = self.anchors[self.anchors.index(self._fallen[0]) :]
        return any(one.position > self._common for one in after if self._stands(one))

    def _stands(self, anchor: Anchor) -> bool:
        return self.digests.get(anchor.position) == anchor.digest


def _follows(before: Kept | None, row: Kept) -> bool:
    position, digest = (before.position, before.digest) if before else (0, BEFORE_THE_FIRST)
    return row.position == position + 1 and row.previous == digest and digest_of(row) == row.digest


def _is_beyond(row: Kept, expected: int) -> bool:
    return isinstance(row.position, int) and row.position > expected


def _departure(before: Kept | None, row: Kept, after: Kept | None, entries: int) -> Break:
    """What was done to the first entry that does not follow from the one before."""
    expected = before.position + 1 if before else 1
    if not isinstance(row.position, int):  # the table was made anew, and takes anything
        return breaks.edited(expected)
    if row.position != expected:
        later = row.position > expected
        told = breaks.missing if later else breaks.misplaced
        return told(expected, row.position)
    if digest_of(row) == row.digest:
        return breaks.unlinked(expected)
    return _moved(row, after, entries)


def _moved(row: Kept, after: Kept | None, entries: int) -> Break:
    """Whether an entry that is not as it was written stood elsewhere before."""
    here, written = row.position, _written_as(row, entries)
    next_written = _written_as(after, entries) if after else None
    if written is None:
        put_in = next_written == here
        return breaks.inserted(here, here) if put_in else breaks.edited(here)
    if next_written not in (None, written + 1):
        return breaks.reordered(here, written)
    return (breaks.removed if written > here else breaks.inserted)(here, written)


def _written_as(row: Kept, entries: int) -> int | None:
    """The position that an entry's own digest was made with; None where it is no position's."""
    near = (row.position, row.position - 1, row.position + 1)
    tried = (*near, *range(1, entries + 2))
    return next((one for one in tried if digest_of(row._replace(position=one)) == row.digest), None)


def _notices(walk: _Walk, anchors: Anchors) -> Iterable[Text]:
    if anchors.unreadable:
        yield _unreadable(anchors.unreadable)
    if walk.last is None and not anchors.lines:
        yield EMPTY
    elif not anchors.found:
        yield NO_FILE
    elif walk.anchored is None and not walk.broken and not walk.anchor_break():
        yield NO_ANCHOR


def _unreadable(count: int) -> Text:
    return Text(
        f"Lines of the file of anchors that cannot be read, half written or damaged: {count}.",
        "Lignes du fichier d'ancres qui ne peuvent pas être lues, à moitié écrites ou "
        f"endommagées : {count}.",
    )
