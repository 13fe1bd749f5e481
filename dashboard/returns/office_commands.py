"""`pillars approve`, `return`, `withdraw`, `undo`, `period`: what the office does with returns."""

from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Annotated

import typer

from dashboard.access.store import Accounts
from dashboard.options import (
    AccountOption,
    FormArgument,
    JsonOption,
    LangOption,
    ReasonOption,
    StdinOption,
)
from dashboard.printing import (
    WrongOptionError,
    plain,
    print_json,
    print_table,
    write_line,
)
from dashboard.returns.at_terminal import Office
from dashboard.returns.comments import LONGEST_COMMENT, cells_of, comment_at
from dashboard.returns.due_commands import add_due_commands
from dashboard.returns.looking import look_through
from dashboard.returns.naming import actor_words
from dashboard.text import both
from metrics import (
    COMMAND_LINE,
    Closing,
    HeldReturn,
    MetricsError,
    Period,
    Remark,
    ReturnReceipt,
    Returns,
)

CodeArgument = Annotated[str, typer.Argument(help="The code of a return.")]
CodesArgument = Annotated[list[str], typer.Argument(help="The codes of returns.")]
PeriodArgument = Annotated[str, typer.Argument(help="2025-Q4, for example.")]
MOST_NAMED = 30  # cells in one refusal

period_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Open and close periods for returns."
)


def approve(
    codes: CodesArgument,
    account: AccountOption,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Approve returns: every rule is run again first; nobody approves what they have sent."""
    office = Office(lang, stdin=stdin)
    actor = office.account(account).id
    left = []
    for code in codes:
        try:
            office.take(
                code, "approve", lambda returns, held: _approved(office, returns, held, actor)
            )
        except MetricsError as error:  # the others are not to wait for it
            left.append(error)
    if left:
        raise left[0] if len(left) == 1 else MetricsError(*_joined(left))


def _joined(errors: Iterable[MetricsError]) -> tuple[str, str]:
    said = [one.text for one in errors]
    return "\n".join(one.en for one in said), "\n".join(one.fr for one in said)


def _approved(office: Office, returns: Returns, held: HeldReturn, actor: str) -> ReturnReceipt:
    told = list(look_through(office.store, held, actor).hindrances)
    if held.receipt.actor == COMMAND_LINE:  # whoever sent it may be who approves it now
        told.append(both("review.own_command"))
    if told:
        why = both("review.left", code=held.receipt.code)
        en, fr = (" ".join(said) for said in zip(why, *told, strict=True))
        raise MetricsError(en, fr)
    return returns.approve(held.receipt.code, actor)


def send_back(
    code: CodeArgument,
    account: AccountOption,
    reason: Annotated[
        str, typer.Option("--reason", help="Why; it is kept. Not needed beside a comment.")
    ] = "",
    comments: Annotated[
        list[str] | None, typer.Option("--comment", help='"Sheet!C7: words"; may be repeated.')
    ] = None,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Send a return back to its organization, with comments at its cells."""
    office = Office(lang, stdin=stdin)
    actor = office.account(account).id
    said = [_comment(one, office) for one in comments or []]
    why = office.safe(reason)

    def sent_back(returns: Returns, held: HeldReturn) -> ReturnReceipt:
        _refuse_strange(said, held, office)
        return returns.send_back(code, actor, why, said)

    office.take(code, "send_back", sent_back)


def _refuse_strange(said: Iterable[Remark], held: HeldReturn, office: Office) -> None:
    """WrongOptionError for a comment at a cell in which the return states nothing."""
    form = office.catalogue.returns.get(held.receipt.form)
    cells = list(cells_of(office.returns, held.receipt.code, form))
    for one in said:
        at = f"{one.sheet}!{one.cell}" if one.sheet else one.cell
        if at not in cells:
            raise WrongOptionError(*both("review.comment_cells", cell=at, cells=_named(at, cells)))


def _named(at: str, cells: list[str]) -> str:
    """The cells of the sheet that was meant, else all; as many as can be read."""
    same = [one for one in cells if one.rpartition("!")[0] == at.rpartition("!")[0]] or cells
    return ", ".join([*same[:MOST_NAMED], *(["…"] if len(same) > MOST_NAMED else [])])


def _comment(written: str, office: Office) -> Remark:
    at, mark, said = written.partition(": ")
    sheet, bang, cell = at.rpartition("!")
    if not (mark and said.strip() and cell and (bang or not sheet)):
        raise WrongOptionError(*both("review.comment_form"))
    if len(said) > LONGEST_COMMENT:
        raise WrongOptionError(*both("review.comment_long", most=LONGEST_COMMENT))
    return comment_at(at, office.safe(said.strip()))


def withdraw(
    code: CodeArgument,
    reason: ReasonOption,
    account: AccountOption,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Take back what a return says; nothing is erased."""
    office = Office(lang, stdin=stdin)
    actor, why = office.account(account).id, office.safe(reason)
    office.take(code, "withdraw", lambda returns, _: returns.withdraw(code, actor, why))


def undo(
    code: CodeArgument,
    reason: ReasonOption,
    account: AccountOption,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Let what was held before a return stand again; or reverse a withdrawal."""
    office = Office(lang, stdin=stdin)
    actor, why = office.account(account).id, office.safe(reason)
    office.take(code, "undo", lambda returns, _: returns.undo(code, actor, why))


@period_app.command("list")
def list_periods(as_json: JsonOption = False, lang: LangOption = "en") -> None:
    """The periods that are closed."""
    office = Office(lang)
    closed = [
        (form, period)
        for form in office.catalogue.returns
        for period in sorted(office.returns.closed(form))
    ]
    if as_json:
        print_json([{"form": form, "period": period.code} for form, period in closed])
        return
    columns = [office.words(f"review.list_{one}") for one in ("form", "period")]
    rows = [[office.names.form(form), office.names.period(form, one)] for form, one in closed]
    print_table(office.words("review.closed"), columns, rows)


@period_app.command("close")
def close_period(
    form: FormArgument,
    period: PeriodArgument,
    account: AccountOption,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Take no more steps with the returns of a period."""
    office = Office(lang, stdin=stdin)
    span = office.period(form, period)
    before = office.returns.close(form, span, office.account(account).id)
    if before:
        _tell_closing(before, form, span, office)
    else:
        _turned("close", form, span, office)


@period_app.command("reopen")
def reopen_period(
    form: FormArgument,
    period: PeriodArgument,
    reason: ReasonOption,
    account: AccountOption,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Take them again, for a reason."""
    office = Office(lang, stdin=stdin)
    span = office.period(form, period)
    office.returns.reopen(form, span, office.account(account).id, office.safe(reason))
    _turned("reopen", form, span, office)


def _tell_closing(one: Closing, form: str, period: Period, office: Office) -> None:
    """Of a period that was closed before, by whom and when: nothing has changed."""
    with closing(Accounts.open(office.settings)) as accounts:
        people = {each.id: each.name for each in accounts.every()}
    words, names = office.words, office.names
    what = f"{names.form(form)}, {names.period(form, period)}"
    said = words("review.closed_by", who=actor_words(one.actor, people, words),
                 day=words.day(one.at.date()), time=words.time(one.at))  # fmt: skip
    write_line(plain(f"{what}{words('shared.colon')}{said} {words('review.closed_as_was')}"))


def _turned(step: str, form: str, period: Period, office: Office) -> None:
    what = f"{office.names.form(form)}, {office.names.period(form, period)}"
    write_line(office.words(f"review.said_{step}", what=what))


def add_commands(app: typer.Typer) -> None:
    """Let the command line have them; `return` is no name that Python gives to a function."""
    named: Iterable[tuple[str, Callable[..., None]]] = (
        ("return", send_back), ("approve", approve), ("withdraw", withdraw), ("undo", undo),
    )  # fmt: skip
    for name, command in named:
        app.command(name)(command)
    add_due_commands(app)
    app.add_typer(period_app, name="period")
