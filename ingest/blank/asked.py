"""What a blank return is made from."""

from collections.abc import Mapping
from typing import NamedTuple

from ingest.blank import words
from ingest.returns.layout import Layout
from metrics import (
    Catalogue,
    Disaggregation,
    Language,
    Observation,
    ObservationStatus,
    Period,
    Remark,
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


def past_words(one: Observation, language: Language) -> float | int | str:
    """A value of before as it stands in grey: a number, or the word that it was sent as."""
    if one.value is not None:
        return int(one.value) if one.value == int(one.value) else float(one.value)
    said = _ABSENT.get(one.status)
    return said.in_(language) if said else ""


def period_words(period: Period, language: Language, *, fiscal: bool) -> str:
    """Words such as "Q3 2025-26 (1 October 2025 to 31 December 2025)"."""
    name = _fiscal_quarter(period, language) if fiscal else labels.period_words(period, language)
    ends = [labels.day_words(day, language) for day in (period.start, period.end)]
    days = words.FROM.in_(language) + words.TO.in_(language).join(ends)
    return f"{name} ({days})" if name else days


def _fiscal_quarter(period: Period, language: Language) -> str:
    """A quarter of a year that begins in April; other spans are named by their days."""
    if period.code[5:6] != "Q":
        return ""
    quarter = (period.start.month - 4) % 12 // 3 + 1
    year = period.start.year - (period.start.month < 4)
    end = f"{(year + 1) % 100:02d}" if language is Language.EN else str(year + 1)
    return words.QUARTER.in_(language).format(number=quarter, year=f"{year}-{end}")
