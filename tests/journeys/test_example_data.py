"""The example data: each word for progress, each reason and each signal can be seen in it."""

from collections import Counter
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from ingest import load_source
from metrics import (
    OFFICE,
    Catalogue,
    Frequency,
    MetricsStore,
    ObservationStatus,
    Period,
    Progress,
    Qualifier,
    Reason,
    Settings,
    signals,
)
from metrics.outlook import Forecast, TooFew, at_this_pace
from metrics.roll_up import Refusal, Refused, roll_up_line, roll_up_place
from metrics.settings import PROJECT
from metrics.signals import SignalWord
from metrics.targets import THRESHOLDS
from metrics.trajectories import windows

EXAMPLE = PROJECT / "data" / "example"
STRATEGY = "example-strategy"
AS_OF = date(2026, 11, 20)
LAST_DAY = date(2030, 3, 30)  # before any later target of the example falls due
# Seen among the real figures: an indicator without a record. A period made of shorter ones is
# asked for by its name.
REAL_ONLY = {
    Reason.NO_RECORD, Reason.MADE_OF_SHORTER, Reason.HIDDEN_BASELINE, Reason.WITHDRAWN,
    # of partners' returns, which the public does not see
    Reason.COVERAGE, Reason.NO_TOTAL, Reason.OTHER_PARTNERS,
}  # fmt: skip
REGIONS = ("EXAMPLE-A", "EXAMPLE-B", "EXAMPLE-C")

# Indicator (without "example-"), progress, reason, the rule's own word, signal and its method.
EXPECTED = """
training-places                            on_track        -                 -                     too_few  none
outreach-visits                            watch           -                 -                     too_few  none
materials-shared                           met             -                 -                     none     none
public-able-to-name-a-sign                 not_assessed    unproven          -                     too_few  none
survivors-served                           on_track        -                 -                     within   xmr
waiting-time                               off_track       -                 -                     higher   xmr
requests-not-met                           on_track        -                 -                     lower    xmr
emergency-beds                             not_yet_due     -                 -                     too_few  none
housing-after-one-year                     not_assessed    nothing_published -                     none     none
partners-people-served                     not_assessed    nothing_published -                     none     none
partners-new-people-served                 not_assessed    nothing_published -                     none     none
partners-services-provided                 not_assessed    nothing_published -                     none     none
partners-safety-plans                      not_assessed    nothing_published -                     none     none
partners-people-waiting                    not_assessed    nothing_published -                     none     none
partners-outreach-contacts                 not_assessed    nothing_published -                     none     none
partners-guides-shared                     not_assessed    nothing_published -                     none     none
charges-laid                               not_assessed    no_target         -                     higher   poisson
inspections-with-a-referral                not_assessed    no_target         -                     lower    poisson
time-to-complete-a-case                    watch           -                 moderate_progress     usual    xmr
cases-with-a-support-worker                not_assessed    no_target         substantial_progress  too_few  none
survivors-accompanied                      watch           -                 -                     none     none
protection-orders                          off_track       missed            -                     within   poisson
compensation-claims                        not_assessed    no_rate           -                     too_few  none
justice-staff-trained                      late            -                 -                     too_few  none
court-support-positions                    off_track       past              -                     too_few  none
partners-training-sessions                 not_assessed    nothing_published -                     none     none
partners-training-seats                    not_assessed    nothing_published -                     none     none
partners-referrals-made                    not_assessed    nothing_published -                     none     none
multi-year-agreements                      met             -                 -                     too_few  none
share-delivered-by-indigenous-led-partners not_comparable  other_series      -                     too_few  none
indigenous-liaisons                        not_comparable  overlap           -                     too_few  none
partners-who-shaped-the-program            not_comparable  break             -                     too_few  none
community-meetings                         not_assessed    in_words          -                     none     none
services-in-indigenous-languages           not_assessed    only_baseline     -                     too_few  none
offered-a-culturally-grounded-service      not_assessed    before_baseline   -                     too_few  none
partners-community-sessions                not_assessed    nothing_published -                     none     none
paid-to-partners                           not_assessed    gap               -                     too_few  none
budget-used                                watch           -                 -                     too_few  none
coordination-tables                        on_track        -                 -                     too_few  none
people-per-liaison-worker                  on_track        -                 -                     too_few  none
partners-rating-coordination               not_assessed    wrong_side        -                     too_few  none
ministries-with-a-plan                     not_assessed    no_baseline       -                     too_few  none
returns-on-time                            off_track       -                 -                     too_few  none
returns-corrected                          on_track        -                 -                     too_few  none
questions-open                             met             -                 -                     none     none
briefings-produced                         not_assessed    other_periods     -                     within   poisson
partners-funding-received                  not_assessed    nothing_published -                     none     none
partners-funding-spent                     not_assessed    nothing_published -                     none     none
partners-support-positions                 not_assessed    nothing_published -                     none     none
partners-people-satisfied                  not_assessed    nothing_published -                     none     none
helpline-contacts                          not_assessed    no_direction      -                     within   xmr
incidents-reported                         not_assessed    no_target         -                     within   poisson
people-served-in-remote-places             not_assessed    hidden            -                     none     none
response-grade                             not_assessed    no_target         -                     none     none
"""  # noqa: E501 (a table)
SIGNALS = {
    "within": SignalWord.WITHIN,
    "higher": SignalWord.HIGHER,
    "lower": SignalWord.LOWER,
    "usual": SignalWord.LAST_CHANGE_USUAL,
    "too_few": SignalWord.TOO_FEW,
    "none": SignalWord.NOT_APPLICABLE,
}
TABLE = [row.split() for row in EXPECTED.strip().splitlines()]


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.read(EXAMPLE)


@pytest.fixture(scope="module")
def store(catalogue, tmp_path_factory):
    address = f"sqlite:///{tmp_path_factory.mktemp('example') / 'example.sqlite'}"
    settings = Settings(database_url=address, data=EXAMPLE, framework=STRATEGY, env="test")
    opened = MetricsStore.open(settings, catalogue)
    for source in catalogue.sources:
        report = load_source(EXAMPLE / "sources" / source, catalogue, opened)
        assert (report.findings, report.errors, report.warnings) == ((), 0, 0)
    opened.today = lambda: AS_OF
    yield opened
    opened.close()


def words_of_progress(store):
    card = store.scorecard(STRATEGY)
    rows = {row.indicator.id: row.assessment for pillar in card.pillars for row in pillar.rows}
    return {name: (one.progress, one.reason or "-", one.trend or "-") for name, one in rows.items()}


def on(store, day):
    """The words for progress as of a day, for those who see what is not public yet too."""
    judged = store.seen_by(OFFICE)
    judged.today = lambda: day
    return words_of_progress(judged)


def record(store, name):
    return store.series(f"example-{name}").record


def signal(store, name):
    indicator, line = store.catalogue.indicator(f"example-{name}"), record(store, name)
    if line is None:
        return signals.assess((), indicator, store.catalogue.units[indicator.unit])
    return signals.assess(line.values, indicator, line.unit, line.series.breaks)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_each_indicator_shows_what_it_was_made_up_to_show(row, store):
    name, *progress, said, method = row
    assert words_of_progress(store)[f"example-{name}"] == tuple(progress)
    found = signal(store, name)
    assert (found.word, found.method) == (SIGNALS[said], method)


def test_the_table_names_every_indicator_and_the_strategy_lists_them_all(catalogue):
    listed = [name for one in catalogue.frameworks[STRATEGY].pillars for name in one.indicators]
    assert [f"example-{row[0]}" for row in TABLE] == listed
    assert sorted(listed) == sorted(catalogue.indicators)


def test_every_word_for_progress_every_reason_and_every_signal_is_seen(store):
    said = words_of_progress(store).values()
    assert {word for word, _, _ in said} == set(Progress)
    assert {reason for _, reason, _ in said} - {"-"} == set(Reason) - REAL_ONLY
    assert {signal(store, row[0]).word for row in TABLE} == set(SignalWord)


def test_the_words_stay_the_same_until_the_strategy_ends(store):
    assert on(store, LAST_DAY) == on(store, AS_OF)


def test_of_two_targets_the_earlier_judged_before_the_later_was_set(store):
    tables = "example-coordination-tables"
    assert on(store, date(2026, 1, 15))[tables][0] == Progress.MET
    assert on(store, date(2026, 4, 1))[tables][0] == Progress.ON_TRACK


def test_every_kind_of_target_every_way_and_every_rule_is_seen(catalogue):
    targets = [one for each in catalogue.indicators.values() for one in each.targets]
    rules = {
        (each.progress_rule or one.rule).name
        for each in catalogue.indicators.values()
        for one in each.targets
    }
    assert {one.kind for one in targets} == {"exact", "at_least", "at_most", "range"}
    assert {one.due for one in targets} == {"by_end", "each_period", "cumulative"}
    ways = {one.trajectory for one in targets}
    assert ways == {"straight", "step", "milestones", "seasonal"}
    assert {one.basis for one in targets} == {"published", "office"}
    assert any(one.kind == "exact" and one.slack for one in targets)
    assert rules == set(THRESHOLDS)
    seasonal = [one for one in targets if one.trajectory == "seasonal"]
    assert {one.due for one in seasonal} == {"cumulative", "each_period"}
    assert all(windows(one)[-1].end == one.by for one in seasonal)


def test_every_way_of_stating_a_value_is_seen(store):
    held = [one.observation for one in store.observations()]
    assert {one.qualifier for one in held} == set(Qualifier)
    seen = {ObservationStatus.NORMAL, ObservationStatus.PROVISIONAL, ObservationStatus.SUPPRESSED}
    assert {one.status for one in held} == seen
    frequencies = {one.period.frequency for one in held}
    assert frequencies == set("AQM")


def restated(line):
    """The periods whose value an earlier edition stated otherwise, and what it stated."""
    standing = {one.observation.period.code: one.observation.value for one in line.values}
    return {
        period: [one.observation.value for one in earlier]
        for period, earlier in line.earlier.items()
        if any(one.observation.value != standing[period] for one in earlier)
    }


def test_a_later_edition_restates_earlier_values(store):
    assert restated(record(store, "training-places")) == {"2025-Q3": [580]}
    assert restated(record(store, "survivors-served")) == {"2026-Q1": [103]}
    assert restated(record(store, "incidents-reported")) == {"2023": [59], "2024": [52]}


def years(store, name, *, fiscal):
    indicator, line = store.catalogue.indicator(f"example-{name}"), record(store, name)
    made = roll_up_line(indicator, line.values, line.series.breaks, Frequency.ANNUAL, fiscal)
    return {one.whole if isinstance(one, Refused) else one.period: one for one in made}


def test_quarters_and_months_make_years_and_fiscal_years(store):
    fiscal = years(store, "training-places", fiscal=True)
    assert fiscal[Period.parse("2024/25")].value == 410 + 620 + 395 + 610
    assert fiscal[Period.parse("2025/26")].value == 430 + 600 + 420 + 640
    calendar = years(store, "helpline-contacts", fiscal=False)
    months = [one.observation for one in record(store, "helpline-contacts").values]
    of_2025 = [one.value for one in months if one.period.start.year == 2025]
    assert len(of_2025) == 12
    assert calendar[Period.parse("2025")].value == sum(of_2025)


def test_a_year_with_a_quarter_under_five_is_a_range(store):
    year = years(store, "briefings-produced", fiscal=True)[Period.parse("2024/25")]
    assert (year.low, year.high) == (9 + 11 + 0 + 12, 9 + 11 + 4 + 12)


def test_unique_people_and_years_with_a_missing_quarter_are_refused(store):
    (people,) = years(store, "survivors-served", fiscal=True).values()
    assert people.reason is Refusal.UNIQUE_PEOPLE
    paid = years(store, "paid-to-partners", fiscal=True)
    assert paid[Period.parse("2024/25")].approximate
    assert paid[Period.parse("2025/26")].reason in (Refusal.NOT_COVERED, Refusal.UNKNOWN_PART)


def of_the_province(store, name, period):
    """What the three regions come to in a period, beside what is published for the province."""
    indicator, places = store.catalogue.indicator(f"example-{name}"), store.catalogue.places
    cells = {
        line.place: held
        for line in store.series(indicator.id, disaggregation="").lines
        for held in line.values
        if held.observation.period == Period.parse(period)
    }
    parts = [cells[place] for place in REGIONS]
    children = [places[place] for place in REGIONS]
    return roll_up_place(indicator, parts, places["EXAMPLE"], children), cells["EXAMPLE"]


def test_the_regions_make_the_province(store):
    shares, published = of_the_province(store, "returns-corrected", "2025")
    assert (shares.numerator, shares.denominator, shares.value) == (10, 100, Decimal(10))
    assert published.observation.value == shares.value
    for name, period in (("training-places", "2026-Q3"), ("emergency-beds", "2025/26")):
        whole, published = of_the_province(store, name, period)
        assert published.observation.value == whole.value


def test_regions_count_no_fewer_people_than_their_province(store):
    """A person served in two regions counts in each: together they are the province, or more."""
    lines = store.series("example-survivors-served", disaggregation="").lines
    most, province = Counter(), {}
    for line in lines:
        for held in line.values:
            one = held.observation
            if line.place == "EXAMPLE":
                province[one.period] = one.value
            elif line.place in REGIONS:
                under = one.qualifier is Qualifier.LESS_THAN
                most[one.period] += one.value - 1 if under else one.value
    assert len(most) == 8
    assert [period.code for period in most if most[period] < province[period]] == []


def test_every_file_says_in_itself_and_in_its_name_that_it_is_made_up():
    for path in sorted((EXAMPLE / "sources").glob("*/*")):
        if path.suffix == ".xlsx":
            first = openpyxl.load_workbook(path).active["A1"].value
        else:
            first = path.read_text(encoding="utf-8").partition("\n")[0]
        made_up = "made up" in first or "example = true" in first
        assert made_up, path.name
        assert path.name == "source.toml" or path.name.startswith("example-"), path.name


def test_a_line_leads_on_where_there_are_values_enough(store):
    def ahead(name, period):
        indicator, line = store.catalogue.indicator(f"example-{name}"), record(store, name)
        until = Period.parse(period)
        return at_this_pace(line.values, indicator, line.unit, until, line.series.breaks)

    assert isinstance(ahead("requests-not-met", "2027-10"), Forecast)
    assert isinstance(ahead("multi-year-agreements", "2029/30"), TooFew)


def test_every_title_and_every_document_is_marked_as_an_example(catalogue):
    strategy = catalogue.frameworks[STRATEGY]
    outcomes = [outcome for pillar in strategy.pillars for outcome in pillar.outcomes]
    titled = [
        strategy, *strategy.pillars, *strategy.events, *outcomes, *catalogue.indicators.values(),
        *catalogue.sources.values(), *catalogue.series.values(),
    ]  # fmt: skip
    for one in titled:
        assert one.title.en.endswith(" (example)"), one.id
        assert one.title.fr.endswith(" (exemple)"), one.id
    for one in (*catalogue.series.values(), *catalogue.sources.values()):
        assert one.publisher == ("Example data", "Données d'exemple")
    for source in catalogue.sources.values():
        for document in source.documents.values():
            assert document.title.startswith("Example data: ")
            assert document.publisher == ("Example data", "Données d'exemple")
            assert document.url is None


def test_the_folder_says_that_it_is_an_example(catalogue):
    assert catalogue.example.en.startswith("Example data: made up")
    assert catalogue.example.fr.startswith("Données d'exemple\u00a0: ")


def test_nothing_of_it_bears_a_name_of_the_real_data(catalogue):
    real = Catalogue.read(PROJECT / "data")
    assert real.example is None
    for kind in ("indicators", "frameworks", "sources", "series", "places"):
        assert not getattr(real, kind).keys() & getattr(catalogue, kind).keys(), kind
    titles = {one.title for one in real.places.values()}
    assert not titles & {one.title for one in catalogue.places.values()}
