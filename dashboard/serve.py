"""The production entry: waitress, which takes a thread only for a request that is whole."""

import logging
import resource
import signal
import socket
import sys
from contextlib import nullcontext
from errno import EADDRINUSE
from functools import partial
from typing import Any, NoReturn

from waitress import create_server
from waitress.server import BaseWSGIServer

from dashboard.connections import LARGEST_BODY, UNREAD_BYTES, Connection
from dashboard.limits import largest_upload
from dashboard.memory import share_heap
from dashboard.printing import language_of_machine
from dashboard.production import NoAdmin, nobody, refuse_unsafe
from dashboard.proxies import behind
from dashboard.watching.logs import set_up_logs
from metrics import Catalogue, MetricsError, Settings, slow_statements_told

THREADS = 8
MOST_CONNECTIONS = 1000
SILENT_FOR = 15  # seconds without a byte after which a connection without an answer due is dropped
LOOK_EVERY = 5  # seconds
LARGEST_HEADER = 16_384  # bytes


def serve(settings: Settings, told: str = "", *, works: bool = True) -> None:
    """Serve until stopped; prints the address, and what else is told at the start.

    A worker stands beside it, unless workers run by themselves. MetricsError where the port is
    taken.
    """
    from dashboard.access.first_admin import lacks_admin
    from dashboard.backing_up.locks import in_use

    share_heap()
    set_up_logs(settings)
    catalogue = prepare(settings, partial(lacks_admin, settings))
    claim(settings.host, settings.port)
    with in_use(settings), slow_statements_told(settings.slow_query_ms):
        _serve(settings, catalogue, told, works=works)


def _serve(settings: Settings, catalogue: Catalogue, told: str, *, works: bool) -> None:
    from dashboard.access.first_admin import way_in
    from dashboard.access.store import Accounts
    from dashboard.app import create_app
    from dashboard.returns.worker import working
    from dashboard.same_key import refuse_other_key
    from dashboard.services import Services
    from dashboard.warming import warming
    from metrics import MetricsStore, pack

    store = MetricsStore.open(settings, catalogue, read_url=settings.database_read_url)
    accounts = Accounts.open(settings)
    refuse_other_key(settings, accounts)
    store.remember(pack(settings.data))
    application = create_app(Services(settings, catalogue, store), accounts).server
    # returns to check, mail to send, a backup every night
    has_work = catalogue.returns or settings.smtp_host or settings.backup_folder
    beside = working(settings) if works and has_work else nullcontext()
    with beside, warming(application):
        listen(application, settings, way_in(accounts, settings, language_of_machine()) + told)
    store.close()


def listen(application: Any, settings: Settings, told: str = "") -> None:  # WSGI has no type
    """Answer requests with this application until a signal to stop; `told` is said at the start."""
    server = _server(application, settings)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a queue is no fault
    signal.signal(signal.SIGTERM, _stop)
    sys.stdout.write(f"Strategy performance: http://{settings.host}:{settings.port}\n{told}")
    sys.stdout.flush()
    server.run()


def _server(application: Any, settings: Settings) -> Any:  # waitress has no types
    files: dict[int, Any] = {}
    server = create_server(
        behind(application, settings.trusted_proxies),
        map=files,
        host=settings.host,
        port=settings.port,
        threads=THREADS,
        connection_limit=_connections(),
        channel_timeout=SILENT_FOR,
        cleanup_interval=LOOK_EVERY,
        max_request_header_size=LARGEST_HEADER,
        max_request_body_size=largest_upload(settings) + LARGEST_BODY,  # of a file; others less
        asyncore_use_poll=True,  # select() ends at file 1024
        outbuf_high_watermark=UNREAD_BYTES,
        clear_untrusted_proxy_headers=False,  # done by `behind`, which knows several proxies
        ident=None,
    )
    for listening in [one for one in files.values() if isinstance(one, BaseWSGIServer)]:
        listening.channel_class = Connection
    return server


def _connections() -> int:
    """As many as leave half of the files that this process may open to the store and the pages."""
    return min(MOST_CONNECTIONS, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2)


def _stop(*_: object) -> NoReturn:
    """End the loop as Ctrl-C does; requests that are being answered have five seconds."""
    raise SystemExit(0)


def prepare(settings: Settings, no_admin: NoAdmin = nobody) -> Catalogue:
    """What the pages describe; MetricsError where the settings would not make a sound start.

    `no_admin` tells whether nobody may administer: until it is asked, production does not start.
    """
    refuse_unsafe(settings, no_admin)
    catalogue = Catalogue.read(settings.data)
    catalogue.framework(settings.framework)
    return catalogue


def claim(host: str, port: int) -> None:
    """Make sure that the port is free, in words that say what to do when it is not."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise _refused(host, port, error) from None


def _refused(host: str, port: int, error: OSError) -> MetricsError:
    if error.errno == EADDRINUSE:
        return MetricsError(
            f"Port {port} on {host} is in use: choose another, for example PORT={port + 1}.",
            f"Le port {port} de {host} est déjà pris : choisissez-en un autre, par exemple "
            f"PORT={port + 1}.",
        )
    return MetricsError(
        f"Cannot listen on {host}:{port} ({error.strerror}): set PILLARS_HOST and PORT.",
        f"Impossible d'écouter sur {host}:{port} ({error.strerror}) : réglez PILLARS_HOST et PORT.",
    )
