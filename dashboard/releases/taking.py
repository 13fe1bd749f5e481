"""The steps with a release: approve, agree or refuse for an owner, cancel; each once, by one."""

from collections.abc import Callable

from dash import html
from flask import Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.plain_pages import address_of, faults
from dashboard.access.reader import account
from dashboard.access.roles import Account
from dashboard.addresses import Address
from dashboard.forms import field
from dashboard.releases.asked import ask_to_approve
from dashboard.releases.desk import (
    RELEASES,
    may_announce,
    may_approve,
    may_cancel,
    names_in,
    release_of,
    releases,
    speaks_for,
)
from dashboard.releases.one_page import draw_release
from dashboard.releases.protecting import APPROVE, is_last
from dashboard.returns.frame import drawn
from dashboard.returns.office import reason_given, wide_form
from dashboard.returns.steps import LONGEST_REASON, area
from dashboard.text import Words
from metrics import MetricsError, Release, ReleaseStep

Taken = Callable[[Release, Account], object]
WITH_REASON = ("steward-refuse", "cancel")
DOES = {
    "steward-approve": ReleaseStep.STEWARD_APPROVED,
    "steward-refuse": ReleaseStep.STEWARD_REFUSED, "cancel": ReleaseStep.CANCELLED,
    "announce": ReleaseStep.ANNOUNCED,
}  # fmt: skip


def show_step(code: str, step: str) -> Response:
    """What a step will do, where it wants a reason; the others stand on the release's own page."""
    found, _ = _asked(code, step)
    if step not in WITH_REASON:
        abort(404)
    return _drawn(found, step, address_of())


def take_step(code: str, step: str) -> AnyResponse:
    """Do it; what stands against it is said on the page that it came from."""
    found, actor = _asked(code, step)
    address = address_of()
    if step == APPROVE:
        return ask_to_approve(found, actor.id, address)
    try:
        STEPS[step](found, actor)
    except MetricsError as error:
        if _is_done(code, step, actor):  # pressed twice
            return redirect(address.to(f"{RELEASES}/{code}", done=step))
        told = {
            "reason" if step in WITH_REASON else "steps": Words(address.language).text(error.text)
        }
        if step in WITH_REASON:
            return _drawn(found, step, address, told, 409)
        return draw_release(code, address, told, 409)
    return redirect(address.to(f"{RELEASES}/{code}", done=step))


def _is_done(code: str, step: str, actor: Account) -> bool:
    """Whether the last thing done with it is this step, by the same account."""
    return is_last(release_of(code), DOES[step], actor.id)


def _asked(code: str, step: str) -> tuple[Release, Account]:
    """The release and who asks, where the step is theirs; for all others there is nothing here."""
    found, actor = release_of(code), account()
    if actor is None or step not in _MAY or not _MAY[step](found):
        abort(404)
    return found, actor


def _agree(found: Release, actor: Account) -> None:
    releases().steward_approve(found.code, speaks_for(found), actor.id)


def _disagree(found: Release, actor: Account) -> None:
    releases().steward_refuse(found.code, speaks_for(found), actor.id, reason_given())


def _cancel(found: Release, actor: Account) -> None:
    releases().cancel(found.code, actor.id, reason_given())


def _announce(found: Release, actor: Account) -> None:
    releases().announce(found.code, actor.id)


STEPS: dict[str, Taken] = {
    "steward-approve": _agree, "steward-refuse": _disagree, "cancel": _cancel,
    "announce": _announce,
}  # fmt: skip
_MAY: dict[str, Callable[[Release], bool]] = {
    APPROVE: may_approve,
    "steward-approve": lambda one: bool(speaks_for(one)),
    "steward-refuse": lambda one: bool(speaks_for(one)),
    "cancel": lambda _: may_cancel(),
    "announce": lambda _: may_announce(),
}


def _drawn(
    found: Release, step: str, address: Address, told: dict[str, str] | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    names = names_in(address)
    words, key = names.words, step.replace("-", "_")
    written = request.form.get("reason", "")
    sends = html.Button(words(f"release.step_{key}"), className="btn btn-main", type="submit")
    return drawn(
        address,
        words(f"release.step_{key}"),
        html.P(words(f"release.means_{key}")),
        wide_form(
            address.to(f"{RELEASES}/{found.code}/{step}"),
            field(words("release.reason_label"), "reason",
                  html.P(words("review.reason_hint"), className="note"),
                  area("reason", written, LONGEST_REASON, invalid=bool(told))),
            html.P([sends]),
        ),
        html.P(html.A(words("release.back_one"), href=address.to(f"{RELEASES}/{found.code}"))),
        kicker=words("release.kicker_one"),
        lead=words.text(found.title),
        more=faults(words, told or {}),
        status=status,
    )  # fmt: skip
