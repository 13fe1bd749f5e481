"""What series, tables or releases tell together: sums of a form, names told later, shares."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from metrics import (
    OFFICE,
    PUBLIC,
    Detail,
    Governance,
    Language,
    MetricsError,
    Partner,
    Purpose,
    Record,
    ReturnForm,
    Terms,
    Unit,
    attack,
    of_partner,
)
from metrics.attack import attack_on
from metrics.disclosure.tables import Cell, CellKey, Family, Shown
from metrics.hardening import hardened
from metrics.observations import HeldObservation, ObservationStatus
from metrics.release_notes import Coverage, note_of
from metrics.release_values import FrozenCell
from tests.factories import catalogue, document, indicator, series, words
from tests.metrics.released import (
    APPROVER,
    FORM,
    LIFTS,
    PARTNERS,
    PROPOSER,
    Clock,
    houses,
    office,
    official,
    opened,
    proposal,
    report,
    value,
)

DAYS = timedelta(days=5)
UNITS = {"money": "dollars", "people": "calls", "activity": "calls"}
EVERY = ("ma", "mb", "mc")
SUM = {"kind": "adds-up", "parts": ["ma", "mb"], "right": "mc"}
PUBLICLY = frozenset({Purpose.INTERNAL, Purpose.PUBLIC})


def table(name, *measured, **more):
    said = {"id": name, "sheet": words(name), "title": words(name)}
    return {**said, "measures": [{"series": one} for one in measured], **more}


def form_of(tables, rules):
    asked = [{"partner": one, "since": "2024-Q1"} for one in PARTNERS]
    return ReturnForm.model_validate(
        {"id": FORM, "version": 1, "title": words("Q"), "instructions": words("F"),
         "source": "hotline", "frequency": "Q", "place": "ON", "due": {"days": 30},
         "tables": tables, "rules": rules, "obligations": asked}
    )  # fmt: skip


def measured(name, kind, share):
    more = {"measure": "ratio", "unit": "percent", "roll_up_place": "sum"} if share else {
        "measure": "money" if kind == "money" else "count", "unit": UNITS[kind],
        **({} if kind == "money" else {"count_basis": "contacts"})}  # fmt: skip
    return indicator(name, frequency="Q", roll_up_time="none" if share else "sum",
                     disclosure_class=kind, record=Record(series=f"hotline/{name}", place="ON"),
                     **more)  # fmt: skip


def declared(kind, tables, rules=(), governing=(), *, share=False):
    base = houses()
    names = sorted({one["series"] for said in tables for one in said["measures"]})
    made = catalogue(indicators=tuple(measured(one, kind, share) for one in names),
                     held=tuple(map(series, names)))  # fmt: skip
    held = made.sources["hotline"]
    more = {"returns": FORM, "documents": {**held.documents, "returns": document("returns")}}
    own = {"governance": Governance(principles=words("own"))}
    partners = {one: Partner(id=one, title=words(one), language=Language.EN) for one in PARTNERS}
    partners |= {one: partners[one].model_copy(update=own) for one in governing}
    percent = Unit(id="percent", one=words("%"), many=words("%"), kind="percent")
    return replace(
        made, sources={"hotline": held.model_copy(update=more)},
        units={**base.units, "percent": percent}, places=base.places, partners=partners,
        returns={FORM: form_of(tables, rules)},
    )  # fmt: skip


class World:
    def __init__(self, address, held):
        self.held, self.store = held, opened(address, held)
        self.clock = Clock(self.store)

    def consents(self, name, detail=Detail.TOTAL):
        terms = Terms(PUBLICLY, detail, None, "Council", 20, 2)
        self.store.seen_by(of_partner(name)).consents.give(name, FORM, terms, "steward-x")

    def proposes(self, *names, turn=0, **more):
        chosen = tuple(f"hotline/{one}" for one in names)
        at = LIFTS + turn * DAYS
        return office(self.store).propose(proposal(series=chosen, lifts_at=at, **more), PROPOSER)

    def releases(self, *names, turn=0, **more):
        found = self.proposes(*names, turn=turn, **more)
        for one in found.stewards:
            self.store.seen_by(of_partner(one)).releases.steward_approve(found.code, one, "steward")
        official(self.store).approve(found.code, APPROVER)
        self.clock.move(found.lifts_at + timedelta(minutes=1))
        return found

    def reads(self, *names):
        public = self.store.seen_by(PUBLIC)
        return {
            (line.series.id.partition("/")[2] or name, line.place, line.disaggregation):
            line.values[-1].observation.value
            for name in names for line in public.lines([f"hotline/{name}"])
        }  # fmt: skip


@pytest.fixture
def world(database_url):
    made = []

    def opening(*said, **more):
        made.append(World(database_url, declared(*said, **more)))
        return made[-1]

    yield opening
    for one in made:
        one.store.close()


def values(it, *names):
    return {key[1:]: number for key, number in it.reads(*names).items()}


AMOUNTS = dict(zip(PARTNERS, ((1000, 0), (1200, 0), (900, 77), (1100, 0), (1050, 0), (980, 0)),
                   strict=True))  # fmt: skip


@pytest.mark.parametrize("chosen", [("ma", "mc"), ("ma", "mb"), ("mc",)])
def test_some_of_a_sum_are_not_chosen_without_the_rest(world, chosen):
    it = world("money", [table("t", *EVERY)], [{"id": "sum", "table": "t", **SUM}])
    for name, (one, other) in AMOUNTS.items():
        numbers = zip(EVERY, (one, other, one + other), strict=True)
        report(it.store, name, [value(series, str(number)) for series, number in numbers])
    with pytest.raises(MetricsError, match="adds these series up") as caught:
        it.proposes(*chosen)
    assert "Choisissez aussi\u00a0: " in caught.value.in_(Language.FR)
    it.releases(*EVERY)
    shown = [number for name in EVERY for number in values(it, name).values()]
    assert shown.count(None) == 2  # 77, and one that would tell it


def published(name, number, day=0, of=6, place="ON", partner=""):
    breakdown = f"partner={partner}" if partner else ""
    one = value(name, None if number is None else str(number), place, breakdown)
    note = None if partner else note_of(Coverage(of, 6), 0, revised=False)
    known = one.known._replace(on=one.known.on + timedelta(days=day))
    return HeldObservation(one._replace(note=note, known=known), 1, "", day + 1, "")


@pytest.mark.parametrize(("kind", "governing"), [("money", ()), ("activity", ("house-f",))])
def test_the_attacker_works_out_what_of_a_sum_was_never_published(kind, governing):
    """The rule stands in both tables in which the series are: so it holds in the province."""
    tables = [table("t", *EVERY, places=["R1"]), table("u", *EVERY, places=["R2"])]
    rules = [{"id": f"sum-{one}", "table": one, **SUM} for one in "tu"]
    told = [published("ma", 6230), published("mc", 6307, day=3)]
    found = attack_on(declared(kind, tables, rules, governing), told).leaks
    assert [(one.cell.series, one.low, one.high) for one in found] == [("hotline/mb", 77, 77)]
    assert not attack_on(declared(kind, tables, rules[:1], governing), told).leaks


def test_the_attacker_takes_who_is_named_later_from_an_old_total():
    held = declared("activity", [table("t", "ma")], governing=("house-f",))
    named = [published("ma", number, 5, partner=f"house-{one}")
             for one, number in (("b", 133), ("c", 102))]  # fmt: skip
    old, new = published("ma", 414, of=3), published("ma", 609, 5)
    found = attack_on(held, [old, new, *named]).leaks
    assert [(one.low, one.high) for one in found] == [(179, 179)]
    assert not attack_on(held, [old, new]).leaks


def test_names_told_later_leave_no_governed_partner_alone_in_an_old_total(world):
    numbers = dict(zip(PARTNERS, (60, 133, 102, 65, 70, 179), strict=True))
    it = world("activity", [table("t", "ma")], governing=["house-f"])
    it.consents("house-f")
    for name in ("house-b", "house-c", "house-f"):
        report(it.store, name, [value("ma", str(numbers[name]))])
    it.releases("ma")
    for name in ("house-a", "house-d", "house-e"):
        report(it.store, name, [value("ma", str(numbers[name]))])
    found = it.releases("ma", turn=1, by_partner=True)
    shown = values(it, "ma")
    assert shown["ON", ""] == 609
    assert shown["ON", "partner=house-b"] is shown["ON", "partner=house-c"] is None
    assert not it.store.seen_by(OFFICE).releases.attacked(found.code).leaks


def test_a_series_in_tables_of_two_places_is_the_sum_of_both(world):
    it = world("activity", [table("t", "ma", places=["R1"]), table("u", "ma", places=["R2"])])
    for more, name in enumerate(PARTNERS):
        own = [value("ma", str(10 + more), "R1"), value("ma", str(100 + more), "R2")]
        report(it.store, name, own)
    it.releases("ma")
    assert values(it, "ma") == {("ON", ""): 690, ("R1", ""): 75, ("R2", ""): 615}
    line = next(one for one in it.store.seen_by(OFFICE).lines(["hotline/ma"]) if not
                one.organization and one.values[-1].total)  # fmt: skip
    assert line.values[-1].observation.value == 690


def share(above, below):
    number = Decimal(above) * 100 / Decimal(below)
    return value("sh", str(number), numerator=above, denominator=below)


def test_a_share_with_no_number_of_people_behind_it_is_not_shown(world):
    """Nor is it rounded as if it were a count: 33.3 % is no 35."""
    it = world("people", [table("t", "sh")], share=True)
    for name, number in zip(PARTNERS, ("100", "0", "83", "33.3", "7", "50"), strict=True):
        report(it.store, name, [value("sh", number)])
    it.releases("sh", by_partner=True)
    assert {*values(it, "sh").values()} == {None}


@pytest.mark.parametrize("kind", ["people", "activity"])
def test_a_governed_partner_is_never_alone_in_a_share(world, kind):
    it = world(kind, [table("t", "sh")], governing=["house-f"], share=True)
    it.consents("house-f")
    report(it.store, "house-f", [share(900, 1200)])
    for name in PARTNERS[:-1]:
        report(it.store, name, [share(55, 100)])
    it.releases("sh")
    assert values(it, "sh") == {("ON", ""): None}  # it has most of those who are counted
    report(it.store, "house-f", [share(60, 120)])
    found = office(it.store).preview(it.proposes("sh", turn=1).code)
    assert [one.shown.is_hidden for one in found.cells] == [True]  # hidden stays hidden


def test_a_share_of_enough_others_is_shown(world):
    it = world("activity", [table("t", "sh")], governing=["house-f"], share=True)
    it.consents("house-f")
    for name in PARTNERS:
        report(it.store, name, [share(50, 100)])
    it.releases("sh")
    assert values(it, "sh") == {("ON", ""): 50}


def test_a_release_has_no_numbers_with_gaps_and_one_count(world):
    it = world("activity", [table("t", "ma")], governing=["house-c"])
    it.consents("house-c", Detail.OWN)
    for more, name in enumerate(PARTNERS):
        report(it.store, name, [value("ma", str(50 + more))])
    code = it.releases("ma", by_partner=True).code
    it.consents("house-c")  # by now in totals alone
    public = it.store.seen_by(PUBLIC)
    places = {(held.observation.location.row, held.observation.location.column)
              for line in public.lines(["hotline/ma"]) for held in line.values}  # fmt: skip
    assert places == {(0, 0)}
    assert public.releases.find(code).loss.cells == len(public.releases.preview(code).cells) == 5


def test_with_a_count_that_the_attacker_had_hidden_goes_the_share_that_tells_it():
    count = CellKey("people", "hotline/people", "R1", "", "", "2025-Q1")
    share = count._replace(indicator="sh", series="hotline/sh")
    family = Family(
        {count: Cell(count, Decimal(40)),
         share: Cell(share, Decimal(50), numerator=Decimal(40), denominator=Decimal(80))}, ()
    )  # fmt: skip
    cells = tuple(FrozenCell(key, Shown(one.value, ObservationStatus.NORMAL), frozenset("a"))
                  for key, one in family.cells.items())  # fmt: skip
    told = attack.Cell(*count)
    leak = attack.Leak(
        told, Decimal(40), Decimal(40), Decimal(10), (attack.Sum(told, (), "place"),)
    )

    def attacked(found):
        is_shown = found[0].shown.value is not None
        return attack.Attacked(2, 0, (leak,) if is_shown else ())

    assert all(one.shown.is_hidden for one in hardened(cells, attacked, family))
