"""The two languages of the product, and a text held in both."""

from enum import StrEnum
from typing import NamedTuple


class Language(StrEnum):
    EN = "en"
    FR = "fr"


class Text(NamedTuple):
    """One text in English and French; neither stands in for the other."""

    en: str
    fr: str

    def in_(self, language: Language) -> str:
        return self.fr if language is Language.FR else self.en


COLON = Text(": ", "\u00a0: ")  # between what is named and what is said of it
