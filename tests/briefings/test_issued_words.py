"""In French a briefing is issued ("émise") and never published: one under embargo is not public."""

import re

from dashboard.briefings.composing.material import FORM
from dashboard.briefings.composing.older_forms import labels_then
from dashboard.briefings.labels import labels_of
from dashboard.text import Words, messages
from metrics import BriefingState, Language, Text, briefing_refusals

ISSUED = re.compile(r"\bissue(?:d|s)?\b", re.IGNORECASE)
PUBLISHED = re.compile(r"publi(?:é|er|ez)", re.IGNORECASE)
SINCE = "briefing_file.since"  # stands in snapshots: its words belong to their form


def test_no_message_of_briefings_calls_publishing_what_the_english_calls_issuing():
    french = messages(Language.FR)
    issued = {
        key
        for key, said in messages(Language.EN).items()
        if ISSUED.search(said) and key.startswith(("briefing", "governance", "sign_in", "returns"))
    }
    assert {"briefing.list_issued", "governance.in_no_briefing"} < issued
    assert SINCE in issued
    assert [key for key in issued if PUBLISHED.search(french[key])] == []


def test_a_snapshot_of_an_older_form_is_rebuilt_with_the_word_that_it_was_issued_with():
    words = Words(Language.FR)
    labels = labels_of(Language.FR, words(SINCE, code="B-2026-001", day="3 mai 2026"))
    then = labels_then(labels, Language.FR, FORM - 1).since
    assert then == "Depuis la note B-2026-001, publiée le 3 mai 2026"
    now = labels_then(labels, Language.FR, FORM).since
    assert now == "Depuis la note B-2026-001, émise le 3 mai 2026"


def test_no_refusal_calls_it_so_either():
    code = "B-2026-001"
    told = [
        briefing_refusals.untitled(code),
        briefing_refusals.no_draft(code, BriefingState.ISSUED),
        briefing_refusals.not_newest(code, 1, 2),
        briefing_refusals.other_content(code),
        briefing_refusals.not_read(code),
        briefing_refusals.changed_since_preview(code),
        briefing_refusals.not_issued(code),
        briefing_refusals.no_consent(code, Text("Calls", "Appels")),
    ]
    assert [one.text.fr for one in told if PUBLISHED.search(one.text.fr)] == []
    assert "est émise" in told[1].text.fr
