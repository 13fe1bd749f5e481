"""`pillars briefing read`: the lines of somebody else's draft, and that they were read."""

from typing import Annotated

import typer

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.issuing.making import made, outline_of
from dashboard.issuing.second_reading import MARK, Unread, told, unread_in, wording_of
from dashboard.issuing.shell_desk import BriefingDesk
from dashboard.issuing.showing import waiting
from dashboard.options import AccountOption, LangOption, StdinOption
from dashboard.printing import write_line
from dashboard.text import Words, both
from metrics import MetricsError

CodeArgument = Annotated[str, typer.Argument(help="The code of a draft, as B-2026-001.")]
ConfirmOption = Annotated[
    str | None, typer.Option("--confirm", help="The mark that the lines were printed with.")
]


def read(
    code: CodeArgument,
    account: AccountOption,
    confirm: ConfirmOption = None,
    stdin: StdinOption = False,
    lang: LangOption = "en",
) -> None:
    """Print the key lines that somebody else has to read; with --confirm, that you have."""
    desk = BriefingDesk(lang, stdin=stdin)
    found = desk.store.briefings.find(code)
    actor = desk.acting(account, Action.CREATE, Thing(Kind.READING, owner=found.actor))
    with waiting(desk.words):
        snapshot = made(desk.store, outline_of(desk.store, code)).snapshot
    unread = unread_in(snapshot, desk.store.catalogue)
    wording, version = wording_of(unread), found.versions[-1].number
    if not unread:
        write_line(desk.words("briefing_commands.read_none", code=code))
    elif confirm is None:
        _print(code, unread, wording, desk.words)
        desk.store.note(actor.id, "viewed", f"briefing:{code}")
    elif confirm != wording[:MARK]:
        raise MetricsError(*both("briefing_commands.read_changed", code=code))
    else:
        desk.store.briefings.read_lines(code, version, wording, actor.id)
        write_line(desk.words("briefing_commands.read_done", code=code, version=version))


def _print(code: str, unread: tuple[Unread, ...], wording: str, words: Words) -> None:
    for one in unread:
        for language, name in one.names.items():
            write_line(f"{name} ({language.value})")
            write_line(f"  {one.said(language)}")
            write_line(f"  {one.figures[language]}")
        write_line(f"  {told(one, words)}")
    write_line(words("briefing_commands.read_mark", code=code, mark=wording[:MARK]))


def add_reading(app: typer.Typer) -> None:
    app.command("read")(read)
