"""`pillars`, the command line: load, serve, read and check."""

import sys
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError

from dashboard import doctor as health
from dashboard import reading
from dashboard.printing import language_of, print_json
from dashboard.reading import FrameworkOption, JsonOption, LangOption
from dashboard.text import Words
from ingest import load_and_report
from metrics import Language, MetricsError, Settings, UnknownError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Performance measurement for a strategy to end human trafficking.",
)


def main() -> NoReturn:
    """Run the command; a fault is one line on standard error, never a traceback."""
    try:
        sys.exit(app(standalone_mode=True))
    except UnknownError as error:
        _stop(error, 2)
    except MetricsError as error:
        _stop(error, 1)
    except ValidationError as error:
        _stop(_setting_fault(error), 1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has enough (`pillars observations | head`)
        sys.exit(0)


def _stop(error: MetricsError, code: int) -> NoReturn:
    language = Language.FR if _asked_for_french() else Language.EN
    sys.stderr.write(error.in_(language) + "\n")
    sys.exit(code)


def _asked_for_french() -> bool:
    arguments = sys.argv[1:]
    return "--lang=fr" in arguments or ("--lang" in arguments and "fr" in arguments)


def _setting_fault(error: ValidationError) -> MetricsError:
    first = error.errors()[0]
    name = str(first["loc"][0])
    variable = name if name == "PORT" else f"PILLARS_{name.upper()}"
    return MetricsError(
        f"The setting {variable} is {first['input']!r}: {first['msg']}.",
        f"Le paramètre {variable} vaut {first['input']!r} : {first['msg']}.",
    )


@app.command()
def load(
    sources: Annotated[list[str] | None, typer.Argument(help="Source ids; all when none.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Load every bundled source.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report, keep nothing.")] = False,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Load published figures into the store; only sources whose files changed are read."""
    code = load_and_report(
        [] if every else sources or [], dry_run=dry_run, as_json=as_json, language=language_of(lang)
    )
    raise typer.Exit(code)


@app.command()
def serve() -> None:
    """Serve the dashboard on this machine and print its address."""
    from dashboard.serve import serve as serve_dashboard  # Dash takes a second to import

    serve_dashboard(Settings())


for _reading in (
    reading.sources,
    reading.indicators,
    reading.initiatives,
    reading.scorecard,
    reading.series,
    reading.observations,
    reading.trace,
):
    app.command()(_reading)


@app.command()
def doctor(
    as_json: JsonOption = False, lang: LangOption = "en", framework: FrameworkOption = None
) -> None:
    """Check settings, data, framework and store; tell every fault at once."""
    words = Words(language_of(lang))
    checks = health.examine(framework)
    if as_json:
        print_json(
            [
                {"check": one.name, "ok": one.ok, "words": one.words.in_(words.language)}
                for one in checks
            ]
        )
    else:
        for one in checks:
            mark = words("command.sound" if one.ok else "command.fault")
            sys.stdout.write(f"{mark} {one.name}: {one.words.in_(words.language)}\n")
    raise typer.Exit(0 if all(one.ok for one in checks) else 1)
