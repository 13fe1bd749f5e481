"""`pillars calendar` and `pillars remind`: what is owed, and who is told of it."""

from contextlib import closing
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from dashboard.access.store import Accounts
from dashboard.options import JsonOption, LangOption
from dashboard.plain_values import Record
from dashboard.printing import (
    WrongOptionError,
    print_json,
    print_table,
    write_line,
)
from dashboard.returns.at_terminal import Office
from dashboard.returns.feed import calendar_file
from dashboard.returns.mail import Post
from dashboard.returns.naming import Names
from dashboard.returns.reminders import Done, Reminders
from dashboard.returns.store import Reminded
from dashboard.text import both
from metrics import (
    KINDS,
    Obligation,
    ObligationState,
    UnknownError,
)


def calendar(
    partner: Annotated[str | None, typer.Option("--partner", help="An organization's id.")] = None,
    form: Annotated[str | None, typer.Option("--form", help="A form's id.")] = None,
    state: Annotated[str | None, typer.Option("--state", help=", ".join(ObligationState))] = None,
    on: Annotated[str | None, typer.Option("--on", help="As of this day (YYYY-MM-DD).")] = None,
    ics: Annotated[bool, typer.Option("--ics", help="As iCalendar.")] = False,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """What organizations owe, table by table, and what has become of it."""
    office = Office(lang)
    day = _day(on) if on else office.store.today()
    owed = _owed(office, day, partner, form, state)
    if ics:
        made = calendar_file(owed, office.names, datetime.now(UTC), one_partner=bool(partner))
        typer.echo(made.decode(), nl=False)
    elif as_json:
        print_json([obligation_record(one) for one in owed])
    else:
        heads = ("partner", "form", "table", "period", "due", "state", "reason")
        said = office.words("review.list_caption", day=office.words.day(day))
        columns = [office.words(f"review.list_{one}") for one in heads]
        print_table(said, columns, [_line(one, office.names) for one in owed])


def _owed(
    office: Office, day: date, partner: str | None, form: str | None, state: str | None
) -> list[Obligation]:
    if form is not None and form not in office.catalogue.returns:
        raise UnknownError(KINDS["form"], form, office.catalogue.returns)
    if state is not None and state not in list(ObligationState):
        raise WrongOptionError(*both("review.wrong_state", known=", ".join(ObligationState)))
    owed = office.returns.obligations(day, form, partner)
    return [one for one in owed if state in (None, one.state.value)]


def obligation_record(one: Obligation) -> Record:
    """An obligation under the stable keys of its JSON."""
    return {
        "form": one.form,
        "partner": one.partner,
        "table": one.table,
        "period": one.period.code,
        "period_from": one.period.start.isoformat(),
        "period_to": one.period.end.isoformat(),
        "due_on": one.due_on.isoformat(),
        "state": one.state.value,
        "received_on": one.received_on.isoformat() if one.received_on else None,
        "again_on": one.again_on.isoformat() if one.again_on else None,
        "reason": one.reason,
        "return": one.code or None,
    }


def _line(one: Obligation, names: Names) -> list[str]:
    return [
        names.partner(one.partner),
        names.form(one.form),
        names.table(one.form, one.table),
        names.period(one.form, one.period),
        one.due_on.isoformat(),
        names.obligation(one.state),
        one.reason,
    ]


def remind(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say it, send nothing.")] = False,
    on: Annotated[str | None, typer.Option("--on", help="As if it were this day.")] = None,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Remind organizations of what is due: each reminder once, by e-mail."""
    office, post = Office(lang), None
    day = _day(on) if on else office.store.today()
    post = Post(office.settings)
    with office.drafts() as drafts, closing(Accounts.open(office.settings)) as accounts:
        made = Reminders(
            office.catalogue, office.store, Reminded(drafts.database), office.settings.public_url
        )
        done = made.send(accounts.every(), post, day, datetime.now(UTC), dry=dry_run)
    _tell(done, day, office, as_json=as_json)
    if any(one.result in ("failed", "unset") for one in done):
        raise typer.Exit(1)


def _tell(done: list[Done], day: date, office: Office, *, as_json: bool) -> None:
    words = office.words
    if as_json:
        print_json([_reminder_record(one) for one in done])
        return
    if not done:
        write_line(words("review.mail_nothing", day=words.day(day)))
        return
    heads = ("partner", "what", "step", "to", "did")
    columns = [words(f"review.mail_column_{one}") for one in heads]
    said = words("review.mail_caption", day=words.day(day))
    print_table(said, columns, [_reminder_line(one, office.names) for one in done])
    if any(one.result == "unset" for one in done):
        write_line(words("review.mail_unset"))


def _reminder_line(one: Done, names: Names) -> list[str]:
    words, owing = names.words, one.owing
    when = "before" if owing.step < 0 else "after"
    did = {
        "sent": "review.mail_sent", "would": "review.mail_would", "failed": "review.mail_failed",
        "nobody": "review.mail_nobody", "unset": "review.mail_unset",
    }[one.result]  # fmt: skip
    return [
        names.partner(owing.partner),
        f"{names.form(owing.form)}, {names.period(owing.form, owing.period)}",
        words.counted(f"review.mail_{when}", abs(owing.step)),
        one.to,
        words(did, said=one.said) if one.result == "failed" else words(did),
    ]


def _reminder_record(one: Done) -> Record:
    owing = one.owing
    return {
        "form": owing.form,
        "partner": owing.partner,
        "period": owing.period.code,
        "due_on": owing.due_on.isoformat(),
        "days": owing.step,
        "tables": [each.table for each in owing.tables],
        "to": one.to or None,
        "result": one.result,
        "said": one.said,
    }


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise WrongOptionError(*both("review.wrong_day", written=written)) from None


def add_due_commands(app: typer.Typer) -> None:
    """Let the command line have them."""
    app.command()(calendar)
    app.command()(remind)
