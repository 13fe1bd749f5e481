"""`pillars check` of a return sent back: what the office wrote, which waits for an answer."""

from collections.abc import Callable
from contextlib import closing

from dashboard.printing import plain, write_line
from dashboard.returns.remarks import waiting_comments
from dashboard.text import Words
from ingest import Checked
from metrics import MetricsStore, StoreError


def tell_office_said(opened: Callable[[], MetricsStore], checked: Checked, words: Words) -> None:
    """On a line each; nothing where there is no store to ask, which was said already."""
    try:
        with closing(opened()) as store:
            said = waiting_comments(store, checked)
    except StoreError:
        return
    if said:
        write_line(words("returns.comments_checked"))
    for one in said:
        at = "!".join(part for part in (one.sheet, one.cell) if part)
        where = at or words("returns.whole_file")
        write_line(plain(f"{words('returns.comments'):<16} {where}: {one.words}"))
