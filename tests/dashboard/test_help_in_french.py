"""The help of the command line in French: every text of every command, and no other."""

from collections.abc import Iterator

import pytest
import typer
from typer._click.core import Context

from dashboard import command, help_in_french
from dashboard.help_in_french import HELP, FrenchHelp, in_french

ROOT = typer.main.get_command(command.app)


def commands(one=ROOT, name: str = "pillars") -> Iterator[tuple[str, object]]:
    yield name, one
    for word, below in getattr(one, "commands", {}).items():
        yield from commands(below, f"{name} {word}")


def texts(one) -> set[str]:
    """What a command says of itself and of each of its options, in English."""
    said = {one.help, one.epilog, *(getattr(each, "help", None) for each in one.params)}
    return {each for each in said if each}


@pytest.fixture
def in_the_language_of_the_machine(monkeypatch):
    """A process that the test may set to French: afterwards it writes as before."""
    monkeypatch.setattr(Context, "formatter_class", Context.formatter_class)
    return monkeypatch


def shown(capsys, monkeypatch, *words: str) -> str:
    monkeypatch.setattr("sys.argv", ["pillars", *words])
    with pytest.raises(SystemExit):
        command.main()
    return capsys.readouterr().out


def test_each_text_of_the_help_has_its_french_and_nothing_else_is_translated():
    said = set().union(*(texts(one) for _, one in commands())) - {ROOT.epilog}
    assert said | set(HELP) == set(help_in_french._texts())


@pytest.mark.parametrize(("name", "one"), list(commands()))
def test_the_help_of_a_command_has_no_english_sentence(name, one, monkeypatch):
    monkeypatch.setattr(Context, "formatter_class", FrenchHelp)
    with Context(one, info_name=name) as context:
        shown = " ".join(one.get_help(context).split())
    for text in (*texts(one) - {ROOT.epilog}, *HELP):
        french = " ".join(in_french(text).split())
        assert french in shown
        assert french == text or text not in shown
    assert "[required]" not in shown
    assert "[default:" not in shown


def test_a_list_of_commands_shows_the_beginning_of_each_text_whole():
    long = "Withdraw consent and erase every value sent by the form, for..."
    assert in_french(long).endswith("comme intendant.")
    assert in_french("Words of nobody.") == "Words of nobody."


@pytest.mark.parametrize(
    ("set_to", "words", "begins"),
    [
        ("en_CA.UTF-8", ("approve", "--lang", "fr", "--help"), "Utilisation"),
        ("fr_CA.UTF-8", ("approve", "--help"), "Utilisation"),
        ("fr_CA.UTF-8", ("approve", "--lang", "en", "--help"), "Usage"),
        ("en_CA.UTF-8", ("--help",), "Usage"),
    ],
)
def test_help_is_in_the_language_asked_else_in_that_of_the_machine(
    set_to, words, begins, capsys, in_the_language_of_the_machine
):
    in_the_language_of_the_machine.setenv("LC_ALL", set_to)
    assert shown(capsys, in_the_language_of_the_machine, *words).startswith(begins)
