"""A return looked through before it is approved: every rule again, and who may approve it."""

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.returns.asking import past_values
from dashboard.text import both, both_counted
from ingest import Context, Finding, Severity, check_again
from metrics import Catalogue, HeldReturn, MetricsStore, ReturnState, Text, not_consented


class Look(NamedTuple):
    """What stands in the way of an approval, and what else the rules say of the values today."""

    hindrances: tuple[Text, ...]
    findings: tuple[Finding, ...]


def look_through(store: MetricsStore, held: HeldReturn, actor: str) -> Look:
    """Every rule again, on what a return states, by today's form; `actor` would approve it."""
    if held.is_kept_back:
        return Look((not_consented(held.receipt.organization, store.catalogue.partners).text,), ())
    findings = checked_again(store, held) if held.receipt.form in store.catalogue.returns else ()
    wrong = [one for one in findings if one.severity is Severity.ERROR and not one.shadow]
    first = both_counted("review.rule_broken", len(wrong)) if wrong else None
    told = [*_of_state(store, held, actor)]
    if first is not None:
        told += [first, *(one.message for one in wrong[:3])]
    return Look(tuple(told), findings)


def checked_again(store: MetricsStore, held: HeldReturn) -> tuple[Finding, ...]:
    """What the rules say today of the values of a return."""
    receipt, catalogue = held.receipt, store.catalogue
    form = store.returns.form_asked(receipt.form, receipt.organization, receipt.period)
    history = past_values(store, form.id, receipt.organization, receipt.period)
    context = Context(catalogue, store.today(), held.language, history=history)
    values = (one.observation for one in store.returns.values(receipt.code))
    return check_again(form, receipt.organization, receipt.period, values, context)


def seen(held: HeldReturn) -> str:
    """What a reviewer has seen of a return: another mark means that it has changed since."""
    return f"{held.receipt.state}.{len(held.events)}.{held.submission}"


def is_known(catalogue: Catalogue, held: HeldReturn) -> bool:
    """Whether its form and its organization are still declared."""
    receipt = held.receipt
    return receipt.form in catalogue.returns and receipt.organization in catalogue.partners


def _of_state(store: MetricsStore, held: HeldReturn, actor: str) -> Iterator[Text]:
    receipt = held.receipt
    if not is_known(store.catalogue, held):
        yield both("review.form_gone")
        return
    if receipt.state is not ReturnState.SUBMITTED:
        yield both("review.not_waiting")
    if held.replaced_by:
        yield both("review.replaced")
    if receipt.period in store.returns.closed(receipt.form):
        yield both("review.period_closed")
    if receipt.actor == actor:
        yield both("review.own")
