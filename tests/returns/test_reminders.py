"""Reminders by e-mail: when, to whom, in which words, once, and what happens when they fail."""

import ssl
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dashboard.access.roles import Role
from dashboard.returns.daily import remind
from dashboard.returns.mail import Mail, MailError, Post
from dashboard.returns.reminders import Reminders, step_on
from dashboard.returns.store import Reminded
from metrics import OFFICE, Period, Settings
from tests.returns.house import FORM, PERIOD, A, B, drafts_of
from tests.returns.mailbox import Mailbox
from tests.returns.office_desk import take, waiting

NOW = datetime(2026, 1, 16, 9, 0, tzinfo=UTC)
DUE = date(2026, 1, 30)  # of the fourth quarter of 2025
LAST = Period.parse("2025-Q3")


@pytest.fixture
def mailbox():
    made = Mailbox()
    yield made
    made.end()


@pytest.fixture
def house(desk_house):
    """Partner A has two accounts that are addresses, partner B has one, in French."""
    for name, partner in (("ana@a.example", A), ("desk@a.example", A), ("bea@b.example", B)):
        desk_house.accounts.add(name, Role.PARTNER, organization=partner, now=desk_house.at)
    office = desk_house.services.store.seen_by(OFFICE).returns
    for one in (A, B):
        office.waive(FORM, one, "", LAST, "somebody", "Before the agreement.")
    return desk_house


def settings_for(mailbox: Mailbox, **more) -> Settings:
    return Settings(smtp_host="127.0.0.1", smtp_port=mailbox.port, smtp_from="office@o.example",
                    **more)  # fmt: skip


def send(house, mailbox, on: date, url: str = "https://r.example", **more):
    services = house.services
    reminders = Reminders(
        services.catalogue, services.store, Reminded(drafts_of(house).database), url
    )
    post = Post(settings_for(mailbox))
    return reminders.send(house.accounts.every(), post, on, NOW, **more)


@pytest.mark.parametrize(
    ("days", "step"),
    [(-40, None), (-15, None), (-14, -14), (-4, -14), (-3, -3), (0, -3), (1, 1), (6, 1), (7, 7),
     (21, 7), (22, None)],
)  # fmt: skip
def test_the_days_of_reminders(days, step):
    assert step_on(DUE, DUE + timedelta(days=days)) == step


def test_a_reminder_is_sent_once_to_every_address_of_its_partner(house, mailbox):
    done = send(house, mailbox, date(2026, 1, 16))
    assert sorted(to for to, _, _ in mailbox.kept) == [
        "ana@a.example", "bea@b.example", "desk@a.example",
    ]  # fmt: skip
    assert {one.result for one in done} == {"sent"}
    for day in (16, 17, 20):
        assert send(house, mailbox, date(2026, 1, day)) == []
    assert len(mailbox.kept) == 3
    send(house, mailbox, date(2026, 1, 27))
    send(house, mailbox, date(2026, 1, 31))
    send(house, mailbox, date(2026, 2, 6))
    assert len(mailbox.kept) == 12


def test_it_says_which_tables_are_missing_in_the_partners_language_and_no_figure(house, mailbox):
    send(house, mailbox, date(2026, 1, 16))
    told = {to: message for to, message, _ in mailbox.kept}
    english = told["ana@a.example"].get_content()
    assert told["ana@a.example"]["Subject"] == "Due 30 January 2026: Quarterly return, Q3 2025-26"
    assert "Quarterly return, Q3 2025-26 (October to December 2025)." in english
    assert "- People served, by age" in english
    assert "- Services and spending" in english
    assert "https://r.example/returns" in english.splitlines()
    french = told["bea@b.example"].get_content()
    assert "- Personnes desservies, selon l'âge" in french
    assert "https://r.example/returns?lang=fr" in french
    assert "T3 2025-2026" in told["bea@b.example"]["Subject"]
    assert told["ana@a.example"]["Auto-Submitted"] == "auto-generated"
    assert "310" not in english


def test_without_a_public_address_there_is_no_link(house, mailbox):
    send(house, mailbox, date(2026, 1, 16), url="")
    assert all("http" not in message.get_content() for _, message, _ in mailbox.kept)


def test_what_has_come_is_waived_or_closed_is_not_asked_for(house, mailbox):
    receipt = waiting(house, A)
    send(house, mailbox, date(2026, 1, 16))
    assert [to for to, _, _ in mailbox.kept] == ["bea@b.example"]
    house.services.store.seen_by(OFFICE).returns.close(FORM, PERIOD, "somebody")
    assert send(house, mailbox, date(2026, 1, 27)) == []
    assert receipt.code


def test_what_was_sent_back_is_asked_for_again(house, mailbox):
    receipt = waiting(house, A)
    take(house.client("editor"), receipt.code, "send-back", reason="One sheet is of May.")
    send(house, mailbox, DUE + timedelta(days=1))
    told = {to: message.get_content() for to, message, _ in mailbox.kept}
    assert "It was sent back with comments" in told["ana@a.example"]
    assert "renvoyé" not in told["bea@b.example"]


def test_nothing_is_said_long_after(house, mailbox):
    assert send(house, mailbox, DUE + timedelta(days=300)) == []


def test_an_extended_day_has_reminders_of_its_own(house, mailbox):
    send(house, mailbox, date(2026, 1, 16))
    later = date(2026, 2, 28)
    office = house.services.store.seen_by(OFFICE).returns
    office.extend(FORM, A, "people", PERIOD, "somebody", "Flood.", later)
    mailbox.kept.clear()
    send(house, mailbox, date(2026, 2, 14))
    (one, _) = [m.get_content() for to, m, _ in mailbox.kept if to.endswith("a.example")][:2]
    assert "28 February 2026" in one
    assert "Services and spending" not in one


def test_what_fails_is_told_and_tried_again_the_next_time(house, mailbox):
    mailbox.refuses.add("bea@b.example")
    done = send(house, mailbox, date(2026, 1, 16))
    (failed,) = [one for one in done if one.result == "failed"]
    assert failed.to == "bea@b.example"
    assert "bea" not in failed.said
    mailbox.refuses.clear()
    (again,) = send(house, mailbox, date(2026, 1, 17))
    assert (again.to, again.result) == ("bea@b.example", "sent")


def test_a_server_that_is_not_there_is_a_failure_and_no_crash(house):
    gone = Mailbox()
    gone.end()
    done = send(house, gone, date(2026, 1, 16))
    assert {one.result for one in done} == {"failed"}


def test_a_dry_run_sends_nothing_and_forgets_it(house, mailbox):
    done = send(house, mailbox, date(2026, 1, 16), dry=True)
    assert {one.result for one in done} == {"would"}
    assert mailbox.kept == []
    assert len(send(house, mailbox, date(2026, 1, 16))) == 3


def test_a_partner_without_an_address_is_named(desk_house, mailbox):
    office = desk_house.services.store.seen_by(OFFICE).returns
    office.waive(FORM, A, "", LAST, "somebody", "Before.")
    office.waive(FORM, B, "", LAST, "somebody", "Before.")
    done = send(desk_house, mailbox, date(2026, 1, 16))
    assert {(one.result, one.to) for one in done} == {("nobody", "")}


def test_the_daily_job_sends_nothing_while_no_server_is_set(house):
    services = house.services
    drafts = drafts_of(house)
    assert remind(Settings(), services.catalogue, services.store, drafts) == []


def test_the_daily_job_sends_what_is_due_today(house, mailbox, tmp_path):
    services = house.services
    services.store.today = lambda: date(2026, 1, 16)
    settings = settings_for(mailbox, accounts_url=services.settings.accounts_url)
    done = remind(settings, services.catalogue, services.store, drafts_of(house))
    assert len(done) == 3
    assert len(mailbox.kept) == 3


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of this machine that nobody has signed but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    begun = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begun).not_valid_after(begun + timedelta(days=10))
        .add_extension(
            x509.SubjectAlternativeName([
                x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1")),
            ]), critical=False,
        )
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    held, secret = folder / "cert.pem", folder / "key.pem"
    held.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ))  # fmt: skip
    return held, secret


def test_tls_is_used_where_it_is_offered_and_its_certificate_is_verified(tmp_path):
    held, secret = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(held, secret)
    mailbox = Mailbox(context)
    mail = Mail("x@y.example", "Due", "Soon.")
    with pytest.raises(MailError, match="SSLCertVerificationError"):
        Post(settings_for(mailbox)).send(mail)
    assert mailbox.kept == []

    Post(settings_for(mailbox), lambda: ssl.create_default_context(cafile=held)).send(mail)
    assert [over_tls for _, _, over_tls in mailbox.kept] == [True]
    mailbox.end()


def test_another_machine_without_tls_is_sent_nothing(mailbox, monkeypatch):
    monkeypatch.setattr("dashboard.returns.mail.OWN_MACHINE", frozenset())
    with pytest.raises(MailError):
        Post(settings_for(mailbox)).send(Mail("x@y.example", "Due", "Soon."))
    assert mailbox.kept == []


def test_a_line_break_in_a_name_adds_no_recipient(mailbox):
    with pytest.raises(MailError):
        Post(settings_for(mailbox)).send(Mail("x@y.example\nBcc: z@y.example", "Due", "Soon."))
    assert mailbox.kept == []
