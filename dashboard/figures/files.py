"""The files of figures: their numbers as CSV and XLSX, their picture as SVG and PNG."""

from collections.abc import Callable
from functools import partial

from dash import Dash
from flask import Response, current_app, request

from dashboard.addresses import Address, read_address
from dashboard.figures.figure import Figure, workbook_notes
from dashboard.figures.of_line import KEYS, figure_of_line
from dashboard.figures.of_money import PARTS, figure_of_money
from dashboard.figures.picture import figure_png, picture_svg
from dashboard.observation_records import line_records, observation_heads, of_moment
from dashboard.record_files import file_of, refused_file, sent_file
from dashboard.services import services, services_at
from dashboard.text import Words, both
from metrics import Memo, MetricsError

PICTURES = ("svg", "png")
KEPT, KEPT_BYTES = 128, 16_000_000
KINDS = "any(csv, xlsx, png, svg):kind"


def add_figure_files(app: Dash) -> None:
    rule, money = f"/figure/<indicator>.<{KINDS}>", f"<any({', '.join(PARTS)}):part>"
    server = app.server
    server.add_url_rule(rule, "figure_file", _of_indicator, methods=["GET"])
    server.add_url_rule(
        f"/figure/funding/{money}.<{KINDS}>", "funding_figure", _of_money, methods=["GET"]
    )
    memo = server.extensions["figure_pictures"] = Memo(KEPT, KEPT_BYTES, len)
    server.extensions["services"].store.when_erased(memo.forget)


def _of_indicator(indicator: str, kind: str) -> Response:
    return _answer(kind, lambda address: figure_of_line(address, indicator))


def _of_money(part: str, kind: str) -> Response:
    return _answer(kind, lambda address: figure_of_money(address, part))


def _answer(kind: str, figure_at: Callable[[Address], Figure]) -> Response:
    """The file; one line where the address names what is not known, or nothing can be drawn."""
    try:
        held = services()
        query = request.query_string.decode("utf-8", "replace")
        framework = held.settings.framework
        address = read_address(request.path, query, held.catalogue, framework, KEYS)
        services_at(address.moment)
        figure = figure_at(address)
        return sent_file(_body(kind, figure, Words(address.language)), kind, figure.name)
    except MetricsError as error:
        return refused_file(error)


def _body(kind: str, figure: Figure, words: Words) -> bytes:
    if kind in PICTURES:
        if figure.art is None:
            raise MetricsError(*both("figure.no_picture"))
        return picture_svg(figure).encode() if kind == "svg" else _png(figure)
    catalogue, moment = services().catalogue, services().store.moment
    records = of_moment(line_records(figure.values, catalogue, words.language), moment)
    notes = words("explore.notes_sheet"), workbook_notes(figure, words)
    return file_of(kind, records, observation_heads(catalogue, is_past=moment.is_past), notes)


def _png(figure: Figure) -> bytes:
    """Drawn once for all who are shown the same: what it is of is all in its drawing."""
    memo: Memo = current_app.extensions["figure_pictures"]
    return memo.answer(picture_svg(figure), partial(figure_png, figure))
