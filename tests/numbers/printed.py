"""What pages print: every text and attribute that people read, with the links around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from metrics import Language
from tests.dashboard.drawn import joined
from tests.numbers.writing import DIGIT

VOID = {"br", "col", "hr", "img", "input", "link", "meta"}
PART = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]*?)(/?)>|([^<]+)")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
UNREAD = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<!doctype[^>]*>", re.DOTALL)
READ = ("aria-label", "title", "alt", "placeholder")  # attributes that people hear or see
AROUND = {"section", "main", "body", "html", "header", "footer", "nav", "form"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: "Element | None"
    links: list[str] = field(default_factory=list)  # of everything inside it

    @cached_property
    def kinds(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @cached_property
    def names(self) -> frozenset[str]:
        """The tags and classes of this one and of all that it stands in."""
        around = self.parent.names if self.parent else frozenset()
        return around | {self.tag, *self.kinds}

    def stands_in(self, *names: str) -> bool:
        return not self.names.isdisjoint(names)

    def up(self) -> Iterator["Element"]:
        """The element itself, then each one around it."""
        found: Element | None = self
        while found:
            yield found
            found = found.parent

    def within(self, name: str) -> "Element | None":
        """The nearest element of this tag or class that this one is, or stands in."""
        return next((one for one in self.up() if name == one.tag or name in one.kinds), None)

    def __str__(self) -> str:
        names = [".".join([one.tag, *one.kinds]) for one in self.up()][:-2]
        return " > ".join(reversed(names))


class Said(NamedTuple):
    """A text or attribute as people read it, in its element."""

    words: str
    element: Element

    @property
    def links_near(self) -> list[str]:
        """The links of the least part around it that has any: its row, figure or list item."""
        for one in self.element.up():
            if one.tag in AROUND:
                break
            if one.links:
                return one.links
        return []


@dataclass
class Page:
    """One page as it arrives."""

    address: str
    root: Element
    said: list[Said]

    @property
    def language(self) -> Language:
        return Language(self.asked.get("lang", "en"))

    @cached_property
    def asked(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.address).query))

    @property
    def path(self) -> list[str]:
        return urlsplit(self.address).path.strip("/").split("/")

    @cached_property
    def trails(self) -> dict[str, None]:
        """The addresses of trails that it leads to, each once."""
        return dict.fromkeys(one for one in self.root.links if one.endswith("#trail"))

    @cached_property
    def onward(self) -> dict[str, None]:
        """The addresses of other pages of this site that it leads to, without their places."""
        found = (one.partition("#")[0] for one in self.root.links if not one.endswith("#trail"))
        return dict.fromkeys(one for one in found if one.startswith("/") and not is_file(one))

    def numbers(self) -> list[Said]:
        """Everything said that holds a digit."""
        return [one for one in self.said if DIGIT.search(one.words)]


FILES = ("/download/", "/figure/", "/data.", "/data/")


def is_file(address: str) -> bool:
    return address.startswith(FILES) or "/files/" in address or ".ics" in address


def read_page(address: str, markup: str) -> Page:
    root = here = Element("html", {}, None)
    said: list[Said] = []
    for ends, tag, written, empty, words in PART.findall(UNREAD.sub("", joined(markup))):
        if words:
            said.append(Said(unescape(words).strip(), here))
        elif ends:
            here = _closed(here, tag)
        else:
            inside = Element(tag, {k: unescape(v) for k, v in ATTRIBUTE.findall(written)}, here)
            said += [Said(v, inside) for k, v in inside.attributes.items() if k in READ]
            _note_link(inside)
            here = here if empty or tag in VOID else inside
    return Page(address, root, said)


def _closed(here: Element, tag: str) -> Element:
    """The element around the one that ends."""
    ended = next((one for one in here.up() if one.tag == tag), None)
    return (ended.parent if ended else None) or here


def _note_link(inside: Element) -> None:
    if inside.tag == "a" and (href := inside.attributes.get("href")):
        for one in inside.up():
            one.links.append(href)
