"""Checks: what the worker does with a file that was sent, from the gate to the notes in it."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, Self

from dashboard.returns import asking
from dashboard.returns.dues import Due, dues, next_up
from dashboard.returns.kept_out import note_personal_data
from dashboard.returns.last_sent import reasons_kept, sent_back
from dashboard.returns.store import Draft, Drafts, DraftState, Turn, TurnLostError
from dashboard.text import both
from ingest import (
    PERSONAL_DATA,
    WRONG_PARTNER,
    Checked,
    Context,
    Finding,
    Limits,
    Outcome,
    Profile,
    ReadError,
    Severity,
    annotate_in_child,
    check_in_child,
    checked_to_json,
    read_profile,
    suggest_in_child,
)
from metrics import (
    SYSTEM,
    AuditAction,
    Catalogue,
    HeldReturn,
    Language,
    MetricsStore,
    Settings,
    StoreError,
    Text,
    object_of,
)

_LOG = logging.getLogger(__name__)
NOTES = "notes"  # the stage in which the file is marked
WORKBOOK = b"PK"  # how an archive begins: .xlsx, and .ods
LAYOUT = "layout"  # under which the proposal of a layout stands with a result
VERSIONS = 5  # of a sender's own layout by which its files are read
UNMARKED = "unmarked"  # stands with a result whose file is kept without earlier notes
MARKED_IN, REMARKS = "marked_in", "remarks"  # the language of its notes; the office's among them
KEPT_REASONS = "kept_reasons"  # those of the last return, under which they stand with a result
COMMENT = "comment"  # the rule under which the office's words stand in a marked file


class Checks(NamedTuple):
    """What checks work with: the figures, the forms, and the files that wait."""

    settings: Settings
    catalogue: Catalogue
    store: MetricsStore
    drafts: Drafts
    allow: Callable[[str, str], None] = lambda *_: None  # raises where the past may not be seen

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open everything; StoreError where that cannot be."""
        catalogue = Catalogue.read(settings.data)
        store = MetricsStore.open(settings, catalogue)
        return cls(settings, catalogue, store, Drafts.open(settings))

    def close(self) -> None:
        self.drafts.close()
        self.store.close()

    def run(self, id_: str) -> None:
        """Check a waiting draft; whatever happens, its sender is told how it ended."""
        if not self.drafts.begin(id_):
            return
        try:
            self._read(id_)
        except StoreError as error:
            self._broken(id_, error)

    def take(self, turn: Turn) -> None:
        """The same for a worker: where a database is lost, StoreError, to be tried again.

        TurnLostError where the draft was taken back, or is another worker's meanwhile.
        """
        mine = self._replace(drafts=self.drafts.under(turn))
        if mine.drafts.begin(turn.subject):
            mine._read(turn.subject)

    def give_up(self, id_: str) -> None:
        """Tell the sender of a file that has ended every worker which read it."""
        _LOG.error("check of %s ended its worker each time", id_)
        self._fail(id_, both("returns.broken"))

    def _read(self, id_: str) -> None:
        try:
            draft = self.drafts.find(id_)
            if draft is not None:
                self._check(draft)
        except ReadError as error:
            self._fail(id_, error.text)
        except (StoreError, TurnLostError):
            raise
        except Exception as error:  # a stranger's file may cause any; its words are not logged
            self._broken(id_, error)

    def _broken(self, id_: str, error: Exception) -> None:
        _LOG.error("check of %s failed: %s", id_, type(error).__name__)
        self._fail(id_, both("returns.broken"))

    def purge(self, now: datetime) -> None:
        """Drop the files whose time has come, and say so in the audit log."""
        for id_ in self.drafts.purge(now):
            self.store.note(SYSTEM, AuditAction.FILE_PURGED, object_of("draft", id_))

    def _check(self, draft: Draft) -> None:
        content = self.drafts.content(draft.id)
        if content is None:
            raise ReadError(*both("returns.gone"))
        checked = self._checked(draft, content)
        if checked.kept_out:
            self._refuse(draft, checked)
            return
        notes = self._marks(draft, checked)
        marked = self._marked(draft, content, notes)
        result = {**checked_to_json(checked), **self._layout(draft, content, checked)}
        if marked:
            result |= _about(notes, draft.language)
        if kept := self._keep_reasons(draft, checked):
            result[KEPT_REASONS] = kept
        self.drafts.finish(
            draft.id, checked.outcome.value, result, marked,
            form=checked.form, period=checked.period,
        )  # fmt: skip

    def _checked(self, draft: Draft, content: bytes) -> Checked:
        """What the file says; read twice where only the file says that it is for another period."""

        def told(share: float, stage: str) -> None:
            self.drafts.tell(draft.id, stage, round(100 * share))

        answers = self.drafts.said(draft.id)["answers"]
        first = asking.first_context(
            self.settings, self.catalogue, draft.organization, draft.language, self.store.today(),
            form=draft.form, period=asking.period_of(draft.period), answers=answers,
        )  # fmt: skip
        likely = next_up(() if draft.period else dues(self.store, draft.organization))
        return check_with_past(content, draft.file, first, self, told, likely)

    def _keep_reasons(self, draft: Draft, checked: Checked) -> dict[str, str]:
        """What was said with the last return to what this one repeats; its sender may change it."""
        kept = reasons_kept(self.store, self.drafts, checked)
        if kept:
            said = self.drafts.said(draft.id)
            self.drafts.say(draft.id, said["answers"], {**kept, **said["reasons"]})
        return kept

    def profiles(self, form: str, organization: str) -> tuple[Profile, ...]:
        """How an organization lays out its files: as it confirmed, newest first, or as shipped."""
        kept = self.drafts.profiles(organization, form)[:VERSIONS]
        own = tuple(read_profile(one.content) for one in kept)
        return own or asking.shipped_profiles(self.settings, form)

    def _marked(self, draft: Draft, content: bytes, findings: list[Finding]) -> bytes | None:
        """The file with its notes, or without those of an earlier check; None where it has none."""
        if not (draft.file.lower().endswith(".xlsx") and content.startswith(WORKBOOK)):
            return None
        limits = Limits.of(self.settings)
        self.drafts.tell(draft.id, NOTES, 95)
        try:
            made = annotate_in_child(content, findings, draft.language, limits)
            return made if findings or made != content else None
        except ReadError as error:
            _LOG.warning("draft %s could not be marked: %s", draft.id, error.rule)
            return None

    def _marks(self, draft: Draft, checked: Checked) -> list[Finding]:
        return marks(self.store, checked, draft.form, draft.organization, draft.period)

    def _layout(self, draft: Draft, content: bytes, checked: Checked) -> dict[str, object]:
        """How a file that is no template may be laid out: proposed once, here, and kept with it."""
        if not (checked.form and is_strange(checked)):
            return {}
        context = asking.first_context(
            self.settings, self.catalogue, draft.organization, draft.language, self.store.today(),
            form=checked.form,
        )  # fmt: skip
        try:
            found = suggest_in_child(content, draft.file, checked.form, context)
        except ReadError as error:
            _LOG.warning("layout of %s not proposed: %s", draft.id, error.rule)
            found = Profile(id="none")
        return {LAYOUT: found.model_dump(mode="json", exclude_unset=True)} if found.tables else {}

    def _refuse(self, draft: Draft, checked: Checked) -> None:
        """Keep nothing; of personal data the log learns the kinds and the cells."""
        private = [one for one in checked.findings if one.rule.startswith(PERSONAL_DATA)]
        result = checked_to_json(checked._replace(findings=_nameless(checked.findings)))
        self.drafts.refuse(draft.id, DraftState.REFUSED, result)
        if private:
            note_personal_data(self.store, draft.account, draft.id, private, draft.organization)

    def _fail(self, id_: str, words: Text) -> None:
        self.drafts.refuse(id_, DraftState.FAILED, {"failed": list(words)})


def is_strange(checked: Checked) -> bool:
    """Whether a file that cannot be taken is no template, so that its layout may be the reason."""
    strange = any(one.rule == "no-fingerprint" for one in checked.findings)
    return strange and checked.outcome is Outcome.REJECT


def is_anothers(checked: Checked) -> bool:
    """Whether a file is the template of another organization: nothing else is said of it."""
    return any(one.rule == WRONG_PARTNER for one in checked.findings)


def check_with_past(
    content: bytes, file: str, first: Context, checks: Checks, told: asking.Told | None = None,
    likely: Due | None = None,
) -> Checked:  # fmt: skip
    """Check a file against what its sender has said before.

    Where only the file says which form and period it is for, it is read once to learn that: against
    the past of the one that is most likely, so that it is read again for another alone.
    """
    if not (first.partner and first.form and first.period):
        checked = check_in_child(content, file, _guessed(first, checks, likely), told)
        period = asking.period_in(checked.period)
        if checked.kept_out or not (checked.form and checked.partner and period):
            return _by_profiles(checked, content, file, first, checks)
        if likely and (checked.form, period) == (likely.form.id, likely.period):
            return checked
        first = first._replace(partner=checked.partner, form=checked.form, period=period)
    checks.allow(first.partner or "", first.form or "")
    return check_in_child(content, file, _with_past(first, checks), told)


def _with_past(context: Context, checks: Checks) -> Context:
    profiles = checks.profiles(context.form or "", context.partner or "")
    return asking.full_context(context, checks.store, profiles)


def _guessed(first: Context, checks: Checks, likely: Due | None) -> Context:
    """What is asked of the file, and the past of the return that is most likely meant."""
    if likely is None or first.form not in (None, likely.form.id):
        return first
    named = first._replace(form=likely.form.id, period=likely.period)
    return _with_past(named, checks)._replace(form=first.form, period=first.period)


def _by_profiles(
    checked: Checked, content: bytes, file: str, first: Context, checks: Checks
) -> Checked:
    """The same, read by its sender's own layout where the period alone is not known yet."""
    if checked.kept_out or not (checked.form and checked.partner and is_strange(checked)):
        return checked
    kept = checks.profiles(checked.form, checked.partner)
    named = first._replace(partner=checked.partner, form=checked.form, profiles=kept)
    return check_in_child(content, file, named) if kept else checked


def marks(
    store: MetricsStore, checked: Checked, form: str = "", organization: str = "", period: str = ""
) -> list[Finding]:
    """What stands in a marked file: the office's comments to a return sent back, then the findings.

    Form, organization and period as they are known otherwise, where the file does not say them.
    """
    asked = checked.form or form, organization or checked.partner, checked.period or period
    said = [] if is_anothers(checked) else _comments(sent_back(store, *asked))
    return [*said, *(one for one in checked.findings if not one.shadow)]


def _nameless(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Without the name of the file and any word of it: either may be what it is refused for."""
    return tuple(one._replace(file="", words="") for one in findings)


def _comments(held: HeldReturn | None) -> list[Finding]:
    """What the office wrote to the return that it sent back, at the cells it wrote it to."""
    if held is None:
        return []
    return [remark_at(one.sheet, one.cell, one.words) for one in held.comments]


def remark_at(sheet: str, cell: str, said: str) -> Finding:
    """A comment of the office, as it stands in a marked file: in the words it was written in."""
    return Finding(Severity.INFO, COMMENT, "", sheet, cell, "", Text(said, said))


def _about(notes: list[Finding], language: Language) -> dict[str, object]:
    """What is remembered of a marked file, so that it can be marked in another language too."""
    if not notes:
        return {UNMARKED: True}
    said = [(one.sheet, one.cell, one.message.en) for one in notes if one.rule == COMMENT]
    return {MARKED_IN: language.value, REMARKS: said}
