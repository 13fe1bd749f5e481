"""A context and a result as JSON: how a check crosses to the child process and back.

Only what a check needs goes over: the forms, their sources and series, and the lists they name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import repeat
from typing import Any

from ingest.findings import Finding, Severity
from ingest.limits import Limits
from ingest.meanings import Memo
from ingest.returns.context import Checked, Context, History, Outcome
from ingest.returns.ledger import Key
from ingest.returns.profile_model import Profile
from metrics import (
    Catalogue,
    Confidentiality,
    Dimension,
    Disaggregation,
    Indicator,
    Known,
    Language,
    Location,
    Member,
    Observation,
    ObservationStatus,
    Partner,
    Period,
    Place,
    Qualifier,
    ReturnForm,
    Source,
    Text,
    Unit,
)

JSON = dict[str, Any]
_NOT_NEEDED = {"target", "targets", "progress_rule", "record"}


def context_to_json(context: Context) -> JSON:
    return {
        "catalogue": _catalogue_to_json(context.catalogue),
        "today": context.today.isoformat(),
        "language": context.language.value,
        "partner": context.partner,
        "form": context.form,
        "period": context.period.code if context.period else None,
        "history": [_past_to_json(key, past) for key, past in context.history.items()],
        "closed": sorted(one.code for one in context.closed),
        "answers": dict(context.answers),
        "profiles": [one.model_dump(mode="json", exclude_unset=True) for one in context.profiles],
        "limits": list(context.limits),
        "allowed": sorted(context.allowed),
    }


def context_from_json(said: Mapping[str, Any]) -> Context:
    return Context(
        catalogue=_catalogue_from_json(said["catalogue"]),
        today=date.fromisoformat(said["today"]),
        language=Language(said["language"]),
        partner=said["partner"],
        form=said["form"],
        period=Period.parse(said["period"]) if said["period"] else None,
        history=_history_from_json(said["history"]),
        closed=frozenset(map(Period.parse, said["closed"])),
        answers=said["answers"],
        profiles=tuple(map(Profile.model_validate, said["profiles"])),
        limits=Limits(*said["limits"]),
        allowed=frozenset(said["allowed"]),
    )


def _catalogue_to_json(catalogue: Catalogue) -> JSON:
    forms = catalogue.returns.values()
    sources = [catalogue.sources[one.source] for one in forms]
    wanted = {series.indicator for one in sources for series in one.series.values()}
    return {
        "indicators": [
            catalogue.indicators[one].model_dump(mode="json", exclude=_NOT_NEEDED)
            for one in sorted(wanted)
        ],
        "sources": [one.model_dump(mode="json") for one in sources],
        "units": [one.model_dump(mode="json") for one in catalogue.units.values()],
        "places": [one.model_dump(mode="json") for one in catalogue.places.values()],
        "partners": [one.model_dump(mode="json") for one in catalogue.partners.values()],
        "returns": [one.model_dump(mode="json") for one in forms],
        "dimensions": [
            [one.id, one.title, [[m.code, m.title, m.parent] for m in one.members.values()]]
            for one in catalogue.dimensions.values()
        ],
    }


def _catalogue_from_json(said: Mapping[str, Any]) -> Catalogue:
    indicators = map(Indicator.model_validate, said["indicators"])
    sources = map(Source.model_validate, said["sources"])
    units = map(Unit.model_validate, said["units"])
    places = map(Place.model_validate, said["places"])
    partners = map(Partner.model_validate, said["partners"])
    forms = map(ReturnForm.model_validate, said["returns"])
    return Catalogue(
        indicators={one.id: one for one in indicators},
        frameworks={},
        sources={one.id: one for one in sources},
        units={one.id: one for one in units},
        dimensions={one.id: one for one in map(_dimension, said["dimensions"])},
        places={one.code: one for one in places},
        partners={one.id: one for one in partners},
        returns={one.id: one for one in forms},
    )


def _dimension(said: list[Any]) -> Dimension:
    key, title, members = said
    held = (Member(code, Text(*named), parent) for code, named, parent in members)
    return Dimension(key, Text(*title), {one.code: one for one in held})


def _past_to_json(key: Key, past: Iterable[tuple[Period, Observation]]) -> list[Any]:
    series, place, breakdown = key
    said = [[when.code, _plain(one.value), one.qualifier.value, one.status.value]
            for when, one in past]  # fmt: skip
    return [series, place, breakdown.code, said]


def _history_from_json(said: Iterable[list[Any]]) -> History:
    history = {}
    for series, place, breakdown, past in said:
        key = (series, place, Disaggregation.parse(breakdown))
        history[key] = tuple(_held(key, *one) for one in past)
    return history


def _held(
    key: Key, code: str, value: str | None, qualifier: str, status: str
) -> tuple[Period, Observation]:
    series, place, breakdown = key
    period = Period.parse(code)
    return period, Observation(
        "", series, place, period, None if value is None else Decimal(value), Known(period.end),
        "returns", Location("", "", 0, 0), breakdown, "", Qualifier(qualifier),
        ObservationStatus(status),
    )  # fmt: skip


def checked_to_json(checked: Checked) -> JSON:
    """Texts are told once and pointed to: a cause may have a hundred thousand cells."""
    texts: dict[Text | None, int] = {}
    findings = [
        [
            one.severity.value, one.rule, one.file, one.sheet, one.cell, one.words,
            texts.setdefault(one.message, len(texts)), texts.setdefault(one.right, len(texts)),
            one.against, one.readings, one.shadow, one.cause,
        ]
        for one in checked.findings
    ]  # fmt: skip
    return {
        **checked._asdict(),
        "outcome": checked.outcome.value,
        "language": checked.language.value,
        "texts": list(texts),
        "findings": findings,
        "observations": observations_to_json(checked.observations),
    }


def checked_from_json(said: Mapping[str, Any]) -> Checked:
    texts = [None if one is None else Text(*one) for one in said["texts"]]
    fields = {key: said[key] for key in Checked._fields}
    fields |= {
        "outcome": Outcome(said["outcome"]),
        "language": Language(said["language"]),
        "findings": tuple(_finding(one, texts) for one in said["findings"]),
        "observations": observations_from_json(said["observations"]),
        "cutouts": {place: tuple(map(tuple, rows)) for place, rows in said["cutouts"].items()},
    }
    return Checked(**fields)


def _finding(said: list[Any], texts: list[Text | None]) -> Finding:
    severity, rule, file, sheet, cell, words, message, right, against, readings, shadow, cause = (
        said
    )
    return Finding(
        Severity(severity), rule, file, sheet, cell, words, texts[message] or Text("", ""),
        texts[right], against, tuple(readings), shadow, cause,
    )  # fmt: skip


def observations_to_json(values: Sequence[Observation]) -> JSON:
    """Column by column, each word of it once; what all values of a return share is said once."""
    if not values:
        return {"shared": None, "columns": []}
    first, codes = values[0], Memo[str](lambda breakdown: breakdown.code)
    shared = [first.period.code, first.known.on.isoformat(), first.document,
              first.organization, first.location.file]  # fmt: skip
    places = [one.location for one in values]
    columns = [
        _coded(one.indicator for one in values), _coded(one.series for one in values),
        _coded(one.place for one in values), _coded(_plain(one.value) for one in values),
        _coded(one.sheet for one in places), [one.row for one in places],
        _coded(one.column for one in places), _coded(codes[one.disaggregation] for one in values),
        _coded(one.qualifier for one in values), _coded(one.status for one in values),
        _coded(one.note for one in values),
    ]  # fmt: skip
    return {"shared": shared, "columns": columns}


def _coded(column: Iterable[Any]) -> list[list[Any]]:
    """The different words of a column, and for each row which of them it has."""
    at: dict[Any, int] = {}
    rows = [at.setdefault(one, len(at)) for one in column]
    return [list(at), rows]


def _decoded(column: list[list[Any]], meant: Callable[[Any], Any]) -> Iterator[Any]:
    words, rows = column
    return map([meant(one) for one in words].__getitem__, rows)


def observations_from_json(said: Mapping[str, Any]) -> tuple[Observation, ...]:
    if not said["columns"]:
        return ()
    code, day, document, organization, file = said["shared"]
    (indicators, series, places, values, sheets, rows, columns, breakdowns, qualifiers, statuses,
     notes) = said["columns"]  # fmt: skip
    where = zip(repeat(file), _decoded(sheets, str), rows, _decoded(columns, int), repeat(""))
    held = zip(
        _decoded(indicators, str), _decoded(series, str), _decoded(places, str),
        repeat(Period.parse(code)), _decoded(values, lambda one: one and Decimal(one)),
        repeat(Known(date.fromisoformat(day))), repeat(document), map(Location._make, where),
        _decoded(breakdowns, Disaggregation.parse), repeat(organization),
        _decoded(qualifiers, Qualifier), _decoded(statuses, ObservationStatus),
        repeat(Confidentiality.NOT_FOR_PUBLICATION), repeat(None), repeat(None),
        _decoded(notes, lambda one: one and Text(*one)), repeat(None),
    )  # fmt: skip
    return tuple(map(Observation._make, held))


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
