"""Loading into a real store, on either database: whole, or not at all."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from ingest import load_source
from ingest.origins import known_by
from metrics import Catalogue, Document, Known, Language, MetricsStore, Settings, StoreError
from tests.ingest.conftest import column, specification

TABLE = '[[tables]]\nid = "t"\nfile = "table.csv"\nplace = "CA"\n'
COLUMNS = column("period", "Year") + column("value", "People", series="people")
TEXT = "Year,People\n2020,5\n2021,7\n"


@pytest.fixture
def folder(add_source):
    return add_source("publisher", specification(TABLE + COLUMNS), **{"table.csv": TEXT})


@pytest.fixture
def open_store(data, database_url):
    """Opens the store of the test, on SQLite and on PostgreSQL."""
    opened = []

    def open_one():
        settings = Settings(database_url=database_url, data=data)
        opened.append(MetricsStore.open(settings, Catalogue.read(data)))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def load(data, open_store):
    def load_one(folder, **options):
        return load_source(folder, Catalogue.read(data), open_store(), **options)

    return load_one


def counts(report):
    _, added, changed, unchanged, withdrawn = report.receipt
    return added, changed, unchanged, withdrawn


def held(store):
    return [(one.observation.period.code, one.observation.value) for one in store.observations()]


def test_a_second_load_of_the_same_files_reads_nothing(folder, load):
    assert counts(load(folder)) == (2, 0, 0, 0)
    again = load(folder)
    assert (again.unchanged_files, again.receipt) == (True, None)


def test_a_forced_second_load_adds_and_changes_nothing(folder, load, open_store):
    load(folder)
    version = open_store().data_version()
    assert counts(load(folder, force=True)) == (0, 0, 2, 0)
    assert open_store().data_version() == version


def test_a_changed_file_changes_adds_and_withdraws(folder, load, open_store):
    load(folder)
    (folder / "table.csv").write_text("Year,People\n2020,6\n2022,9\n", encoding="utf-8")
    report = load(folder)
    assert counts(report) == (1, 1, 0, 1)
    assert (report.refused, report.warnings) == (False, 1)
    assert report.findings[0].line() == (
        "publisher: withdrawn, because no file says them any more: 1. If a file was cut, put it "
        "back and load again."
    )


def rows_of(years):
    return "Year,People\n" + "".join(f"{year},{year % 100}\n" for year in years)


def wide(folder, years):
    (folder / "table.csv").write_text(rows_of(years), encoding="utf-8")


@pytest.mark.parametrize("dry_run", [False, True])
def test_a_file_that_lost_most_of_its_rows_is_refused(folder, load, open_store, dry_run):
    wide(folder, range(1980, 2020))
    load(folder)
    before, version = held(open_store()), open_store().data_version()
    wide(folder, range(1980, 1990))
    report = load(folder, dry_run=dry_run)
    assert (report.refused, report.receipt, report.errors) == (True, None, 1)
    (finding,) = report.findings
    assert (finding.rule, finding.file) == ("withdrawn", "publisher")
    assert "30 of the 40" in finding.line(Language.EN)
    assert "--withdraw" in finding.line(Language.EN)
    assert "30 des 40" in finding.line(Language.FR)
    assert (held(open_store()), open_store().data_version()) == (before, version)


def test_what_is_to_go_is_withdrawn_when_asked(folder, load):
    wide(folder, range(1980, 2020))
    load(folder)
    wide(folder, range(1980, 1990))
    assert counts(load(folder, dry_run=True, withdraw=True)) == (0, 0, 10, 30)
    assert counts(load(folder, withdraw=True)) == (0, 0, 10, 30)


@pytest.mark.parametrize(("held_first", "kept", "refused"), [
    (50, 40, False),  # a fifth
    (50, 39, True),
    (20, 11, False),  # nine: too few to be told from corrections
    (20, 10, True),
])  # fmt: skip
def test_up_to_a_fifth_or_nine_are_withdrawn_with_a_warning(
    folder, load, held_first, kept, refused
):
    wide(folder, range(1950, 1950 + held_first))
    load(folder)
    wide(folder, range(1950, 1950 + kept))
    assert load(folder).refused is refused


def test_a_word_alone_below_the_table_is_told(folder, load):
    (folder / "table.csv").write_text(TEXT + "x\n", encoding="utf-8")
    report = load(folder)
    assert (report.refused, report.warnings) == (False, 1)
    assert report.findings[0].place == "table.csv, A4"
    assert "belongs to nothing" in report.findings[0].line()


def test_a_note_below_the_table_and_a_word_among_its_rows_are_left(folder, load):
    text = "Year,People\n2020,5\nlater\n2021,7\n\nNote:\nCounted in two provinces.\n"
    (folder / "table.csv").write_text(text, encoding="utf-8")
    assert load(folder).findings == ()


def test_a_file_cut_below_its_headings_withdraws_nothing(folder, load, open_store):
    load(folder)
    (folder / "table.csv").write_text("Year,People\n", encoding="utf-8")
    assert load(folder).refused
    assert len(held(open_store())) == 2


def test_a_file_that_no_table_reads_is_told_even_when_nothing_changed(folder, load):
    load(folder)
    (folder / "more.csv").write_text("Year,People\n2023,1\n", encoding="utf-8")
    report = load(folder)
    assert (report.unchanged_files, report.refused, report.warnings) == (True, False, 1)
    assert report.findings[0].line() == "more.csv: No table in source.toml reads this file."


class FailsOnce:
    """A store that fails in the middle of the first load."""

    def __init__(self, store):
        self.store, self.failed = store, False

    def loaded_files(self, source):
        return self.store.loaded_files(source)

    def record(self, *submission, actor):
        if self.failed:
            return self.store.record(*submission, actor=actor)
        self.failed = True
        raise StoreError("The store is locked.", "L'entrepôt est verrouillé.")


def test_a_store_that_fails_once_does_not_stop_the_other_sources(
    folder, add_source, data, open_store
):
    other = add_source("another", specification(TABLE + COLUMNS), **{"table.csv": TEXT})
    catalogue, store = Catalogue.read(data), FailsOnce(open_store())
    reports = [load_source(one, catalogue, store) for one in (other, folder)]
    assert [one.refused for one in reports] == [True, False]
    assert reports[0].findings[0].line() == "another: The store is locked."
    assert len(held(open_store())) == 2


def test_a_changed_specification_is_a_change_too(folder, load):
    load(folder)
    path = folder / "source.toml"
    path.write_text(path.read_text().replace('place = "CA"', 'place = "CA-ON"'), encoding="utf-8")
    assert counts(load(folder)) == (2, 0, 0, 2)


LEVELS = '["{}", {{ en = "{}", fr = "{}" }}], '


def test_a_level_put_before_others_changes_what_is_held(data, add_source, load, open_store):
    """The store holds the place of a level in its unit: where that changes, so does the value."""
    columns = column("period", "Year") + column("value", "Tier", series="tier")
    text = {"table.csv": "Year,Tier\n2020,2WL\n"}
    folder = add_source("publisher", specification(TABLE + columns), **text)
    load(folder)
    units = data / "reference" / "units.toml"
    before = units.read_text(encoding="utf-8")
    assert before.count('["2WL"') == 1
    added = LEVELS.format("1.5", "Tier 1.5", "catégorie 1.5") + '["2WL"'
    units.write_text(before.replace('["2WL"', added), encoding="utf-8")
    report = load(folder)
    assert (report.unchanged_files, counts(report)) == (False, (0, 1, 0, 0))
    store = open_store()
    *_, one = store.observations()
    unit = Catalogue.read(data).unit_of("publisher/tier")
    assert unit.levels[int(one.observation.value) - 1][0] == "2WL"


@pytest.mark.parametrize(
    "file",
    ["reference/units.toml", "reference/places.toml", "reference/dimensions.toml",
     "indicators/people-counted.toml"],
)  # fmt: skip
def test_a_changed_declaration_has_the_sources_read_again(data, folder, load, file):
    load(folder)
    with (data / file).open("a", encoding="utf-8") as opened:
        opened.write("\n# looked over\n")
    assert counts(load(folder)) == (0, 0, 2, 0)
    assert load(folder).unchanged_files


def test_an_indicator_of_other_sources_leaves_this_one_unread(data, folder, load):
    load(folder)
    other = data / "indicators" / "of-another.toml"
    text = (data / "indicators" / "share.toml").read_text(encoding="utf-8")
    other.write_text(text, encoding="utf-8")
    assert load(folder).unchanged_files


def test_a_file_saved_while_it_is_loaded_has_the_checksum_of_what_was_read(
    folder, data, open_store, monkeypatch
):
    def read_then_saved(path):
        content = read_bytes(path)
        if path.name == "table.csv":
            path.write_text("Year,People\n2020,8\n", encoding="utf-8")
        return content

    read_bytes, catalogue = Path.read_bytes, Catalogue.read(data)
    monkeypatch.setattr(Path, "read_bytes", read_then_saved)
    load_source(folder, catalogue, open_store())
    assert held(open_store()) == [("2020", 5), ("2021", 7)]
    loaded = open_store().loaded_files("publisher")["table.csv"]
    assert loaded == hashlib.sha256(TEXT.encode()).hexdigest()


def test_one_error_refuses_the_source_and_leaves_the_store_as_it_was(folder, load, open_store):
    load(folder)
    before = held(open_store())
    (folder / "table.csv").write_text("Year,People\n2020,9\n2021,seven\n", encoding="utf-8")
    report = load(folder)
    assert (report.refused, report.receipt, report.errors) == (True, None, 1)
    assert report.findings[0].place == "table.csv, B3"
    assert held(open_store()) == before


def test_a_dry_run_counts_and_keeps_nothing(folder, load, open_store):
    assert counts(load(folder, dry_run=True)) == (2, 0, 0, 0)
    assert held(open_store()) == []
    assert counts(load(folder)) == (2, 0, 0, 0)


def test_an_observation_leads_back_to_its_file_checksum_and_cell(folder, load, open_store):
    load(folder)
    (one,) = [one for one in open_store().observations() if one.observation.value == 7]
    assert one.observation.location.cell == "B3"
    assert one.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    own = {one for one in open_store().loaded_files("publisher") if "/" not in one}
    assert own == {"source.toml", "table.csv"}


def test_a_warning_is_told_and_the_value_kept(folder, load):
    (folder / "table.csv").write_text(TEXT + "2021,7\n", encoding="utf-8")
    report = load(folder)
    assert (report.refused, report.warnings, counts(report)) == (False, 1, (2, 0, 0, 0))


def test_a_later_document_that_restates_a_value_is_a_revision(add_source, load, open_store):
    second = (
        '[documents.second]\ntitle = "Second"\npublisher = { en = "P", fr = "P" }\n'
        'published_on = "2025-02"\n'
        "read_on = 2025-06-01\n"
    )
    text = "Year,Document,People\n2022,bulletin,528\n2022,second,597\n"
    folder = add_source(
        "publisher",
        specification(TABLE + COLUMNS + column("document", "Document"), second),
        **{"table.csv": text},
    )
    assert counts(load(folder)) == (2, 0, 0, 0)
    assert [
        (one.revision, int(one.observation.value), one.observation.known.on)
        for one in open_store().observations()
    ] == [(1, 528, date(2024, 3, 31)), (2, 597, date(2025, 2, 28))]


def test_a_number_that_the_store_cannot_keep_refuses_the_source(folder, load):
    (folder / "table.csv").write_text(f"Year,People\n2020,{'9' * 30}\n", encoding="utf-8")
    report = load(folder)
    assert (report.refused, report.receipt) == (True, None)
    assert "table.csv, B2" in report.findings[0].line()


def test_findings_beyond_a_thousand_are_counted(folder, load):
    rows = "".join(f"2000,x{number}\n" for number in range(2000))
    (folder / "table.csv").write_text("Year,People\n" + rows, encoding="utf-8")
    report = load(folder)
    assert (report.errors, len(report.findings)) == (2000, 1000)


@pytest.mark.parametrize(
    ("published_on", "known"),
    [
        ("2018-06-28", date(2018, 6, 28)),
        ("2018-06", date(2018, 6, 30)),
        ("2018", date(2018, 12, 31)),
        (None, date(2026, 11, 20)),
    ],
)
def test_a_value_without_a_date_is_known_from_its_document(published_on, known):
    document = Document(
        id="d",
        title="d",
        publisher=("p", "p"),
        published_on=published_on,
        read_on=date(2026, 11, 20),
    )
    assert known_by(document) == Known(known, assumed=True)
