"""What is said of chosen values where they are taken away: title, address, citation, notes."""

from collections.abc import Iterator, Sequence

from dashboard import shell
from dashboard.addresses import Address
from dashboard.exploring.asked import FILTERS
from dashboard.moments_said import moment_clause, moment_words
from dashboard.services import Services, site
from dashboard.text import Words
from dashboard.workbook import Note
from metrics import Source

FEW = 3  # publishers that a citation names


def file_address(kind: str, address: Address, path: str = "/data") -> str:
    """The whole address of a file with its choice."""
    own = {key: address.asked(key) for key in FILTERS}
    return public(address.to(f"{path}.{kind}", **own))


def public(path: str) -> str:
    """The path under the address by which people reach the pages."""
    return site() + path


def title_of(address: Address, held: Services, words: Words) -> str:
    """The indicator or series that is chosen, else what the values are of."""
    if key := address.asked("series"):
        return words.text(held.catalogue.series_of(key).title)
    if name := address.asked("indicator"):
        return words.text(held.catalogue.indicator(name).title)
    if name := address.asked("source"):
        return words.text(held.catalogue.source(name).title)
    return words("explore.whole_title")


def citation(
    publishers: Sequence[str], values: int, held: Services, address: Address, words: Words
) -> str:
    """Publisher first, then what, how many, when read and where."""
    named = words.joined(list(publishers))
    moment = moment_clause(held.store.moment, words)
    own = {key: address.asked(key) for key in FILTERS}
    return words.counted(
        "explore.cite",
        values,
        publishers=named if 0 < len(publishers) <= FEW else words("explore.cite_several"),
        title=title_of(address, held, words),
        brand=shell.brand(words),
        day=words.day(held.store.today()),
        moment=words("explore.cite_moment", moment=moment) if moment else "",
        address=public(address.to("/data", **own)),
    )


def notes_of(
    values: int, sources: Sequence[Source], held: Services, address: Address, words: Words
) -> Iterator[Note]:
    """The sheet of notes: what was chosen, as of when, and what is to be known of the values."""
    example = held.catalogue.example
    if example:
        yield words("explore.note_example"), words.text(example)
    yield words("explore.note_title"), title_of(address, held, words)
    yield (
        words("explore.note_choice"),
        "; ".join(_choice(address, words)) or words("explore.show_all"),
    )
    yield words("explore.note_count"), values
    yield words("explore.note_moment"), as_of(held, words)
    yield words("explore.note_read"), words.day(held.store.today())
    yield words("explore.note_address"), file_address("xlsx", address)
    yield words("explore.note_hidden"), words("explore.note_hidden_text")
    yield words("explore.note_bounds"), words("explore.note_bounds_text")
    for one in sources:
        said = f"{words.text(one.title)}{words('shared.colon')}{words.text(one.licence)}"
        yield words("explore.note_licence"), said


def as_of(held: Services, words: Words) -> str:
    """Of when the values speak: a past moment, or today."""
    return " ".join(moment_words(held.store, words)) or as_of_now(held, words)


def as_of_now(held: Services, words: Words) -> str:
    return words("explore.note_now", day=words.day(held.store.today()))


def _choice(address: Address, words: Words) -> Iterator[str]:
    for key in FILTERS:
        if asked := address.asked(key):
            yield f"{words(f'explore.{key}')}{words('shared.colon')}{asked}"
