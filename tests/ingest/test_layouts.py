"""Every layout that publishers' files show, made small."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl

from metrics import Catalogue, Known, Language, ObservationStatus, Qualifier, Text, labels
from tests.ingest.conftest import column, specification, told, values, workbook

PLACE = 'place = "CA"'
YEAR = column("period", "Year")
PEOPLE = column("value", "People", series="people")


def breakdowns(reading):
    return [(one.period.code, one.disaggregation.code, one.value) for one in reading.observations]


def test_a_tidy_table_with_its_cell_of_origin(read_table):
    reading = read_table("Year,People\n2020,5\n2021,7\n", YEAR + PEOPLE, PLACE)
    assert told(reading) == []
    assert values(reading) == [("2020", 5), ("2021", 7)]
    one = reading.observations[1]
    assert (one.indicator, one.series, one.place) == ("people-counted", "publisher/people", "CA")
    assert (one.location.file, one.location.cell, one.document) == ("table.csv", "B3", "bulletin")


def test_notes_above_and_below_are_passed_over(read_table):
    text = 'Table 3: People\n\n"Year","People"\n2020,5\n\nSource: the police\n"Note: 2, 3"\n'
    assert values(read_table(text, YEAR + PEOPLE, PLACE)) == [("2020", 5)]


def test_wide_years_are_unpivoted(read_table):
    text = "Country,Note,2019,2020,2021 [1]\nCanada,x,1,2,3\nMexico,y,4,..,6\n"
    reading = read_table(
        text,
        column("place", "Country")
        + column("ignore", "Note")
        + column("value", pattern=r"^(?P<period>\d{4})$", series="people"),
        'missing = [".."]',
    )
    assert [(one.place, one.period.code, one.value) for one in reading.observations] == [
        ("CA", "2019", 1), ("CA", "2020", 2), ("CA", "2021", 3),
        ("MX", "2019", 4), ("MX", "2021", 6),
    ]  # fmt: skip
    assert reading.observations[-1].location.cell == "E3"


def test_totals_inside_the_rows_are_not_broken_down(read_table):
    text = (
        "Year,Quarter,Sex,Region,People\n2020,Q1,Female,East,2\n2020,Q1,Total,East,5\n"
        "2020,Total,All,East,20\n2020,Total,All,Total,90\n"
    )
    reading = read_table(
        text,
        column("year", "Year")
        + column("quarter", "Quarter")
        + column("dimension", "Sex", dimension="sex", total=["Total", "All"])
        + column("dimension", "Region", dimension="area")
        + PEOPLE,
        PLACE,
    )
    assert breakdowns(reading) == [
        ("2020-Q1", "area=east;sex=female", 2),
        ("2020-Q1", "area=east", 5),
        ("2020", "area=east", 20),
        ("2020", "", 90),
    ]


def test_wide_headings_say_the_members_and_their_totals(read_table):
    text = "Year,Adults - Female,Adults - Total,Children - Total,Total\n2020,1,3,4,7\n"
    reading = read_table(
        text,
        YEAR
        + column(
            "value",
            pattern="^(?P<age>Adults|Children) - (?P<sex>.+)$",
            series="people",
            groups={"age": {"Adults": "18-and-over", "Children": "under-18"}},
        )
        + column("value", "Total", series="people"),
        PLACE,
    )
    assert breakdowns(reading) == [
        ("2020", "age=18-and-over;sex=female", 1),
        ("2020", "age=18-and-over", 3),
        ("2020", "age=under-18", 4),
        ("2020", "", 7),
    ]


def test_labour_cases_in_brackets_are_values_of_their_own(read_table):
    text = 'Year,Prosecutions\n2016,"14,939 (1,038)"\n2017,"17,471 (869)"\n2018,"11,096"\n'
    reading = read_table(
        text,
        YEAR
        + column(
            "value",
            "Prosecutions",
            series="cases",
            parenthesis={"dimensions": {"form": "forced-labour"}},
        ),
        'place = "WLD"',
    )
    assert breakdowns(reading) == [
        ("2016", "", 14_939),
        ("2016", "form=forced-labour", 1_038),
        ("2017", "", 17_471),
        ("2017", "form=forced-labour", 869),
        ("2018", "", 11_096),
    ]
    assert reading.observations[1].location == reading.observations[0].location


def test_tiers_spelled_in_several_ways_are_levels(read_table):
    rows = [["Year", "Country", "Tier"], [2015, "Canada", 1], [2015, "Mexico", "2W"],
            [2016, "Mexico", "2 WL"], [2016, "Canada", None], [2016, "Cuba", "special case"],
            [2015, "Canada", "1"]]  # fmt: skip
    reading = read_table(
        workbook(*rows),
        column("period", "Year")
        + column("place", "Country")
        + column("value", "Tier", series="tier", values={"2W": "2WL", "2 WL": "2WL"}),
        file="tiers.xlsx",
    )
    assert [(one.place, one.value) for one in reading.observations] == [
        ("CA", 1), ("MX", 3), ("MX", 3), ("CU", 5),
    ]  # fmt: skip
    assert told(reading) == ["tiers.xlsx, Data!C7: Repeats tiers.xlsx, Data!C2; counted once."]


def test_a_preamble_small_counts_and_text_numbers_of_a_workbook(read_table):
    rows = [["UNODC"], ["30/05/2023"], ["Iso", "Country", "Sex", "Year", "txtVALUE"],
            ["CAN", "Canada", "Total", 2020, "1,282"],
            ["CAN", "Canada", "Male", 2020, "<5"]]  # fmt: skip
    reading = read_table(
        workbook(*rows),
        column("ignore", "Iso")
        + column("place", "Country")
        + column("dimension", "Sex", dimension="sex")
        + column("period", "Year")
        + column("value", "txtVALUE", series="people"),
        file="victims.xlsx",
    )
    one, other = reading.observations
    assert (one.value, one.qualifier, one.location.cell) == (1282, Qualifier.EXACT, "E4")
    assert (other.value, other.qualifier) == (5, Qualifier.LESS_THAN)
    assert other.disaggregation.code == "sex=male"


def test_a_statistics_table_with_a_statistic_a_row_and_its_status(read_table):
    text = (
        '\ufeff"REF_DATE","GEO","Statistics","VECTOR","VALUE","STATUS"\n'
        '"2020","Alberta [48]","Actual incidents","v1","26",""\n'
        '"2020","Alberta [48]","Rate","v2","0.59","E"\n'
        '"2021","Alberta [48]","Rate","v2","x",""\n"2021","Alberta [48]","Rate","v3","..",""\n\n\n'
    )
    reading = read_table(
        text,
        column("period", "REF_DATE")
        + column("place", "GEO")
        + column("series", "Statistics", values={"Actual incidents": "cases", "Rate": "rate"})
        + column("in_document", "VECTOR")
        + column("status", "STATUS")
        + column("value", "VALUE"),
        'missing = [".."]\nstatuses = { "x" = "Q" }',
    )
    assert [(one.series, one.value, one.status.value) for one in reading.observations] == [
        ("publisher/cases", 26, "A"),
        ("publisher/rate", Decimal("0.59"), "E"),
        ("publisher/rate", None, "Q"),
    ]
    assert {one.place for one in reading.observations} == {"CA-AB"}
    assert reading.observations[0].location.in_document == "v1"


def test_what_a_publisher_keeps_back_is_said_by_what_it_is_of(read_table, data):
    """Of people it protects them; of anything else nobody has said why."""
    indicators = data / "indicators"
    for name in ("money", "things-counted"):
        path = indicators / f"{name}.toml"
        kind = "money" if name == "money" else "activity"
        path.write_text(path.read_text("utf-8") + f'disclosure_class = "{kind}"\n', "utf-8")
    reading = read_table(
        "Year,People,Cases,Amount\n2020,x,x,x\n",
        YEAR + PEOPLE + column("value", "Cases", series="cases")
        + column("value", "Amount", series="amount"),
        PLACE + '\nstatuses = { "x" = "Q" }',
    )  # fmt: skip
    units = Catalogue.read(data).units["people"]
    told = {one.series.partition("/")[2]: [labels.value_words(one, units, language)
                                           for language in Language]
            for one in reading.observations}  # fmt: skip
    kept_back = ["withheld by its publisher", "retenu par son éditeur"]
    assert told == {"people": [*labels.HIDDEN], "cases": kept_back, "amount": kept_back}


def test_a_form_with_three_rows_of_headings_actual_and_forecast(read_table):
    rows = [
        ["Outputs"], ["START"],
        ["Theme", "Baseline", "Financial year 2022 to 2023", None, None, "Grand total"],
        [None, None, "(Apr to Jun)", "(Jul to Sep)", "Total"],
        [None, None, "Actual", "Forecast"],
        ["East", 9, 1, 2, 3, 3], ["Please select", None, None, None, 0, 0],
        [None, None, None, None, None, "END"],
        ["West", 9, 5, 5, 10, 10],
    ]  # fmt: skip
    reading = read_table(
        workbook(*rows, start=(2, 2)),
        column("dimension", "Theme", dimension="area")
        + column("ignore", "Baseline")
        + column("ignore", "Grand total")
        + column(
            "value",
            pattern=r"^Financial year (?P<year>\d{4}) to \d{4} / \((?P<quarter>.+)\) / Actual",
            series="people",
            groups={"quarter": {"Apr to Jun": "Q1", "Jul to Sep": "Q2"}},
        )
        + column(
            "value",
            pattern=r"^Financial year (?P<year>\d{4}) to \d{4} / \((?P<quarter>.+)\) / Forecast",
            series="people",
            groups={"quarter": {"Apr to Jun": "Q1", "Jul to Sep": "Q2"}},
            status="E",
        )
        + column(
            "value", pattern=r"^Financial year (?P<year>\d{4}) to \d{4} / Total", series="people"
        ),
        'header_rows = 3\nstyle = "fiscal"\nafter = "START"\nbefore = "END"\nplace = "GB"\n'
        'unless = { "Theme" = ["Please select"] }',
        file="return.xlsx",
    )
    assert told(reading) == []
    assert [
        (one.period.code, one.value, one.status.value, one.location.cell)
        for one in reading.observations
    ] == [("2022-Q2", 1, "A", "D7"), ("2022-Q3", 2, "E", "E7"), ("2022/23", 3, "A", "F7")]


def test_grants_that_nothing_tells_apart_are_numbered(read_table):
    text = 'Year,Who,Amount\n2010,IOM,"$330,568"\n2010,IOM,"$330,568"\n2010,IOM,Not Listed\n'
    columns = (
        column("period", "Year", style="us-fiscal")
        + column("dimension", "Who", dimension="area", members={"IOM": "east"})
        + column("value", "Amount", series="amount")
    )
    table = PLACE + '\nnumbered = "line"\nmissing = ["Not Listed"]'
    reading = read_table(text, columns, table)
    assert breakdowns(reading) == [
        ("FY2010", "area=east;line=1", 330_568),
        ("FY2010", "area=east;line=2", 330_568),
    ]
    assert told(read_table(text + "2010,IOM,$5\n", columns, table)) == [
        "table.csv, C5: '3' is not a known member of line. Known are 1, 2. Map it in `members` or "
        "declare it under [members.line]."
    ]


def test_rows_are_kept_and_passed_over_by_their_words(read_table):
    text = "Indicator,Kind,Year,People\nVictims,a,2020,1\nOffences,a,2020,2\nVictims,Sum,2020,3\n"
    reading = read_table(
        text,
        YEAR + PEOPLE,
        PLACE + '\nwhere = { "Indicator" = ["victims"] }\nunless = { "Kind" = ["Sum"] }',
    )
    assert values(reading) == [("2020", 1)]


def test_spanned_cells_are_carried_down(read_table):
    text = "Region,Year,People\nEast,2020,1\n,2021,2\nWest,2020,3\n"
    reading = read_table(
        text,
        column("dimension", "Region", dimension="area", fill_down=True) + YEAR + PEOPLE,
        PLACE,
    )
    assert breakdowns(reading) == [
        ("2020", "area=east", 1), ("2021", "area=east", 2), ("2020", "area=west", 3),
    ]  # fmt: skip


def test_several_sheets_are_one_table_and_a_faulty_one_is_named(read_table):
    book = openpyxl.Workbook()
    for name, year in (("East", 2020), ("West", 2021)):
        sheet = book.create_sheet(name)
        sheet.append(["Year", "People"])
        sheet.append([year, 5])
    book.create_sheet("Notes").append(["Nothing"])
    content = BytesIO()
    book.save(content)
    table = PLACE + '\nsheets = ["East", "West", "Notes", "South"]'
    reading = read_table(content.getvalue(), YEAR + PEOPLE, table, file="many.xlsx")
    assert [(one.location.sheet, one.period.code) for one in reading.observations] == [
        ("East", "2020"),
        ("West", "2021"),
    ]
    assert [one.partition(". ")[0] for one in told(reading)] == [
        "many.xlsx, Notes: No row has the headings 'Year', 'People'",
        "many.xlsx: There is no sheet 'South'; this workbook has: Sheet, East, West, Notes.",
    ]


def test_each_file_may_be_an_edition_of_its_own(add_source, read):
    second = (
        '[documents.second]\ntitle = "Second"\npublisher = { en = "P", fr = "P" }\n'
        'published_on = "2025-02"\n'
        "read_on = 2025-06-01\n"
    )
    table = (
        '[[tables]]\nid = "t"\nplace = "CA"\n'
        'files = { "2024.csv" = "bulletin", "2025.csv" = "second" }\n'
    )
    files = {"2024.csv": "Year,People\n2020,5\n", "2025.csv": "Year,People\n2020,6\n"}
    add_source("publisher", specification(table + YEAR + PEOPLE, second), **files)
    reading = read("publisher")
    assert told(reading) == []
    assert [(one.value, one.document, one.known.on) for one in reading.observations] == [
        (5, "bulletin", date(2024, 3, 31)),
        (6, "second", date(2025, 2, 28)),
    ]


FIGURES = (
    column("series", "series") + column("period", "period") + column("place", "place")
    + column("dimension", "sex", dimension="sex") + column("value", "value")
    + column("qualifier", "qualifier") + column("status", "status")
    + column("document", "document") + column("known_on", "known_on")
    + column("in_document", "in_document") + column("note_en", "note_en")
    + column("note_fr", "note_fr") + column("words_en", "words_en") + column("words_fr", "words_fr")
    + column("numerator", "numerator") + column("denominator", "denominator")
)  # fmt: skip
HEADER = (
    "series,period,place,sex,value,qualifier,status,document,known_on,in_document,note_en,note_fr,"
    "words_en,words_fr,numerator,denominator\n"
)


def test_scattered_figures_as_a_list(read_table):
    reading = read_table(
        HEADER
        + "amount,2016-06-30/2020-06-30,CA-ON,,72000000,up_to,,bulletin,2018-06,para 1,Over four"
        " years.,Sur quatre ans.,,,,\n"
        + "people,2019,CA,female,,in_words,,,,,,,hundreds of partners,des centaines de"
        " partenaires,,\n"
        + "people,2020,CA,,,,Q,,,,,,,,,\n"
        + "share,2021,CA,,29.63,,,,2022-08-02,,,,,,16,54\n"
        + "people,2021,CA,,,,,,,,,,,,,\n",
        FIGURES,
    )
    assert told(reading) == []
    amount, words, hidden, share = reading.observations
    assert (amount.value, amount.qualifier, amount.place) == (72_000_000, "up_to", "CA-ON")
    assert amount.note == Text("Over four years.", "Sur quatre ans.")
    assert amount.known == Known(date(2018, 6, 30), assumed=True)
    assert (words.value, words.qualifier) == (None, Qualifier.IN_WORDS)
    assert words.words.fr == "des centaines de partenaires"
    assert (hidden.value, hidden.status) == (None, ObservationStatus.SUPPRESSED)
    assert (share.numerator, share.denominator) == (16, 54)
    assert share.known == Known(date(2022, 8, 2), assumed=False)
    assert words.known == Known(date(2024, 3, 31), assumed=True)


def test_two_dates_make_a_period_and_a_year_and_month_another(read_table):
    reading = read_table(
        "From,To,People\n2016-04-01,2018-03-31,5\n",
        column("period_start", "From") + column("period_end", "To") + PEOPLE,
        PLACE,
    )
    assert values(reading) == [("2016-04-01/2018-03-31", 5)]


def test_months_by_name_belong_to_the_fiscal_year_of_the_table(read_table):
    text = "Year,Month,People\n2020,April,1\n2020,March,2\n2020,janv.,3\n2020,12,4\n"
    reading = read_table(
        text,
        column("year", "Year") + column("month", "Month") + PEOPLE,
        PLACE + '\nstyle = "fiscal"',
    )
    assert values(reading) == [("2020-04", 1), ("2021-03", 2), ("2021-01", 3), ("2020-12", 4)]


def test_bare_years_may_be_fiscal(read_table):
    text = "Year,People\n2011-12,1\n2016,2\n2016-2017,3\n"
    reading = read_table(text, column("period", "Year", style="fiscal") + PEOPLE, PLACE)
    assert values(reading)[0] == ("2011/12", 1)
    assert [one.period.code for one in reading.observations] == ["2011/12", "2016/17"]
    (conflict,) = told(reading)
    assert conflict.startswith(
        "table.csv, B4: Says 3 where table.csv, B3 says 2 for the same series"
    )


def test_areas_with_a_byte_order_mark_spaces_in_headings_and_rows_without_an_identifier(read_table):
    text = (
        '\ufeffRegion Identifier,Region,"Rate per 100,000 population ","Total, adult charged"\n'
        "35535,East,0.85,60\n,Niagara,0.85,60\n35537,West,-75.31,0\n"
    )
    reading = read_table(
        text,
        column("ignore", "Region Identifier")
        + column("dimension", "Region", dimension="area")
        + column("value", "Rate per 100,000 population", series="share")
        + column(
            "value",
            pattern="^Total, (?P<age>adult|youth) charged$",
            series="people",
            groups={"age": {"adult": "18-and-over"}},
        ),
        'place = "CA-ON"\nperiod = "2020"\nunless = { "Region Identifier" = [""] }',
    )
    assert told(reading) == []
    assert breakdowns(reading) == [
        ("2020", "area=east", Decimal("0.85")),
        ("2020", "age=18-and-over;area=east", 60),
        ("2020", "area=west", Decimal("-75.31")),
        ("2020", "age=18-and-over;area=west", 0),
    ]


def test_columns_that_hold_a_part_of_the_one_before_and_blanks(read_table):
    text = '"Year","Prosecutions","Prosecutions (Labor)"\n"2006","5808",""\n"2007","5682","490"'
    reading = read_table(
        text,
        YEAR
        + column("value", "Prosecutions", series="cases")
        + column(
            "value",
            "Prosecutions (Labor)",
            series="cases",
            dimensions={"form": "forced-labour"},
        ),
        'place = "WLD"',
    )
    assert breakdowns(reading) == [
        ("2006", "", 5808), ("2007", "", 5682), ("2007", "form=forced-labour", 490),
    ]  # fmt: skip


def test_grand_totals_have_words_of_their_own(read_table):
    text = "Kind,Who,People\nNGO,East,3\nNGO,West,4\nNGO,NGO total,7\n"
    reading = read_table(
        text,
        column("ignore", "Kind")
        + column("dimension", "Who", dimension="area", total=["NGO total"])
        + PEOPLE,
        PLACE + '\nperiod = "2023-Q4"\nadds_up = ["area"]',
    )
    assert told(reading) == []
    assert breakdowns(reading)[-1] == ("2023-Q4", "", 7)
