"""The message with which an issued briefing goes out: the accessible PDF, and where the rest is.

Figures under embargo, and what is confidential, are never mailed: then there is the link alone.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from dashboard.briefings.document import Format
from dashboard.briefings.snapshot import Snapshot, outline_in
from dashboard.issuing.making import File, files, link_to, printed
from dashboard.returns.mail import Attachment, Mail
from dashboard.text import Words
from metrics import Briefing, Language, Schedule

CONFIDENTIAL = "confidential"
RULE = "\n\n—\n\n"  # between the two languages


class Message(NamedTuple):
    """What goes to every address of a list; `files` are those that are attached."""

    subject: str
    text: str
    files: tuple[File, ...]

    def to(self, address: str) -> Mail:
        attached = tuple(Attachment(one.name, one.mime, one.data) for one in self.files)
        return Mail(address, self.subject, self.text, attached)


def message(briefing: Briefing, snapshot: Snapshot, schedule: Schedule, url: str) -> Message:
    """The message of a schedule in the languages of its list; its subject holds no figure."""
    held_back = is_held_back(snapshot)
    attached = () if held_back else tuple(_attached(briefing, snapshot, schedule, url))
    told = [Words(one) for one in schedule.languages]
    subject = " | ".join(one("briefing_commands.mail_subject", code=briefing.code) for one in told)
    parts = [_text(briefing, schedule, attached, url, words, held_back=held_back) for words in told]
    return Message(subject, RULE.join(parts) + "\n", attached)


def is_held_back(snapshot: Snapshot) -> bool:
    """Whether anything in it was not public when it was frozen, or it is confidential."""
    at = snapshot.held_at
    ahead = any(
        (one.released_at and datetime.fromisoformat(one.released_at) > at)
        or one.known_on > at.date().isoformat()
        for one in snapshot.figures.values
    )
    return ahead or outline_in(snapshot).classification == CONFIDENTIAL


def _attached(
    briefing: Briefing, snapshot: Snapshot, schedule: Schedule, url: str
) -> Iterator[File]:
    if Format.PDF in schedule.formats:
        told = {one: printed(briefing, one, url) for one in schedule.languages}
        yield from files(snapshot, told, [Format.PDF])


def _text(
    briefing: Briefing, schedule: Schedule, attached: tuple[File, ...], url: str, words: Words,
    *, held_back: bool,
) -> str:  # fmt: skip
    """A title may tell a figure, so that it is left out with the files."""
    said = [words("briefing_commands.mail_issued", code=briefing.code)]
    if not held_back:
        said[0] += f" {words('briefing_commands.mail_title', title=words.text(briefing.title))}"
    if attached:
        said.append(words("briefing_commands.mail_attached"))
    if held_back:
        said.append(words("briefing_commands.mail_held_back"))
    if url:
        formats = words.joined([one.upper() for one in schedule.formats])
        link = link_to(briefing.code, url) + _lang(words)
        said.append(f"{words('briefing_commands.mail_link', formats=formats)}\n{link}")
    else:
        said.append(words("briefing_commands.mail_no_link"))
    said.append(words("briefing_commands.mail_why", schedule=schedule.code))
    return "\n\n".join(said)


def _lang(words: Words) -> str:
    return f"?lang={words.language}" if words.language is not Language.EN else ""
