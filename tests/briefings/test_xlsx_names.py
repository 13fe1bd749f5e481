"""Names of sheets and tables are legal, whatever the indicators are called."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefings.xlsx.names import place, sheet_names, table_name
from dashboard.briefings.xlsx.render import render_xlsx
from metrics import Language
from tests.briefings.sample import ISSUE, document
from tests.briefings.test_xlsx import opened

HOSTILE = (
    "History", "history", "", "'quoted'", "a/b\\c?d*e[f]g:h", "=1+1", "x" * 80, "X" * 80,
    "🙂" * 40, "tab\tnew\nline\x07", "Figures", "figures", "ᐃᓄᒃᑎᑐᑦ العربية", "Historique", "...",
)  # fmt: skip


def is_legal(name: str) -> bool:
    return (
        0 < len(name.encode("utf-16-le")) // 2 <= 31
        and not re.search(r"[\[\]:*?/\\\x00-\x1f]", name)
        and not name.startswith("'")
        and not name.endswith("'")
        and name.casefold() not in ("history", "historique")
    )


def test_hostile_names_become_legal_and_unlike_each_other() -> None:
    names = sheet_names(HOSTILE * 3)
    assert all(is_legal(one) for one in names)
    assert len({one.casefold() for one in names}) == len(names) == 3 * len(HOSTILE)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), max_size=12))
def test_any_names_become_legal(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert all(is_legal(one) for one in names)
    assert len({one.casefold() for one in names}) == len(wanted)


@pytest.mark.parametrize("language", list(Language))
def test_sixty_exhibits_have_a_sheet_each_in_their_order(language: Language) -> None:
    found = document(language, 60)
    names = opened(found).sheetnames
    assert all(is_legal(one) for one in names)
    assert found.labels.read_me == names[0]
    assert [one.split(".")[0] for one in names[3:64]] == [str(at) for at in range(1, 62)]
    assert all(one.code in name for one, name in zip(found.exhibits, names[3:64], strict=True))


def test_indicators_with_hostile_names_make_a_workbook_that_opens() -> None:
    found = document(Language.FR, 10)
    exhibits = tuple(
        one._replace(code=name, name=name)
        for one, name in zip(found.exhibits, HOSTILE, strict=False)
    )
    assert all(is_legal(one) for one in opened(found._replace(exhibits=exhibits)).sheetnames)
    assert render_xlsx(found._replace(exhibits=exhibits), ISSUE)


def test_a_table_is_never_named_like_a_cell() -> None:
    assert table_name("A1") == "_A1"
    assert table_name("Ce qui a changé") == "_Ce_qui_a_changé"
    assert table_name("???") == "__"


def test_a_quote_in_the_name_of_a_sheet_is_doubled_in_a_link() -> None:
    assert place("l'an", "A1") == "'l''an'!A1"
