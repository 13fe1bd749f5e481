"""What may enter the store: values of names that data/ declares, and no others."""

from collections.abc import Iterable, Mapping

from metrics.catalogue import KINDS, Catalogue
from metrics.dimensions import Disaggregation
from metrics.errors import UnknownError
from metrics.languages import Text
from metrics.periods import Frequency
from metrics.series_lines import Narrowing
from metrics.store.names import NewNames

FREQUENCY = Text("frequency", "Fréquence")
BREAKDOWN = Text("breakdown", "Ventilation")


def admit(new: NewNames, catalogue: Catalogue) -> None:
    """Refuse a name that the store meets for the first time and the catalogue does not know."""
    _check("indicator", new.indicators, catalogue.indicators)
    _check("series", new.series, catalogue.series)
    _check("place", new.places, catalogue.places)
    for source, document in new.documents:
        catalogue.document(source, document)
    for breakdown in new.breakdowns:
        known_breakdown(breakdown.code, catalogue)


def known_breakdown(code: str, catalogue: Catalogue) -> str:
    """The breakdown's code in its own order of dimensions; every member must be declared."""
    known = {
        f"{dimension.id}={member}"
        for dimension in catalogue.dimensions.values()
        for member in dimension.members
    }
    for part in filter(None, code.split(";")):
        if part not in known:
            raise UnknownError(BREAKDOWN, part, sorted(known))
    return Disaggregation.parse(code).code


def narrowed(
    catalogue: Catalogue,
    place: str | None = None,
    disaggregation: str | None = None,
    frequency: str | None = None,
) -> Narrowing:
    """Names as the store knows them; UnknownError for one that nothing carries."""
    if frequency is not None and frequency not in list(Frequency):
        raise UnknownError(FREQUENCY, frequency, list(Frequency))
    return Narrowing(
        catalogue.place(place).code if place is not None else None,
        known_breakdown(disaggregation, catalogue) if disaggregation is not None else None,
        frequency,
    )


def _check(kind: str, names: Iterable[str], known: Mapping[str, object]) -> None:
    for name in names:
        if name not in known:
            raise UnknownError(KINDS[kind], name, known)
