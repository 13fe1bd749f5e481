"""`pillars release`: proposing, looking through, approving and cancelling without a browser."""

from datetime import datetime
from typing import Annotated

import typer

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.roles import Account, Role
from dashboard.options import (
    AccountOption,
    FormArgument,
    JsonOption,
    LangOption,
    ReasonOption,
    StdinOption,
)
from dashboard.plain_values import Record
from dashboard.printing import WrongOptionError, print_json, print_table, write_line
from dashboard.releases.at_terminal import Desk
from dashboard.releases.cell_tables import owners_notes
from dashboard.releases.desk import minute_in, state_key, thing_of_form
from dashboard.releases.list_page import periods_words
from dashboard.releases.titles import refuse_figures
from dashboard.text import both
from metrics import (
    OFFICIAL,
    MetricsError,
    Observation,
    Proposal,
    Release,
    ReleasePreview,
    Text,
    released_observations,
)

release_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Releases of partners' figures."
)
CodeArgument = Annotated[str, typer.Argument(help="The code of a release.")]


@release_app.command("list")
def list_releases(as_json: JsonOption = False, lang: LangOption = "en") -> None:
    """Every release, the newest first: those to come, those that are out, those cancelled."""
    desk = Desk(lang)
    found = desk.releases.held()
    if as_json:
        print_json([release_record(one) for one in found])
        return
    heads = ("code", "name", "periods", "minute", "state", "lacking")
    columns = [desk.words(f"release.{one}") for one in heads]
    print_table(desk.words("release.title"), columns, [_row(one, desk) for one in found])


@release_app.command("propose")
def propose(
    form: FormArgument,
    series: Annotated[list[str], typer.Option("--series", help="May be repeated.")],
    period: Annotated[list[str], typer.Option("--period", help="2025-Q4; may be repeated.")],
    title_en: Annotated[str, typer.Option("--title-en", help="Its title in English.")],
    title_fr: Annotated[str, typer.Option("--title-fr", help="Its title in French.")],
    at: Annotated[str, typer.Option("--at", help="The minute it is out: 2026-05-31T10:00.")],
    account: AccountOption,
    by_partner: Annotated[
        bool, typer.Option("--by-partner", help="Also each organization's figures.")
    ] = False,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Protect and freeze figures that the office has approved; nothing becomes public by it."""
    desk = Desk(lang, stdin=stdin)
    actor = desk.acting(account, Action.CREATE, Thing(Kind.RELEASE))
    title, periods = Text(title_en, title_fr), tuple(desk.period(form, one) for one in period)
    refuse_figures(title)
    proposal = Proposal(form, tuple(series), periods, title, _minute(at), by_partner)
    made = desk.seen_as(actor).propose(proposal, actor.id)
    write_line(desk.words("release.said_propose", code=made.code))


@release_app.command("preview")
def preview(
    code: CodeArgument,
    account: AccountOption,
    as_json: JsonOption = False,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Exactly the figures that come out; an early look, which the audit log keeps."""
    desk = Desk(lang, stdin=stdin)
    actor = desk.proven(desk.named(account))
    found = desk.seen_as(actor).preview(code)
    desk.store.note(actor.id, "viewed", f"release:{code}")
    if as_json:
        cells = [_cell_record(one) for one in released_observations(found)]
        print_json({**release_record(found.release), "cells": [*cells]})
    else:
        _print_preview(found, desk)


def _cell_record(one: Observation) -> Record:
    return {
        "series": one.series, "place": one.place, "breakdown": one.disaggregation.code,
        "period": one.period.code, "value": None if one.value is None else str(one.value),
        "status": one.status.value,
        "note": {"en": one.note.en, "fr": one.note.fr} if one.note else None,
    }  # fmt: skip


def _print_preview(found: ReleasePreview, desk: Desk) -> None:
    heads = ("figures", "row", "period", "value")
    columns = [desk.words(f"release.{one}") for one in heads]
    rows = [
        [desk.names.series(one.series), f"{one.place} {one.disaggregation.code}".strip(),
         desk.names.period(found.release.form, one.period), desk.names.value(one)]
        for one in released_observations(found)
    ]  # fmt: skip
    print_table(desk.words.text(found.release.title), columns, rows)
    for said in owners_notes(found, desk.names):
        write_line(said)
    if found.waiting:
        write_line(desk.words("release.not_shown_yet"))


@release_app.command("approve")
def approve(
    code: CodeArgument, account: AccountOption, stdin: StdinOption = False, lang: LangOption = "en"
) -> None:
    """Let a release come out at its minute; never by the account that proposed it."""
    desk = Desk(lang, stdin=stdin)
    form = desk.releases.find(code).form
    actor = desk.acting(account, Action.RESTORE, thing_of_form(form))
    made = desk.store.seen_by(OFFICIAL).releases.approve(code, actor.id)
    _said("approve", made, desk)


@release_app.command("steward-approve")
def steward_approve(
    code: CodeArgument, account: AccountOption, stdin: StdinOption = False, lang: LangOption = "en"
) -> None:
    """Agree for the organization whose figures they are; its steward alone may."""
    desk = Desk(lang, stdin=stdin)
    actor, organization = _steward(account, desk)
    _said("agree", desk.seen_as(actor).steward_approve(code, organization, actor.id), desk)


@release_app.command("steward-refuse")
def steward_refuse(
    code: CodeArgument,
    account: AccountOption,
    reason: ReasonOption,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Refuse for the organization whose figures they are; its steward alone may."""
    desk = Desk(lang, stdin=stdin)
    actor, organization = _steward(account, desk)
    why = desk.safe(reason)
    _said("refuse", desk.seen_as(actor).steward_refuse(code, organization, actor.id, why), desk)


@release_app.command("announce")
def announce(
    code: CodeArgument, account: AccountOption, stdin: StdinOption = False, lang: LangOption = "en"
) -> None:
    """Tell everybody that an approved release comes: its title and its minute, no figure."""
    desk = Desk(lang, stdin=stdin)
    actor = desk.acting(account, Action.UPDATE, Thing(Kind.RELEASE))
    _said("announce", desk.seen_as(actor).announce(code, actor.id), desk)


@release_app.command("cancel")
def cancel(
    code: CodeArgument,
    account: AccountOption,
    reason: ReasonOption,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Take back a release that is not out."""
    desk = Desk(lang, stdin=stdin)
    actor = desk.acting(account, Action.DELETE, Thing(Kind.RELEASE))
    _said("cancel", desk.seen_as(actor).cancel(code, actor.id, desk.safe(reason)), desk)


def release_record(one: Release) -> Record:
    """A release with stable keys."""
    return {
        "code": one.code,
        "title": {"en": one.title.en, "fr": one.title.fr},
        "form": one.form,
        "series": [*one.series],
        "periods": [each.code for each in one.periods],
        "by_partner": one.by_partner,
        "lifts_at": one.lifts_at.isoformat(),
        "state": one.state.value,
        "lacking": [*one.lacking],
        "cells": one.loss.cells,
        "hidden": one.loss.hidden,
        "withdrawn": one.withdrawn,
        "stopped_by": one.stopped_by or None,
    }


def _row(one: Release, desk: Desk) -> list[str]:
    words = desk.words
    return [
        one.code, words.text(one.title), periods_words(one, desk.names),
        one.lifts_at.astimezone().isoformat(" ", "minutes"),
        words(f"release.{state_key(one, one.stopped_by)}"),
        ", ".join(desk.names.partner(each) for each in one.lacking),
    ]  # fmt: skip


def _steward(name: str, desk: Desk) -> tuple[Account, str]:
    found = desk.named(name)
    if found.disabled or found.role is not Role.STEWARD or not found.organization:
        raise WrongOptionError(*both("release.account_may_not", name=found.name))
    return desk.proven(found), found.organization


def _minute(written: str) -> datetime:
    if found := minute_in(written):
        return found
    raise MetricsError(*both("release.no_minute"))


def _said(step: str, made: Release, desk: Desk) -> None:
    write_line(desk.words(f"release.said_{step}", name=desk.words.text(made.title)))


def add_commands(app: typer.Typer) -> None:
    app.add_typer(release_app, name="release")
