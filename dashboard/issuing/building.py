"""Files of issued briefings as they are asked for: built, checked, noted with who takes them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask import Response, abort

from dashboard.access.authorize import Action
from dashboard.access.plain_pages import address_of
from dashboard.briefings.document import Format
from dashboard.briefings.snapshot import Snapshot
from dashboard.issuing.at_hand import built, every_file
from dashboard.issuing.desk import briefing_of, briefings, own_account, store
from dashboard.issuing.issued_page import draw_issued
from dashboard.issuing.making import File, kept_snapshot
from metrics import Briefing, BriefingState, Language, MetricsError

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the time in the archive: the same files give the same bytes


def take_file(code: str, language: str, kind: str) -> Response:
    """One file; that it was taken, and by whom, is noted first."""
    found, snapshot = _issued(code)
    if isinstance(snapshot, Response):
        return snapshot
    wanted = (Language(language), Format(kind))
    if wanted not in every_file(snapshot):
        abort(404)
    (file,) = built(found, snapshot, [wanted])
    _note(found, file)
    return _answer(file.data, file.name, file.mime)


def take_all(code: str) -> Response:
    """All files of a briefing in one archive."""
    found, snapshot = _issued(code)
    if isinstance(snapshot, Response):
        return snapshot
    body = BytesIO()
    with ZipFile(body, "w", ZIP_DEFLATED) as archive:
        for file in built(found, snapshot, every_file(snapshot)):
            _note(found, file)
            entry = ZipInfo(file.name, EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, file.data)
    return _answer(body.getvalue(), f"{code}.zip", "application/zip")


def _issued(code: str) -> tuple[Briefing, Snapshot | Response]:
    """The briefing and its snapshot; where an owner's word forbids it, the page that says so."""
    found = briefing_of(code, Action.EXPORT)
    if found.state is not BriefingState.ISSUED:
        abort(404)
    try:
        return found, kept_snapshot(store(), code)
    except MetricsError:
        return found, draw_issued(found, address_of(), status=410)


def _note(found: Briefing, file: File) -> None:
    briefings().built(
        found.code, file.format.value, file.language.value, file.sha256, own_account().id
    )


def _answer(data: bytes, name: str, mime: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store",
    }  # fmt: skip
    return Response(data, headers=headers, mimetype=mime)
