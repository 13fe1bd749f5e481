"""What is said of the marks of a chart is what the chart of that format draws."""

import re
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from dashboard.briefings.composing.material import FORM
from dashboard.briefings.pptx.render import render_pptx
from dashboard.briefings.snapshot import frozen
from dashboard.briefings.xlsx.chart import MARKS
from dashboard.briefings.xlsx.render import render_xlsx
from metrics import Language, MetricsStore, ObservationStatus, Qualifier, Settings, dated_back
from tests.briefings.made import AT, BETWEEN, EN, FIRST, FR, outline, restating
from tests.briefings.sample import ISSUE
from tests.factories import catalogue, observation, submission

ROWS = (
    ("2014", "10", {}), ("2015", "40", {"qualifier": Qualifier.AT_LEAST}), ("2016", "30", {}),
    ("2017", None, {"status": ObservationStatus.SUPPRESSED}),
    ("2018", "25", {"qualifier": Qualifier.UP_TO}), ("2020", "28", {}),
    ("2021", "33", {"status": ObservationStatus.PROVISIONAL}),
)  # fmt: skip
DRAWN = {EN: ("Hatched block", "An arrow"), FR: ("Bloc hachuré", "Une flèche")}
PLAIN = {EN: ("Nothing is drawn where", "has these words beside its point"),
         FR: ("Rien n'est dessiné là où", "porte ces mots à côté de son point")}  # fmt: skip


@pytest.fixture
def documents(tmp_path):
    """The document of every kind of mark in a language, of a form."""
    address = f"sqlite:///{tmp_path / 'marks.sqlite'}"
    store = MetricsStore.open(Settings(database_url=address, framework="plan"), catalogue())
    rows = [observation(value, when, row=at, **how)
            for at, (when, value, how) in enumerate(ROWS, 2)]  # fmt: skip
    with dated_back(FIRST):
        store.record(submission(), rows)
    yield lambda language, form=FORM: frozen(store, outline("calls"), AT, form=form).document(
        language
    )
    store.close()


@pytest.mark.parametrize("language", list(Language))
def test_a_workbook_names_no_mark_that_its_chart_does_not_draw(documents, language):
    sheets = openpyxl.load_workbook(BytesIO(render_xlsx(documents(language), ISSUE))).worksheets
    said = " ".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True)
                    for cell in row if cell)  # fmt: skip
    assert not [one for one in DRAWN[language] if one in said]
    assert all(one in said for one in PLAIN[language])


@pytest.mark.parametrize("language", list(Language))
def test_other_formats_and_older_forms_keep_their_words(documents, language):
    chart = documents(language).exhibits[0].chart
    assert all(one in chart.subtitle for one in DRAWN[language])
    assert not [one for one in PLAIN[language] if one in chart.subtitle]
    assert documents(language, FORM - 1).exhibits[0].chart.in_workbook == ""


def test_words_are_said_once_where_both_charts_draw_the_same(tmp_path):
    with restating(tmp_path) as store:
        (one,) = frozen(store, outline("calls"), BETWEEN).document(EN).exhibits
    assert one.chart.subtitle
    assert one.chart.in_workbook == ""


def test_the_target_is_the_heavy_tick_that_the_words_name():
    assert MARKS["goal"][0] == "dash"


def test_a_slide_draws_an_arrow_from_each_bound_to_its_open_side(documents):
    with ZipFile(BytesIO(render_pptx(documents(EN), ISSUE))) as file:
        parts = {name: file.read(name).decode() for name in file.namelist() if "drawing" in name}
        charts = [file.read(name).decode() for name in file.namelist()
                  if re.search(r"charts/chart[^/]*\.xml$", name)]  # fmt: skip
    shapes = "".join(parts.values())
    assert shapes.count('prst="upArrow"') == shapes.count('prst="downArrow"') == 1
    assert "triangle" not in "".join(charts)
