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


def term_id(term: str) -> str:
    """Where a link to the explanation of a term leads."""
    return f"term-{term.replace('_', '-')}"


def without_accents(term: str) -> str:
    """What a term is put in alphabetical order by."""
    parts = unicodedata.normalize("NFD", term.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))
