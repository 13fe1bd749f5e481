"""A command line that is run: its language, its exit code, and its faults in one line each."""

import sys
from itertools import pairwise
from typing import Any, NoReturn

import typer
from pydantic import ValidationError
from typer._click.exceptions import NoArgsIsHelpError, UsageError

from dashboard.choice import NotHeldError
from dashboard.help_in_french import help_in
from dashboard.memory import share_heap
from dashboard.printing import WrongOptionError, language_of_machine, plain, with_a_way_on
from dashboard.usage import said
from metrics import Language, MetricsError, UnknownError, setting_fault

# how each command line of ours is made: no completion, no traceback, plain text
PLAINLY: dict[str, Any] = {
    "add_completion": False,
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}
STOPPED = MetricsError("Stopped.", "Interrompu.")


def run(app: typer.Typer) -> NoReturn:
    """Run the command; a fault is one line on standard error, never a traceback.

    Exit 0 when done, 1 for a fault of the installation or its data, 2 for a name or an option
    that is not known. Whoever reads our output may stop reading (`pillars observations | head`):
    the command then ends without a word, which typer sees to.
    """
    share_heap()
    help_in(_language_of_help())
    try:
        sys.exit(app(standalone_mode=False))
    except (UnknownError, NotHeldError, WrongOptionError) as error:
        _stop(MetricsError(*map(plain, with_a_way_on(error))), 2)
    except MetricsError as error:
        _stop(error, 1)
    except NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except UsageError as error:
        _stop(MetricsError(*map(plain, said(error))), 2)
    except typer.Abort:
        _stop(STOPPED, 1)
    except ValidationError as error:
        _stop(setting_fault(error.errors()[0]), 1)


def _stop(error: MetricsError, code: int) -> NoReturn:
    language = Language.FR if _asked_for_french() else Language.EN
    sys.stderr.write(plain(error.in_(language), but="\n") + "\n")
    sys.exit(code)


def _asked_for_french() -> bool:
    """What --lang says; for a command that has no such option, the language of the machine."""
    arguments = sys.argv[1:]
    if arguments[:1] in (["serve"], ["work"]):
        return language_of_machine() is Language.FR
    return "--lang=fr" in arguments or ("--lang", "fr") in pairwise(arguments)


def _language_of_help() -> Language:
    """What --lang says, else that of the machine: help is asked for without an option."""
    if any(one.startswith("--lang") for one in sys.argv[1:]):
        return Language.FR if _asked_for_french() else Language.EN
    return language_of_machine()
