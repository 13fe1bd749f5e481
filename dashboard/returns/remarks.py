"""What was written at cells: the comments of the office, and the reasons of the partner."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard.components import Child, Column, scrolls, section, table
from dashboard.returns.checks import is_anothers, sent_back
from dashboard.returns.drafts_read import Seen
from dashboard.returns.replies import Asked
from dashboard.services import services
from dashboard.text import Words
from metrics import HeldReturn, Remark


def remarks_section(said: Sequence[Remark], kind: str, words: Words, note: str = "") -> Component:
    """A table of cells and words; `kind` is "comments" or "reasons"."""
    columns = [Column(words(f"returns.column_{one}")) for one in ("cell", kind)]
    rows: list[list[Child]] = [
        ["!".join(part for part in (one.sheet, one.cell) if part)
         or words("returns.whole_file"), one.words] for one in said
    ]  # fmt: skip
    caption = words(f"returns.{kind}_by_cell")
    shown = scrolls(caption, table(caption, columns, rows, hidden_caption=True))
    return section(kind, words(f"returns.{kind}"), shown, note=note or None)


def said_by_office(held: Seen, words: Words) -> Component | None:
    """Of a return that was sent back, the office's words, where its sender checks it anew."""
    back = _sent_back(held)
    if back is None:
        return None
    checked = held.checked
    same = checked is not None and checked.content == back.receipt.content
    note = words("returns.comments_same" if same else "returns.comments_checked")
    return remarks_section(_comments(back), "comments", words, note)


def asked_by_office(held: Seen) -> list[Asked]:
    """The same, to be answered."""
    back = _sent_back(held)
    return [Asked(one) for one in _comments(back)] if back else []


def _sent_back(held: Seen) -> HeldReturn | None:
    draft, checked = held.draft, held.checked
    if checked is not None and is_anothers(checked):
        return None
    form, period = (checked.form, checked.period) if checked else ("", "")
    return sent_back(
        services().store, form or draft.form, draft.organization, period or draft.period
    )


def _comments(back: HeldReturn) -> list[Remark]:
    last = back.events[-1].reason
    return [*([Remark("", "", "", last)] if last else []), *back.comments]
