"""The fixed words of a document, from the message catalogues."""

from dashboard.briefings.document import Labels
from dashboard.text import messages
from metrics import Language


def labels_of(language: Language, since: str = "") -> Labels:
    """The words of one language; `since` names the briefing before, empty where there is none."""
    told = {
        name: messages(language)[f"briefing_file.{name}"]
        for name in Labels._fields
        if name not in ("about", "since")
    }
    about = tuple(messages(language)[f"briefing_file.about_{at}"] for at in (1, 2, 3))
    return Labels(**told, about=about, since=since)
