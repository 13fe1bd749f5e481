"""From an address to a page: which page answers it, and what is drawn where none does."""

import logging
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from dash import Dash
from dash.development.base_component import Component
from flask import current_app, g
from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, RequestRedirect, Rule

from dashboard import shell
from dashboard.addresses import Address, plain_address, read_address
from dashboard.choice import NotHeldError
from dashboard.drawing import Page
from dashboard.markup import freeze, render
from dashboard.peers import request_number
from dashboard.services import Given, Services, Shown, given, services, services_at, site
from dashboard.text import Words
from dashboard.ways_on import ways_on
from metrics import MetricsError, StoreError

log = logging.getLogger(__name__)


class Route(NamedTuple):
    """One kind of page.

    `title` names the page in the browser's tab and raises UnknownError where the address names
    something that nothing here carries; `layout` draws what stands between header and footer.
    Both take the Address, then the named parts of `path` as keywords. Of the query the Address
    holds the state and the keys that the page `asks` for, and no others.
    """

    path: str  # "/pillar/<pillar>"
    title: Callable[..., str]
    layout: Callable[..., Sequence[Any]]  # what Dash accepts as children
    asks: tuple[str, ...] = ()


class Drawn(NamedTuple):
    """A page as it is sent: with the first response as markup, afterwards as a component."""

    status: int
    title: str
    lang: str
    markup: str
    page: Page
    given: Given = frozenset()  # whose own values stand on it


def add_route(app: Dash, route: Route) -> None:
    """Let this page answer its path; called by the page's `register`."""
    routes: list[Route] = app.server.extensions.setdefault("routes", [])
    routes.append(route)
    rules: Map = app.server.extensions.setdefault("rules", Map(strict_slashes=False))
    rules.add(Rule(route.path, endpoint=route))


def draw(path: object, search: object) -> Drawn:
    """The page at an address, or the page that says why there is none; never raises.

    Both are as a browser, or whoever writes like one, has sent them.
    """
    g.pop("given", None)
    drawn = _answer(_written(path) or "/", _written(search))
    kind, name = g.pop("page", ("page", "unknown"))
    asked = parse_qs(_written(search).removeprefix("?")).get("partner", [""])[0]
    g.shown = Shown(kind, name, drawn.status, drawn.given, asked)
    return drawn


def _written(sent: object) -> str:
    """What was sent, as text that can be written out again; nothing where it is no text."""
    return sent.encode("utf-8", "replace").decode("utf-8") if isinstance(sent, str) else ""


def _answer(path: str, search: str) -> Drawn:
    try:
        return _draw_wherever(path, search)
    except StoreError as error:
        log.error("request %s: store: %s", request_number(), error)
        return _fault(path, search, 503, None)
    except MetricsError as error:
        return _fault(path, search, 404, error)
    except Exception:  # whatever went wrong, readers get a page and the log its traceback
        log.exception("request %s: page failed: %r", request_number(), path)
        return _fault(path, search, 500, None)


def _draw_wherever(path: str, search: str) -> Drawn:
    """Once more from the store's own server, where the one that follows it could not be read."""
    try:
        return _draw(path, search)
    except StoreError:
        store = services().store
        if not (store.is_followed and store.turn_to_source()):
            raise
        return _draw(path, search)


def _draw(path: str, search: str) -> Drawn:
    """The page as it was last drawn from these figures, else drawn now."""
    held = services()
    version = held.store.data_version()
    route, names = _route(path)
    segment, named = route.path.split("/")[1], next(iter(names.values()), "")
    g.page = (segment, named) if named else ("page", segment or "overview")
    address = read_address(path, search, held.catalogue, held.settings.framework, route.asks)
    held = services_at(address.moment)

    def page() -> Drawn:
        with held.store.as_one():
            title = route.title(address, **names)
            content = shell.page(address, held, list(route.layout(address, **names)))
        return _drawn(200, address, title, content)._replace(given=given())

    key = (version, held.store.today(), held.reader, held.takes_sign_in, site(), address)
    return held.pages.answer(key, page)


def _route(path: str) -> tuple[Route, dict[str, str]]:
    rules: Map = current_app.extensions["rules"]
    try:
        route, names = rules.bind("").match(path)
    except (NotFound, RequestRedirect):
        raise MetricsError(
            f"There is no page at {path}.", f"Il n'y a pas de page à l'adresse {path}."
        ) from None
    return route, dict(names)


def asked_at(path: str) -> tuple[str, ...]:
    """The keys that the page at a path asks its address for; none where no page of ours is."""
    return _route(path)[0].asks if _is_page(path) else ()


def _is_page(path: str) -> bool:
    try:
        _route(path)
    except MetricsError:
        return False
    return True


def _drawn(status: int, address: Address, title: str, content: Component) -> Drawn:
    words = Words(address.language)
    title = f"{title} | {shell.brand(words)}"
    lang = f"{address.language}-CA"
    markup = render(content)
    page = Page(freeze(content), title, lang, address.here())
    return Drawn(status, title, lang, markup, page)


def _fault(path: str, search: str, status: int, error: MetricsError | None) -> Drawn:
    """The page that says what is wrong; a bare one where not even that can be drawn."""
    try:
        return _told(path, search, status, error)
    except Exception:
        log.exception("request %s: fault page failed: %r", request_number(), path)
        return _told("/", "", 500, None)


def _told(path: str, search: str, status: int, error: MetricsError | None) -> Drawn:
    held = services()
    address = plain_address(path, search, held.catalogue, held.settings.framework)
    words = Words(address.language)
    unsaid = "shell.closed_text" if status == 503 else "shell.failed_text"
    said = error.in_(address.language) if error else f"{words(unsaid)} {_number(words)}"
    title = words({404: "shell.not_found", 503: "shell.closed"}.get(status, "shell.failed"))
    if isinstance(error, NotHeldError):
        title = words("shell.not_held")
    is_page = status == 404 and bool(search) and _is_page(path)
    ways = ways_on(error, address, held.catalogue, is_page=is_page)
    content = shell.fault_page(address, _summarized(held, status), (title, said), ways)
    return _drawn(status, address, title, content)


def _number(words: Words) -> str:
    """The number under which the log tells of a fault of ours, for its reader to name."""
    return words("watch.request_number", number=request_number())


def _summarized(held: Services, status: int) -> Services | None:
    """The services, for the header's counts; none when the store itself may be the fault."""
    return held if status == 404 else None
