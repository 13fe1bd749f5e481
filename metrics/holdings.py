"""What the store holds of each source, as far as it may be seen: values, actions and files."""

from datetime import date

from metrics.catalogue import Catalogue
from metrics.observations import Action
from metrics.periods import Period
from metrics.results import HeldAction, SourceSummary
from metrics.store.repository import Repository
from metrics.store.seeks import Sight


def summaries(
    repository: Repository, catalogue: Catalogue, sight: Sight
) -> tuple[SourceSummary, ...]:
    """Each source of the catalogue, with what is held of it."""
    return tuple(_summary(repository, catalogue, sight, one) for one in catalogue.sources)


def held_actions(
    repository: Repository,
    catalogue: Catalogue,
    sight: Sight,
    framework: str | None = None,
    pillar: str | None = None,
    source: str | None = None,
) -> tuple[HeldAction, ...]:
    """The actions that stand, oldest first; UnknownError for a framework or source of no name."""
    if framework is not None:
        catalogue.framework(framework)
    asked = catalogue.source(source).id if source else None
    held = [
        HeldAction(
            one.action, catalogue.sources[one.source], one.sha256, one.submission, one.organization
        )
        for one in repository.actions(sight, asked)
        if one.source in catalogue.sources and _within(one.action, framework, pillar)
    ]
    return tuple(sorted(held, key=lambda one: _by_day(one.action)))


def _by_day(action: Action) -> tuple[bool, date, str]:
    """A year or a month alone means its last day; what has no date comes last."""
    last = Period.dated(action.on).end if action.on else date.max
    return not action.on, last, action.on or ""


def _summary(
    repository: Repository, catalogue: Catalogue, sight: Sight, source: str
) -> SourceSummary:
    sent = repository.submitted(source, sight.held_at)
    counted = repository.count(source, sight)
    return SourceSummary(
        catalogue.sources[source],
        counted.statements,
        len(repository.actions(sight, source)),
        tuple(sorted(sent.files.items())),
        sent.recorded_at,
        counted.values,
        repository.withheld(source, sight),
    )


def _within(action: Action, framework: str | None, pillar: str | None) -> bool:
    return framework in (None, action.framework) and pillar in (None, action.pillar)
