"""Three years of made-up returns, each by the way that a partner's return takes.

Template, figures typed in, check, submission, the office's answer: as of the days on which they
would have come.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

from dashboard.access.keys import new_id
from dashboard.demo import plan
from dashboard.demo.consents import made_consents
from dashboard.demo.filled import Asking, doubled, exported, faulty, filled, said_by
from dashboard.demo.made_up import Said
from dashboard.demo.plan import Coming, partner_named
from dashboard.demo.releases import MadeReleases
from dashboard.returns import asking
from dashboard.returns.checks import MARKED_IN
from dashboard.returns.grouping import grouped
from dashboard.returns.sending import own_returns, sent_return
from dashboard.returns.store import Draft, Drafts, DraftState
from dashboard.returns.store.drafts import NewDraft
from ingest import Checked, annotate_in_child, check, checked_to_json
from metrics import (
    OFFICE,
    MetricsStore,
    Period,
    Remark,
    ReturnReceipt,
    Returns,
    ReturnState,
    Settings,
    dated_back,
)

EDITOR = "editor"
REASON = {"en": "Made up: a new service began.",
          "fr": "Inventé\u00a0: un nouveau service a commencé."}  # fmt: skip
QUESTION = {
    "en": "Example: this is about twice the figure of the quarter before. Is it right?",
    "fr": "Exemple\u00a0: c'est environ le double du trimestre précédent. Est-ce exact?",
}
# The office's own reasons stand as they were written, whoever reads them: here in both languages.
MOVED = "Example: the organization was moving house. / Exemple\u00a0: l'organisme déménageait."
MORE_TIME = (
    "Example: a new database is being brought in. / "
    "Exemple\u00a0: une nouvelle base de données est mise en place."
)
CORRECTED = (
    "Example: an organization found a mistake of its own. / "
    "Exemple\u00a0: un organisme a trouvé une erreur de sa part."
)
ANSWERED_AFTER, MENDED_AFTER = timedelta(days=3, hours=2), timedelta(days=5)
CLOSED_AFTER = timedelta(days=75)  # after a quarter's end
KEPT_FOR = timedelta(days=80)  # older files would have been erased by now
Told = Callable[[int, int], None]  # so many of so many are done
People = Mapping[str, str]  # the account of each partner, and of the editor


def make_returns(
    settings: Settings, store: MetricsStore, people: People, folder: Path, told: Told
) -> bool:
    """Fill a new store of example data; False where it holds returns, or real figures.

    The partners' files are left in a folder, to be looked at and sent again.
    """
    catalogue = store.catalogue
    form = catalogue.returns.get(plan.FORM)
    if catalogue.example is None or form is None or store.seen_by(OFFICE).returns.held():
        return False
    drafts = Drafts.open(settings)
    try:
        Making(settings, store, drafts, people, folder).make(told)
    finally:
        drafts.close()
    return True


class Making:
    """Lets the made-up years pass: `agenda` is what is still to be done, and when."""

    def __init__(
        self, settings: Settings, store: MetricsStore, drafts: Drafts, people: People, folder: Path
    ) -> None:
        self.settings, self.store, self.drafts = settings, store, drafts
        self.people, self.folder = people, folder
        self.now = datetime.now(UTC)
        self.form = store.catalogue.returns[plan.FORM]
        self.agenda: list[tuple[datetime, Callable[[], object]]] = []

    def make(self, told: Told) -> None:
        coming = plan.coming(self.form, self.store.catalogue, self.now)
        releases = MadeReleases(self.store, self.people, self.now)
        self.agenda += [*self._decisions(), *made_consents(self.store, self.people)]
        self.agenda += releases.agenda()
        for done, one in enumerate(coming):
            told(done, len(coming))
            self._until(one.at)
            self._come(one)
        self._until(self.now)
        releases.propose_others()
        self._leave_one_to_mend()
        told(len(coming), len(coming))

    def _until(self, at: datetime) -> None:
        """Do what is due by an instant, in the order in which it falls due."""
        due = sorted((one for one in self.agenda if one[0] <= at), key=lambda one: one[0])
        self.agenda = [one for one in self.agenda if one[0] > at]
        for when, do in due:
            with self._on(when):
                do()

    @contextmanager
    def _on(self, at: datetime) -> Iterator[None]:
        """Within, it is that day, and what is written bears it."""
        before, self.store.today = self.store.today, at.date
        try:
            with dated_back(at):
                yield
        finally:
            self.store.today = before

    @property
    def _office(self) -> Returns:
        return self.store.seen_by(OFFICE).returns

    def _come(self, one: Coming) -> None:
        """A return comes in; one that is doubtful goes back, and comes again where it is mended."""
        said, at = said_by(one.asking), one.at
        if one.is_mended or one.state is ReturnState.RETURNED:
            first = self._send(one.asking, filled(self.store, one.asking, doubled(said)), at)
            with self._on(at + ANSWERED_AFTER):
                self._send_back(first, one.asking)
            at += MENDED_AFTER
        if one.state is ReturnState.RETURNED:
            return
        receipt = self._send(one.asking, self._made(one.asking, said), at)
        if one.state is ReturnState.APPROVED:
            when = at + ANSWERED_AFTER
            self.agenda.append((when, partial(self._approve, receipt.code, when)))

    def _made(self, one: Asking, said: Said) -> bytes:
        made = exported(self.store.catalogue, one, said) if one.exports else None
        return made or filled(self.store, one, said)

    def _send(self, one: Asking, content: bytes, at: datetime) -> ReturnReceipt:
        """Check a file and send it as its partner would, with a reason for each warning."""
        checked = self._checked(one, content, at)
        draft = self._draft(one, content, checked, at)
        groups = grouped(checked.findings)
        reasons = {group.key: REASON[one.language] for group in groups if group.asks_reason}
        sent = sent_return(draft, checked, groups, reasons)
        with self._on(at):
            returns = own_returns(self.store, one.partner)
            receipt = returns.submit(sent, checked.observations, self.people[one.partner])
        if self._is_kept(at):
            self.drafts.say(draft.id, {}, reasons)
            self.drafts.mark_sent(draft.id, receipt.code)
        return receipt

    def _checked(self, one: Asking, content: bytes, at: datetime) -> Checked:
        """Read here, not in a child process: the file was made here."""
        first = asking.first_context(
            self.settings, self.store.catalogue, one.partner, one.language, at.date(),
            form=one.form.id, period=one.period,
        )  # fmt: skip
        return check(content, one.name, asking.full_context(first, self.store))

    def _draft(self, one: Asking, content: bytes, checked: Checked, at: datetime) -> Draft:
        """The file as the partner's page keeps it, and in a folder of files to look at."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.folder / one.name).write_bytes(content)
        new = NewDraft(
            self.people[one.partner], one.partner, one.form.id, one.period.code, one.language,
            one.name, content,
        )  # fmt: skip
        if not self._is_kept(at):
            return _unkept(new, at)
        draft = self.drafts.add(new, at)
        findings = [each for each in checked.findings if not each.shadow]
        can_be_marked = findings and not one.exports
        marked = annotate_in_child(content, findings, one.language) if can_be_marked else None
        result = checked_to_json(checked) | ({MARKED_IN: one.language.value} if marked else {})
        self.drafts.finish(draft.id, checked.outcome.value, result, marked)
        return draft

    def _is_kept(self, at: datetime) -> bool:
        return self.now - at < KEPT_FOR

    def _approve(self, code: str, at: datetime) -> None:
        if self._office.find(code).is_kept_back:
            return  # its owner does not consent: nobody here looks through it
        self._office.approve(code, self.people[EDITOR])
        self.drafts.settle(code, at)

    def _send_back(self, receipt: ReturnReceipt, one: Asking) -> None:
        """With a comment at the first figure of the file."""
        words = QUESTION[one.language]
        comment = Remark(*one.first_cell(self.store.catalogue), "comment", words)
        self._office.send_back(receipt.code, self.people[EDITOR], words, [comment])

    def _decisions(self) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """What the office decides besides: a return waived, one extended, quarters closed."""
        form, editor = self.form, self.people[EDITOR]
        letter, waived = plan.WAIVED
        late, extended, until = plan.EXTENDED
        quarter, later = Period.parse(waived), Period.parse(extended)
        yield (
            _end_of(quarter),
            lambda: self._office.waive(form.id, partner_named(letter), "", quarter, editor, MOVED),
        )
        yield (
            _end_of(later),
            lambda: self._office.extend(
                form.id, partner_named(late), "", later, editor, MORE_TIME, until
            ),
        )
        for period in plan.quarters(form):
            if period.start <= plan.CLOSED_UNTIL.start:
                when = _end_of(period) + CLOSED_AFTER
                yield when, partial(self._close, period)
        again = _end_of(plan.REOPENED) + 2 * CLOSED_AFTER
        yield again, lambda: self._office.reopen(form.id, plan.REOPENED, editor, CORRECTED)
        yield again + ANSWERED_AFTER, partial(self._close, plan.REOPENED)

    def _close(self, period: Period) -> None:
        self._office.close(self.form.id, period, self.people[EDITOR])

    def _leave_one_to_mend(self) -> None:
        """A file with faults that a partner has had checked today, and has not sent."""
        partner = self.store.catalogue.partners[partner_named(plan.TO_MEND)]
        one = Asking(self.form, partner.id, plan.NEWEST, partner.language)
        content = filled(self.store, one, said_by(one))
        (self.folder / one.name).write_bytes(content)
        one = one._replace(suffix="-with-faults")
        content = faulty(content, one, self.store.catalogue)
        self._draft(one, content, self._checked(one, content, self.now), self.now)


def _end_of(period: Period) -> datetime:
    return datetime(period.end.year, period.end.month, period.end.day, 15, tzinfo=UTC)


def _unkept(new: NewDraft, at: datetime) -> Draft:
    """A draft whose file was erased long ago."""
    return Draft(
        new_id(), new.account, new.organization, new.form, new.period, new.language, new.file,
        sha256(new.content).hexdigest(), len(new.content), DraftState.SENT, "", 100, "", "", at, at,
    )  # fmt: skip
