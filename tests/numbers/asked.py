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
        return Count(self.words(key, **self._public(values)))

    def counted(self, key: str, count: int, **values: str | int) -> Count:
        return Count(self.words.counted(key, count, **self._public(values)))

    def _public(self, values: dict[str, str | int]) -> dict[str, str | int]:
        """What the public reads of are published figures, wherever figures are spoken of."""
        return {"figure": self.words("shared.figure_published"), **values}

    def cell(self, number: int, place: str) -> Count:
        return Count(self.words.number(number), place)
