"""What a blank return is made from."""

from collections.abc import Mapping
from typing import NamedTuple

from ingest.blank import words
from ingest.returns.layout import Layout
from ingest.returns.period_names import period_words
from metrics import (
    Catalogue,
    Disaggregation,
    Language,
    Observation,
    ObservationStatus,
    Period,
    Qualifier,
    Remark,
    Unit,
    labels,
)

Key = tuple[str, str, Disaggregation]  # series, place, breakdown
Past = Mapping[Key, tuple[tuple[Period, Observation], ...]]
_ABSENT = {
    ObservationStatus.MISSING: words.ABSENT[0][0],
    ObservationStatus.NOT_COLLECTED: words.ABSENT[1][0],
    ObservationStatus.NOT_YET: words.ABSENT[2][0],
}


class Asked(NamedTuple):
    layout: Layout
    catalogue: Catalogue
    past: Past
    comments: tuple[Remark, ...]
    office: str  # the name of the office, "" where nobody said it

    @property
    def language(self) -> Language:
        return self.layout.language

    @property
    def partner(self) -> str:
        held = self.catalogue.partners.get(self.layout.partner)
        return held.title.in_(self.language) if held else self.layout.partner

    @property
    def period(self) -> str:
        """The period as the form counts it, with its days where its name is not plain."""
        return period_words(self.layout.period, self.language, fiscal=self.layout.form.fiscal)

    @property
    def due(self) -> str:
        return labels.day_words(self.layout.form.due_on(self.layout.period), self.language)

    def sheet_named(self, name: str) -> str:
        """A sheet of this workbook by its name in either language."""
        layout = self.layout
        titles = [*(one.table.sheet for one in layout.sheets), layout.data.sheet]
        return next((one.in_(self.language) for one in titles if name in one), name)

    def last(self, key: Key) -> Observation | None:
        """The value of the period before this one."""
        before = self.layout.form.before(self.layout.period)
        held = (one for period, one in self.past.get(key, ()) if period == before)
        return next(held, None)

    @property
    def period_before(self) -> str:
        before = self.layout.form.before(self.layout.period)
        return period_words(before, self.language, fiscal=self.layout.form.fiscal)


def past_words(one: Observation, unit: Unit, language: Language) -> float | int | str:
    """A value of before as it stands in grey: a number, or the words that it was sent as."""
    if one.value is not None and one.qualifier is not Qualifier.EXACT:
        return labels.value_words(one, unit, language)  # "under 5" is not 5
    if one.value is not None:
        return int(one.value) if one.value == int(one.value) else float(one.value)
    said = _ABSENT.get(one.status)
    return said.in_(language) if said else ""
