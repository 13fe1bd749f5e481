"""The steps of a return, each one transaction: values, state, words, audit entry, or nothing."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, Engine

from metrics.audit import AuditAction
from metrics.observations import Confidentiality, Known, Observation, Submission
from metrics.return_refusals import changed_since, not_waiting, own_return, withdrawn_already
from metrics.return_values import Remark, ReturnState, SentReturn
from metrics.store import returns_kept as kept
from metrics.store.declared import claim, refuse_mixing
from metrics.store.recording import Admission, Recording, Wrote
from metrics.store.retrying import persistently
from metrics.store.returns_counting import (
    of_code,
    received,
    refuse_closed,
    refuse_done_since,
    refuse_replaced,
    shown_mark,
)
from metrics.store.returns_kept import KeptReturn
from metrics.store.returns_noting import COUNTS, new_salt, said_of
from metrics.store.returns_weighing import ReturnChanges, Step, keyed

ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
CODE_LENGTH = 22
Recorded: TypeAlias = Recording[ReturnChanges]
Stepped: TypeAlias = Callable[[Recorded, KeptReturn], None]  # appends the rows of a step


class Sending(NamedTuple):
    """A return and its values, as they enter: whose, of which source, of which day."""

    sent: SentReturn
    observations: Sequence[Observation]
    source: str
    on: date
    actor: str
    seen: str | None = None  # the mark of the preview that was shown, where one was
    fiscal: bool = False  # whether its form counts in years that begin in April

    @property
    def submission(self) -> Submission:
        sent = self.sent
        return Submission(self.source, (sent.file,), sent.organization, True, sent.period)


def as_sent(values: Iterable[Observation], organization: str, on: date) -> list[Observation]:
    """Values as an organization sends them on a day: to be approved by somebody.

    `_replace` would take a third of the time that recording them takes.
    """
    known, waiting = Known(on), Confidentiality.NOT_FOR_PUBLICATION
    return [
        tuple.__new__(
            Observation, (*one[:KNOWN], known, *one[KNOWN + 1 : SENDER], organization,
                          *one[SENDER + 1 : CONFIDENTIAL], waiting, *one[CONFIDENTIAL + 1 :])
        )
        for one in values
    ]  # fmt: skip


KNOWN, SENDER, CONFIDENTIAL = map(
    Observation._fields.index, ("known", "organization", "confidentiality")
)


class Doing(NamedTuple):
    """A step that is taken with a return, by whom and why."""

    code: str
    actor: str
    on: date
    source: str
    reason: str = ""
    comments: tuple[Remark, ...] = ()
    way: str = ""  # a code, where it was not by a page
    fiscal: bool = False  # whether its form counts in years that begin in April


class ReturnSteps:
    """Writes the steps of returns; `wrote` is told each audit entry after its commit."""

    def __init__(self, engine: Engine, admit: Admission, wrote: Wrote, *, example: bool) -> None:
        self.engine = engine
        self._admit, self._wrote, self._example = admit, wrote, example

    def submit(self, sending: Sending) -> tuple[KeptReturn, bool]:
        """The return as it is kept, and whether the same had been received before."""
        token, code = new_code(), new_code()

        def work(connection: Connection) -> tuple[KeptReturn, bool, Recorded | None]:
            if before := received(connection, sending.sent):
                return before, before.events[0].token != token, None
            if sending.seen not in (None, shown_mark(connection, sending.sent)):
                raise changed_since()
            recording = self.weighed(connection, sending)
            claim(connection, example=self._example)
            found = _keep(recording, sending, code, token)
            return found, False, recording

        found, again, recording = persistently(self.engine, work)
        self._tell(recording)
        return found, again

    def weighed(self, connection: Connection, sending: Sending) -> Recorded:
        """A return compared with what is held of its period; nothing is written yet."""
        refuse_mixing(connection, example=self._example)
        sent = sending.sent
        if received(connection, sent) is None:
            refuse_closed(connection, sent.form, sent.period, fiscal=sending.fiscal)
        recording = _recording(connection, sending.submission, sending.on)
        same = kept.same_period(sent.form, sent.organization, sent.period)
        recording.changes.sent_back = kept.sent_back(connection, same)
        recording.compare(sending.observations, ())
        self._admit(recording.names.new())
        return recording

    def approve(self, doing: Doing) -> KeptReturn:
        def allowed(connection: Connection, found: KeptReturn) -> ReturnState:
            refuse_replaced(connection, found)
            if found.state is not ReturnState.SUBMITTED:
                raise not_waiting(found.code, found.state)
            if doing.actor == found.actor:
                raise own_return(found.code)
            return ReturnState.APPROVED

        def stepped(recording: Recorded, found: KeptReturn) -> None:
            removals = kept.removals_of(recording.connection, found.number)
            Step(recording.changes).approve(keyed(recording.held_of_all()), removals)

        return self._take(doing, AuditAction.RETURN_APPROVED, allowed, stepped)

    def send_back(self, doing: Doing) -> KeptReturn:
        def allowed(connection: Connection, found: KeptReturn) -> ReturnState:
            refuse_replaced(connection, found)
            if found.state is not ReturnState.SUBMITTED:
                raise not_waiting(found.code, found.state)
            return ReturnState.RETURNED

        def stepped(recording: Recorded, _: KeptReturn) -> None:
            Step(recording.changes).take_back(keyed(recording.held_of_all()), approved=False)

        return self._take(doing, AuditAction.RETURN_SENT_BACK, allowed, stepped)

    def withdraw(self, doing: Doing) -> KeptReturn:
        def allowed(connection: Connection, found: KeptReturn) -> ReturnState:
            refuse_replaced(connection, found)
            if found.state is ReturnState.WITHDRAWN:
                raise withdrawn_already(found.code)
            return ReturnState.WITHDRAWN

        def stepped(recording: Recorded, found: KeptReturn) -> None:
            approved = found.state is ReturnState.APPROVED
            Step(recording.changes).take_back(keyed(recording.held_of_all()), approved=approved)

        return self._take(doing, AuditAction.RETURN_WITHDRAWN, allowed, stepped)

    def undo(self, doing: Doing) -> KeptReturn:
        """Reverse a return, so that what was held before it stands; or reverse its withdrawal."""

        def allowed(connection: Connection, found: KeptReturn) -> ReturnState:
            refuse_replaced(connection, found)
            if found.state is ReturnState.WITHDRAWN:
                refuse_done_since(connection, found)
                return found.events[-2].state
            return ReturnState.WITHDRAWN

        def stepped(recording: Recorded, found: KeptReturn) -> None:
            gone = found.state is ReturnState.WITHDRAWN
            instant = found.events[-1].at if gone else found.sent_at
            Step(recording.changes).restore(keyed(recording.held_of_all()), instant)

        return self._take(doing, AuditAction.RETURN_UNDONE, allowed, stepped)

    def _take(
        self,
        doing: Doing,
        action: AuditAction,
        allowed: Callable[[Connection, KeptReturn], ReturnState],
        stepped: Stepped,
    ) -> KeptReturn:
        """Take one step with a return, once however often its answer is lost."""
        token = new_code()

        def work(connection: Connection) -> tuple[KeptReturn, Recorded | None]:
            found = of_code(connection, doing.code)
            if any(event.token == token for event in found.events):
                return found, None
            refuse_closed(connection, found.form, found.period, fiscal=doing.fiscal)
            state = allowed(connection, found)
            recording = _recording(connection, _about(found, doing.source), doing.on)
            stepped(recording, found)
            recording.write()
            _keep_event(recording, found, doing, (state, action), token)
            return of_code(connection, doing.code), recording

        found, recording = persistently(self.engine, work)
        self._tell(recording)
        return found

    def _tell(self, recording: Recorded | None) -> None:
        if recording is not None and recording.entry is not None:
            self._wrote(recording.entry, True)


def new_code() -> str:
    """A name that nobody guesses, and that says nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def _recording(connection: Connection, submission: Submission, on: date) -> Recorded:
    recording = Recording(connection, submission, ReturnChanges)
    recording.changes.on = on
    return recording


def _about(found: KeptReturn, source: str) -> Submission:
    """A submission without a file: what was sent before is judged anew."""
    return Submission(source, (), found.organization, True, found.period)


def _keep(recording: Recorded, sending: Sending, code: str, token: str) -> KeptReturn:
    connection, sent = recording.connection, sending.sent
    number, *counts = recording.write()
    fields: kept.Fields = {
        "code": code,
        "key": sent.key,
        "form": sent.form,
        "organization": sent.organization,
        **kept.fields_of_period(sent.period),
        "language": sent.language.value,
        "form_version": sent.version,
        "content": sent.content,
        "salt": new_salt(),
        "submission_id": number,
        "sent_at": recording.recorded_at,
        "actor": sending.actor,
        **dict(zip(COUNTS, counts, strict=True)),
    }
    id_ = kept.add_return(connection, fields)
    kept.add_removals(connection, id_, recording.changes.removals)
    event = _event(recording, id_, ReturnState.SUBMITTED, sending.actor, token)
    kept.add_event(connection, event, sent.reasons)
    found = of_code(connection, code)
    step = AuditAction.RETURN_SUBMITTED, sending.actor
    recording.note(said_of(connection, found, step, counts, file=sent.file.sha256))
    return found


def _keep_event(
    recording: Recorded,
    found: KeptReturn,
    doing: Doing,
    taken: tuple[ReturnState, AuditAction],
    token: str,
) -> None:
    state, action = taken
    event = _event(recording, found.number, state, doing.actor, token)
    event |= {"reason": doing.reason, "undone": int(action is AuditAction.RETURN_UNDONE)}
    kept.add_event(recording.connection, event, doing.comments)
    connection, counts = recording.connection, recording.receipt(0)[1:]
    said = said_of(connection, found, (action, doing.actor), counts, way=doing.way)
    recording.note(said)


def _event(
    recording: Recorded, id_: int, state: ReturnState, actor: str, token: str
) -> kept.Fields:
    return {
        "return_id": id_,
        "state": state.value,
        "undone": 0,
        "submission_id": recording.number,
        "at": recording.recorded_at,
        "actor": actor,
        "reason": "",
        "token": token,
    }
