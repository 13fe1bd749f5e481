"""What lies outside a reader's scope takes no part in any answer: as if it had never been sent."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from shutil import copy
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics import (
    NOW,
    OFFICE,
    PUBLIC,
    Choice,
    Confidentiality,
    MetricsError,
    MetricsStore,
    Moment,
    ObservationStatus,
    Scope,
    Settings,
    of_partner,
)
from tests.factories import action, catalogue, observation, submission
from tests.sweeps import FULL, examples

TODAY = date(2024, 6, 1)
LATER = "2025-06-30"
OURS, THEIRS = "shelter-a", "shelter-b"
A, B = of_partner(OURS), of_partner(THEIRS)
EXAMPLES = examples("scopes and what was never sent", 6, 600)
FREE = Confidentiality.FREE
STORES = count()

# Each document was made known on its day; the last of them is still to come.
DAYS = {"first": "2021-06-30", "second": "2022-06-30", "third": LATER}
PLACES, PERIODS = ("CA", "US"), ("2019", "2020")


@pytest.fixture
def kept(store):
    """The store as the public sees it, on a day that stays the same."""
    store.today = lambda: TODAY
    return store


# ---- every reading there is --------------------------------------------------------------------

MOMENTS = (
    NOW,
    Moment(known_at=date(2021, 12, 31)),
    Moment(known_at=date(2025, 12, 31)),
    Moment(as_of=date(2020, 1, 1)),
)


def ask(question, *asked):
    """What is answered, or the words of the refusal."""
    try:
        return question(*asked)
    except MetricsError as error:
        return str(error)


CHOICES = (
    Choice(),
    Choice(indicator="texts", place="CA"),
    Choice(series="hotline/calls", first=date(2020, 1, 1)),
    Choice(dimension="sex", status=ObservationStatus.NORMAL),
)


def chosen(values, choice):
    """Every answer about a choice: how many, on which lines, a page of them, all of them."""
    lines = [one._asdict() for one in values.lines(choice)]
    return values.count(choice), lines, list(values.page(choice, 1, 2)), list(values.every(choice))


READINGS = {
    "scorecard": lambda store: store.scorecard("plan"),
    "series": lambda store: [
        store.series("calls"), store.series("texts", place="CA"),
        store.series("calls", disaggregation="sex=female"),
    ],
    "lines": lambda store: store.lines(["hotline/calls", "hotline/texts"]),
    "observations": lambda store: [
        list(store.observations()), list(store.observations(place="US")),
        list(store.observations(source="hotline", indicator="texts")),
    ],
    "standing": lambda store: [list(store.standing()), list(store.standing("hotline", "calls"))],
    "undeclared": lambda store: store.undeclared(),
    "explain": lambda store: [
        store.explain("calls"), store.explain("texts"), ask(store.explain, "calls", "2019"),
    ],
    "signals": lambda store: store.signals("plan"),
    "trail": lambda store: [
        ask(store.trail, name, period)
        for name in ("calls", "texts") for period in PERIODS
    ],
    "actions": lambda store: [store.actions(), store.actions("plan", "support", "hotline")],
    "sources": lambda store: store.sources(),
    "loaded_files": lambda store: store.loaded_files("hotline"),
    "events": lambda store: store.events("plan"),
    "records": lambda store: store.records(["calls", "texts"]),
    "restating": lambda store: [
        store.restating.newest(["hotline/calls", "hotline/texts"], 5),
        store.restating.days(["hotline/calls", "hotline/texts"]),
    ],
    "choosing": lambda store: [chosen(store.choosing, choice) for choice in CHOICES],
}  # fmt: skip

# What reads no figure: what writes, what has rules of its own (the audit log, notes, returns,
# releases and briefings, which tests of their own try), the plumbing.
OTHERS = {
    "amendments", "annotations", "as_one", "at", "audit_entries", "begin_reading", "briefings",
    "close", "consents", "data_version", "footprint", "health", "is_followed", "is_follower_away",
    "memory", "note", "note_many", "obstacle", "open", "preview", "record", "releases", "remember",
    "returns", "scour", "seen_by", "turn_to_source", "verify_audit", "when_erased", "written",
}  # fmt: skip


def test_every_reading_of_the_store_is_tried():
    public = {name for name in dir(MetricsStore) if not name.startswith("_")}
    assert public == READINGS.keys() | OTHERS


def plain(answer):
    """An answer without the running numbers of the data and of what was sent, in a fixed order.

    Places and breakdowns come in the order in which the store met them first.
    """
    if isinstance(answer, str):
        return re.sub(r"(Submission|Envoi) \d+", r"\1 n", answer)
    if is_dataclass(answer):
        every = {one.name: getattr(answer, one.name) for one in fields(answer)}
        return type(answer).__name__, plain(_without_numbers(every))
    if hasattr(answer, "_asdict"):
        return type(answer).__name__, plain(_without_numbers(answer._asdict()))
    if isinstance(answer, dict):
        return {name: plain(one) for name, one in answer.items()}
    if isinstance(answer, (list, tuple)):
        found = [plain(one) for one in answer]
        return sorted(found, key=repr) if _is_unordered(answer) else found
    return answer


def _without_numbers(every):
    return {name: one for name, one in every.items() if name not in ("submission", "data_version")}


def _is_unordered(answer):
    kinds = {type(one).__name__ for one in answer}
    return kinds in ({"SeriesLine"}, {"HeldObservation"}, {"ProvenanceTrail"})


def everything(store):
    return {
        (name, moment): plain(ask(reading, store.at(moment)))
        for moment in MOMENTS
        for name, reading in READINGS.items()
    }


# ---- the property ------------------------------------------------------------------------------

cells = st.tuples(
    st.sampled_from(("calls", "texts")),
    st.sampled_from(PERIODS),
    st.sampled_from(PLACES),
    st.sampled_from(("", "sex=female")),
    st.sampled_from(tuple(DAYS)),
)
# Of one cell of one document the confidentiality stays what it is: what comes of it where it
# changes is a matter of its own, and has tests of its own below.
secret = st.frozensets(cells, max_size=6)
stated = st.dictionaries(cells, st.integers(0, 4), max_size=7)
deeds = st.lists(st.sampled_from(("line-opened", "law-passed")), max_size=2, unique=True)
sent = st.tuples(st.sampled_from(("", "", OURS, THEIRS)), stated, deeds, st.booleans())


def observations(organization, said, confidential):
    return [
        observation(
            str(value), period, indicator=name, place=place, breakdown=breakdown,
            document=document, known=DAYS[document], row=row, organization=organization,
            confidentiality=Confidentiality.CONFIDENTIAL if key in confidential else FREE,
        )
        for row, (key, value) in enumerate(said.items(), 2)
        for name, period, place, breakdown, document in [key]
    ]  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """An empty store, to be copied: making the tables takes longer than asking everything."""
    path = tmp_path_factory.mktemp("scopes") / "empty.sqlite"
    _opened(path).close()
    return path


def _opened(path):
    settings = Settings(database_url=f"sqlite:///{path}", framework="plan")
    return MetricsStore.open(settings, catalogue())


@contextmanager
def store_of(empty, submissions) -> Iterator[MetricsStore]:
    """A store that received these, each (n, organization, observations, deeds, whole)."""
    path = empty.with_name(f"{next(STORES)}.sqlite")
    copy(empty, path)
    opened = _opened(path)
    opened.today = lambda: TODAY
    for number, organization, rows, deeds, whole in submissions:
        at = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp() * 1_000_000) + number * 60_000_000
        one = submission(organization=organization, whole=whole, sha256=f"{number:064x}")
        with patch("metrics.store.recording.instant", lambda _, at=at: at):
            opened.record(one, rows, [action(deed) for deed in deeds])
    yield opened
    opened.close()
    path.unlink()


def is_seen(one, scope):
    """The rule in its plainest form; the store must answer as if nothing else had been sent."""
    if one.organization:
        return scope.organizations is None or one.organization in scope.organizations
    if scope == OFFICE:
        return True
    return one.confidentiality is FREE and one.known.on <= TODAY


def received(submissions, scope):
    return [
        (number, organization, [one for one in rows if is_seen(one, scope)], deeds, whole)
        for number, organization, rows, deeds, whole in submissions
        if not organization or scope == OFFICE or organization in scope.organizations
    ]


@settings(
    max_examples=EXAMPLES,
    derandomize=not FULL,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(sending=st.lists(sent, min_size=1, max_size=5), confidential=secret)
def test_a_reader_sees_what_a_store_would_tell_that_never_received_the_rest(
    empty, sending, confidential
):
    submissions = [
        (n, who, observations(who, said, confidential), deeds, whole)
        for n, (who, said, deeds, whole) in enumerate(sending, 1)
    ]
    with store_of(empty, submissions) as whole:
        for scope in (PUBLIC, A):
            seen = everything(whole.seen_by(scope))
            with store_of(empty, received(submissions, scope)) as part:
                alone = everything(part.seen_by(OFFICE))
                for question, answer in seen.items():
                    assert answer == alone[question], (scope, question)


# ---- single cases ------------------------------------------------------------------------------


def values(store, **asked):
    return [one.observation.value for one in store.observations(**asked)]


def shown(store):
    row = store.scorecard("plan").pillars[0].rows[0]
    return row.latest and row.latest.observation.value


def send(store, *rows, organization="", whole=False):
    store.record(submission(organization=organization, whole=whole), rows)


def test_a_store_opened_without_more_is_public(kept):
    assert kept.scope == PUBLIC
    assert kept.seen_by(PUBLIC) is kept
    assert kept.at(Moment(as_of=TODAY)).scope == PUBLIC


def test_a_scope_and_a_moment_combine_in_either_order(kept):
    moment = Moment(known_at=date(2021, 12, 31))
    send(kept, observation("3", organization=OURS), organization=OURS)
    for seen in (kept.seen_by(A).at(moment), kept.at(moment).seen_by(A)):
        assert (seen.scope, seen.moment) == (A, moment)
        assert values(seen) == [3]
        assert values(seen.at(NOW)) == [3]
        assert values(seen.seen_by(PUBLIC)) == []
    assert values(kept) == []


def test_a_partner_sees_its_own_values_and_nobody_elses(kept):
    held = Confidentiality.NOT_FOR_PUBLICATION
    send(kept, observation("1"))
    send(kept, observation("2", organization=OURS, confidentiality=held), organization=OURS)
    send(kept, observation("3", organization=THEIRS, known=LATER), organization=THEIRS)
    assert [values(kept.seen_by(one)) for one in (PUBLIC, A, B)] == [[1], [1, 2], [1, 3]]
    assert values(kept.seen_by(OFFICE)) == [1, 2, 3]
    own = [line.organization for line in kept.seen_by(A).series("calls").lines]
    assert own == ["", OURS]


def test_unreleased_values_are_named_by_their_sender_and_as_not_released(kept):
    send(kept, observation("1"))
    send(kept, observation("2", organization=OURS), organization=OURS)
    published, sent = kept.seen_by(OFFICE).series("calls").lines
    assert (published.series.title.en, published.series.publisher.en) == (
        "Series of calls", "The operator",
    )  # fmt: skip
    assert sent.series.title.en == f"Series of calls (sent by {OURS}, not released)"
    assert sent.series.publisher.fr == OURS
    trails = kept.seen_by(OFFICE).trail("calls", "2020", series=sent.key)
    assert {one.held.observation.organization for one in trails} == {"", OURS}


def test_a_partners_value_never_speaks_for_an_indicator(kept):
    send(kept, observation("7", "2021", organization=OURS), organization=OURS)
    for scope in (PUBLIC, A, B, OFFICE):
        assert shown(kept.seen_by(scope)) is None
        assert kept.seen_by(scope).series("calls").record is None


@pytest.mark.parametrize("organization", ["", "nobody"])
def test_a_partner_of_no_organization_sees_what_is_public(kept, organization):
    rows = [observation("1"), observation("2", "2019", confidentiality=Confidentiality.EMBARGO)]
    send(kept, *rows, observation("4", "2018", known=LATER))
    assert values(kept.seen_by(of_partner(organization))) == [1]


def test_a_publishers_own_name_opens_nothing(kept):
    send(kept, observation("2", confidentiality=Confidentiality.CONFIDENTIAL))
    assert values(kept.seen_by(Scope(frozenset({""}), frozenset({FREE})))) == []
    assert values(kept.seen_by(Scope(frozenset(), frozenset()))) == []


def test_a_value_appears_on_its_day_and_nothing_is_loaded_again(kept):
    send(kept, observation("1"), observation("5", document="second", known=LATER))
    before = [kept.sources()[0].observations, shown(kept), kept.series("calls").record.values]
    kept.today = lambda: date.fromisoformat(LATER) - timedelta(days=1)
    assert [kept.sources()[0].observations, shown(kept)] == before[:2] == [1, 1]
    kept.today = lambda: date.fromisoformat(LATER)
    assert [kept.sources()[0].observations, shown(kept)] == [2, 5]
    assert kept.series("calls").record.values[0].revision == 2
    assert kept.lines(["hotline/calls"])[0].values[0].observation.value == 5


def test_a_day_to_come_is_not_known_by_asking_as_of_it(kept):
    send(kept, observation("5", known=LATER))
    for moment in (Moment(known_at=date(2026, 1, 1)), Moment(as_of=date(2026, 1, 1))):
        assert shown(kept.at(moment)) is None
        assert shown(kept.seen_by(OFFICE).at(moment)) == 5


def test_what_will_be_hidden_one_day_hides_nothing_before(kept):
    gone = {"status": ObservationStatus.SUPPRESSED, "document": "second"}
    send(kept, observation("9"), observation(None, known=LATER, **gone))
    past = Moment(known_at=date(2021, 12, 31))
    assert shown(kept) == 9
    assert shown(kept.at(past)) == 9
    kept.today = lambda: date.fromisoformat(LATER)
    assert shown(kept.at(past)) is None
    assert 9 not in values(kept)


@pytest.mark.parametrize("known", ["2020-06-30", "2021-06-30", "2022-06-30", LATER])
@pytest.mark.parametrize("whole", [True, False])
def test_what_becomes_confidential_is_told_to_nobody_again(kept, known, whole):
    secret = Confidentiality.CONFIDENTIAL
    send(kept, observation("9"), whole=True)
    held = kept.sources()[0].recorded_at
    send(kept, observation("7", known=known, confidentiality=secret), whole=whole)
    office = kept.seen_by(OFFICE)
    assert (shown(office), shown(kept)) == (7, None)
    assert set(values(kept)) == {None}
    assert 9 not in values(kept.at(Moment(held_at=datetime.fromisoformat(held))))
    send(kept, observation("8"))
    assert (shown(office), shown(kept)) == (8, 8)
    send(kept, observation("7", confidentiality=secret), whole=True)
    send(kept, whole=True)
    assert (shown(office), shown(kept), kept.sources()[0].observations) == (None, None, 0)


def test_a_later_day_under_embargo_leaves_what_is_public(kept):
    send(kept, observation("9"))
    send(kept, observation("7", known=LATER, confidentiality=Confidentiality.EMBARGO))
    assert (shown(kept), shown(kept.seen_by(OFFICE))) == (9, 7)


def test_a_partners_actions_are_its_own(kept):
    kept.record(submission(), [], [action()])
    kept.record(submission(organization=OURS), [], [action(title=action().title._replace(en="B"))])
    assert [one.action.title.en for one in kept.actions()] == ["A line is opened"]
    assert [one.organization for one in kept.seen_by(A).actions()] == ["", OURS]
    assert kept.sources()[0].actions == 1
    kept.record(submission(organization=OURS), [], [])
    assert len(kept.seen_by(OFFICE).actions()) == 1


def test_a_series_that_only_a_partner_fills_is_not_there(kept):
    send(kept, observation("3", indicator="texts", organization=OURS), organization=OURS)
    repository, public = kept._repository, kept._sight
    assert repository.series_of("texts", public) == ()
    assert repository.series_of("texts", kept.seen_by(A)._sight) == ("hotline/texts",)
    assert repository.held_series(public) == ()


def test_a_kept_answer_is_nobody_elses(kept):
    send(kept, observation("3", organization=OURS), organization=OURS)
    asked = (kept.seen_by(OFFICE), kept.seen_by(A), kept, kept.seen_by(B))
    for _ in range(2):
        counts = [one.sources()[0].observations for one in asked]
        lines = [len(one.series("calls").lines) for one in asked]
        assert counts == lines == [1, 1, 0, 0]
