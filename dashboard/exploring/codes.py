"""The code lists of the data: each code with its words in both languages, as the files use it."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from dashboard.observation_records import observation_heads
from dashboard.plain_values import Record
from dashboard.text import both
from metrics import (
    PARTNER,
    Catalogue,
    Choice,
    Disaggregation,
    MetricsStore,
    ObservationStatus,
    Qualifier,
    Text,
)

HEADS = ("list", "code", "en", "fr", "within")


def code_records(name: str, catalogue: Catalogue, store: MetricsStore) -> list[Record]:
    """The rows of one list as its reader may know it; KeyError for a name that is none of LISTS.

    Of the partners, those by whose name a figure is told: who is asked for returns is not listed.
    """
    named = _named_in(store)
    return [
        one for one in LISTS[name](catalogue) if one["within"] != PARTNER or one["code"] in named
    ]


def _named_in(store: MetricsStore) -> set[str]:
    """The breakdowns by partner of the lines that are seen, each as a code."""
    lines = store.choosing.lines(Choice(dimension=PARTNER))
    members = {one for line in lines for one in Disaggregation.parse(line.disaggregation).members}
    return {f"{dimension}={member}" for dimension, member in members}


def _row(list_: str, code: str, said: Text, within: str | None = None) -> Record:
    return {"list": list_, "code": code, "en": said.en, "fr": said.fr, "within": within}


def _columns(catalogue: Catalogue) -> Iterator[Record]:
    for one in observation_heads(catalogue, is_past=True):
        yield _row("column", one, both(f"explore.column_{one}"))


def _indicators(catalogue: Catalogue) -> Iterator[Record]:
    for one in catalogue.indicators.values():
        yield _row("indicator", one.id, one.title, one.code)


def _series(catalogue: Catalogue) -> Iterator[Record]:
    for key, one in catalogue.series.items():
        yield _row("series", key, one.title, one.indicator)


def _places(catalogue: Catalogue) -> Iterator[Record]:
    for one in catalogue.places.values():
        yield _row("place", one.code, one.title, one.parent)


def _units(catalogue: Catalogue) -> Iterator[Record]:
    for one in catalogue.units.values():
        yield _row("unit", one.id, one.many)
        for code, said in one.levels:
            yield _row("level", code, said, one.id)


def _breakdowns(catalogue: Catalogue) -> Iterator[Record]:
    for dimension in catalogue.dimensions.values():
        yield _row("dimension", dimension.id, dimension.title)
        for code, member in dimension.members.items():
            within = f"{dimension.id}={member.parent}" if member.parent else dimension.id
            yield _row("member", f"{dimension.id}={code}", member.title, within)


def _statuses(_: Catalogue) -> Iterable[Record]:
    statuses = (
        _row("obs_status", one.value, both(f"explore.status_{one.value}"))
        for one in ObservationStatus
        if one is not ObservationStatus.WITHDRAWN
    )
    qualifiers = (
        _row("qualifier", one.value, both(f"explore.qualifier_{one.value}")) for one in Qualifier
    )
    return chain(statuses, qualifiers)


LISTS: dict[str, Callable[[Catalogue], Iterable[Record]]] = {
    "columns": _columns,
    "indicators": _indicators,
    "series": _series,
    "places": _places,
    "units": _units,
    "breakdowns": _breakdowns,
    "statuses": _statuses,
}
