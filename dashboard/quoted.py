"""Titles of documents in their own language, marked as such where the page has another.

What reads a page aloud takes the voice of the language from the markup (WCAG 3.1.2).
"""

from dash import html
from dash.development.base_component import Component

from dashboard.text import Words
from metrics import Document

Child = Component | str


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
