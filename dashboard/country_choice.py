"""Which countries a table shows: the reader's own first, then the alphabet, never a rank."""

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.drawing import Drawing
from dashboard.forms import field, hidden_fields, text_field
from dashboard.svg import element
from dashboard.text import Words
from metrics import Text, UnknownError

HOME = "CA"
AT_FIRST = ("AU", "FR", "DE", "IE", "IL", "IT", "JP", "MX", "TH", "GB", "US")
ALL = "all"
COUNTRY = Text("country", "Pays")


def shown_countries(address: Address, named: dict[str, str]) -> list[str]:
    """Codes in the order of the page; UnknownError for a country that is not held."""
    codes = set(_asked_codes(address, named))
    if typed := address.asked("country"):
        codes.add(_code_of(typed, named))
    rest = sorted(
        (code for code in codes if code != HOME),
        key=lambda code: _sort_key(named[code]),
    )
    return [HOME, *rest] if HOME in named else rest


def _asked_codes(address: Address, named: dict[str, str]) -> list[str]:
    asked = address.asked("countries")
    if asked == ALL:
        return list(named)
    if not asked:
        return [code for code in AT_FIRST if code in named]
    return [_code_of(one, named) for one in asked.split(",") if one.strip()]


def _code_of(typed: str, named: dict[str, str]) -> str:
    """The code of a country that is written by its name or by its code."""
    by_name = {name.casefold(): code for code, name in named.items()}
    code = by_name.get(typed.strip().casefold()) or typed.strip().upper()
    if code not in named:
        raise UnknownError(COUNTRY, typed, named.values())
    return code


def _sort_key(name: str) -> str:
    """Alphabetical without regard to accents: Égypte stands with E."""
    plain = str.maketrans("ÉÈÊÎÔÂÅÇ", "EEEIOAAC")
    return name.translate(plain).casefold()


def country_form(
    address: Address, named: dict[str, str], shown: list[str], words: Words
) -> Component:
    """Add a country by name; a plain form whose answer is an address."""
    names = "".join(element("option", value=one) for one in sorted(named.values(), key=_sort_key))
    typed = text_field("country", "country", kind="text", list="countries", autocomplete="off")
    note = words.counted("international.countries_shown", len(shown), held=len(named))
    return html.Form(
        [
            *hidden_fields({**address.state, "countries": ",".join(shown)}),
            field(
                words("international.add_country"),
                "country",
                typed,
                Drawing(element("datalist", names or " ", id="countries")),
            ),
            html.Button(words("international.add"), className="btn"),
            html.P(
                [note, " ", _more_or_fewer(address, len(shown) < len(named), words)],
                className="note",
                role="status",
            ),
        ],
        action="/international#tiers",
        method="get",
        className="country-form",
    )


def _more_or_fewer(address: Address, more: bool, words: Words) -> Component:
    if more:
        every = address.to("/international#tiers", countries=ALL)
        return html.A(words("international.all_countries"), href=every)
    return html.A(words("international.fewer_countries"), href=address.to("/international#tiers"))
