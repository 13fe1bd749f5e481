"""What may enter the store: values of names that data/ declares, and no others."""

from collections.abc import Iterable, Mapping

from metrics.catalogue import KINDS, Catalogue
from metrics.dimensions import Disaggregation
from metrics.errors import UnknownError
from metrics.languages import Text
from metrics.store.names import NewNames

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


def _check(kind: str, names: Iterable[str], known: Mapping[str, object]) -> None:
    for name in names:
        if name not in known:
            raise UnknownError(KINDS[kind], name, known)
