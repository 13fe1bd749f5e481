"""The pages of a document as pictures, for whoever makes it: kept for a moment, in memory alone.

A picture is known by its checksum, so that a page that has not changed is not sent again, and by
its size: a page has its place before it is asked for, and is not asked for before it is looked at.
All are let go as soon as anything in the store changes: what an owner withdraws is not shown on.
"""

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import sha256
from struct import unpack_from
from threading import Lock
from typing import Any, NamedTuple

from dash import html
from dash.development.base_component import Component
from flask import Response, abort, current_app

from dashboard.addresses import Address
from dashboard.briefings.document import Document, Issue
from dashboard.briefings.pdf.render import pages_png
from dashboard.briefings.plain_json import dumps
from dashboard.components import attrs
from dashboard.issuing.desk import BRIEFINGS, briefing_of, own_account, store
from dashboard.issuing.making import made, outline_of, printed_draft
from dashboard.text import Words
from metrics import Briefing, BriefingState, Language, MetricsError

BUDGET = 48_000_000  # bytes of pictures
PPI = 96.0  # pixels to the inch: a page is shown as wide as it is drawn, or narrower
MOST = 500  # documents whose pages are remembered
SIGNS = 32  # of a checksum that name a picture


class Owned(NamedTuple):
    """A picture is answered only to whom it was drawn for, and for that briefing."""

    account: str
    code: str
    digest: str


class Whole(NamedTuple):
    """A document for somebody, by the checksum of all that is in it."""

    account: str
    code: str
    digest: str


class Pictures:
    """Pictures of pages, those of the present state of the store alone."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._held: OrderedDict[Owned, bytes] = OrderedDict()
        self._drawn: dict[Whole, tuple[Owned, ...]] = {}
        self._lock, self._version, self._budget = Lock(), -1, budget

    def known(self, version: int, whole: Whole) -> list[str]:
        """How the pages of a document are called; none unless all of them are held."""
        with self._lock:
            self._of(version)
            pages = self._drawn.get(whole, ())
            return [one.digest for one in pages] if all(one in self._held for one in pages) else []

    def keep(self, version: int, whole: Whole, found: Sequence[tuple[Owned, bytes]]) -> list[str]:
        """Hold the pages of a document; the longest unused make room."""
        with self._lock:
            self._of(version)
            if len(self._drawn) > MOST:
                self._drawn.clear()
            self._drawn[whole] = tuple(key for key, _ in found)
            self._held.update(found)
            for key, _ in found:
                self._held.move_to_end(key)
            while sum(map(len, self._held.values())) > self._budget:
                self._held.popitem(last=False)
        return [key.digest for key, _ in found]

    def find(self, version: int, key: Owned) -> bytes | None:
        with self._lock:
            self._of(version)
            return self._held.get(key)

    def _of(self, version: int) -> None:
        if version != self._version:
            self._held.clear()
            self._drawn.clear()
            self._version = version


def pages_of(document: Document, told: Issue, code: str) -> list[str]:
    """Draw the pages of a document and keep them; how their pictures are called, in order."""
    version, own = store().data_version(), own_account().id
    whole = Whole(own, code, sha256(dumps((document, told)).encode()).hexdigest())
    if known := _pictures().known(version, whole):
        return known
    named = [(Owned(own, code, _name(one)), one) for one in pages_png(document, told, ppi=PPI)]
    return _pictures().keep(version, whole, named)


def show_picture(code: str, language: str, number: int, digest: str) -> Response:
    """One page; where it is no longer kept, that of the version that was saved, if it is the same.

    So a page is found by each server of several, and after a restart.
    """
    found, key = briefing_of(code), Owned(own_account().id, code, digest)
    picture = _pictures().find(store().data_version(), key)
    if picture is None:
        picture = _again(found, language, number, digest)
    if picture is None:
        abort(404)
    return Response(picture, headers={"Cache-Control": "no-store"}, mimetype="image/png")


def _again(found: Briefing, language: str, number: int, digest: str) -> bytes | None:
    if found.state is not BriefingState.DRAFT or language not in list(Language):
        return None
    try:
        again = made(store(), outline_of(store(), found.code)).snapshot
    except MetricsError:
        return None
    document = again.document(Language(language))
    if document is None:
        return None
    named = pages_of(document, printed_draft(document.language, again.held_at), found.code)
    if not 0 < number <= len(named) or named[number - 1] != digest:
        return None
    return _pictures().find(store().data_version(), Owned(own_account().id, found.code, digest))


def strip_of(
    pages: Sequence[str], code: str, language: Language, address: Address, words: Words
) -> list[Component]:
    """The pages under each other, with a way to each; every one says which it is."""
    count = len(pages)
    ways = [
        html.Li(html.A(str(at), href=f"#page-{at}",
                       **attrs(aria_label=words("briefing.page_of", page=at, pages=count))))
        for at in range(1, count + 1)
    ]  # fmt: skip
    shown = [
        html.Img(
            src=address.to(f"{BRIEFINGS}/{code}/pages/{language}/{at}/{name}.png"),
            alt=words("briefing.page_of", page=at, pages=count),
            id=f"page-{at}", className="sheet-page", tabIndex=-1, **_room(name),
        )
        for at, name in enumerate(pages, 1)
    ]  # fmt: skip
    title = words("briefing.pages")
    return [
        html.Nav(html.Ol(ways), className="page-ways", **attrs(aria_label=title)),
        html.Div(shown, className="desk", role="region", tabIndex=0, **attrs(aria_label=title)),
    ]


def _room(name: str) -> dict[str, Any]:
    """The place that a picture takes, by its name; it is asked for when it is scrolled to."""
    width, height = name.partition("-")[0].split("x")
    return {"width": width, "height": height, **attrs(data_loading="lazy")}


def _name(picture: bytes) -> str:
    """Its size in pixels, which a PNG says after its first 16 bytes, and its checksum."""
    width, height = unpack_from(">II", picture, 16)
    return f"{width}x{height}-{sha256(picture).hexdigest()[:SIGNS]}"


def _pictures() -> Pictures:
    found: Pictures = current_app.extensions.setdefault("briefing_pictures", Pictures())
    return found
