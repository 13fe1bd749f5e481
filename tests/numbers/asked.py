"""What a count is made from, and what it makes."""

from typing import NamedTuple

from dashboard.text import Words
from metrics import Framework
from tests.numbers.held import Held
from tests.numbers.printed import Page


class Count(NamedTuple):
    """A sentence, or all that is said in a place: a class, a tag, or beside a link."""

    words: str
    place: str = ""


class Asked(NamedTuple):
    page: Page
    held: Held

    @property
    def words(self) -> Words:
        return Words(self.page.language)

    @property
    def framework(self) -> Framework:
        default = self.held.services.settings.framework
        return self.held.catalogue.framework(self.page.asked.get("framework") or default)

    def said(self, key: str, **values: str | int) -> Count:
        return Count(self.words(key, **values))

    def counted(self, key: str, count: int, **values: str | int) -> Count:
        return Count(self.words.counted(key, count, **values))

    def cell(self, number: int, place: str) -> Count:
        return Count(self.words.number(number), place)
