"""Programs where other pages name them: all of them, and those of an indicator."""

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Column, section
from dashboard.programs import in_order, of_indicator, program_link, programs
from dashboard.services import Services, services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import Indicator


def programs_section(address: Address, held: Services, words: Words) -> list[Component]:
    """Every program with who delivers it; nothing where none is known."""
    found = in_order(programs(held, address.known_at).values(), words)
    if not found:
        return []
    columns = [Column(words(f"programs.column_{name}")) for name in ("program", "by")]
    rows = [
        Row([html.Span(program_link(one, address, words), className="nm"),
             words.text(one.delivered_by)])
        for one in found
    ]  # fmt: skip
    caption = words("funding.every_program_caption")
    return [
        section(
            "every-program", words("funding.every_program_title"),
            listing(caption, columns, [Group(None, rows)], "programs-list", hidden_caption=True),
            note=words("funding.every_program_note"),
        )
    ]  # fmt: skip


def programs_of_indicator(
    indicator: Indicator, address: Address, words: Words
) -> list[Component]:  # fmt: skip
    """Their names as links, by the alphabet; nothing where there is none."""
    found = in_order(of_indicator(indicator, services(), address.known_at), words)
    links = [html.Li(program_link(one, address, words)) for one in found]
    title, note = words("programs.serving_title"), words("programs.serving_note")
    return (
        [section("programs", title, html.Ul(links, className="names"), note=note)] if links else []
    )
