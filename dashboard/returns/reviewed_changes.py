"""What a return changes, by indicator and cell, with its sender's reasons: for the office."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, attrs, panel, section
from dashboard.returns.in_order import Cell, cell_of, in_form_order, said_before
from dashboard.returns.naming import Names, address_of_cell
from dashboard.returns.notes_said import note_alone, note_below
from dashboard.returns.office import REVIEW, store
from dashboard.returns.replies import RULE
from dashboard.tables import Group, Row, listing
from metrics import (
    Confidentiality,
    Difference,
    DifferenceKind,
    HeldReturn,
    Observation,
    Qualifier,
    Remark,
    ReturnForm,
    labels,
)

HEADS = ("row", "cell", "before", "now", "change", "kind", "history")
PAST, NUMBERS = 2, 4  # where the period before stands among them; the columns of numbers


class Beside(NamedTuple):
    """What stands beside the differences of a return."""

    held: HeldReturn
    reasons: Mapping[str, list[Remark]]  # by the address of their cell
    last_period: str  # the name of its column
    values: Mapping[Cell, Observation]  # of the period before
    comments: Mapping[str, str]  # of the office, on what was sent earlier, by address


def differences_section(
    told: Sequence[Difference], held: HeldReturn, comments: Mapping[str, str], address: Address,
    names: Names,
) -> Component:  # fmt: skip
    """By indicator, as the form asks: what is new, changed or gone; what stayed the same opens."""
    words, form = names.words, names.catalogue.returns.get(held.receipt.form)
    told = in_form_order(told, form)
    changed = [one for one in told if one.kind is not DifferenceKind.UNCHANGED]
    same = [one for one in told if one.kind is DifferenceKind.UNCHANGED]
    beside = Beside(held, _said_at(held.reasons), *_last_period(held, form, names),
                    comments)  # fmt: skip
    parts: list[Child] = [_table(changed, words("review.changes"), beside, address, names)]
    if not changed:
        parts = [html.P(words("review.nothing_changed"))]
    if same:
        caption = words.counted("review.unchanged_panel", len(same))
        parts.append(panel(caption, _table(same, caption, beside, address, names)))
    return section("changes", words("review.changes"), *parts, note=words("review.changes_note"))


def _last_period(
    held: HeldReturn, form: ReturnForm | None, names: Names
) -> tuple[str, Mapping[Cell, Observation]]:
    """What the column of the period before is called, and what stands in it."""
    if form is None:
        return names.words("review.last_period"), {}
    named = names.period(form.id, form.before(held.receipt.period))
    said = names.words("review.last_period_named", period=named)
    return said, said_before(store(), held, form)


def _table(
    told: Sequence[Difference], caption: str, beside: Beside, address: Address, names: Names
) -> Component:
    """One table, so that its columns stand in line; each indicator heads its rows."""
    heads = [names.words(f"review.{one}") for one in HEADS]
    heads.insert(PAST, beside.last_period)
    columns = [Column(said, PAST <= at < PAST + NUMBERS) for at, said in enumerate(heads)]
    groups = [
        Group(names.series(series), [Row(_row(one, beside, address, names)) for one in ones])
        for series, ones in groupby(told, key=lambda one: one.series)
    ]
    return listing(caption, columns, groups, hidden_caption=True)


def _row(one: Difference, beside: Beside, address: Address, names: Names) -> list[Child]:
    words, at = names.words, address_of_cell(one.now) if one.now else ""
    given = dict.fromkeys(_given(why, at, beside, names) for why in beside.reasons.get(at, ()))
    reasons = [html.Small([html.Br(), said], className="note") for said in given]
    row, last = names.row(one), beside.values.get(cell_of(one))
    history = address.to(
        f"{REVIEW}/{beside.held.receipt.code}/history", series=one.series, place=one.place,
        breakdown=one.disaggregation or None, period=one.period.code,
    )  # fmt: skip
    link = html.A(words("review.history"), href=history,
                  **attrs(aria_label=words("review.history_of", row=row)))  # fmt: skip
    return [
        html.Span([row, *note_below(one, words), *reasons]),
        html.Code(at) if at else words("review.no_cell"),
        _value_before(last, names),
        names.value(one.before),
        names.value(one.now),
        _change(one, last, names),
        html.Span(words(f"review.kind_{one.kind}"), className="flag"),
        link,
    ]


def _given(why: Remark, at: str, beside: Beside, names: Names) -> str:
    """Whose words these are, and what they are said to: a warning, or a comment of the office."""
    partner = names.partner(beside.held.receipt.organization)
    if why.rule != RULE:
        return names.words("review.because", partner=partner, why=why.words)
    comment = beside.comments.get(at)
    key = "review.answers" if comment else "review.answers_whole"
    return names.words(key, partner=partner, comment=comment or "", why=why.words)


def _value_before(held: Observation | None, names: Names) -> str:
    """A value of the period before; one that nobody has approved is marked wherever it stands."""
    said = names.value(held)
    if held is None or held.confidentiality is Confidentiality.FREE:
        return said
    return f"{said} ({names.words('shared.provisional')})"


def _change(one: Difference, last: Observation | None, names: Names) -> Child:
    """How much more or less than on file, else than in the period before; a dash where neither."""
    if note_alone(one, names.words):
        return names.words("returns.change_note")
    if said := _step(one.before, one, names):
        return said
    is_first = one.before is None and not _is_cut(one, last, names)
    said = _step(last, one, names) if is_first else ""
    if not said:
        return "–"
    return html.Span([said, html.Small(names.words("review.from_last"), className="note")])


def _step(before: Observation | None, one: Difference, names: Names) -> str:
    """What was added or taken away; nothing where the two cannot be subtracted."""
    ends = [each for each in (before, one.now) if each and each.qualifier is Qualifier.EXACT]
    values = [each.value for each in ends if each.value is not None]
    if len(values) < 2:
        return ""
    change, language = values[1] - values[0], names.words.language
    said = labels.number(abs(change), names.catalogue.unit_of(one.series), language)
    return f"+{said}" if change > 0 else f"−{said}" if change < 0 else said


def _is_cut(one: Difference, last: Observation | None, names: Names) -> bool:
    """Whether the series begins to count otherwise between the period before and this one."""
    breaks = names.catalogue.series_of(one.series).breaks
    return last is not None and any(
        last.period.start < each.on <= one.period.end for each in breaks
    )


def _said_at(reasons: Iterable[Remark]) -> dict[str, list[Remark]]:
    """A partner's reasons by the address of their cell."""
    found: dict[str, list[Remark]] = {}
    for one in reasons:
        found.setdefault(f"{one.sheet}!{one.cell}" if one.sheet else one.cell, []).append(one)
    return found
