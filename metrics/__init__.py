"""What is measured, how it is kept, what may be shown: the front door."""

from metrics import labels
from metrics.catalogue import KINDS, Catalogue
from metrics.declared import Declared
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
    Target,
    Unit,
)
from metrics.dimensions import TOTAL, Dimension, Disaggregation, Member, Place
from metrics.errors import DefinitionError, MetricsError, StoreError, UnknownError
from metrics.languages import Language, Text
from metrics.memo import Memo
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
)
from metrics.periods import Frequency, Period, months
from metrics.queries import MetricsStore
from metrics.results import (
    Assessment,
    HeldAction,
    IndicatorSeries,
    PillarScorecard,
    Progress,
    ProvenanceTrail,
    Reason,
    Scorecard,
    ScorecardRow,
    SeriesLine,
    SourceSummary,
    TrailStep,
)
from metrics.settings import SECRET_NEEDED, Settings

__all__ = [
    "KINDS", "SECRET_NEEDED", "TOTAL", "Action", "Assessment", "Break", "Catalogue",
    "Confidentiality", "Declared", "DefinitionError", "Dimension", "Direction", "Disaggregation",
    "Document", "Event", "FileRead", "Framework", "Frequency", "HeldAction", "HeldObservation",
    "Indicator", "IndicatorSeries", "Known", "Language", "Level", "Location", "Measure", "Member",
    "Memo", "MetricsError", "MetricsStore", "Observation", "ObservationStatus", "Outcome",
    "Period", "Pillar", "PillarScorecard", "Place", "Progress", "ProvenanceTrail", "Qualifier",
    "Reason", "Receipt", "Record", "Scorecard", "ScorecardRow", "Series", "SeriesLine",
    "Settings", "Source", "SourceSummary", "StoreError", "Submission", "Target", "Text",
    "TrailStep", "Unit", "UnknownError", "labels", "months",
]  # fmt: skip
