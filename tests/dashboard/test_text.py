"""The message catalogues: the same keys, each used, and no English left in French."""

import ast
import re
import string
import tomllib
from pathlib import Path

import pytest

import dashboard
from dashboard.access.store.tables import ACCOUNTS
from dashboard.returns.store.tables import DRAFTS
from dashboard.text import Words, messages
from metrics import Language, Text
from metrics.settings import PROJECT

SOURCES = sorted(Path(dashboard.__file__).parent.rglob("*.py"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
LITERAL = re.compile(r"""["']([a-z_]+\.[a-z_A-Z]+)["']""")
COMPOSED = re.compile(r'f"([a-z_]+\.[a-z_]*)\{')
OF_DATABASES = [f"{kind.says}.store_" for kind in (ACCOUNTS, DRAFTS)]  # `dashboard.store` asks
BREAKING = re.compile(r"[^\W\d] [:%»]|\d %|« ")  # a French space at which a line may break
ENDS = ("_one", "_many")  # a message about a number has both


def places(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def asked_as(key: str) -> str:
    """The key that a page writes: without the ending that depends on a number."""
    for end in ENDS:
        key = key.removesuffix(end)
    return key


def test_both_languages_have_the_same_messages_with_the_same_places():
    english, french = messages(Language.EN), messages(Language.FR)
    assert english.keys() == french.keys()
    assert [
        key for key in english
        if not key.endswith("_one") and places(english[key]) != places(french[key])
    ] == []  # fmt: skip


def test_every_message_is_used():
    asked, begun = set(LITERAL.findall(CODE)), (*COMPOSED.findall(CODE), *OF_DATABASES)
    unused = [
        key for key in messages(Language.EN)
        if key not in asked and asked_as(key) not in asked and not key.startswith(begun)
    ]  # fmt: skip
    assert unused == []


def test_every_message_that_is_asked_for_exists():
    held = set(messages(Language.EN))
    known = held | {asked_as(key) for key in held}
    files = {key.partition(".")[0] for key in held}
    asked = {key for key in LITERAL.findall(CODE) if key.partition(".")[0] in files}
    assert {
        key for key in asked if not key.endswith((".toml", ".csv", ".ics", ".xlsx", ".md"))
    } <= known


@pytest.mark.parametrize("mark", [" :", " %", " »", "« "])
def test_french_spaces_do_not_break(mark):
    broken = [key for key, message in messages(Language.FR).items() if mark in message]
    assert broken == []


def test_french_spaces_of_what_is_declared_do_not_break():
    files = sorted((PROJECT / "data").rglob("*.toml"))
    said = [one for file in files for one in french_in(tomllib.loads(file.read_text("utf-8")))]
    assert len(said) > 1000
    assert [one for one in said if BREAKING.search(one)] == []


def french_in(found):
    """Every French text of a file, however deep."""
    if isinstance(found, dict):
        held = [found["fr"]] if isinstance(found.get("fr"), str) else []
        return [*held, *(one for part in found.values() for one in french_in(part))]
    return [one for part in found for one in french_in(part)] if isinstance(found, list) else []


def test_french_spaces_of_what_code_says_of_measures_do_not_break():
    """Words of the terminal aside: those of the audit log and of settings are read there."""
    broken = [
        (file.name, said)
        for file in sorted((PROJECT / "metrics").rglob("*.py"))
        if file.stem not in ("audit_breaks", "audit_chain", "setting_means")
        for said in french_of(ast.parse(file.read_text("utf-8")))
        if BREAKING.search(said)
    ]
    assert broken == []


def french_of(tree):
    """The second part of each Text(en, fr), as far as it is written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
            parts = [ast.walk(one) for one in node.args[1:2]]
            yield "".join(
                one.value for part in parts for one in part
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            )  # fmt: skip


def test_what_the_store_holds_gets_its_french_spaces_back():
    said = Text("It is « so »: 5 000 $", "Elle « vaut » 5 000 $ : 10 %")
    assert Words(Language.EN).held(said) == said.en
    french = "Elle «\u00a0vaut\u00a0» 5\u00a0000\u00a0$\u00a0: 10\u00a0%"
    assert Words(Language.FR).held(said) == french


def test_a_count_takes_the_number_of_its_language():
    english, french = Words(Language.EN), Words(Language.FR)
    assert english.counted("indicator.fact_places", 1) == "held for one place"
    assert english.counted("indicator.fact_places", 1200) == "held for 1,200 places"
    assert french.counted("indicator.fact_places", 1200) == "détenu pour 1\u00a0200 lieux"
