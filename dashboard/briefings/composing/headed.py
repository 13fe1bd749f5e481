"""The head of a briefing: what every page and every sheet carries."""

from collections.abc import Iterator, Sequence

from dashboard.briefings.composing.exhibits import Telling
from dashboard.briefings.composing.material import Asked, Material
from dashboard.briefings.document import Exhibit, Head
from dashboard.briefings.outline import context, listed, results
from dashboard.embargo_said import comes_out_after, minute_words
from dashboard.scales import is_box, is_estimated, is_provisional, is_restated, open_side
from metrics import Framework, HeldObservation, ObservationStatus, SeriesLine, labels

PUBLIC = "public"
SAYS_OF_HOW_MANY = 2  # the first form of snapshots that does
COUNTS_CONTEXT_APART = 3  # the first that counts a strategy as its overview does
COUNTS_PILLARS = 5  # the first whose scope says of how many pillars its indicators are


def head_of(material: Sequence[Material], exhibits: Sequence[Exhibit], telling: Telling) -> Head:
    asked, words = telling.asked, telling.words
    moment, catalogue = asked.store.moment, asked.catalogue
    today = (moment.held_at or asked.now).date()
    embargo = _embargo(material, telling)
    return Head(
        title=words.text(asked.outline.title).strip() or _title(telling),
        organization=words("shell.office"),
        classification=_classification(telling, is_public=not embargo),
        scope=_scope(telling),
        as_of=words.day(moment.as_of or moment.known_at or today),
        known_at=words.day(moment.known_at or today),
        framework=_framework(asked.framework, telling),
        coverage=_coverage(exhibits, telling),
        marks=_marks(material, telling),
        example=words.text(catalogue.example) if catalogue.example else "",
        embargo=embargo,
    )


def _title(telling: Telling) -> str:
    """That of the pillar, else of the strategy, where the official has given none."""
    framework, chosen = telling.asked.framework, telling.asked.outline.pillar
    pillar = next((one for one in framework.pillars if one.id == chosen), None)
    return telling.words.text((pillar or framework).title)


def _coverage(exhibits: Sequence[Exhibit], telling: Telling) -> str:
    """How many of the strategy's indicators, or of a pillar's, are chosen, and have a figure."""
    asked, words, count = telling.asked, telling.words, len(exhibits)
    held = sum(one.figure is not None for one in exhibits)
    if asked.form < SAYS_OF_HOW_MANY:
        return words.counted("briefing_words.coverage", count, held=held)
    key, said = _chosen({one.indicator for one in exhibits}, asked)
    return words(f"briefing_words.coverage_{key}", **said, held=held, count=count)


def _chosen(names: set[str], asked: Asked) -> tuple[str, dict[str, int]]:
    """How many are of the strategy or the pillar, how many of its context, and how many besides."""
    plan, pillar, on = asked.framework, asked.outline.pillar, asked.store.moment.as_of
    is_whole = pillar is None and asked.form >= COUNTS_CONTEXT_APART
    every = {*(results(plan, on) if is_whole else listed(plan, pillar))}
    apart = {*context(plan, on)} - every if is_whole else set()
    counts = {"context": len(names & apart), "others": len(names - every - apart)}
    key = "_".join(["pillar" if pillar else "strategy", *(one for one in counts if counts[one])])
    return key, {**counts, "chosen": len(names & every), "every": len(every), "apart": len(apart)}


def _classification(telling: Telling, *, is_public: bool) -> str:
    """What is embargoed is not public yet, whatever was chosen."""
    chosen = telling.asked.outline.classification
    key = "public_later" if chosen == PUBLIC and not is_public else chosen
    return telling.words(f"briefing_words.class_{key}")


def _scope(telling: Telling) -> str:
    asked, words = telling.asked, telling.words
    place = asked.outline.place
    said = [
        _pillars(telling),
        words.text(asked.catalogue.place(place).title)
        if place
        else words("briefing_words.all_places"),
    ]
    if asked.until:
        period = labels.period_words(asked.until, words.language)
        said.append(words("briefing_words.until", period=period))
    return "; ".join(said)


def _pillars(telling: Telling) -> str:
    """The pillar that was chosen; else of how many pillars the indicators are, context apart."""
    asked, words = telling.asked, telling.words
    chosen, names = asked.outline.pillar, {*asked.outline.indicators}
    plan, on = asked.framework, asked.store.moment.as_of
    if chosen:
        return words.text(next(one.title for one in plan.pillars if one.id == chosen))
    every = [one for one in plan.pillars if not one.context and one.listed(on)]
    held = [one for one in every if names & {*one.listed(on)}]
    if asked.form < COUNTS_PILLARS or len(held) == len(every):
        return words("briefing_words.all_pillars")
    if held:
        return words("briefing_words.some_pillars", held=len(held), every=len(every))
    is_context = names <= {*context(plan, on)}
    return words(f"briefing_words.{'context_alone' if is_context else 'no_pillar'}")


def _framework(framework: Framework, telling: Telling) -> str:
    title = telling.words.text(framework.title)
    return telling.words("briefing_words.framework", title=title, version=framework.mark[:8])


def _embargo(material: Sequence[Material], telling: Telling) -> str:
    """Until when the briefing may not be passed on: the last of the minutes."""
    ahead = [
        at
        for one in material
        for _, held in one.shown
        if (at := comes_out_after(held, telling.now))
    ]
    if not ahead:
        return ""
    words = telling.words
    return words("protection.embargoed", when=minute_words(max(ahead), words))


def _marks(material: Sequence[Material], telling: Telling) -> str:
    words = telling.words
    kinds = {kind for one in material for line, held in one.shown for kind in _kinds(line, held)}
    order = ("provisional", "estimated", "hidden", "bound", "restated", "incomplete")
    said = [words(f"briefing_words.mark_{kind}") for kind in order if kind in kinds]
    return words("briefing_words.marks", kinds=words.joined(said)) if said else ""


def _kinds(line: SeriesLine, held: HeldObservation) -> Iterator[str]:
    if is_provisional(held):
        yield "provisional"
    if is_estimated(held):
        yield "estimated"
    if held.observation.status is ObservationStatus.SUPPRESSED:
        yield "hidden"
    if is_box(held) or open_side(held):
        yield "bound"
    if is_restated(held, line):
        yield "restated"
    if held.is_incomplete:
        yield "incomplete"
