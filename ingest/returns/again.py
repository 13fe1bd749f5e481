"""A return looked through again, long after its file: every rule, on the values that it states."""

from collections.abc import Iterable

from ingest.findings import Finding, Severity
from ingest.returns.context import Context
from ingest.returns.layout import Layout, LayoutSheet, where_is
from ingest.returns.ledger import At, Ledger, key_of
from ingest.returns.plausibility import check_past
from ingest.returns.rules import check_rules, check_totals
from metrics import Language, Observation, Period, ReturnForm, Text


def check_again(
    form: ReturnForm,
    partner: str,
    period: Period,
    values: Iterable[Observation],
    context: Context,
) -> tuple[Finding, ...]:
    """What a check of these values would say today, by today's form and rules.

    The file itself may be gone by then; what it states stands at the addresses it was read from.
    """
    layout = where_is(form, context.catalogue, partner, period, context.language)
    ledger = Ledger("", layout, context.today, context.answers)
    for one in values:
        ledger.held[one.series, one.place, one.disaggregation] = one
    _check_known(ledger, layout)
    _check_stated(ledger, layout)
    check_totals(ledger)
    check_rules(ledger, context.today)
    check_past(ledger, context.history)
    return (*ledger.findings, *ledger.uncounted())


def _check_known(ledger: Ledger, layout: Layout) -> None:
    """What the form asked for when it was sent, and no longer asks for."""
    asked = {
        key_of(column, row)
        for sheet in layout.sheets
        for row in sheet.rows
        for column in sheet.columns
    }
    for key in list(ledger.held):
        if key not in asked:
            where = ledger.held.pop(key).location
            ledger.tell(
                Severity.ERROR, "not-asked", At(where.sheet, where.row, where.column),
                Text("The form asks for this value no longer.",
                     "Le formulaire ne demande plus cette valeur."),
                Text("Send the return back, to be filled in on the present form.",
                     "Renvoyez le rapport, pour qu'il soit rempli sur le formulaire actuel."),
            )  # fmt: skip


def _check_stated(ledger: Ledger, layout: Layout) -> None:
    for sheet in layout.sheets:
        _check_sheet(ledger, sheet, layout.language)


def _check_sheet(ledger: Ledger, sheet: LayoutSheet, language: Language) -> None:
    """That everything the form asks for is stated, in one of the ways to state it."""
    name = sheet.table.sheet.in_(language)
    for column in sheet.columns:
        lacking = [row for row in sheet.rows if key_of(column, row) not in ledger.held]
        if lacking and column.measure.required:
            some = ", ".join(one.code for one in lacking[:5]) + ("…" if len(lacking) > 5 else "")
            ledger.tell(
                Severity.ERROR, "not-stated", At(name, 0, 0, column.heading.in_(language)),
                Text(f"'{column.heading.en}' is not stated for: {some}.",
                     f"« {column.heading.fr} » n'est pas donné pour\u00a0: {some}."),
                cause=f"{name}:not-stated:{column.series}",
            )  # fmt: skip
