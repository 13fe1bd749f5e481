"""Which drafts have key lines that a second person still has to read."""

from collections.abc import Iterable, Iterator
from itertools import islice

from dashboard.briefings.outline import Outline
from dashboard.issuing.making import made, outline_of
from dashboard.issuing.second_reading import Unread, unread_in, wording_of
from metrics import Briefing, MetricsError, MetricsStore


def unread_of(store: MetricsStore, code: str) -> tuple[Unread, ...]:
    """The lines of a draft that somebody else has to read; none where it cannot be composed.

    Nothing of it can be frozen then either.
    """
    try:
        outline = outline_of(store, code)
        few = _worded(outline)
        return unread_in(made(store, few).snapshot, store.catalogue) if few.indicators else ()
    except MetricsError:
        return ()


def _worded(outline: Outline) -> Outline:
    """No more of it than the indicators with words of an official: a line rests on no other."""
    lines = tuple(one for one in outline.lines if one.edited)
    worded = {one.indicator for one in lines}
    chosen = tuple(one for one in outline.indicators if one in worded)
    return outline.model_copy(update={"indicators": chosen, "lines": lines, "since": None})


def drafts_waiting(
    store: MetricsStore, drafts: Iterable[Briefing], most: int | None = None
) -> Iterator[tuple[Briefing, tuple[Unread, ...]]]:
    """Drafts, `most` of them, with lines that nobody has read as they stand; each with these."""
    every = ((one, unread_of(store, one.code)) for one in drafts)
    asked = ((one, unread) for one, unread in every
             if unread and one.read(wording_of(unread)) is None)  # fmt: skip
    return islice(asked, most)
