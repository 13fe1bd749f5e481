"""What the pages say: one message catalogue a language, one file a page.

`text/en/overview.toml` holds the key `kicker`; a page asks for `overview.kicker`. A message may
have places for values, `{count}`; a message about a number has the keys `..._one` and `..._many`.
"""

import re
import tomllib
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from metrics import Language, Text, Unit, labels

BREAKS = re.compile(r"(?<=«) | (?=[»:%$])|(?<=\d) (?=\d{3}\b)")  # French spaces that do not break
THINGS = Unit(id="things", one=Text("", ""), many=Text("", ""), kind="count")


@cache
def messages(language: Language) -> dict[str, str]:
    """All messages of a language by "<file>.<key>"."""
    return {
        f"{path.stem}.{key}": message
        for path in sorted(Path(__file__).parent.joinpath(language.value).glob("*.toml"))
        for key, message in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


class Words:
    """The messages and the number words of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._messages = messages(language)

    def __call__(self, key: str, **values: str | int) -> str:
        written = {
            name: self.number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return self._messages[key].format(**written)

    def counted(self, key: str, count: int, **values: str | int) -> str:
        """The message for this many; French is singular below two."""
        single = count < 2 if self.language is Language.FR else count == 1
        return self(f"{key}_{'one' if single else 'many'}", count=count, **values)

    def number(self, value: int | Decimal) -> str:
        return labels.number(value, THINGS, self.language)

    def day(self, day: date) -> str:
        return labels.day_words(day, self.language)

    def minute(self, at: datetime) -> str:
        """A day and its minute, in UTC."""
        return labels.instant_words(at, self.language)

    def time(self, at: datetime) -> str:
        return labels.time_words(at, self.language)

    def text(self, text: Text) -> str:
        return text.in_(self.language)

    def held(self, text: Text) -> str:
        """A text out of the store: cells are read without the spaces that do not break."""
        said = text.in_(self.language)
        return BREAKS.sub("\u00a0", said) if self.language is Language.FR else said

    def joined(self, parts: list[str]) -> str:
        """Words in a row: "a, b and c", in French "a, b et c"."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self('shared.and')} {parts[-1]}"


def both(key: str, **values: str | int) -> Text:
    """A message in both languages."""
    return Text(Words(Language.EN)(key, **values), Words(Language.FR)(key, **values))


def both_counted(key: str, count: int, **values: str | int) -> Text:
    """A message for this many in both languages, each with its own singular."""
    return Text(*(Words(language).counted(key, count, **values) for language in Language))
