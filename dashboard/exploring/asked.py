"""What an address of the page of data asks for: which values, and which of their pages."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from dashboard.addresses import Address
from metrics import Catalogue, Choice, MetricsError, ObservationStatus, Text, UnknownError

ROWS = 50  # of a page
WHOLE = "total"  # how an address asks for what is not broken down
FILTERS = ("indicator", "series", "source", "place", "by", "from", "to", "status")
KEYS = (*FILTERS, "page")
STATUSES = [one for one in ObservationStatus if one is not ObservationStatus.WITHDRAWN]
FIRST_YEAR, LAST_YEAR = 1900, 2100
DIMENSION, STATUS = Text("breakdown", "Ventilation"), Text("status", "État")


class Paging(NamedTuple):
    """Which page of how many; both count from 1."""

    page: int
    pages: int

    @property
    def first(self) -> int:
        """The place of its first row, which counts from 0."""
        return (self.page - 1) * ROWS


def choice_of(address: Address, catalogue: Catalogue) -> Choice:
    """The values that an address asks for; MetricsError where it names what is not known."""
    first, last = _year("from", address), _year("to", address)
    return Choice(
        indicator=_known(address.asked("indicator"), lambda one: catalogue.indicator(one).id),
        series=_known(address.asked("series"), lambda one: _series(one, catalogue)),
        source=_known(address.asked("source"), lambda one: catalogue.source(one).id),
        place=_known(address.asked("place"), lambda one: catalogue.place(one).code),
        dimension=_known(address.asked("by"), lambda one: _dimension(one, catalogue)),
        first=date(first, 1, 1) if first else None,
        last=date(last, 12, 31) if last else None,
        status=_status(address.asked("status")),
    )


def paging_of(address: Address, values: int) -> Paging:
    """The page that is asked for; MetricsError for one that there is not."""
    pages = max(-(-values // ROWS), 1)
    asked = address.asked("page") or "1"
    number = int(asked) if asked.isdecimal() and len(asked) < len(str(pages)) + 1 else 0
    if not 0 < number <= pages:
        raise MetricsError(
            f"There is no page '{asked}' of these values: the last one is page {pages}.",
            f"Ces valeurs n'ont pas de page « {asked} » : la dernière est la page {pages}.",
        )
    return Paging(number, pages)


def is_narrowed(address: Address) -> bool:
    return any(address.asked(key) for key in FILTERS)


def _known(asked: str | None, read: Callable[[str], str]) -> str | None:
    return read(asked) if asked else None


def _series(key: str, catalogue: Catalogue) -> str:
    catalogue.series_of(key)  # UnknownError for a name that nothing declares
    return key


def _dimension(name: str, catalogue: Catalogue) -> str:
    if name != WHOLE and name not in catalogue.dimensions:
        raise UnknownError(DIMENSION, name, [WHOLE, *catalogue.dimensions])
    return name


def _status(code: str | None) -> ObservationStatus | None:
    known = [one.value for one in STATUSES]
    if code and code not in known:
        raise UnknownError(STATUS, code, known)
    return ObservationStatus(code) if code else None


def _year(key: str, address: Address) -> int | None:
    asked = address.asked(key)
    if not asked:
        return None
    if not (asked.isdecimal() and FIRST_YEAR <= int(asked[:5]) <= LAST_YEAR and len(asked) == 4):
        raise MetricsError(
            f"'{asked}' is not a year: write {key}=2024.",
            f"« {asked} » n'est pas une année : écrivez {key}=2024.",
        )
    return int(asked)
