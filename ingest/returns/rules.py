"""Totals against their parts, and the rules that a form declares between its measures.

A rule that does not hold is told where it certainly does not: `<5` may be four, and what is not
available may be anything. What does not apply adds nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from ingest.findings import Severity
from ingest.returns.layout import LayoutRow, LayoutSheet, MeasureColumn
from ingest.returns.ledger import At, Ledger, key_of
from ingest.returns.ranges import ENDLESS, Range, added, exact, range_of
from metrics import FormRule, Observation, ObservationStatus, Text

_NOTHING_APPLIES = Text("'n/a'", "« s.o. »")
_ADDED = ("count", "money", "days")  # kinds of which parts make a total


def check_totals(ledger: Ledger) -> None:
    for sheet in ledger.layout.sheets:
        if not (sheet.table.total and sheet.table.adds_up):
            continue
        added_up = [one for one in sheet.columns if one.unit.kind in _ADDED]
        places: dict[str, list[LayoutRow]] = {}
        for row in sheet.rows:
            places.setdefault(row.place, []).append(row)
        for rows in places.values():
            for column in added_up:
                _check_total(ledger, sheet, rows, column)


def _check_total(
    ledger: Ledger, sheet: LayoutSheet, rows: list[LayoutRow], column: MeasureColumn
) -> None:
    whole = next((_held(ledger, column, row) for row in rows if not row.member), None)
    parts = [_held(ledger, column, row) for row in rows if row.member]
    if whole is None or not parts:
        return
    made, said = added(parts), range_of(whole)
    if said.meets(made):
        return
    sums, says = _sum_words(parts, made), _words(whole, said)
    wrong = Text(f"The parts {sums.en}, and the total says {says.en}.",
                 f"Les parties {sums.fr}, et le total dit {says.fr}.")  # fmt: skip
    right = Text("Correct the total or one of its parts, so that they agree.",
                 "Corrigez le total ou l'une des parties, pour qu'ils concordent.")  # fmt: skip
    stated = [one for one in parts if one]
    ledger.tell(
        Severity.ERROR, "total", _at(whole), wrong, right, against=_span(stated),
        cause=f"{sheet.table.id}:total:{column.series}",
    )  # fmt: skip


def check_rules(ledger: Ledger, today: date) -> None:
    for rule in ledger.layout.form.rules:
        if sheet := ledger.layout.sheet(rule.table):
            columns = {one.measure.series: one for one in sheet.columns}
            for row in sheet.rows:
                held = {name: _held(ledger, columns[name], row) for name in rule.series}
                if rule.kind == "needs" and _is_told(ledger, columns[rule.right or ""], row):
                    continue  # stated, and what is wrong with it is told at its own cell
                if (wrong := _broken(rule, held, columns)) is not None:
                    _tell(ledger, rule, held, wrong, shadow=rule.in_shadow(today))


def _broken(
    rule: FormRule,
    held: Mapping[str, Observation | None],
    columns: Mapping[str, MeasureColumn],
) -> tuple[Text, Text] | None:
    """What is wrong and what would be right, in words; None where the rule may hold."""
    return _KINDS[rule.kind](rule, held, columns)


Held = Mapping[str, Observation | None]
Names = Mapping[str, MeasureColumn]
Told = tuple[Text, Text] | None


def _above(rule: FormRule, held: Held, names: Names) -> Told:
    left, right = rule.left or "", rule.right or ""
    one, other = exact(held[left]), exact(held[right])
    if one is not None and other is not None and one <= other:
        return None
    low, high = range_of(held[left]), range_of(held[right])
    if held[left] is None or held[right] is None or low.least <= high.most:
        return None
    part, whole, says = names[left].heading, names[right].heading, _words(held[right], high)
    wrong = (
        Text(f"'{part.en}' is {_shown(low, 'en')}, and '{whole.en}' says {says.en}.",
             f"« {part.fr} » vaut {_shown(low, 'fr')}, et « {whole.fr} » dit {says.fr}.")
        if _does_not_apply(held[right]) else
        Text(f"'{part.en}' is {_shown(low, 'en')}, more than '{whole.en}', {says.en}.",
             f"« {part.fr} » vaut {_shown(low, 'fr')}, plus que « {whole.fr} », {says.fr}.")
    )  # fmt: skip
    return (
        wrong,
        Text(f"'{part.en}' can be at most '{whole.en}': correct one of the two.",
             f"« {part.fr} » ne peut dépasser « {whole.fr} »\u00a0: corrigez l'un des deux."),
    )  # fmt: skip


def _not_the_sum(rule: FormRule, held: Held, names: Names) -> Told:
    right = rule.right or ""
    parts = [held[one] for one in rule.parts]
    made, said = added(parts), range_of(held[right])
    if held[right] is None or said.meets(made):
        return None
    en = " + ".join(f"'{names[one].heading.en}'" for one in rule.parts)
    fr = " + ".join(f"« {names[one].heading.fr} »" for one in rule.parts)
    sums, says = _sum_words(parts, made), _words(held[right], said)
    return (
        Text(f"{en} {sums.en}, and '{names[right].heading.en}' says {says.en}.",
             f"{fr} {sums.fr}, et « {names[right].heading.fr} » dit {says.fr}."),
        Text("Correct the sum or one of its parts, so that they agree.",
             "Corrigez la somme ou l'une de ses parties, pour qu'elles concordent."),
    )  # fmt: skip


def _lacking(rule: FormRule, held: Held, names: Names) -> Told:
    left, right = rule.left or "", rule.right or ""
    needed = held[right]
    if range_of(held[left]).least <= 0 or (needed and needed.value is not None):
        return None
    one, other = names[left].heading, names[right].heading
    return (
        Text(f"'{one.en}' is stated, and '{other.en}' is not.",
             f"« {one.fr} » est donné, et « {other.fr} » ne l'est pas."),
        Text(f"State '{other.en}' as well.", f"Donnez aussi « {other.fr} »."),
    )  # fmt: skip


def _outside(rule: FormRule, held: Held, names: Names) -> Told:
    left = rule.left or ""
    said = range_of(held[left])
    bounds = Range(Decimal(rule.least or "-Infinity"), Decimal(rule.most or "Infinity"))
    stated = held[left]
    if stated is None or stated.value is None or said.meets(bounds):
        return None
    name = names[left].heading
    en, fr = _bounds(bounds, "en"), _bounds(bounds, "fr")
    return (
        Text(f"'{name.en}' is {_shown(said, 'en')}; {en} is expected.",
             f"« {name.fr} » vaut {_shown(said, 'fr')}; on attend {fr}."),
        Text(f"Write {en}.", f"Écrivez {fr}."),
    )  # fmt: skip


_KINDS = {"at-most": _above, "adds-up": _not_the_sum, "needs": _lacking, "between": _outside}


def _tell(
    ledger: Ledger, rule: FormRule, held: Held, wrong: tuple[Text, Text], *, shadow: bool
) -> None:
    """At the first of the rule's cells that states something; against the last."""
    stated = [one for one in held.values() if one and one.location.row]
    first = stated[0] if stated else None
    # a form's own words state a fact; where a part does not apply, only what is said is told
    is_known = not any(_does_not_apply(one) for one in held.values())
    message, right = (is_known and rule.message) or wrong[0], rule.remedy or wrong[1]
    severity = Severity.INFO if shadow else Severity(rule.severity)
    against = _cell(stated[-1]) if len(stated) > 1 else ""
    ledger.tell(
        severity, rule.id, _at(first) if first else At("", 0, 0), message, right,
        against=against, shadow=shadow, cause=f"{rule.table}:{rule.id}",
    )  # fmt: skip


def _held(ledger: Ledger, column: MeasureColumn, row: LayoutRow) -> Observation | None:
    return ledger.held.get(key_of(column, row))


def _is_told(ledger: Ledger, column: MeasureColumn, row: LayoutRow) -> bool:
    return key_of(column, row) in ledger.faulty


def _at(one: Observation) -> At:
    where = one.location
    seen = f"{one.value.normalize():f}" if one.value is not None else ""
    return At(where.sheet, where.row, where.column, seen)


def _cell(one: Observation) -> str:
    where = one.location
    return f"{where.sheet}!{where.cell}" if where.sheet else where.cell


def _span(parts: list[Observation]) -> str:
    """`Sheet!C7:C9`: the first and the last of the parts, where they stand in one column."""
    ends = [parts[0], parts[-1]] if parts else []
    if len({(one.location.sheet, one.location.column) for one in ends}) != 1:
        return _cell(parts[0]) if parts else ""
    last = ends[-1].location.cell
    return _cell(ends[0]) if len(parts) == 1 else f"{_cell(ends[0])}:{last}"


def _does_not_apply(one: Observation | None) -> bool:
    """Whether it says so, in words: that it counts as nothing is no zero that anybody wrote."""
    return one is not None and one.value is None and one.status is ObservationStatus.MISSING


def _words(one: Observation | None, said: Range) -> Text:
    """What a cell says, as it may be written."""
    if _does_not_apply(one):
        return _NOTHING_APPLIES
    return Text(_shown(said, "en"), _shown(said, "fr"))


def _sum_words(parts: Sequence[Observation | None], made: Range) -> Text:
    """What parts make together, behind their names."""
    if all(map(_does_not_apply, parts)):
        en, fr = _NOTHING_APPLIES
        return Text(f"say {en}", f"disent {fr}")
    return Text(f"add up to {_shown(made, 'en')}", f"donnent {_shown(made, 'fr')}")


def _shown(said: Range, language: str) -> str:
    at_least = "at least " if language == "en" else "au moins "
    at_most = "at most " if language == "en" else "au plus "
    if said.is_exact:
        return _number(said.least, language)
    if said.most == ENDLESS:
        return at_least + _number(said.least, language)
    if said.least <= 0:
        return at_most + _number(said.most, language)
    joined = " to " if language == "en" else " à "
    return _number(said.least, language) + joined + _number(said.most, language)


def _bounds(bounds: Range, language: str) -> str:
    if bounds.least == -ENDLESS:
        return ("at most " if language == "en" else "au plus ") + _number(bounds.most, language)
    return _shown(bounds, language)


def _number(value: Decimal, language: str) -> str:
    shown = f"{value.normalize():f}"
    return shown.replace(".", ",") if language == "fr" else shown
