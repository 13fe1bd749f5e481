"""Reading: the newest as published, as known on a day, as held at an instant."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import permutations

import pytest

from metrics import (
    NOW,
    PUBLIC,
    Confidentiality,
    Known,
    Language,
    MetricsError,
    MetricsStore,
    Moment,
    ObservationStatus,
    Progress,
    Qualifier,
    Reason,
    Settings,
    UnknownError,
)
from metrics.frameworks import Entry
from metrics.labels import instant_words
from metrics.store.newest import LineAsked
from metrics.store.seeks import Sight
from tests.factories import (
    FILE,
    action,
    catalogue,
    framework,
    indicator,
    observation,
    series,
    submission,
)

FIRST = observation("528", document="first", known="2022-06-30", row=2)
SECOND = observation("597", document="second", known="2023-06-30", row=3)
THIRD = observation("601", document="third", known="2024-06-30", row=4)
CALLS = LineAsked("calls", "hotline/calls", "CA")


def newest(store, known_at=None):
    row = store.at(Moment(known_at=known_at)).scorecard("plan").pillars[0].rows[0]
    return row.latest and row.latest.observation.value


def only_line(store, **asked):
    (line,) = store.series("calls", **asked).lines
    return line


def test_the_newest_period_and_the_one_before_are_on_the_scorecard(store):
    years = {"2018": "8", "2019": "9", "2020": "7"}
    rows = [observation(value, year, row=n) for n, (year, value) in enumerate(years.items(), 2)]
    store.record(submission(), rows)
    calls, texts = store.scorecard("plan").pillars[0].rows
    assert (calls.latest.observation.value, calls.previous.observation.value) == (7, 9)
    assert (texts.latest, texts.previous) == (None, None)
    assert store.scorecard("plan").pillars[0].published == 1


def test_a_missing_year_is_passed_over_by_the_one_before(store):
    store.record(submission(), [observation("8", "2015"), observation("7", "2020", row=3)])
    row = store.scorecard("plan").pillars[0].rows[0]
    assert row.previous.observation.period.code == "2015"


@pytest.mark.parametrize("order", list(permutations([FIRST, SECOND, THIRD])))
def test_the_latest_publication_speaks_whatever_the_order_of_loading(store, order):
    for one in order:
        store.record(submission(whole=False), [one])
    line = only_line(store)
    assert [(one.observation.value, one.revision) for one in line.values] == [(601, 3)]
    earlier = [(one.observation.value, one.revision) for one in line.earlier["2020"]]
    assert earlier == [(528, 1), (597, 2)]
    assert newest(store) == 601


@pytest.mark.parametrize(
    ("day", "value"),
    [("2022-06-29", None), ("2022-06-30", 528), ("2023-06-29", 528), ("2024-01-01", 597)],
)
def test_a_value_is_as_it_was_known_on_the_day(store, day, value):
    store.record(submission(), [FIRST, SECOND, THIRD])
    known_at = date.fromisoformat(day)
    assert newest(store, known_at) == value
    lines = store.at(Moment(known_at=known_at)).series("calls").lines
    assert [one.observation.value for line in lines for one in line.values] == [value] * bool(value)


def test_a_value_is_as_it_was_held_at_an_instant(store):
    repository = store._repository
    store.record(submission(whole=False), [FIRST])
    store.record(submission(whole=False), [THIRD])
    store.record(submission(), [FIRST])
    when = [one.recorded_at for one in store.observations()]
    assert len(when) == 3
    with repository.engine.connect() as connection:
        query = "SELECT recorded_at FROM submission ORDER BY id"
        instants = list(connection.exec_driver_sql(query).scalars())
    values = []
    for instant in (instants[0] - 1, *instants):
        (found,) = repository.newest([CALLS], Sight(PUBLIC, date.max, held_at=instant))
        values.append(found and found.latest.observation.value)
    assert values == [None, 528, 601, 528]


def test_a_correction_of_one_document_does_not_outrank_a_later_document(store):
    store.record(submission(), [FIRST, SECOND])
    corrected = FIRST._replace(value=Decimal(529))
    store.record(submission(), [corrected, SECOND])
    assert newest(store) == 597
    assert newest(store, date(2022, 12, 31)) == 529


def test_a_value_misread_and_put_right_is_no_revision_of_its_publisher(store):
    store.record(submission(), [FIRST])
    store.record(submission(), [FIRST._replace(value=Decimal(529))])
    line = only_line(store)
    assert line.earlier == {}
    assert [one.observation.value for one in line.corrected["2020"]] == [528]
    (trail,) = store.trail("calls", "2020")
    said = {step.title.en: step.words.en for step in trail.steps}
    assert "Revisions" not in said
    assert said["Corrected here"].startswith("528 was recorded on ")
    assert said["Corrected here"].endswith("a misreading of the same document")


def test_a_misreading_put_right_before_a_later_edition_leaves_one_revision(store):
    store.record(submission(), [FIRST])
    store.record(submission(), [FIRST._replace(value=Decimal(529)), SECOND])
    line = only_line(store)
    assert [one.observation.value for one in line.earlier["2020"]] == [529]
    assert [one.observation.value for one in line.corrected["2020"]] == [528]


def test_a_correction_on_the_same_day_adds_one_row_and_withdraws_none(store):
    store.record(submission(), [FIRST])
    store.record(submission(), [FIRST._replace(value=Decimal(529))])
    values = [(one.observation.value, one.observation.status.value) for one in store.observations()]
    assert values == [(528, "A"), (529, "A")]


def test_a_value_moved_to_an_earlier_day_of_publication_is_no_longer_shown_at_the_later(store):
    store.record(submission(), [SECOND])
    moved = SECOND._replace(known=FIRST.known, value=Decimal(600))
    assert store.record(submission(), [moved])[1:] == (0, 1, 0, 0)
    assert newest(store) == 600
    assert newest(store, date(2022, 12, 31)) == 600
    assert only_line(store).values[0].observation.value == 600
    assert store.record(submission(), [moved])[1:] == (0, 0, 1, 0)


def test_withdrawal_holds_for_every_day_on_which_the_value_was_known(store):
    store.record(submission(), [FIRST, SECOND])
    store.record(submission(), [FIRST])
    assert newest(store, date(2023, 12, 31)) == 528


def test_withdrawal_holds_for_every_value_that_the_document_ever_stated(store):
    store.record(submission(), [FIRST])
    store.record(submission(), [FIRST._replace(known=SECOND.known)])
    assert store.record(submission(), []).withdrawn == 1
    assert newest(store) is None
    assert newest(store, date(2022, 12, 31)) is None


def test_without_a_frequency_of_record_the_newest_value_decides(store):
    rows = [observation("40", "2020"), observation("11", "2021-Q1", row=3)]
    store.record(submission(), rows)
    assert newest(store) == 11
    store.record(submission(), [*rows, observation("44", "2021", row=4)])
    assert newest(store) == 44
    assert store.series("calls").record.frequency == "A"


def test_the_line_of_record_comes_first(store):
    rows = [
        observation("1", "2020", breakdown="sex=female"),
        observation("2", "2020", row=3),
        observation("3", "2020", row=4, place="US"),
    ]
    store.record(submission(), rows)
    series = store.series("calls")
    assert series.lines[0] == series.record
    assert [(line.place, line.disaggregation) for line in series.lines] == [
        ("CA", ""),
        ("CA", "sex=female"),
        ("US", ""),
    ]


def test_lines_can_be_narrowed_and_the_record_stays(store):
    rows = [observation("1"), observation("2", row=3, place="US", breakdown="sex=male")]
    store.record(submission(), rows)
    series = store.series("calls", place="US")
    assert [line.place for line in series.lines] == ["US"]
    assert series.record.place == "CA"
    assert store.series("calls", disaggregation="sex=female").lines == ()
    assert store.series("calls", frequency="Q").lines == ()


def test_the_lines_of_several_series_are_asked_at_once(store):
    rows = [observation("1"), observation("2", indicator="texts", row=3)]
    store.record(submission(), rows)
    lines = store.lines(["hotline/texts", "hotline/calls"])
    assert [line.series.id for line in lines] == ["texts", "calls"]


def test_a_line_is_cut_at_gaps(store):
    years = ("2015", "2016", "2018", "2019", "2020")
    store.record(submission(), [observation("1", year, row=n) for n, year in enumerate(years, 2)])
    pieces = [[one.observation.period.code for one in piece] for piece in only_line(store).segments]
    assert pieces == [["2015", "2016"], ["2018", "2019", "2020"]]


def test_everything_held_can_be_streamed_and_narrowed(store):
    rows = [observation("1"), observation("2", row=3, place="US")]
    store.record(submission(), [*rows, observation("3", indicator="texts", row=4)])
    values = lambda **asked: [one.observation.value for one in store.observations(**asked)]  # noqa: E731
    assert values() == [1, 2, 3]
    assert values(source="hotline", indicator="calls") == [1, 2]
    assert values(place="US") == [2]


def test_a_partners_value_is_not_there_for_the_public(store):
    sent = submission(organization="shelter-a")
    store.record(sent, [observation("3", organization="shelter-a")])
    assert list(store.observations()) == []
    assert store.series("calls").lines == ()


def test_a_value_not_free_to_publish_is_not_there_for_the_public(store):
    held = observation("3", confidentiality=Confidentiality.EMBARGO)
    store.record(submission(), [held])
    assert newest(store) is None
    assert store.series("calls").lines == ()


def test_a_value_before_that_is_not_free_is_not_there_either(store):
    rows = [observation("3", "2019", confidentiality=Confidentiality.EMBARGO), observation("9")]
    store.record(submission(), rows)
    row = store.scorecard("plan").pillars[0].rows[0]
    assert (row.latest.observation.value, row.previous) == (9, None)


def test_no_value_before_is_given_across_a_break(store):
    marked = observation("9", "2020", status=ObservationStatus.BREAK, row=3)
    store.record(submission(), [observation("3", "2019"), marked])
    row = store.scorecard("plan").pillars[0].rows[0]
    assert (row.latest.observation.value, row.previous) == (9, None)


def test_a_date_that_was_inferred_is_said_to_be_assumed(store):
    known = Known(date(2022, 6, 30), assumed=True)
    store.record(submission(), [FIRST._replace(known=known)])
    (trail,) = store.trail("calls", "2020")
    assert any(step.words.en.startswith("30 June 2022 (assumed: ") for step in trail.steps)


def test_values_of_a_series_that_is_declared_no_longer_are_named_and_left_out(store, database_url):
    store.record(submission(), [observation(), observation(indicator="texts", row=3)])
    assert store.undeclared() == ()
    settings = Settings(database_url=database_url, framework="plan")
    later = MetricsStore.open(settings, catalogue(held=(series("calls"),)))
    assert later.undeclared() == ("hotline/texts",)
    assert [one.observation.series for one in later.observations()] == ["hotline/calls"]
    later.close()


def test_progress_is_not_assessed_without_a_value_or_a_target(store):
    store.record(submission(), [observation("1")])
    calls, texts = store.scorecard("plan").pillars[0].rows
    assert (calls.assessment.progress, calls.assessment.reason) == (
        Progress.NOT_ASSESSED,
        Reason.NO_TARGET,
    )
    assert texts.assessment.reason is Reason.NOTHING_PUBLISHED


def test_a_trail_leads_from_the_value_to_its_cell_and_its_revisions(store):
    store.record(submission(), [FIRST, SECOND])
    (trail,) = store.trail("calls", "2020", place="CA")
    assert trail.held.observation.value == 597
    said = " | ".join(f"{step.title.en}: {step.words.en}" for step in trail.steps)
    recorded = datetime.fromisoformat(trail.held.recorded_at)
    assert any(step.words.fr.endswith(instant_words(recorded, Language.FR)) for step in trail.steps)
    for part in (
        "597 calls",
        "hotline/calls.csv, cell C3; SHA-256 a1a1",
        "Transcribed from Report second, table 1",
        "The operator",
        f"Submission 1, {instant_words(recorded, Language.EN)}",
        "1: 528, made known 30 June 2022; 2: 597, made known 30 June 2023",
    ):
        assert part in said


def test_a_number_that_is_hidden_later_is_read_nowhere_again(store):
    """Not in the trail, the history, the line, nor as known or held before it was hidden."""
    hidden = ObservationStatus.SUPPRESSED
    store.record(submission(), [FIRST])
    before = Moment(held_at=datetime.now(UTC))
    store.record(submission(), [FIRST._replace(value=None, status=hidden)])
    (trail,) = store.trail("calls", "2020")
    said = " ".join(step.words.en for step in trail.steps)
    history = [one.observation.value for one in store.observations()]
    assert "528" not in said.replace("a1a1", "")
    assert history == [None, None]
    for moment in (NOW, before, Moment(known_at=date(2023, 1, 1))):
        (line,) = store.at(moment).series("calls").lines
        assert [one.observation.value for one in line.values] == [None]
        row = store.at(moment).scorecard("plan").pillars[0].rows[0]
        assert row.latest.observation.value is None


QUARTERS = [observation(str(n), f"2020-Q{n}", row=n) for n in range(1, 5)]


def test_a_year_made_of_quarters_leads_to_each_of_them_and_they_add_up_to_it(database_url):
    summed = catalogue(indicators=(indicator("calls", frequency="Q", count_basis="contacts"),))
    store = MetricsStore.open(Settings(database_url=database_url, framework="plan"), summed)
    store.record(submission(), QUARTERS)
    trails = store.trail("calls", "2020")
    rolled = store.explain("calls", "2020").rolled
    assert rolled.value == sum(one.held.observation.value for one in trails) == 10
    assert [one.held.observation.location.cell for one in trails] == ["C1", "C2", "C3", "C4"]
    with pytest.raises(UnknownError, match=r"Unknown period '2021'. Nearest known: 2020-Q"):
        store.trail("calls", "2021")
    store.close()


def test_a_year_of_unique_people_has_no_trail_but_the_reason(database_url):
    unique = indicator("calls", frequency="Q", count_basis="people_in_period")
    kept = catalogue(indicators=(unique,))
    store = MetricsStore.open(Settings(database_url=database_url, framework="plan"), kept)
    store.record(submission(), QUARTERS)
    with pytest.raises(MetricsError, match="person"):
        store.trail("calls", "2020")
    store.close()


def test_an_unknown_name_is_refused_with_the_nearest_ones(store):
    store.record(submission(), [observation("1")])
    for ask, message in (
        (lambda: store.series("cals"), r"Unknown indicator 'cals'. Nearest known: calls"),
        (lambda: store.series("calls", place="CAX"), r"Unknown place 'CAX'. Nearest known: CA"),
        (lambda: store.series("calls", frequency="Z"), r"Unknown frequency 'Z'"),
        (lambda: store.series("calls", "CA", "sex=femal"), r"breakdown 'sex=femal'.*sex=female"),
        (lambda: store.scorecard("plam"), r"Unknown framework 'plam'. Nearest known: plan"),
        (lambda: store.scorecard("plan", "suport"), r"Unknown pillar 'suport'.*support"),
        (lambda: store.trail("calls", "2021"), r"Unknown period '2021'. Nearest known: 2020"),
        (lambda: store.observations(source="hotlin"), r"Unknown source 'hotlin'.*hotline"),
        (lambda: store.actions(framework="x"), r"Unknown framework 'x'"),
        (lambda: store.lines(["hotline/cal"]), r"Unknown series 'hotline/cal'.*hotline/calls"),
    ):
        with pytest.raises(UnknownError, match=message):
            ask()
    with pytest.raises(MetricsError, match="is not a period"):
        store.trail("calls", "spring")


def test_an_answer_is_kept_until_the_data_changes(store):
    store.record(submission(), [observation("1")])
    kept = store.scorecard("plan")
    assert store.scorecard("plan") is kept
    store.record(submission(), [observation("2")])
    assert store.scorecard("plan") is not kept
    assert newest(store) == 2


def test_actions_are_asked_by_framework_and_pillar_oldest_first(store):
    actions = [
        action("law", "2018-01"),
        action("plan", "2016-06-30"),
        action("undated", ""),
        action("elsewhere", "2010", framework="", pillar=""),
    ]
    store.record(submission(), [], actions)
    ids = [one.action.id for one in store.actions(framework="plan", pillar="support")]
    assert ids == ["plan", "law", "undated"]
    assert len(store.actions(source="hotline")) == 4
    assert store.actions()[0].source.id == "hotline"


def test_a_source_is_summed_up_by_what_stands_of_it(store):
    store.record(submission(), [FIRST, SECOND], [action()])
    store.record(submission(sha256="b2" * 32), [FIRST], [action()])
    (summary,) = store.sources()
    assert (summary.observations, summary.actions) == (1, 1)
    assert summary.files == (("calls.csv", "b2" * 32),)
    assert summary.recorded_at.endswith("Z")


@pytest.mark.parametrize(
    ("day", "listed"),
    [
        (None, ["calls", "texts"]),
        (date(2018, 12, 31), ["calls"]),
        (date(2019, 1, 1), ["calls", "texts"]),
        (date(2019, 6, 30), ["calls", "texts"]),
        (date(2019, 7, 1), ["texts"]),
    ],
)
def test_as_of_a_day_the_scorecard_lists_what_the_framework_listed_then(store, day, listed):
    calls = Entry(id="calls", until=date(2019, 6, 30))
    plan = framework(calls, Entry(id="texts", since=date(2019, 1, 1)))
    store.catalogue = replace(store.catalogue, frameworks={"plan": plan})
    (card,) = store.at(Moment(as_of=day)).scorecard("plan").pillars
    assert [row.indicator.id for row in card.rows] == listed


@pytest.mark.parametrize(
    ("before", "bound", "seen"), [("3", "5", None), ("5", "5", 5), ("12", "5", 12)]
)
def test_a_number_below_a_bound_that_came_later_is_read_nowhere_again(store, before, bound, seen):
    first = observation(before, document="first", known="2022-06-30", row=2)
    below = observation(bound, document="second", known="2023-06-30", row=3)
    store.record(submission(), [first])
    store.record(submission(), [first, below._replace(qualifier=Qualifier.LESS_THAN)])
    line = only_line(store)
    assert line.values[-1].observation.value == Decimal(bound)
    assert [one.observation.value for one in line.earlier["2020"]] == [seen]
    history = [one.observation.value for one in store.observations()]
    assert history == [seen, Decimal(bound)]
    assert newest(store, date(2022, 12, 31)) == seen
    (summary,) = store.sources()
    assert summary.withheld == (frozenset({FILE.name}) if seen is None else frozenset())
