"""The way back of a released figure: to its release, and never to a partner's file or cell."""

from collections.abc import Iterable, Iterator

from metrics.catalogue import Catalogue
from metrics.labels import day_words, value_words
from metrics.languages import Language, Text
from metrics.observations import HeldObservation
from metrics.release_values import Release, ReleaseStep
from metrics.releases import Releases
from metrics.results import ProvenanceTrail, TrailStep
from metrics.scopes import PUBLISHER
from metrics.trails import DOCUMENT_STEP, FILE_STEP, RECORDED_STEP

EN, FR = Language.EN, Language.FR
RELEASE_STEP = Text("Released of it", "Diffusé à partir de ce total")
OUT = Text("{}; {}; out since {}, {:%H:%M}", "{}; {}; diffusée le {} à {:%H\u00a0h\u00a0%M}")
AHEAD = Text("{}; {}; comes out {}, {:%H:%M}", "{}; {}; sera diffusée le {} à {:%H\u00a0h\u00a0%M}")
PUBLIC = Text(
    "For the same period the public reads {} ({})", "Pour la même période, le public lit : {} ({})"
)
PUBLIC_AT = Text(
    "For the same period the public will read {} ({})",
    "Pour la même période, le public lira : {} ({})",
)
TWO_KEYS = Text(
    "proposed {}; approved {}, by another account",
    "proposée le {}; approuvée le {}, par un autre compte",
)
AGREED = Text(
    "owners' stewards who agreed: {}",
    "personnes gardiennes de leurs données qui ont donné leur accord\u00a0: {}",
)
RULES = Text(
    "Numbers of people under {floor_below_province} below the province and under {floor} anywhere "
    "are hidden, with whatever would tell them; others are rounded to a multiple of {base}.",
    "Les nombres de personnes inférieurs à {floor_below_province} sous la province et à {floor} "
    "partout sont masqués, avec ce qui les révélerait; les autres sont arrondis à un multiple de "
    "{base}.",
)
MADE_OF = Text(
    "What partners have sent and the office has approved.",
    "Ce que les partenaires ont envoyé et que le bureau a approuvé.",
)


def told_by_release(
    trails: Iterable[ProvenanceTrail], releases: Releases
) -> tuple[ProvenanceTrail, ...]:
    """The same trails; those of released figures lead to their release, and exact totals to it."""
    every = tuple(trails)
    return tuple(_told(_beside(one, every, releases), releases) for one in every)


def _beside(
    total: ProvenanceTrail, every: Iterable[ProvenanceTrail], releases: Releases
) -> ProvenanceTrail:
    """Of an exact total that a figure was released of it: what everybody reads, and since when."""
    if total.held.total is None:
        return total
    for one in every:
        same = one.held.released_at and _cell(one.held) == _cell(total.held)
        if same and (found := releases.of_file(one.held.observation.location.file)):
            said = TrailStep(RELEASE_STEP, _public(one.held, found, releases.catalogue))
            return ProvenanceTrail(total.held, (*total.steps, said))
    return total


def _cell(held: HeldObservation) -> tuple[object, ...]:
    one = held.observation
    return one.series, one.place, one.disaggregation.code, one.period


def _public(held: HeldObservation, found: Release, catalogue: Catalogue) -> Text:
    unit, words = catalogue.unit_of(held.observation.series), PUBLIC if found.is_out else PUBLIC_AT
    release = _release(found)
    return Text(*(
        words.in_(one).format(value_words(held, unit, one, with_unit=True), release.in_(one))
        for one in (EN, FR)
    ))  # fmt: skip


def _told(trail: ProvenanceTrail, releases: Releases) -> ProvenanceTrail:
    one = trail.held.observation
    found = releases.of_file(one.location.file) if one.organization == PUBLISHER else None
    if found is None:
        return trail
    return ProvenanceTrail(trail.held, tuple(_steps(trail.steps, found)))


def _steps(steps: Iterable[TrailStep], found: Release) -> Iterator[TrailStep]:
    for step in steps:
        if step.title == FILE_STEP:
            yield TrailStep(Text("Release", "Diffusion"), _release(found))
            yield TrailStep(Text("Approvals", "Approbations"), _approvals(found))
            yield TrailStep(Text("Rules", "Règles"), _rules(found))
        elif step.title == DOCUMENT_STEP:
            yield TrailStep(Text("Made of", "Composée de"), MADE_OF)
        elif step.title == RECORDED_STEP:
            continue  # the number of its submission would tell how many came in between
        else:
            yield step


def _release(found: Release) -> Text:
    at, words = found.lifts_at.astimezone(), OUT if found.is_out else AHEAD
    return Text(*(
        words.in_(one).format(found.title.in_(one), found.code, day_words(at.date(), one), at)
        for one in (EN, FR)
    ))  # fmt: skip


def _approvals(found: Release) -> Text:
    done = {one.step: one.at.astimezone().date() for one in found.events}
    days = [done[step] for step in (ReleaseStep.PROPOSED, ReleaseStep.APPROVED)]
    said = [TWO_KEYS.in_(one).format(*(day_words(day, one) for day in days)) for one in (EN, FR)]
    if agreed := len(found.stewards) - len(found.lacking):
        said = [f"{said[n]}; {AGREED[n].format(agreed)}" for n in (0, 1)]
    return Text(*said)


def _rules(found: Release) -> Text:
    return Text(*(one.format(**found.rules) for one in RULES))
