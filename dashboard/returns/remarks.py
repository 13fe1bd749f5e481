"""What was written at cells: the comments of the office, and the reasons of the partner."""

from collections.abc import Iterable, Mapping, Sequence

from dash.development.base_component import Component

from dashboard.components import Child, Column, scrolls, section, table
from dashboard.returns.checks import is_anothers
from dashboard.returns.comments import cells_of
from dashboard.returns.drafts_read import Seen
from dashboard.returns.last_sent import sent_back
from dashboard.returns.looking import is_known
from dashboard.returns.naming import Names
from dashboard.returns.replies import Asked
from dashboard.returns.sending import own_returns
from dashboard.services import services
from dashboard.text import Words
from ingest import Checked
from metrics import HeldReturn, MetricsStore, Remark

MOST_STATED = 5_000  # values of a return; of a larger one no page takes all of them to say a few


def remarks_section(
    said: Sequence[Remark], kind: str, words: Words, stated: Mapping[str, str], note: str = ""
) -> Component:
    """A table of cells, what was `stated` there, and words; `kind` is "comments" or "reasons"."""
    columns = [Column(words(f"returns.column_{one}")) for one in ("cell", "figure", kind)]
    rows: list[list[Child]] = []
    for one in said:
        at = "!".join(part for part in (one.sheet, one.cell) if part)
        rows.append([at or words("returns.whole_file"), stated.get(at, "–"), one.words])
    caption = words(f"returns.{kind}_by_cell")
    shown = scrolls(caption, table(caption, columns, rows, "tnum stacks", hidden_caption=True))
    return section(kind, words(f"returns.{kind}"), shown, note=note or None)


def stated_in(held: HeldReturn, said: Iterable[Remark], words: Words) -> dict[str, str]:
    """What a return states where something was said of it, in words, by the address of its cell."""
    catalogue, counts = services().catalogue, held.receipt.receipt
    stated = counts.added + counts.changed + counts.unchanged
    if held.is_kept_back or stated > MOST_STATED or not is_known(catalogue, held):
        return {}
    names, at = Names(catalogue, words), {f"{one.sheet}!{one.cell}".strip("!") for one in said}
    own = own_returns(services().store, held.receipt.organization)
    cells = cells_of(own, held.receipt.code) if at - {""} else {}
    known = catalogue.series.keys(), catalogue.places.keys()  # an old one may be declared no more
    return {
        cell: names.figure(one)
        for cell, one in cells.items()
        if cell in at and one.series in known[0] and one.place in known[1]
    }


def said_by_office(held: Seen, words: Words) -> Component | None:
    """Of a return that was sent back, the office's words, where its sender checks it anew."""
    back = _sent_back(services().store, held)
    if back is None:
        return None
    checked = held.checked
    same = checked is not None and checked.content == back.receipt.content
    note = words("returns.comments_same" if same else "returns.comments_checked")
    said = _comments(back)
    return remarks_section(said, "comments", words, stated_in(back, said, words), note)


def asked_by_office(held: Seen) -> list[Asked]:
    """The same, to be answered."""
    return asked_of(services().store, held)


def asked_of(store: MetricsStore, held: Seen) -> list[Asked]:
    """The same, for the command line too."""
    back = _sent_back(store, held)
    return [Asked(one) for one in _comments(back)] if back else []


def waiting_comments(store: MetricsStore, checked: Checked) -> list[Remark]:
    """The same of a file that nobody has sent, as the command line checks it."""
    if is_anothers(checked):
        return []
    back = sent_back(store, checked.form, checked.partner, checked.period)
    return _comments(back) if back else []


def _sent_back(store: MetricsStore, held: Seen) -> HeldReturn | None:
    draft, checked = held.draft, held.checked
    if checked is not None and is_anothers(checked):
        return None
    form, period = (checked.form, checked.period) if checked else ("", "")
    return sent_back(store, form or draft.form, draft.organization, period or draft.period)


def _comments(back: HeldReturn) -> list[Remark]:
    last = back.events[-1].reason
    return [*([Remark("", "", "", last)] if last else []), *back.comments]
