"""Who wrote, saved or labelled a file is put there by programs: it refuses no return."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from ingest.findings import Severity
from ingest.returns import Outcome, check
from tests.ingest import return_forms as made

PATH = '<x15ac:absPath xmlns:x15ac="urn:x" url="{}"/>'


def checked_bytes(content: bytes):
    return check(content, "return.xlsx", made.context())


def with_words(part: str, before: str, words: str, book: openpyxl.Workbook | None = None) -> bytes:
    """The sound return, with words in a part before the first of something."""
    held = BytesIO()
    source = ZipFile(BytesIO(made.saved(book or made.workbook())))
    with ZipFile(held, "w", ZIP_DEFLATED) as zipped:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert before.encode() in content
                content = content.replace(before.encode(), (words + before).encode(), 1)
            zipped.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    "words",
    [
        PATH.format(r"C:\\Users\\Sarah\\Desktop\\"),
        PATH.format(r"C:\\Users\\jane.doe\\Documents\\"),
        PATH.format(r"C:\\Users\\Sarah Miller\\Documents\\"),
        PATH.format("/Users/marie-claude/Documents/"),
        PATH.format("https://house-my.sharepoint.com/personal/sarah_miller_house_org/Documents/"),
        '<fileSharing readOnlyRecommended="1" userName="Sarah Miller"/>',
        '<customWorkbookViews><customWorkbookView name="Sarah Miller - Personal View"/>'
        "</customWorkbookViews>",
    ],
)
def test_where_and_by_whom_a_workbook_was_saved(words):
    assert checked_bytes(with_words("xl/workbook.xml", "<sheets", words)).outcome is Outcome.ACCEPT


def test_a_name_of_cells_that_is_a_persons_is_still_refused():
    named = '<definedNames><definedName name="Sarah_Miller">1</definedName></definedNames>'
    result = checked_bytes(with_words("xl/workbook.xml", "<calcPr", named))
    assert [one.rule.partition(":")[0] for one in result.findings] == ["personal-data"]


def test_the_mail_of_who_labelled_or_commented_is_none_of_a_persons_served():
    book = made.workbook()
    for name, words in (
        ("MSIP_Label_0a1b_Owner", "sarah.miller@house.example"),
        ("MSIP_Label_0a1b_Name", "General"),
    ):
        one = openpyxl.packaging.custom.StringProperty(name=name, value=words)
        book.custom_doc_props.append(one)
    assert checked_bytes(made.saved(book)).outcome is Outcome.ACCEPT


def test_who_is_signed_in_and_comments_is_none_of_a_persons_served():
    people = (
        '<personList xmlns="urn:threaded"><person displayName="Sarah Miller" '
        'userId="S::sarah.miller@house.example::00000000-0000-0000-0000-000000000000"/></personList>'
    )
    held = BytesIO(made.saved(made.workbook()))
    with ZipFile(held, "a") as zipped:
        zipped.writestr("xl/persons/person.xml", people)
    assert checked_bytes(held.getvalue()).outcome is Outcome.ACCEPT


def test_a_mail_in_another_property_is_refused():
    book = made.workbook()
    one = openpyxl.packaging.custom.StringProperty(name="Client", value="a.b@house.example")
    book.custom_doc_props.append(one)
    found = checked_bytes(made.saved(book)).findings
    assert [one.severity for one in found] == [Severity.ERROR]
