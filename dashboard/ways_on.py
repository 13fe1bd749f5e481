"""Where to go from an address that nothing answers: what comes nearest to what was asked for."""

from collections.abc import Iterator
from dataclasses import replace

from dashboard.addresses import Address
from dashboard.choice import NotHeldError
from dashboard.text import Words
from metrics import KINDS, Catalogue, MetricsError, UnknownError

Way = tuple[str, str]  # its name and its address
PAGED = {KINDS["indicator"], KINDS["pillar"], KINDS["source"]}  # each of these has a page


def ways_on(
    error: MetricsError | None, address: Address, catalogue: Catalogue, *, is_page: bool = False
) -> list[Way]:
    """Pages near to what was asked for, and this page without what it cannot answer.

    `is_page` says that the path alone has a page: then some choice in the address was at fault.
    """
    words = Words(address.language)
    plain = (words("shell.not_held_plain"), address.to(address.path))
    if isinstance(error, NotHeldError):
        near = [
            (words("shell.not_held_near", name=words.text(name)),
             address.to(address.path, **{error.key: code}))
            for code, name in error.near.items()
        ]  # fmt: skip
        return [*near, plain]
    if not isinstance(error, UnknownError):
        return [plain] if is_page else []
    if address.path.startswith("/partner/"):
        return [(words("partners.more"), address.to("/partners"))]
    if address.path.startswith("/program/"):
        return [(words("funding.every_program_title"), address.to("/funding#every-program"))]
    if error.kind in PAGED:
        ways = _elsewhere(error, address, catalogue, words)
        return list(dict.fromkeys([*ways, *_pages(error, address, catalogue, words)]))
    return [plain]


def _elsewhere(
    error: UnknownError, address: Address, catalogue: Catalogue, words: Words
) -> Iterator[Way]:
    """The pillar of that very name in other strategies, the newest first."""
    if error.kind != KINDS["pillar"]:
        return
    newest = sorted(catalogue.frameworks.values(), key=lambda one: one.starts_on, reverse=True)
    for one in newest:
        for pillar in one.pillars:
            if pillar.id == error.name:
                name = f"{words.text(pillar.title)}, {words.text(one.title)}"
                yield name, replace(address, framework=one.id).to(f"/pillar/{pillar.id}")


def _pages(
    error: UnknownError, address: Address, catalogue: Catalogue, words: Words
) -> Iterator[Way]:
    """The pages of the names that come nearest, by their titles."""
    pillars = {one.id: one for one in catalogue.framework(address.framework).pillars}
    for name in error.nearest_in(address.language):
        if error.kind == KINDS["indicator"]:
            indicator = catalogue.indicator(name)
            yield words.text(indicator.title), address.to(f"/indicator/{indicator.id}")
        elif error.kind == KINDS["source"]:
            yield words.text(catalogue.source(name).title), address.to(f"/sources/{name}")
        elif name in pillars:
            yield words.text(pillars[name].title), address.to(f"/pillar/{name}")
