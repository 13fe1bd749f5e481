"""The pages of an application, found by following links."""

from collections.abc import Callable
from functools import cached_property

from dashboard.app import create_app
from dashboard.services import Services
from tests.numbers.charts import chart_markup
from tests.numbers.held import Held, Key, key_in
from tests.numbers.left_over import LeftOver
from tests.numbers.printed import Page, Said, read_page
from tests.sweeps import FULL, sample


class Site:
    """Each page fetched once, with what the store holds for it."""

    def __init__(self, name: str, services: Services) -> None:
        self.name, self.app, self.held = name, create_app(services), Held(services)
        self.client = self.app.server.test_client()
        self._kept: dict[str, Page] = {}
        self._rests: dict[str, LeftOver] = {}

    def markup(self, address: str) -> str:
        """What arrives at an address."""
        answer = self.client.get(address)
        assert answer.status_code == 200, address
        return str(answer.get_data(as_text=True))

    def read(self, address: str) -> Page:
        return read_page(address, self.markup(address))

    def page(self, address: str) -> Page:
        if address not in self._kept:
            self._kept[address] = self.read(address)
        return self._kept[address]

    def left_over(self, page: Page) -> LeftOver:
        if page is not self._kept.get(page.address):
            return LeftOver(page, self.held, self.page)
        if page.address not in self._rests:
            self._rests[page.address] = LeftOver(page, self.held, self.page)
        return self._rests[page.address]

    @cached_property
    def pages(self) -> list[Page]:
        """In a full sweep every page and every choice; else some of the English pages."""
        plain = self._followed(_is_plain)
        onward = {one for address in plain for one in self.page(address).onward}
        every = {*self._followed(_is_choice)} if FULL else {*filter(_is_choice, onward)}
        french = {one for one in every if one.endswith("?lang=fr")}
        chosen = sample(f"{self.name}: French pages", sorted(french), 20)
        choices = every - {*plain} - french
        chosen += sample(f"{self.name}: pages with a choice", sorted(choices), 12)
        plain = sample(f"{self.name}: English pages", plain, 40)
        return [self.page(one) for one in (*plain, *chosen)]

    def _followed(self, fits: Callable[[str], bool]) -> list[str]:
        """Addresses of this kind, from link to link."""
        found: dict[str, None] = {}
        ahead = ["/"]
        while ahead:
            if (address := ahead.pop()) not in found and self.page(address).said:
                found[address] = None
                ahead += filter(fits, self.page(address).onward)
        return list(found)

    @cached_property
    def trails(self) -> dict[Key, str]:
        """Every figure whose trail these pages lead to, and an address of it."""
        return {key_in(one): one for page in self.pages for one in sorted(page.trails)}

    def with_charts(self, page: Page) -> tuple[Page, list[Said]]:
        """An indicator's page with the texts of its charts, and these alone."""
        search = page.address.partition("?")[2]
        markup = chart_markup(page.path[1], search, self.app, self.held.services)
        drawn = read_page(page.address, markup)
        said = [*page.said, *drawn.said]
        return Page(page.address, page.root, said), drawn.numbers()


def _is_plain(address: str) -> bool:
    return "?" not in address


def _is_choice(address: str) -> bool:
    """A page of a strategy or with a choice, not both; those of one figure have trails' links."""
    keys = {one.partition("=")[0] for one in address.partition("?")[2].split("&")}
    return "period" not in keys and ("framework" not in keys or keys <= {"framework", "lang"})
