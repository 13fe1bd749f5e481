"""What a page is made of becomes markup, and nothing that people wrote becomes code."""

import pytest
from dash import dcc, html
from werkzeug.datastructures import MultiDict

from dashboard.components import attrs
from dashboard.drawing import Drawing
from dashboard.issuing.written import read_form
from dashboard.markup import freeze, render
from dashboard.svg import element, text
from metrics import writable

HOSTILE = '"><script>alert(1)</script>&'


def test_text_and_attributes_are_escaped():
    markup = render(html.P(HOSTILE, title=HOSTILE, **attrs(aria_label=HOSTILE)))
    assert "<script>" not in markup
    assert markup.count("&lt;script&gt;") == 3


@pytest.mark.parametrize("sign", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_no_words_turn_those_beside_them_around(sign):
    """Neither what people write nor what a data file says is drawn with such a sign."""
    said = f"é{sign}eciffO"
    assert writable(said) == "éeciffO"
    assert sign not in render(html.P(said, title=said))


def test_the_form_of_a_briefing_is_read_without_what_turns_words_around():
    sent = MultiDict([("title_en", "\u202eTitle"), ("indicator", "calls"), ("line", "calls|own1"),
                      ("en|calls|own1", "One\u2067 line.\u202c")])  # fmt: skip
    found = read_form(sent)
    assert (found.title_en, found.lines[0].en) == ("Title", "One line.")


def test_names_are_those_of_html():
    row = html.Th("Year", colSpan=2, scope="col", className="r", style={"marginTop": "1px"})
    assert render(row) == '<th class="r" colspan="2" scope="col" style="margin-top:1px">Year</th>'
    assert render(html.Details("x", open=True)) == "<details open>x</details>"
    assert render([html.Br(), None, 3]) == "<br>3"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", " javascript:alert(1)", "data:x,y", "//evil.example",
        "/\\evil.example", "/x\\y", "\\\\evil.example", "https:evil.example", "/\t/evil.example",
        "/\x00/evil.example", "/x\x7f",
        "otpauth:totp/x", "otpauth://hotp/x", "otpauth://totp", "otpauth-migration://offline?data=x",
        "x-otpauth://totp/x", "otpauth://totp/x y",
    ],
)  # fmt: skip
def test_an_address_leads_to_a_page_or_nowhere(address):
    assert render(html.A("x", href=address)) == "<a>x</a>"
    held = html.Form(dcc.Store(id="store"), action=address)
    assert "action" not in freeze(held).to_plotly_json()["props"]


@pytest.mark.parametrize(
    "address",
    [
        "/", "/x?y=%2F%2F#z", "#main", "?lang=fr", "https://x.example/a", "tel:+1", "mailto:a",
        "otpauth://totp/Pillars%20of%20Ontario:name?secret=ABCD",
    ],
)  # fmt: skip
def test_an_address_of_ours_is_kept(address):
    assert render(html.A("x", href=address)) == f'<a href="{address}">x</a>'
    assert freeze(html.Form(dcc.Store(id="store"), action=address)).action == address


def test_a_hostile_label_stays_text_in_a_drawing():
    assert "<script>" not in text(HOSTILE, 1, 2)
    assert "<script>" not in element("svg", aria_label=HOSTILE)


def test_static_parts_travel_as_one_string_and_controls_as_components():
    page = html.Div([html.P(["a ", html.B("b")]), html.Div(dcc.Graph(id="graph"))])
    first, second = freeze(page).children
    assert isinstance(first, Drawing)
    assert (first.tag, first.markup) == ("p", "a <b>b</b>")
    assert isinstance(second.children, dcc.Graph)


@pytest.mark.parametrize("years", ["2000-01", "2023-2024", "2016–2020"])
def test_years_with_a_hyphen_are_never_parted(years):
    whole = f'<span class="whole">{years}</span>'
    assert render(html.H1(f"9 in {years}, 12 now")) == f"<h1>9 in {whole}, 12 now</h1>"
    assert freeze(html.P(f"({years})")).markup == f"({whole})"


@pytest.mark.parametrize("said", ["2024-12-31", "hotlines-2023-24.csv", "/2023-24/", "1-833-900"])
def test_days_files_addresses_and_telephones_are_left_as_they_are(said):
    assert render(html.P(said)) == f"<p>{said}</p>"


def test_what_can_hold_no_element_holds_none():
    assert render(html.Option("2023-24", value="1")) == '<option value="1">2023-24</option>'
    assert freeze(html.Option("2023-24")).markup == "2023-24"
    assert 'title="2023-24"' in render(html.P("x", title="2023-24"))
