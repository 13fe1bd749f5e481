"""Made-up figures of the example partners: the same for the same partner, quarter and cell."""

from collections.abc import Mapping
from hashlib import sha256

from metrics import FormTable, Period, ReturnForm

NOT_APPLICABLE, NOT_AVAILABLE, NOT_YET = 0, 1, 2  # the ways to say nothing, beside a zero
Stated = int | float | str
Row = dict[str, Stated]
Said = dict[str, dict[str, Row]]  # by table, by code of the row, by series

WORDS = {
    "en": ("n/a", "not available", "not yet"),
    "fr": ("s.o.", "non disponible", "pas encore"),
}
USUAL = {  # about how much a middle-sized partner says, of which how much it sways
    "people-served": 46, "new-people-served": 15, "services-provided": 160, "safety-plans": 22,
    "outreach-contacts": 34, "community-sessions": 3, "guides-shared": 60, "referrals-made": 8,
    "training-sessions": 5, "training-seats": 70, "support-positions": 6, "people-waiting": 12,
    "funding-received": 82_000, "funding-spent": 76_000, "people-satisfied": 86,
}  # fmt: skip
STEADY = {"support-positions", "funding-received", "people-satisfied"}
SILENT = {  # which partner says nothing to what, and in which of the ways
    ("example-partner-b", "community-sessions"): NOT_APPLICABLE,
    ("example-partner-h", "guides-shared"): NOT_AVAILABLE,
    ("example-partner-k", "people-satisfied"): NOT_AVAILABLE,
}
YOUNG, OLDER, ALL = "under-25", "25-and-over", "_T"
YOUNG_SHARE = 0.35


def figures(form: ReturnForm, partner: str, period: Period, language: str) -> Said:
    """Everything that a partner states of a quarter, table by table, as it would type it."""
    return {
        table.id: _of_table(form, table, partner, period, WORDS[language])
        for table in form.tables_of(partner, period)
    }


def _of_table(
    form: ReturnForm, table: FormTable, partner: str, period: Period, words: tuple[str, ...]
) -> dict[str, Row]:
    made: dict[str, Row] = {}
    for place in form.places_of(table):
        own = {one.series: _figure(partner, one.series, place, period) for one in table.measures}
        silent = {one: words[way] for (who, one), way in SILENT.items() if who == partner}
        if table.dimension is None:
            made[place] = {one: silent.get(one, value) for one, value in own.items()}
        else:
            made |= _by_age(place, own)
    return made


def _by_age(place: str, own: Mapping[str, int]) -> dict[str, Row]:
    young = {one: round(value * YOUNG_SHARE) for one, value in own.items()}
    older = {one: value - young[one] for one, value in own.items()}
    rows = {YOUNG: young, OLDER: older, ALL: own}
    return {f"{place}:{member}": dict(row) for member, row in rows.items()}


def _figure(partner: str, series: str, place: str, period: Period) -> int:
    """About the usual for a partner's size, a little more every year, swaying by the quarter."""
    size = 0.7 + 0.7 * _share(partner)
    quarters = (period.start.year - 2023) * 4 + period.start.month // 3
    growth = 1 + 0.012 * quarters
    sway = 0.97 + 0.06 * _share(partner, series, place, period.code)
    if series == "people-satisfied":
        return round(USUAL[series] - 4 + 8 * _share(partner, period.code))
    if series in STEADY:
        return round(USUAL[series] * size * growth)
    return max(1, round(USUAL[series] * size * growth * sway))


def _share(*of: str) -> float:
    """A number from 0 to 1 that nobody would guess, and that is always the same."""
    return int.from_bytes(sha256("/".join(of).encode()).digest()[:4]) / 0xFFFFFFFF
