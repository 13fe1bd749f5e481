"""The demo has an issued briefing and a draft of the next, made by its official, and only once."""

from dashboard.demo.briefings import make_briefings
from dashboard.issuing.making import kept_snapshot, outline_of
from metrics import OFFICIAL, BriefingState, Language


def test_the_demo_issues_one_and_leaves_the_next_as_a_draft(example):
    people = {"official": "official-c3"}
    assert make_briefings(example.settings, people)
    assert not make_briefings(example.settings, people)
    store = example.store.seen_by(OFFICIAL)
    draft, issued = store.briefings.held()
    assert (issued.state, draft.state) == (BriefingState.ISSUED, BriefingState.DRAFT)
    document = kept_snapshot(store, issued.code).document(Language.EN)
    assert document.head.example
    assert all(one.figure for one in document.exhibits)
    assert outline_of(store, draft.code).since == issued.code


def test_real_figures_get_none(whole):
    assert not make_briefings(whole.settings, {"official": "official-c3"})
