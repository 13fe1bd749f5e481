"""A new briefing: from the strategy, a pillar, the outline of an earlier one, or nothing."""

from collections.abc import Iterator

from dash import html
from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action
from dashboard.access.plain_pages import address_of, faults
from dashboard.access.reader import may
from dashboard.addresses import Address
from dashboard.briefings.outline import Outline
from dashboard.forms import field
from dashboard.issuing.controls import Options, grouped_select
from dashboard.issuing.desk import (
    BRIEFINGS,
    NEW,
    briefings,
    maker,
    page,
    store,
    thing_of,
    title_of,
    ways,
)
from dashboard.issuing.making import drafted, outline_of
from dashboard.issuing.next_time import said_again, set_forward
from dashboard.issuing.starting import chosen
from dashboard.returns.office import wide_form
from dashboard.services import services
from dashboard.text import Words
from metrics import (
    Briefing,
    BriefingState,
    Framework,
    MetricsError,
    UnknownError,
)


def show_new() -> Response:
    """What to begin with, one choice and one button."""
    maker()
    address = address_of("start")
    return _drawn(address, address.asked("start") or "")


def begin() -> AnyResponse:
    """Keep the first version and open the builder with it."""
    actor, address = maker(), address_of()
    start = request.form.get("start", "")
    words = Words(address.language)
    copied = start.removeprefix("like:") if start.startswith("like:") else None
    try:
        outline = _outline(start)
        kept = drafted(store(), outline, actor.id, copied_from=copied) if outline else None
    except MetricsError as error:
        return _drawn(address, start, {"start": words.text(error.text)}, 409)
    if kept is None:
        return _drawn(address, start, {"start": words("briefing.no_start")}, 400)
    done = "chosen" if start.startswith(("whole:", "pillar:")) else "begun"
    return redirect(address.to(f"{BRIEFINGS}/{kept.code}", done=done))


def _outline(start: str) -> Outline | None:
    """The outline that a choice stands for; None where there is no such choice."""
    kind, _, name = start.partition(":")
    catalogue = services().catalogue
    if kind == "like":
        return _like(name)
    framework, _, pillar = name.partition("/")
    plan = catalogue.frameworks.get(framework)
    if plan is None or kind not in ("whole", "pillar", "empty"):
        return None
    if kind == "whole":
        return _of(plan, None)
    if kind == "empty":
        return Outline(framework=plan.id)
    found = next((one for one in plan.pillars if one.id == pillar), None)
    if found is None:
        return None
    title = {"title_en": found.title.en, "title_fr": found.title.fr}
    return _of(plan, found.id).model_copy(update=title)


def _of(plan: Framework, pillar: str | None) -> Outline:
    """As the command line begins: with the best sentence of each indicator."""
    own = Outline(framework=plan.id, pillar=pillar, title_en=plan.title.en,
                  title_fr=plan.title.fr, indicators=chosen(store(), plan, pillar))  # fmt: skip
    return said_again(store(), own)


def _like(code: str) -> Outline | None:
    """The outline of an earlier briefing; of an issued one with its period moved on by one."""
    found = _readable(code)
    if found is None:
        return None
    version = found.issue.version if found.issue else None
    outline = outline_of(store(), code, version)
    return set_forward(outline, code) if found.issue else outline


def _readable(code: str) -> Briefing | None:
    try:
        found = briefings().find(code)
    except UnknownError:
        return None
    is_kept = found.state is not BriefingState.DISCARDED
    return found if is_kept and may(Action.PREVIEW, thing_of(found)) else None


def _drawn(
    address: Address, start: str, told: dict[str, str] | None = None, status: int = 200
) -> Response:
    words = Words(address.language)
    sends = html.Button(words("briefing.begin"), className="btn btn-main", type="submit")
    starts = grouped_select("start", list(_starts(words)), start)
    return page(
        address,
        words("briefing.new"),
        wide_form(address.to(NEW), field(words("briefing.start"), "start", starts), html.P(sends)),
        html.P(words("briefing.like_means"), className="note"),
        kicker=words("briefing.kicker"),
        lead=words("briefing.new_lead"),
        more=[ways(address, words, NEW), *faults(words, told or {})],
        status=status,
    )


def _starts(words: Words) -> Iterator[tuple[str, Options]]:
    for plan in services().catalogue.frameworks.values():
        title = words.text(plan.title)
        pillars = [(f"pillar:{plan.id}/{one.id}", words.text(one.title)) for one in plan.pillars]
        yield title, [(f"whole:{plan.id}", words("briefing.whole", title=title)), *pillars]
    every = [one for one in briefings().held() if may(Action.PREVIEW, thing_of(one))]
    like = [(f"like:{one.code}", f"{one.code}: {title_of(one, words)}") for one in every]
    if like:
        yield words("briefing.start_like"), like
    default = services().settings.framework
    yield words("briefing.start_other"), [(f"empty:{default}", words("briefing.start_empty"))]
