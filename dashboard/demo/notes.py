"""Made-up notes of the office: one at a value, one event, one narrative; each says that it is."""

from contextlib import closing

from dashboard.access.roles import Role
from metrics import (
    OFFICE,
    About,
    AnnotationKind,
    Author,
    Catalogue,
    MetricsStore,
    Period,
    Said,
    SeriesLine,
    Settings,
    Text,
)

NOTE = Said(Text(
    "Example note: counted with a form that was made up for this example.",
    "Note d'exemple\u00a0: compté avec un formulaire inventé pour cet exemple.",
))  # fmt: skip
EVENT = Said(Text(
    "Example event: a made-up conference of partners",
    "Événement d'exemple\u00a0: une conférence inventée des partenaires",
))  # fmt: skip
TOLD = Said(
    Text(
        "Example text, made up: partners met, agreed on one form for all returns, and tried it "
        "out together. What they learned went into the guide that comes with the form.",
        "Texte d'exemple, inventé\u00a0: les partenaires se sont rencontrés, ont convenu d'un seul "
        "formulaire pour tous les rapports et l'ont essayé ensemble. Ce qu'ils ont appris figure "
        "dans le guide qui accompagne le formulaire.",
    ),
    Text("the example unit", "l'unité d'exemple"),
)


def make_notes(settings: Settings, people: dict[str, str]) -> bool:
    """Write one of each kind; False where there are any, or the figures are real."""
    catalogue, actor = Catalogue.read(settings.data), people.get(Role.EDITOR.value)
    if catalogue.example is None or actor is None:
        return False
    with closing(MetricsStore.open(settings, catalogue)) as opened:
        store = opened.seen_by(OFFICE)
        if store.annotations.held() or store.annotations.taken_back():
            return False
        _write(store, settings.framework, Author(actor, Role.EDITOR.value))
    return True


def _write(store: MetricsStore, framework: str, author: Author) -> None:
    pillar = store.catalogue.framework(framework).pillars[0]
    found = (store.series(one, framework=framework).record for one in pillar.indicators)
    line = next((one for one in found if one and not one.is_total), None)
    if line is None:
        return
    store.annotations.write(_at(line), NOTE, author)
    spring = line.values[-1].observation.period.start.year
    for kind, period, said in (
        (AnnotationKind.EVENT, f"{spring}-05-12", EVENT),
        (AnnotationKind.NARRATIVE, f"{spring}-Q2", TOLD),
    ):
        about = About(kind, Period.parse(period), framework=framework, pillar=pillar.id)
        store.annotations.write(about, said, author)


def _at(line: SeriesLine) -> About:
    period, kind = line.values[-1].observation.period, AnnotationKind.VALUE
    return About(kind, period, line.series.indicator, line.key, line.place, line.disaggregation)
