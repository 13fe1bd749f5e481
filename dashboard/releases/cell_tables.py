"""The figures of a release as tables: one for each series, its rows by period.

Totals over organizations come first; each organization's own figures stand below, by name.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, missing, panel, scrolls, section, table
from dashboard.protected import way_to_rules
from dashboard.returns.naming import Names
from dashboard.tables import Group, Row, listing
from metrics import (
    Disaggregation,
    FrozenCell,
    Observation,
    Period,
    ReleasePreview,
    labels,
    released_observations,
)

OPEN = 3  # so many tables are open at first


class Shown(NamedTuple):
    """One figure: as it was frozen, and as the public reads it."""

    cell: FrozenCell
    read: Observation

    @property
    def row(self) -> tuple[str, str]:
        """Place and breakdown, whosever figure it is."""
        return self.cell.key.place, self.cell.key.disaggregation


def cell_tables(
    preview: ReleasePreview, address: Address, names: Names, *, whole: bool = False
) -> list[Component]:
    """What the public reads, word for word; hidden figures in words, kinds of nothing apart.

    `whole`: every table is open, for who decides on all of it.
    """
    by_series: dict[str, list[Shown]] = {}
    for cell, read in zip(preview.cells, released_observations(preview), strict=True):
        by_series.setdefault(read.series, []).append(Shown(cell, read))
    if not by_series:
        return []
    words, form = names.words, preview.release.form
    panels = [
        panel(names.series(series), *_Tables(found, form, names, whole=whole).drawn(),
              is_open=whole or number < OPEN)
        for number, (series, found) in enumerate(by_series.items())
    ]  # fmt: skip
    out = preview.release.is_out
    title = words("release.figures_out" if out else "release.figures")
    rules = way_to_rules(address, words)
    return [section("figures", title, *panels, rules, note=words("release.figures_note"))]


class _Tables:
    """The tables of one series."""

    def __init__(self, found: list[Shown], form: str, names: Names, *, whole: bool) -> None:
        self.found, self.form, self.names, self.whole = found, form, names, whole
        self.words = names.words
        self.title = names.series(found[0].read.series)
        self.periods = sorted({one.read.period for one in found})
        self.cells = {(*one.row, one.cell.key.partner, one.read.period): one for one in found}

    def drawn(self) -> Iterator[Component]:
        if totals := [one for one in self.found if not one.cell.key.partner]:
            yield self._totals(dict.fromkeys(one.row for one in totals))
            yield from self._notes(totals)
        if own := [one for one in self.found if one.cell.key.partner]:
            parts = [self._of_partners(own), *self._of_owners(own)]
            summary = self.words("release.by_organization")
            yield from [panel(summary, *parts, is_open=self.whole)] if totals else parts

    def _totals(self, rows: Iterable[tuple[str, str]]) -> Component:
        shown = [[self._named(row), *self._values(row, "")] for row in rows]
        return scrolls(
            self.title,
            table(self.title, self._heads("release.row"), shown, hidden_caption=True),
        )

    def _of_partners(self, own: list[Shown]) -> Component:
        """In the order of the organizations' names, never by a figure."""
        partners = sorted({one.cell.key.partner for one in own}, key=self.names.partner)
        groups = [
            Group(self._named(row), [
                Row([self.names.partner(one), *self._values(row, one)]) for one in partners
                if any((*row, one, period) in self.cells for period in self.periods)
            ])
            for row in dict.fromkeys(one.row for one in own)
        ]  # fmt: skip
        title = f"{self.title}, {self.words('release.by_organization')}"
        heads = self._heads("release.organization")
        return listing(title, heads, groups, hidden_caption=True)

    def _heads(self, first: str) -> list[Column]:
        heads = [Column(self.names.period(self.form, one), right=True) for one in self.periods]
        return [Column(self.words(first)), *heads]

    def _values(self, row: tuple[str, str], partner: str) -> list[Child]:
        return [self._value(self.cells.get((*row, partner, one))) for one in self.periods]

    def _value(self, one: Shown | None) -> Child:
        if one is None:
            return missing(self.words("release.no_cell"))
        said = self.names.value(one.read)
        return missing(said) if one.read.value is None else said

    def _named(self, row: tuple[str, str]) -> str:
        return _row_words(row, self.names)

    def _of_owners(self, own: list[Shown]) -> Iterator[Component]:
        """What those who govern their figures say of them, beside the figures."""
        if said := [_note_of(one, self.form, self.names) for one in own if one.cell.note]:
            yield html.P(self.words("release.owners_notes"), className="note")
            yield html.Ul([html.Li(one) for one in said], className="plain notes")

    def _notes(self, totals: list[Shown]) -> list[Component]:
        """Of how many organizations the totals are, by period; then what was done to them."""
        said = [self._covered(one, totals) for one in self.periods]
        base = next((one.cell.shown.rounded for one in self.found if one.cell.shown.rounded), 0)
        if base:
            said.append(self.words("release.note_rounded", base=base))
        if any(one.cell.shown.revised for one in self.found):
            said.append(self.words("release.note_revised"))
        told = " ".join(filter(None, said))
        return [html.P(told, className="note")] if told else []

    def _covered(self, period: Period, totals: list[Shown]) -> str:
        """Of how many organizations; of the fewest, where not all totals are of as many."""
        found = [one.cell.coverage for one in totals
                 if one.read.period == period and one.cell.coverage]  # fmt: skip
        if not found:
            return ""
        least = min(found)
        key = "release.covered" if len({*found}) == 1 else "release.covered_least"
        named = self.names.period(self.form, period)
        return self.words(key, period=named, covered=least.covered, asked=least.asked)


def owners_notes(preview: ReleasePreview, names: Names) -> list[str]:
    """What those who govern their figures say of them, each with its series."""
    shown = zip(preview.cells, released_observations(preview), strict=True)
    return [
        f"{names.series(read.series)}, {_note_of(Shown(cell, read), preview.release.form, names)}"
        for cell, read in shown if cell.note
    ]  # fmt: skip


def _note_of(one: Shown, form: str, names: Names) -> str:
    note, words = one.cell.note, names.words
    return words(
        "release.owners_note", whose=names.partner(one.cell.key.partner),
        row=_row_words(one.row, names), period=names.period(form, one.read.period),
        colon=words("shared.colon"), said=words.text(note) if note else "",
    )  # fmt: skip


def _row_words(row: tuple[str, str], names: Names) -> str:
    place, breakdown = row
    catalogue, language = names.catalogue, names.words.language
    said = [labels.place_words(catalogue.places[place], language)]
    if breakdown:
        known, parsed = dict(catalogue.dimensions), Disaggregation.parse(breakdown)
        said.append(labels.disaggregation_words(parsed, known, language))
    return ", ".join(said)
