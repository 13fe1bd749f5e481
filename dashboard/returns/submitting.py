"""`pillars submit`: check a file, show what it would change, and send it once that is confirmed."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from dashboard.options import JsonOption, LangOption
from dashboard.printing import WrongOptionError, plain, print_json, print_table, write_line
from dashboard.returns.checks import Checks
from dashboard.returns.commands import (
    FileArgument,
    FormOption,
    Opened,
    PeriodOption,
    read_file,
    tell,
)
from dashboard.returns.comments import refuse_private
from dashboard.returns.drafts_read import Seen, read
from dashboard.returns.finding_parts import LONGEST_REASON
from dashboard.returns.in_briefings import told as told_briefing
from dashboard.returns.keeping_back import refuse_at_terminal
from dashboard.returns.naming import Names
from dashboard.returns.notes_said import note_alone, note_said
from dashboard.returns.receipts import record
from dashboard.returns.remarks import asked_of
from dashboard.returns.replying import replied, tell_asked, tell_kept
from dashboard.returns.sending import Sender, base_of, own_returns, preview, send, sent_return
from dashboard.returns.settling import tie_if_sent
from dashboard.returns.store import Drafts
from dashboard.returns.store.drafts import NewDraft
from dashboard.text import Words, both
from ingest import Checked, public_contacts
from metrics import (
    COMMAND_LINE,
    Difference,
    DifferenceKind,
    MetricsStore,
    Preview,
    ReturnReceipt,
    Returns,
    SentReturn,
)

MOST_ROWS = 200


def add_command(app: typer.Typer) -> None:
    app.command()(submit)


def submit(
    file: FileArgument,
    partner: Annotated[str, typer.Option("--partner", help="Whose return it is.")],
    form: FormOption = None,
    period: PeriodOption = None,
    reason: Annotated[
        list[str] | None, typer.Option("--reason", help='"SHEET!CELL:rule=words", for a warning.')
    ] = None,
    answer: Annotated[
        list[str] | None, typer.Option("--answer", help='"SHEET!CELL:rule=reading".')
    ] = None,
    reply: Annotated[
        list[str] | None,
        typer.Option(
            "--reply",
            help='"SHEET!CELL=words", to a comment of the office; '
            '"return=words" to what it said of all.',
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Send without asking.")] = False,
    as_json: JsonOption = False,
    lang: LangOption = "en",
) -> None:
    """Check a return, print what it would change, and send it once you confirm."""
    opened = Opened(lang)
    said = _Said(_pairs(reason), _pairs(answer), _pairs(reply))
    _refuse_unfit((*said.reasons.values(), *said.replies.values()), opened)
    new = _draft(opened, file, partner, form, period)
    checks = Checks(opened.settings, opened.catalogue,
                    MetricsStore.open(opened.settings, opened.catalogue),
                    Drafts.open(opened.settings))  # fmt: skip
    try:
        refuse_at_terminal(checks.store, partner, new.form)
        _Submission(checks, opened.words, said, yes=yes, as_json=as_json).send(new)
    finally:
        checks.close()


def _draft(
    opened: Opened, file: Path, partner: str, form: str | None, period: str | None
) -> NewDraft:
    organization = opened.partner(partner)
    span = opened.period(period).code if period else ""
    content = read_file(file, opened)
    return NewDraft(COMMAND_LINE, organization, opened.form(form).id if form else "", span,
                    opened.language, file.name, content)  # fmt: skip


def _pairs(written: list[str] | None) -> dict[str, str]:
    """What is said to findings, by "Sheet!C7:rule"."""
    found = {}
    for one in written or ():
        key, mark, words = one.partition("=")
        if not (mark and key and words.strip()):
            raise WrongOptionError(*both("returns.not_a_pair"))  # its words may be of a person
        found[key] = words.strip()
    return found


def _refuse_unfit(said: Sequence[str], opened: Opened) -> None:
    """MetricsError for words that are too long, or tell of a person: nothing is opened."""
    allowed = public_contacts(opened.settings.data) if said else frozenset()
    for words in said:
        if len(words) > LONGEST_REASON:
            raise WrongOptionError(*both("returns.reason_long", most=LONGEST_REASON))
        refuse_private(words, allowed)


class _Said(NamedTuple):
    """What is said with a return: to warnings, to questions, to comments of the office."""

    reasons: dict[str, str]
    answers: dict[str, str]
    replies: dict[str, str]


class _Submission:
    """One file on its way; what is not sent is not kept."""

    def __init__(
        self, checks: Checks, words: Words, said: _Said, *, yes: bool, as_json: bool
    ) -> None:
        self._checks, self._words, self._yes, self._as_json = checks, words, yes, as_json
        self._said = said

    def send(self, new: NewDraft) -> None:
        drafts = self._checks.drafts
        draft = drafts.add(new, datetime.now(UTC))
        sent = False
        try:
            drafts.say(draft.id, self._said.answers, {})
            self._checks.run(draft.id)
            found = drafts.find(draft.id)
            receipt = self._sent(read(drafts, found)) if found else None
            sent = receipt is not None
        finally:
            if not (sent or tie_if_sent(drafts, self._own(new.organization), draft.id)):
                drafts.cancel(draft.id)
        if receipt is None:
            raise typer.Exit(1)
        self._tell_receipt(receipt)

    def _own(self, organization: str) -> Returns:
        return own_returns(self._checks.store, organization)

    def _sent(self, held: Seen) -> ReturnReceipt | None:
        """The receipt; None where it was not sent, and why has been told."""
        if held.checked is None:
            write_line(self._words.text(held.failed or both("returns.broken")))
            return None
        asked = asked_of(self._checks.store, held)
        reasons = self._explained(held) | replied(asked, self._said.replies)
        if not self._as_json:
            tell(held.checked, self._words)
            tell_kept(held, reasons, self._words)
            tell_asked(asked, self._said.replies, self._words)
        held = held._replace(reasons=reasons)
        if held.checked is None or not held.can_be_sent or held.unexplained:
            self._tell_missing(held)
            return None
        return self._confirmed(held, held.checked)

    def _explained(self, held: Seen) -> dict[str, str]:
        """A reason that names any cell of a cause is the reason for all of it.

        What was said to the same value with the last return goes on holding.
        """
        now = self._said.reasons
        return dict(held.kept_reasons) | {
            group.key: now[one.key]
            for group in held.groups
            for one in reversed(group.findings)
            if one.key in now
        }

    def _tell_missing(self, held: Seen) -> None:
        for group in held.unexplained:
            write_line(self._words("returns.give_reason", finding=group.first.key))
        if not held.can_be_sent:
            write_line(self._words("returns.cannot_send"))

    def _confirmed(self, held: Seen, checked: Checked) -> ReturnReceipt | None:
        sent = sent_return(held.draft, checked, held.groups, held.reasons)
        by = Sender(COMMAND_LINE, base_of(self._checks.store, sent))
        shown = preview(self._checks.store, sent, checked)
        if not self._as_json:
            self._tell_preview(shown, sent)
        if not (self._yes or sys.stdin.isatty()):
            raise WrongOptionError(*both("returns.say_yes"))
        if not (self._yes or typer.confirm(self._words("returns.confirm"))):
            write_line(self._words("returns.not_sent"))
            return None
        return send(self._checks.store, self._checks.drafts, held.draft, sent, checked, by)

    def _tell_preview(self, shown: Preview, sent: SentReturn) -> None:
        """Added, changed and removed, before and after; what stays is only counted."""
        words, names = self._words, Names(self._checks.catalogue, self._words)
        told = [one for one in shown.differences if one.kind is not DifferenceKind.UNCHANGED]
        headings = [words(f"returns.column_{one}")
                    for one in ("indicator", "before", "now", "happens")]  # fmt: skip
        rows = [
            (f"{names.series(one.series)}, {names.row(one)}", names.value(one.before),
             names.value(one.now), self._happens(one))
            for one in told[:MOST_ROWS]
        ]  # fmt: skip
        title = names.whole(sent.form, sent.organization, sent.period)
        if rows:
            print_table(title, headings, rows, right=(1, 2))
        else:
            write_line(f"{title}{words('shared.colon')}{words('returns.nothing_changes')}")
        if len(told) > MOST_ROWS:
            write_line(words.counted("returns.more_rows", len(told) - MOST_ROWS))
        write_line(words.counted("returns.unchanged", len(shown.differences) - len(told)))
        for change in shown.progress:
            title = words.text(self._checks.catalogue.indicators[change.indicator].title)
            before, after = (words(f"returns.progress_{one.value}")
                             for one in (change.before, change.after))  # fmt: skip
            write_line(f"{title}{words('shared.colon')}{before} → {after}")
        if shown.briefings:
            write_line(f"{words('returns.briefings_title')}{words('shared.colon')}")
        for one in shown.briefings:
            write_line(f"  {told_briefing(one, words)}")

    def _happens(self, one: Difference) -> str:
        """What becomes of a value, and the note to it; of a note alone, that it is another."""
        words = self._words
        key = "change_note" if note_alone(one, words) else f"kind_{one.kind}"
        return "\n".join(filter(None, (words(f"returns.{key}"), plain(note_said(one, words)))))

    def _tell_receipt(self, receipt: ReturnReceipt) -> None:
        returns = self._own(receipt.organization)
        if self._as_json:
            print_json({**record(returns.find(receipt.code)), "again": receipt.again})
            return
        key = "received_before" if receipt.again else "sent_told"
        write_line(self._words(f"returns.{key}"))
        write_line(f"{self._words('returns.receipt_code')}{self._words('shared.colon')}"
                   f"{receipt.code}")  # fmt: skip
        if receipt.next_due:
            day = self._words.day(receipt.next_due)
            write_line(f"{self._words('returns.receipt_next_due')}{self._words('shared.colon')}"
                       f"{day}")  # fmt: skip
