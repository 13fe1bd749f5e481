"""A province of two regions, six partners and their form; what they report, approved; releases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from metrics import (
    OFFICE,
    OFFICIAL,
    Catalogue,
    FileRead,
    Language,
    Location,
    MetricsStore,
    Observation,
    Partner,
    Period,
    Place,
    Program,
    Proposal,
    Record,
    ReturnForm,
    SentReturn,
    Settings,
    Text,
    Unit,
    of_partner,
)
from metrics.dimensions import Disaggregation
from metrics.observations import Known
from tests.factories import catalogue, document, indicator, series, words

FORM = "quarterly"
PARTNERS = tuple(f"house-{one}" for one in "abcdef")
Q1, Q2 = Period.parse("2025-Q1"), Period.parse("2025-Q2")
CLERK, REVIEWER, PROPOSER, APPROVER = "clerk-a1", "reviewer-b2", "proposer-c3", "approver-d4"
FILE = "return.xlsx"
NOW = datetime(2025, 8, 15, 9, 0, tzinfo=UTC)
LIFTS = datetime(2025, 8, 20, 14, 30, tzinfo=UTC)
TITLE = Text("Figures of partners", "Chiffres des partenaires")
PEOPLE, VISITS, MONEY = "hotline/people", "hotline/visits", "hotline/paid"


def houses(**form: object) -> Catalogue:
    """People by sex, visits by region, money: six partners are asked for them each quarter."""
    asked = {"frequency": "Q", "roll_up_time": "sum"}
    indicators = (
        indicator("people", count_basis="people_ever", unit="people", **asked,
                  record=Record(series=PEOPLE, place="ON")),
        indicator("visits", count_basis="contacts", disclosure_class="people", unit="calls",
                  **asked, record=Record(series=VISITS, place="ON")),
        indicator("paid", disclosure_class="money", measure="money", unit="dollars", **asked,
                  record=Record(series=MONEY, place="ON")),
    )  # fmt: skip
    made = catalogue(indicators=indicators, held=tuple(series(one.id) for one in indicators))
    units = {
        "people": Unit(id="people", one=words("person"), many=words("people"), kind="count",
                       people=True),
        "dollars": Unit(id="dollars", one=words("dollar"), many=words("dollars"), kind="money",
                        sign=words("$"), currency="CAD"),
    }  # fmt: skip
    source = made.sources["hotline"].model_copy(
        update={
            "returns": FORM,
            "documents": {**made.sources["hotline"].documents, "returns": document("returns")},
        }
    )
    places = {
        "CA": Place(code="CA", title=words("CA"), kind="country"),
        "ON": Place(code="ON", title=words("ON"), kind="province", parent="CA"),
        "R1": Place(code="R1", title=words("R1"), kind="region", parent="ON"),
        "R2": Place(code="R2", title=words("R2"), kind="region", parent="ON"),
    }
    partners = {one: Partner(id=one, title=words(one), language=Language.EN) for one in PARTNERS}
    return replace(
        made, sources={"hotline": source}, units={**made.units, **units}, places=places,
        partners=partners, returns={FORM: _form(**form)}, programs={"houses": _program()},
    )  # fmt: skip


def _program() -> Program:
    """Of whose money and outputs every figure comes from what partners report."""
    return Program(
        id="houses", title=words("Houses"), about=words("Houses are open."),
        delivered_by=words("The houses"), source="hotline/first", paid=(MONEY,),
        outputs=(PEOPLE, VISITS),
    )  # fmt: skip


def _form(**changes: object) -> ReturnForm:
    return ReturnForm.model_validate(
        {
            "id": FORM, "version": 1, "title": words("Quarterly return"),
            "instructions": words("Fill in."), "source": "hotline", "frequency": "Q",
            "place": "ON", "due": {"days": 30},
            "tables": [
                {"id": "people", "sheet": words("People"), "title": words("People"),
                 "dimension": "sex", "members": ["female", "male"], "total": True,
                 "measures": [{"series": "people"}]},
                {"id": "visits", "sheet": words("Visits"), "title": words("Visits"),
                 "places": ["R1", "R2"], "measures": [{"series": "visits"}]},
                {"id": "money", "sheet": words("Money"), "title": words("Money"),
                 "measures": [{"series": "paid"}]},
            ],
            "obligations": [{"partner": one, "since": "2024-Q1"} for one in PARTNERS],
            **changes,
        }
    )  # fmt: skip


class Clock:
    """The day and the minute of a store, moved by hand; the day is that of this machine."""

    def __init__(self, store: MetricsStore, at: datetime = NOW) -> None:
        self.store = store
        self.move(at)

    def move(self, at: datetime) -> None:
        self.at = at
        self.store.now = lambda: at
        self.store.today = lambda: at.astimezone().date()


def opened(address: str, held: Catalogue | None = None) -> MetricsStore:
    return MetricsStore.open(Settings(database_url=address, framework="plan"), held or houses())


def value(
    name: str, number: str | None, place: str = "ON", breakdown: str = "", period: Period = Q1,
    **more: object,
) -> Observation:  # fmt: skip
    one = Observation(
        indicator=name, series=f"hotline/{name}", place=place, period=period,
        value=None if number is None else Decimal(number), known=Known(NOW.date()),
        document="returns", location=Location(FILE, name, 7, 3),
        disaggregation=Disaggregation.parse(breakdown),
    )  # fmt: skip
    return one._replace(**more)


def stated(female: int, male: int, visits: tuple[int, int], paid: int, period: Period = Q1):
    """All that one partner reports of a quarter."""
    return [
        value("people", str(female + male), period=period),
        value("people", str(female), breakdown="sex=female", period=period),
        value("people", str(male), breakdown="sex=male", period=period),
        *(value("visits", str(one), place, period=period)
          for one, place in zip(visits, ("R1", "R2"), strict=True)),
        value("paid", str(paid), period=period),
    ]  # fmt: skip


# of house-a the women, of house-b the visits in R2 and of house-c nearly all are few
REPORTED = {
    "house-a": (3, 40, (30, 25), 1000),
    "house-b": (31, 22, (44, 4), 2000),
    "house-c": (2, 1, (3, 2), 1500),
    "house-d": (60, 35, (80, 61), 1200),
    "house-e": (17, 14, (22, 19), 1800),
    "house-f": (26, 33, (41, 57), 1700),
}


def report(
    store: MetricsStore, partner: str, observations: list[Observation], period: Period = Q1,
    *, approve: bool = True,
) -> str:  # fmt: skip
    """Send a return and have it approved; its code."""
    said = "\n".join(str(one) for one in observations)
    report.count += 1
    content = sha256(said.encode()).hexdigest()
    one = SentReturn(
        FORM, partner, period, Language.EN, 1, content,
        FileRead(FILE, sha256(f"{said}{report.count}".encode()).hexdigest()),
        f"draft-{report.count}",
    )  # fmt: skip
    sent = store.seen_by(of_partner(partner)).returns.submit(one, observations, CLERK)
    if approve:
        store.seen_by(OFFICE).returns.approve(sent.code, REVIEWER)
    return sent.code


report.count, report.apart = 0, 1_000_000


@contextmanager
def counted_apart() -> Iterator[None]:
    """What is reported here has keys of its own: its store is copied, and more is sent to that."""
    report.apart += 1_000
    before, report.count = report.count, report.apart
    yield
    report.count = before


def filled(store: MetricsStore, *periods: Period, **changed: tuple) -> None:
    for period in periods or (Q1,):
        for partner, numbers in REPORTED.items():
            said = changed.get(partner.replace("-", "_"), numbers)
            report(store, partner, stated(*said, period), period)


def office(store: MetricsStore):
    return store.seen_by(OFFICE).releases


def official(store: MetricsStore):
    return store.seen_by(OFFICIAL).releases


def proposal(**changes: object) -> Proposal:
    every = (PEOPLE, VISITS, MONEY)
    return Proposal(FORM, every, (Q1,), TITLE, LIFTS)._replace(**changes)


def released(store: MetricsStore, clock: Clock, **changes: object) -> str:
    """Propose, approve and let out; the code. The clock stands a minute after."""
    found = office(store).propose(proposal(**changes), PROPOSER)
    official(store).approve(found.code, APPROVER)
    clock.move(found.lifts_at + timedelta(minutes=1))
    return found.code


def houses_with_a_share():
    """The houses; what is paid is a share of people in percent."""
    made = houses()
    own = {"measure": "ratio", "unit": "share", "disclosure_class": "people"}
    paid = made.indicators["paid"].model_copy(update=own)
    unit = Unit(id="share", one=words("%"), many=words("%"), kind="percent")
    return replace(
        made, indicators={**made.indicators, "paid": paid}, units={**made.units, "share": unit}
    )
