"""What the words of a briefing are checked against besides the figures of their own indicator."""

from typing import NamedTuple

from metrics import Catalogue, Text


class Known(NamedTuple):
    """Contacts that the office publishes, titles of all places, and of provinces; things counted.

    `counted` are the words of every unit that counts, in the plural: "incidents", "charges".
    """

    contacts: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    counted: frozenset[Text] = frozenset()


def known_of(contacts: frozenset[str], catalogue: Catalogue) -> Known:
    places = catalogue.places.values()
    return Known(
        contacts,
        frozenset(title for place in places for title in place.title),
        frozenset(title for place in places if place.kind == "province" for title in place.title),
        frozenset(unit.many for unit in catalogue.units.values() if unit.kind == "count"),
    )
