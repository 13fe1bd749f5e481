"""`pillars reviews`: what was reviewed with survivors, and the marks of the words as they are."""

from dashboard.options import HeldAtOption, JsonOption, LangOption
from dashboard.plain_values import Record
from dashboard.printing import Opened, print_json, print_table
from dashboard.reading import moment
from dashboard.records import review_record
from dashboard.reviewed import Reviewed, every_reviewed, refuse_unknown, said

KEYS = ("kind", "name", "said", "mark")


def reviews(
    held_at: HeldAtOption = None, as_json: JsonOption = False, lang: LangOption = "en"
) -> None:
    """Show who reviewed each strategy and each page's words with survivors, and when."""
    opened = Opened(lang, None, moment(None, None, held_at))
    refuse_unknown(opened.catalogue)
    found = [*every_reviewed(opened.catalogue)]
    if as_json:
        print_json([_record(one, opened) for one in found])
        return
    opened.head()
    rows = (_row(one, opened) for one in found)
    print_table(opened.words("reviewed.title"), _headings(opened), rows, whole=(0, 1, 3))


def _headings(opened: Opened) -> list[str]:
    return [opened.words(f"reviewed.column_{key}") for key in KEYS]


def _record(one: Reviewed, opened: Opened) -> Record:
    reviewed = review_record(one, opened.language)
    return {"kind": one.kind, "name": one.name, "mark": one.mark, "reviewed": reviewed}


def _row(one: Reviewed, opened: Opened) -> list[str]:
    words = opened.words
    return [words(f"reviewed.kind_{one.kind}"), one.name, said(one, words), one.mark]
