"""`pillars user`: who may sign in, for those who run the installation."""

import sys
from datetime import UTC, datetime
from getpass import getpass
from typing import Annotated

import typer

from dashboard.access.declared import undeclared
from dashboard.access.faults import AccessError
from dashboard.access.roles import (
    Account,
    AccountKind,
    Role,
    checked_organization,
    clean_name,
)
from dashboard.access.standing import bound, means_said, path_of, state_of, waits_said
from dashboard.access.store import Purpose
from dashboard.access.user_desk import Note, Opened
from dashboard.options import JsonOption, LangOption, StdinOption
from dashboard.plain_values import Record
from dashboard.printing import (
    WrongOptionError,
    print_json,
    print_table,
    write_line,
)
from dashboard.text import Words, both
from metrics import Text, UnknownError

COLUMNS = ("name", "role", "organization", "kind", "factor", "state")

app = typer.Typer(no_args_is_help=True, help="Who may sign in.", rich_markup_mode=None)
NameArgument = Annotated[str, typer.Argument(help="An e-mail address, or a handle.")]
OrganizationOption = Annotated[
    str | None, typer.Option("--organization", help="Of a partner or a steward: its id.")
]
NamedOption = Annotated[
    str | None,
    typer.Option("--account", help="Who does it, where the account decides for an owner of data."),
]


@app.command()
def add(
    name: NameArgument,
    role: Annotated[str, typer.Option("--role", help=", ".join(Role))],
    organization: OrganizationOption = None,
    named: NamedOption = None,
    oidc: Annotated[bool, typer.Option("--oidc", help="By an identity provider.")] = False,
    ask: Annotated[bool, typer.Option("--password", help="Ask for a password.")] = False,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Add an account: with a password, with an identity provider, or by an invitation."""
    opened, given = Opened(lang), _role(role)
    _check_options(name, given, organization, oidc + ask + stdin)
    opened.acting(Account("", name, given, organization), named)
    password = _password(ask, stdin, opened.words)
    note = opened.audit()
    with opened.noting(note, "account-added"):
        account = opened.accounts.add(
            name, given, organization=organization, language=opened.words.language,
            kind=AccountKind.OIDC if oidc else AccountKind.LOCAL, password=password, now=_now(),
        )  # fmt: skip
    write_line(opened.words("access.added", name=account.name, role=_role_words(account, opened)))
    _warn_undeclared(account, opened)
    if not (oidc or password):
        _print_link(opened, note, Purpose.INVITE, account)
    _tell_waiting(account, opened)


@app.command("list")
def list_accounts(as_json: JsonOption = False, lang: LangOption = "en") -> None:
    """List all accounts, disabled ones too."""
    opened = Opened(lang)
    found = opened.accounts.every()
    if as_json:
        print_json([account_record(one) for one in found])
        return
    words = opened.words
    headings = [words(f"access.column_{one}") for one in COLUMNS]
    print_table(words("access.listed"), headings, [_cells(one, words) for one in found])


@app.command()
def disable(name: NameArgument, lang: LangOption = "en") -> None:
    """Let an account sign in no more, and end its sessions."""
    opened = Opened(lang)
    account, note = opened.account(name), opened.audit()
    with opened.noting(note, "account-disabled"):
        opened.accounts.disable(account.id)
    write_line(opened.words("access.disabled", name=account.name))


@app.command()
def enable(name: NameArgument, named: NamedOption = None, lang: LangOption = "en") -> None:
    """Let a disabled account sign in again."""
    opened = Opened(lang)
    account, note = opened.account(name), opened.audit()
    opened.acting(account, named)
    with opened.noting(note, "account-enabled"):
        enabled = opened.accounts.enable(account.id)
    write_line(opened.words("access.enabled", name=account.name))
    _tell_waiting(enabled, opened)


@app.command()
def confirm(
    name: NameArgument,
    named: Annotated[str, typer.Option("--account", help="Who confirms it, and did not ask.")],
    lang: LangOption = "en",
) -> None:
    """Be the second person for an account that waits for one."""
    opened = Opened(lang)
    account, second, note = opened.account(name), opened.proven(named), opened.audit()
    opened.by = second.id
    with opened.noting(note, "account-confirmed"):
        opened.accounts.vouch(account.id, second, _now())
    write_line(opened.words("access.confirmed", name=account.name))


@app.command("role")
def set_role(
    name: NameArgument,
    role: Annotated[str, typer.Argument(help=", ".join(Role))],
    organization: OrganizationOption = None,
    named: NamedOption = None,
    lang: LangOption = "en",
) -> None:
    """Give an account another role, and end its sessions."""
    opened, given = Opened(lang), _role(role)
    _check_options(name, given, organization, 0)
    account, note = opened.account(name), opened.audit()
    opened.acting(account._replace(role=given, organization=organization), named)
    with opened.noting(note, "account-changed", **bound(account, "before")):
        changed = opened.accounts.set_role(account.id, given, organization)
    told = _role_words(changed, opened)
    write_line(opened.words("access.changed", name=changed.name, role=told))
    _warn_undeclared(changed, opened)
    _tell_waiting(changed, opened)


@app.command()
def reset(
    name: NameArgument,
    factor: Annotated[
        bool, typer.Option("--second-factor", help="Remove the second factor too.")
    ] = False,
    named: NamedOption = None,
    lang: LangOption = "en",
) -> None:
    """Print a link, good once, by which a new password is chosen.

    The account of an identity provider has no password here, and may have a second factor.
    """
    opened = Opened(lang)
    account, note = opened.account(name), opened.audit()
    opened.acting(account, named)
    if account.kind is AccountKind.LOCAL or not factor:
        _print_link(opened, note, Purpose.RESET, account)
    if factor:
        with opened.noting(note, "second-factor-changed"):
            opened.accounts.remove_second_factor(account.id)
        write_line(opened.words("access.factor_removed", name=account.name))
    _tell_waiting(opened.account(name), opened)


def account_record(account: Account) -> Record:
    """An account under the stable keys of its JSON."""
    return {
        "account": account.id,
        "name": account.name,
        "role": account.role.value,
        "organization": account.organization,
        "language": account.language.value,
        "kind": account.kind.value,
        "state": state_of(account),
        "has_second_factor": account.has_second_factor,
    }


def _cells(account: Account, words: Words) -> list[str]:
    return [
        account.name,
        words(f"access.role_{account.role}"),
        account.organization or "",
        means_said(account, words) or "–",
        words("access.has_factor" if account.has_second_factor else "access.lacks_factor"),
        words(f"access.state_{state_of(account)}"),
    ]


def _role_words(account: Account, opened: Opened) -> str:
    return opened.words(f"access.role_{account.role}")


def _warn_undeclared(account: Account, opened: Opened) -> None:
    """A partner may be declared later, so that this is told and not refused."""
    if said := undeclared(account, opened.catalogue, opened.words):
        sys.stderr.write(f"{said}\n")


def _tell_waiting(account: Account, opened: Opened) -> None:
    if account.waits:
        write_line(waits_said(account, opened.words))


def _print_link(opened: Opened, note: Note, purpose: Purpose, account: Account) -> None:
    """Issue a link, note that it was, and print where it leads, once."""
    with opened.noting(note, "link-issued", purpose=purpose.value):
        token = opened.accounts.issue(purpose, _now(), account.id)
    write_line(opened.words(f"access.link_{purpose}", path=path_of(purpose, token)))


def _role(given: str) -> Role:
    if given not in list(Role):
        raise UnknownError(Text("role", "Rôle"), given, list(Role))
    return Role(given)


def _check_options(name: str, role: Role, organization: str | None, ways: int) -> None:
    """WrongOptionError before anything is opened for writing."""
    try:
        clean_name(name)
        checked_organization(role, organization)
        if ways > 1:
            raise AccessError("access.one_way")
    except AccessError as error:
        raise WrongOptionError(*error.text) from None


def _password(ask: bool, stdin: bool, words: Words) -> str | None:
    """The password from the terminal or standard input; None where neither is asked for."""
    if stdin:
        return sys.stdin.readline().rstrip("\r\n") or _stop("access.nothing_given")
    if not ask:
        return None
    if not sys.stdin.isatty():
        _stop("access.no_terminal")
    first = getpass(words("access.ask_password"))
    if getpass(words("access.ask_again")) != first:
        _stop("access.not_the_same")
    return first


def _stop(key: str) -> str:
    raise WrongOptionError(*both(key))


def _now() -> datetime:
    return datetime.now(UTC)
