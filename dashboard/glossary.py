"""The words that the methods page explains; their texts are in text/*/glossary.toml."""

import unicodedata

USED_HERE = (
    "framework", "pillar", "outcome", "indicator", "series", "record", "source", "document",
    "revision", "known_at", "break", "breakdown", "baseline", "target", "trail", "action",
)  # fmt: skip
SUBJECT = (
    "detected", "incident", "charge", "clearance", "case_court", "conviction", "contact",
    "hotline_case", "referral", "tier", "survivor", "award", "commitment",
)  # fmt: skip


def without_accents(term: str) -> str:
    """What a term is put in alphabetical order by."""
    parts = unicodedata.normalize("NFD", term.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))
