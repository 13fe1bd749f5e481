"""Made-up released figures: a form of fifty series, a hundred partners, and what came out of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bench.figures import INDICATORS, MONTHS, WORDS
from bench.figures import catalogue as plain_catalogue
from metrics import (
    Catalogue,
    Document,
    FrozenCell,
    Governance,
    Language,
    ObservationStatus,
    Partner,
    Record,
    ReturnForm,
    Source,
)
from metrics.disclosure.tables import CellKey, Loss, Shown
from metrics.store.releases_recording import Fields

FORM, SOURCE, CODE = "made-up-form", "partners", "first"
PARTNERS = tuple(f"partner-{n}" for n in range(100))
NAMED = PARTNERS[-8:]  # whose own figures are released beside the totals
RELEASED = MONTHS[-12:]
PROPOSED, LIFTS = (datetime(2025, 3, day, 14, 0, tzinfo=UTC) for day in (3, 10))
NEXT = datetime(2025, 6, 10, 14, 0, tzinfo=UTC)
TODAY = date(2025, 6, 10)
NO_LOSS = Loss(0, 0, Decimal(1), Decimal(0), 0, Decimal(0))


def catalogue(*, released: bool, governed: int = 0) -> Catalogue:
    """The catalogue of the other figures, but a second source speaks for every indicator."""
    made = plain_catalogue()
    indicators = {
        name: one.model_copy(update={"record": Record(series=_series(name), place="P0")})
        for name, one in made.indicators.items()
    }
    source = _source(made.sources["made-up"], released=released)
    partners = {one: _partner(one, n < governed) for n, one in enumerate(PARTNERS)}
    return replace(
        made, indicators=indicators, sources={**made.sources, SOURCE: source}, partners=partners,
        returns={FORM: _form()} if released else {},
    )  # fmt: skip


def cells(months: tuple = RELEASED) -> tuple[FrozenCell, ...]:
    """Totals of all partners and the figures of some, a fifth of these hidden.

    The first twenty partners have sent nothing but in the first month.
    """
    return tuple(_cells(months))


def fields(made: tuple[FrozenCell, ...], code: str, lifts_at: datetime) -> Fields:
    """A proposal as the store keeps it."""
    series = sorted({one.key.series for one in made})
    loss = {name: str(one) if isinstance(one, Decimal) else one
            for name, one in NO_LOSS._asdict().items()}  # fmt: skip
    detail = {"series": series, "periods": sorted({one.key.period for one in made}),
              "rules": {}, "loss": loss, "stewards": []}  # fmt: skip
    return {
        "form": FORM, "title_en": WORDS.en, "title_fr": WORDS.fr,
        "lifts_at": int(lifts_at.timestamp()) * 1_000_000, "by_partner": 1,
        "actor": "proposer", "content": code, "detail": detail,
    }  # fmt: skip


def _cells(months: tuple) -> Iterator[FrozenCell]:
    number = 0
    for indicator in INDICATORS:
        for month in months:
            first = 0 if month == RELEASED[0] else 20
            for partner in ("", *NAMED):
                number += 1
                key = CellKey(indicator, _series(indicator), "P0", "", partner, month.code)
                whose = frozenset({partner} if partner else PARTNERS[first:])
                yield FrozenCell(key, _shown(number, partner), whose)


def _shown(number: int, partner: str) -> Shown:
    if partner and number % 5 == 0:
        return Shown(None, ObservationStatus.SUPPRESSED)
    return Shown(Decimal(number * 5), ObservationStatus.NORMAL, 5)


def _series(indicator: str) -> str:
    return f"{SOURCE}/{indicator}"


def _source(other: Source, *, released: bool) -> Source:
    document = Document(id="returns", title="Returns", publisher=WORDS, read_on=date(2025, 1, 1))
    return other.model_copy(
        update={"id": SOURCE, "documents": {"returns": document},
                "returns": FORM if released else None}
    )  # fmt: skip


def _partner(name: str, governs: bool) -> Partner:
    governance = Governance(principles=WORDS) if governs else None
    return Partner(id=name, title=WORDS, language=Language.EN, governance=governance)


def _form() -> ReturnForm:
    table = {"id": "all", "sheet": WORDS, "title": WORDS,
             "measures": [{"series": one} for one in INDICATORS]}  # fmt: skip
    return ReturnForm.model_validate({
        "id": FORM, "version": 1, "title": WORDS, "instructions": WORDS, "source": SOURCE,
        "frequency": "M", "place": "P0", "due": {"days": 30}, "tables": [table],
        "obligations": [{"partner": one, "since": "2024-01"} for one in PARTNERS],
    })  # fmt: skip
