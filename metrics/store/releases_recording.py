"""The steps of a release, each one transaction: cells, step, rows, audit entry, or nothing."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine

from metrics.audit import LARGEST_NUMBER, AuditAction, Kept, Noted, code_of, noted, object_of
from metrics.catalogue import KINDS
from metrics.errors import UnknownError
from metrics.languages import Text
from metrics.observations import Observation, Submission
from metrics.release_refusals import (
    announced_already,
    another_comes_later,
    cancelled_already,
    changed_since,
    ends_before,
    in_the_past,
    lacks_stewards,
    no_part,
    not_approved,
    not_proposed,
    out_already,
    own_proposal,
)
from metrics.release_values import FrozenCell, ReleaseEvent, ReleaseState, ReleaseStep
from metrics.store.audit import append
from metrics.store.briefings_stopping import stop_briefings
from metrics.store.consents_kept import terms_of
from metrics.store.declared import claim, refuse_mixing
from metrics.store.names import WriterNames, instant
from metrics.store.recording import Admission, Recording, Wrote
from metrics.store.releases_kept import (
    RELEASES,
    KeptRelease,
    add_event,
    add_release,
    frozen_cells,
    kept_releases,
)
from metrics.store.releases_stopping import lift_day
from metrics.store.releases_writing import ReleaseChanges, keep_parts, take_out, write_figures
from metrics.store.retrying import persistently
from metrics.store.returns_kept import Fields, moment
from metrics.store.returns_recording import new_code

ACTIONS = {
    ReleaseStep.PROPOSED: AuditAction.RELEASE_PROPOSED,
    ReleaseStep.STEWARD_APPROVED: AuditAction.STEWARD_APPROVED,
    ReleaseStep.STEWARD_REFUSED: AuditAction.STEWARD_REFUSED,
    ReleaseStep.APPROVED: AuditAction.RELEASE_APPROVED,
    ReleaseStep.CANCELLED: AuditAction.RELEASE_CANCELLED,
    ReleaseStep.ANNOUNCED: AuditAction.RELEASE_ANNOUNCED,
}
Told = tuple[KeptRelease, Kept | None]


class Letting(NamedTuple):
    """What is written when a release is approved: its figures, and the checksum of what is shown.

    `content` is what the figures behind them come to, reckoned anew within the transaction.
    """

    source: str
    observations: Sequence[Observation]
    checksum: str
    content: Callable[[], str]


class Doing(NamedTuple):
    """A step that is taken with a release, by whom and why."""

    code: str
    actor: str
    organization: str = ""
    reason: str = ""


class ReleaseSteps:
    """Writes the steps of releases; `wrote` is told each audit entry after its commit."""

    def __init__(
        self,
        engine: Engine,
        admit: Admission,
        wrote: Wrote,
        now: Callable[[], datetime],
        *,
        example: bool,
    ) -> None:
        self.engine = engine
        self._admit, self._wrote, self._now, self._example = admit, wrote, now, example

    def propose(
        self, fields: Fields, cells: Sequence[FrozenCell], content: Callable[[], str]
    ) -> KeptRelease:
        """Keep a proposal with its frozen cells; refused where what it is made of has moved."""
        token, code = new_code(), new_code()

        def work(connection: Connection) -> Told:
            if done := _with_token(connection, fields["form"], token):
                return done, None
            claim(connection, example=self._example)
            if content() != fields["content"]:
                raise changed_since(code)
            _refuse_later(connection, fields["form"], fields["lifts_at"], cells)
            at = instant(self._now())
            number = add_release(connection, {**fields, "code": code, "proposed_at": at}, cells)
            said = ReleaseEvent(ReleaseStep.PROPOSED, moment(at), fields["actor"])
            add_event(connection, number, said, at, token)
            return _noted(connection, code, said, at, cells)

        return self._done(work)

    def speak(self, doing: Doing, step: ReleaseStep) -> KeptRelease:
        """What a steward says of a proposal; the last word counts."""

        def stepped(_: Connection, found: KeptRelease, at: int) -> ReleaseEvent:
            self._refuse_unless_proposed(found, at)
            if doing.organization not in found.stewards:
                raise no_part(found.code, doing.organization)
            return _event(step, doing, at)

        return self._take(doing, stepped)

    def approve(self, doing: Doing, letting: Letting, titles: dict[str, Text]) -> KeptRelease:
        """Write the figures of a release: from its minute on they are public."""

        def stepped(connection: Connection, found: KeptRelease, at: int) -> ReleaseEvent:
            self._refuse_unless_proposed(found, at)
            if doing.actor == found.actor:
                raise own_proposal(found.code)
            if found.lacking:
                raise lacks_stewards(found.code, [titles[one] for one in found.lacking])
            if letting.content() != found.content:
                raise changed_since(found.code)
            _refuse_ended(connection, found, titles)
            cells = frozen_cells(connection, found)
            _refuse_later(connection, found.form, found.lifts_at, cells)
            recording = write_figures(
                connection, letting.source, found, letting.observations, letting.checksum
            )
            return self._written(recording, cells, _event(ReleaseStep.APPROVED, doing, at))

        return self._take(doing, stepped)

    def announce(self, doing: Doing) -> KeptRelease:
        """Let the public know of a release that is approved: what it is called, and its minute."""

        def stepped(_: Connection, found: KeptRelease, at: int) -> ReleaseEvent:
            if found.state(at) is not ReleaseState.APPROVED:
                raise not_approved(found.code)
            if found.is_announced:
                raise announced_already(found.code)
            return _event(ReleaseStep.ANNOUNCED, doing, at)

        return self._take(doing, stepped)

    def cancel(self, doing: Doing, source: str) -> KeptRelease:
        """Take back a release that has not come out."""

        def stepped(connection: Connection, found: KeptRelease, at: int) -> ReleaseEvent:
            state = found.state(at)
            if state is ReleaseState.LIFTED:
                raise out_already(found.code)
            if state is ReleaseState.CANCELLED:
                raise cancelled_already(found.code)
            if found.is_approved:
                take_out(connection, WriterNames(connection, Submission(source, ())), found)
                stop_briefings(connection, found.code, doing.actor, at)
            return _event(ReleaseStep.CANCELLED, doing, at)

        return self._take(doing, stepped)

    def _written(
        self, recording: Recording[ReleaseChanges], cells: Sequence[FrozenCell], said: ReleaseEvent
    ) -> ReleaseEvent:
        self._admit(recording.names.new())
        keep_parts(recording.connection, recording.names, cells)
        number = recording.write().submission
        return said._replace(submission=number)

    def _take(
        self, doing: Doing, stepped: Callable[[Connection, KeptRelease, int], ReleaseEvent]
    ) -> KeptRelease:
        """Take one step with a release, once however often its answer is lost."""
        token = new_code()

        def work(connection: Connection) -> Told:
            found = of_code(connection, doing.code)
            if any(event.token == token for event in found.events):
                return found, None
            refuse_mixing(connection, example=self._example)
            said = stepped(connection, found, instant(self._now()))
            at = instant(said.at)
            add_event(connection, found.number, said, at, token)
            return _noted(connection, doing.code, said, at, frozen_cells(connection, found))

        return self._done(work)

    def _done(self, work: Callable[[Connection], Told]) -> KeptRelease:
        found, entry = persistently(self.engine, work)
        if entry is not None:
            self._wrote(entry, True)
        return found

    @staticmethod
    def _refuse_unless_proposed(found: KeptRelease, at: int) -> None:
        if (state := found.state(at)) is not ReleaseState.PROPOSED:
            raise not_proposed(found.code, state)
        if found.lifts_at <= at:
            raise in_the_past()


def of_code(connection: Connection, code: str) -> KeptRelease:
    for found in kept_releases(connection, RELEASES.code == code):
        return found
    raise UnknownError(KINDS["release"], code, ())


def _with_token(connection: Connection, form: str, token: str) -> KeptRelease | None:
    held = kept_releases(connection, RELEASES.form == form)
    return next((one for one in held if any(said.token == token for said in one.events)), None)


def _refuse_later(
    connection: Connection, form: str, lifts_at: int, cells: Sequence[FrozenCell]
) -> None:
    """Of one figure what is released later comes out later, or nobody could tell which stands."""
    keys = {one.key for one in cells}
    for other in kept_releases(connection, RELEASES.form == form, RELEASES.lifts_at >= lifts_at):
        if other.is_approved and any(one.key in keys for one in frozen_cells(connection, other)):
            raise another_comes_later(other.code)


def _refuse_ended(connection: Connection, found: KeptRelease, titles: dict[str, Text]) -> None:
    """A consent that ends before the minute would let it come out without its owner's figures."""
    for one in found.stewards:
        terms = terms_of(connection, one, found.form)
        if terms is not None and terms.until is not None and terms.until < lift_day(found):
            raise ends_before(found.code, titles[one], terms.until)


def _event(step: ReleaseStep, doing: Doing, at: int) -> ReleaseEvent:
    return ReleaseEvent(step, moment(at), doing.actor, doing.organization, doing.reason)


def _noted(
    connection: Connection, code: str, said: ReleaseEvent, at: int, cells: Sequence[FrozenCell]
) -> Told:
    found = of_code(connection, code)
    return found, append(connection, _said(found, said, cells), at)


def _said(found: KeptRelease, said: ReleaseEvent, cells: Sequence[FrozenCell]) -> Noted:
    """What the log says of a step: codes, and a count that no number of an owner moves.

    How many are hidden is none: the log is for ever, and an owner's consent is not.
    """
    detail: dict[str, str | int] = {
        "form": code_of(found.form),
        "cells": min(len(cells), LARGEST_NUMBER),
        "lifts": code_of(f"{moment(found.lifts_at):lifts-%Y%m%dT%H%MZ}"),
    }
    if said.organization:
        detail["organization"] = code_of(said.organization)
    return noted(said.actor, ACTIONS[said.step], object_of("release", found.code), detail)
