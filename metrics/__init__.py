"""What is measured, how it is kept, what may be shown: the front door."""

from metrics import labels
from metrics.archive import Archive, pack
from metrics.catalogue import KINDS, Catalogue
from metrics.declared import Declared, fault_words
from metrics.definitions import (
    Break,
    Direction,
    Document,
    Event,
    Framework,
    Indicator,
    Level,
    Measure,
    Outcome,
    Pillar,
    Record,
    Series,
    Source,
    Unit,
)
from metrics.dimensions import TOTAL, Dimension, Disaggregation, Member, Place
from metrics.errors import DefinitionError, MetricsError, StoreError, UnknownError
from metrics.explanation_words import step_words
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
from metrics.outlook import Forecast, Needed, TooFew
from metrics.periods import Frequency, Period, months
from metrics.progress import Assessment, Progress, Reason, Trend
from metrics.queries import MetricsStore
from metrics.reasoning import Reasoning, Step
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
from metrics.settings import MEANS, Settings, example_settings, setting_fault, variable
from metrics.signals import Signal, SignalWord, chance_words
from metrics.targets import GROWTH, Baseline, Milestone, ProgressRule, Target
from metrics.trajectories import Way, due_in, due_on, way_from

__all__ = [
    "GROWTH", "KINDS", "MEANS", "NOW", "TOTAL", "Action", "Archive", "Assessment", "Baseline",
    "Break", "Catalogue", "Confidentiality", "Declared", "DefinitionError", "Dimension",
    "Direction", "Disaggregation", "Document", "Event", "Explanation", "FileRead", "Forecast",
    "Framework", "Frequency", "HeldAction", "HeldObservation", "Indicator", "IndicatorSeries",
    "Known", "Language", "Level", "Location", "Measure", "Member", "Memo", "MetricsError",
    "MetricsStore", "Milestone", "Moment", "Needed", "Observation", "ObservationStatus",
    "Outcome", "Period", "Pillar", "PillarScorecard", "Place", "Progress", "ProgressRule",
    "ProvenanceTrail", "Qualifier", "Reason", "Reasoning", "Receipt", "Record", "Refused",
    "RolledUp", "Scorecard", "ScorecardRow", "Series", "SeriesLine", "Settings", "Signal",
    "SignalWord", "Source", "SourceSummary", "Step", "StoreError", "Submission", "Target", "Text",
    "TooFew", "TrailStep", "Trend", "Unit", "UnknownError", "Way", "chance_words", "due_in",
    "due_on", "example_settings", "fault_words", "grown_on", "labels", "months", "pack",
    "place_in", "read_instant", "roll_up_line", "setting_fault", "step_words", "target_step",
    "variable", "way_from",
]  # fmt: skip
