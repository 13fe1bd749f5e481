"""Which of a sender's layouts a file is read by."""

from collections.abc import Iterable
from typing import NamedTuple

from ingest.book import Book
from ingest.returns.layout import Layout
from ingest.returns.profile_model import Profile
from ingest.returns.profile_reading import FormCell, Reading, form_cells, read_by


class Found(NamedTuple):
    """What a profile finds in a file: `cells` are those that are figures of the form."""

    profile: Profile
    reading: Reading
    cells: tuple[FormCell, ...]


def choose(book: Book, profiles: Iterable[Profile], layout: Layout) -> Found | None:
    """The profile that finds most; None where none finds anything.

    Of the versions of one, newest first, it is the newest of which the file has everything, else
    the newest: a sender may send a file of an earlier layout again.
    """
    mine = [one for one in profiles if one.form in ("", layout.form.id)
            and one.partner in ("", layout.partner)]  # fmt: skip
    readings = [(one, read_by(book, one)) for one in mine]
    found = [Found(*one, tuple(form_cells(one[1], layout))) for one in readings]
    whole = [one for one in found if one.cells and not one.reading.missing]
    last = {one.profile.id: one for one in reversed(whole or found)}
    best = max(last.values(), key=lambda one: len(one.cells), default=None)
    return best if best and best.cells else None
