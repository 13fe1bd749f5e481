"""Consents, their terms and what was erased, in words: for pages and the command line."""

from collections.abc import Mapping

from dashboard.access.audit_things import thing_said
from dashboard.text import Words, messages
from metrics import (
    COMMAND_LINE,
    SYSTEM,
    AuditAction,
    Catalogue,
    Consent,
    ConsentEvent,
    ConsentState,
    Detail,
    Erasure,
    Purpose,
    Terms,
)

ANYONE = "anonymous"
OWN = {"own-data": "governance.own", "log": "governance.log_title"}  # what an owner reads itself


def state_words(one: Consent, words: Words) -> str:
    """How a consent stands today, with its last day."""
    said = words(f"governance.state_{one.state.value}")
    terms = one.event.terms if one.event else None
    if terms is None or terms.until is None:
        return said
    key = "ended_on" if one.state is ConsentState.ENDED else "until"
    return f"{said}, {words(f'governance.{key}', day=words.day(terms.until))}"


def purposes_words(terms: Terms, words: Words) -> str:
    """In the order in which a purpose takes figures further."""
    return words.joined([words(f"governance.purpose_{one.value}") for one in Purpose
                         if one in terms.purposes])  # fmt: skip


def detail_words(terms: Terms, words: Words) -> str:
    if terms.detail is Detail.TOTAL:
        return words.counted("governance.detail_total", terms.others)
    return words(f"governance.detail_{terms.detail.value}")


def until_words(terms: Terms, words: Words) -> str:
    return words.day(terms.until) if terms.until else words("governance.no_end")


def event_words(one: ConsentEvent, words: Words) -> str:
    """What was done, with the terms where some were given."""
    said = words(f"governance.did_{one.kind.value}")
    if one.terms is None:
        return said
    told = purposes_words(one.terms, words), detail_words(one.terms, words)
    return f"{said}{words('shared.colon')}{'; '.join(told)}"


def erasure_words(one: Erasure, words: Words) -> str:
    rows = words.counted("governance.rows", one.rows)
    cells = words.counted("governance.cells", one.cells)
    return words(f"governance.erased_{one.kind.value}", rows=rows, cells=cells)


def actor_words(actor: str, people: dict[str, tuple[str, str]], words: Words) -> str:
    """The name of an account with its role, as the audit log itself shows it to the office."""
    if actor in (SYSTEM, COMMAND_LINE):
        return words(f"sign_in.actor_{actor.replace(' ', '_')}")
    if actor == ANYONE:
        return words("sign_in.audit_anonymous")
    if actor not in people:
        return words("sign_in.audit_gone", id=actor)
    name, role = people[actor]
    return f"{name} ({words(f'sign_in.role_{role}').partition(':')[0].strip()})"


def thing_words(told: str, named: Mapping[str, str], words: Words) -> str:
    """What was done to which thing, by its name where it has one; what is not known as written."""
    kind, _, name = told.partition(":")
    if kind == "consent" and name in OWN:
        return words(OWN[name])
    if f"sign_in.kind_{kind.replace('-', '_')}" not in messages(words.language):
        return f"{kind} {named.get(name, name)}"
    return thing_said(kind, name, named, words)


def named_things(
    people: Mapping[str, tuple[str, str]], catalogue: Catalogue, words: Words
) -> dict[str, str]:
    """What the codes of the audit log stand for: accounts, series, organizations, consents."""
    forms = {name: words.text(one.title) for name, one in catalogue.returns.items()}
    partners = {name: words.text(one.title) for name, one in catalogue.partners.items()}
    both = {
        f"{name}/{form}": f"{title}, {named}"
        for name, title in partners.items()
        for form, named in forms.items()
    }
    series = {key: words.text(one.title) for key, one in catalogue.series.items()}
    return {**series, **both, **partners, **{id_: name for id_, (name, _) in people.items()}}


def action_words(action: str, words: Words) -> str:
    known = action in list(AuditAction)
    return words(f"sign_in.did_{action.replace('-', '_')}") if known else action
