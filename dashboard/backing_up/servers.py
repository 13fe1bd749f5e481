"""Parts on a PostgreSQL server, put into databases that are new and empty.

What stood in the former database stays there: the settings name the new one from then on.
"""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from dashboard.access.store import Accounts
from dashboard.backing_up.parts import ACCOUNTS, FIGURES, RETURNS, Part, Sort
from dashboard.backing_up.store import server
from dashboard.returns.jobs import make_queue_tables
from dashboard.returns.store import Drafts
from metrics import Catalogue, MetricsStore, Settings


def fill_servers(settings: Settings, targets: Iterable[Part], work: Path) -> None:
    """Make the tables of every part on a server, and put what is in the backup into them."""
    for one in targets:
        if one.sort is Sort.POSTGRESQL and (work / one.name).exists():
            _make_tables(settings, one.name)
            server.fill(one.address, work / one.name, one.name)
            if one.name == ACCOUNTS:
                server.end_sessions(one.address)


def figures_on_server(settings: Settings) -> MetricsStore:
    """The figures as they were put back; what data/ declares does not matter to it."""
    return MetricsStore.open(settings, Catalogue({}, {}, {}, {}, {}, {}))


def _make_tables(settings: Settings, name: str) -> None:
    if name == FIGURES:
        figures_on_server(settings).close()
    elif name == ACCOUNTS:
        Accounts.open(settings).close()
    elif name == RETURNS:
        with closing(Drafts.open(settings)) as drafts:
            make_queue_tables(drafts.database)
