"""Every published figure that may be shown is in the store, as published.

Compares the bundled sources with the collection they were transcribed from; PILLARS_EVIDENCE
names its folder. Without it these tests are skipped.
"""

import csv
import os
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from ingest import load_all
from metrics import Catalogue, MetricsStore, ObservationStatus, Settings

COLLECTION = os.environ.get("PILLARS_EVIDENCE")
pytestmark = pytest.mark.skipif(not COLLECTION, reason="PILLARS_EVIDENCE is not set")

LOCAL = {
    "CA-ON (Peel Region)": "CA-ON-PEEL",
    "CA-ON (Ottawa police)": "CA-ON-OTTAWA",
    "CA-ON (Toronto area)": "CA-ON-TORONTO",
    "CA-ON (Halton Region)": "CA-ON-HALTON",
    "CA-ON (Greater Toronto Area)": "CA-ON-GTA",
    "CA-ON (Barrie)": "CA-ON-BARRIE",
    "CA (all CMAs)": "CA-CMA",
    "CMA Guelph": "CMA-GUELPH",
    "CMA Halifax": "CMA-HALIFAX",
    "CMA Thunder Bay": "CMA-THUNDER-BAY",
}
# The two ends of a published range: "at least 80 percent", "up to 90 percent".
AS_PUBLISHED = {"range_low": "at_least", "range_high": "up_to"}
# Figures that the collection holds twice, under two periods or with two qualifiers: the store holds
# each once, as the document itself states it.
HELD_ONCE = {
    ("CA-ON", "2020-12-11", "2025-03-31", "27"): ("2020-12-10", "2025-03-31", "exact"),
    ("CA", "2018-01-01", "2018-12-31", "5E+5"): ("2018-10-01", "2018-10-31", "exact"),
    ("CA", "2018-04-01", "2023-03-31", "1.25E+7"): ("2018-10-01", "2023-03-31", "exact"),
    ("CA", "2020-12-01", "2020-12-31", "63"): ("2020-12-01", "2024-11-30", "exact"),
    ("CA", "2022-01-01", "2022-12-31", "1.16E+6"): ("2022-01-01", "2022-12-31", "exact"),
    ("CA", "2021-01-01", "2021-12-31", "1.34E+6"): ("2021-01-01", "2021-12-31", "exact"),
}


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """Qualifiers held by place, first and last day, and value; and by place and value alone."""
    folder = tmp_path_factory.mktemp("store")
    settings = Settings(database_url=f"sqlite:///{folder / 'pillars.sqlite'}")
    catalogue = Catalogue.read(settings.data)
    store = MetricsStore.open(settings, catalogue)
    load_all(sorted((settings.data / "sources").iterdir()), catalogue, store)
    found = defaultdict(set)
    for one in store.observations():
        observation = one.observation
        if observation.status is ObservationStatus.WITHDRAWN:
            continue
        value = shown(observation, catalogue)
        start, end = (day.isoformat() for day in observation.period)
        found[observation.place, start, end, value].add(observation.qualifier.value)
        found[observation.place, "", "", value].add(observation.qualifier.value)
    return catalogue, found


def shown(observation, catalogue):
    unit = catalogue.unit_of(observation.series)
    if observation.value is None:
        return None
    if unit.kind == "level":
        return unit.levels[int(observation.value) - 1][0]
    return str(observation.value.normalize())


def rows(folder):
    path = Path(COLLECTION, folder, "facts.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["display"] == "yes"]


@pytest.mark.parametrize("folder", ["ontario", "international"])
def test_every_figure_that_may_be_shown_is_held(held, folder, record_testsuite_property):
    catalogue, found = held
    missing = [key for key in map(wanted, rows(folder)) if not is_held(key, catalogue, found)]
    assert missing == []
    record_testsuite_property(f"{folder} figures held", len(rows(folder)))


def wanted(row):
    """Place, first and last day, value and qualifier of one row of the collection."""
    value = row["value"] if row["unit"] == "tier" else str(Decimal(row["value"]).normalize())
    key = LOCAL.get(row["geography"], row["geography"]), row["period_start"], row["period_end"]
    qualifier = row.get("value_qualifier") or row["qualifier"]
    return *key, value, AS_PUBLISHED.get(qualifier, qualifier)


def is_held(key, catalogue, found):
    place, start, end, value, qualifier = key
    place = catalogue.place(place).code
    if qualifier in found.get((place, start, end, value), ()):
        return True
    start, end, qualifier = HELD_ONCE.get((place, start, end, value), (start, end, qualifier))
    return qualifier in found.get((place, start, end, value), ())
