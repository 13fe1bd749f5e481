"""Titles and names in their own language, marked as such where the page has another.

What reads a page aloud takes the voice of the language from the markup (WCAG 3.1.2).
"""

import re
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.text import Words
from metrics import Document, Language, Text

Child = Component | str
FRENCH = re.compile(r"[àâçéèêëîïôûù]|\b(?:de|du|des|la|le|les)\b", re.IGNORECASE)


def title_of(document: Document, words: Words) -> Child:
    """The title that the document bears, or that it was given here."""
    title, language = document.titled(words.language), document.language_titled(words.language)
    return title if language is words.language else html.Span(title, lang=language.value)


def quoting(sentence: str, document: Document | None, words: Words) -> list[Child]:
    """A sentence with the title of this document marked, if it stands in it."""
    if document is None:
        return [sentence]
    before, title, after = sentence.partition(document.titled(words.language))
    return [before, *([title_of(document, words)] if title else []), after]


def language_of_name(title: Text, words: Words) -> dict[str, Any]:
    """`lang` for a name that has one form alone and is not of the page's language; else nothing."""
    if title.en != title.fr:
        return {}
    language = Language.FR if FRENCH.search(title.en) else Language.EN
    return {} if language is words.language else {"lang": language.value}


def name_of(title: Text, words: Words) -> Child:
    """The name of an organization, marked where it is of the other language."""
    said, spoken = words.text(title), language_of_name(title, words)
    return html.Span(said, **spoken) if spoken else said


def naming(sentence: str, title: Text, words: Words) -> Child | list[Child]:
    """A sentence with the name in it marked likewise."""
    before, name, after = sentence.partition(words.text(title))
    shown = name_of(title, words)
    return sentence if not name or isinstance(shown, str) else [before, shown, after]
