"""What the pages of notes have in common: who may write, what is spoken of, where they answer."""

from collections.abc import Mapping

from flask import abort

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.reader import may
from dashboard.access.roles import Account
from dashboard.addresses import Address
from dashboard.returns.frame import may_or_gone
from dashboard.returns.office import period_in
from dashboard.services import services
from dashboard.text import Words
from metrics import (
    About,
    Annotation,
    AnnotationKind,
    Annotations,
    Author,
    HeldObservation,
    MetricsError,
    ObservationStatus,
    SeriesLine,
    UnknownError,
    labels,
)

ANNOTATIONS = "/annotations"
NEW = f"{ANNOTATIONS}/new"
NOTE = Thing(Kind.ANNOTATION)


def writer(action: Action, name: str = "list") -> Account:
    """Who asks, where they may; for anyone else there is nothing here."""
    return may_or_gone(action, NOTE, "annotation", name)


def may_write() -> bool:
    return may(Action.CREATE, NOTE)


def author_of(account: Account) -> Author:
    return Author(account.id, account.role.value)


def annotations() -> Annotations:
    return services().store.annotations


def note_of(code: str) -> Annotation:
    """The note that stands; what does not is answered as a page that does not exist."""
    try:
        return annotations().find(code)
    except UnknownError:
        abort(404)


def asked(sent: Mapping[str, str], framework: str) -> About | None:
    """What is to be written of; its period is a first proposal. None for what is not there."""
    if sent.get("kind", AnnotationKind.VALUE) != AnnotationKind.VALUE:
        return _of_pillar(sent, framework)
    line = _line(sent)
    if line is None:
        return None
    period = period_in(sent.get("period", "")) or noteworthy(line)[0].observation.period
    return About(
        AnnotationKind.VALUE, period, line.series.indicator, line.key, line.place,
        line.disaggregation,
    )  # fmt: skip


def _of_pillar(sent: Mapping[str, str], framework: str) -> About | None:
    kinds = {one.value: one for one in AnnotationKind}
    kind, pillar = kinds.get(sent.get("kind", "")), sent.get("pillar", "")
    known = [one.id for one in services().catalogue.framework(framework).pillars]
    if kind is None or pillar not in known:
        return None
    period = period_in(sent.get("period", "").strip()) or period_in(str(services().store.today()))
    return About(kind, period, framework=framework, pillar=pillar) if period else None


def _line(sent: Mapping[str, str]) -> SeriesLine | None:
    wanted = sent.get("series", ""), sent.get("place", ""), sent.get("disaggregation", "")
    try:
        return line_of(sent.get("indicator", ""), wanted)
    except MetricsError:
        return None


def line_of(indicator: str, wanted: tuple[str, str, str]) -> SeriesLine | None:
    """The line as its writer sees it, if a note can stand on it: no partner's own values."""
    for one in services().store.series(indicator).lines:
        if (one.key, one.place, one.disaggregation) == wanted and noteworthy(one):
            return one
    return None


def noteworthy(line: SeriesLine) -> list[HeldObservation]:
    """The values at which a note can stand, newest first: none of one partner, none hidden."""
    if line.organization:
        return []
    hidden = ObservationStatus.SUPPRESSED
    return [one for one in reversed(line.values) if one.observation.status is not hidden]


def line_shown(about: About) -> SeriesLine | None:
    """The line of a value that is spoken of, where it is there and declared."""
    try:
        return line_of(about.indicator, about.line)
    except MetricsError:
        return None


def subject(about: About, words: Words) -> str:
    """What a note speaks of, without its period."""
    catalogue = services().catalogue
    if about.kind is AnnotationKind.VALUE:
        place = labels.place_words(catalogue.place(about.place), words.language)
        return f"{words.text(catalogue.series_of(about.series).title)}, {place}"
    pillars = {one.id: one for one in catalogue.framework(about.framework).pillars}
    return words.text(pillars[about.pillar].title)


def path_of(about: About, address: Address) -> str:
    """The page on which a note is shown."""
    if about.kind is not AnnotationKind.VALUE:
        return address.to(f"/pillar/{about.pillar}", framework=about.framework)
    return address.to(
        f"/indicator/{about.indicator}", series=about.series, place=about.place,
        disaggregation=about.disaggregation or None,
    )  # fmt: skip
