"""The words that the methods page explains; their texts are in text/*/glossary.toml."""

USED_HERE = (
    "framework", "pillar", "outcome", "indicator", "series", "record", "source", "document",
    "revision", "known_at", "break", "breakdown", "baseline", "target", "trail", "action",
)  # fmt: skip
SUBJECT = (
    "detected", "incident", "charge", "clearance", "case_court", "conviction", "contact",
    "hotline_case", "referral", "tier", "survivor", "award", "commitment",
)  # fmt: skip
