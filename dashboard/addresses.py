"""Addresses: everything that a page shows is asked for in its URL."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from dashboard.days import past_day
from metrics import Catalogue, Framework, Language, Text, UnknownError

LANGUAGE = Text("language", "Langue")


@dataclass(frozen=True)
class Address:
    """Where the reader is, and the state that every link carries on.

    `default` is the framework that needs no mention in a link.
    """

    path: str
    language: Language
    framework: str
    default: str
    known_at: date | None = None
    query: tuple[tuple[str, str], ...] = ()

    def asked(self, name: str) -> str | None:
        """The value of one key of the query, if it is there and not empty."""
        return dict(self.query).get(name) or None

    def to(self, path: str, **query: str | None) -> str:
        """A link that keeps language, framework and date; what is given as None is left out."""
        pairs = {key: value for key, value in {**self.state, **query}.items() if value}
        path, _, anchor = path.partition("#")
        return path + (f"?{urlencode(pairs)}" if pairs else "") + (f"#{anchor}" if anchor else "")

    def here(self, **query: str | None) -> str:
        """A link to this page with parts of its query changed, or removed where None."""
        own = {key: value for key, value in self.query if key not in STATE}
        return self.to(self.path, **{**own, **query})

    def in_(self, language: Language) -> str:
        """The same page and state in another language."""
        return replace(self, language=language).here()

    @property
    def state(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.language is not Language.EN:
            found["lang"] = self.language.value
        if self.framework != self.default:
            found["framework"] = self.framework
        if self.known_at:
            found["known_at"] = self.known_at.isoformat()
        return found


STATE = ("lang", "framework", "known_at")


def read_address(path: str, search: str, catalogue: Catalogue, default: str) -> Address:
    """The address that a browser asks for; raises MetricsError where it names what is not known."""
    query = dict(parse_qsl((search or "").removeprefix("?")))
    return Address(
        path=path,
        language=_language(query),
        framework=_framework(query, catalogue, default).id,
        default=default,
        known_at=_known_at(query),
        query=tuple(query.items()),
    )


def plain_address(path: str, search: str, catalogue: Catalogue, default: str) -> Address:
    """The same page with as much of its state as could be read; for pages that say so."""
    query = dict(parse_qsl((search or "").removeprefix("?")))
    language = Language.FR if query.get("lang") == "fr" else Language.EN
    asked = query.get("framework", default)
    framework = asked if asked in catalogue.frameworks else default
    return Address(path, language, framework, default)


def _language(query: Mapping[str, str]) -> Language:
    name = query.get("lang", Language.EN.value)
    if name not in [one.value for one in Language]:
        raise UnknownError(LANGUAGE, name, [one.value for one in Language])
    return Language(name)


def _framework(query: Mapping[str, str], catalogue: Catalogue, default: str) -> Framework:
    return catalogue.framework(query.get("framework") or default)


def _known_at(query: Mapping[str, str]) -> date | None:
    text = query.get("known_at")
    return past_day(text) if text else None
