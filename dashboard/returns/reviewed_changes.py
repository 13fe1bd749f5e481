"""What a return changes, by indicator and cell, with its sender's reasons: for the office."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, attrs, panel, scrolls, section, table
from dashboard.returns.naming import Names, address_of_cell
from dashboard.returns.office import REVIEW
from metrics import Difference, DifferenceKind, HeldReturn, Remark, labels


def differences_section(
    told: Sequence[Difference], held: HeldReturn, address: Address, names: Names
) -> Component:
    """By indicator: what is new, changed or gone; what stayed the same opens."""
    words = names.words
    changed = [one for one in told if one.kind is not DifferenceKind.UNCHANGED]
    same = [one for one in told if one.kind is DifferenceKind.UNCHANGED]
    said = _said_at(held.reasons)
    parts: list[Child] = [_tables(changed, said, held, address, names)]
    if not changed:
        parts = [html.P(words("review.nothing_changed"))]
    if same:
        shown = _tables(same, said, held, address, names)
        parts.append(panel(words.counted("review.unchanged_panel", len(same)), shown))
    return section("changes", words("review.changes"), *parts, note=words("review.changes_note"))


def _tables(
    told: Sequence[Difference],
    said: dict[str, list[Remark]],
    held: HeldReturn,
    address: Address,
    names: Names,
) -> Component:
    ordered = sorted(told, key=lambda one: one.series)
    parts = []
    for series, ones in groupby(ordered, key=lambda one: one.series):
        title, every = names.series(series), list(ones)
        heads = ("row", "cell", "before", "now", "change", "kind", "history")
        columns = [Column(names.words(f"review.{one}"), one in ("before", "now", "change"))
                   for one in heads]  # fmt: skip
        rows = [_row(one, said, held, address, names) for one in every]
        parts.append(scrolls(title, table(title, columns, rows, "tnum stacks")))
    return html.Div(parts, className="changes")


def _row(
    one: Difference,
    said: dict[str, list[Remark]],
    held: HeldReturn,
    address: Address,
    names: Names,
) -> list[Child]:
    words, at = names.words, address_of_cell(one.now) if one.now else ""
    reasons = [html.Small([html.Br(), words("review.because", why=why)], className="note")
               for why in dict.fromkeys(why.words for why in said.get(at, ()))]  # fmt: skip
    row = names.row(one)
    history = address.to(
        f"{REVIEW}/{held.receipt.code}/history", series=one.series, place=one.place,
        breakdown=one.disaggregation or None, period=one.period.code,
    )  # fmt: skip
    link = html.A(words("review.history"), href=history,
                  **attrs(aria_label=words("review.history_of", row=row)))  # fmt: skip
    return [
        html.Span([row, *reasons]),
        html.Code(at) if at else words("review.no_cell"),
        names.value(one.before),
        names.value(one.now),
        change_words(one, names),
        html.Span(words(f"review.kind_{one.kind}"), className="flag"),
        link,
    ]


def change_words(one: Difference, names: Names) -> str:
    """How much more or less; a dash where the two cannot be subtracted."""
    before, now = one.before, one.now
    if before is None or now is None or before.value is None or now.value is None:
        return "–"
    change, language = now.value - before.value, names.words.language
    said = labels.number(abs(change), names.catalogue.unit_of(one.series), language)
    return f"+{said}" if change > 0 else f"−{said}" if change < 0 else said


def _said_at(reasons: Iterable[Remark]) -> dict[str, list[Remark]]:
    """A partner's reasons by the address of their cell."""
    found: dict[str, list[Remark]] = {}
    for one in reasons:
        found.setdefault(f"{one.sheet}!{one.cell}" if one.sheet else one.cell, []).append(one)
    return found
