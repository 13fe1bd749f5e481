"""The sheet of findings that we add to a partner's file: how it is known when it comes back."""

# The hidden defined name that tells it from a partner's own sheets, whatever they are called.
MARKER = "_pillars_findings"


def sheet_in(reference: str) -> str:
    """The sheet that a reference like 'It''s one'!$A$1 names."""
    name = reference.strip().rpartition("!")[0]
    if name.startswith("'") and name.endswith("'") and len(name) > 1:
        return name[1:-1].replace("''", "'")
    return name
