"""Data: every published value, to be chosen from and taken away."""

from dash import Dash
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import missing, opening, section
from dashboard.exploring.asked import KEYS, ROWS, choice_of, is_narrowed, paging_of
from dashboard.exploring.files import add_data_files
from dashboard.exploring.form import filter_form
from dashboard.exploring.rows import value_rows
from dashboard.exploring.taking import (
    cite_section,
    codes_section,
    dictionary_section,
    example_section,
    files_section,
    licences_section,
)
from dashboard.routes import Route, add_route
from dashboard.services import Services, services
from dashboard.text import Words
from metrics import PUBLIC, Choice


def register(app: Dash) -> None:
    add_route(app, Route("/data", title, layout, KEYS))
    add_data_files(app)


def title(address: Address) -> str:
    return Words(address.language)("explore.kicker")


def layout(address: Address) -> list[Component]:
    words, held = Words(address.language), services()
    choice = choice_of(address, held.catalogue)
    choosing = held.store.choosing
    values = choosing.count(choice)
    paging = paging_of(address, values)
    found = choosing.page(choice, paging.first, ROWS)
    shown = value_rows(found, paging, values, address, words) if found else [_none(words)]
    return [
        opening(
            _finding(values, address, words), words("explore.lead"), words("explore.kicker"), (),
            filter_form(address, held, words),
        ),
        section("values", words("explore.rows_title"), *shown, note=words("explore.rows_note")),
        *(_taking(choice, values, held, address, words) if values else []),
        dictionary_section(held, words),
        codes_section(words),
        example_section(address, words),
    ]  # fmt: skip


def _taking(
    choice: Choice, values: int, held: Services, address: Address, words: Words
) -> list[Component]:
    return [
        files_section(values, address, words),
        cite_section(choice, values, held, address, words),
        licences_section(choice, held, address, words),
    ]


def _finding(values: int, address: Address, words: Words) -> str:
    """How many there are; before who works here, who sees more than what is published, no less."""
    if not values:
        return words("explore.finding_none")
    seen = "" if services().reader.scope == PUBLIC else "_seen"
    return words.counted(f"explore.finding{seen}{'_narrowed' * is_narrowed(address)}", values)


def _none(words: Words) -> Component:
    return missing(words("explore.none_text"))
