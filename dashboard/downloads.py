"""Downloads of a series: the same records as everywhere, as CSV and as JSON."""

from collections.abc import Iterator

from dash import Dash
from flask import Response, request

from dashboard.addresses import Address, read_address
from dashboard.choice import CHOICES, chosen_lines
from dashboard.observation_records import (
    example_mark,
    line_records,
    observation_heads,
    of_moment,
)
from dashboard.plain_values import Record
from dashboard.record_files import file_of, refused_file, sent_file
from dashboard.services import services, services_at
from metrics import Language, MetricsError


def add_downloads(app: Dash) -> None:
    app.server.add_url_rule(
        "/download/<indicator>.<any(csv, json):kind>", "download", _answer, methods=["GET"]
    )


def _answer(indicator: str, kind: str) -> Response:
    try:
        records = list(_records(indicator)) or _none()
    except MetricsError as error:
        return refused_file(error)
    held = services()
    heads = observation_heads(held.catalogue, is_past=held.store.moment.is_past)
    body = file_of(kind, records, heads, ("", ()))
    return sent_file(body, kind, indicator)


def _records(indicator: str) -> Iterator[Record]:
    """The present values of each line that is chosen, as known at the asked date."""
    held = services()
    address: Address = read_address(
        request.path,
        request.query_string.decode("utf-8", "replace"),
        held.catalogue,
        held.settings.framework,
        CHOICES,
    )
    held = services_at(address.moment)
    asked = held.catalogue.indicator(indicator)
    found = held.store.series(asked.id)
    lines = chosen_lines(found, address, held.catalogue)
    values = (one for line in lines for one in line.values)
    records = line_records(values, held.catalogue, address.language)
    yield from of_moment(records, address.moment)


def _none() -> list[Record]:
    """Where no value is held: of made-up figures the notice that they are so, else nothing."""
    language = Language.FR if request.args.get("lang") == "fr" else Language.EN
    notice = example_mark(services().catalogue, language)
    return [notice] if notice else []
