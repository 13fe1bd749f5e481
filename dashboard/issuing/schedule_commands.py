"""`pillars briefing schedule`: briefings that are made and sent by themselves."""

from collections.abc import Sequence
from typing import Annotated

import typer

from dashboard.access.authorize import Action, Kind, Thing, authorize
from dashboard.briefings.document import Format
from dashboard.issuing.due_days import Kind as RuleKind
from dashboard.issuing.due_days import Rule, next_day
from dashboard.issuing.records import schedule_record
from dashboard.issuing.scheduled import Schedules
from dashboard.issuing.sending import attempts_of, sent_of
from dashboard.issuing.shell_desk import (
    FORMAT,
    LANGUAGE,
    BriefingDesk,
    among,
    arguments,
)
from dashboard.options import AccountOption, JsonOption, LangOption, StdinOption
from dashboard.printing import WrongOptionError, print_json, print_table, write_line
from dashboard.returns.mail import Post
from dashboard.text import both
from metrics import KINDS, Language, Run, Schedule, UnknownError, checked_recipients

schedule_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Briefings made and sent by themselves."
)
AFTER = "Working days after a calendar quarter has ended."
OF_FORM = "A return form's id: --days working days after its returns are due."
MonthlyOption = Annotated[
    int | None, typer.Option("--monthly", help="On this working day of each month.")
]
FormatOption = Annotated[
    list[str] | None, typer.Option("--format", help="pdf is attached, others are linked.")
]
LanguageOption = Annotated[
    list[str] | None, typer.Option("--language", help="Of files and mail; may be repeated.")
]


@schedule_app.command("add")
def add(
    briefing: Annotated[str, typer.Argument(help="The code of the briefing with the outline.")],
    to: Annotated[list[str], typer.Option("--to", help="An address of staff; may be repeated.")],
    account: AccountOption,
    after_quarter: Annotated[int | None, typer.Option("--after-quarter", help=AFTER)] = None,
    after_returns: Annotated[str | None, typer.Option("--after-returns", help=OF_FORM)] = None,
    days: Annotated[int, typer.Option("--days", help="Of --after-returns.")] = 3,
    monthly: MonthlyOption = None,
    format_: FormatOption = None,
    language: LanguageOption = None,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Let a briefing be made, issued and sent each time; with the rights of the account."""
    desk = BriefingDesk(lang, stdin=stdin)
    actor = desk.acting(account, Action.CREATE, Thing(Kind.SCHEDULE))
    desk.briefing(briefing, Action.PREVIEW, account)
    rule = _rule(after_quarter, (after_returns, days), monthly, desk)
    formats = among(format_, Format, FORMAT) or (Format.PDF,)
    languages = among(language, Language, LANGUAGE) or tuple(Language)
    with arguments():
        recipients = checked_recipients(to)
    made = desk.store.briefings.schedule(
        briefing, rule.text, recipients, formats, languages, actor.id
    )
    said = rule.said(desk.words, desk.names.form(rule.form) if rule.form else "")
    write_line(desk.words("briefing_commands.said_schedule", code=made.code, rule=said))
    if not Post(desk.settings).is_set:
        write_line(desk.words("briefing_commands.mail_unset"))


@schedule_app.command("list")
def list_schedules(
    account: AccountOption,
    stdin: StdinOption = False,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """The schedules that an account looks after, with their addresses; editors read every one."""
    desk = BriefingDesk(lang, stdin=stdin)
    named = desk.named(account)
    actor = desk.acting(account, Action.READ, Thing(Kind.SCHEDULE, owner=named.id))
    held = desk.store.briefings
    found = [
        (one, held.runs(one.code))
        for one in held.schedules()
        if authorize(actor, Action.READ, Thing(Kind.SCHEDULE, owner=one.actor))
    ]
    if as_json:
        print_json([schedule_record(*one) for one in found])
        return
    heads = ("schedule", "code", "rule", "next", "to", "last")
    columns = [desk.words(f"briefing_commands.{one}") for one in heads]
    rows = [_row(schedule, runs, desk) for schedule, runs in found]
    print_table(desk.words("briefing_commands.schedules"), columns, rows)
    if found and not Post(desk.settings).is_set:
        write_line(desk.words("briefing_commands.mail_unset"))


@schedule_app.command("cancel")
def cancel(
    schedule: Annotated[str, typer.Argument(help="The code of a schedule, as S-001.")],
    account: AccountOption,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """End a schedule; its addresses are deleted."""
    desk = BriefingDesk(lang, stdin=stdin)
    known = {one.code: one for one in desk.store.briefings.schedules()}
    owner = known[schedule].actor if schedule in known else None
    actor = desk.acting(account, Action.DELETE, Thing(Kind.SCHEDULE, owner=owner))
    desk.store.briefings.cancel_schedule(schedule, actor.id)
    write_line(desk.words("briefing_commands.said_cancel", code=schedule))


def _rule(
    quarter: int | None, returns: tuple[str | None, int], monthly: int | None, desk: BriefingDesk
) -> Rule:
    """The one rule that was given; WrongOptionError for none, for two, and for one of no day."""
    form, days = returns
    given = [
        Rule(RuleKind.QUARTER, quarter) if quarter is not None else None,
        Rule(RuleKind.RETURN, days, form) if form is not None else None,
        Rule(RuleKind.MONTH, monthly) if monthly is not None else None,
    ]
    rules = [one for one in given if one is not None]
    if form is not None and form not in desk.catalogue.returns:
        raise UnknownError(KINDS["form"], form, desk.catalogue.returns)
    if len(rules) != 1 or Rule.parse(rules[0].text) is None:
        raise WrongOptionError(*both("briefing_commands.wrong_rule"))
    return rules[0]


def _row(one: Schedule, runs: Sequence[Run], desk: BriefingDesk) -> list[str]:
    words, rule = desk.words, Rule.parse(one.rule)
    schedules = Schedules(desk.settings, desk.store, Post(desk.settings))
    then = next_day(rule, desk.store.today(), schedules.closings(rule)) if rule else None
    form = rule.form if rule else ""
    title = desk.names.form(form) if form in desk.catalogue.returns else form
    return [
        one.code, one.briefing, rule.said(words, title) if rule else one.rule,
        then.day.isoformat() if then else "–", ", ".join(one.recipients), _last(runs, one, desk),
    ]  # fmt: skip


def _last(runs: Sequence[Run], one: Schedule, desk: BriefingDesk) -> str:
    """How the last time went: of how many addresses, in which attempt, and what is not known."""
    words, mains = desk.words, [run for run in runs if "/" not in run.key]
    if not mains:
        return words("briefing_commands.never")
    last = mains[-1]
    told = sent_of(runs, last.key)
    by_key = {run.key: run for run in runs}
    result = last.result or "going"
    said = words(
        f"briefing_commands.run_{result.replace('-', '_')}", time=last.key, sent=len(told.sent),
        all=len(one.recipients), attempts=len(attempts_of(by_key, last.key)),
    )  # fmt: skip
    if told.unknown:
        said += f" {words.counted('briefing_commands.run_unknown', len(told.unknown))}"
    return said
