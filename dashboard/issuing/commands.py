"""`pillars briefing`: making, issuing and checking briefings without a server."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.roles import Account
from dashboard.briefings.composing.known import known_of
from dashboard.briefings.document import Format
from dashboard.briefings.snapshot import Snapshot
from dashboard.issuing.beginning import begun, without_figures
from dashboard.issuing.checked import refuse_unfit
from dashboard.issuing.making import (
    File,
    Rebuilt,
    compared,
    drafted,
    files,
    issue,
    kept_snapshot,
    made,
    outline_of,
    printed,
    rebuilt,
)
from dashboard.issuing.next_time import said_again
from dashboard.issuing.reading_commands import add_reading
from dashboard.issuing.records import briefing_record, change_record, difference_record
from dashboard.issuing.schedule_commands import schedule_app
from dashboard.issuing.second_reading import refuse_unread
from dashboard.issuing.shell_desk import FORMAT, LANGUAGE, BriefingDesk, among
from dashboard.issuing.showing import shown, waiting
from dashboard.issuing.starting import left_out
from dashboard.issuing.waiting_lines import drafts_waiting
from dashboard.options import (
    AccountOption,
    FrameworkOption,
    JsonOption,
    LangOption,
    PlaceOption,
    StdinOption,
)
from dashboard.plain_values import Record
from dashboard.printing import WrongOptionError, print_json, print_table, write_line
from dashboard.text import Words, both
from ingest import public_contacts
from metrics import Briefing, BriefingState, Language, MetricsError

CREATE = (Action.CREATE, Thing(Kind.BRIEFING))
ONLY_WORDS = 3  # the exit code of `rebuild` where every figure is the same, and words are not
SHOWN = 5  # passages that are worded otherwise, each with both wordings

briefing_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Briefings: one snapshot, files of it."
)
briefing_app.add_typer(schedule_app, name="schedule")
add_reading(briefing_app)
CodeArgument = Annotated[str, typer.Argument(help="The code of a briefing, as B-2026-001.")]
PillarOption = Annotated[str | None, typer.Option("--pillar", help="All that this pillar lists.")]
IndicatorOption = Annotated[
    list[str] | None, typer.Option("--indicator", help="In this order; may be repeated.")
]
LikeOption = Annotated[
    str | None, typer.Option("--like", help="The outline of this briefing, set forward.")
]
FormatOption = Annotated[
    list[str] | None, typer.Option("--format", help="pdf, docx, pptx, xlsx; may be repeated.")
]
LanguageOption = Annotated[
    list[str] | None, typer.Option("--language", help="Of the files: en, fr; may be repeated.")
]
IssueOption = Annotated[bool, typer.Option("--issue", help="Freeze and issue a draft first.")]


@briefing_app.command("list")
def list_briefings(as_json: JsonOption = False, lang: LangOption = "en") -> None:
    """Every briefing that was issued and every draft, the newest first."""
    desk = BriefingDesk(lang)
    found = desk.store.briefings.held()
    drafts = [one for one in found if one.state is BriefingState.DRAFT]
    asked = {one.code: len(unread) for one, unread in drafts_waiting(desk.store, drafts)}
    if as_json:
        print_json([{**briefing_record(one), "unread": asked.get(one.code, 0)} for one in found])
        return
    heads = ("code", "name", "state", "day", "hash")
    columns = [desk.words(f"briefing_commands.{one}") for one in heads]
    print_table(desk.words("briefing_commands.title"), columns,
                [_row(one, desk, waits=one.code in asked) for one in found])  # fmt: skip


@briefing_app.command("new")
def new(
    account: AccountOption,
    framework: FrameworkOption = None,
    pillar: PillarOption = None,
    indicator: IndicatorOption = None,
    like: LikeOption = None,
    title: Annotated[str, typer.Option("--title", help="Its title, in the language asked.")] = "",
    title_en: Annotated[str, typer.Option("--title-en", help="Its title in English.")] = "",
    title_fr: Annotated[str, typer.Option("--title-fr", help="Its title in French.")] = "",
    place: PlaceOption = None,
    period: Annotated[str | None, typer.Option("--period", help="Nothing later is shown.")] = None,
    stdin: StdinOption = False,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Keep a draft, with the sentences that the figures bear; nothing is issued by it."""
    desk = BriefingDesk(lang, stdin=stdin)
    actor = desk.acting(account, *CREATE)
    given = {
        "framework": framework, "pillar": pillar, f"title_{desk.words.language}": title,
        "place": place, "period": period,
    }  # fmt: skip
    given |= {name: one for name, one in (("title_en", title_en), ("title_fr", title_fr)) if one}
    chosen = {name: one for name, one in given.items() if one}
    outline = said_again(desk.store, begun(desk, actor, like, chosen, indicator or []))
    desk.warn_of_links()
    desk.warn_of_undrawn(outline)
    draft = drafted(desk.store, outline, actor.id, copied_from=like)
    if as_json:
        print_json(briefing_record(desk.store.briefings.find(draft.code)))
        return
    count = len(outline.indicators)
    write_line(desk.words.counted("briefing_commands.said_new", count, code=draft.code))
    if bare := without_figures(outline, desk):
        names = desk.words.joined([desk.words.text(one) for one in bare])
        write_line(desk.words.counted("briefing_commands.no_figures", len(bare), names=names))
    if not (indicator or like):
        plan = desk.catalogue.framework(outline.framework)
        if rest := left_out(desk.store, plan, outline):
            write_line(desk.words.text(rest))


@briefing_app.command("build")
def build(
    code: CodeArgument,
    account: AccountOption,
    out: Annotated[Path, typer.Option("--out", help="The folder for the files.")],
    format_: FormatOption = None,
    language: LanguageOption = None,
    issues: IssueOption = False,
    stdin: StdinOption = False,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Write the files of a briefing; a draft's say that they are one."""
    desk = BriefingDesk(lang, stdin=stdin)
    found, actor = desk.briefing(code, Action.EXPORT, account)
    formats, languages = among(format_, Format, FORMAT), among(language, Language, LANGUAGE)
    if issues and found.state is BriefingState.DRAFT:
        found = _issued(found, account, desk)
    snapshot, outline = _snapshot(found, desk), outline_of(desk.store, code)
    desk.warn_of_undrawn(outline)
    told = {
        one: printed(found, one, desk.settings.public_url) for one in languages or outline.languages
    }
    wanted = formats or outline.formats
    made_files = shown(files(snapshot, told, wanted), len(told) * len(wanted), desk.words)
    written = [_written(one, out, found, actor, desk) for one in made_files]
    if as_json:
        records: list[Record] = [_file_record(*one) for one in written]
        print_json({**briefing_record(found), "files": [*records]})
        return
    for _, path in written:
        write_line(str(path))


@briefing_app.command("rebuild")
def rebuild(
    code: CodeArgument,
    account: AccountOption,
    stdin: StdinOption = False,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Compose a briefing again of its frozen instant: exit 1 where a figure is not the same.

    Exit 3 where every figure is, and only words are not.
    """
    desk = BriefingDesk(lang, stdin=stdin)
    _, actor = desk.briefing(code, Action.PREVIEW, account)
    with waiting(desk.words):
        found = rebuilt(desk.store, code)
    desk.store.note(actor.id, "viewed", f"briefing:{code}")
    if as_json:
        told: list[Record] = [difference_record(one) for one in found.differences]
        print_json({"code": code, "issued": found.issued, "rebuilt": found.content,
                    "is_same": found.is_same, "holds": found.holds, "differences": [*told],
                    "words": [one._asdict() for one in found.reworded]})  # fmt: skip
    else:
        _tell_rebuilt(found, desk.words)
    if not found.is_same:
        raise typer.Exit(ONLY_WORDS if found.holds else 1)


def _tell_rebuilt(found: Rebuilt, words: Words) -> None:
    told = {"code": found.code, "hash": found.issued, "other": found.content}
    if found.is_same or found.differences or not found.is_kept:
        key = "same" if found.is_same else "figures" if found.is_kept else "broken"
        write_line(words(f"briefing_commands.rebuilt_{key}", **told))
        for one in found.differences:
            write_line(" ".join(map(str, difference_record(one).values())))
        return
    write_line(words.counted("briefing_commands.rebuilt_words", len(found.reworded), **told))
    for each in found.reworded[:SHOWN]:
        write_line(words("briefing.reworded", was=each.frozen, now=each.now))


@briefing_app.command("compare")
def compare(
    before: Annotated[str, typer.Argument(help="The code of the earlier briefing.")],
    after: Annotated[str, typer.Argument(help="The code of the later briefing.")],
    account: AccountOption,
    stdin: StdinOption = False,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """What differs between two issued briefings, as the later one would tell it."""
    desk = BriefingDesk(lang, stdin=stdin)
    for code in (before, after):
        _, actor = desk.briefing(code, Action.PREVIEW, account)
        desk.store.note(actor.id, "viewed", f"briefing:{code}")
    found = compared(desk.store, before, after, desk.words.language)
    if as_json:
        print_json([change_record(one) for one in found])
        return
    for one in found:
        write_line(f"{one.words} {desk.settings.public_url.rstrip('/')}{one.path}")
    if not found:
        write_line(desk.words("briefing_file.no_changes"))


def _issued(found: Briefing, account: str, desk: BriefingDesk) -> Briefing:
    """Freeze a draft; its key lines are looked through as on the pages."""
    _, actor = desk.briefing(found.code, Action.RESTORE, account)
    outline = outline_of(desk.store, found.code)
    if not any(one.strip() for one in outline.title):
        raise MetricsError(*both("briefing_commands.untitled", code=found.code))
    desk.warn_of_links()
    with waiting(desk.words):
        composed = made(desk.store, outline)
        known = known_of(public_contacts(desk.settings.data), desk.catalogue)
        refuse_unfit(outline, composed.snapshot, known)
        refuse_unread(found, composed.snapshot, desk.store.catalogue)
        issue(desk.store, found.code, found.versions[-1].number, composed, actor.id)
    return desk.store.briefings.find(found.code)


def _snapshot(found: Briefing, desk: BriefingDesk) -> Snapshot:
    if found.state is BriefingState.ISSUED:
        return kept_snapshot(desk.store, found.code)
    return made(desk.store, outline_of(desk.store, found.code)).snapshot


def _written(
    one: File, out: Path, found: Briefing, actor: Account, desk: BriefingDesk
) -> tuple[File, Path]:
    """Write a file for its owner alone, once the audit log says who takes it."""
    desk.store.briefings.built(found.code, one.format, one.language, one.sha256, actor.id)
    name = one.name if found.issue else f"{found.code}-{one.name}"
    path = out / name
    try:
        out.mkdir(parents=True, exist_ok=True)
        path.touch(0o600)
        path.write_bytes(one.data)
    except OSError as error:
        why = both("briefing_commands.no_room", path=str(path), why=error.strerror or "")
        raise WrongOptionError(*why) from None
    return one, path


def _row(one: Briefing, desk: BriefingDesk, *, waits: bool) -> list[str]:
    words, issued = desk.words, one.issue
    stopped = issued is not None and issued.cancelled
    state = "withdrawn" if one.erased else "cancelled" if stopped else one.state.value
    state = "waits" if waits else state
    at = issued.at if issued else one.versions[-1].at
    return [
        one.code, words.text(one.title), words(f"briefing_commands.state_{state}"),
        at.astimezone().date().isoformat(), issued.content[:16] if issued else "",
    ]  # fmt: skip


def _file_record(one: File, path: Path) -> Record:
    return {
        "path": str(path), "format": one.format.value, "language": one.language.value,
        "bytes": len(one.data), "sha256": one.sha256,
    }  # fmt: skip


def add_commands(app: typer.Typer) -> None:
    app.add_typer(briefing_app, name="briefing")
