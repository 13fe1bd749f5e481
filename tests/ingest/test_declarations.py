"""What data/ declares, written wrongly: one line with the file, the key and what would be right."""

import re
import shutil
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from ingest import check_source
from metrics import Catalogue, DefinitionError, MetricsError
from tests.ingest.conftest import SERIES, SOURCE
from tests.sweeps import SEED, sample

DATA = Path(__file__).parents[2] / "data"
WORDS = '{ en = "x", fr = "x" }'


@pytest.fixture
def faults(data):
    """The faults of the data folder after one of its files was written."""

    def faults_of(file, text):
        path = data / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        with pytest.raises(DefinitionError) as error:
            Catalogue.read(data)
        return list(error.value.faults)

    return faults_of


@pytest.mark.parametrize(
    ("written", "key", "words"),
    [
        ("2025-13", "published_on", "is '2025-13', which is no day: write 2024-05-31, or 2024-05"),
        ("2025-02-31", "published_on", "is '2025-02-31', which is no day: write 2024-05-31, or"),
        ("2012-13", "published_on", "is '2012-13', which is no day: write 2024-05-31, or 2024"),
        ("2024-06-02", "", "has published_on '2024-06-02', which is after read_on 2024-06-01"),
        ("2024-07", "", "has published_on '2024-07', which is after read_on 2024-06-01: correct"),
    ],
)
def test_a_day_of_publication_that_cannot_be_is_refused(faults, written, key, words):
    (fault,) = faults("sources/a/source.toml", SOURCE.replace("2024-03-31", written))
    place = ".".join(filter(None, ("documents.bulletin", key)))
    assert fault.startswith(f"sources/a/source.toml: '{place}' {words}")


def test_a_document_read_in_the_month_of_its_publication_is_known_from_its_reading(data):
    (data / "sources" / "a").mkdir()
    text = SOURCE.replace("2024-03-31", "2024-06")
    (data / "sources" / "a" / "source.toml").write_text(text, encoding="utf-8")
    assert Catalogue.read(data).document("a", "bulletin").known_on.isoformat() == "2024-06-01"


SERIES_ROW = SERIES.format(id="people", indicator="people-counted")


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        (
            "sources/a/source.toml",
            SOURCE + SERIES_ROW.replace("[series.people]", "[[series]]"),
            "sources/a/source.toml: 'series' is [{'indicator': 'people-counted', 'title': {'en': "
            "'people', '…: write a table: [series.name] above the keys of each, or { name = … }",
        ),
        (
            "sources/a/source.toml",
            SOURCE.replace("[documents.bulletin]", "[documents]"),
            "sources/a/source.toml: 'documents.title' is 'Bulletin': write a table: keys with "
            "values, below a heading of its own or in { }",
        ),
        (
            "sources/a/source.toml",
            SOURCE.replace('"2024-03-31"', "2024-03-31"),
            "sources/a/source.toml: 'documents.bulletin.published_on' is 2024-03-31: write words "
            "in quotation marks",
        ),
        (
            "sources/a/source.toml",
            SOURCE + "[tables]\nid = 'x'\n",
            "sources/a/source.toml: 'tables' is {'id': 'x'}: write a list: in [ ], or as "
            "[[tables]] where its items are tables",
        ),
        (
            "reference/units.toml",
            "x = 1\n[people]\none = 3\n",
            "reference/units.toml: 'x' is 1, and only tables stand here: write its keys below a "
            "heading in single brackets, such as [x]",
        ),
        (
            "reference/places.toml",
            f'[["CA"]]\ntitle = {WORDS}\n',
            "reference/places.toml: 'CA' is [{'title': {'en': 'x', 'fr': 'x'}}], and only tables "
            "stand here: write its keys below a heading in single brackets, such as [CA]",
        ),
        ("indicators/x.toml", "", "indicators/x.toml: this file is empty"),
        ("indicators/x.toml", "# nothing yet\n", "indicators/x.toml: this file is empty"),
        ("sources/a/source.toml", "", "sources/a/source.toml: this file is empty"),
        ("frameworks/f/framework.toml", "", "frameworks/f/framework.toml: this file is empty"),
        ("reference/units.toml", "", "reference/units.toml: this file is empty"),
        (
            "indicators/x.toml",
            "a = " + "[" * 5000,
            "indicators/x.toml: not readable as TOML: brackets within too many brackets",
        ),
        (
            "indicators/A B.toml",
            "level = 'output'",
            "indicators/A B.toml: 'id' is 'A B': write lower-case letters and digits, with "
            "hyphens between them",
        ),
    ],
)
def test_a_malformed_declaration_is_told_by_its_file_and_key(faults, file, text, fault):
    assert fault in faults(file, text)


@pytest.mark.parametrize("text", ['events = "x"\n', "[[event]]\n", "[events]\nid = 'a'\n"])
def test_events_are_written_as_events(faults, data, text):
    folder = data / "frameworks" / "f"
    shutil.copytree(DATA / "frameworks" / "ontario-2016", folder)
    told = faults("frameworks/f/events.toml", text)
    assert told == ["frameworks/f/events.toml: write each event below a heading [[events]]"]


def test_a_folder_in_the_place_of_a_file_is_told(data):
    (data / "indicators" / "foo.toml").mkdir()
    with pytest.raises(DefinitionError) as error:
        Catalogue.read(data)
    assert error.value.faults == ("indicators/foo.toml: not readable: Is a directory",)


def test_a_file_that_begins_with_a_byte_order_mark_is_read(data):
    path = data / "reference" / "units.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert "people" in Catalogue.read(data).units


def test_no_fault_speaks_of_how_the_program_checks(faults):
    for line in re.findall(r"^\w+ = .*$", SOURCE, re.MULTILINE):
        key = line.partition(" = ")[0]
        for value in ("3", "[]", "true", "2024-01-01", "{ a = 1 }", "1.5", '"x"', "[[1]]"):
            try:
                told = faults("sources/a/source.toml", SOURCE.replace(line, f"{key} = {value}", 1))
            except pytest.fail.Exception:
                continue  # a value that fits
            assert not re.search(r"should|valid |input|tuple|pattern|instance", " ".join(told))


def _lines_swapped(lines, at, random):
    other = random.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _value_replaced(lines, at, random):
    values = ['"x"', "3", "-1.5", "true", "[]", "[1]", "{}", "{ a = 1 }", "2020-01-01", '""',
              "[[]]", "[{ id = 1 }]", '"../x"', "1e400", "nan", "9" * 30, "{ en = 1 }"]  # fmt: skip
    key, equals, _ = lines[at].partition("=")
    lines[at] = f"{key}= {random.choice(values)}" if equals else random.choice(values)


def _heading_changed(lines, at, random):
    heads = [number for number, line in enumerate(lines) if line.startswith("[")] or [at]
    chosen = random.choice(heads)
    name = lines[chosen].strip("[] ")
    lines[chosen] = random.choice(
        [f"[[{name}]]", f"[{name.partition('.')[0]}]", f"[{name}.x]", f"{name} = 1", "[x]", ""]
    )


def _cut(lines, at, random):
    lines[at] = lines[at][: random.randrange(len(lines[at]) + 1)]


def _dropped(lines, at, random):
    del lines[at : at + random.randrange(1, 4)]


def _repeated(lines, at, random):
    lines.insert(random.randrange(len(lines)), lines[at])


def _strewn(lines, at, random):
    signs = "[]{}\"=.,#\\\x00é\ufffd'-"
    where = random.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:where] + random.choice(signs) + lines[at][where:]


DAMAGES = (
    _lines_swapped, _value_replaced, _heading_changed, _cut, _dropped, _repeated, _strewn,
)  # fmt: skip
CASES = [(damage, number) for damage in DAMAGES for number in range(1_000)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The project's data, of which one source is kept with its figures."""
    folder = tmp_path_factory.mktemp("damaged") / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("*.csv", "*.xlsx"))
    shutil.copytree(DATA / "sources" / "hotlines", folder / "sources" / "hotlines",
                    dirs_exist_ok=True)  # fmt: skip
    return folder


def test_damaged_declarations_are_told_and_never_break_the_program(whole):
    """A damage may go unnoticed; what is noticed is told as a fault of a file."""
    files = sorted(whole.rglob("*.toml"))
    for damage, number in sample("damaged declarations", CASES, 60):
        random = Random(f"{SEED} {damage.__name__} {number}")
        chosen = random.choice([*files, *(whole / "reference").glob("*.toml"),
                                whole / "sources" / "hotlines" / "source.toml"])  # fmt: skip
        before = chosen.read_text(encoding="utf-8")
        lines = before.splitlines()
        damage(lines, random.randrange(len(lines)), random)
        chosen.write_text("\n".join(lines), encoding="utf-8")
        with suppress(MetricsError):  # anything else fails the test, with its traceback
            catalogue = Catalogue.read(whole)
            if "hotlines" in catalogue.sources:
                check_source(whole / "sources" / "hotlines", catalogue)
        chosen.write_text(before, encoding="utf-8")
