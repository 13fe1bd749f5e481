"""Recording: append-only, idempotent, all of a submission or nothing."""

from decimal import Decimal

import pytest

from metrics import OFFICE, MetricsError, Qualifier, Receipt, Text, UnknownError
from metrics.observations import FileRead, Location, Submission
from tests.factories import action, observation, submission


def held(store):
    return [(one.observation.value, one.revision) for one in store.observations()]


def counts(receipt: Receipt) -> tuple[int, ...]:
    return receipt[1:]


def test_a_new_value_is_added(store):
    assert counts(store.record(submission(), [observation("10")])) == (1, 0, 0, 0)
    assert held(store) == [(Decimal(10), 1)]


def test_the_same_submission_again_changes_nothing_and_writes_nothing(store):
    first = store.record(submission(), [observation("10")], [action()])
    version = store.data_version()
    again = store.record(submission(), [observation("10")], [action()])
    assert again == Receipt(first.submission, 0, 0, 2, 0)
    assert store.data_version() == version


def test_a_file_with_another_checksum_and_the_same_values_is_a_submission_without_changes(store):
    first = store.record(submission(), [observation("10")])
    version = store.data_version()
    again = store.record(submission(sha256="b2" * 32), [observation("10")])
    assert again == Receipt(first.submission + 1, 0, 0, 1, 0)
    assert store.loaded_files("hotline") == {"calls.csv": "b2" * 32}
    assert store.data_version() == version


def test_a_value_read_from_another_cell_is_unchanged(store):
    store.record(submission(), [observation("10", row=2)])
    assert counts(store.record(submission(), [observation("10", row=9)])) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"value": Decimal(11)},
        {"value": Decimal("10.0")},
        {"value": None},
        {"qualifier": Qualifier.UP_TO},
        {"numerator": 1, "denominator": 2},
        {"note": Text("A note", "Une note")},
        {"words": Text("ten", "dix")},
    ],
    ids=str,
)
def test_what_a_document_states_otherwise_is_a_further_revision(store, changes):
    store.record(submission(), [observation("10")])
    changed = observation("10")._replace(**changes)
    assert counts(store.record(submission(), [changed])) == (0, 1, 0, 0)
    (line,) = store.series("calls").lines
    assert line.values[0].observation == changed
    assert [one.observation.value for one in line.corrected["2020"]] == [Decimal(10)]


def test_the_digits_come_back_as_published(store):
    values = ["0", "-3", "1.50", "0.004", "72000000.00", "9223372036854775807", "1E+3"]
    rows = [observation(value, str(2000 + n)) for n, value in enumerate(values)]
    store.record(submission(), rows)
    assert [str(one.observation.value) for one in store.observations()] == values


@pytest.mark.parametrize("value", ["9223372036854775808", "NaN", "Infinity", "1E-19"])
def test_a_value_that_cannot_be_kept_exactly_is_refused_at_its_cell(store, value):
    with pytest.raises(MetricsError, match=r"calls.csv, C2: '.*' is not a number that the store"):
        store.record(submission(), [observation(value)])
    assert held(store) == []


def test_everything_an_observation_says_comes_back(store):
    one = observation(
        "0.25",
        "2016-06-30/2020-06-30",
        breakdown="sex=female",
        numerator=1,
        denominator=4,
        qualifier=Qualifier.AT_LEAST,
        note=Text("A note", "Une note"),
    )
    store.record(submission(), [one])
    (back,) = store.observations()
    assert back.observation == one
    assert (back.revision, back.sha256) == (1, "a1" * 32)


def test_a_value_that_a_whole_source_no_longer_holds_is_withdrawn(store):
    store.record(submission(), [observation("10"), observation("20", "2021", row=3)])
    assert counts(store.record(submission(), [observation("10")])) == (0, 0, 1, 1)
    (line,) = store.series("calls").lines
    assert [one.observation.period.code for one in line.values] == ["2020"]
    assert [one.observation.status.value for one in store.observations()] == ["A", "A", "_W"]


def test_a_withdrawn_value_is_never_shown_as_the_newest(store):
    store.record(submission(), [observation("10"), observation("20", "2021", row=3)])
    store.record(submission(), [observation("10")])
    (row, _) = store.scorecard("plan").pillars[0].rows
    assert row.latest.observation.value == 10
    assert row.previous is None


def test_an_earlier_document_speaks_again_when_the_later_one_is_withdrawn(store):
    first, second = observation("10"), observation("12", document="second", known="2022-01-01")
    store.record(submission(), [first, second])
    store.record(submission(), [first])
    assert store.scorecard("plan").pillars[0].rows[0].latest.observation.value == 10


def test_a_withdrawn_value_can_be_added_again(store):
    both = [observation("10"), observation("20", "2021", row=3)]
    store.record(submission(), both)
    store.record(submission(), both[:1])
    assert counts(store.record(submission(), both)) == (1, 0, 1, 0)
    assert store.scorecard("plan").pillars[0].rows[0].latest.observation.value == 20


def test_a_submission_that_is_not_the_whole_source_withdraws_nothing(store):
    store.record(submission(), [observation("10")])
    receipt = store.record(submission(whole=False), [observation("20", "2021")])
    assert counts(receipt) == (1, 0, 0, 0)
    assert len(held(store)) == 2


def test_a_whole_source_of_nothing_withdraws_everything(store):
    store.record(submission(), [observation("10")], [action()])
    assert counts(store.record(submission(), [])) == (0, 0, 0, 2)
    assert store.series("calls").lines == ()
    assert store.actions() == ()


def test_two_cells_of_one_document_that_disagree_are_refused_with_both_places(store):
    rows = [observation("10", row=2), observation("11", row=7)]
    with pytest.raises(MetricsError) as refused:
        store.record(submission(), rows)
    assert "calls.csv, C2 and calls.csv, C7" in str(refused.value)
    assert held(store) == []


def test_one_cell_that_gives_a_number_and_none_is_refused(store):
    with pytest.raises(MetricsError, match="differently"):
        store.record(submission(), [observation("10"), observation(None)])


def test_the_same_value_twice_in_one_document_is_held_once(store):
    rows = [observation("10", row=2), observation("10", row=7)]
    assert counts(store.record(submission(), rows)) == (1, 0, 1, 0)


def test_a_preview_counts_the_same_and_keeps_nothing(store):
    store.record(submission(), [observation("10"), observation("20", "2021", row=3)])
    rows = [observation("11"), observation("30", "2022", row=4)]
    preview = store.preview(submission(), rows, [action()])
    assert len(held(store)) == 2
    assert counts(preview) == counts(store.record(submission(), rows, [action()])) == (2, 1, 0, 1)


def test_a_value_from_a_file_that_was_not_sent_is_refused(store):
    stray = observation("10", location=Location("other.csv", "", 2, 3))
    with pytest.raises(MetricsError, match=r"'other.csv', which is not a file"):
        store.record(submission(), [stray])


def test_a_source_cannot_bring_values_of_another_source(store):
    foreign = observation("10", series="elsewhere/calls")
    with pytest.raises(MetricsError, match="belongs to another source"):
        store.record(submission(), [foreign])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"indicator": "cals", "series": "hotline/calls"}, "Unknown indicator 'cals'. Nearest"),
        ({"series": "hotline/cals"}, "Unknown series 'hotline/cals'. Nearest known: hotline/calls"),
        ({"place": "CAN"}, "Unknown place 'CAN'. Nearest known: CA"),
        ({"document": "frist"}, "Unknown document 'frist'. Nearest known: first"),
        ({"breakdown": "sex=femal"}, "Unknown breakdown 'sex=femal'. Nearest known: sex=female"),
    ],
)
def test_a_name_that_nothing_declares_does_not_enter(store, changes, message):
    stray = observation("10", **changes)
    for send in (store.preview, store.record):
        with pytest.raises(UnknownError, match=message):
            send(submission(), [stray])
    assert held(store) == []


def test_an_organization_is_never_a_revision_of_another(store):
    for organization in ("", "shelter-a", "shelter-b"):
        store.record(
            submission(organization=organization),
            [observation("10", organization=organization)],
        )
    assert [one.revision for one in store.seen_by(OFFICE).observations()] == [1, 1, 1]


def test_a_partner_who_sends_nothing_withdraws_only_their_own(store):
    for organization in ("", "shelter-a"):
        sent = submission(organization=organization)
        store.record(sent, [observation("10", organization=organization)])
    receipt = store.record(submission(organization="shelter-a"), [])
    assert receipt.withdrawn == 1
    assert store.scorecard("plan").pillars[0].rows[0].latest.observation.value == 10


def test_a_year_is_never_a_revision_of_a_quarter(store):
    store.record(submission(), [observation("40", "2020"), observation("10", "2020-Q1", row=3)])
    assert [one.revision for one in store.observations()] == [1, 1]
    assert len(store.series("calls").lines) == 2


def test_many_values_are_held_and_compared_as_few_are(store):
    rows = [
        observation(str(n), str(1900 + n), indicator=name, row=n + 2, breakdown=breakdown)
        for name in ("calls", "texts")
        for breakdown in ("", "sex=female", "sex=male")
        for n in range(120)
    ]
    assert counts(store.record(submission(), rows)) == (720, 0, 0, 0)
    assert counts(store.record(submission(), reversed(rows))) == (0, 0, 720, 0)
    assert sum(value for value, _ in held(store)) == sum(range(120)) * 6
    changed = [rows[0]._replace(value=Decimal(5)), *rows[2:]]
    assert counts(store.record(submission(), changed)) == (0, 1, 718, 1)
    part = Submission("hotline", (FileRead("calls.csv", "c3" * 32),))
    assert counts(store.record(part, [rows[0], rows[1], rows[5]])) == (1, 1, 1, 0)


def test_the_state_of_an_action_that_is_worded_anew_is_changed(store):
    store.record(submission(), [], [action(), action("law", "2017")])
    renamed = action("law", "2017", title=Text("A law", "Une loi"))
    assert counts(store.record(submission(), [], [action(), renamed])) == (0, 1, 1, 0)
    assert [one.action.title.fr for one in store.actions()] == ["A line is opened (fr)", "Une loi"]
    assert counts(store.record(submission(), [], [renamed])) == (0, 0, 1, 1)
    assert [one.action.id for one in store.actions()] == ["law"]


def test_two_wordings_of_one_state_of_one_action_are_refused(store):
    other = action(title=Text("Another", "Une autre"))
    with pytest.raises(MetricsError, match="describe the same state of action 'line-opened'"):
        store.record(submission(), [], [action(), other])
