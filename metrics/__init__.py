"""What is measured, how it is kept, what may be shown: the front door."""

from metrics import labels
from metrics.amendments import Amendment
from metrics.anchors import Anchor, Anchors, anchor_file, read_anchors
from metrics.annotation_values import About, Annotation, AnnotationKind, Author, Said
from metrics.annotations import Annotations
from metrics.archive import Archive, pack
from metrics.attack import Attacked, Leak, attack_on
from metrics.attack import Cell as AttackedCell
from metrics.attack import Sum as AttackedSum
from metrics.audit import COMMAND_LINE, SYSTEM, AuditAction, AuditEntry, code_of, object_of
from metrics.audit_chain import UNGUARDED, Verdict
from metrics.auditing import Deed, verify_rows
from metrics.briefing_checks import checked_recipients
from metrics.briefing_refusals import NewerVersionError
from metrics.briefing_values import (
    Briefing,
    BriefingState,
    Draft,
    Figure,
    Issued,
    Reading,
    Run,
    Schedule,
    Version,
)
from metrics.briefings import Briefings
from metrics.catalogue import KINDS, Catalogue
from metrics.choosing import Choice, Choosing, Chosen
from metrics.clock import dated_back
from metrics.comparability import comparable, of_other_partners
from metrics.consent_refusals import not_consented
from metrics.consent_values import (
    Consent,
    ConsentEvent,
    ConsentKind,
    ConsentState,
    Detail,
    Erasure,
    ErasureKind,
    Purpose,
    Terms,
)
from metrics.consents import Consents
from metrics.declared import Declared, fault_words
from metrics.definitions import (
    DETECTION,
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
from metrics.dimensions import PARTNER, TOTAL, Dimension, Disaggregation, Member, Place
from metrics.disclosure.rules import RULES as DISCLOSURE_RULES
from metrics.errors import (
    DefinitionError,
    MassWithdrawalError,
    MetricsError,
    NotWritableError,
    Obstacle,
    StoreError,
    UnknownError,
    nearest,
)
from metrics.explanation_words import step_words
from metrics.extents import extent_of
from metrics.frameworks import Event, Framework, NotedEvent, Outcome, Pillar
from metrics.languages import Language, Text
from metrics.measured import names_already
from metrics.memo import Memo, MemoCount
from metrics.moments import NOW, Moment, is_day, read_instant
from metrics.obligations import Coverage, Decision, Obligation, ObligationState, coverages
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
from metrics.organizations import RECIPIENT, Organization
from metrics.outlook import Forecast, Needed, NotNeeded, TooFew
from metrics.partners import Governance, Partner
from metrics.period_names import (
    form_period_words,
    months_named,
    near_periods,
    period_named,
    span_words,
)
from metrics.periods import Frequency, Period, months
from metrics.programs import FUND, Program
from metrics.progress import Assessment, Progress, Reason, Trend
from metrics.queries import MetricsStore
from metrics.reasoning import Change, Reasoning, Step
from metrics.release_attacks import without_withdrawn
from metrics.release_rows import released_observations
from metrics.release_stages import Stage
from metrics.release_values import (
    Announced,
    FrozenCell,
    Proposal,
    Release,
    ReleaseEvent,
    ReleasePreview,
    ReleaseState,
    ReleaseStep,
)
from metrics.releases import Releases
from metrics.restatements import Restated, Restating, days_of, restated
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
from metrics.return_forms import (
    DATA_SHEET,
    INSTRUCTIONS_SHEET,
    KEPT_SHEETS,
    Due,
    FormMeasure,
    FormObligation,
    FormRule,
    FormTable,
    ReturnForm,
)
from metrics.return_reasons import writable
from metrics.return_refusals import ChangedSinceError, UnfitWordsError
from metrics.return_values import (
    REPLACED,
    Closing,
    Difference,
    DifferenceKind,
    HeldReturn,
    HoldingBriefing,
    Preview,
    ProgressChange,
    Remark,
    ReturnEvent,
    ReturnReceipt,
    ReturnState,
    SentReturn,
)
from metrics.returns import Returns
from metrics.reviews import Review, mark_of
from metrics.roll_up import Refused, RolledUp, roll_up_line
from metrics.rounding_keys import rounding_key, rounding_key_file
from metrics.rules import grown_on
from metrics.rules.bounds import bounds_of
from metrics.rules.case import target_step
from metrics.scopes import APPROVED, OFFICE, OFFICIAL, PUBLIC, Scope, of_partner
from metrics.setting_means import MEANS
from metrics.settings import Settings, example_settings, setting_fault, variable
from metrics.signals import Signal, SignalWord, chance_words
from metrics.store.footprint import Footprint
from metrics.store.health import StoreHealth, obstacle_at, store_health, store_obstacle
from metrics.store.held_rights import HeldAs, held_as
from metrics.store.moving import Moved, moved, moved_store
from metrics.store.partitions import divide_by_year
from metrics.store.patience import bound_waits
from metrics.store.rights import (
    Rights,
    Roles,
    grant,
    grant_figures,
    granted,
    rights_to_figures,
)
from metrics.store.slow import slow_statements_told
from metrics.targets import GROWTH, Baseline, Milestone, ProgressRule, Target
from metrics.trajectories import Way, due_in, due_on, way_from
from metrics.verdicts import HIDING

__all__ = [
    "APPROVED",
    "COMMAND_LINE",
    "DATA_SHEET",
    "DETECTION",
    "DISCLOSURE_RULES",
    "FUND",
    "GROWTH",
    "HIDING",
    "INSTRUCTIONS_SHEET",
    "KEPT_SHEETS",
    "KINDS",
    "MEANS",
    "NOW",
    "OFFICE",
    "OFFICIAL",
    "PARTNER",
    "PUBLIC",
    "RECIPIENT",
    "REPLACED",
    "SYSTEM",
    "TOTAL",
    "UNGUARDED",
    "About",
    "Action",
    "Amendment",
    "Anchor",
    "Anchors",
    "Annotation",
    "AnnotationKind",
    "Annotations",
    "Announced",
    "Archive",
    "Assessment",
    "Attacked",
    "AttackedCell",
    "AttackedSum",
    "AuditAction",
    "AuditEntry",
    "Author",
    "Baseline",
    "Break",
    "Briefing",
    "BriefingState",
    "Briefings",
    "Catalogue",
    "Change",
    "ChangedSinceError",
    "Choice",
    "Choosing",
    "Chosen",
    "Closing",
    "Confidentiality",
    "Consent",
    "ConsentEvent",
    "ConsentKind",
    "ConsentState",
    "Consents",
    "Coverage",
    "Decision",
    "Declared",
    "Deed",
    "DefinitionError",
    "Detail",
    "Difference",
    "DifferenceKind",
    "Dimension",
    "Direction",
    "Disaggregation",
    "Document",
    "Draft",
    "Due",
    "Erasure",
    "ErasureKind",
    "Event",
    "Explanation",
    "Figure",
    "FileRead",
    "Footprint",
    "Forecast",
    "FormMeasure",
    "FormObligation",
    "FormRule",
    "FormTable",
    "Framework",
    "Frequency",
    "FrozenCell",
    "Governance",
    "HeldAction",
    "HeldAs",
    "HeldObservation",
    "HeldReturn",
    "HoldingBriefing",
    "Indicator",
    "IndicatorSeries",
    "Issued",
    "Known",
    "Language",
    "Leak",
    "Level",
    "Location",
    "MassWithdrawalError",
    "Measure",
    "Member",
    "Memo",
    "MemoCount",
    "MetricsError",
    "MetricsStore",
    "Milestone",
    "Moment",
    "Moved",
    "Needed",
    "NewerVersionError",
    "NotNeeded",
    "NotWritableError",
    "NotedEvent",
    "Obligation",
    "ObligationState",
    "Observation",
    "ObservationStatus",
    "Obstacle",
    "Organization",
    "Outcome",
    "Partner",
    "Period",
    "Pillar",
    "PillarScorecard",
    "Place",
    "Preview",
    "Program",
    "Progress",
    "ProgressChange",
    "ProgressRule",
    "Proposal",
    "ProvenanceTrail",
    "Purpose",
    "Qualifier",
    "Reading",
    "Reason",
    "Reasoning",
    "Receipt",
    "Record",
    "Refused",
    "Release",
    "ReleaseEvent",
    "ReleasePreview",
    "ReleaseState",
    "ReleaseStep",
    "Releases",
    "Remark",
    "Restated",
    "Restating",
    "ReturnEvent",
    "ReturnForm",
    "ReturnReceipt",
    "ReturnState",
    "Returns",
    "Review",
    "Rights",
    "Roles",
    "RolledUp",
    "Run",
    "Said",
    "Schedule",
    "Scope",
    "Scorecard",
    "ScorecardRow",
    "SentReturn",
    "Series",
    "SeriesLine",
    "Settings",
    "Signal",
    "SignalWord",
    "Source",
    "SourceSummary",
    "Stage",
    "Step",
    "StoreError",
    "StoreHealth",
    "Submission",
    "Target",
    "Terms",
    "Text",
    "TooFew",
    "TrailStep",
    "Trend",
    "UnfitWordsError",
    "Unit",
    "UnknownError",
    "Verdict",
    "Version",
    "Way",
    "anchor_file",
    "attack_on",
    "bound_waits",
    "bounds_of",
    "chance_words",
    "checked_recipients",
    "code_of",
    "comparable",
    "coverages",
    "dated_back",
    "days_of",
    "divide_by_year",
    "due_in",
    "due_on",
    "example_settings",
    "extent_of",
    "fault_words",
    "form_period_words",
    "grant",
    "grant_figures",
    "granted",
    "grown_on",
    "held_as",
    "is_day",
    "labels",
    "mark_of",
    "months",
    "months_named",
    "moved",
    "moved_store",
    "names_already",
    "near_periods",
    "nearest",
    "not_consented",
    "object_of",
    "obstacle_at",
    "of_other_partners",
    "of_partner",
    "pack",
    "period_named",
    "place_in",
    "read_anchors",
    "read_instant",
    "released_observations",
    "restated",
    "rights_to_figures",
    "roll_up_line",
    "rounding_key",
    "rounding_key_file",
    "setting_fault",
    "slow_statements_told",
    "span_words",
    "step_words",
    "store_health",
    "store_obstacle",
    "target_step",
    "variable",
    "verify_rows",
    "way_from",
    "without_withdrawn",
    "writable",
]  # fmt: skip
