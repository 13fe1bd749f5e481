"""`pillars purge`: one return for ever, or whatever the policy of keeping says is over."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from dashboard.governance.commands import YesOption, purge_return
from dashboard.options import JsonOption, LangOption, StdinOption
from dashboard.printing import WrongOptionError, language_of, print_json, write_line
from dashboard.retention import Over, expired, policy_page, purge_expired
from dashboard.text import Words, both
from metrics import Settings


def purge(
    code: Annotated[str | None, typer.Option("--return", help="The code of a return.")] = None,
    account: Annotated[str | None, typer.Option(help="Who takes the step.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why; it is kept.")] = None,
    second: Annotated[
        str | None, typer.Option("--second", help="Of the office: the account that approves.")
    ] = None,
    over: Annotated[
        bool, typer.Option("--expired", help="Whatever is kept no longer, in every table.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only count what --expired would take away.")
    ] = False,
    policy: Annotated[
        bool, typer.Option("--policy", help="Print what is kept for how long, as a page.")
    ] = False,
    yes: YesOption = False,
    stdin: StdinOption = False,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Erase one return for ever (personal data that should not be here), or what is over.

    A return: as a steward of the organization; for one without governance as an administrator of
    the office, with a second person of the office who approves it.
    """
    words = Words(language_of(lang))
    if policy:
        write_line(policy_page(words))
    elif over:
        _tell(_purged(dry_run=dry_run), words, as_json=as_json)
    elif code and account and reason:
        purge_return(code, account, reason, second, yes=yes, stdin=stdin, lang=lang)
    else:
        raise WrongOptionError(*both("retention.which"))


def _purged(*, dry_run: bool) -> tuple[Over, ...]:
    settings, now = Settings(), datetime.now(UTC)
    return expired(settings, now) if dry_run else purge_expired(settings, now)


def _tell(found: tuple[Over, ...], words: Words, *, as_json: bool) -> None:
    if as_json:
        print_json([one._asdict() for one in found])
        return
    for one in found:
        where = words(f"retention.in_{one.database}")
        write_line(words.counted("retention.rows", one.rows, table=one.table, where=where))
    if not found:
        write_line(words("retention.nothing"))
