"""The production entry: gunicorn with threads, started from Python."""

import socket
import sys
from errno import EADDRINUSE
from typing import Any

from gunicorn.app.base import BaseApplication

from metrics import SECRET_NEEDED, Catalogue, MetricsError, Settings


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn around one application that is already made."""

    def __init__(self, application: Any, options: dict[str, Any]) -> None:  # WSGI has no type
        self.application = application
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self.application


def serve(settings: Settings) -> None:
    """Serve until stopped; prints the address. Raises MetricsError where the port is taken."""
    from dashboard.app import create_app
    from dashboard.services import Services
    from metrics import MetricsStore

    catalogue = prepare(settings)
    claim(settings.host, settings.port)
    app = create_app(Services(settings, catalogue, MetricsStore.open(settings, catalogue)))
    sys.stdout.write(f"Strategy performance: http://{settings.host}:{settings.port}\n")
    sys.stdout.flush()
    Server(app.server, _options(settings)).run()


def prepare(settings: Settings) -> Catalogue:
    """What the pages describe; MetricsError where the settings would not make a sound start."""
    if settings.env == "production" and not settings.has_secret:
        raise MetricsError(*SECRET_NEEDED)
    catalogue = Catalogue.read(settings.data)
    catalogue.framework(settings.framework)
    return catalogue


def _options(settings: Settings) -> dict[str, Any]:
    return {
        "bind": f"{settings.host}:{settings.port}",
        "worker_class": "gthread",
        "workers": 1,
        "threads": 8,
        "timeout": 60,
        "loglevel": "warning",
        "control_socket_disable": True,
    }


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
            f"Le port {port} de {host} est déjà pris : choisissez-en un autre, par exemple "
            f"PORT={port + 1}.",
        )
    return MetricsError(
        f"Cannot listen on {host}:{port} ({error.strerror}): set PILLARS_HOST and PORT.",
        f"Impossible d'écouter sur {host}:{port} ({error.strerror}) : réglez PILLARS_HOST et PORT.",
    )
