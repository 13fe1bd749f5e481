"""In French a briefing is issued ("émise") and never published: one under embargo is not public."""

import re

from dashboard.text import messages
from metrics import BriefingState, Language, Text, briefing_refusals

ISSUED = re.compile(r"\bissue(?:d|s)?\b", re.IGNORECASE)
PUBLISHED = re.compile(r"publi(?:é|er|ez)", re.IGNORECASE)
FROZEN = "briefing_file.since"  # stands in snapshots: its words belong to their form


def test_no_message_of_briefings_calls_publishing_what_the_english_calls_issuing():
    french = messages(Language.FR)
    issued = {
        key
        for key, said in messages(Language.EN).items()
        if ISSUED.search(said) and key.startswith(("briefing", "governance", "sign_in", "returns"))
    }
    assert {"briefing.list_issued", "governance.in_no_briefing"} < issued
    assert [key for key in issued - {FROZEN} if PUBLISHED.search(french[key])] == []


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
