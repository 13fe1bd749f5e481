"""Two partners and their form on the small catalogue, and returns as they send them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from metrics import (
    OFFICE,
    Catalogue,
    FileRead,
    Language,
    Location,
    MetricsStore,
    Observation,
    Partner,
    Period,
    Remark,
    ReturnForm,
    ReturnReceipt,
    SentReturn,
    Settings,
    of_partner,
)
from tests.factories import catalogue, observation, words

FORM, NORTH, SOUTH = "quarterly", "north-house", "south-house"
Q1, Q2 = Period.parse("2025-Q1"), Period.parse("2025-Q2")
CLERK, REVIEWER = "clerk-a1", "reviewer-b2"
REASON = Remark("Calls", "C7", "outlier", "A campaign ran that quarter.")
FILE = "return.xlsx"


def with_returns(held: Catalogue) -> Catalogue:
    """The catalogue with a quarterly form of its hotline, and two partners asked for it."""
    measures = [{"series": one} for one in held.sources["hotline"].series]
    form = ReturnForm.model_validate(
        {
            "id": FORM, "version": 1, "title": words("Quarterly return"),
            "instructions": words("Fill in."), "source": "hotline", "frequency": "Q",
            "place": "CA", "due": {"days": 30},
            "tables": [{"id": "calls", "sheet": words("Calls"), "title": words("Calls"),
                        "dimension": "sex", "members": ["female", "male"], "total": True,
                        "measures": measures}],
            "obligations": [{"partner": one, "since": "2024-Q1"} for one in (NORTH, SOUTH)],
        }
    )  # fmt: skip
    partners = {one: Partner(id=one, title=words(one), language=Language.EN)
                for one in (NORTH, SOUTH)}  # fmt: skip
    return replace(held, partners=partners, returns={FORM: form})


def open_store(address: str) -> MetricsStore:
    settings = Settings(database_url=address, framework="plan")
    return MetricsStore.open(settings, with_returns(catalogue()))


def office(store: MetricsStore):
    return store.seen_by(OFFICE).returns


def partner(store: MetricsStore, organization: str = NORTH):
    return store.seen_by(of_partner(organization)).returns


def stated(
    value: str | None = "10", breakdown: str = "", period: Period = Q1, **more
) -> Observation:
    """A value as it was read in the partner's file."""
    one = observation(value, period.code, breakdown=breakdown, known="2025-04-10", **more)
    return one._replace(location=Location(FILE, "Calls", one.location.row, 3))


def values(total: str | None, female: str | None = None, period: Period = Q1) -> list[Observation]:
    """A total, and one member where it is given."""
    found = [] if total is None else [stated(total, period=period)]
    if female is not None:
        found.append(stated(female, "sex=female", period, row=3))
    return found


def content_of(observations: list[Observation]) -> str:
    said = sorted(
        f"{one.series} {one.disaggregation.code} {one.period.code} {one.value} {one.status}"
        for one in observations
    )
    return sha256("\n".join(said).encode()).hexdigest()


def sent(
    observations: list[Observation],
    organization: str = NORTH,
    period: Period = Q1,
    *,
    key: str | None = None,
    **changes: object,
) -> SentReturn:
    content = content_of(observations)
    file = sha256(f"{content}{key}".encode()).hexdigest()
    sent.count += 1
    one = SentReturn(
        FORM, organization, period, Language.EN, 1, content, FileRead(FILE, file),
        key or f"draft-{sent.count}",
    )  # fmt: skip
    return one._replace(**changes)


sent.count = 0


def submit(
    store: MetricsStore,
    observations: list[Observation],
    organization: str = NORTH,
    period: Period = Q1,
    actor: str = CLERK,
    on: date | None = None,
    **changes: object,
) -> ReturnReceipt:
    """Send a return, on a day where one is given."""
    if on is not None:
        store.today = lambda: on
    one = sent(observations, organization, period, **changes)
    return partner(store, organization).submit(one, observations, actor)


def numbers(store: MetricsStore, scope, indicator: str = "calls") -> dict[str, Decimal | None]:
    """What stands of the partners' lines for a scope: by period and breakdown."""
    return {
        f"{one.observation.period.code} {line.disaggregation}".strip(): one.observation.value
        for line in store.seen_by(scope).series(indicator).lines
        if line.organization
        for one in line.values
    }
