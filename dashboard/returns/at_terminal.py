"""What the office's commands of returns work with."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

from dashboard.printing import (
    language_of,
    write_line,
)
from dashboard.returns.comments import refuse_private
from dashboard.returns.naming import Names
from dashboard.returns.settling import follow
from dashboard.returns.store import Drafts
from dashboard.text import Words
from ingest import public_contacts
from metrics import (
    OFFICE,
    Catalogue,
    HeldReturn,
    MetricsStore,
    ReturnReceipt,
    Returns,
    Settings,
)

Stepped = Callable[[Returns, HeldReturn], ReturnReceipt]


class Office:
    """What these commands work with; each opens only what it needs."""

    def __init__(self, lang: str) -> None:
        self.words = Words(language_of(lang))
        self.settings = Settings()
        self.catalogue = Catalogue.read(self.settings.data)
        self.store = MetricsStore.open(self.settings, self.catalogue).seen_by(OFFICE)
        self.names = Names(self.catalogue, self.words)

    @property
    def returns(self) -> Returns:
        return self.store.returns

    def take(self, code: str, step: str, stepped: Stepped) -> None:
        """Take a step with a return, and say so; its file follows."""
        held = self.returns.find(code)
        receipt = stepped(self.returns, held)
        with self.drafts() as drafts:
            follow(drafts, code, receipt.state, datetime.now(UTC))
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
