"""Beside every figure of a change that is under embargo it is said until when, in every format."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.briefings.composing.changed import changes, changes_said
from dashboard.briefings.composing.material import FORM, TELLS_EMBARGO
from dashboard.briefings.document import Format
from dashboard.briefings.outline import Outline
from dashboard.briefings.snapshot import Since, compare, frozen
from dashboard.issuing.making import file_of, made, printed_draft
from dashboard.text import Words
from metrics import Language, Moment, Progress
from tests.briefings.issuing import official_store
from tests.briefings.made import BETWEEN, EN, FR, outline, restate, restating
from tests.briefings.test_eight_files import squeezed, whole_text

LATER = datetime(2024, 7, 1, tzinfo=UTC)
OUT = "2024-09-30T14:00:00+00:00"
MARK = {EN: "embargoed until 30 September 2024", FR: "sous embargo jusqu'au 30 septembre 2024"}


@pytest.fixture
def both(tmp_path):
    """Two snapshots of which the second has every figure under embargo."""
    with restating(tmp_path) as store:
        before = frozen(store, outline("calls", "texts"), BETWEEN)
        restate(store)
        after = frozen(store, outline("calls", "texts"), LATER)
        kept = tuple(one._replace(released_at=OUT) for one in after.figures.values)
        yield store, before, after._replace(figures=after.figures._replace(values=kept))


@pytest.mark.parametrize("language", list(Language))
def test_compare_says_until_when_beside_each_number_that_is_not_public(both, language):
    store, before, after = both
    said = {one.kind: one.words for one in compare(before, after, store.catalogue, language)}
    for kind, number, public in (("new", "608", ""), ("restated", "597", "528")):
        at = said[kind].index(number) + len(number)
        assert said[kind][at:].startswith(f" ({MARK[language]}")
        assert said[kind].count(MARK[language]) == 1  # none beside the number that was public
        assert public in said[kind]


def test_a_figure_that_is_public_by_the_instant_of_freezing_has_no_such_word(both):
    store, before, after = both
    later = after._replace(held_at=datetime.fromisoformat(OUT))
    said = [one.words for one in compare(before, later, store.catalogue, EN)]
    assert said
    assert not [one for one in said if "embargo" in one]


def test_a_word_of_progress_and_partners_that_are_missing_tell_it_too(both):
    store, before, after = both
    judged = (before.figures.judged[0]._replace(progress=Progress.WATCH),
              *before.figures.judged[1:])  # fmt: skip
    was = before._replace(figures=before.figures._replace(judged=judged))
    kept = tuple(one._replace(coverage=(9, 12)) for one in after.figures.values)
    now = after._replace(figures=after.figures._replace(values=kept))
    said = {one.kind: one.words for one in compare(was, now, store.catalogue, EN)}
    assert MARK[EN] in said["progress"]
    assert MARK[EN] in said["late"]


def test_an_older_form_is_rebuilt_without_it(both):
    store, before, after = both
    found = changes(before.figures, after.figures)
    told = {
        form: [one.words for one in changes_said(
            found, "plan", Moment(), store.catalogue, Words(EN), form, LATER)]
        for form in (TELLS_EMBARGO - 1, FORM)
    }  # fmt: skip
    assert not [one for one in told[TELLS_EMBARGO - 1] if "embargo" in one]
    assert [one for one in told[FORM] if "embargo" in one]


def test_it_stands_in_what_has_changed_of_every_format(house):
    store = official_store(house)
    first = made(store, outline("people")).snapshot
    house.scheduled()
    house.move(house.at + timedelta(hours=1))
    since = Since(first.figures, dict.fromkeys(Language, "Since B-2024-001"))
    after = frozen(store, Outline(framework="plan", indicators=("people",)), house.at, since)
    for language in Language:
        document = after.document(language)
        word = "embargoed until" if language is EN else "sous embargo jusqu"
        (said,) = [one.words for one in document.changes if one.kind == "new"]
        assert word in said
        for format_ in Format:
            data = file_of(document, printed_draft(language, after.held_at), format_).data
            assert squeezed(said) in squeezed(whole_text(data, format_))
