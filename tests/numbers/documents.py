"""How many documents the points of a drawing come from, counted again from every statement."""

from collections import defaultdict
from collections.abc import Container, Iterator

from metrics import Document, Period
from tests.numbers.asked import Asked, Count
from tests.numbers.held import Key, key_in


def of_drawings(asked: Asked) -> Iterator[Count]:
    """Of each line that the page leads to, and of the lines of one place that one drawing shows."""
    lines: dict[tuple[str, ...], set[Key]] = defaultdict(set)
    for key in map(key_in, asked.page.trails):
        source = key.series.partition("/")[0]
        lines[_line(key)] |= {key}
        lines[source, key.place] |= {key}
    for keys in lines.values():
        yield from _others(_whole_lines(keys, asked), asked)


def of_drawing(series: Container[str], asked: Asked) -> Iterator[Count]:
    """Of a drawing of all values of these series."""
    yield from _others([one for one in asked.held.figures if one.series in series], asked)


def _whole_lines(keys: set[Key], asked: Asked) -> list[Key]:
    """All figures of the lines of which some are linked: a chart may fold the oldest away."""
    named = set(map(_line, keys))
    return [one for one in asked.held.figures if _line(one) in named]


def _line(key: Key) -> tuple[str, ...]:
    """Values of one frequency make a line."""
    return *key[:3], Period.parse(key.period).frequency


def _others(keys: list[Key], asked: Asked) -> Iterator[Count]:
    documents = {_document(one.observation, asked)
                 for key in keys for one in asked.held.figures[key]}  # fmt: skip
    newest = max(keys, key=lambda one: Period.parse(one.period).end)
    for own in {_document(one.observation, asked) for one in asked.held.figures[newest]}:
        others = [one for one in documents - {own} if one]
        if others:
            years = sorted({str(one.published_on)[:4] for one in others if one.published_on})
            said = f" ({'–'.join(dict.fromkeys((years[0], years[-1])))})" if years else ""
            yield asked.counted("shared.other_documents", len(others), years=said)


def _document(observation, asked: Asked) -> Document | None:
    source = asked.held.catalogue.sources[observation.series.partition("/")[0]]
    return source.documents.get(observation.document)
