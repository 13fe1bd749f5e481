"""What is measured, how it is kept, what may be shown: the front door."""

from metrics import labels
from metrics.amendments import Amendment
from metrics.anchors import Anchor, Anchors, anchor_file, read_anchors
from metrics.archive import Archive, pack
from metrics.audit import COMMAND_LINE, SYSTEM, AuditAction, AuditEntry, code_of, object_of
from metrics.audit_chain import Verdict
from metrics.catalogue import KINDS, Catalogue
from metrics.declared import Declared, fault_words
from metrics.definitions import (
    Break,
    Direction,
    Document,
    Indicator,
    Level,
    Measure,
    Record,
    Series,
    Source,
    Unit,
)
from metrics.dimensions import TOTAL, Dimension, Disaggregation, Member, Place
from metrics.errors import DefinitionError, MetricsError, StoreError, UnknownError
from metrics.explanation_words import step_words
from metrics.frameworks import Event, Framework, Outcome, Pillar
from metrics.languages import Language, Text
from metrics.memo import Memo
from metrics.moments import NOW, Moment, read_instant
from metrics.observations import (
    Action,
    Confidentiality,
    FileRead,
    HeldObservation,
    Known,
    Location,
    Observation,
    ObservationStatus,
    Qualifier,
    Receipt,
    Submission,
    place_in,
)
from metrics.outlook import Forecast, Needed, NotNeeded, TooFew
from metrics.periods import Frequency, Period, months
from metrics.progress import Assessment, Progress, Reason, Trend
from metrics.queries import MetricsStore
from metrics.reasoning import Change, Reasoning, Step
from metrics.results import (
    Explanation,
    HeldAction,
    IndicatorSeries,
    PillarScorecard,
    ProvenanceTrail,
    Scorecard,
    ScorecardRow,
    SeriesLine,
    SourceSummary,
    TrailStep,
)
from metrics.roll_up import Refused, RolledUp, roll_up_line
from metrics.rules import grown_on
from metrics.rules.case import target_step
from metrics.scopes import OFFICE, OFFICIAL, PUBLIC, Scope, of_partner
from metrics.settings import MEANS, Settings, example_settings, setting_fault, variable
from metrics.signals import Signal, SignalWord, chance_words
from metrics.targets import GROWTH, Baseline, Milestone, ProgressRule, Target
from metrics.trajectories import Way, due_in, due_on, way_from
from metrics.verdicts import HIDING

__all__ = [
    "COMMAND_LINE", "GROWTH", "HIDING", "KINDS", "MEANS", "NOW", "OFFICE", "OFFICIAL", "PUBLIC",
    "SYSTEM", "TOTAL", "Action", "Amendment", "Anchor", "Anchors", "Archive", "Assessment",
    "AuditAction", "AuditEntry", "Baseline", "Break", "Catalogue", "Change", "Confidentiality",
    "Declared", "DefinitionError", "Dimension", "Direction", "Disaggregation", "Document",
    "Event", "Explanation", "FileRead", "Forecast", "Framework", "Frequency", "HeldAction",
    "HeldObservation", "Indicator", "IndicatorSeries", "Known", "Language", "Level", "Location",
    "Measure", "Member", "Memo", "MetricsError", "MetricsStore", "Milestone", "Moment", "Needed",
    "NotNeeded", "Observation", "ObservationStatus", "Outcome", "Period", "Pillar",
    "PillarScorecard", "Place", "Progress", "ProgressRule", "ProvenanceTrail", "Qualifier",
    "Reason", "Reasoning", "Receipt", "Record", "Refused", "RolledUp", "Scope", "Scorecard",
    "ScorecardRow", "Series", "SeriesLine", "Settings", "Signal", "SignalWord", "Source",
    "SourceSummary", "Step", "StoreError", "Submission", "Target", "Text", "TooFew", "TrailStep",
    "Trend", "Unit", "UnknownError", "Verdict", "Way", "anchor_file", "chance_words", "code_of",
    "due_in", "due_on", "example_settings", "fault_words", "grown_on", "labels", "months",
    "object_of", "of_partner", "pack", "place_in", "read_anchors", "read_instant", "roll_up_line",
    "setting_fault", "step_words", "target_step", "variable", "way_from",
]  # fmt: skip
