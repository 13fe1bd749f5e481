"""What a value measures, in words: each name once."""

import re
from collections.abc import Iterator

from metrics.catalogue import Catalogue
from metrics.dimensions import Disaggregation
from metrics.labels import disaggregation_words, period_words, place_words
from metrics.languages import COLON, Language, Text
from metrics.observations import Observation


def names_already(title: str, said: str) -> bool:
    """Whether a title has a name in it; "Ottawa (police service area)" is named by "Ottawa"."""
    bare = said.partition(" (")[0]
    return re.search(rf"\b{re.escape(bare)}\b", title, re.IGNORECASE) is not None


def measured(one: Observation, catalogue: Catalogue) -> Text:
    """Indicator, series, period, place and breakdown of a value."""
    return Text(*("; ".join(_names(one, catalogue, language)) for language in Language))


def _names(one: Observation, catalogue: Catalogue, language: Language) -> Iterator[str]:
    whole = catalogue.indicators[one.indicator].title.in_(language)
    own = catalogue.series[one.series].title.in_(language)
    if not names_already(own, whole):
        yield whole
    yield own
    yield period_words(one.period, language)
    place = place_words(catalogue.place(one.place), language)
    if not (names_already(own, place) or names_already(whole, place)):
        yield place
    if one.disaggregation != Disaggregation():
        said = _breakdown(one.disaggregation, place, catalogue, language)
        if not names_already(own, said):
            yield said


def _breakdown(
    breakdown: Disaggregation, place: str, catalogue: Catalogue, language: Language
) -> str:
    """Its members; one that is called as the place is, Canadian nationals in Canada, of what."""
    dimensions = dict(catalogue.dimensions)
    said = disaggregation_words(breakdown, dimensions, language)
    if said != place:
        return said
    ((name, _),) = breakdown.members
    return f"{dimensions[name].title.in_(language)}{COLON.in_(language)}{said}"
