"""Consent of those who own figures: given, changed and withdrawn by their steward, judged now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from metrics.audit import AuditEntry
from metrics.catalogue import KINDS, Catalogue
from metrics.consent_judging import consent_of, governance_of, governed
from metrics.consent_refusals import (
    floor_too_low,
    is_over,
    needs_internal,
    needs_two,
    no_governance,
    no_purpose,
    no_steward,
    not_the_owner,
    others_too_few,
)
from metrics.consent_values import (
    Consent,
    ConsentEvent,
    Erasure,
    Purpose,
    Terms,
    standing,
)
from metrics.errors import UnknownError
from metrics.languages import Text
from metrics.observations import HeldObservation
from metrics.partners import Governance
from metrics.return_reasons import reason_of, writable
from metrics.scopes import Scope
from metrics.store import consents_kept as kept
from metrics.store.consents_kept import Said
from metrics.store.consents_recording import ConsentSteps
from metrics.store.consents_seen import own_rows, seen_of
from metrics.store.engine import reading
from metrics.store.recording import Wrote
from metrics.store.repository import Repository
from metrics.store.returns_kept import RETURNS, KeptReturn, kept_returns, sent_by

LONGEST_STEWARD = 120  # characters
RETURN = Text("return", "Rapport")


@dataclass(frozen=True)
class Consents:
    """Consents as a reader sees them: an organization its own, the office how all of them stand.

    Only a reader bound to an organization may give, change or withdraw its consent: no reader of
    all organizations is.
    """

    repository: Repository
    catalogue: Catalogue
    scope: Scope
    on: date  # the day that is judged by
    said: Said
    wrote: Wrote
    now: Callable[[], datetime]  # the minute up to which releases have come out

    def governance(self, organization: str) -> Governance | None:
        """How an organization governs its data; None where it asks for no consent record."""
        return governance_of(organization, self.catalogue, self.said)

    def find(self, organization: str, form: str) -> Consent:
        """How the consent of an organization to a form stands today."""
        self._seen(organization)
        return consent_of(organization, self._form(form), self.said, self.on)

    def held(self, organization: str | None = None) -> tuple[Consent, ...]:
        """Every consent that is asked for, by organization and form; given or not."""
        asked = governed(self.catalogue, self.said)
        seen = [one for one in asked if organization in (None, one) and self.scope.sees_whole(one)]
        return tuple(
            consent_of(one, form, self.said, self.on)
            for one in seen
            for form in self._forms_of(one)
        )

    def allows(self, organization: str, form: str, purpose: Purpose) -> bool:
        """Whether the figures may be used so today; where no record is asked for, they may."""
        if self.governance(organization) is None:
            return True
        return consent_of(organization, form, self.said, self.on).allows(purpose)

    def terms(self, organization: str, form: str) -> Terms | None:
        """What is consented to today; None where nothing is, or no record is asked for."""
        return consent_of(organization, form, self.said, self.on).terms

    def history(self, organization: str, form: str) -> tuple[ConsentEvent, ...]:
        """Everything said of one consent, oldest first."""
        self._seen(organization)
        with reading(self.repository.engine) as connection:
            return tuple(kept.events(connection, *kept.of_form(organization, form)))

    def give(self, organization: str, form: str, terms: Terms, actor: str) -> Consent:
        """Consent, or change what is consented to, by the organization's own steward."""
        terms = self._checked(self._own(organization), terms)
        event = self._steps.give(organization, self._form(form), terms, actor)
        return standing(organization, form, event, self.on)

    def withdraw(self, organization: str, form: str, actor: str, reason: str) -> Erasure:
        """Take consent back: every value of the form is erased, in every revision, for ever.

        Where nothing is consented to the values are erased all the same: they are the owner's.
        """
        self._own(organization)
        said, declared = reason_of(reason), self._declared(organization, form)
        return self._steps.withdraw(organization, form, declared, actor, said)

    def erasures(self, organization: str | None = None) -> tuple[Erasure, ...]:
        """What was erased, oldest first."""
        with reading(self.repository.engine) as connection:
            every = kept.erasures(connection)
        return tuple(
            one for one in every
            if organization in (None, one.organization) and self.scope.sees_whole(one.organization)
        )  # fmt: skip

    def log(self, organization: str) -> Iterator[AuditEntry]:
        """What others have seen and done of an organization's own values, newest first."""
        self._own_values(organization)
        return seen_of(self.repository.engine, organization)

    def own_data(self, organization: str) -> Iterator[HeldObservation]:
        """Every value an organization has sent, in every revision, withdrawn and erased ones too.

        Streamed, by indicator, place, breakdown and period, oldest revision first.
        """
        self._own_values(organization)
        return own_rows(self.repository, organization)

    def purge(self, code: str, actor: str, reason: str, second: str = "") -> Erasure:
        """Erase the values and words of one return, in every revision: they should not be here.

        By the organization's steward; of an organization without governance by the office, two
        people: `actor` proposes it, `second` approves.
        """
        found = self._return(code)
        if self.governance(found.organization) is not None or self.scope.organizations is not None:
            self._own_values(found.organization)
        elif not second or second == actor:
            raise needs_two()
        why, declared = reason_of(reason), self._declared(found.organization, found.form)
        return self._steps.purge(found, declared, (actor, second), why)

    def govern(self, organization: str, actor: str) -> None:
        """Keep, once, that an organization governs what it sends: whatever is declared later."""
        partner = self.catalogue.partners.get(organization)
        declared = partner is not None and partner.governance is not None
        if declared and organization not in self.said.organizations:
            for form in self._forms_of(organization):
                self._steps.govern(organization, form, actor)

    @property
    def _steps(self) -> ConsentSteps:
        return ConsentSteps(self.repository.engine, self.wrote, self.now)

    def _return(self, code: str) -> KeptReturn:
        where = RETURNS.c.code == code, *sent_by(self.scope.organizations)
        with reading(self.repository.engine) as connection:
            for found in kept_returns(connection, *where):
                return found
        raise UnknownError(RETURN, code, ())

    def _checked(self, held: Governance, terms: Terms) -> Terms:
        """What may be consented to: MetricsError for what could not be kept."""
        if not terms.purposes:
            raise no_purpose()
        if Purpose.INTERNAL not in terms.purposes:
            raise needs_internal()
        if terms.until is not None and terms.until < self.on:
            raise is_over(terms.until)
        if terms.floor < held.floor:
            raise floor_too_low(held.floor)
        if terms.others < held.others:
            raise others_too_few(held.others)
        steward = " ".join(writable(terms.steward).split())
        if not 2 <= len(steward) <= LONGEST_STEWARD:
            raise no_steward(LONGEST_STEWARD)
        return terms._replace(steward=steward)

    def _forms_of(self, organization: str) -> list[str]:
        """The forms that an organization is asked for, and those of which anything was said."""
        said = {form for one, form in self.said.last if one == organization}
        asked = {
            form.id for form in self.catalogue.returns.values()
            if any(one.partner == organization for one in form.obligations)
        }  # fmt: skip
        return sorted(asked | said)

    def _form(self, form: str) -> str:
        if form not in self.catalogue.returns:
            raise UnknownError(KINDS["form"], form, self.catalogue.returns)
        return form

    def _declared(self, organization: str, form: str) -> frozenset[str]:
        """The source of a form; none of one that was sent once and is not declared any more."""
        known = {*self.catalogue.returns, *self._forms_of(organization), *self._sent(organization)}
        if form not in known:
            raise UnknownError(KINDS["form"], form, known)
        found = self.catalogue.returns.get(form)
        return frozenset({found.source} if found else ())

    def _sent(self, organization: str) -> set[str]:
        """The forms by which an organization has ever sent anything."""
        with reading(self.repository.engine) as connection:
            return {
                one.form for one in kept_returns(connection, *sent_by(frozenset({organization})))
            }

    def _seen(self, organization: str) -> None:
        """UnknownError for who governs nothing, or is not seen; told alike."""
        known = [one for one in governed(self.catalogue, self.said) if self.scope.sees_whole(one)]
        if organization not in known:
            raise UnknownError(KINDS["partner"], organization, known)

    def _own(self, organization: str) -> Governance:
        """How the reader's own organization governs its data; MetricsError for every other."""
        self._own_values(organization)
        found = self.governance(organization)
        if found is None:
            raise no_governance(organization)
        return found

    def _own_values(self, organization: str) -> None:
        if organization not in (self.scope.organizations or ()):
            raise not_the_owner(organization)
