"""The six measures of each partner whose returns this reader sees.

What a partner that governs its data keeps back is measured by nobody here: that a return came, and
when, may be known, and no more.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from dashboard.quality.documented import documented
from dashboard.quality.statements import stable
from dashboard.quality.verdicts import FormPeriod, Judged, Measure, Verdict, Weak, Word, told
from dashboard.services import Services
from metrics import (
    REPLACED,
    Catalogue,
    HeldReturn,
    MetricsStore,
    Obligation,
    ObligationState,
    Partner,
    Remark,
    ReturnState,
    SeriesLine,
    Text,
)

GONE = (REPLACED, ReturnState.WITHDRAWN.value)
KEPT_BACK = Verdict(Word.KEPT_BACK, rule="kept_back")


class PartnerMaterial(NamedTuple):
    """What is owed, what was sent and what stands, of all partners in scope; on a day."""

    store: MetricsStore
    owed: Sequence[Obligation]
    returns: Sequence[HeldReturn]
    lines: Sequence[SeriesLine]
    on: date

    @property
    def catalogue(self) -> Catalogue:
        return self.store.catalogue

    @property
    def of_office(self) -> bool:
        return self.store.scope.organizations is None


def partners_seen(held: Services) -> dict[str, Partner]:
    """Those whose returns the reader may know of: every one for the office, a partner its own."""
    if not held.reader.sees_returns:
        return {}
    seen = held.store.scope.sees_whole
    return {name: one for name, one in held.catalogue.partners.items() if seen(name)}


def partner_material(held: Services, on: date) -> PartnerMaterial | None:
    """None for who sees no returns."""
    if not partners_seen(held):
        return None
    store, returns = held.store, held.store.returns
    sent = [one for one in returns.held() if one.standing not in GONE]
    keys = [
        key
        for form in held.catalogue.returns.values()
        for key, one in held.catalogue.series.items()
        if key.startswith(f"{form.source}/")
    ]
    lines = [one for one in store.lines(dict.fromkeys(keys)) if one.organization]
    return PartnerMaterial(store, returns.obligations(on), sent, lines, on)


def of_partner(partner: Partner, held: PartnerMaterial) -> Judged:
    owed = [one for one in held.owed if one.partner == partner.id]
    sent = [one for one in held.returns if one.receipt.organization == partner.id]
    forms = dict.fromkeys(one.form for one in owed)
    kept_back = any(held.store.returns.is_kept_back(partner.id, one) for one in forms)
    lines = [one for one in held.lines if one.organization == partner.id]
    untold = Verdict(Word.UNTOLD, rule="partner")
    return {
        Measure.TIMELY: _timely(owed, held),
        Measure.COMPLETE: _complete(owed, held),
        Measure.VALID: KEPT_BACK if kept_back else _valid(sent, held),
        Measure.CONSISTENT: KEPT_BACK if kept_back else untold,
        Measure.STABLE: KEPT_BACK if kept_back else stable(lines),
        Measure.DOCUMENTED: _documented(forms, held.store),
    }


def late_ones(owed: Iterable[Obligation], catalogue: Catalogue, on: date) -> list[Weak]:
    """The returns that are late, each once for all of its tables; the longest late first."""
    late = [one for one in owed if one.state is ObligationState.LATE]
    found = {(one.form, one.partner, one.period): one for one in late}
    weak = [_owed("owed", one, catalogue, on) for one in found.values()]
    return sorted(weak, key=lambda one: -one.size)


def _timely(owed: Sequence[Obligation], held: PartnerMaterial) -> Verdict:
    asked = {(one.form, one.period) for one in owed if one.due_on < held.on}
    late = late_ones(owed, held.catalogue, held.on)
    days = max((int(one.size) for one in late), default=0)
    return told(late, of=len(asked), rule="partner", days=days)


def _complete(owed: Sequence[Obligation], held: PartnerMaterial) -> Verdict:
    """The tables that are due and not waived, and those of them that were not sent."""
    waived = ObligationState.WAIVED
    asked = [one for one in owed if one.due_on < held.on and one.state is not waived]
    weak = [_owed("table", one, held.catalogue, held.on) for one in asked if one.is_open]
    return told(weak, of=len(asked), rule="partner")


def _owed(kind: str, one: Obligation, catalogue: Catalogue, on: date) -> Weak:
    form, days = catalogue.returns[one.form], (on - one.due_on).days
    table = form.table(one.table)
    return Weak(
        kind, catalogue.partners[one.partner].title, "/returns/calendar",
        {"partner": one.partner, "form": one.form, "period": one.period.code},
        said={"form": form.title, "table": table.title if table else one.table,
              "period": FormPeriod(one.form, one.period), "due": one.due_on, "days": days},
        size=days,
    )  # fmt: skip


def _valid(sent: Iterable[HeldReturn], held: PartnerMaterial) -> Verdict:
    sent = list(sent)
    return told(
        (weak for one in sent for weak in explained(one, held)), of=len(sent), rule="partner"
    )


def explained(one: HeldReturn, held: PartnerMaterial) -> list[Weak]:
    """The warnings of a return that its sender has explained, in the sender's words."""
    receipt, way = one.receipt, "review" if held.of_office else "sent"
    partner = held.catalogue.partners.get(receipt.organization)
    form = held.catalogue.returns.get(receipt.form)
    return [
        Weak(
            "explained",
            partner.title if partner else Text(receipt.organization, receipt.organization),
            f"/returns/{way}/{receipt.code}",
            said={"form": form.title if form else receipt.form, "words": said.words,
                  "period": FormPeriod(receipt.form, receipt.period), "at": _at(said)},
            language=one.language.value,
        )
        for said in one.reasons
    ]  # fmt: skip


def _at(said: Remark) -> str:
    return f"{said.sheet}!{said.cell}" if said.sheet else said.cell


def is_open(one: HeldReturn) -> bool:
    """Whether the office has not decided on it yet."""
    return one.standing == ReturnState.SUBMITTED.value


def _documented(forms: Iterable[str], store: MetricsStore) -> Verdict:
    """What its forms ask for is documented as their sources are."""
    catalogue = store.catalogue
    sources = dict.fromkeys(catalogue.returns[one].source for one in forms)
    found = [documented(catalogue.sources[one], catalogue) for one in sources]
    weak = [weak for one in found for weak in one.weak]
    return told(weak, of=sum(int(one.numbers["of"]) for one in found))
