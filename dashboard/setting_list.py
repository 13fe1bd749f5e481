"""`pillars settings`: every setting, from the code that reads it; docs/settings.md as well."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from dashboard.options import JsonOption, LangOption
from dashboard.printing import language_of, print_json, print_table, write_line
from dashboard.text import Words
from metrics import MEANS, Settings, variable

PROJECT = Path(__file__).resolve().parent.parent
RULES = ("ge", "le", "min_length")  # as pydantic names them


class Setting(NamedTuple):
    """A variable, what holds where it is not set, what may stand in it, and what it means."""

    variable: str
    default: str
    limits: str
    means: str


def settings_in(words: Words) -> Iterator[Setting]:
    """All of them, in the order in which the code declares them."""
    for name, field in Settings.model_fields.items():
        means, limits = words.text(MEANS[name]), _limits(field.metadata, words)
        default = _default(field.default, words)
        yield Setting(variable(name), default, limits, f"{means[0].upper()}{means[1:]}.")


def settings(
    as_json: JsonOption = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="As a page of the guide.")] = False,
    lang: LangOption = "en",
) -> None:
    """List every setting: its variable, what holds without it, its limits, what it means."""
    words = Words(language_of(lang))
    found = list(settings_in(words))
    if as_json:
        print_json([one._asdict() for one in found])
    elif markdown:
        write_line(page_of(found, words))
    else:
        print_table(words("setting_list.title"), _headings(words), found, whole={0})


def page_of(found: list[Setting], words: Words) -> str:
    """The page of the guide."""
    rows = [f"| `{one.variable}` | {_code(one.default, words)} | {one.limits} | {one.means} |"
            for one in found]  # fmt: skip
    headings = f"| {' | '.join(_headings(words))} |"
    head = [f"# {words('setting_list.title')}", "", words("setting_list.lead"), ""]
    return "\n".join([*head, headings, "| --- | --- | --- | --- |", *rows])


def _headings(words: Words) -> list[str]:
    return [words(f"setting_list.{one}") for one in Setting._fields]


def _code(default: str, words: Words) -> str:
    return default if default == words("setting_list.none") else f"`{default}`"


def _default(value: object, words: Words) -> str:
    if value is None or value == "":
        return words("setting_list.none")
    if isinstance(value, Path):
        return str(value.relative_to(PROJECT))
    return str(value).replace(f"{PROJECT}/", "")


def _limits(rules: list[object], words: Words) -> str:
    """From the least to the most, or how long it is at least."""
    found = {name: getattr(one, name) for one in rules for name in RULES if hasattr(one, name)}
    if "ge" in found:
        return words("setting_list.between", least=str(found["ge"]), most=str(found["le"]))
    if "min_length" in found:
        return words("setting_list.at_least", least=str(found["min_length"]))
    return ""
