"""The things of the audit log in words: an entry keeps a code, which its reader need not know."""

from collections.abc import Mapping

from dashboard.text import Words

TITLES = {  # of pages that an entry names by the first part of their address
    "data": "explore.kicker",
    "funding": "funding.kicker",
    "hotlines": "hotlines.kicker",
    "initiatives": "initiatives.kicker",
    "international": "international.kicker",
    "methods": "methods.kicker",
    "overview": "shell.nav_overview",
    "partners": "partners.title",
    "protection": "protection.kicker",
    "quality": "quality.kicker",
    "search": "search.title",
    "sources": "sources.kicker",
}
NAMED = {  # what these kinds of things are called, besides by an id
    "audit-log": frozenset({"export", "page", "workbook"}),
    "sign-in": frozenset({"name", "provider"}),
    "page": frozenset({"admin", "calendar", "unknown"}),
}

JOBS = frozenset({"back-up", "brief", "check", "load", "purge", "remind"})  # as `jobs` names them


def thing_said(kind: str, name: str, names: Mapping[str, str], words: Words) -> str:
    """The thing with its kind; what has no word of its own stays as it was written."""
    if kind == "submission":
        return words("sign_in.thing_submission", number=name)
    if name in NAMED.get(kind, ()):
        return words(f"sign_in.thing_{_key(kind)}_{name}")
    if kind == "job":
        return _job(name, words)
    told = words(f"sign_in.kind_{_key(kind)}")
    if kind == "page" and name in TITLES:
        return f"{told}{words('shared.colon')}{words(TITLES[name])}"
    return f"{told} {names.get(name, name)}"


def _job(name: str, words: Words) -> str:
    """What is done, and of what: "load of a source ontario-outputs"."""
    kind, _, subject = name.partition("/")
    told = words(f"jobs.kind_{_key(kind)}") if kind in JOBS else kind
    return words("sign_in.kind_job", job=f"{told} {subject}".rstrip())


def _key(kind: str) -> str:
    return kind.replace("-", "_")
