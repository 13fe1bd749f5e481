"""How many values the page of data has, which of them it shows, and what it says of its files."""

from collections.abc import Iterator

from dashboard.addresses import MOMENTS
from dashboard.observation_records import observation_heads
from metrics import Period
from tests.numbers.asked import Asked, Count
from tests.numbers.held import Key, key_in

ROWS = 50  # of a page
MOST = 50_000  # values of a file


def of_data(asked: Asked) -> Iterator[Count]:
    keys = [key for key in asked.held.figures if _is_chosen(key, asked)]
    yield from _told(keys, asked)
    yield from _paged(len(keys), asked)
    yield from _taken(keys, asked)


def _told(keys: list[Key], asked: Asked) -> Iterator[Count]:
    """How many there are, and how many of the page are hidden."""
    narrowed = "_narrowed" * bool({*asked.page.asked} - {"lang", "page", "framework"})
    yield asked.counted(f"explore.finding{narrowed}", len(keys))
    yield asked.counted("explore.files_note", len(keys))
    yield asked.said("explore.files_too_many", most=MOST)
    cited = asked.words.counted(
        "explore.cite", len(keys), publishers="", title="|", brand="|", day="", moment="",
        address="",
    )  # fmt: skip
    yield Count(cited.split("|")[1].strip(". "))
    hidden = sum(_is_hidden(key_in(one), asked) for one in asked.page.trails)
    yield asked.counted("explore.hidden_note", hidden)


def _is_hidden(key: Key, asked: Asked) -> bool:
    return asked.held.figures[key][-1].observation.status == "Q"


def _paged(total: int, asked: Asked) -> Iterator[Count]:
    """Which values of how many a page shows, and how many the next one has."""
    page, pages = int(asked.page.asked.get("page", 1)), max(-(-total // ROWS), 1)
    first, last = (page - 1) * ROWS + 1, min(page * ROWS, total)
    yield asked.said("explore.caption", first=first, last=last, total=total)
    yield asked.said("explore.page_of", page=page, pages=pages)
    yield asked.counted("explore.before", ROWS)
    yield asked.counted("explore.after", min(ROWS, total - last))


def _taken(keys: list[Key], asked: Asked) -> Iterator[Count]:
    """The columns of its files, which are names, and the licences of what is chosen."""
    columns = observation_heads(
        asked.held.catalogue, is_past=any(key in asked.page.asked for key in MOMENTS)
    )
    yield asked.counted("explore.dictionary_open", len(columns))
    yield from (Count(one, "code") for one in columns)
    sources = {key.series.partition("/")[0] for key in keys}
    yield asked.counted("explore.licences_open", len(sources))


def _is_chosen(key: Key, asked: Asked) -> bool:
    """Whether a figure fits what the address asks for."""
    choice, period = asked.page.asked, Period.parse(key.period)
    indicator = asked.held.catalogue.series[key.series].indicator
    is_of = {
        "indicator": indicator, "series": key.series, "place": key.place,
        "source": key.series.partition("/")[0],
        "status": asked.held.figures[key][-1].observation.status.value,
    }  # fmt: skip
    if any(choice.get(name, one) != one for name, one in is_of.items()):
        return False
    by = choice.get("by")
    fits = by is None or (not key.breakdown if by == "total" else f"{by}=" in key.breakdown)
    starts = period.start.year <= int(choice.get("to", 9999))
    return fits and starts and period.end.year >= int(choice.get("from", 0))
