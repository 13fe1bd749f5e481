"""What the commands of briefings work with, as an account that is named and proven."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TypeVar

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.roles import Account
from dashboard.briefings.outline import Outline
from dashboard.issuing.undrawn import undrawn_of
from dashboard.printing import WrongOptionError
from dashboard.releases.at_terminal import Desk
from metrics import Briefing, BriefingState, MetricsError, Text, UnknownError

Item = TypeVar("Item", bound=StrEnum)
FORMAT, LANGUAGE = Text("format", "Format"), Text("language", "Langue")


class BriefingDesk(Desk):
    """As that of releases; the password is asked for once, however many steps a command takes."""

    _known: Account | None = None

    def proven(self, found: Account) -> Account:
        if self._known is None or self._known.id != found.id:
            self._known = super().proven(found)
        return self._known

    def briefing(self, code: str, action: Action, account: str) -> tuple[Briefing, Account]:
        """A briefing, and the account that may do this to it."""
        found = self.store.briefings.find(code)
        is_released = found.state is BriefingState.ISSUED
        thing = Thing(Kind.BRIEFING, owner=found.actor, is_released=is_released)
        return found, self.acting(account, action, thing)

    def warn_of_links(self) -> None:
        """On standard error, before anything is frozen: without an address links lead nowhere."""
        if not self.settings.public_url:
            sys.stderr.write(self.words("briefing_commands.no_host") + "\n")

    def warn_of_undrawn(self, outline: Outline) -> None:
        """On standard error too: what no font draws stands in the files as its code."""
        if said := undrawn_of(outline):
            sys.stderr.write(self.words.text(said) + "\n")


@contextmanager
def arguments() -> Iterator[None]:
    """What is refused within was asked for wrongly: exit 2, as for a name that is not known."""
    try:
        yield
    except UnknownError:
        raise
    except MetricsError as error:
        raise WrongOptionError(*error.text) from None


def among(given: Iterable[str] | None, kind: type[Item], name: Text) -> tuple[Item, ...]:
    """What was chosen of a closed list, each once; UnknownError for what is not on it."""
    chosen = tuple(dict.fromkeys(given or ()))
    known = [str(one.value) for one in kind]
    for one in chosen:
        if one not in known:
            raise UnknownError(name, one, known)
    return tuple(map(kind, chosen))
