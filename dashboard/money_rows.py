"""Rows of the funding tables: what, to whom, for which years, how much, where it was published."""

from collections.abc import Iterable, Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, figure, missing, none_held
from dashboard.elapsed import elapsed_words
from dashboard.funds import Amount, strategy_of
from dashboard.office_notes import by_office
from dashboard.organizations import linked, member_of, recipients_of, with_links
from dashboard.programs import of_award
from dashboard.services import services
from dashboard.tables import Group, Remarks, Row, listing
from dashboard.text import Words
from metrics import Catalogue, Document, labels


def amount_of(amount: Amount, address: Address, words: Words) -> Component:
    """The amount to the last digit with its qualifier and marks, leading to where it is from."""
    shown = figure(amount.held, amount.line.unit, words, address)
    return html.Span(shown, className="nowrap")


def breakdown_of(amount: Amount, dimension: str, catalogue: Catalogue, words: Words) -> str:
    """The member of one dimension that the amount is narrowed to; empty where to none."""
    members = dict(amount.held.observation.disaggregation.members)
    if dimension not in members:
        return ""
    title = words.text(catalogue.dimensions[dimension].members[members[dimension]].title)
    return title[:1].upper() + title[1:]


def document_link(source: str, document: Document, address: Address, words: Words) -> Component:
    """Publisher and date of a document, leading to its line on the source's page."""
    on = document.published_on
    said = words.text(document.publisher)
    said += f", {labels.known_words(on, words.language)}" if on else ""
    return html.A(said, href=address.to(f"/sources/{source}#document-{document.id}"))


class MoneyRows:
    """Makes the rows for one reader."""

    def __init__(self, address: Address, words: Words, catalogue: Catalogue) -> None:
        self.address, self.words, self.catalogue = address, words, catalogue

    def of(self, found: Iterable[Amount]) -> list[Row]:
        """A row an amount, named by its series and, where there is one, its breakdown."""
        return [self._row(one, self._name(one), Remarks([])) for one in found]

    def narrowed(self, amount: Amount, dimension: str, remarks: Remarks) -> Row:
        """A row named by one member; a member that another contains is set in."""
        name = breakdown_of(amount, dimension, self.catalogue, self.words)
        members = self.catalogue.dimensions[dimension].members
        code = dict(amount.held.observation.disaggregation.members).get(dimension, "")
        inside = code in members and members[code].parent is not None
        named = html.Span(name or self.words("funding.all_components"),
                          className="inside" if inside else None)  # fmt: skip
        return self._row(amount, named, remarks)

    def _award(self, amount: Amount, remarks: Remarks) -> Row:
        """Recipient, region, fund, years, amount, document."""
        region, fund = (
            breakdown_of(amount, one, self.catalogue, self.words) for one in ("region", "fund")
        )
        head, *rest = self._row(amount, self.recipient(amount), remarks).cells
        return Row([head, region or self._unsaid(), self._fund(amount, fund), *rest])

    def recipient(self, amount: Amount) -> Child:
        """Who received it as it is published, each organization leading to its page."""
        said = breakdown_of(amount, "recipient", self.catalogue, self.words)
        names = recipients_of(member_of(amount), self.catalogue)
        if said and names:
            return html.Span(linked(said, names, self.address, self.words))
        return said or self._name(amount)

    def _fund(self, amount: Amount, said: str) -> Child:
        """The fund as it is published, leading to the page of its program, or of each."""
        known = of_award(amount, services(), self.address.known_at)
        ways = {self.words.text(one.title): self.address.to(f"/program/{one.id}") for one in known}
        return html.Span(with_links(said, ways)) if said else self._unsaid()

    def table(
        self, caption: str, columns: Sequence[Column], groups: Sequence[Group], style: str = ""
    ) -> Component:
        """A table; in place of one without a row, that nothing is there, or was known then."""
        if any(group.rows for group in groups):
            return listing(caption, columns, groups, style)
        return html.P(none_held(self.address, self.words), className="small")

    def awards(
        self, found: Sequence[Amount], caption: str, on: date | None = None
    ) -> list[Component | None]:
        """All awards as a table, and under it what is remarked of them.

        With a day: how much of each agreement's time had passed on it.
        """
        remarks = self.remarks(found)
        columns = self.columns("recipient", "region", "fund", "period", "amount", "document")
        lines = [self._award(one, remarks) for one in found]
        if on:
            columns.insert(4, *self.columns("elapsed"))
            lines = [self._with_elapsed(*pair, on) for pair in zip(lines, found, strict=True)]
        table = self.table(caption, columns, [Group(None, lines)], "wide-records")
        return [table, remarks.under()]

    def _with_elapsed(self, row: Row, amount: Amount, on: date) -> Row:
        said = elapsed_words(amount.held.observation.period, on, self.words)
        return Row([*row.cells[:4], said, *row.cells[4:]])

    def columns(self, *names: str) -> list[Column]:
        """A table's columns by their keys; amounts stand right."""
        said = self.words
        return [Column(said(f"funding.column_{name}"), right=name == "amount") for name in names]

    def remarks(self, found: Iterable[Amount]) -> Remarks:
        return Remarks(self._note(one) for one in found)

    def _row(self, amount: Amount, name: Child, remarks: Remarks) -> Row:
        observation = amount.held.observation
        document = self.catalogue.document(amount.line.source.id, observation.document)
        return Row(
            [
                remarks.beside(name, self._note(amount)),
                labels.period_words(observation.period, self.words.language),
                amount_of(amount, self.address, self.words),
                document_link(amount.line.source.id, document, self.address, self.words),
            ]
        )

    def _name(self, amount: Amount) -> str:
        """The strategy that the whole amount is for, else the series and its breakdown."""
        if strategy := strategy_of(amount, self.catalogue):
            return self.words.text(strategy.title)
        title = self.words.text(amount.line.series.title)
        breakdown = amount.held.observation.disaggregation
        if not breakdown.members:
            return title
        narrowed = labels.disaggregation_words(
            breakdown, dict(self.catalogue.dimensions), self.words.language
        )
        return f"{title}{self.words('shared.colon')}{narrowed}"

    def _note(self, amount: Amount) -> str:
        """What its publisher says of it, and what the office does."""
        note, words = amount.held.observation.note, self.words
        said = [words.held(note)] if note else []
        return " ".join([*said, *(by_office(one, words) for one in amount.held.annotations)])

    def _unsaid(self) -> Component:
        return missing(self.words("funding.not_said"))
