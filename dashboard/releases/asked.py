"""What a worker does with a release for somebody who waits: how far it is, and what came of it."""

from dash import html
from flask import Response, abort, redirect
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.plain_pages import address_of
from dashboard.access.reader import account, now
from dashboard.addresses import Address
from dashboard.releases.desk import NEW, RELEASES
from dashboard.releases.protecting import APPROVE, PROPOSE, PROTECT, said_of
from dashboard.returns.desk import desk
from dashboard.returns.frame import button_form, drawn, look_again, progress
from dashboard.returns.store import Job, JobState
from dashboard.returns.store.requests import Request, Requests
from dashboard.services import services
from dashboard.text import Words
from metrics import AuditAction, Proposal, Release, object_of

ASKED = f"{RELEASES}/asked"
OPEN = (JobState.WAITING, JobState.RUNNING)


def ask_to_propose(proposal: Proposal, actor: str, address: Address) -> AnyResponse:
    return _ask(Request("", PROPOSE, actor, proposal.form, said_of(proposal)), address)


def ask_to_approve(release: Release, actor: str, address: Address) -> AnyResponse:
    return _ask(Request("", APPROVE, actor, release.form, {"release": release.code}), address)


def show_asked(id_: str) -> AnyResponse:
    """How far it has come; what came of it is the page of the release."""
    asked, address = own_request(id_), address_of()
    if asked.release:
        return _ended(asked, address)
    job = desk().jobs.board.job(PROTECT, id_)
    if asked.refused is None and job is not None and job.state in OPEN:
        return _goes_on(asked, job, address)
    return _came_to_nothing(asked, job, address)


def cancel_asked(id_: str) -> AnyResponse:
    """Let nobody do it; what a worker has begun of it is not kept."""
    asked = own_request(id_)
    services().store.note(
        asked.account, AuditAction.JOB_CANCELLED, object_of("job", f"{PROTECT}/{id_}")
    )
    desk().jobs.board.cancel(PROTECT, id_)
    return redirect(address_of().to(f"{ASKED}/{id_}"), 303)


def own_request(id_: str) -> Request:
    """What this account has asked for; for all others there is nothing here."""
    actor, found = account(), Requests(desk().drafts.database).find(id_)
    if actor is None or found is None or found.account != actor.id:
        abort(404)
    return found


def _ask(asked: Request, address: Address) -> AnyResponse:
    requests = Requests(desk().drafts.database)
    made = requests.add(asked, now())
    desk().jobs.ask(PROTECT, made.id, f"{PROTECT}/{made.form}")  # of one data set one at a time
    made = requests.find(made.id) or made
    return _ended(made, address) if made.release else redirect(address.to(_here(made)), 303)


def _ended(asked: Request, address: Address) -> AnyResponse:
    return redirect(address.to(f"{RELEASES}/{asked.release}", done=asked.step), 303)


def _here(asked: Request) -> str:
    return f"{ASKED}/{asked.id}"


def _goes_on(asked: Request, job: Job, address: Address) -> Response:
    words = Words(address.language)
    stage = job.stage if job.state is JobState.RUNNING and job.stage else "waiting"
    here = address.to(_here(asked))
    return drawn(
        address, words(f"release.asked_{asked.step}"), lead=words("release.asked_lead"),
        kicker=words("release.kicker"), head=look_again(),
        more=[progress(words(f"release.stage_{stage}"), job.share, words("release.progress")),
              html.P(html.A(words("returns.look_again"), href=here)),
              button_form(address.to(f"{_here(asked)}/cancel"), words("release.asked_cancel"))],
    )  # fmt: skip


def _came_to_nothing(asked: Request, job: Job | None, address: Address) -> Response:
    """Why, and the way back to what was written."""
    words = Words(address.language)
    cancelled = job is not None and job.state is JobState.CANCELLED
    key = "asked_cancelled" if cancelled else "request_broken"
    said = words.text(asked.refused) if asked.refused else words(f"release.{key}")
    back = (address.to(NEW, asked=asked.id) if asked.step == PROPOSE
            else address.to(f"{RELEASES}/{asked.said['release']}"))  # fmt: skip
    link = html.A(words(f"release.back_to_{asked.step}"), className="btn btn-main", href=back)
    return drawn(
        address, words(f"release.nothing_{asked.step}"), kicker=words("release.kicker"),
        lead=said, more=[html.P(link)], status=200,
    )  # fmt: skip
