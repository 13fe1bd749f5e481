"""Results as plain records with stable keys: what JSON and CSV carry, everywhere the same.

docs/records.md lists the keys. A value is a whole number, a decimal number, the code of a level
("2WL"), or null where nothing is published as a number.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from dashboard.absent import PAST, Absence, Then, absence, unexplained
from dashboard.addresses import written
from dashboard.embargo import comes_out
from dashboard.reviewed import Reviewed, framework_reviewed
from dashboard.text import Words
from dashboard.told import Part, told
from metrics import (
    Assessment,
    Catalogue,
    Confidentiality,
    Explanation,
    HeldAction,
    HeldObservation,
    Indicator,
    Language,
    Moment,
    ObservationStatus,
    PillarScorecard,
    ProvenanceTrail,
    Scorecard,
    ScorecardRow,
    SourceSummary,
    Text,
    Unit,
    labels,
)

Json: TypeAlias = "str | int | float | bool | Mapping[str, Json] | list[Json] | None"
Record = dict[str, Json]


def example_mark(catalogue: Catalogue, language: Language) -> Record:
    """The first field of records of made-up figures; records of real ones have none such."""
    return {"example": catalogue.example.in_(language)} if catalogue.example else {}


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
        "obs_status": _status(held).value,
        "confidentiality": _confidentiality(held).value,
        "release": labels.release_words(held, language) or None,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "words": _in(one.words, language) or _nothing(held, catalogue, language),
        "note": _in(one.note, language),
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


def _confidentiality(held: HeldObservation) -> Confidentiality:
    """SDMX CL_CONF_STATUS: what is not released is not for publication, approved or not."""
    if held.is_unreleased:
        return Confidentiality.NOT_FOR_PUBLICATION
    return held.observation.confidentiality


def _approved_on(held: HeldObservation) -> str | None:
    """The day on which the office approved what is not released; null where it has not."""
    waits = not held.is_unreleased or held.is_provisional
    return None if waits else held.observation.known.on.isoformat()


def _nothing(held: HeldObservation, catalogue: Catalogue, language: Language) -> str | None:
    """Which kind of nothing it is, in the words that stand on the pages; null for a number."""
    if held.observation.value is not None:
        return None
    return labels.value_words(held, catalogue.unit_of(held.observation.series), language)


def _embargo(held: HeldObservation) -> str | None:
    """The instant at which everybody may read it; null where that has come, or is its day."""
    at = comes_out(held)
    return written(at) if at else None


def _status(held: HeldObservation) -> ObservationStatus:
    """The status; of a value that nobody has approved that it is provisional (SDMX P)."""
    status = held.observation.status
    waits = held.is_provisional and status is ObservationStatus.NORMAL
    return ObservationStatus.PROVISIONAL if waits else status


def _provenance(held: HeldObservation) -> Record:
    location = held.observation.location
    return {
        "file": location.file,
        "sha256": held.sha256,
        "sheet": location.sheet,
        "cell": location.cell,
        "in_document": location.in_document,
        "submission": None if held.total else held.submission,
        "made_of": held.total.returns if held.total else None,
    }


def value_of(value: Decimal | None, unit: Unit) -> int | float | str | None:
    """The number itself; the code of the level where the unit is one."""
    if value is None:
        return None
    if unit.kind == "level":
        return unit.levels[int(value) - 1][0]
    return _number(value)


def indicator_record(indicator: Indicator, catalogue: Catalogue, language: Language) -> Record:
    return {
        **example_mark(catalogue, language),
        "indicator": indicator.id,
        "code": indicator.code,
        "title": indicator.title.in_(language),
        "definition": indicator.definition.in_(language),
        "does_not_tell": [text.in_(language) for text in indicator.does_not_tell],
        "level": indicator.level.value,
        "unit": indicator.unit,
        "measure": indicator.measure.value,
        "direction": indicator.direction.value,
        "frequency": indicator.frequency,
        "reported_by": indicator.reported_by.in_(language),
        "has_target": indicator.target is not None,
    }


def moment_record(moment: Moment) -> Record:
    """Of when the answer speaks; null stands for now."""
    return {key: written(one) if one else None for key, one in moment._asdict().items()}


def scorecard_record(
    scorecard: Scorecard, catalogue: Catalogue, language: Language, then: Then
) -> Record:
    return {
        **example_mark(catalogue, language),
        "framework": scorecard.framework.id,
        "title": scorecard.framework.title.in_(language),
        **moment_record(scorecard.moment),
        "data_version": scorecard.data_version,
        "reviewed": review_record(framework_reviewed(scorecard.framework), language),
        "pillars": [_pillar(one, catalogue, language, then) for one in scorecard.pillars],
    }


def review_record(one: Reviewed, language: Language) -> Record | None:
    """Who reviewed it with survivors; null where nobody has."""
    if one.review is None:
        return None
    return {
        "by": one.review.by.in_(language),
        "on": one.review.on.isoformat(),
        "of": one.review.of,
        "changed": one.has_changed,
    }


def _pillar(
    pillar: PillarScorecard, catalogue: Catalogue, language: Language, then: Then
) -> Record:
    return {
        "pillar": pillar.pillar.id,
        "title": pillar.pillar.title.in_(language),
        "indicators": [_row(row, catalogue, language, then) for row in pillar.rows],
    }


def _row(row: ScorecardRow, catalogue: Catalogue, language: Language, then: Then) -> Record:
    def held(one: HeldObservation | None) -> Record | None:
        return observation_record(one, catalogue, language) if one else None

    return {
        "indicator": row.indicator.id,
        "code": row.indicator.code,
        "title": row.indicator.title.in_(language),
        "progress": row.assessment.progress.value,
        "reason": _reason(row.assessment, absence(row, then)),
        "latest": held(row.latest),
        "previous": held(row.previous),
    }


def _reason(assessment: Assessment, why: Absence | None = None) -> str | None:
    """Why the word was given; of a past moment "not_known" or "not_held" where that is why."""
    if why in PAST:
        return str(why)
    return assessment.reason.value if assessment.reason else None


def source_record(summary: SourceSummary, catalogue: Catalogue, language: Language) -> Record:
    source = summary.source
    return {
        **example_mark(catalogue, language),
        "source": source.id,
        "title": source.title.in_(language),
        "publisher": source.publisher.in_(language),
        "licence": source.licence.in_(language),
        "coverage": source.coverage.in_(language),
        "documents": len(source.documents),
        "series": len(source.series),
        "observations": summary.values,
        "statements": summary.observations,
        "actions": summary.actions,
        "recorded_at": summary.recorded_at,
        "files": [{"file": name, "sha256": digest} for name, digest in summary.files],
    }


def action_record(held: HeldAction, catalogue: Catalogue, language: Language) -> Record:
    action = held.action
    return {
        **example_mark(catalogue, language),
        "action": action.id,
        "title": action.title.in_(language),
        "state": action.state,
        "on": action.on,
        "place": action.place,
        "body": catalogue.body(action.body).in_(language),
        "pillar": action.pillar,
        "framework": action.framework,
        "note": _in(action.note, language),
        "source": held.source.id,
        "document": action.document,
        "provenance": {
            "file": action.location.file,
            "sha256": held.sha256,
            "sheet": action.location.sheet,
            "cell": action.location.cell,
            "in_document": action.location.in_document,
            "submission": held.submission,
        },
    }


def explanation_record(
    found: Explanation, catalogue: Catalogue, words: Words, then: Then
) -> Record:
    """Every part of an explanation, with the observations that went in."""
    target = found.assessment.target
    on = found.assessment.expected_on
    return {
        **example_mark(catalogue, words.language),
        "indicator": found.indicator.id,
        "title": words.text(found.indicator.title),
        **moment_record(then.store.moment),
        "data_version": then.store.data_version(),
        "period": found.period.code if found.period else None,
        "judged_on": found.judged_on.isoformat(),
        "value": observation_record(found.held, catalogue, words.language) if found.held else None,
        "progress": found.assessment.progress.value,
        "reason": _reason(found.assessment, unexplained(found, then)),
        "trend": found.assessment.trend.value if found.assessment.trend else None,
        "target": target.model_dump(mode="json", by_alias=True) if target else None,
        "expected": decimal_text(found.assessment.expected),
        "expected_on": on.isoformat() if on else None,
        "signal": found.signal.word.value,
        "usual_range": [_number(found.signal.low), _number(found.signal.high)],
        "parts": [_part(one, catalogue, words.language) for one in told(found, catalogue, words)],
    }


def _part(part: Part, catalogue: Catalogue, language: Language) -> Record:
    return {
        "part": part.key,
        "title": part.title,
        "result": part.result,
        "rule": part.rule,
        "rule_id": part.rule_id,
        "rule_version": part.version,
        "inputs": [observation_record(one.held, catalogue, language) for one in part.inputs],
        "steps": list(part.steps),
        "caveats": list(part.caveats),
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def decimal_text(value: Decimal | None) -> str | None:
    """What was reckoned, exactly: "250", "62.5"; of a division all digits that were kept."""
    return None if value is None else f"{labels.plain(value):f}"


def trail_record(trail: ProvenanceTrail, catalogue: Catalogue, language: Language) -> Record:
    return {
        **observation_record(trail.held, catalogue, language),
        "trail": [
            {"step": step.title.in_(language), "words": step.words.in_(language)}
            for step in trail.steps
        ],
    }


def _in(text: Text | None, language: Language) -> str | None:
    return text.in_(language) if text else None
