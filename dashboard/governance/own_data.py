"""Everything an organization has sent, with its history, in open formats, at any time."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Response

from dashboard.access.authorize import Action, Kind
from dashboard.access.journal import journal
from dashboard.governance.bound import consents, here, organization_of, reader_of
from dashboard.governance.own_records import as_csv, records_of
from dashboard.plain_values import Record
from dashboard.services import services
from dashboard.workbook import write_workbook
from metrics import AuditAction, code_of

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME = "own-data"


def download(kind: str) -> Response:
    """The file, of one's own organization alone; that it was taken is noted."""
    reading = reader_of(Action.EXPORT, Kind.OWN_DATA, NAME)
    organization, address = organization_of(reading), here()
    records = records_of(consents(), organization, services().catalogue, address.language)
    body = as_csv(records).encode("utf-8-sig") if kind == "csv" else _workbook(records)
    journal(AuditAction.EXPORTED, "consent", NAME, organization=code_of(organization), form=kind)
    headers = {
        "Content-Disposition": f'attachment; filename="{NAME}.{kind}"',
        "Cache-Control": "no-store",
    }
    mime = "text/csv; charset=utf-8" if kind == "csv" else WORKBOOK
    return Response(body, headers=headers, content_type=mime)


def _workbook(records: Iterable[Record]) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{NAME}.xlsx"
        write_workbook(records, file, "data")
        return file.read_bytes()
