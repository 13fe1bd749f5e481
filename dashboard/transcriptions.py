"""Sending a transcribed file: only one that a declared source names, and never from elsewhere."""

from flask import Response, abort, send_from_directory

from dashboard.holdings import offered
from dashboard.services import Services
from metrics import UnknownError

MEDIA = {".csv": "text/csv; charset=utf-8"}


def send_transcription(held: Services, source: str, name: str) -> Response:
    """The file as it lies in the data folder, to be saved; 404 for anything else."""
    try:
        declared = held.catalogue.source(source)
    except UnknownError:
        abort(404)
    if name not in offered(held.store, declared):
        abort(404)
    folder = (held.settings.data / "sources" / declared.id).resolve()
    if not (folder / name).resolve().is_relative_to(folder):  # a link that leads elsewhere
        abort(404)
    media = next((one for end, one in MEDIA.items() if name.endswith(end)), None)
    # Files change with the data: the browser asks again each time and is told "not modified".
    return send_from_directory(folder, name, mimetype=media, as_attachment=True, max_age=0)
