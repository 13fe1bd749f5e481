"""The audit log as a page: who signed in, saw, exported or changed what, newest first."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from dash import html
from dash.development.base_component import Component
from flask import Flask, Response, abort

from dashboard.access.audit_things import thing_said
from dashboard.access.authorize import AUDIT_LOG, Action
from dashboard.access.in_vain import refused
from dashboard.access.journal import ANYONE, journal
from dashboard.access.plain_pages import address_of, answer
from dashboard.access.reader import accounts, may
from dashboard.access.roles import Role
from dashboard.access.standing import MINUTE
from dashboard.addresses import Address
from dashboard.audit_commands import flat_record
from dashboard.components import Column
from dashboard.forms import choice, field, hidden_fields
from dashboard.services import services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from dashboard.workbook import write_workbook
from metrics import COMMAND_LINE, SYSTEM, AuditAction, AuditEntry

AUDIT = "/audit"
AT_ONCE = 50
DETAILS = frozenset({
    "added", "before_organization", "before_role", "breaks", "briefing", "cells", "changed",
    "common", "content", "detail", "entries", "figures", "file", "files", "findings", "floor",
    "form", "format", "hidden", "internal", "kind", "kinds", "language", "lifts", "lost", "of",
    "organization", "organizations", "others", "period", "public", "purpose", "recipients",
    "released", "replaced", "replaced_digest", "role", "rows", "schedule", "second", "source",
    "step", "unchanged", "unproven", "until", "version", "waits", "way", "withdrawn",
})  # fmt: skip
PEOPLE = frozenset({"second"})  # what tells an account by its id
KINDS = frozenset({
    "account", "annotation", "audit", "audit-log", "backup", "briefing", "consent", "draft", "file",
    "indicator", "job", "obligation", "page", "partner", "period", "pillar", "program", "release",
    "return", "series", "session", "setting", "sign-in", "source", "sources", "submission",
})  # fmt: skip
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add_audit_page(server: Flask) -> None:
    """Let the audit log answer."""
    server.add_url_rule(AUDIT, "audit", _page, methods=["GET"])
    server.add_url_rule(f"{AUDIT}.xlsx", "audit_export", _export, methods=["GET"])


def _page() -> Response:
    if not may(Action.READ, AUDIT_LOG):
        _refuse("page")
    address = address_of("before", "action")
    words = Words(address.language)
    entries = services().store.audit_entries(
        before=_number(address.asked("before")), action=_action(address), limit=AT_ONCE
    )
    return answer(
        address,
        words("sign_in.audit_title"),
        html.P(words("sign_in.audit_lead"), className="lead"),
        _filter(address, words),
        _table(entries, words) if entries else html.P(words("sign_in.audit_none")),
        _ways(address, entries, words),
    )


def _refuse(name: str) -> None:
    """For whoever may not see it there is no audit log; that it was asked for is noted."""
    refused("audit-log", name)
    abort(404)


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isdecimal() and len(written) < 16 else None


def _action(address: Address) -> AuditAction | None:
    asked = address.asked("action")
    return AuditAction(asked) if asked in list(AuditAction) else None


def _filter(address: Address, words: Words) -> Component:
    names = [("", words("sign_in.audit_every"))]
    names += [(one.value, words(f"sign_in.did_{_key(one)}")) for one in AuditAction]
    chosen = choice("action", "action", names, address.asked("action") or "")
    return html.Form(
        [
            field(words("sign_in.audit_filter"), "action", chosen),
            *hidden_fields(address.state),
            html.Button(words("sign_in.audit_button"), className="btn"),
        ],
        className="country-form",
        action=AUDIT,
        method="get",
    )


def _key(action: str) -> str:
    return action.replace("-", "_").replace(" ", "_")


def _table(entries: Sequence[AuditEntry], words: Words) -> Component:
    heads = ("position", "at", "actor", "action", "object", "detail")
    caption = words("sign_in.audit_caption", first=entries[-1].position, last=entries[0].position)
    columns = [Column(words(f"sign_in.audit_{one}"), one == "position") for one in heads]
    names = {one.id: one.name for one in accounts().every()}
    rows = [Row(_row(one, names, words)) for one in entries]
    return listing(caption, columns, [Group(None, rows)], "audit-log")


def _row(entry: AuditEntry, names: dict[str, str], words: Words) -> list[str]:
    said = (_detail(key, value, names, words) for key, value in sorted(entry.detail.items()))
    detail = "; ".join(said)
    return [
        str(entry.position),
        f"{entry.at:%Y-%m-%d %H:%M:%S}",
        _actor(entry.actor, names, words),
        words(f"sign_in.did_{_key(entry.action)}"),
        _object(entry.object, names, words),
        detail,
    ]


def _detail(key: str, value: str | int, names: dict[str, str], words: Words) -> str:
    """What an entry says besides, in words; a key of a later version as it stands."""
    said = _value(key, value, names, words)
    if key == "cells" and isinstance(value, int):  # how many, and not where
        return f"{words('sign_in.detail_figures')} {said}"
    return f"{words(f'sign_in.detail_{key}') if key in DETAILS else key} {said}"


def _value(key: str, value: str | int, names: dict[str, str], words: Words) -> str:
    """A role, a name or a minute in words, and what merely repeats its key without that."""
    if key in PEOPLE:
        return names.get(str(value), str(value))
    if key == "lifts" and (at := _minute(str(value))):
        return at
    if key == "waits":
        return words("sign_in.second_person")
    return _role(value, words) if key != "period" else str(value).removeprefix("period-")


def _minute(written: str) -> str | None:
    """A minute as codes have it, as the page shows instants."""
    try:
        return f"{datetime.strptime(written, MINUTE).replace(tzinfo=UTC):%Y-%m-%d %H:%M}"
    except ValueError:
        return None


def _role(value: str | int, words: Words) -> str:
    return words(f"sign_in.role_{value}") if value in list(Role) else str(value)


def _actor(actor: str, names: dict[str, str], words: Words) -> str:
    if actor in (SYSTEM, COMMAND_LINE):
        return words(f"sign_in.actor_{_key(actor)}")
    if actor == ANYONE:
        return words("sign_in.audit_anonymous")
    return names.get(actor) or words("sign_in.audit_gone", id=actor)


def _object(told: str, names: dict[str, str], words: Words) -> str:
    """What was done to which thing; what has no word of its own is a page."""
    kind, _, name = told.partition(":")
    if kind in KINDS:
        return thing_said(kind, name, names, words)
    return thing_said("page", kind, names, words)


def _ways(address: Address, entries: Sequence[AuditEntry], words: Words) -> Component:
    last = entries[-1].position if entries else 1
    ways = [
        (words("sign_in.audit_older"), address.here(before=str(last)), last > 1),
        (words("sign_in.audit_newest"), address.here(before=None), bool(address.asked("before"))),
        (words("sign_in.audit_export"), f"{AUDIT}.xlsx", may(Action.EXPORT, AUDIT_LOG)),
    ]
    return html.Ul(
        [html.Li(html.A(name, href=href)) for name, href, shown in ways if shown],
        className="plain",
    )


def _export() -> Response:
    if not may(Action.EXPORT, AUDIT_LOG):
        _refuse("export")
    journal(AuditAction.EXPORTED, "audit-log", "workbook")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "audit.xlsx"
        write_workbook(map(flat_record, services().store.audit.every()), file, "audit")
        body = file.read_bytes()
    headers = {"Content-Disposition": 'attachment; filename="audit.xlsx"'}
    return Response(body, headers=headers, content_type=WORKBOOK)
