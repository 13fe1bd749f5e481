"""Schedules run once for each quarter, whatever happens, with the rights of who made them."""

import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from socket import create_server
from threading import Event, Thread
from types import SimpleNamespace

import pytest

from dashboard.access.roles import Role
from dashboard.issuing import scheduled, sending
from dashboard.issuing.delivery import message
from dashboard.issuing.making import kept_snapshot
from dashboard.issuing.scheduled import LEASE, Schedules, look
from dashboard.issuing.sending import ATTEMPTS, LONGEST, MAIL
from dashboard.returns import worker
from dashboard.returns.crew import Crew
from dashboard.returns.jobs import Jobs
from dashboard.returns.mail import Mail, MailError, Post
from metrics import BriefingState, Settings
from tests.briefings.issuing import issued, official_store, titled
from tests.releases.release_desk import desk
from tests.returns.mailbox import Mailbox

DUE = datetime(2025, 10, 3, 12, 0, tzinfo=UTC)  # three working days after the third quarter
TO = ("ana@o.example", "bea@o.example")
URL = "https://o.example"


@pytest.fixture
def mailbox():
    made = Mailbox()
    yield made
    made.end()


@pytest.fixture
def planned(tmp_path):
    """An official's briefing of released figures, planned for each quarter."""
    with desk(tmp_path, planned_in) as house:
        yield house


def planned_in(house):
    house.released()
    code, _ = issued(house, titled("people", "visits"))
    plan(house, code)


def plan(house, code, who="official", rule="quarter+3", formats=("pdf", "xlsx")):
    held = official_store(house).briefings
    return held.schedule(code, rule, TO, formats, ["en", "fr"], house.people[who].id)


def settings_for(mailbox: Mailbox, house=None) -> Settings:
    accounts = house.services.settings.accounts_url if house else ""
    return Settings(smtp_host="127.0.0.1", smtp_port=mailbox.port, smtp_from="office@o.example",
                    public_url=URL, **({"accounts_url": accounts} if accounts else {}))  # fmt: skip


def run(house, mailbox):
    settings = settings_for(mailbox)
    made = Schedules(settings, house.services.store, Post(settings))
    return made.look(house.accounts.every())


def made_by(house) -> list[str]:
    found = official_store(house).briefings.held(BriefingState.ISSUED)
    return [one.code for one in found]


def test_nothing_runs_before_its_day_and_once_on_it(planned, mailbox):
    planned.move(DUE - timedelta(days=1))
    assert run(planned, mailbox) == []
    planned.move(DUE)
    (done,) = run(planned, mailbox)
    assert (done.key, done.result) == ("2025-Q3", "delivered")
    for later in (0, 1, 20, 60):
        planned.move(DUE + timedelta(days=later))
        assert run(planned, mailbox) == []
    assert len(made_by(planned)) == 2
    assert sorted(to for to, _, _ in mailbox.kept) == [*TO]


def test_the_message_is_in_both_languages_with_the_pdf_and_a_link(planned, mailbox):
    planned.move(DUE)
    run(planned, mailbox)
    code = made_by(planned)[0]
    told = mailbox.kept[0][1]
    assert " ".join(told["Subject"].split()) == (
        f"Briefing {code} is ready | La note d'information {code} est prête"
    )
    text = told.get_body().get_content()
    assert f"{URL}/briefings/{code}" in text.splitlines()
    assert f"{URL}/briefings/{code}?lang=fr" in text.splitlines()
    attached = {one.get_filename(): one.get_content() for one in told.iter_attachments()}
    assert sorted(attached) == [f"{code}-en.pdf", f"{code}-fr.pdf"]
    assert all(one.startswith(b"%PDF") for one in attached.values())


def test_it_is_compared_with_the_one_before_and_noted(planned, mailbox):
    first = made_by(planned)[0]
    planned.move(DUE)
    run(planned, mailbox)
    code = made_by(planned)[0]
    snapshot = kept_snapshot(official_store(planned), code)
    assert first in snapshot.documents[0].labels.since
    (noted,) = planned.entries("briefing-delivered")
    assert (noted.actor, dict(noted.detail)["recipients"]) == (planned.people["official"].id, 2)
    assert len(planned.entries("briefing-built")) == 2
    assert not any("@" in str(one) for one in planned.services.store.audit_entries())


def test_the_next_quarter_goes_on_from_the_one_before(planned, mailbox):
    planned.move(DUE)
    run(planned, mailbox)
    second = made_by(planned)[0]
    planned.move(datetime(2026, 1, 7, 12, 0, tzinfo=UTC))
    (done,) = run(planned, mailbox)
    assert done.key == "2025-Q4"
    third = kept_snapshot(official_store(planned), made_by(planned)[0])
    assert second in third.documents[0].labels.since


def test_figures_under_embargo_are_never_mailed(house, mailbox):
    house.scheduled()  # approved, and out on 20 August
    house.move(house.at + timedelta(hours=1))
    code, _ = issued(house, titled("people"))
    schedule = plan(house, code)
    store = official_store(house)
    told = message(store.briefings.find(code), kept_snapshot(store, code), schedule, URL)
    assert told.files == ()
    assert f"{URL}/briefings/{code}" in told.text
    assert "In brief" not in told.text
    assert "72" not in told.text.replace(code, "")


def test_what_is_confidential_goes_as_a_link_alone(house, mailbox):
    house.released()
    code, _ = issued(house, titled("people", classification="confidential"))
    schedule, store = plan(house, code), official_store(house)
    assert (
        message(store.briefings.find(code), kept_snapshot(store, code), schedule, URL).files == ()
    )


@pytest.mark.parametrize("change", ["disabled", "role", "gone"])
def test_an_account_that_may_no_longer_runs_nothing_and_it_is_said(
    planned, mailbox, change, caplog
):
    account = planned.people["official"].id
    if change == "disabled":
        planned.accounts.disable(account)
    elif change == "role":
        planned.accounts.set_role(account, Role.VIEWER)
    people = [one for one in planned.accounts.every() if change != "gone" or one.id != account]
    planned.move(DUE)
    settings = settings_for(mailbox)
    (done,) = Schedules(settings, planned.services.store, Post(settings)).look(people)
    assert done.result == "no-rights"
    assert mailbox.kept == []
    assert len(made_by(planned)) == 1
    assert run(planned, mailbox) == []


def test_what_goes_wrong_is_told_in_the_log_without_an_address(planned, mailbox, caplog):
    planned.move(DUE)
    mailbox.refuses = set(TO)
    with caplog.at_level(logging.WARNING):
        look(settings_for(mailbox, planned), planned.services.store)
    assert "schedule S-001 for 2025-Q3: failed SMTPRecipientsRefused" in caplog.text
    assert "@" not in caplog.text


def test_without_a_mail_server_nothing_runs(planned):
    planned.move(DUE)
    assert look(Settings(), planned.services.store) == []
    assert len(made_by(planned)) == 1


def test_a_failed_delivery_is_tried_again_for_whom_it_failed_alone(planned, mailbox):
    planned.move(DUE)
    mailbox.refuses = {TO[1]}
    assert run(planned, mailbox)[0].result == "failed"
    assert [to for to, _, _ in mailbox.kept] == [TO[0]]
    mailbox.refuses = set()
    assert run(planned, mailbox)[0].result == "delivered"
    assert [to for to, _, _ in mailbox.kept] == [*TO]
    assert len(made_by(planned)) == 2


def test_it_is_tried_so_many_times_and_no_more(planned, mailbox):
    planned.move(DUE)
    mailbox.refuses = set(TO)
    assert [len(run(planned, mailbox)) for _ in range(ATTEMPTS + 2)] == [1] * ATTEMPTS + [0, 0]
    assert len(made_by(planned)) == 2
    runs = {one.key: one.result for one in official_store(planned).briefings.runs("S-001")}
    assert runs["2025-Q3"] == "failed"


def test_two_workers_at_once_send_it_once(planned, mailbox, monkeypatch):
    planned.move(DUE)
    whole = Schedules._attempted
    others = []

    def attempted(self, *asked):
        if not others:
            others.append(None)
            others.extend(run(planned, mailbox))  # another worker, at this moment
        return whole(self, *asked)

    monkeypatch.setattr(Schedules, "_attempted", attempted)
    assert [one.result for one in run(planned, mailbox)] == ["delivered"]
    assert others == [None]
    assert sorted(to for to, _, _ in mailbox.kept) == [*TO]


class Killed(BaseException):
    """As if the process were ended at that point."""


@pytest.mark.parametrize("step", ["said_again", "drafted", "issue", "kept_snapshot", "message"])
@pytest.mark.parametrize("before", [True, False])
def test_a_worker_that_is_killed_is_taken_over_and_nothing_is_made_twice(
    planned, mailbox, monkeypatch, step, before
):
    planned.move(DUE)
    real = getattr(scheduled, step)

    def killed(*asked, **more):
        if not before:
            real(*asked, **more)
        raise Killed

    monkeypatch.setattr(scheduled, step, killed)
    with pytest.raises(Killed):
        run(planned, mailbox)
    monkeypatch.setattr(scheduled, step, real)
    assert run(planned, mailbox) == []  # it may still be at it
    planned.move(DUE + LEASE + timedelta(minutes=1))
    assert [one.result for one in run(planned, mailbox)] == ["delivered"]
    assert len(made_by(planned)) == 2
    assert official_store(planned).briefings.held(BriefingState.DRAFT) == ()
    assert sorted(to for to, _, _ in mailbox.kept) == [*TO]


def test_a_message_whose_sending_was_cut_off_is_not_sent_twice(planned, mailbox, monkeypatch):
    planned.move(DUE)
    real = Post.send

    def killed(self, mail):
        real(self, mail)
        raise Killed

    monkeypatch.setattr(Post, "send", killed)
    with pytest.raises(Killed):
        run(planned, mailbox)
    monkeypatch.setattr(Post, "send", real)
    planned.move(DUE + LEASE + timedelta(minutes=1))
    run(planned, mailbox)
    assert sorted(to for to, _, _ in mailbox.kept) == [*TO]


def test_a_schedule_that_is_made_after_the_day_waits_for_the_next(house, mailbox):
    house.released()
    code, _ = issued(house, titled("people"))
    house.move(DUE + timedelta(days=3))
    plan(house, code)
    assert run(house, mailbox) == []


def test_a_schedule_goes_by_the_calendar_of_returns(house, mailbox):
    house.released()
    code, _ = issued(house, titled("people"))
    schedule = plan(house, code, rule="return:monthly+3")
    settings = settings_for(mailbox)
    assert Schedules(settings, house.services.store, Post(settings)).due(schedule) is None


def test_an_attempt_that_lasts_too_long_leaves_the_rest_to_the_next(planned, mailbox, monkeypatch):
    planned.move(DUE)
    clock = iter([0.0, 1.0, LONGEST])  # its beginning, the first message, the second
    monkeypatch.setattr(sending, "monotonic", lambda: next(clock))
    (done,) = run(planned, mailbox)
    assert (done.result, done.said) == ("failed", "TooSlow")
    assert [to for to, _, _ in mailbox.kept] == [TO[0]]
    held = [one.key for one in official_store(planned).briefings.runs("S-001")]
    assert [one for one in held if f"/{MAIL}/" in one] == ["2025-Q3/mail/1/0"]
    monkeypatch.undo()
    assert run(planned, mailbox)[0].result == "delivered"
    assert [to for to, _, _ in mailbox.kept] == [*TO]


def test_a_mail_server_that_never_answers_holds_up_no_watching(monkeypatch, tmp_path):
    """The mail server takes the connection and says nothing; what is watched goes on."""
    silent = create_server(("127.0.0.1", 0))
    settings = Settings(smtp_host="127.0.0.1", smtp_port=silent.getsockname()[1],
                        smtp_from="office@o.example",
                        returns_url=f"sqlite:///{tmp_path / 'returns.sqlite'}")  # fmt: skip
    begun, purged, over = [], [], Event()

    def sends(settings, _):
        begun.append(None)
        with suppress(MailError):
            Post(settings).send(Mail(TO[0], "B", "ready"))

    def purge(_):
        purged.append(None)
        if len(purged) == 20:
            over.set()

    for name, value in (("LOOK_EVERY", 0.01), ("LOOKS_A_PURGE", 1), ("remind", lambda *_: None),
                        ("_tie", lambda _: None), ("_forget", lambda _: None)):  # fmt: skip
        monkeypatch.setattr(worker, name, value)
    checks = SimpleNamespace(settings=settings, store=None, catalogue=None, purge=purge,
                             drafts=SimpleNamespace(scour=lambda: None),
                             take=None, give_up=None)  # fmt: skip
    jobs = Jobs(settings)
    crew = Crew(jobs.board, worker.kinds_of(checks, {"brief": sends}))
    crew.expect()
    besides = [worker._Beside(crew, ["brief"])]
    watching = Thread(target=worker._watch, args=(checks, crew, jobs, besides, over), daemon=True)
    watching.start()
    watching.join(10)
    silent.close()
    assert not watching.is_alive()
    assert (len(purged), len(begun)) == (20, 1)
    crew.over.set()


def test_a_subject_arrives_as_it_was_written_without_a_second_space():
    subject = "Briefing B-2026-001 is ready | La note d'information B-2026-001 est prête"
    held = Settings(smtp_host="localhost", smtp_from="office@ministry.example")
    sent = Post(held)._written(Mail("name@ministry.example", subject, "Words.")).as_bytes()
    assert message_from_bytes(sent, policy=default)["Subject"] == subject
