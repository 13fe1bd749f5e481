"""What those who see returns read of one partner: its returns, and how good its figures are."""

from dash import html
from dash.development.base_component import Component

from dashboard.absent_marks import then_of
from dashboard.addresses import Address
from dashboard.components import Child, Column, missing, section
from dashboard.organizations import Named
from dashboard.quality.of_partners import PartnerMaterial, of_partner, partner_material
from dashboard.quality.said import cell
from dashboard.quality.verdicts import Judged
from dashboard.returns.naming import Names
from dashboard.services import Services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import HeldReturn


def returns_sections(
    one: Named, address: Address, held: Services, words: Words
) -> list[Component]:  # fmt: skip
    """Nothing for who may not see its returns."""
    on = then_of(address).day or held.store.today()
    material = partner_material(held, on) if one.partner else None
    if one.partner is None or material is None:
        return []
    judged = of_partner(one.partner, material)
    return [_history(one, material, address, words), _marks(one, judged, address, words)]


def _history(one: Named, held: PartnerMaterial, address: Address, words: Words) -> Component:
    sent = [found for found in held.returns if found.receipt.organization == one.id]
    columns = [Column(words(f"partners.column_{name}")) for name in ("form", "sent", "state")]
    rows = [Row(_return(found, held, address, words)) for found in sent]
    table = listing(
        words("partners.returns_caption"), columns, [Group(None, rows)], "returns-of",
        hidden_caption=True,
    )  # fmt: skip
    shown: Child = table if rows else html.P(missing(words("partners.no_returns")))
    calendar = html.A(
        words("partners.calendar"), href=address.to("/returns/calendar", partner=one.id)
    )
    return section(
        "returns", words("partners.returns_title"), shown, html.P(calendar),
        note=words("partners.returns_note"),
    )  # fmt: skip


def _return(
    found: HeldReturn, held: PartnerMaterial, address: Address, words: Words
) -> list[Child]:
    receipt, names = found.receipt, Names(held.catalogue, words)
    way = "review" if held.of_office else "sent"
    said = f"{names.form(receipt.form)}, {names.period(receipt.form, receipt.period)}"
    return [
        html.A(said, href=address.to(f"/returns/{way}/{receipt.code}"), className="nm"),
        words.day(receipt.sent_at.date()),
        names.state(found.standing),
    ]


def _marks(one: Named, judged: Judged, address: Address, words: Words) -> Component:
    """Each measure of the page on data quality, leading to what is behind it there."""
    columns = [Column(words("partners.column_measure")), Column(words("partners.column_found"))]
    rows = [
        Row([
            words(f"quality.{measure}"),
            cell(verdict, measure, address.to("/quality#behind", partner=one.id,
                                              measure=str(measure)), words),
        ])
        for measure, verdict in judged.items()
    ]  # fmt: skip
    table = listing(
        words("partners.quality_caption"), columns, [Group(None, rows)], "marks-of",
        hidden_caption=True,
    )  # fmt: skip
    return section(
        "quality", words("partners.quality_title"), table, note=words("partners.quality_note")
    )
