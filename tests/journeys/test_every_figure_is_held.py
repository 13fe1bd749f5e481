"""Every published figure that may be shown is in the store, as published; none that may not is.

Compares the bundled sources with the collection they were transcribed from; PILLARS_EVIDENCE
names its folder. Without it these tests are skipped.
"""

import csv
import json
import os
import re
import tomllib
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from ingest import load_source
from metrics import Catalogue, MetricsError, MetricsStore, ObservationStatus, Settings

FOLDERS = ("ontario", "international")
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
    ("CA", "2022-01-01", "2022-12-31", "1.16E+6"): ("2022-01-01", "2022-12-31", "approximate"),
    ("CA", "2021-01-01", "2021-12-31", "1.34E+6"): ("2021-01-01", "2021-12-31", "exact"),
}
# Figures whose days or precision the collection filled in: held as far as the document goes.
HELD_AS_PRINTED = {
    # "just under $10 million"
    ("CA-ON", "2017-06-08", "2020-06-07", "1E+7"): (
        "2017-06-08",
        "2020-06-07",
        "1E+7",
        "less_than",
    ),
    # "one-third"
    ("CA", "2011-01-01", "2021-12-31", "33.3"): ("2011-01-01", "2021-12-31", "33", "approximate"),
    # as of the day of the document, not to the end of a month or year that it could not know
    ("CA-ON", "2021-07-29", "2021-12-31", "2"): ("2021-07-29", "2021-07-29", "2", "exact"),
    ("CA-ON", "2025-07-30", "2025-12-31", "3"): ("2025-07-31", "2025-07-31", "3", "exact"),
    ("WLD", "2019-06-01", "2019-06-30", "158"): ("2019-06-01", "2019-06-26", "158", "exact"),
}


# How the collection calls what a figure is narrowed to; its other words (an edition, a recipient)
# are not breakdowns here.
DIMENSIONS = {
    "age": "age",
    "sex": "sex",
    "citizenship": "citizenship",
    "nationality": "citizenship",
    "form_of_exploitation": "form",
    "exploitation": "form",
    "trafficking_type": "form",
    "level": "government-level",
}
# Names that have no indicator here; what is held is another figure of the same value.
CHANCE = {"average_age_of_recruitment", "hotline_start_year", "rank_of_classified_marketplace"}
INDICATORS = tomllib.loads(
    Path(__file__).with_name("indicators_of_the_collection.toml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """The catalogue and what is held by place, first and last day, value and qualifier.

    Each with its indicator and breakdown; also by place, value and qualifier alone, for figures
    of which the collection knows no days.
    """
    folder = tmp_path_factory.mktemp("store")
    settings = Settings(database_url=f"sqlite:///{folder / 'pillars.sqlite'}")
    catalogue = Catalogue.read(settings.data)
    store = MetricsStore.open(settings, catalogue)
    for one in catalogue.sources:
        load_source(settings.data / "sources" / one, catalogue, store)
    found = defaultdict(set)
    for one in store.observations():
        observation = one.observation
        if observation.status is ObservationStatus.WITHDRAWN:
            continue
        value, qualifier = shown(observation, catalogue), observation.qualifier.value
        what = observation.indicator, observation.disaggregation
        for days in (tuple(day.isoformat() for day in observation.period), ("", "")):
            found[observation.place, *days, value, qualifier].add(what)
    store.close()
    return catalogue, found


def shown(observation, catalogue):
    unit = catalogue.unit_of(observation.series)
    if observation.value is None:
        return None
    if unit.kind == "level":
        return unit.levels[int(observation.value) - 1][0]
    return str(observation.value.normalize())


def rows(folder, display):
    path = Path(COLLECTION, folder, "facts.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["display"] == display]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_figure_that_may_be_shown_is_held(held, folder, record_testsuite_property):
    catalogue, found = held
    asked = rows(folder, "yes")
    missing = [
        (row["fact_id"], row["indicator_suggested"])
        for row in asked
        if not any(is_of(row, indicator) for indicator, _ in matches(row, catalogue, found))
    ]
    assert missing == []
    record_testsuite_property(f"{folder} figures held", len(asked))


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_figure_that_may_not_be_shown_is_held(held, folder):
    """But for what one row holds back and another, of the same figure, lets be shown."""
    catalogue, found = held
    free = {(said(row), one) for each in FOLDERS for row in rows(each, "yes") for one in of(row)}
    wrong = [
        (row["fact_id"], row["indicator_suggested"], indicator, breakdown.code)
        for row in rows(folder, "no")
        for indicator, breakdown in matches(row, catalogue, found)
        if row["indicator_suggested"] not in CHANCE and (said(row), indicator) not in free
        if is_of(row, indicator) and is_narrowed(row, breakdown)
    ]
    assert wrong == []


def said(row):
    """What a row says, whichever document says it."""
    return (*wanted(row), frozenset(narrowed(row).items()))


def of(row):
    """The indicators of a row, as far as its name says."""
    return INDICATORS.get(row["indicator_suggested"], [])


def wanted(row):
    """Place, first and last day, value and qualifier of one row of the collection."""
    words = row["value"]
    is_number = re.fullmatch(r"-?[\d.]+", words) and row["unit"] != "tier"
    value = str(Decimal(words).normalize()) if is_number else words
    place = LOCAL.get(row["geography"], row["geography"])
    qualifier = row.get("value_qualifier") or row["qualifier"]
    return (
        place, row["period_start"], row["period_end"], value,
        AS_PUBLISHED.get(qualifier, qualifier),
    )  # fmt: skip


def matches(row, catalogue, found):
    """Indicator and breakdown of each figure held that says what this row says."""
    name, start, end, value, qualifier = wanted(row)
    try:
        place = catalogue.place(name).code
    except MetricsError:
        return set()
    there = found.get((place, start, end, value, qualifier), set())
    figure = (place, start, end, value)
    printed = found.get((place, *HELD_AS_PRINTED.get(figure, ())), set())
    start, end, qualifier = HELD_ONCE.get(figure, (start, end, qualifier))
    return there | printed | found.get((place, start, end, value, qualifier), set())


def is_of(row, indicator):
    """Whether a figure of this indicator can be this row, as far as the row's name says."""
    return indicator in (of(row) or [indicator])


def is_narrowed(row, breakdown):
    """Whether a breakdown is this row's, in the dimensions that the collection has too."""
    ours = {name: member for name, member in breakdown.members if name in DIMENSIONS.values()}
    return ours == narrowed(row)


def narrowed(row):
    """The members that a row is narrowed to, in our words."""
    said = json.loads(row["dimension_json"] or "{}")
    return {
        DIMENSIONS[name]: re.sub(r"[^a-z0-9]+", "-", str(member).lower()).strip("-")
        for name, member in said.items()
        if name in DIMENSIONS and member != "total"
    }
