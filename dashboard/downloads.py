"""Downloads of a series: the same records as everywhere, as CSV and as JSON."""

import csv
import io
import json
from collections.abc import Iterator

from dash import Dash
from flask import Response, request

from dashboard.addresses import Address, read_address
from dashboard.cells import flat, harmless
from dashboard.choice import CHOICES, chosen_lines
from dashboard.observation_records import line_records
from dashboard.plain_values import Record
from dashboard.records import OBSERVATION_COLUMNS, example_mark
from dashboard.services import services, services_at
from metrics import Language, MetricsError

TYPES = {"csv": "text/csv", "json": "application/json"}


def add_downloads(app: Dash) -> None:
    app.server.add_url_rule(
        "/download/<indicator>.<any(csv, json):kind>", "download", _answer, methods=["GET"]
    )


def _answer(indicator: str, kind: str) -> Response:
    try:
        records = list(_records(indicator)) or _none()
    except MetricsError as error:
        language = Language.FR if request.args.get("lang") == "fr" else Language.EN
        return Response(error.in_(language), 404, content_type="text/plain; charset=utf-8")
    body = _csv(records) if kind == "csv" else json.dumps(records, ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": f'attachment; filename="{indicator}.{kind}"'}
    return Response(body, headers=headers, mimetype=TYPES[kind])


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
    yield from line_records(values, held.catalogue, address.language)


def _none() -> list[Record]:
    """Where no value is held: of made-up figures the notice that they are so, else nothing."""
    language = Language.FR if request.args.get("lang") == "fr" else Language.EN
    notice = example_mark(services().catalogue, language)
    return [notice] if notice else []


def _csv(records: list[Record]) -> str:
    rows = [{key: harmless(cell) for key, cell in flat(one).items()} for one in records]
    names = list(rows[0]) if rows else []
    heads = [*names, *(one for one in OBSERVATION_COLUMNS if one not in names)]
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=heads, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()
