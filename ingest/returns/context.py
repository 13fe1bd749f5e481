"""What a file is checked against, and what a check gives."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from ingest.findings import Finding
from ingest.limits import DEFAULT, Limits
from ingest.returns.ledger import Key
from ingest.returns.profile_model import Profile
from metrics import Catalogue, Language, Observation, Period

History: TypeAlias = Mapping[Key, tuple[tuple[Period, Observation], ...]]
Cutout: TypeAlias = tuple[tuple[str, ...], ...]  # letters of columns, then rows with their number


class Outcome(StrEnum):
    ACCEPT = "accept"
    WITH_WARNINGS = "accept-with-warnings"
    REJECT = "reject"


class Context(NamedTuple):
    """What a file is checked against; what is not asked for is taken from the file itself."""

    catalogue: Catalogue
    today: date
    language: Language = Language.EN
    partner: str | None = None
    form: str | None = None
    period: Period | None = None
    history: History = MappingProxyType({})
    closed: frozenset[Period] = frozenset()
    profiles: tuple[Profile, ...] = ()
    answers: Mapping[str, str] = MappingProxyType({})  # cause or key of a question -> the reading
    limits: Limits = DEFAULT
    allowed: frozenset[str] = frozenset()  # numbers that the office itself publishes


class Checked(NamedTuple):
    outcome: Outcome
    form: str
    version: int
    partner: str
    period: str
    language: Language
    rows: int
    findings: tuple[Finding, ...]
    observations: tuple[Observation, ...]
    content: str  # SHA-256 of what the file says, however it is written
    cutouts: Mapping[str, Cutout]  # by "Sheet!C7": the words around a finding
    kept_out: bool = False  # by the gate, or for personal data: nothing of the file may be kept
