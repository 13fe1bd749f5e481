"""The databases of the installation, and the audit log: how they lie, and whether it is whole."""

from dash import html
from dash.development.base_component import Component
from flask import Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action
from dashboard.access.journal import journal
from dashboard.access.plain_pages import address_of
from dashboard.access.reader import accounts
from dashboard.addresses import Address
from dashboard.administering.desk import ADMIN, VERIFY, administrator, instant
from dashboard.administering.parts import Part
from dashboard.backing_up.standing import standing
from dashboard.byte_sizes import size_words
from dashboard.components import STACKS, Child, Column, section, table
from dashboard.returns.desk import desk
from dashboard.returns.frame import button_form
from dashboard.returns.marks import mark
from dashboard.services import services
from dashboard.text import Words
from metrics import UNGUARDED, Anchor, AuditAction, AuditEntry

COLUMNS = ("database", "kind", "schema", "size", "holds")


def store_part(words: Words) -> Part:
    """Each database: which kind, the version of its tables, its size, how much is in it."""
    title = words("admin.store")
    columns = [Column(words(f"admin.store_{one}"), one == "size") for one in COLUMNS]
    rows = [_figures(words), _people(words)]
    if services().catalogue.returns:
        rows.append(_drafts(words))
    shown = table(title, columns, rows, f"tnum {STACKS}", hidden_caption=True)
    backup, heeded = _backup(words)
    return Part(section("store", title, shown, html.P(backup, className="note gap")), heeded)


def _backup(words: Words) -> tuple[Child, tuple[str, ...]]:
    """The newest backup; what is wrong with it needs a look."""
    found = standing(services().settings)
    if not found.is_asked:
        return words("admin.no_backups"), ()
    if found.fault is not None:
        said = words.text(found.fault)
        return mark("off", said), (said,)
    return mark("on", words("admin.backup", when=instant(found.newest, words))), ()


def _figures(words: Words) -> list[Child]:
    store = services().store
    lies = store.footprint()
    values = sum(one.values for one in store.sources())
    holds = [
        words.counted("admin.holds_submissions", lies.submissions),
        words.counted("admin.holds_values", values),
    ]
    size = "–" if lies.size is None else size_words(lies.size, words)
    return [words("admin.of_figures"), lies.database, lies.schema, size, "; ".join(holds)]


def _people(words: Words) -> list[Child]:
    lies, held = accounts().database.footprint(), len(accounts().every())
    return [words("admin.of_accounts"), lies.database, str(lies.schema),
            size_words(lies.size, words), words.counted("admin.holds_accounts", held)]  # fmt: skip


def _drafts(words: Words) -> list[Child]:
    lies = desk().drafts.database.footprint()
    return [words("admin.of_returns"), lies.database, str(lies.schema),
            size_words(lies.size, words), words("admin.holds_drafts")]  # fmt: skip


def audit_part(address: Address, words: Words) -> Part:
    """The newest entry, how far the log is anchored outside, and when it was last looked through.

    To look it through reads all of it, and so is done when asked for.
    """
    title, log = words("admin.audit"), services().store.audit
    newest = next(iter(log.entries(None, 1)), None)
    anchor, verified = log.anchored(), _last_verified()
    told: list[tuple[str, Child]] = [
        ("head", _head(newest, words)),
        ("anchored", _anchored(anchor, words)),
        ("verified", _verdict(verified, words)),
    ]
    pairs = [html.Div([html.Dt(words(f"admin.audit_{key}")), html.Dd(one)]) for key, one in told]
    way = html.A(words("sign_in.audit"), href=address.to("/audit"))
    heeded = [_heeded(verified, words)] if verified and _is_unsound(verified) else []
    shown = section(
        "audit", title, html.Dl(pairs, className="dl"),
        html.Div([button_form(address.to(VERIFY), words("admin.verify")), way], className="dls"),
        note=words("admin.audit_note"),
    )  # fmt: skip
    return Part(shown, tuple(heeded))


def _heeded(entry: AuditEntry, words: Words) -> str:
    return words("admin.heed_audit") if entry.detail.get("breaks") else words.text(UNGUARDED)


def verify() -> AnyResponse | Response:
    """Look the whole log through, and note what was found."""
    administrator(Action.UPDATE)
    verdict = services().store.verify_audit()
    found: dict[str, str | int] = {"breaks": len(verdict.breaks)}
    if not verdict.guarded:
        found["unguarded"] = 1
    elif verdict.state == "unproven":
        found["unproven"] = 1
    journal(AuditAction.AUDIT_VERIFIED, "audit", "log", None, **found)
    return redirect(address_of().to(f"{ADMIN}#audit"), 303)


def _last_verified() -> AuditEntry | None:
    found = services().store.audit_entries(limit=1, action=AuditAction.AUDIT_VERIFIED)
    return found[0] if found else None


def _is_unsound(entry: AuditEntry) -> bool:
    return bool(entry.detail.get("breaks") or entry.detail.get("unguarded"))


def _anchored(anchor: Anchor | None, words: Words) -> str:
    return words("admin.anchored_to", number=anchor.position) if anchor else words("admin.never")


def _head(newest: AuditEntry | None, words: Words) -> Child:
    if newest is None:
        return words("admin.never")
    said = words("admin.entry", number=newest.position, when=instant(newest.at, words))
    return html.Span([said, html.Br(), html.Code(newest.digest, className="feed-address")])


def _verdict(entry: AuditEntry | None, words: Words) -> Component | str:
    """Whole, not proven from outside, or not as it was written; and when that was found."""
    if entry is None:
        return words("admin.never_verified")
    when = instant(entry.at, words)
    if entry.detail.get("breaks"):
        return mark("off", words("audit.state_broken"), when)
    if entry.detail.get("unguarded"):
        return mark("off", words.text(UNGUARDED), when)
    if entry.detail.get("unproven"):
        return mark("watch", words("audit.state_unproven"), when)
    return mark("on", words("audit.state_sound"), when)
