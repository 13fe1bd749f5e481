"""What is kept, how long and by which setting: one policy, told and carried out from here.

Every table of the three databases is named once; a table that nobody has thought of fails a test.
"""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from dashboard.access.store import Accounts
from dashboard.access.store.ending import accounts_ending
from dashboard.returns.checks import Checks
from dashboard.returns.store import Drafts
from dashboard.returns.store.ending import drafts_ending, records_ending
from dashboard.store import end_in, over_in
from dashboard.text import Words
from metrics import MetricsStore, Settings, variable


class Rule(NamedTuple):
    """How long the rows of some tables are kept; `key` leads to the words, `by` to the settings."""

    key: str
    database: str
    tables: tuple[str, ...]
    by: tuple[str, ...] = ()


class Over(NamedTuple):
    """How many rows of a table are over, or were taken away."""

    database: str
    table: str
    rows: int


FIGURES, ACCOUNTS, RETURNS, BESIDE = "figures", "accounts", "returns", "beside"
POLICY = (
    Rule("figures", FIGURES, (
        "action", "data_version", "declaration", "disaggregation", "document", "indicator",
        "measured", "nature", "observation", "organization", "place", "series", "sheet",
        "submission", "submission_file", "text",
    )),
    Rule("steps", FIGURES, (
        "annotation", "briefing", "briefing_issue", "briefing_part", "briefing_reading",
        "briefing_run", "briefing_schedule", "briefing_version", "consent_event", "erasure",
        "obligation_event", "partner_return", "period_event", "release", "release_cell",
        "release_event", "release_part", "released_part", "return_event", "return_remark",
        "return_removal",
    )),
    Rule("recipients", FIGURES, ("briefing_recipient",)),
    Rule("log", FIGURES, ("audit_entry",)),
    Rule("people", ACCOUNTS, ("account", "awaited", "handled", "happened", "recovery_code")),
    Rule("sessions", ACCOUNTS, ("session",)),
    Rule("links", ACCOUNTS, ("token",)),
    Rule("delays", ACCOUNTS, ("delay",)),
    Rule("counts", ACCOUNTS, ("counted",)),
    Rule("factors", ACCOUNTS, ("second_factor",)),
    Rule("drafts", RETURNS, ("draft",), ("return_draft_days", "return_file_days")),
    Rule("layouts", RETURNS, ("feed", "profile")),
    Rule("reminders", RETURNS, ("reminder",), ("record_days",)),
    Rule("jobs", RETURNS, ("job", "worker"), ("record_days",)),
    Rule("requests", RETURNS, ("release_request",), ("record_days",)),
    Rule("backups", BESIDE, (), ("backup_daily", "backup_weekly", "backup_monthly")),
    Rule("output", BESIDE, (), ("log",)),
)  # fmt: skip


def expired(settings: Settings, now: datetime) -> tuple[Over, ...]:
    """What is over now, table by table; nothing is changed."""
    records = records_ending(now, timedelta(days=settings.record_days))
    with closing(Accounts.open(settings)) as accounts, closing(Drafts.open(settings)) as drafts:
        found = {
            ACCOUNTS: over_in(accounts.database, accounts_ending(now)),
            RETURNS: over_in(drafts.database, (drafts_ending(now), *records)),
        }
    return _told(found)


def purge_expired(settings: Settings, now: datetime) -> tuple[Over, ...]:
    """Take it away; each file of a partner with its entry in the audit log."""
    files = [one for one in expired(settings, now) if one.table == "draft" and one.rows]
    if files:
        with closing(Checks.open(settings)) as checks:
            checks.purge(now)
    records = records_ending(now, timedelta(days=settings.record_days))
    with closing(Accounts.open(settings)) as accounts, closing(Drafts.open(settings)) as drafts:
        gone = {
            ACCOUNTS: end_in(accounts.database, accounts_ending(now)),
            RETURNS: end_in(drafts.database, records),
        }
    return (*_told(gone), *files)


def purge_now_and_then(settings: Settings, _: MetricsStore | None = None) -> tuple[Over, ...]:
    """The same as the worker does it: what is over is gone within the day."""
    return purge_expired(settings, datetime.now(UTC))


def policy_page(words: Words) -> str:
    """The policy as a page of the guide."""
    heads = [words(f"retention.{one}") for one in ("what", "tables", "kept", "settings")]
    rows = [f"| {' | '.join(row)} |" for row in policy_rows(words)]
    lines = [f"# {words('retention.title')}", "", words("retention.lead"), ""]
    return "\n".join([*lines, f"| {' | '.join(heads)} |", "| --- | --- | --- | --- |", *rows])


def policy_rows(words: Words) -> list[tuple[str, str, str, str]]:
    """What, in which tables, for how long, by which settings."""
    return [
        (
            words(f"retention.{one.key}_what"),
            ", ".join(f"`{table}`" for table in one.tables) or words("retention.none"),
            words(f"retention.{one.key}_kept"),
            ", ".join(f"`{variable(name)}`" for name in one.by) or words("retention.none"),
        )
        for one in POLICY
    ]


def _told(found: dict[str, dict[str, int]]) -> tuple[Over, ...]:
    return tuple(
        Over(database, table, rows)
        for database, tables in found.items()
        for table, rows in tables.items()
    )
