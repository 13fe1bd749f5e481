"""The colours of pages, charts and documents, by the names that the stylesheet has for them.

One place: code has no colour of its own, and a test holds the stylesheet and the documents'
template to these (tests/dashboard/test_tokens.py). What each is for stands in docs/design.md.
"""

INK, INK_2, INK_3 = "#16202b", "#465260", "#5c6875"  # text, axes; notes; what cannot be used
PAPER, TINT, TINT_2 = "#ffffff", "#f5f3ee", "#e9edf2"  # page; reading panel; heads, hover
RULE, RULE_SOFT, GRID = "#c8ced5", "#e1e5ea", "#dfe3e8"  # hairlines: decoration alone
EDGE = "#7d8894"  # borders of controls, rings, hatching
DATA, DATA_SOFT, DATA_2 = "#12436d", "#b9cadb", "#0f6f69"  # the subject; its fill; a companion
CONTEXT = "#7d8894"  # other series, values as first seen
GOOD, WATCH, OFF, QUIET = "#0a6b50", "#8a4b00", "#7a1a5c", "#465260"  # judgement, used last
GOOD_BG, WATCH_BG, OFF_BG, QUIET_BG = "#e3f1ef", "#fbeedd", "#f8e8f0", "#eef1f4"
NOTE_BG = "#fff6dd"  # banners
FOCUS_BG = "#ffd84d"

TOKENS = {
    name.lower().replace("_", "-"): value
    for name, value in list(globals().items())
    if name.isupper() and isinstance(value, str)
}
