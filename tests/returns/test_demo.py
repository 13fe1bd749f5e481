"""The demo: three years of made-up returns by the real path, and accounts that only it has."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from dashboard.access.authorize import Action, authorize
from dashboard.access.first_admin import made_up
from dashboard.access.roles import Role
from dashboard.access.store import Accounts
from dashboard.demo import plan
from dashboard.demo.made_up import figures
from dashboard.demo.partner_returns import make_returns
from dashboard.demo.people import KEEPER, SHOWN, make_people, new_password
from dashboard.demo.plan import partner_named
from dashboard.demo.start import told_at_start
from dashboard.releases.desk import thing_of_form
from dashboard.returns.marked import marked_file
from dashboard.returns.store import Drafts, DraftState
from ingest import checked_from_json
from metrics import (
    OFFICE,
    PUBLIC,
    Catalogue,
    Language,
    MetricsError,
    MetricsStore,
    ObligationState,
    Period,
    ReturnState,
    Settings,
    coverages,
)
from metrics.settings import PROJECT

EXAMPLE = PROJECT / "data" / "example"
OVER = datetime(2026, 11, 22, tzinfo=UTC)  # every made-up return has come by then
pytestmark = pytest.mark.skipif(datetime.now(UTC) < OVER, reason="the made-up years are not over")


class Demo:
    def __init__(self, folder):
        self.settings = Settings(
            data=EXAMPLE, framework="example-strategy", env="test",
            database_url=f"sqlite:///{folder / 'figures.sqlite'}",
            accounts_url=f"sqlite:///{folder / 'accounts.sqlite'}",
            returns_url=f"sqlite:///{folder / 'returns.sqlite'}",
        )  # fmt: skip
        self.files = folder / "files"
        self.catalogue = Catalogue.read(EXAMPLE)
        self.store = MetricsStore.open(self.settings, self.catalogue)
        self.accounts = Accounts.open(self.settings)
        self.people = make_people(self.accounts, self.catalogue, self.store.note)
        self.steps = []
        self.made = self.make()
        self.drafts = Drafts.open(self.settings)

    def make(self):
        told = self.steps.append
        return make_returns(self.settings, self.store, self.people, self.files,
                            lambda *step: told(step))  # fmt: skip

    @property
    def office(self):
        return self.store.seen_by(OFFICE)

    def held(self, period=plan.NEWEST, **narrowed):
        return self.office.returns.held(form=plan.FORM, period=period, **narrowed)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    made = Demo(tmp_path_factory.mktemp("demo"))
    yield made
    made.drafts.close()
    made.accounts.close()
    made.store.close()


def owed(demo):
    return demo.office.returns.obligations(OVER.date(), form=plan.FORM)


def test_three_years_of_twelve_partners_are_there(demo):
    assert demo.made
    assert len(demo.catalogue.partners) == 12
    quarters = {one.receipt.period for one in demo.office.returns.held(form=plan.FORM)}
    assert len(quarters) == 12
    assert max(quarters) == plan.NEWEST
    assert len(demo.steps) > 120
    assert demo.steps[-1][0] == demo.steps[-1][1]


def test_the_newest_quarter_shows_every_state(demo):
    states = {one.state for one in owed(demo) if one.period == plan.NEWEST}
    shown = {ObligationState.RECEIVED, ObligationState.APPROVED, ObligationState.RETURNED,
             ObligationState.LATE, ObligationState.EXTENDED}  # fmt: skip
    assert states == shown
    assert any(one.came_late for one in owed(demo) if one.period == plan.NEWEST)
    back = demo.held(state=ReturnState.RETURNED)
    assert [len(one.comments) for one in back] == [1]


def test_a_quarter_was_waived_closed_and_opened_again(demo):
    waived = {(one.partner, one.period.code) for one in owed(demo)
              if one.state is ObligationState.WAIVED}  # fmt: skip
    assert waived == {(partner_named("d"), "2025-Q3")}
    closed = demo.office.returns.closed(plan.FORM)
    assert plan.REOPENED in closed
    assert plan.NEWEST not in closed
    reopened = demo.store.audit_entries(action="period-reopened")
    assert len(reopened) == 1


def test_returns_bear_the_days_on_which_they_would_have_come(demo):
    first = demo.held(Period.parse("2023-Q4"))
    assert {one.receipt.sent_at.year for one in first} == {2024}
    assert {event.at.year for one in first for event in one.events} == {2024}
    assert demo.store.verify_audit().breaks == ()


def test_partners_come_late_and_leave(demo):
    asked = {one.period.code: one.asked for one in coverages(owed(demo))}
    assert asked["2023-Q4"] < asked["2026-Q1"]  # some came later
    assert asked["2026-Q2"] == asked["2026-Q1"] - 1  # one has left
    found = {one.period.code: one for one in coverages(owed(demo))}
    assert (found["2026-Q3"].received, found["2026-Q3"].asked) == (7, 11)


def test_the_office_sees_totals_and_the_public_nothing_of_them(demo):
    services = "example-partners-services-provided"
    line = demo.office.series(services).record
    # from 2025 on one organization sends, and consents to no use: its figures are in no total
    assert [one.total.is_whole for one in line.values] == [True] * 5 + [False] * 7
    assert line.values[-2].total.missing == (partner_named(plan.SILENT),)
    public = demo.store.seen_by(PUBLIC).series(services).lines
    assert not any(one.organization or one.is_total for one in public)  # what was released, alone


def test_a_file_with_faults_waits_to_be_mended(demo):
    (waiting,) = [one for one in demo.drafts.of(partner_named(plan.TO_MEND))
                  if one.state is DraftState.CHECKED]  # fmt: skip
    assert waiting.outcome == "reject"
    checked = checked_from_json(demo.drafts.result(waiting.id))
    rules = {one.rule for one in checked.findings}
    assert {"whole", "number", "blank", "total"} <= rules
    assert demo.drafts.annotated(waiting.id)
    said = {Language.EN: "is not a whole number", Language.FR: "n'est pas un nombre entier"}
    for language, words in said.items():  # in the language of whoever takes it
        with ZipFile(BytesIO(marked_file(demo.drafts, waiting, language, demo.settings))) as book:
            assert any(words in book.read(one).decode() for one in book.namelist()
                       if "comments" in one and one.endswith(".xml"))  # fmt: skip


def test_every_return_has_its_file_and_says_that_it_is_made_up(demo):
    names = {path.name for path in demo.files.iterdir()}
    sent = {one.file for one in demo.office.returns.held(form=plan.FORM) if not one.is_kept_back}
    assert sent <= names
    assert all(name.startswith("example-") for name in names)
    kinds = {name.rpartition(".")[2] for name in names}
    assert kinds == {"xlsx", "csv"}
    form = demo.catalogue.returns[plan.FORM]
    assert "made up" in form.instructions.en
    assert form.title.en.endswith("(example)")


def test_made_once_it_is_not_made_again(demo):
    before = demo.store.data_version()
    assert not demo.make()
    assert demo.store.data_version() == before


def test_the_same_figures_are_made_up_every_time(demo):
    form = demo.catalogue.returns[plan.FORM]
    asked = form, partner_named("a"), plan.NEWEST, "en"
    assert figures(*asked) == figures(*asked)
    ages = figures(*asked)["services"]
    assert ages["EXAMPLE:_T"]["people-served"] == sum(
        ages[f"EXAMPLE:{one}"]["people-served"] for one in ("under-25", "25-and-over")
    )


def test_a_rule_runs_in_shadow(demo):
    form = demo.catalogue.returns[plan.FORM]
    assert [one.id for one in form.rules if one.in_shadow(OVER.date())] == ["plans-within-services"]


def sign_ins(demo, **changes):
    settings = demo.settings.model_copy(update=changes)
    return new_password(settings, demo.accounts, demo.catalogue, demo.store.note)


def test_each_role_has_a_sign_in_with_a_password_of_this_start(demo):
    password, told = sign_ins(demo)
    names = {one.name for one in told}
    stewards = {"example-steward-k", "example-steward-l", KEEPER}
    assert names == {*map(partner_named, SHOWN), "viewer", "editor", "official", "admin", *stewards}
    now = datetime.now(UTC)
    for one in told:
        assert demo.accounts.check_password(one.name, password, "here", now)
    again, _ = sign_ins(demo)
    assert again != password
    assert len(again) > 20
    account = demo.accounts.find(partner_named("a"))
    assert account.organization == partner_named("a")


@pytest.mark.parametrize(("language", "said"), [
    (Language.EN, "steward of the data set"),
    (Language.FR, "personne gardienne de l'ensemble de données"),
])  # fmt: skip
def test_the_steward_of_the_data_set_holds_the_second_key_and_is_told_at_the_start(
    demo, language, said
):
    account = demo.accounts.find(KEEPER)
    assert (account.role, account.organization) == (Role.STEWARD, plan.FORM)
    assert authorize(account, Action.RESTORE, thing_of_form(plan.FORM))
    assert not authorize(account, Action.RESTORE, thing_of_form("another-form"))
    assert account in made_up(demo.accounts.every()), "production has to know it for made-up"
    printed = told_at_start(demo.settings, language, *sign_ins(demo))
    (line,) = [one for one in printed.splitlines() if KEEPER in one]
    assert said in line
    assert sum(said in one for one in printed.splitlines()) == 1


def test_production_and_real_figures_get_no_such_sign_in(demo):
    with pytest.raises(MetricsError, match="made-up figures"):
        sign_ins(demo, env="production")
    real = Catalogue.read(PROJECT / "data")
    with pytest.raises(MetricsError, match="made-up figures"):
        new_password(demo.settings, demo.accounts, real, demo.store.note)


def test_of_two_that_govern_their_data_one_consents_and_of_the_other_nothing_is_shown(demo):
    """The office knows that its returns came, and nothing of what they say."""
    held = {one.organization: one for one in demo.office.consents.held()}
    assert held[partner_named(plan.CONSENTING)].terms is not None
    assert held[partner_named(plan.SILENT)].terms is None
    for one in demo.office.returns.held(form=plan.FORM, organization=partner_named(plan.SILENT)):
        assert one.is_kept_back
        assert one.receipt.state is ReturnState.SUBMITTED
    organizations = {
        one.observation.organization for one in demo.office.observations(source=_source(demo))
    }
    assert partner_named(plan.SILENT) not in organizations
    assert partner_named(plan.CONSENTING) in organizations


def _source(demo):
    return demo.catalogue.returns[plan.FORM].source
