"""The application: `create_app(services)` puts pages, answers and headers together."""

from dataclasses import replace

import dash_mantine_components as dmc
from dash import Dash, Input, Output, dcc, html
from flask import Flask, g

from dashboard import answers, ids, pages, routes
from dashboard.access.sign_ins import join
from dashboard.access.store import Accounts
from dashboard.access.walls import build_walls
from dashboard.administering.routes import add_administration
from dashboard.annotating.routes import add_annotations
from dashboard.drawing import Page
from dashboard.governance.routes import add_governance
from dashboard.issuing.routes import add_briefings
from dashboard.kept import keep_answers
from dashboard.limits import limit_callbacks, limit_requests
from dashboard.own_writes import follow_own_writes
from dashboard.releases.routes import add_releases
from dashboard.returns.routes import add_returns
from dashboard.reviewed import refuse_unknown
from dashboard.services import Services
from dashboard.theme import THEME
from dashboard.tidied import tidy_addresses
from dashboard.watching.joined import begin_watching, end_watching
from metrics import Settings


def create_app(services: Services, accounts: Accounts | None = None) -> Dash:
    """One application for these services; several can stand side by side in one process.

    Without accounts nobody can sign in: what is public can be read, and there is no more.
    """
    refuse_unknown(services.catalogue)
    server = Flask(__name__)
    server.extensions["services"] = replace(services, takes_sign_in=accounts is not None)
    app = _application(server)
    begin_watching(app, services)
    limit_requests(app, services.settings)
    tidy_addresses(server, services.settings.framework)
    build_walls(app, services.settings, accounts)
    if services.store.is_followed:
        follow_own_writes(server)
    if accounts is not None:
        join(app, accounts, services.settings)
        _add_desks(app, services.settings)
    pages.register(app)
    answers.guard(app)
    memos = {"answers": keep_answers(server), "pages": services.pages}
    for memo in memos.values():
        services.store.when_erased(memo.forget)
    limit_callbacks(app)
    counts = {name: memo.count for name, memo in memos.items()}
    end_watching(app, services, accounts, {**counts, "figures": services.store.memory})
    return app


def _application(server: Flask) -> Dash:
    """Dash on this server, with its one callback: the page at the browser's address."""
    app = answers.FirstResponse(
        __name__,
        server=server,  # type: ignore[arg-type]
        compress=True,
        health_endpoint="healthz",
        assets_folder="assets",
        assets_ignore=r"(returns|briefings)\.",  # their own pages ask for them
        title="Strategy performance",
        update_title="",
        suppress_callback_exceptions=True,
        on_error=answers.note_error,
        add_log_handler=False,
    )
    place = dcc.Location(id=ids.Shell.LOCATION, refresh="callback-nav")
    app.layout = dmc.MantineProvider(
        [place, html.Div(id=ids.Shell.PAGE)], theme=THEME, forceColorScheme="light"
    )
    app.callback(
        Output(ids.Shell.PAGE, "children"),
        Input(ids.Shell.LOCATION, "pathname"),
        Input(ids.Shell.LOCATION, "search"),
    )(show_page)
    return app


def _add_desks(app: Dash, settings: Settings) -> None:
    """The pages at which those who have signed in act."""
    add_returns(app, settings)
    add_governance(app.server)
    add_releases(app.server)
    add_annotations(app.server)
    add_briefings(app.server)
    add_administration(app.server)


def show_page(path: object, search: object) -> Page:
    """The page at the browser's address, drawn anew at each navigation."""
    drawn = routes.draw(path, search)
    g.passing = drawn.status >= 500  # a fault may be gone at the next question
    return drawn.page
