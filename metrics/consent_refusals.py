"""Why a step with a consent is not taken, or a figure not shown: one line that says what to do."""

from collections.abc import Mapping
from datetime import date

from metrics.errors import MetricsError
from metrics.partners import Partner


def not_consented(organization: str, partners: Mapping[str, Partner]) -> MetricsError:
    """`partners` are those that are declared: an organization is told by its name."""
    named = partners.get(organization)
    en, fr = named.title if named else (organization, organization)
    return MetricsError(
        f"'{en}' governs its own data and does not consent to this use: nobody else may "
        "see or decide on these figures. Ask its steward.",
        f"« {fr} » gère ses propres données et ne consent pas à cet usage : personne "
        "d'autre ne peut voir ces chiffres ni en décider. Demandez à la personne qui en a la "
        "garde.",
    )


def not_the_owner(organization: str) -> MetricsError:
    return MetricsError(
        f"Only the steward of '{organization}' may do this: no role of the office stands above "
        "its consent.",
        f"Seule la personne qui a la garde des données de « {organization} » peut le faire : "
        "aucun rôle du bureau ne passe avant son consentement.",
    )


def no_governance(organization: str) -> MetricsError:
    return MetricsError(
        f"'{organization}' keeps no consent record: data/reference/partners.toml declares no "
        "governance for it.",
        f"« {organization} » ne tient pas de registre de consentement : "
        "data/reference/partners.toml ne lui déclare aucune gouvernance.",
    )


def no_purpose() -> MetricsError:
    return MetricsError(
        "Name at least one purpose: to consent to none, withdraw the consent.",
        "Nommez au moins un usage : pour ne consentir à aucun, retirez le consentement.",
    )


def needs_internal() -> MetricsError:
    return MetricsError(
        "Figures reach a briefing or the public only after the office has looked through them: "
        "consent to 'internal' as well, or leave the other purposes out.",
        "Les chiffres ne vont vers une note d'information ou le public qu'après examen par le "
        "bureau : consentez aussi à l'usage « internal », ou retirez les autres usages.",
    )


def is_over(until: date) -> MetricsError:
    return MetricsError(
        f"The last day of a consent cannot lie in the past: {until} does.",
        f"Le dernier jour d'un consentement ne peut pas être passé : {until} l'est.",
    )


def floor_too_low(least: int) -> MetricsError:
    return MetricsError(
        f"The smallest number that is shown may be raised, never lowered: write {least} or more.",
        f"Le plus petit nombre montré peut être relevé, jamais abaissé : écrivez au moins {least}.",
    )


def others_too_few(least: int) -> MetricsError:
    return MetricsError(
        f"A total needs at least {least} other contributors: write {least} or more.",
        f"Un total demande au moins {least} autres contributions : écrivez au moins {least}.",
    )


def no_steward(longest: int) -> MetricsError:
    return MetricsError(
        f"Name who speaks for this consent, in 2 to {longest} characters.",
        f"Nommez qui répond de ce consentement, en 2 à {longest} caractères.",
    )


def nothing_to_erase() -> MetricsError:
    return MetricsError(
        "There is nothing of this return to erase: its values are gone already.",
        "Il n'y a rien à effacer de ce rapport : ses valeurs ont déjà disparu.",
    )


def needs_two() -> MetricsError:
    return MetricsError(
        "Erasing a return of an organization without a steward takes two people: one who "
        "proposes it and another who approves.",
        "Effacer un rapport d'une organisation sans personne gardienne demande deux personnes : "
        "l'une le propose, l'autre l'approuve.",
    )
