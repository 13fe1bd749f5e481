"""Characters of titles and key lines that no font of the documents draws, named for their maker."""

from collections.abc import Iterator, Mapping

from dashboard.briefings.outline import Outline
from dashboard.briefings.pdf.font_cover import Missing, covering
from dashboard.text import both
from metrics import Language, Text

MOST_NAMED = 8  # one by one


def undrawn_in(texts: Mapping[str, str]) -> Iterator[tuple[str, Text]]:
    """Of each field what is to be said of it, where there is anything."""
    for name, text in texts.items():
        if found := covering(text):
            yield name, _said(found)


def undrawn_of(outline: Outline) -> Text | None:
    """The same of a whole outline, in one finding."""
    lines = (f"{one.en}{one.fr}" for one in outline.lines)
    found = covering("".join([*outline.title, *lines]))
    return _said(found) if found else None


def _said(found: tuple[Missing, ...]) -> Text:
    named = {one: _named(found, one) for one in Language}
    return Text(*(both("briefing.note_undrawn", named=named[one]).in_(one) for one in Language))


def _named(found: tuple[Missing, ...], language: Language) -> str:
    """Each with its code, and with its name in Unicode, which has names in English alone."""
    names = ((one.name if language is Language.EN else "", one.code) for one in found[:MOST_NAMED])
    told = [", ".join(filter(None, one)) for one in names]
    said = [f"{one.character} ({how})" for one, how in zip(found, told, strict=False)]
    return "; ".join([*said, *(["…"] if len(found) > MOST_NAMED else [])])
