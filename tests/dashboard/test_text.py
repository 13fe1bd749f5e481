"""The message catalogues: the same keys, each used, and no English left in French."""

import re
import string
from pathlib import Path

import pytest

import dashboard
from dashboard.access.store.tables import ACCOUNTS
from dashboard.returns.store.tables import DRAFTS
from dashboard.text import Words, messages
from metrics import Language, Text

SOURCES = sorted(Path(dashboard.__file__).parent.rglob("*.py"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
LITERAL = re.compile(r"""["']([a-z_]+\.[a-z_A-Z]+)["']""")
COMPOSED = re.compile(r'f"([a-z_]+\.[a-z_]*)\{')
OF_DATABASES = [f"{kind.says}.store_" for kind in (ACCOUNTS, DRAFTS)]  # `dashboard.store` asks
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
    assert {key for key in asked if not key.endswith((".toml", ".csv", ".ics", ".xlsx"))} <= known


@pytest.mark.parametrize("mark", [" :", " %", " »", "« "])
def test_french_spaces_do_not_break(mark):
    broken = [key for key, message in messages(Language.FR).items() if mark in message]
    assert broken == []


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
