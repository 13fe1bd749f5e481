"""Reviews with survivors, as data/ declares them: strictly, and none that nobody has declared."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from metrics import Catalogue, DefinitionError, Review, Text, mark_of
from metrics.archive import pack, unpacked
from metrics.settings import PROJECT
from tests.loaded import EXAMPLE
from tests.metrics.test_catalogue import data  # noqa: F401  the smallest folder that is sound

BY = 'by = { en = "The circle", fr = "Le cercle" }'
TODAY = datetime.now().astimezone().date()
PLAN = """
title = { en = "Plan", fr = "Plan" }
summary = { en = "A plan.", fr = "Un plan." }
lead = { en = "The office", fr = "Le bureau" }
starts_on = 2020-04-01
ends_on = 2025-03-31
source = "helpline/report"
"""
PILLAR = """
[[pillars]]
id = "support"
title = { en = "Support", fr = "Soutien" }
statement = { en = "Help is there.", fr = "L'aide est là." }
[[pillars.outcomes]]
id = "help"
title = { en = "Help", fr = "Aide" }
indicators = ["calls"]
"""
SOURCE = """
title = { en = "Helpline", fr = "Ligne d'aide" }
description = { en = "Calls.", fr = "Appels." }
publisher = { en = "The operator", fr = "L'exploitant" }
licence = { en = "Open", fr = "Libre" }
coverage = { en = "2025", fr = "2025" }
[documents.report]
title = "Report"
publisher = { en = "The operator", fr = "L'exploitant" }
read_on = 2025-01-01
"""


@pytest.fixture
def held(data: Path) -> Path:  # noqa: F811
    """The folder with a framework that nobody has reviewed."""
    for folder in ("frameworks/plan", "sources/helpline"):
        (data / folder).mkdir(parents=True)
    (data / "sources/helpline/source.toml").write_text(SOURCE, encoding="utf-8")
    framework(data)
    return data


def framework(folder: Path, reviewed: str = "", plan: str = PLAN) -> None:
    path = folder / "frameworks/plan/framework.toml"
    path.write_text(plan + reviewed + PILLAR, encoding="utf-8")


def reviews(folder: Path, text: str) -> None:
    (folder / "reference/reviews.toml").write_text(text, encoding="utf-8")


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(DefinitionError) as error:
        Catalogue.read(folder)
    return [*error.value.faults]


@pytest.mark.parametrize("folder", [PROJECT / "data", EXAMPLE], ids=["data", "example"])
def test_nobody_is_said_to_have_reviewed_what_nobody_has(folder):
    catalogue = Catalogue.read(folder)
    assert catalogue.reviews == {}
    assert [one.reviewed for one in catalogue.frameworks.values()] == [
        None for _ in catalogue.frameworks
    ]


def test_a_review_is_read_as_it_is_declared(held):
    framework(held, f"[reviewed]\n{BY}\non = 2025-03-31\n")
    reviews(held, f'[glossary]\n{BY}\non = 2025-04-01\nof = "0123456789ab"\n')
    catalogue = Catalogue.read(held)
    reviewed = catalogue.framework("plan").reviewed
    assert reviewed is not None
    assert (reviewed.by, reviewed.on.isoformat()) == (Text("The circle", "Le cercle"), "2025-03-31")
    assert catalogue.reviews["glossary"].of == "0123456789ab"


def test_a_review_to_come_is_refused_and_one_of_today_is_not(held):
    tomorrow = TODAY + timedelta(days=1)
    framework(held, f"[reviewed]\n{BY}\non = {tomorrow}\n")
    reviews(held, f"[glossary]\n{BY}\non = {tomorrow}\n")
    told = f": on '{tomorrow}' is a day to come: a review is declared once it was held"
    assert faults_of(held) == [
        f"reference/reviews.toml [glossary]{told}",
        f"frameworks/plan/framework.toml [reviewed]{told}",
    ]
    framework(held, f"[reviewed]\n{BY}\non = {TODAY}\n")
    reviews(held, f"[glossary]\n{BY}\non = {TODAY}\n")
    assert Catalogue.read(held).reviews["glossary"].on == TODAY


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (f"{BY}\n", "'on' is missing"),
        ("on = 2025-03-31\n", "'by' is missing"),
        ('by = { en = "The circle" }\non = 2025-03-31\n', "'by"),
        ('by = { en = "The circle", fr = " " }\non = 2025-03-31\n', "has nothing in by.fr"),
        ('by = "The circle"\non = 2025-03-31\n', "'by'"),
        (f"{BY}\non = 2025-03-31T10:00:00\n", "an instant"),
        (f"{BY}\non = 0202-03-31\n", "write a year from"),
        (f"{BY}\non = true\n", "'on'"),
        (f'{BY}\non = 2025-03-31\nof = "all of it"\n', "'of'"),
        (f'{BY}\non = 2025-03-31\nwho = "x"\n', "unknown key 'who'"),
    ],
)
def test_a_review_that_does_not_say_who_and_when_is_refused(held, written, told):
    reviews(held, f"[glossary]\n{written}")
    (fault,) = faults_of(held)
    assert fault.startswith("reference/reviews.toml [glossary]: ")
    assert told in fault


def test_a_key_outside_any_heading_is_refused(held):
    reviews(held, 'glossary = "reviewed"\n')
    assert "reference/reviews.toml: 'glossary' is" in faults_of(held)[0]


def test_a_review_is_kept_with_the_declarations(held):
    reviews(held, f"[glossary]\n{BY}\non = 2025-04-01\n")
    with unpacked(pack(held).content) as folder:
        kept = Catalogue.read(folder, as_kept=True)
    assert kept.reviews == Catalogue.read(held).reviews


def test_the_mark_changes_with_every_word_and_with_nothing_else(held):
    mark = Catalogue.read(held).framework("plan").mark
    framework(held, f'[reviewed]\n{BY}\non = 2025-03-31\nof = "{mark}"\n')
    reviewed = Catalogue.read(held).framework("plan")
    assert reviewed.mark == mark
    assert reviewed.reviewed is not None
    assert reviewed.reviewed.covers(mark)
    framework(held, f'[reviewed]\n{BY}\non = 2025-03-31\nof = "{mark}"\n',
              plan=PLAN.replace('fr = "Un plan."', 'fr = "Un autre plan."'))  # fmt: skip
    changed = Catalogue.read(held).framework("plan")
    assert changed.reviewed is not None
    assert not changed.reviewed.covers(changed.mark)


def test_two_lists_of_words_that_run_together_alike_have_two_marks():
    assert mark_of(["one", "two"]) != mark_of(["onetwo"]) != mark_of(["one\n", "two"])


def test_a_review_without_a_mark_cannot_tell_that_words_have_changed():
    assert Review(by=Text("The circle", "Le cercle"), on=TODAY).covers("0123456789ab")
