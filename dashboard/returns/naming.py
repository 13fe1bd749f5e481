"""Forms, partners, periods, tables and states in words, for pages and the command line."""

from collections.abc import Mapping

from dashboard.text import Words
from ingest import period_words
from metrics import (
    COMMAND_LINE,
    SYSTEM,
    Catalogue,
    Difference,
    Disaggregation,
    ObligationState,
    Observation,
    Period,
    labels,
    period_named,
)


class Names:
    """What things of returns are called; what is declared no more goes by its id."""

    def __init__(self, catalogue: Catalogue, words: Words) -> None:
        self.catalogue, self.words = catalogue, words

    def form(self, id_: str) -> str:
        found = self.catalogue.returns.get(id_)
        return self.words.text(found.title) if found else id_

    def partner(self, id_: str) -> str:
        found = self.catalogue.partners.get(id_)
        return self.words.text(found.title) if found else id_

    def table(self, form: str, id_: str) -> str:
        found = self.catalogue.returns.get(form)
        held = found.table(id_) if found else None
        return self.words.text(held.title) if held else id_

    def period(self, form: str, period: Period) -> str:
        """A period as the form counts its years: "Q3 2025-26 (October to December 2025)"."""
        found = self.catalogue.returns.get(form)
        return period_words(period, self.words.language, fiscal=bool(found and found.fiscal))

    def period_briefly(self, form: str, period: Period) -> str:
        """The same in few words, "Q3 2025-26", where its months stand near by."""
        found = self.catalogue.returns.get(form)
        return self.words.text(period_named(period, fiscal=bool(found and found.fiscal)))

    def whole(self, form: str, organization: str, period: Period) -> str:
        """A return by all that names it."""
        named = self.partner(organization), self.form(form), self.period(form, period)
        return ", ".join(named)

    def series(self, key: str) -> str:
        return self.words.text(self.catalogue.series_of(key).title)

    def figure(self, one: Observation) -> str:
        """A value by all that names it, and itself: "People served, North, under 25: 12"."""
        named = f"{self.series(one.series)}, {self._row(one.place, one.disaggregation.code)}"
        return f"{named}{self.words('shared.colon')}{self.value(one)}"

    def row(self, one: Difference) -> str:
        """Place and breakdown of a value: "North, under 25"."""
        return self._row(one.place, one.disaggregation)

    def _row(self, place: str, breakdown_code: str) -> str:
        said = [labels.place_words(self.catalogue.places[place], self.words.language)]
        if breakdown := Disaggregation.parse(breakdown_code).members:
            dimensions = dict(self.catalogue.dimensions)
            named = Disaggregation(breakdown)
            said.append(labels.disaggregation_words(named, dimensions, self.words.language))
        return ", ".join(said)

    def value(self, one: Observation | None) -> str:
        """A value as it was sent, "none" where there is none."""
        if one is None:
            return self.words("review.none")
        return labels.value_words(one, self.catalogue.unit_of(one.series), self.words.language)

    def obligation(self, state: ObligationState) -> str:
        return self.words(f"review.owed_{state.value.replace('-', '_')}")

    def state(self, state: str) -> str:
        """A state of a return, or "replaced"."""
        return self.words(f"review.state_{state}")


def actor_words(actor: str, people: Mapping[str, str], words: Words) -> str:
    """The name of an account; a service or the command line by its word."""
    if actor in (SYSTEM, COMMAND_LINE):
        return words(f"sign_in.actor_{actor.replace(' ', '_').replace('-', '_')}")
    return people.get(actor) or words("sign_in.audit_gone", id=actor)


def address_of_cell(one: Observation) -> str:
    """`Sheet!C7`; empty for a value that stood in no cell of the file."""
    where = one.location
    if not where.row:
        return ""
    return f"{where.sheet}!{where.cell}" if where.sheet else where.cell
