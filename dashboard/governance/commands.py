"""`pillars consent`, `data own` and the erasing of a return, each as an account that may."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dashboard.access.authorize import Action, Kind, Thing, authorize
from dashboard.access.roles import Account, Role
from dashboard.access.store import Accounts
from dashboard.governance.acting import Acting
from dashboard.governance.own_records import as_csv, records_of
from dashboard.governance.words_of import (
    action_words,
    actor_words,
    detail_words,
    named_things,
    purposes_words,
    state_words,
    thing_words,
)
from dashboard.options import (
    AccountOption,
    FormArgument,
    JsonOption,
    LangOption,
    ReasonOption,
    StdinOption,
)
from dashboard.plain_values import Record
from dashboard.printing import (
    WrongOptionError,
    print_json,
    print_table,
    write_line,
)
from dashboard.returns.commands import write_new
from dashboard.returns.naming import Names
from dashboard.text import Words, both
from metrics import (
    OFFICE,
    Consent,
    Consents,
    Detail,
    Erasure,
    Purpose,
    Terms,
)

YesOption = Annotated[bool, typer.Option("--yes", help="Erase without asking.")]

consent_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="What owners of figures consent to."
)
data_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="An organization's own data."
)


@consent_app.command("list")
def list_consents(as_json: JsonOption = False, lang: LangOption = "en") -> None:
    """How the consents stand, by organization and form."""
    acting = Acting(lang)
    words, held = acting.words, acting.store.seen_by(OFFICE).consents.held()
    if as_json:
        print_json([consent_record(one) for one in held])
        return
    heads = ("organization", "form", "state", "purposes", "detail")
    rows = [_row(one, acting.names) for one in held]
    columns = [words(f"governance.{key}") for key in heads]
    print_table(words("governance.list_caption"), columns, rows)


def _row(one: Consent, names: Names) -> tuple[str, ...]:
    words, terms = names.words, one.terms
    told = (purposes_words(terms, words), detail_words(terms, words)) if terms else ("–", "–")
    named = names.partner(one.organization), names.form(one.form)
    return (*named, state_words(one, words), *told)


def consent_record(one: Consent) -> Record:
    """The stable keys of a consent; those of its terms are null where none hold."""
    terms = one.terms
    until = terms.until.isoformat() if terms and terms.until else None
    return {
        "organization": one.organization,
        "form": one.form,
        "state": one.state.value,
        "purposes": [each.value for each in Purpose if each in terms.purposes] if terms else None,
        "detail": terms.detail.value if terms else None,
        "until": until,
        "floor": terms.floor if terms else None,
        "others": terms.others if terms else None,
    }


@consent_app.command("give")
def give(
    form: FormArgument,
    account: AccountOption,
    purposes: Annotated[str, typer.Option("--for", help="internal, briefing, public.")],
    detail: Annotated[str, typer.Option("--detail", help="total or own.")] = "total",
    until: Annotated[str | None, typer.Option("--until", help="The last day, 2027-03-31.")] = None,
    steward: Annotated[str | None, typer.Option("--steward", help="Who speaks for it.")] = None,
    floor: Annotated[int | None, typer.Option("--floor", help="Smallest number shown.")] = None,
    others: Annotated[int | None, typer.Option("--others", help="Other contributors.")] = None,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Consent to the use of figures, as a steward of the organization that sends them."""
    acting = Acting(lang, stdin=stdin)
    chosen, how = _purposes(purposes), _detail(detail)
    last = _day(until)
    found = acting.steward(account)
    held, organization = acting.consents(found), found.organization or ""
    governance = held.governance(organization)
    least = (governance.floor, governance.others) if governance else (0, 0)
    named = acting.safe(steward or found.name) if steward else found.name
    terms = Terms(chosen, how, last, named, floor or least[0], others or least[1])
    held.give(organization, form, terms, found.id)
    write_line(_said("given", organization, form, acting))


@consent_app.command("withdraw")
def withdraw(
    form: FormArgument,
    account: AccountOption,
    reason: ReasonOption,
    yes: YesOption = False,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Withdraw consent and erase every value sent by the form, for ever, as its steward."""
    acting = Acting(lang, stdin=stdin)
    _sure(yes=yes)
    why, found = acting.safe(reason), acting.steward(account)
    organization = found.organization or ""
    left = acting.consents(found).withdraw(organization, form, found.id, why)
    acting.forget()
    write_line(_said("withdrawn", organization, form, acting, left))


@consent_app.command("log")
def log(
    account: AccountOption,
    as_json: JsonOption = False,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Who has seen or taken away an organization's own figures, newest first."""
    acting = Acting(lang, stdin=stdin)
    found, words = acting.bound(account), acting.words
    organization = found.organization or ""
    with closing(Accounts.open(acting.settings)) as accounts:
        people = {one.id: (one.name, one.role.value) for one in accounts.every()}
    entries = acting.consents(found).log(organization)
    named = named_things(people, acting.catalogue, words)
    rows = [
        (f"{one.at:%Y-%m-%d %H:%M:%S}", actor_words(one.actor, people, words),
         one.action if as_json else action_words(one.action, words),
         one.object if as_json else thing_words(one.object, named, words))
        for one in entries
    ]  # fmt: skip
    keys = ("when", "by", "did", "thing")
    if as_json:
        print_json([dict(zip(keys, one, strict=True)) for one in rows])
        return
    columns = [words(f"governance.{key}") for key in keys]
    print_table(words("governance.log_caption"), columns, rows)


@data_app.command("own")
def own(
    account: AccountOption,
    out: Annotated[Path, typer.Option("-o", "--out", help="A new file: .csv or .xlsx.")],
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Write all of an organization's own data with their history, as a partner or steward of it."""
    acting = Acting(lang, stdin=stdin)
    write = _writers().get(out.suffix.lower())
    if write is None:
        raise WrongOptionError(*both("governance.one_format"))
    found = acting.bound(account)
    organization, language = found.organization or "", acting.words.language
    held = acting.consents(found)
    records = list(records_of(held, organization, acting.catalogue, language))
    write(records, out)
    acting.store.note(found.id, "exported", "consent:own-data", organization=organization)
    write_line(acting.words.counted("governance.said_written", len(records), file=str(out)))


def _writers() -> dict[str, Callable[[list[Record], Path], None]]:
    return {
        ".csv": lambda records, path: write_new(path, as_csv(records).encode("utf-8-sig")),
        ".xlsx": _write_workbook,
    }


def _write_workbook(records: list[Record], path: Path) -> None:
    from dashboard.workbook import write_workbook  # pandas takes 30 MB, and few commands need it

    write_new(path, b"")
    write_workbook(records, path, "data")


def purge_return(
    code: str, account: str, reason: str, second: str | None, *, yes: bool, stdin: bool, lang: str
) -> None:
    """Erase the values and words of one return for ever: personal data that should not be here.

    As a steward of the organization; for one without governance as an administrator of the
    office, with a second person of the office who approves it.
    """
    acting = Acting(lang, stdin=stdin)
    _sure(yes=yes)
    why, found = acting.safe(reason), acting.account(account)
    held = acting.consents(found) if found.role is Role.STEWARD else _of_office(found, acting)
    other = acting.account(second) if second else None
    if other is not None and not authorize(other, *APPROVES):
        raise WrongOptionError(*both("governance.not_admin", name=other.name))
    left = held.purge(code, found.id, why, other.id if other else "")
    acting.forget()
    rows, cells = _counts(left, acting.words)
    write_line(acting.words("governance.said_purged", code=code, rows=rows, cells=cells))


PROPOSES = (Action.CREATE, Thing(Kind.ACCOUNT))  # what an administrator alone may do
APPROVES = (Action.READ, Thing(Kind.AUDIT_LOG))  # an editor or another administrator


def _of_office(found: Account, acting: Acting) -> Consents:
    if not authorize(found, *PROPOSES):
        raise WrongOptionError(*both("governance.not_admin", name=found.name))
    return acting.store.seen_by(OFFICE).consents


def _sure(*, yes: bool) -> None:
    if not yes:
        raise WrongOptionError(*both("governance.say_yes"))


def _counts(left: Erasure, words: Words) -> tuple[str, str]:
    rows = words.counted("governance.rows", left.rows)
    return rows, words.counted("governance.cells", left.cells)


def _said(
    key: str, organization: str, form: str, acting: Acting, left: Erasure | None = None
) -> str:
    rows, cells = _counts(left, acting.words) if left else ("", "")
    named = acting.names.partner(organization), acting.names.form(form)
    return acting.words(
        f"governance.said_{key}", name=named[0], form=named[1], rows=rows, cells=cells
    )


def _purposes(written: str) -> frozenset[Purpose]:
    asked = [one.strip() for one in written.split(",") if one.strip()]
    for one in asked:
        if one not in list(Purpose):
            raise WrongOptionError(*both("governance.one_purpose", written=one))
    return frozenset(Purpose(one) for one in asked)


def _detail(written: str) -> Detail:
    if written not in list(Detail):
        raise WrongOptionError(*both("governance.one_detail", written=written))
    return Detail(written)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise WrongOptionError(*both("governance.no_day")) from None


def add_commands(app: typer.Typer) -> None:
    """Let the command line have them."""
    app.add_typer(consent_app, name="consent")
    app.add_typer(data_app, name="data")
