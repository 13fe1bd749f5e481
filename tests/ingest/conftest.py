import json
import os
import shutil
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from ingest.folder import Folder
from ingest.load import read_source
from metrics import Catalogue

HERE = Path(__file__).parent
REFERENCE = HERE.parents[1] / "data" / "reference"
EVIDENCE = os.environ.get("PILLARS_EVIDENCE", "")

INDICATORS = {  # id: (unit, measure)
    "people-counted": ("people", "count"),
    "things-counted": ("cases", "count"),
    "rate-per-100000": ("per-100000", "rate"),
    "share": ("percent", "ratio"),
    "placement": ("tier", "level"),
    "dollars": ("usd", "money"),
    "money": ("cad", "money"),
}
INDICATOR = """
title = {{ en = "{id}", fr = "{id}" }}
definition = {{ en = "For tests.", fr = "Pour les essais." }}
does_not_tell = [{{ en = "Anything else.", fr = "Rien d'autre." }}]
level = "output"
unit = "{unit}"
measure = "{measure}"
direction = "none"
frequency = "A"
roll_up_time = "none"
roll_up_place = "none"
reported_by = {{ en = "Nobody.", fr = "Personne." }}
"""
PLACE = '["{code}"]\ntitle = {{ en = "{code}", fr = "{code}" }}\nkind = "region"\n'
GROUPS_OF_COUNTRIES = (
    "X-AW-CW", "X-CAR", "X-CAS", "X-EEU", "X-MCA", "X-MCN", "X-SAF", "X-SAM", "X-SARK",
)  # fmt: skip


@pytest.fixture
def data(tmp_path):
    """A data folder with the project's reference lists, the indicators above and no source."""
    folder = tmp_path / "data"
    shutil.copytree(REFERENCE, folder / "reference")
    places = folder / "reference" / "places.toml"
    more = "".join(PLACE.format(code=code) for code in GROUPS_OF_COUNTRIES)
    places.write_text(places.read_text(encoding="utf-8") + more, encoding="utf-8")
    for name in ("indicators", "frameworks", "sources"):
        (folder / name).mkdir()
    for name, (unit, measure) in INDICATORS.items():
        text = INDICATOR.format(id=name, unit=unit, measure=measure)
        (folder / "indicators" / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def add_source(data):
    """Add a source to the data folder: its source.toml, and its files as text or bytes."""

    def add(name, specification, **files):
        folder = data / "sources" / name
        folder.mkdir(exist_ok=True)
        (folder / "source.toml").write_text(specification, encoding="utf-8")
        for file, content in files.items():
            mode = {"encoding": "utf-8", "newline": ""} if isinstance(content, str) else {}
            write = "w" if isinstance(content, str) else "wb"
            with (folder / file).open(write, **mode) as opened:
                opened.write(content)
        return folder

    return add


@pytest.fixture
def read(data):
    """Read one source of the data folder."""

    def read_one(name):
        catalogue = Catalogue.read(data)
        folder = Folder(data / "sources" / name)
        return read_source(folder, catalogue.source(name), catalogue)

    return read_one


SOURCE = """
title = { en = "A publisher's figures", fr = "Les chiffres d'un éditeur" }
description = { en = "Made up for tests.", fr = "Inventés pour les essais." }
publisher = { en = "The publisher", fr = "L'éditeur" }
licence = { en = "Open.", fr = "Libre." }
coverage = { en = "Everything.", fr = "Tout." }
[documents.bulletin]
title = "Bulletin"
publisher = { en = "The publisher", fr = "L'éditeur" }
published_on = "2024-03-31"
read_on = 2024-06-01
"""
SERIES = """
[series.{id}]
indicator = "{indicator}"
title = {{ en = "{id}", fr = "{id}" }}
publisher = {{ en = "The publisher", fr = "L'éditeur" }}
definition = {{ en = "As published.", fr = "Telle que publiée." }}
"""
OF = {
    "people": "people-counted",
    "cases": "things-counted",
    "rate": "rate-per-100000",
    "share": "share",
    "tier": "placement",
    "amount": "money",
}


AREAS = """
[dimensions]
area = { en = "Area", fr = "Zone" }
line = { en = "Line", fr = "Ligne" }
[members.area]
east = { en = "East", fr = "Est" }
west = { en = "West", fr = "Ouest" }
[members.line]
1 = { en = "first", fr = "première" }
2 = { en = "second", fr = "deuxième" }
"""


def specification(tables, documents=""):
    """A source.toml with a document, a series of each kind, a dimension, and these tables."""
    series = "".join(SERIES.format(id=name, indicator=one) for name, one in OF.items())
    return SOURCE + documents + AREAS + series + tables


def workbook(*rows, sheet="Data", start=(1, 1), others=()):
    """The bytes of a workbook with these rows on one sheet; None leaves a cell empty."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for other in others:
        book.create_sheet(other)
    for number, row in enumerate(rows):
        for at, value in enumerate(row):
            if value is not None:
                book[sheet].cell(start[0] + number, start[1] + at, value)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def read_table(add_source, read):
    """Read one table from the text of its file and the columns that describe it."""

    def read_one(content, columns, table="", file="table.csv", documents=""):
        header = f'[[tables]]\nid = "table"\nfile = "{file}"\n{table}\n'
        add_source("publisher", specification(header + columns, documents), **{file: content})
        return read("publisher")

    return read_one


def column(role, *headings, **options):
    """A [[tables.columns]] in TOML."""
    lines = [f'role = "{role}"']
    lines += [f"headings = {json.dumps(headings, ensure_ascii=False)}"] if headings else []
    lines += [f"{key} = {toml(value)}" for key, value in options.items()]
    return "\n".join(["[[tables.columns]]", *lines, ""])


def toml(value):
    if isinstance(value, dict):
        pairs = (f"{json.dumps(k, ensure_ascii=False)} = {toml(v)}" for k, v in value.items())
        return "{ " + ", ".join(pairs) + " }"
    return json.dumps(value, ensure_ascii=False)


def told(reading):
    """Every finding as its line in English."""
    return [one.line() for one in reading.findings]


def values(reading):
    """Values by period, in order of reading."""
    return [(one.period.code, one.value) for one in reading.observations]
