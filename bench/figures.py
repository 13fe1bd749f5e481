"""Made-up figures for measuring: fifty indicators by month, place and sex, a tenth restated."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, count, product

from metrics import (
    Catalogue,
    Dimension,
    Disaggregation,
    Document,
    FileRead,
    Framework,
    Indicator,
    Known,
    Location,
    Member,
    Observation,
    Outcome,
    Pillar,
    Place,
    Record,
    Series,
    Source,
    Submission,
    Text,
    Unit,
    months,
)

INDICATORS = tuple(f"indicator-{n}" for n in range(1, 51))
MONTHS = tuple(months(2015 + n // 12, n % 12 + 1, 1) for n in range(120))
SEXES = (Disaggregation(), Disaggregation.of({"sex": "f"}), Disaggregation.of({"sex": "m"}))
RESTATED_EVERY = 10
PER_LINE = len(MONTHS) * (RESTATED_EVERY + 1) // RESTATED_EVERY
PER_PLACE = len(INDICATORS) * len(SEXES) * PER_LINE
COMPARED, MANY = "indicator-9", 200  # this indicator has at least so many places
FILE = FileRead("figures.csv", "0" * 64)
SUBMISSION = Submission("made-up", (FILE,), replaces_all=True)
WORDS = Text("made up", "inventé")


def observations(rows: int) -> Iterator[Observation]:
    """About so many observations, in the order of a file: whole places for every indicator."""
    places = range(max(1, rows // PER_PLACE))
    return _figures(product(INDICATORS, places, SEXES))


def spread(rows: int) -> Iterator[Observation]:
    """About so many; one indicator has its totals in many places, whatever the size."""
    whole = max(1, round((rows - MANY * PER_LINE) / (PER_PLACE - PER_LINE)))
    elsewhere = product((COMPARED,), range(whole, MANY), SEXES[:1])
    return _figures(chain(product(INDICATORS, range(whole), SEXES), elsewhere))


def _figures(lines: Iterable[tuple[str, int, Disaggregation]]) -> Iterator[Observation]:
    number = count(2)
    for (indicator, place, sex), (n, month) in product(lines, enumerate(MONTHS)):
        said = [("first", month.end)]
        if n % RESTATED_EVERY == 0:
            said.append(("second", month.end + timedelta(days=90)))
        for document, known in said:
            row = next(number)
            yield Observation(
                indicator=indicator,
                series=f"made-up/{indicator}",
                place=f"P{place}",
                period=month,
                value=Decimal(row % 997),
                known=Known(known),
                document=document,
                location=Location(FILE.name, "", row, 5),
                disaggregation=sex,
            )


def catalogue() -> Catalogue:
    """The catalogue of these figures; every indicator's record is its total of the first place."""
    series = {name: _series(name) for name in INDICATORS}
    pillar = Pillar(
        id="all",
        title=WORDS,
        statement=WORDS,
        outcomes=(Outcome(id="all", title=WORDS, indicators=INDICATORS),),
    )
    framework = Framework(
        id="made-up",
        title=WORDS,
        summary=WORDS,
        lead=WORDS,
        starts_on=date(2015, 1, 1),
        ends_on=date(2024, 12, 31),
        source="made-up/first",
        pillars=(pillar,),
    )
    sexes = {code: Member(code, WORDS) for code in "fm"}
    return Catalogue(
        indicators={name: _indicator(name) for name in INDICATORS},
        frameworks={"made-up": framework},
        sources={"made-up": _source(series)},
        units={"things": Unit(id="things", one=WORDS, many=WORDS, kind="count")},
        dimensions={"sex": Dimension("sex", WORDS, sexes)},
        places={f"P{n}": Place(code=f"P{n}", title=WORDS, kind="country") for n in range(1000)},
    )


def _series(name: str) -> Series:
    return Series(id=name, indicator=name, title=WORDS, publisher=WORDS, definition=WORDS)


def _source(series: dict[str, Series]) -> Source:
    documents = {
        name: Document(id=name, title=name, publisher=WORDS, read_on=date(2024, 1, 1))
        for name in ("first", "second")
    }
    return Source(
        id="made-up",
        title=WORDS,
        description=WORDS,
        publisher=WORDS,
        licence=WORDS,
        coverage=WORDS,
        documents=documents,
        series=series,
    )


def _indicator(name: str) -> Indicator:
    return Indicator(
        id=name,
        title=WORDS,
        definition=WORDS,
        does_not_tell=(WORDS,),
        level="output",
        unit="things",
        measure="count",
        direction="up",
        frequency="M",
        roll_up_time="sum",
        roll_up_place="sum",
        reported_by=WORDS,
        record=Record(series=f"made-up/{name}", place="P0"),
    )
