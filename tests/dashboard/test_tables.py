"""Tables of records: what a narrow screen and a screen reader need, and remarks said once."""

from dash import html

from dashboard.components import Column
from dashboard.markup import render
from dashboard.tables import Group, Remarks, Row, listing

COLUMNS = [Column("Recipient"), Column("Amount", right=True)]


def test_each_value_carries_its_columns_title():
    rows = [Group(None, [Row(["Peel", "$3"], "award-peel")])]
    markup = render(listing("Awards", COLUMNS, rows))
    assert "<caption>Awards</caption>" in markup
    assert '<th role="columnheader" scope="col">Recipient</th>' in markup
    assert 'id="award-peel"' in markup
    assert '<th role="rowheader" scope="row">Peel</th>' in markup
    assert 'data-l="Amount"' in markup
    assert 'class="r"' in markup


def test_a_group_without_rows_is_left_out():
    rows = [Group("Empty", []), Group("Held", [Row(["Peel", "$3"])])]
    markup = render(listing("Awards", COLUMNS, rows))
    assert "Empty" not in markup
    assert '<th colspan="2" role="rowheader" scope="rowgroup">Held</th>' in markup


def test_a_remark_on_many_rows_stands_once_under_the_table():
    notes = ["One amount for two. Three years.", "Three years.", "Three years."]
    remarks = Remarks(notes)
    beside = render(html.Th(remarks.beside("Peel", notes[0])))
    assert "<sup>a</sup>" in beside
    assert "<small>One amount for two.</small>" in beside
    assert render(remarks.under()).count("Three years.") == 1


def test_a_remark_on_few_rows_stands_beside_each():
    remarks = Remarks(["Three years.", "Three years."])
    assert remarks.under() is None
    assert "<small>Three years.</small>" in render(html.Th(remarks.beside("Peel", "Three years.")))


def test_an_amount_inside_a_sentence_does_not_end_it():
    remarks = Remarks(["Contains $12.3 million in all."] * 3)
    assert "$12.3 million in all." in render(remarks.under())


def test_markup_in_a_name_is_escaped():
    markup = render(listing("<b>", COLUMNS, [Group(None, [Row(["<script>", "1"])])]))
    assert "<script>" not in markup
    assert "<b>" not in markup
