"""Who has seen an organization's own values, and what they have taken away."""

from collections.abc import Iterable
from itertools import islice

from dash.development.base_component import Component
from flask import Response

from dashboard.access.authorize import Action, Kind
from dashboard.access.reader import accounts
from dashboard.components import Child, Column, scrolls, table
from dashboard.governance.bound import back, consents, here, organization_of, reader_of
from dashboard.governance.words_of import action_words, actor_words, named_things, thing_words
from dashboard.returns.frame import drawn
from dashboard.services import services
from dashboard.text import Words
from metrics import AuditAction, AuditEntry, Consents

TAKEN = frozenset({AuditAction.EXPORTED, AuditAction.FILE_DOWNLOADED})
MOST = 500  # entries on a page; the command line has all of them


def issued(held: Consents, organization: str) -> list[AuditEntry]:
    """What was taken away, newest first: files, and figures in files; not those of briefings."""
    return [one for one in held.log(organization) if one.action in TAKEN]


def page() -> Response:
    """Every entry of the audit log that speaks of the organization's own values."""
    reading = reader_of(Action.READ, Kind.OWN_DATA, "log")
    address = here()
    words, organization = Words(address.language), organization_of(reading)
    found = list(islice(consents().log(organization), MOST))
    return drawn(
        address,
        words("governance.log_title"),
        issued_table(found, words) if found else words("governance.log_none"),
        back(address, words),
        lead=words("governance.log_lead"),
        kicker=words("governance.kicker"),
    )


def issued_table(found: Iterable[AuditEntry], words: Words) -> Component:
    """When, who by account and role, what they did, to which thing."""
    columns = [Column(words(f"governance.{key}")) for key in ("when", "by", "did", "thing")]
    people = {one.id: (one.name, one.role.value) for one in accounts().every()}
    named = named_things(people, services().catalogue, words)
    rows: list[list[Child]] = [
        [words.minute(one.at), actor_words(one.actor, people, words),
         action_words(one.action, words), thing_words(one.object, named, words)]
        for one in found
    ]  # fmt: skip
    caption = words("governance.log_caption")
    return scrolls(caption, table(caption, columns, rows, "tnum stacks"))
