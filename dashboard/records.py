"""Results as plain records with stable keys: what JSON and CSV carry, everywhere the same.

docs/records.md lists the keys. A value is a whole number, a decimal number, the code of a level
("2WL"), or null where nothing is published as a number.
"""

from decimal import Decimal

from dashboard.absent import PAST, Absence, Then, absence, unexplained
from dashboard.addresses import written
from dashboard.observation_records import (
    OBSERVATION_COLUMNS,
    example_mark,
    number_of,
    observation_record,
    text_in,
    value_of,
)
from dashboard.plain_values import Json, Record
from dashboard.reviewed import Reviewed, framework_reviewed
from dashboard.text import Words
from dashboard.told import Part, told
from metrics import (
    Assessment,
    Catalogue,
    Explanation,
    HeldAction,
    HeldObservation,
    Indicator,
    Language,
    Moment,
    PillarScorecard,
    ProvenanceTrail,
    Scorecard,
    ScorecardRow,
    SourceSummary,
    labels,
)

__all__ = [
    "OBSERVATION_COLUMNS",
    "Json",
    "Record",
    "action_record",
    "decimal_text",
    "example_mark",
    "explanation_record",
    "indicator_record",
    "moment_record",
    "observation_record",
    "review_record",
    "scorecard_record",
    "source_record",
    "trail_record",
    "value_of",
]


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
    """Why the word was given; of a past moment "not_known", "not_ended" or "not_held"."""
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
        "note": text_in(action.note, language),
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
        "usual_range": [number_of(found.signal.low), number_of(found.signal.high)],
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
        "withheld": part.withheld or None,
        "steps": list(part.steps),
        "caveats": list(part.caveats),
    }


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
