"""The application on the project's own data, loaded once, and on a small store made by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from dashboard.services import Services
from ingest import load_source
from metrics import (
    Catalogue,
    Event,
    Framework,
    MetricsStore,
    Observation,
    Outcome,
    Period,
    Pillar,
    Place,
    Program,
    Record,
    Series,
    Settings,
    Submission,
    Unit,
)
from metrics.settings import PROJECT
from tests.factories import FILE, catalogue, indicator, observation, series, source, words
from tests.ready import copied

EXAMPLE = PROJECT / "data" / "example"
TIERS = (("1", words("Tier 1")), ("2", words("Tier 2")), ("2WL", words("Tier 2 Watch List")))
UNITS = {
    "calls": Unit(id="calls", one=words("call"), many=words("calls"), kind="count"),
    "tier": Unit(id="tier", one=words("tier"), many=words("tiers"), kind="level", levels=TIERS),
}
WORLD = ("victims-identified", "prosecutions", "convictions")
COUNTRIES = ("CA", "US", "MX", "GB", "WLD")


@contextmanager
def loaded_services(folder: Path) -> Iterator[Services]:
    """Everything under data/, in a store of its own."""
    settings = Settings(database_url=f"sqlite:///{folder / 'store.sqlite'}", env="test")
    held = Catalogue.read(settings.data)
    store = MetricsStore.open(settings, held)
    for one in held.sources:
        load_source(settings.data / "sources" / one, held, store)
    yield Services(settings, held, store)
    store.close()


@contextmanager
def example_services(folder: Path, today: date) -> Iterator[Services]:
    """The example data, in a store of their own, as they are judged on a day."""
    address = f"sqlite:///{folder / 'example.sqlite'}"
    settings = Settings(
        data=EXAMPLE, framework="example-strategy", database_url=address, env="test"
    )
    held = Catalogue.read(EXAMPLE)
    store = MetricsStore.open(settings, held)
    store.today = lambda: today
    for one in held.sources:
        load_source(EXAMPLE / "sources" / one, held, store)
    yield Services(settings, held, store)
    store.close()


@contextmanager
def small_services(folder: Path) -> Iterator[Services]:
    """A hotline, a world table and tiers: one of each kind of value that a page must show."""
    settings = Settings(
        database_url=f"sqlite:///{folder / 'store.sqlite'}", framework="plan", env="test"
    )
    held = small_catalogue()
    copied("the small store", folder, _record_small)
    store = MetricsStore.open(settings, held)
    yield Services(settings, held, store)
    store.close()


def _record_small(folder: Path) -> None:
    address = f"sqlite:///{folder / 'store.sqlite'}"
    store = MetricsStore.open(Settings(database_url=address), small_catalogue())
    record_small(store)
    store.close()


def record_small(store: MetricsStore) -> None:
    for one in ("hotlines", "tip-report"):
        rows = [row for row in small_observations() if row.series.startswith(f"{one}/")]
        store.record(Submission(one, (FILE,), "", replaces_all=True), rows)


def small_catalogue() -> Catalogue:
    calls = indicator("calls", code="HOT-01", record=Record(series="hotlines/calls", place="CA"))
    silent = indicator("silent", record=None)
    tier = indicator(
        "tier", unit="tier", measure="level", level="ultimate", direction="none",
        record=Record(series="tip-report/tier", place="CA"),
    )  # fmt: skip
    world = [
        indicator(name, record=Record(series=f"tip-report/{name}", place="WLD")) for name in WORLD
    ]
    held = {one.id: one for one in (calls, silent, tier, *world)}
    small = catalogue(indicators=tuple(held.values()))
    return Catalogue(
        indicators=held,
        frameworks={"plan": _plan("plan", 2016), "later": _plan("later", 2020)},
        sources={
            "hotlines": source(_series("calls"), id_="hotlines"),
            "tip-report": source(*map(_series, ("tier", *WORLD)), id_="tip-report"),
        },
        units=UNITS,
        dimensions=small.dimensions,
        places={code: Place(code=code, title=words(code), kind="country") for code in COUNTRIES},
        programs={"the-line": _program()},
    )


def _program() -> Program:
    """One whose output is the series that partners report as well."""
    return Program(
        id="the-line", title=words("The line"), about=words("People can call."),
        delivered_by=words("The office"), source="hotlines/first", outputs=("hotlines/calls",),
    )  # fmt: skip


def _series(name: str) -> Series:
    return series(name, indicator=name)


def _plan(name: str, year: int) -> Framework:
    def pillar(id_: str, *held: str, context: bool = False) -> Pillar:
        outcome = Outcome(id=f"{id_}-outcome", title=words(id_), indicators=held)
        return Pillar(
            id=id_, number=None if context else 1, title=words(id_.title()),
            statement=words("Help is there."), context=context, outcomes=(outcome,),
        )  # fmt: skip

    return Framework(
        id=name, title=words(f"Plan {year}"), summary=words("A plan."), lead=words("The office"),
        starts_on=date(year, 6, 30), ends_on=date(year + 4, 6, 30), source="hotlines/first",
        pillars=(pillar("support", "calls", "silent"),
                 pillar("context", "tier", *WORLD, context=True)),
        events=(Event(id="line-opens", on=date(2019, 5, 29), title=words("The line opens"),
                      source="hotlines/first"),),
    )  # fmt: skip


def small_observations() -> list[Observation]:
    """Calls that were restated, published as "under 5", provisional, and in words."""
    calls = [
        observation("3", "2018", qualifier="less_than", row=2),
        observation("528", "2019", known="2020-06-30", row=3),
        observation("597", "2019", known="2021-06-30", document="second", row=4),
        observation("570", "2020", row=5),
        observation("608", "2021", status="P", row=6),
        observation("2600", "2016-06-30/2018-06-30", row=7),
    ]
    return [
        *(one._replace(series="hotlines/calls") for one in _typed(calls)),
        *(_tip("tier", value, f"{year}/{year % 100 + 1:02d}", "CA", row)
          for row, (year, value) in enumerate(((2019, "1"), (2020, "2"), (2021, "1")), 20)),
        *(_tip(name, str(value), str(year), "WLD", 30 + row)
          for row, (name, year, value) in enumerate(
              (name, year, 100 * year % 977) for name in WORLD for year in (2020, 2021, 2022))),
    ]  # fmt: skip


def _typed(rows: list[Observation]) -> Iterator[Observation]:
    """Qualifiers and statuses as the enumerations that their words name."""
    for one in rows:
        yield one._replace(
            qualifier=type(observation().qualifier)(one.qualifier),
            status=type(observation().status)(one.status),
        )


def _tip(name: str, value: str, period: str, place: str, row: int) -> Observation:
    one = observation(value, "2020", indicator=name, row=row)
    return one._replace(series=f"tip-report/{name}", place=place, period=Period.parse(period))
