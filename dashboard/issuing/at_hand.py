"""Files of issued briefings that were built a moment ago, so that none is built twice over."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import NamedTuple

from flask import current_app

from dashboard.briefings.document import Format
from dashboard.briefings.snapshot import Snapshot, outline_in
from dashboard.issuing.making import File, file_of, printed
from dashboard.services import services
from metrics import Briefing, Language

BUDGET = 48_000_000  # bytes of files that are kept at hand


class Which(NamedTuple):
    """A file of an issued briefing; the hash stands for what is in it."""

    code: str
    content: str
    language: Language
    format: Format


class Files:
    """Files that were built a moment ago; none is handed out without asking the store first."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._held: OrderedDict[Which, File] = OrderedDict()
        self._lock, self._budget = Lock(), budget

    def find(self, which: Which) -> File | None:
        with self._lock:
            return self._held.get(which)

    def keep(self, which: Which, file: File) -> None:
        with self._lock:
            self._held[which] = file
            while sum(len(one.data) for one in self._held.values()) > self._budget:
                self._held.popitem(last=False)


def kept_files() -> Files:
    found: Files = current_app.extensions.setdefault("briefing_files", Files())
    return found


def size_of(found: Briefing, language: Language, format_: Format) -> int | None:
    """How large a file is; None until it has been built once since the start of the server."""
    if found.issue is None:
        return None
    file = kept_files().find(Which(found.code, found.issue.content, language, format_))
    return len(file.data) if file else None


def built(
    found: Briefing, snapshot: Snapshot, wanted: Sequence[tuple[Language, Format]]
) -> Iterator[File]:
    """These files, those that are not at hand rendered anew."""
    content = found.issue.content if found.issue else ""
    for language, format_ in wanted:
        which = Which(found.code, content, language, format_)
        file = kept_files().find(which)
        if file is None:
            told = printed(found, language, services().settings.public_url or "")
            file = file_of(snapshot.document(language), told, format_)
            kept_files().keep(which, file)
        yield file


def every_file(snapshot: Snapshot) -> list[tuple[Language, Format]]:
    """The languages and formats that were chosen, as the outline said when it was frozen."""
    outline = outline_in(snapshot)
    return [(language, format_) for language in outline.languages for format_ in outline.formats]
