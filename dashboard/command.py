"""`pillars`, the command line: load, serve, read and check."""

from functools import partial
from typing import Annotated, NoReturn

import typer

from dashboard import accounts, audit_commands, reading, series_command
from dashboard import doctor as health
from dashboard.access import user_commands
from dashboard.attacking import attack
from dashboard.backing_up.commands import add_commands as add_backup_commands
from dashboard.governance.commands import add_commands as add_governance_commands
from dashboard.issuing.commands import add_commands as add_briefing_commands
from dashboard.moving import divide_store, migrate_store
from dashboard.options import FrameworkOption, JsonOption, LangOption
from dashboard.printing import (
    language_of,
    print_json,
    write_line,
)
from dashboard.purging import purge
from dashboard.releases.commands import add_commands as add_release_commands
from dashboard.resealing import reseal
from dashboard.returns import job_commands
from dashboard.returns.commands import add_commands as add_return_commands
from dashboard.returns.office_commands import add_commands as add_office_commands
from dashboard.returns.submitting import add_command as add_submit
from dashboard.review_commands import reviews
from dashboard.roles import roles
from dashboard.running import PLAINLY, run
from dashboard.setting_list import settings
from dashboard.text import Words
from dashboard.watching.status import status
from ingest import run_load
from metrics import Settings, example_settings

app = typer.Typer(
    no_args_is_help=True,
    **PLAINLY,
    help="Performance measurement for a strategy to end human trafficking.",
    epilog="En français : pillars COMMANDE --lang fr --help, ou LANG=fr_CA.UTF-8.",
)


def main() -> NoReturn:
    run(app)


@app.command()
def load(
    sources: Annotated[list[str] | None, typer.Argument(help="Source ids; all when none.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Load every bundled source.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report, keep nothing.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Only read; no store is opened.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Read unchanged files too.")] = False,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Let much go that no file says any more.")
    ] = False,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Load published figures into the store; only sources whose files changed are read."""
    names, language = [] if every else sources or [], language_of(lang)
    raise typer.Exit(
        run_load(
            names,
            dry_run=dry_run,
            check=check,
            force=force,
            withdraw=withdraw,
            as_json=as_json,
            language=language,
        )
    )


@app.command()
def serve(
    works: Annotated[
        bool, typer.Option("--worker/--no-worker", help="With a worker beside it, or without.")
    ] = True,
) -> None:
    """Serve the dashboard on this machine and print its address."""
    from dashboard.serve import serve as serve_dashboard  # Dash takes a second to import

    serve_dashboard(Settings(), works=works)


@app.command()
def work() -> None:
    """Run jobs, as one of the workers of an installation, until stopped."""
    from dashboard.serve import prepare
    from dashboard.worker import run

    settings = Settings()
    prepare(settings)
    run(settings)


@app.command()
def demo(lang: LangOption = "en") -> None:
    """Serve made-up figures, marked as such on every page, that show every word and signal."""
    from dashboard.access.first_admin import lacks_admin
    from dashboard.demo.start import make_ready
    from dashboard.production import refuse_unsafe
    from dashboard.serve import serve as serve_dashboard  # Dash takes a second to import

    settings = example_settings()
    refuse_unsafe(settings, partial(lacks_admin, settings))
    code, told = make_ready(settings, language_of(lang))
    if code:
        raise typer.Exit(code)
    serve_dashboard(settings, told)


for _reading in (
    reading.sources,
    reading.indicators,
    reading.initiatives,
    reading.scorecard,
    series_command.series,
    reading.observations,
    accounts.trace,
    accounts.explain,
    reviews,
    attack,
    status,
    settings,
    reseal,
    roles,
    purge,
):
    app.command()(_reading)


add_return_commands(app)
add_submit(app)
add_office_commands(app)
add_governance_commands(app)
add_release_commands(app)
add_briefing_commands(app)
add_backup_commands(app)
app.command()(migrate_store)
app.command()(divide_store)
app.add_typer(user_commands.app, name="user")
app.add_typer(audit_commands.app, name="audit")
app.add_typer(job_commands.app, name="jobs")


@app.command()
def doctor(
    as_json: JsonOption = False,
    lang: LangOption = "en",
    framework: FrameworkOption = None,
    production: Annotated[
        bool, typer.Option("--production", help="What would stop a start in production.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Name every gap, not the first.")] = False,
) -> None:
    """Check settings, data, framework, sources and store; tell every fault at once."""
    words = Words(language_of(lang))
    checks = (
        health.examine_production()
        if production
        else health.examine(framework, every=every or as_json)
    )
    if as_json:
        print_json([health.check_record(one, words.language) for one in checks])
    else:
        for one in checks:
            mark = words(f"command.{health.mark_of(one)}")
            write_line(f"{mark} {one.name}{words('shared.colon')}{words.text(one.words)}")
    raise typer.Exit(0 if all(one.ok for one in checks) else 1)


if __name__ == "__main__":
    main()
