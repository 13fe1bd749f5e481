"""One observation as a record with stable keys: what JSON and CSV carry, everywhere the same.

docs/records.md lists the keys. A value is a whole number, a decimal number, the code of a level
("2WL"), or null where nothing is published as a number.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from dashboard.addresses import MOMENTS, written, written_moment
from dashboard.embargo import comes_out
from dashboard.office_notes import by_office
from dashboard.plain_values import Record
from dashboard.text import Words
from dashboard.values_noted import coverage_said
from metrics import (
    Catalogue,
    Confidentiality,
    HeldObservation,
    Language,
    Moment,
    Text,
    Unit,
    labels,
)

# The headings of a table of observations, its provenance as columns; a test compares them.
OBSERVATION_COLUMNS = (
    "indicator", "series", "period", "period_start", "period_end", "frequency", "undated", "place",
    "disaggregation", "organization", "value", "unit", "qualifier", "coverage", "obs_status",
    "confidentiality", "release", "numerator", "denominator", "words", "note", "revision",
    "published_on", "published_on_assumed", "approved_on", "recorded_at", "embargoed_until",
    "source", "document", "file", "sha256", "sheet", "cell", "in_document", "submission", "made_of",
)  # fmt: skip


def example_mark(catalogue: Catalogue, language: Language) -> Record:
    """The first field of records of made-up figures; records of real ones have none such."""
    return {"example": catalogue.example.in_(language)} if catalogue.example else {}


def observation_heads(catalogue: Catalogue, *, is_past: bool) -> tuple[str, ...]:
    """The columns of a file of observations: before them what marks made-up figures, and a past."""
    return ("example",) * bool(catalogue.example) + MOMENTS * is_past + OBSERVATION_COLUMNS


def of_moment(records: Iterable[Record], moment: Moment) -> Iterable[Record]:
    """Each record with the past moment that it speaks of; records of now as they are."""
    if not moment.is_past:
        return records
    asked = written_moment(moment)
    return (_marked(one, {key: asked.get(key) for key in MOMENTS}) for one in records)


def _marked(record: Record, moment: Record) -> Record:
    """The notice of made-up figures stays the first field."""
    notice: Record = {key: record[key] for key in ("example",) if key in record}
    return {**notice, "moment": moment, **record}


def observation_record(held: HeldObservation, catalogue: Catalogue, language: Language) -> Record:
    """One observation with its provenance."""
    one = held.observation
    return {
        **example_mark(catalogue, language),
        "indicator": one.indicator,
        "series": one.series,
        "period": one.period.code,
        "period_start": one.period.start.isoformat(),
        "period_end": one.period.end.isoformat(),
        "frequency": one.period.frequency.value,
        "undated": catalogue.series_of(one.series).undated,
        "place": one.place,
        "disaggregation": one.disaggregation.code,
        "organization": one.organization,
        "value": value_of(one.value, catalogue.unit_of(one.series)),
        "unit": catalogue.unit_of(one.series).id,
        "qualifier": one.qualifier.value,
        "coverage": labels.coverage_words(held, language) or None,
        "obs_status": held.status.value,
        "confidentiality": _confidentiality(held).value,
        "release": labels.release_words(held, language) or None,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "words": text_in(one.words, language) or _nothing(held, catalogue, language),
        "note": _notes(held, language),
        "revision": held.revision,
        "published_on": None if held.is_unreleased else one.known.on.isoformat(),
        "published_on_assumed": one.known.assumed,
        "approved_on": _approved_on(held),
        "recorded_at": held.recorded_at,
        "embargoed_until": _embargo(held),
        "source": one.series.partition("/")[0],
        "document": one.document,
        "provenance": _provenance(held),
    }


def line_records(
    values: Iterable[HeldObservation], catalogue: Catalogue, language: Language
) -> Iterator[Record]:
    """Values as they stand on lines; a total says where its partners are others than before."""
    before, words = None, Words(language)
    for one in values:
        record = observation_record(one, catalogue, language)
        if one.coverage and before and _cell(before) == _cell(one):
            record["coverage"] = coverage_said(one, before, words)
        yield record
        before = one


def _cell(held: HeldObservation) -> tuple[str, ...]:
    """What tells the line of a value from every other."""
    one = held.observation
    cell = one.series, one.place, one.disaggregation.code, one.period.frequency.value
    return *cell, one.organization


def _confidentiality(held: HeldObservation) -> Confidentiality:
    """SDMX CL_CONF_STATUS: what is not released is not for publication, approved or not."""
    if held.is_unreleased:
        return Confidentiality.NOT_FOR_PUBLICATION
    return held.observation.confidentiality


def _approved_on(held: HeldObservation) -> str | None:
    """The day on which the office approved what is not released; null where it has not."""
    waits = not held.is_unreleased or held.is_provisional
    return None if waits else held.observation.known.on.isoformat()


def _notes(held: HeldObservation, language: Language) -> str | None:
    """What its publisher or owner says beside it, then what the office has noted."""
    words = Words(language)
    said = [text_in(held.observation.note, language) or ""]
    said += [by_office(one, words) for one in held.annotations]
    return " ".join(filter(None, said)) or None


def _nothing(held: HeldObservation, catalogue: Catalogue, language: Language) -> str | None:
    """Which kind of nothing it is, in the words that stand on the pages; null for a number."""
    if held.observation.value is not None:
        return None
    return labels.value_words(held, catalogue.unit_of(held.observation.series), language)


def _embargo(held: HeldObservation) -> str | None:
    """The instant at which everybody may read it; null where that has come, or is its day."""
    at = comes_out(held)
    return written(at) if at else None


def _provenance(held: HeldObservation) -> Record:
    """Where it was read; of a value hidden here the file and its checksum, and no cell."""
    location, shown = held.observation.location, not held.is_hidden
    return {
        "file": location.file,
        "sha256": held.sha256,
        "sheet": location.sheet if shown else None,
        "cell": location.cell if shown else None,
        "in_document": location.in_document if shown else None,
        "submission": None if held.total or held.released_at else held.submission,
        "made_of": held.total.returns if held.total else None,
    }


def value_of(value: Decimal | None, unit: Unit) -> int | float | str | None:
    """The number itself; the code of the level where the unit is one."""
    if value is None:
        return None
    if unit.kind == "level":
        return unit.levels[int(value) - 1][0]
    return number_of(value)


def number_of(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def text_in(text: Text | None, language: Language) -> str | None:
    return text.in_(language) if text else None
