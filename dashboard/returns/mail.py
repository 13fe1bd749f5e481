"""Sending a message by SMTP: over TLS that is verified, or within this machine."""

import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default
from email.utils import formatdate, make_msgid
from typing import NamedTuple

from metrics import Settings

OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
TLS_PORT = 465
UNFOLDED = default.clone(max_line_length=998)  # where a subject is folded readers see two spaces
PATIENCE = 20  # seconds for each answer of the server


class Attachment(NamedTuple):
    """A file that goes with a message; `mime` is as "application/pdf"."""

    name: str
    mime: str
    data: bytes


class Mail(NamedTuple):
    to: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()


class MailError(Exception):
    """A message could not be sent; the words say why, without what stood in it."""


class Post:
    """The server that an installation sends through; `trusts` says whose certificates count."""

    def __init__(
        self, settings: Settings, trusts: Callable[[], ssl.SSLContext] = ssl.create_default_context
    ) -> None:
        self._settings, self._trusts = settings, trusts

    @property
    def is_set(self) -> bool:
        return bool(self._settings.smtp_host and self._settings.smtp_from)

    def send(self, mail: Mail) -> None:
        """Send one message; MailError in one line where that cannot be."""
        try:
            with self._connected() as server:
                server.send_message(self._written(mail))
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise MailError(_said(error)) from error

    def _connected(self) -> smtplib.SMTP:
        """A connection that is safe to sign in over; one to another machine is always TLS."""
        held = self._settings
        host, port = held.smtp_host, held.smtp_port
        if port == TLS_PORT:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port, timeout=PATIENCE, context=self._trusts()
            )
        else:
            server = smtplib.SMTP(host, port, timeout=PATIENCE)
        try:
            self._make_safe(server, host, port)
            if held.smtp_user and held.smtp_password:
                server.login(held.smtp_user, held.smtp_password.get_secret_value())
        except BaseException:
            server.close()
            raise
        return server

    def _make_safe(self, server: smtplib.SMTP, host: str, port: int) -> None:
        server.ehlo_or_helo_if_needed()
        if port == TLS_PORT:
            return
        if server.has_extn("starttls"):
            server.starttls(context=self._trusts())
            server.ehlo()
        elif host not in OWN_MACHINE:
            raise smtplib.SMTPException("STARTTLS is not offered")

    def _written(self, mail: Mail) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"] = self._settings.smtp_from, mail.to
        message["Subject"], message["Date"] = mail.subject, formatdate()
        message["Message-ID"] = make_msgid(domain=self._settings.smtp_from.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.text)
        for one in mail.attachments:
            main, _, kind = one.mime.partition("/")
            message.add_attachment(one.data, maintype=main, subtype=kind, filename=one.name)
        message.policy = UNFOLDED
        return message


def _said(error: Exception) -> str:
    """The kind of the fault and the server's number: its words may repeat an address."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
