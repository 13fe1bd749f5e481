"""Which documents the points of a drawing come from: the newest by name, the others counted."""

from collections.abc import Iterator, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import Child, publisher_link
from dashboard.quoted import title_of
from dashboard.text import Words
from metrics import Document, HeldObservation, SeriesLine, labels


def documents_said(lines: Sequence[SeriesLine], words: Words) -> list[Child]:
    """The document of the newest point with its date, "and 4 other documents (2018–2024)"."""
    names, documents = _names(lines), _documents(lines)
    newest = documents.get(names[0])
    title = title_of(newest, words) if newest else names[0][1]
    said: list[Child] = [publisher_link(title, newest.url if newest else None)]
    if newest and newest.published_on:
        said.append(f" ({labels.known_words(newest.published_on, words.language)})")
    others = [documents[one].published_on for one in names[1:] if one in documents]
    if others:
        years = _years([one for one in others if one])
        said.append(" " + words.counted("shared.other_documents", len(others), years=years))
    return said


def source_under(lines: Sequence[SeriesLine], words: Words) -> Component:
    """Under a drawing: who published what it shows, in which documents."""
    publishers = "; ".join(dict.fromkeys(words.text(one.series.publisher) for one in lines))
    head = f"{words('shared.source')}{words('shared.colon')}{publishers}, "
    return html.P([head, *documents_said(lines, words), "."], className="fig-n")


def newest_document(lines: Sequence[SeriesLine]) -> Document | None:
    """The document of the newest point; none where a partner has sent it."""
    return _documents(lines).get(_names(lines)[0])


def _names(lines: Sequence[SeriesLine]) -> list[tuple[str, str]]:
    """Source and document of the points, the newest first."""
    drawn = sorted(_drawn(lines), key=lambda one: one[1].observation.period.end, reverse=True)
    return list(dict.fromkeys((line.source.id, held.observation.document) for line, held in drawn))


def _documents(lines: Sequence[SeriesLine]) -> dict[tuple[str, str], Document]:
    return {
        (line.source.id, one.id): one for line in lines for one in line.source.documents.values()
    }


def _drawn(lines: Sequence[SeriesLine]) -> Iterator[tuple[SeriesLine, HeldObservation]]:
    """The values, and what was first published of them, which is drawn beside."""
    for line in lines:
        for one in line.values:
            yield line, one
            yield from ((line, was) for was in line.earlier.get(one.observation.period.code, ()))


def _years(dates: Sequence[str]) -> str:
    """From the first to the last year of publication, in parentheses; nothing where none is."""
    years = sorted({one[:4] for one in dates})
    if not years:
        return ""
    return f" ({years[0]})" if len(years) == 1 else f" ({years[0]}–{years[-1]})"
