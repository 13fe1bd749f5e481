"""`pillars check` of a return sent back: what the office wrote, which waits for an answer."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing

from dashboard.plain_values import Record
from dashboard.printing import plain, write_line
from dashboard.returns.remarks import waiting_comments
from dashboard.text import Words
from ingest import Checked
from metrics import MetricsStore, Remark, StoreError


def office_said(opened: Callable[[], MetricsStore], checked: Checked) -> list[Remark]:
    """Nothing where there is no store to ask, which was said already."""
    try:
        with closing(opened()) as store:
            return waiting_comments(store, checked)
    except StoreError:
        return []


def comments_record(said: Iterable[Remark]) -> Record:
    """The stable key of what the office wrote, where it did; no cell where it is of all."""
    told = [{"sheet": one.sheet, "cell": one.cell, "words": one.words} for one in said]
    return {"comments": [*told]} if told else {}


def tell_office_said(said: Sequence[Remark], words: Words) -> None:
    """On a line each."""
    if said:
        write_line(words("returns.comments_checked"))
    for one in said:
        at = "!".join(part for part in (one.sheet, one.cell) if part)
        where = at or words("returns.whole_file")
        write_line(plain(f"{words('returns.comments'):<16} {where}: {one.words}"))
