"""Nothing is of several kinds, and none is taken for another on any way out.

A zero, "not applicable", "not available", "not yet", hidden and erased: told apart in the store,
in JSON, CSV and XLSX, on the page with its alternative texts, in English and in French.
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest

from ingest.returns.notation import read_value
from metrics import (
    OFFICE,
    PUBLIC,
    HeldObservation,
    Language,
    ObservationStatus,
    Unit,
    labels,
    of_partner,
)
from tests.access.house import ANONYMOUS
from tests.metrics.released import LIFTS, PARTNERS, report, stated, value
from tests.releases.release_desk import OWNER, STEWARD, Desk, page

EN, FR = Language.EN, Language.FR
WRITTEN = {  # in a partner's file
    "house-a": "0", "house-b": "n/a", "house-c": "not available", "house-d": "not yet",
}  # fmt: skip
STATUSES = {
    "house-a": ObservationStatus.NORMAL,
    "house-b": ObservationStatus.MISSING,
    "house-c": ObservationStatus.NOT_COLLECTED,
    "house-d": ObservationStatus.NOT_YET,
    "house-e": ObservationStatus.SUPPRESSED,
    OWNER: ObservationStatus.ERASED,
}
WORDS = {
    "house-b": ("not applicable", "sans objet"),
    "house-c": ("not available", "non disponible"),
    "house-d": ("not yet", "pas encore"),
    "house-e": ("hidden to protect people", "masqué pour protéger les personnes"),
}
