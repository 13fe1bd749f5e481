"""Making the demo ready: its figures, its returns, its accounts, and the words of its start."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from dashboard.access.roles import Role
from dashboard.access.store import Accounts
from dashboard.demo.briefings import make_briefings
from dashboard.demo.notes import make_notes
from dashboard.demo.partner_returns import Told, make_returns
from dashboard.demo.people import SignIn, make_people, new_password
from dashboard.demo.plan import FORM
from dashboard.text import Words
from ingest import run_load
from metrics import Catalogue, Language, MetricsStore, Settings, pack

FILES = "example-files"  # beside the store: what the made-up partners have sent


def make_ready(settings: Settings, language: Language) -> tuple[int, str]:
    """Fill the store of the example data; the exit code, and what to tell at the start.

    Returns come first, as of their days: what is recorded later never bears an earlier instant.
    """
    if settings.env == "production":  # made-up figures may be shown there, made-up accounts not
        return run_load(language=language, settings=settings), ""
    catalogue = Catalogue.read(settings.data)
    accounts = Accounts.open(settings)
    with closing(MetricsStore.open(settings, catalogue)) as store, closing(accounts):
        store.remember(pack(settings.data))
        people = make_people(accounts, catalogue, store.note)
        with _progress(language) as told:
            make_returns(settings, store, people, files_of(settings), told)
        password, sign_ins = new_password(settings, accounts, catalogue, store.note)
    code = run_load(language=language, settings=settings)
    make_notes(settings, dict(people))
    make_briefings(settings, dict(people))
    return code, told_at_start(settings, language, password, sign_ins)


def files_of(settings: Settings) -> Path:
    """The folder beside the store where the files of the made-up partners lie."""
    return settings.secret_file.with_name(FILES)


def told_at_start(
    settings: Settings, language: Language, password: str, sign_ins: tuple[SignIn, ...]
) -> str:
    """The names to sign in with, their password, and where files to send lie."""
    words = Words(language)
    widest = max((len(one.name) for one in sign_ins), default=0)
    lines = [words("command.demo_sign_in", place=f"http://{settings.host}:{settings.port}/sign-in")]
    lines += [f"  {one.name:<{widest}}  {words(_duty(one))}" for one in sign_ins]
    lines += [words("command.demo_password", password=password)]
    lines += [words("command.demo_files", folder=str(files_of(settings)))]
    return "\n".join(lines) + "\n"


def _duty(one: SignIn) -> str:
    """The message for what somebody does; a steward is an organization's, or the data set's."""
    if one.role is not Role.STEWARD:
        return f"sign_in.role_{one.role}"
    return f"command.demo_steward_{'data' if one.organization == FORM else 'owner'}"


@contextmanager
def _progress(language: Language) -> Iterator[Told]:
    console = Console(stderr=True, soft_wrap=True)
    bar = Progress(console=console, transient=True, disable=not console.is_terminal)
    with bar:
        task = bar.add_task(Words(language)("command.demo_making"), total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
