"""Addresses: everything that a page shows is asked for in its URL."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import parse_qsl, urlencode

from dashboard.days import past_day, past_instant
from metrics import NOW, Catalogue, Framework, Language, Moment, Text, UnknownError

LANGUAGE = Text("language", "Langue")
# A path of ours: browsers read "//" and "/\" as the beginning of another site's name.
OWN_PATH = re.compile(r"(/|(/[\w.~%-]+)+/?)(#[^\s\\]*)?", re.ASCII)


@dataclass(frozen=True)
class Address:
    """Where the reader is, and the state that every link carries on.

    `default` is the framework that needs no mention in a link.
    """

    path: str
    language: Language
    framework: str
    default: str
    moment: Moment = NOW
    query: tuple[tuple[str, str], ...] = ()

    @property
    def known_at(self) -> date | None:
        return self.moment.known_at

    @property
    def past_day(self) -> date | None:
        """The day by which something is left out that is held now.

        Of what was held at an instant nothing is left out: those pages are as they were then.
        """
        return self.moment.known_at or self.moment.as_of

    def asked(self, name: str) -> str | None:
        """The value of one key of the query, if it is there and not empty."""
        return dict(self.query).get(name) or None

    def to(self, path: str, /, **query: str | None) -> str:
        """A link that keeps language, framework and date; what is given as None is left out.

        It leads to a page of this site: whatever else is given as path leads to the overview.
        """
        path = own_path(path)
        pairs = {key: value for key, value in {**self.state, **query}.items() if value}
        path, _, anchor = path.partition("#")
        return path + (f"?{urlencode(pairs)}" if pairs else "") + (f"#{anchor}" if anchor else "")

    def here(self, /, **query: str | None) -> str:
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
        return found | written_moment(self.moment)


MOMENTS = Moment._fields
STATE = ("lang", "framework", *MOMENTS)


def written(one: date | datetime) -> str:
    """A day, or an instant in UTC, as it stands in an address."""
    return one.isoformat().replace("+00:00", "Z")


def written_moment(moment: Moment) -> dict[str, str]:
    """The keys of an address that ask for a moment; none for now."""
    parts = zip(MOMENTS, moment, strict=True)
    return {key: written(one) for key, one in parts if one}


def own_path(path: str) -> str:
    """The path itself where it surely leads to this site, else the overview's."""
    return path if OWN_PATH.fullmatch(path) else "/"


def read_address(
    path: str, search: str, catalogue: Catalogue, default: str, asks: Iterable[str] = ()
) -> Address:
    """The address that a browser asks for; raises MetricsError where it names what is not known.

    Besides the state it holds only the keys that the page asks for, in their order: two addresses
    that show the same are equal.
    """
    query = dict(parse_qsl((search or "").removeprefix("?")))
    return Address(
        path=path,
        language=_language(query),
        framework=_framework(query, catalogue, default).id,
        default=default,
        moment=moment_of(query),
        query=tuple((key, query[key]) for key in (*STATE, *asks) if key in query),
    )


def plain_address(path: str, search: str, catalogue: Catalogue, default: str) -> Address:
    """The same page with as much of its state as could be read; for pages that say so.

    Its path is kept only where it surely is one of ours: what a stranger wrote is not repeated.
    """
    query = dict(parse_qsl((search or "").removeprefix("?")))
    language = Language.FR if query.get("lang") == "fr" else Language.EN
    asked = query.get("framework", default)
    framework = asked if asked in catalogue.frameworks else default
    return Address(own_path(path), language, framework, default)


def _language(query: Mapping[str, str]) -> Language:
    name = query.get("lang", Language.EN.value)
    if name not in [one.value for one in Language]:
        raise UnknownError(LANGUAGE, name, [one.value for one in Language])
    return Language(name)


def _framework(query: Mapping[str, str], catalogue: Catalogue, default: str) -> Framework:
    return catalogue.framework(query.get("framework") or default)


def moment_of(written: Mapping[str, str | None]) -> Moment:
    """The moment that is asked for; MetricsError for what is none, or has not come yet."""
    as_of, known_at = (_day(written.get(key)) for key in MOMENTS[:2])
    held_at = written.get(MOMENTS[2])
    return Moment(as_of, known_at, past_instant(held_at) if held_at else None)


def _day(text: str | None) -> date | None:
    return past_day(text) if text else None
