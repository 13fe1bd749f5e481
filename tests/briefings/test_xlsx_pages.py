"""A printed workbook: no heading alone at the end of a page, no words over the axis of values."""

from dashboard.briefings.document import Event
from dashboard.briefings.labels import labels_of
from dashboard.briefings.xlsx.traces import plot_of
from metrics import Language
from tests.briefings.sample import chart, document
from tests.briefings.test_xlsx import opened

EN = Language.EN


def pages_of(lines: int):
    """The sheet of an exhibit with so many key lines, and the row of their heading."""
    found = document(EN, 1)
    every = tuple(f"Services reached 503 people in 2024, line {at}." for at in range(lines))
    found = found._replace(exhibits=(found.exhibits[0]._replace(lines=every),))
    sheet = opened(found)[next(one for one in opened(found).sheetnames if one.startswith("1."))]
    row = next(one[0].row for one in sheet.iter_rows(max_col=1)
               if one[0].value == found.labels.key_lines)  # fmt: skip
    return sheet, row, [one.id for one in sheet.row_breaks.brk]


def test_key_lines_that_do_not_fit_under_the_chart_begin_the_next_page_with_their_heading() -> None:
    _, row, breaks = pages_of(12)
    assert row - 1 in breaks
    assert not [one for one in breaks if row <= one < row + 12]


def test_an_event_before_the_first_figure_has_its_mark_within_the_axis() -> None:
    early = chart(EN, "340", "238", "387", name="People", aimed=False)
    early = early._replace(events=(Event(2014.1, "1", "The strategy begins"),), breaks=())
    plot = plot_of(early, labels_of(EN), 9)
    (mark,) = (place for one in plot.traces if one.kind == "event" for place in one.places)
    assert plot.years[0] <= mark.x <= plot.years[1]


def test_a_number_over_a_mark_at_the_axis_stands_beside_the_axis() -> None:
    plain = chart(EN, "340", "238", "387", name="People", aimed=False)
    plot = plot_of(plain._replace(events=(), breaks=()), labels_of(EN), 9)
    first = next(one for one in plot.traces if one.kind == "data").places[0]
    assert first.x == plot.years[0]
    assert first.aside > 0
