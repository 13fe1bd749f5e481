"""What the office's commands of returns work with."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from dashboard.access.at_terminal import proven
from dashboard.access.authorize import Action, Kind, Thing, authorize
from dashboard.access.roles import Account
from dashboard.access.store import Accounts
from dashboard.printing import (
    WrongOptionError,
    language_of,
    write_line,
)
from dashboard.returns.comments import refuse_private
from dashboard.returns.naming import Names
from dashboard.returns.settling import follow
from dashboard.returns.store import Drafts
from dashboard.text import Words, both
from ingest import public_contacts
from metrics import (
    KINDS,
    OFFICE,
    Catalogue,
    HeldReturn,
    MetricsError,
    MetricsStore,
    Period,
    ReturnReceipt,
    Returns,
    Settings,
    Text,
    UnknownError,
)

Stepped = Callable[[Returns, HeldReturn], ReturnReceipt]
WAY = "command-line"  # as the audit log says from where a step was taken
STEP = (Action.UPDATE, Thing(Kind.REVIEW))


class Office:
    """What these commands work with; each opens only what it needs."""

    def __init__(self, lang: str, *, stdin: bool = False) -> None:
        self.words = Words(language_of(lang))
        self.settings = Settings()
        self.catalogue = Catalogue.read(self.settings.data)
        self.store = MetricsStore.open(self.settings, self.catalogue).seen_by(OFFICE)
        self.names = Names(self.catalogue, self.words)
        self._stdin = stdin

    @property
    def returns(self) -> Returns:
        return self.store.returns

    def account(self, name: str) -> Account:
        """The account that takes a step: one that could take it on the pages, and no other.

        It is proven by its password before anything is done in its name.
        """
        with closing(Accounts.open(self.settings)) as accounts:
            found = accounts.find(name)
            known = [one.name for one in accounts.every() if authorize(one, *STEP)]
        if found is None:
            raise UnknownError(Text("account", "Compte"), name, known)
        if found.disabled or not authorize(found, *STEP):
            why = "review.account_disabled" if found.disabled else "review.account_role"
            raise WrongOptionError(*both(why, name=found.name))
        return self.proven(found)

    def proven(self, found: Account) -> Account:
        return proven(found.name, self.settings, self.words, stdin=self._stdin)

    def period(self, form: str, written: str) -> Period:
        """A period of a form; WrongOptionError for what is none."""
        found = self.catalogue.returns.get(form)
        if found is None:
            raise UnknownError(KINDS["form"], form, self.catalogue.returns)
        try:
            period = Period.parse(written)
        except MetricsError:
            period = None
        if period is None or not found.is_period(period):
            raise WrongOptionError(*both("review.wrong_period", written=written))
        return period

    def take(self, code: str, step: str, stepped: Stepped) -> None:
        """Take a step with a return, and say so; its file follows."""
        held = self.returns.find(code)
        receipt = stepped(replace(self.returns, way=WAY), held)
        with self.drafts() as drafts:
            follow(drafts, self.returns, code, datetime.now(UTC))
        what = self.names.whole(receipt.form, receipt.organization, receipt.period)
        write_line(self.words(f"review.said_{step}", what=what))

    @contextmanager
    def drafts(self) -> Iterator[Drafts]:
        with closing(Drafts.open(self.settings)) as drafts:
            yield drafts

    def safe(self, said: str) -> str:
        """MetricsError for words that tell of a person."""
        refuse_private(said, public_contacts(self.settings.data))
        return said
