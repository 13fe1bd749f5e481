"""Before its minute a release is nowhere; from its minute on it is everywhere; nobody does a thing.

The clock is moved by hand: nothing is loaded again, nothing is started again.
"""

import time
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from metrics import (
    NOW as TODAY,
)
from metrics import (
    OFFICE,
    OFFICIAL,
    PUBLIC,
    MetricsError,
    Moment,
    of_partner,
)
from metrics.store.turns import Turns
from tests.metrics.released import (
    APPROVER,
    LIFTS,
    MONEY,
    PEOPLE,
    PROPOSER,
    Q1,
    VISITS,
    Clock,
    filled,
    office,
    official,
    opened,
    proposal,
    released,
    report,
    stated,
)

A_MOMENT = timedelta(microseconds=1)
DAY = LIFTS.astimezone().date()
MOMENTS = (
    TODAY,
    Moment(known_at=DAY),
    Moment(known_at=DAY + timedelta(days=400)),
    Moment(as_of=DAY),
    Moment(held_at=datetime(2099, 1, 1, tzinfo=UTC)),
)
NAMES = ("people", "visits", "paid")


def ask(question, *asked, **more):
    try:
        return question(*asked, **more)
    except MetricsError as error:
        return str(error)


READINGS = {
    "scorecard": lambda store: store.scorecard("plan"),
    "series": lambda store: [
        *(store.series(one) for one in NAMES), store.series("visits", place="R1"),
        store.series("people", disaggregation="sex=female"),
    ],
    "lines": lambda store: store.lines([PEOPLE, VISITS, MONEY]),
    "observations": lambda store: [list(store.observations()),
                                   list(store.observations("hotline", "people", "ON"))],
    "standing": lambda store: list(store.standing()),
    "undeclared": lambda store: store.undeclared(),
    "explain": lambda store: [ask(store.explain, one, Q1.code) for one in NAMES],
    "newest": lambda store: [store.explain(one) for one in NAMES],
    "signals": lambda store: store.signals("plan"),
    "trail": lambda store: [ask(store.trail, one, Q1.code) for one in NAMES],
    "sources": lambda store: store.sources(),
    "loaded_files": lambda store: store.loaded_files("hotline"),
    "releases": lambda store: store.releases.held(),
}  # fmt: skip


CLOCKWORK = ("data_version", "judged_on")


def plain(answer):
    """An answer without the running number of the data, and the day of asking."""
    if is_dataclass(answer):
        every = {one.name: getattr(answer, one.name) for one in fields(answer)}
        return plain({name: one for name, one in every.items() if name not in CLOCKWORK})
    if isinstance(answer, dict):
        return {name: plain(one) for name, one in answer.items()}
    if hasattr(answer, "_asdict"):
        return plain(answer._asdict())
    if isinstance(answer, (list, tuple)):
        return [plain(one) for one in answer]
    return answer


def everything(store):
    return {
        (name, moment): plain(ask(reading, store.at(moment)))
        for moment in MOMENTS
        for name, reading in READINGS.items()
    }


@pytest.fixture
def store(database_url):
    found = opened(database_url)
    yield found
    found.close()


@pytest.fixture
def clock(store):
    made = Clock(store)
    filled(store)
    return made


def approved(store, **changes):
    found = office(store).propose(proposal(**changes), PROPOSER)
    official(store).approve(found.code, APPROVER)
    return found


def shown(store, series=PEOPLE):
    return len(store.lines([series]))


# ---- nowhere, and then everywhere ---------------------------------------------------------------


@pytest.mark.parametrize("by_partner", [False, True])
@pytest.mark.parametrize("scope", [PUBLIC, of_partner("house-a")])
def test_before_its_minute_nothing_differs_from_a_store_without_it(store, clock, scope, by_partner):
    seen = store.seen_by(scope)
    before = everything(seen)
    approved(store, by_partner=by_partner)
    for at in (clock.at, LIFTS - timedelta(days=1), LIFTS - A_MOMENT):
        clock.move(at)
        assert everything(store.seen_by(scope)) == before, at
    clock.move(LIFTS)
    after = everything(store.seen_by(scope))
    changed = {name for (name, moment), answer in after.items()
               if moment == TODAY and answer != before[name, moment]}  # fmt: skip
    assert changed >= {"scorecard", "series", "lines", "observations", "standing", "sources",
                       "releases", "trail", "newest"}  # fmt: skip


def test_what_came_out_before_is_read_on_until_the_next(store, clock):
    """A second release of the same cells changes nothing either, before its minute."""
    released(store, clock)
    report(store, "house-d", stated(90, 75, (80, 61), 1300))
    later = LIFTS + timedelta(days=40)
    before = everything(store)
    approved(store, lifts_at=later)
    clock.move(later - A_MOMENT)
    assert everything(store) == before
    clock.move(later)
    assert everything(store) != before


def test_the_first_question_after_the_minute_is_answered_anew(store, clock):
    """Also where the same was asked, and remembered, a moment before."""
    approved(store)
    clock.move(LIFTS - A_MOMENT)
    version = store.data_version()
    assert [shown(store), store.sources()[0].values] == [0, 0]
    assert store.scorecard("plan").pillars[0].published == 0
    clock.move(LIFTS)
    assert [shown(store), store.sources()[0].values] == [3, 7]
    assert store.scorecard("plan").pillars[0].published == 3
    assert store.data_version() == version + 1
    assert store.at(Moment(known_at=DAY)).data_version() == version + 1


def test_a_store_that_stood_still_over_the_minute_answers_anew(database_url):
    """Another process has approved, and this one was asked nothing in between."""
    one, other = opened(database_url), opened(database_url)
    clock, elsewhere = Clock(one), Clock(other)
    filled(one)
    assert shown(other) == 0
    approved(one)
    for each in (clock, elsewhere):
        each.move(LIFTS)
    assert len(list(other.observations())) == 7
    one.close()
    other.close()


def test_known_at_is_the_local_day_of_the_minute(store, clock):
    released(store, clock)
    clock.move(LIFTS + timedelta(days=3))
    days = [DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)]
    assert [shown(store.at(Moment(known_at=day))) for day in days] == [0, 3, 3]


@pytest.mark.parametrize(
    ("zone", "lifts", "day"),
    [
        ("America/Toronto", "2025-08-21T01:30+00:00", "2025-08-20"),  # an evening there
        ("America/Toronto", "2025-08-21T00:00+00:00", "2025-08-20"),
        ("America/Toronto", "2025-08-21T04:00+00:00", "2025-08-21"),  # its midnight
        ("Australia/Sydney", "2025-08-20T15:30+00:00", "2025-08-21"),  # a night there
        ("UTC", "2025-08-21T00:00+00:00", "2025-08-21"),
    ],
)
def test_wherever_it_is_served_a_release_waits_for_its_minute(
    store, clock, monkeypatch, zone, lifts, day
):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        at = datetime.fromisoformat(lifts)
        clock.move(clock.at)
        approved(store, lifts_at=at)
        for moment in (at - timedelta(hours=30), at - timedelta(hours=3), at - A_MOMENT):
            clock.move(moment)
            assert shown(store) == 0, moment
        for moment in (at, at + timedelta(hours=3), at + timedelta(days=2)):
            clock.move(moment)
            assert shown(store) == 3, moment
        (held,) = store.series("people").record.values
        assert held.observation.known.on.isoformat() == day
    finally:
        monkeypatch.undo()
        time.tzset()


def test_who_does_not_know_of_a_release_does_not_see_it_ahead(store, clock):
    """Between two looks at the data another process approves what comes out later this day."""
    approved(store)
    clock.move(LIFTS - timedelta(minutes=1))
    sight = store._sight
    assert shown(store) == 0
    store._repository.turns = Turns()  # as if nothing had been learned of it
    assert store._sight.until <= sight.until
    where = store._repository.seen(store._sight)
    with store._repository.snapshot() as connection:
        from sqlalchemy import func, select

        from metrics.store.tables import observation

        query = select(func.count()).select_from(observation).where(*where)
        assert connection.execute(query).scalar() == 0


# ---- who sees ahead -----------------------------------------------------------------------------


def _into(told):
    """Keep each series and organization that is told of."""
    return lambda *gave: told.append(gave[:2])


def public_lines(store):
    return [one for one in store.lines([PEOPLE]) if not one.organization and not one.is_total]


def test_the_office_and_officials_see_ahead_and_that_is_told(store, clock):
    approved(store)
    for scope in (OFFICE, OFFICIAL):
        seen, told = store.seen_by(scope), []
        seen.gave = _into(told)
        for at, ahead in ((LIFTS - timedelta(days=1), True), (LIFTS - A_MOMENT, True),
                          (LIFTS, False)):  # fmt: skip
            clock.move(at)
            seen.now, seen.today = store.now, store.today
            told.clear()
            assert len(public_lines(seen)) == 3
            live = scope == OFFICE  # its total of partners is told, too
            assert ((PEOPLE, "") in told) is (ahead or live), (scope, at)
            told.clear()
            list(seen.observations("hotline", "visits"))
            assert ((VISITS, "") in told) is ahead, (scope, at)
            told.clear()
            seen.scorecard("plan")
            assert ((MONEY, "") in told) is (ahead or live), (scope, at)


def test_a_release_says_at_which_minute_it_comes_out(store, clock):
    approved(store)
    held = public_lines(store.seen_by(OFFICIAL))[0].values[-1]
    assert held.released_at == "2025-08-20T14:30:00Z"


# ---- what it costs ------------------------------------------------------------------------------


def test_no_question_takes_a_statement_more(store, clock):
    """What is to come is read once for each version of the data."""
    asked = []
    engine = store._repository.engine

    def counted(question):
        asked.clear()
        question()
        return len(asked)

    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    questions = [
        lambda: store.scorecard("plan"), lambda: store.series("people"), store.sources,
        lambda: list(store.observations()),
    ]  # fmt: skip
    for question in questions:
        question()
    warm = [counted(one) for one in questions[:3]]
    assert warm == [1, 1, 1]  # the version of the data, and the answer from memory
    assert not any("release" in one for one in asked)
    approved(store)
    for question in questions:
        question()
    assert [counted(one) for one in questions[:3]] == warm
    counted(questions[3])
    assert not any("FROM release" in one for one in asked)
