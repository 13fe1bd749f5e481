"""The help of the command line in French: the parser's own words, and those of each command."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

# typer has no public name for what writes its help
from typer._click.core import Context
from typer._click.formatting import HelpFormatter

from metrics import Language

TEXTS = Path(__file__).parent / "text" / "help.toml"
HEADINGS = {"Options": "Options", "Arguments": "Arguments", "Commands": "Commandes"}
USAGE = {"[OPTIONS]": "[OPTIONS]", "COMMAND [ARGS]...": "COMMANDE [VALEURS]..."}
BESIDE = re.compile(r"  \[(?P<said>[^\[\]]*)\]$")  # "[default: en; required]", after the words
FACTS = (
    ("default: ", "par défaut\u00a0: "),
    ("required", "obligatoire"),
    ("env var: ", "variable\u00a0: "),
)
HELP = {"Show this message and exit.": "Afficher ce message et s'arrêter."}
CUT = "..."


def help_in(language: Language) -> None:
    """From now on this process writes help in this language."""
    Context.formatter_class = FrenchHelp if language is Language.FR else HelpFormatter


class FrenchHelp(HelpFormatter):
    """Writes what it is given in English; words without a translation stay as they are."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for english, french in USAGE.items():
            args = args.replace(english, french)
        super().write_usage(prog, args, "Utilisation\u00a0: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{HEADINGS.get(heading, heading)}\u00a0:\n")

    def write_text(self, text: str) -> None:
        super().write_text(in_french(text))

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        super().write_dl([(name, _row(said)) for name, said in rows], col_max, col_spacing)


def in_french(said: str) -> str:
    """The translation of a text, or of the beginning that a list of commands shows of it."""
    texts = _texts()
    if said in texts:
        return texts[said]
    beginning = said.removesuffix(CUT).rstrip(". ")
    whole = next((one for one in texts if beginning and one.startswith(beginning)), None)
    return texts[whole].partition("\n\n")[0] if whole else said


def _row(said: str) -> str:
    """What is said of an option or a command, with the facts that the parser adds."""
    found = BESIDE.search(f"  {said}" if said.startswith("[") else said)
    if not found:
        return in_french(said)
    words, facts = said[: -len(found[0])], found["said"]
    for english, french in FACTS:
        facts = facts.replace(english, french)
    return f"{in_french(words)}  [{facts}]" if words else f"[{facts}]"


@cache
def _texts() -> dict[str, str]:
    return {**HELP, **tomllib.loads(TEXTS.read_text(encoding="utf-8"))}
