"""What is wrong with how a command was written, in one line of either language."""

import re

from typer._click.exceptions import UsageError  # typer has no public name for what it raises

from metrics import Text

# The parser's own sentences; what they name stands in the French ones as it was written.
FRENCH = (
    (r"Missing option '(.+?)'\.", "Il manque l'option « {} »."),
    (r"Missing argument '(.+?)'\.", "Il manque l'argument « {} »."),
    (r"Missing command\.", "Il manque une commande."),
    (
        r"No such option: (\S+?)\.?(?: \(?(?:Did you mean|Possible options:) ([\w-]+).*)?",
        "Option inconnue : « {} ».",
    ),
    (r"No such command '(.+?)'\.(?: Did you mean '?(\S+?)'?\?)?", "Commande inconnue : « {} »."),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)", "Argument de trop : « {} »."),
    (r"Option '(.+?)' requires an argument\.", "L'option « {} » demande une valeur."),
    (r"Option '(.+?)' does not take a value\.", "L'option « {} » n'a pas de valeur."),
    (r"Invalid value for '(.+?)': .*", "La valeur de « {} » ne convient pas."),
)
ANY = "La commande n'est pas écrite comme il le faut."


def said(error: UsageError) -> Text:
    """The fault, and where the command's own help stands."""
    message = error.format_message().strip()
    command = error.ctx.command_path if error.ctx else "pillars"
    sentence = message if message.endswith("?") else f"{message.rstrip('.')}."
    return Text(
        f"{sentence} See '{command} --help'.",
        f"{_french(message)} Voir « {command} --help ».",
    )


def _french(message: str) -> str:
    for pattern, words in FRENCH:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words.format(found[1] if found.groups() else "") + _near(found)
    return ANY


def _near(found: re.Match[str]) -> str:
    near = found[2] if found.re.groups > 1 else None
    return f" Le plus proche : {near}." if near else ""
