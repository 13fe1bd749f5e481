"""Files of records as a reader takes them away: written once, sent with a mark of their content."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time

from flask import Response, request

from dashboard.cells import flat, harmless
from dashboard.plain_values import Record
from dashboard.services import services
from dashboard.workbook import Note, workbook_bytes
from metrics import Language, MetricsError, Moment

TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
}
BEGINNING = "\ufeff"  # by which a spreadsheet knows the letters of a CSV file


def csv_lines(records: Iterable[Record], heads: Sequence[str]) -> Iterator[str]:
    """The file a row at a time, after its heads."""
    yield BEGINNING + _row(heads)
    for one in map(flat, records):
        yield _row([harmless(one.get(head)) for head in heads])


def json_lines(records: Iterable[Record]) -> Iterator[str]:
    """One list of records, a record at a time."""
    yield "["
    for number, one in enumerate(records):
        yield (",\n" if number else "\n") + json.dumps(one, ensure_ascii=False)
    yield "\n]\n"


def file_of(
    kind: str,
    records: Iterable[Record],
    heads: Sequence[str],
    notes: tuple[str, Sequence[Note]],
) -> bytes:
    """The whole file; a workbook has its notes on a sheet of their own."""
    if kind == "xlsx":
        return workbook_bytes(records, heads, notes)
    lines = csv_lines(records, heads) if kind == "csv" else json_lines(records)
    return "".join(lines).encode()


def refused_file(error: MetricsError) -> Response:
    """Why there is no such file, in one line of the language asked for."""
    language = Language.FR if request.args.get("lang") == "fr" else Language.EN
    return Response(error.in_(language), 404, content_type="text/plain; charset=utf-8")


def sent_file(body: bytes, kind: str, name: str) -> Response:
    """The file under its name; nothing but its mark where the reader has it already.

    The name says of which past moment the file speaks: it is all that is seen of a closed file.
    """
    told = f"{name}{named_moment(services().store.moment)}"
    headers = {
        "Content-Disposition": f'attachment; filename="{told}.{kind}"',
        "Cache-Control": "no-cache",
    }
    response = Response(body, headers=headers, mimetype=TYPES[kind])
    response.add_etag()
    response.make_conditional(request)
    return response


def named_moment(moment: Moment) -> str:
    """A past moment as the end of a file's name: "-known-2023-12-31"; nothing for now."""
    parts = zip(("as-of", "known", "held"), moment, strict=True)
    return "".join(f"-{word}-{_in_name(one)}" for word, one in parts if one)


def _in_name(one: date | datetime) -> str:
    """A day, or an instant without colons, which no name of a file may hold everywhere."""
    if not isinstance(one, datetime) or one.time() == time.max:
        return f"{one:%Y-%m-%d}"
    return f"{one:%Y-%m-%dT%H%M%SZ}"


def _row(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
