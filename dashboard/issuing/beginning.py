"""The outline with which `pillars briefing new` begins, from its options; a wrong one is refused.

One rule for every command of briefings: what is asked for wrongly exits with 2, what the store
refuses with 1.
"""

from collections.abc import Sequence
from datetime import UTC

from dashboard.access.authorize import Action
from dashboard.access.roles import Account
from dashboard.briefings.composing.known import known_of
from dashboard.briefings.outline import MOST, TITLE, Outline
from dashboard.briefings.outline_faults import refuse_faulty
from dashboard.briefings.snapshot import figures_of
from dashboard.issuing import starting
from dashboard.issuing.checked import faults_of_title
from dashboard.issuing.making import outline_of
from dashboard.issuing.next_time import set_forward
from dashboard.issuing.shell_desk import BriefingDesk, arguments
from dashboard.printing import WrongOptionError
from dashboard.text import Words, both
from ingest import public_contacts
from metrics import BriefingState, Language, Period, Text, labels

TITLES = (
    Text("English title:", "Titre anglais\u00a0:"),
    Text("French title:", "Titre français\u00a0:"),
)


def begun(
    desk: BriefingDesk, actor: Account, like: str | None, given: dict[str, str],
    chosen: Sequence[str],
) -> Outline:  # fmt: skip
    """What was asked for; WrongOptionError, or UnknownError, for what no briefing can be of."""
    for name in ("title_en", "title_fr"):
        if (long := len(given.get(name, ""))) > TITLE:
            raise WrongOptionError(*both("briefing.fault_title", most=TITLE, count=long))
    _refuse_titles(given, desk)
    if place := given.get("place"):
        given = {**given, "place": desk.catalogue.place(place).code}
    outline = _with_indicators(_plain(desk, actor, like, given), chosen, desk)
    if (count := len(outline.indicators)) > MOST:
        raise WrongOptionError(*both("briefing_commands.too_many", count=count, most=MOST))
    with arguments():
        refuse_faulty(outline, desk.catalogue)
    _refuse_empty(outline, desk)
    return outline


def _refuse_titles(given: dict[str, str], desk: BriefingDesk) -> None:
    """By the rule of issuing: a title that could never be issued makes no draft either."""
    known = known_of(public_contacts(desk.settings.data), desk.catalogue)
    titles = Text(*(given.get(f"title_{one}", "") for one in Language))
    found = [Text(*map(" ".join, zip(title, fault, strict=True)))
             for title, language in zip(TITLES, Language, strict=True)
             for fault in faults_of_title(titles.in_(language), language, known)]  # fmt: skip
    if found:
        raise WrongOptionError(*(" ".join(one[at] for one in found) for at in (0, 1)))


def _plain(desk: BriefingDesk, actor: Account, like: str | None, given: dict[str, str]) -> Outline:
    """An empty outline, or that of another briefing, with what was given in its place."""
    if like is None:
        rest = {name: one for name, one in given.items() if name != "framework"}
        return Outline(framework=given.get("framework", desk.settings.framework), **rest)
    other, _ = desk.briefing(like, Action.PREVIEW, actor.name)
    outline = outline_of(desk.store, like)
    if other.state is BriefingState.ISSUED:
        outline = set_forward(outline, like)
    return outline.model_copy(update=given)


def _with_indicators(outline: Outline, chosen: Sequence[str], desk: BriefingDesk) -> Outline:
    """With those that were named, else as the pages begin with a pillar or a whole strategy."""
    if chosen or outline.indicators:
        names = [desk.catalogue.indicator(one).id for one in chosen] or outline.indicators
        return outline.model_copy(update={"indicators": tuple(dict.fromkeys(names))})
    own = starting.chosen(desk.store, desk.catalogue.framework(outline.framework), outline.pillar)
    return outline.model_copy(update={"indicators": own})


def _refuse_empty(outline: Outline, desk: BriefingDesk) -> None:
    """A period by whose end nothing is held, or a place of which nothing is, makes no briefing."""
    at = desk.store.now().astimezone(UTC)
    if not (outline.period or outline.place) or figures_of(desk.store, outline, at).values:
        return
    whole = outline.model_copy(update={"period": None})
    periods = [one.observation.period for one in figures_of(desk.store, whole, at).values]
    if not periods:
        if outline.place:
            raise WrongOptionError(*_said("place_empty", place=_place(outline.place, desk)))
        return
    ends = sorted(periods, key=lambda one: (one.end, one.start))
    asked = [Period.parse(outline.period)] if outline.period else []
    named = dict(zip(("first", "last", "period"), (ends[0], ends[-1], *asked), strict=False))
    raise WrongOptionError(*_said("period_empty", **{
        name: Text(*(labels.period_words(one, language) for language in Language))
        for name, one in named.items()
    }))  # fmt: skip


def without_figures(outline: Outline, desk: BriefingDesk) -> tuple[Text, ...]:
    """The titles of what is in it and has no figure to show as things stand."""
    held = figures_of(desk.store, outline, desk.store.now().astimezone(UTC)).values
    stated = {one.observation.indicator for one in held}
    indicators = desk.catalogue.indicators
    return tuple(indicators[one].title for one in outline.indicators if one not in stated)


def _place(code: str, desk: BriefingDesk) -> Text:
    found = desk.catalogue.places[code]
    return Text(*(labels.place_words(found, language) for language in Language))


def _said(key: str, **values: Text) -> Text:
    """A refusal whose values are words of each language."""
    return Text(*(
        Words(language)(f"briefing_commands.{key}", **{
            name: one.in_(language) for name, one in values.items()
        })
        for language in Language
    ))  # fmt: skip
