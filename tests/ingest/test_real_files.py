"""Files as publishers made them, each read by a specification alone.

The counts and sums are those noted beside the files, or computed here with csv and openpyxl.
"""

import csv
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from metrics import Disaggregation, Period, Qualifier
from tests.ingest.conftest import EVIDENCE, HERE

RAW = Path(EVIDENCE) / "raw"
pytestmark = pytest.mark.skipif(
    not EVIDENCE, reason="PILLARS_EVIDENCE is not set to the folder of publishers' files"
)


@pytest.fixture
def read_real(data, read):
    """Read publishers' files by one of the specifications under tests/ingest/sources."""

    def read_one(name, raw, instead_of=None, file=None):
        folder = data / "sources" / name
        shutil.copytree(HERE / "sources" / name, folder)
        for one in (RAW / raw).iterdir():
            shutil.copy(one, folder / one.name)
        if instead_of:
            shutil.copy(RAW / raw / file, folder / instead_of)
        return read(name)

    return read_one


def errors(reading):
    """The lines of the errors; files of the folder that no table reads are warnings."""
    return [one.line() for one in reading.findings if one.severity == "error"]


def records(raw, file):
    with (RAW / raw / file).open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def by_series(observations):
    return Counter(one.series.partition("/")[2] for one in observations)


def test_unodc_glotip_with_its_preamble_small_counts_and_text_numbers(read_real):
    reading = read_real("unodc-glotip", "unodc-glotip-2023-05")
    assert errors(reading) == []
    assert len(reading.observations) + reading.warnings == 46_556
    repeated = Counter(one.message.en.partition(" ")[0] for one in reading.findings)
    assert repeated.total() == reading.warnings == 524
    small = [one for one in reading.observations if one.qualifier is Qualifier.LESS_THAN]
    assert {one.value for one in small} == {5}
    canada = {
        one.period.code: int(one.value)
        for one in reading.observations
        if one.place == "CA" and one.series.endswith("detected-victims")
        and one.disaggregation == Disaggregation()
    }  # fmt: skip
    numbers = [9, 8, 40, 47, 115, 55, 63, 142, 237, 231, 268, 238, 382, 375, 343]
    assert canada == dict(zip(map(str, range(2007, 2022)), numbers, strict=True))
    first = reading.observations[0]
    assert (first.place, first.location.cell, first.qualifier) == ("AW", "L4", "less_than")


def test_unodc_glotip_row_by_row_against_openpyxl(read_real):
    reading = read_real("unodc-glotip", "unodc-glotip-2023-05")
    book = openpyxl.load_workbook(RAW / "unodc-glotip-2023-05" / "data_glotip.xlsx", read_only=True)
    printed = {
        number: str(row[11])
        for number, row in enumerate(book.active.iter_rows(values_only=True), 1)
        if number > 3
    }
    for one in reading.observations:
        sign = "<" if one.qualifier is Qualifier.LESS_THAN else ""
        assert printed[one.location.row].replace(",", "") == f"{sign}{one.value}"
    whole = [one for one in reading.observations if one.disaggregation == Disaggregation()]
    assert sum(one.series.endswith("/detected-victims") for one in whole) == 1_450


def test_uk_nrm_totals_inside_the_rows(read_real):
    reading = read_real("uk-nrm", "uk-nrm")
    assert errors(reading) == []
    assert reading.warnings == 0
    per_file = Counter(one.location.file for one in reading.observations)
    assert per_file == {
        "nrm_referrals_longitudinal.csv": 885,
        "nrm_reasonable_grounds.csv": 500,
        "nrm_duty_to_notify_longitudinal.csv": 42,
        "nrm_duty_to_notify_2023_q4.csv": 98,
        "nrm_referrals_ngo_2023_q4.csv": 9_550,
        "nrm_referrals_government_2023_q4.csv": 29_505,
    }
    places = Counter()
    for one in reading.observations:
        members = dict(one.disaggregation.members)
        if one.location.file == "nrm_referrals_longitudinal.csv" and "location" not in members:
            places[one.period.start.year] += int(one.value)
    expected = {2009: 552, 2014: 2_337, 2019: 10_606, 2020: 10_582, 2021: 12_700, 2022: 16_921}
    assert {year: places[year] for year in expected} == expected
    assert places[2023] == 17_004


def values_of(reading, file, **members):
    wanted = {key.replace("_", "-"): member for key, member in members.items()}
    return {
        one.period.code: int(one.value)
        for one in reading.observations
        if one.location.file == file and dict(one.disaggregation.members) == wanted
    }


def test_uk_nrm_wide_decisions_and_years_among_the_quarters(read_real):
    reading = read_real("uk-nrm", "uk-nrm")
    decisions = values_of(reading, "nrm_reasonable_grounds.csv")
    assert (decisions["2023-Q4"], decisions["2023"]) == (4_705, 15_247)
    positive = values_of(reading, "nrm_reasonable_grounds.csv", age="under-18", decision="positive")
    assert positive["2023-Q4"] == 1_506
    notified = values_of(reading, "nrm_duty_to_notify_longitudinal.csv")
    assert (notified["2022"], notified["2023"], notified["2023-Q4"]) == (4_580, 4_929, 1_044)
    by_nationality = [
        one.value for one in reading.observations
        if one.location.file == "nrm_duty_to_notify_2023_q4.csv"
    ]  # fmt: skip
    assert sum(by_nationality) == 1_044


def test_uk_nrm_grand_totals_are_told_from_their_parts(read_real):
    reading = read_real("uk-nrm", "uk-nrm")
    ngo, government = "nrm_referrals_ngo_2023_q4.csv", "nrm_referrals_government_2023_q4.csv"
    kind = {"responder_type": "ngo-and-third-sector"}
    assert values_of(reading, ngo, **kind) == {"2023-Q4": 221}
    kind = {"responder_type": "government-agency"}
    assert values_of(reading, government, **kind) == {"2023-Q4": 1_908}
    sums = Counter()
    for one in reading.observations:
        sums[one.location.file] += one.value
    assert (sums[ngo], sums[government]) == (2_210, 19_080)


def test_tip_tiers_spelled_in_several_ways_on_sheets_that_repeat(read_real):
    reading = read_real("tip-tiers", "tip-tier-rankings")
    assert errors(reading) == []
    own = Counter(one.location.sheet for one in reading.observations)
    assert own == {"2008": 1_662 - 7 - 1 - 20}  # blanks, a note in words, repeated country-years
    levels = Counter(int(one.value) for one in reading.observations)
    rows = openpyxl.load_workbook(RAW / "tip-tier-rankings" / "TIP Tier Rankings.xlsx")["2008"]
    spelled = {"1": 1, "2": 2, "2W": 3, "2 WL": 3, "3": 4, "Special Case": 5}
    printed = {}
    for year, country, tier in rows.iter_rows(min_row=2, max_col=3, values_only=True):
        if str(tier) in spelled:
            printed[year, " ".join(country.split())] = spelled[str(tier)]
    assert levels == Counter(printed.values())
    assert len(reading.observations) == len(printed)


def test_statcan_tidy_layout_with_a_statistic_a_row(read_real):
    reading = read_real("statcan-alberta", "statcan-alberta-trafficking")
    assert errors(reading) == []
    assert len(reading.observations) == 80
    rows = {one.location.row: one for one in reading.observations}
    for number, record in enumerate(
        records("statcan-alberta-trafficking", "trafficking_data.csv"), 2
    ):
        if record["VALUE"]:
            assert rows[number].value == Decimal(record["VALUE"])
            assert rows[number].location.in_document == record["VECTOR"]
    assert rows[6].place == "CA-AB"
    incidents = [int(rows[number].value) for number in range(2, 7)]
    assert incidents == [9, 15, 25, 26, 38]


def test_statcan_areas_with_a_byte_order_mark_and_spaces_in_headings(read_real):
    reading = read_real("statcan-ontario-cma", "statcan-ontario-cma")
    assert errors(reading) == []
    counts = by_series(reading.observations)
    assert counts["incidents"] == 14
    assert counts["charged"] == 3 * 14
    incidents = {
        dict(one.disaggregation.members)["area"]: int(one.value)
        for one in reading.observations if one.series.endswith("/incidents")
    }  # fmt: skip
    assert sum(incidents.values()) == 91
    assert incidents["toronto"] == 52
    (toronto,) = [
        one for one in reading.observations
        if one.series.endswith("/charged")
        and one.disaggregation == Disaggregation.of({"area": "toronto"})
    ]  # fmt: skip
    assert (toronto.value, toronto.location.cell) == (63, "G5")


def test_tip_global_table_with_labour_columns_and_blanks(read_real):
    reading = read_real("tip-global", "tip-global-law-enforcement")
    assert errors(reading) == []
    sums, counts = Counter(), Counter()
    for one in reading.observations:
        key = (one.series.partition("/")[2], one.disaggregation.code)
        sums[key] += one.value
        counts[key] += 1
    assert sums["prosecutions", ""] == 103_873
    assert sums["convictions", ""] == 53_504
    assert (sums["victims", ""], counts["victims", ""]) == (291_260, 7)
    assert (sums["legislation", ""], counts["legislation", ""]) == (333, 12)
    assert counts["prosecutions", "form=forced-labour"] == 13 - 5


def test_us_grants_with_text_amounts(read_real):
    reading = read_real("us-grants", "us-tip-grants")
    assert errors(reading) == []
    assert len(reading.observations) == 4_082
    assert sum(one.value for one in reading.observations) == 862_082_936
    fiscal_2010 = [
        one.value for one in reading.observations if one.period == Period.parse("FY2010")
    ]
    assert (len(fiscal_2010), sum(fiscal_2010)) == (349, 91_153_364)
    mexico = [
        one.value for one in reading.observations
        if dict(one.disaggregation.members)["where"] == "mexico"
    ]  # fmt: skip
    assert (len(mexico), sum(mexico)) == (51, 26_756_631)


PLACES_OF_RETURN = {  # table: its sheet, its first and last row, its first quarter's column
    "standard-outputs": ("Outputs", 19, 58, 8),
    "bespoke-outputs": ("Outputs", 65, 104, 8),
    "standard-outcomes": ("Outcomes", 19, 58, 8),
    "bespoke-outcomes": ("Outcomes", 65, 104, 8),
    "capital": ("Finances", 17, 24, 5),
    "revenue": ("Finances", 31, 38, 5),
}


@pytest.mark.filterwarnings("ignore:Data Validation extension")
def test_a_return_laid_out_as_a_form_with_three_rows_of_headings(read_real):
    reading = read_real("post-award-return", "uk-post-award-returns")
    assert errors(reading) == []
    printed = {}
    book = openpyxl.load_workbook(
        RAW / "uk-post-award-returns" / "PF_Round_2_Success.xlsx", data_only=True
    )
    for sheet, first, last, column in PLACES_OF_RETURN.values():
        for row in range(first, last + 1):
            if book[sheet].cell(row, 2).value == "Please select an option":
                continue
            for at in range(column, column + 15):
                value = book[sheet].cell(row, at).value
                if value is not None:
                    printed[sheet, row, at] = value
    read_values = {
        (one.location.sheet, one.location.row, one.location.column): one
        for one in reading.observations
    }
    assert len(reading.observations) == len(printed)
    assert {at: float(one.value) for at, one in read_values.items()} == pytest.approx(printed)
    cell = read_values["Outputs", 19, 10]
    assert (cell.value, cell.period) == (4, Period.parse("2024-Q4"))
    assert dict(cell.disaggregation.members)["certainty"] == "forecast"
    whole_year = read_values["Outputs", 19, 12]
    assert (whole_year.value, whole_year.period.code) == (14, "2024/25")


@pytest.mark.filterwarnings("ignore:Data Validation extension")
def test_another_round_of_the_return_is_read_by_the_same_description(read_real):
    reading = read_real(
        "post-award-return",
        "uk-post-award-returns",
        "PF_Round_2_Success.xlsx",
        "PF_Round_1_Success.xlsx",
    )
    assert {one.file for one in reading.findings if one.severity == "error"} == {
        "PF_Round_2_Success.xlsx"
    }
    assert [one.rule for one in reading.findings if one.severity == "error"] == ["headings"] * 2
    book = openpyxl.load_workbook(
        RAW / "uk-post-award-returns" / "PF_Round_1_Success.xlsx", data_only=True
    )
    outputs = {
        (one.location.row, one.location.column): float(one.value)
        for one in reading.observations
        if one.location.sheet == "Outputs"
    }
    assert outputs == pytest.approx(
        {
            (row, at): book["Outputs"].cell(row, at).value
            for row in (*range(19, 39), *range(45, 85))
            if book["Outputs"].cell(row, 2).value != "Please select an option"
            for at in range(5, 17)
            if book["Outputs"].cell(row, at).value is not None
        }
    )


def test_the_mistakes_in_a_faulty_return_are_told_at_their_cells(read_real):
    reading = read_real(
        "post-award-return",
        "uk-post-award-returns",
        "PF_Round_2_Success.xlsx",
        "PF_Round_2_General_Validation_Failures.xlsx",
    )
    found = [
        (one.sheet, one.cell, one.words) for one in reading.findings if one.severity == "error"
    ]
    assert found == [("Finances", "E17", "fesf"), ("Finances", "K33", "ine")]
