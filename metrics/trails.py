"""A figure's way back to its publisher, step by step, in words."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NoReturn

from metrics.catalogue import Catalogue
from metrics.definitions import Document, Series, Unit
from metrics.errors import MetricsError
from metrics.explanation_words import step_words
from metrics.labels import (
    day_words,
    instant_words,
    known_words,
    made_known_words,
    place_words,
    value_words,
)
from metrics.languages import COLON, Language, Text
from metrics.locators import locator_words
from metrics.measured import measured
from metrics.observations import HeldObservation, Observation, PartnerTotal
from metrics.period_names import unheld
from metrics.periods import Period
from metrics.results import ProvenanceTrail, SeriesLine, TrailStep
from metrics.roll_up import Refused, RolledUp

EN, FR = Language.EN, Language.FR
DAY_LONG = len("2024-05-31")  # of a month or a year alone the date is shorter

FILE_STEP = Text("File and cell", "Fichier et cellule")
DOCUMENT_STEP = Text("Document", "Document")
RECORDED_STEP = Text("Recorded", "Enregistrement")
MADE_KNOWN = Text("{}: {}, made known {}", "{} : {}, rendu public le {}")
CORRECTED = Text("Corrected here", "Corrigé ici")
COVERED = Text("{} of {} partners asked", "{} partenaires sollicités sur {}")
COVERED_BUT = Text(f"{COVERED.en}; missing: {{}}", f"{COVERED.fr}; manquent\u00a0: {{}}")
ONE_RETURN = Text(
    "Made of one return, which has a file and cell of its own; the total has none",
    "Composé d'une seule déclaration, qui a son fichier et sa cellule; le total n'en a pas",
)
RETURNS = Text(
    "Made of {} returns, each with a file and cell of its own; the total has none",
    "Composé de {} déclarations, chacune avec son fichier et sa cellule; le total n'en a pas",
)
PENDING = Text("not yet", "pas encore")
UNRELEASED = Text("Not released: the public does not see it",
                  "Non diffusé\u00a0: le public ne le voit pas")  # fmt: skip
MISREAD = Text(
    "{} was recorded on {}, a misreading of the same document",
    "{} a été enregistré le {}, une erreur de lecture du même document",
)
CONFIRMED = Text("{}: {}, confirmed {}", "{} : {}, confirmé le {}")


def trails_of(
    lines: Iterable[SeriesLine], period: Period, catalogue: Catalogue
) -> tuple[ProvenanceTrail, ...]:
    """The way back of each value of a period."""
    code, found = period.code, dict[HeldObservation, ProvenanceTrail]()
    for line in lines:
        for held in line.values:
            if held.observation.period == period:
                earlier, corrected = line.earlier.get(code, ()), line.corrected.get(code, ())
                found.setdefault(held, trail(held, earlier, corrected, catalogue))
                for part in held.total.parts if held.total else ():
                    found.setdefault(part, trail(part, (), (), catalogue))
    return tuple(found.values())


def trails_of_parts(
    rolled: RolledUp | Refused | None,
    whole: Period,
    lines: tuple[SeriesLine, ...],
    catalogue: Catalogue,
) -> tuple[ProvenanceTrail, ...]:
    """The way back of each value that a longer period is made of; their sum is the whole."""
    if isinstance(rolled, Refused):
        unit = catalogue.unit_of(f"{lines[0].source.id}/{lines[0].series.id}")
        raise MetricsError(*(step_words(rolled.why, unit, language) for language in (EN, FR)))
    if rolled is None:
        not_held(whole, lines)
    parts = [one for one in rolled.parts if isinstance(one, HeldObservation)]
    return tuple(
        trail(one, line.earlier.get(code, ()), line.corrected.get(code, ()), catalogue)
        for one in parts
        for line in lines
        for code in [one.observation.period.code]
        if one in line.values
    )


def not_held(period: Period, lines: Iterable[SeriesLine]) -> NoReturn:
    """Refuse a period with the periods that these lines have a value of."""
    raise unheld(period, [one.observation.period for line in lines for one in line.values])


def trail(
    held: HeldObservation,
    earlier: tuple[HeldObservation, ...],
    corrected: tuple[HeldObservation, ...],
    catalogue: Catalogue,
) -> ProvenanceTrail:
    """From the value shown back to the file, its publisher, and what was said before."""
    one = held.observation
    unit = catalogue.unit_of(one.series)
    source = one.series.partition("/")[0]
    led = _unreleased if held.is_unreleased else _published
    steps = [
        TrailStep(Text("Value shown", "Valeur affichée"), _value(held, unit)),
        TrailStep(Text("What it measures", "Ce qu'elle mesure"), measured(one, catalogue)),
        *(_made_of(held.total, unit, catalogue) if held.total else ()),
        *(() if held.total else (TrailStep(FILE_STEP, _cell(held, source)),)),
        *led(held, catalogue),
    ]
    if held.total is None:  # of a total each part has its own
        steps.append(TrailStep(RECORDED_STEP, _recorded(held)))
    if earlier:
        steps.append(TrailStep(Text("Revisions", "Révisions"), _revisions(held, earlier, unit)))
    if corrected:
        steps.append(TrailStep(CORRECTED, _corrections(corrected, unit)))
    return ProvenanceTrail(held, tuple(steps))


def _published(held: HeldObservation, catalogue: Catalogue) -> Iterator[TrailStep]:
    """In which document it stands, whose that is, and since when it is known."""
    one = held.observation
    document = catalogue.document(one.series.partition("/")[0], one.document)
    yield TrailStep(DOCUMENT_STEP, _document(document, one.location.in_document), document)
    yield TrailStep(Text("Publisher", "Éditeur"), _publisher(catalogue.series[one.series]))
    yield TrailStep(Text("Made known", "Rendu public"), _known(one, document))


def _unreleased(held: HeldObservation, catalogue: Catalogue) -> Iterator[TrailStep]:
    """Who has sent it, and who has approved it: no document holds it, nobody has published it."""
    one, meaning = held.observation, catalogue.series[held.observation.series].definition
    if one.organization:
        sender = partner_title(one.organization, catalogue)
        said = Text(f"{sender.en}. {meaning.en}", f"{sender.fr}. {meaning.fr}")
        yield TrailStep(Text("Sent by", "Envoi de"), said)
    day = (PENDING if held.is_provisional else Text(day_words(one.known.on, EN),
                                                    day_words(one.known.on, FR)))  # fmt: skip
    yield TrailStep(Text("Approved", "Approbation"), day)
    yield TrailStep(Text("Release", "Diffusion"), UNRELEASED)


def _value(held: HeldObservation, unit: Unit) -> Text:
    return Text(
        value_words(held, unit, EN, with_unit=True), value_words(held, unit, FR, with_unit=True)
    )


def _made_of(total: PartnerTotal, unit: Unit, catalogue: Catalogue) -> Iterator[TrailStep]:
    """Who has reported, who has not, and each partner's figure with its cell."""
    said = COVERED if total.is_whole else COVERED_BUT
    if total.covered < 2:  # French is singular below two
        said = said._replace(fr=said.fr.replace("partenaires sollicités", "partenaire sollicité"))
    absent = [partner_title(one, catalogue) for one in total.missing]
    yield TrailStep(
        Text("Partners", "Partenaires"),
        Text(*(
            said.in_(language).format(
                total.covered, total.asked, ", ".join(one.in_(language) for one in absent)
            )
            for language in (EN, FR)
        )),
    )  # fmt: skip
    made = ONE_RETURN if total.returns == 1 else RETURNS
    said_of = Text(*(one.format(total.returns) for one in made))
    yield TrailStep(Text("Returns", "Déclarations"), said_of)
    if total.why:
        yield TrailStep(Text("Why there is no total", "Pourquoi il n'y a pas de total"), total.why)
    parts = [_part(one, unit, catalogue) for one in total.parts]
    yield TrailStep(
        Text("Their figures", "Leurs chiffres") if total.why else Text("Made of", "Composée de"),
        Text("; ".join(one.en for one in parts), "; ".join(one.fr for one in parts)),
    )


def _part(held: HeldObservation, unit: Unit, catalogue: Catalogue) -> Text:
    one = held.observation
    whose, place = partner_title(one.organization, catalogue), catalogue.place(one.place)
    return Text(*(
        f"{whose.in_(language)}, {place_words(place, language)}"
        f"{COLON.in_(language)}{value_words(held, unit, language)} ({one.location.place})"
        for language in (EN, FR)
    ))  # fmt: skip


def partner_title(name: str, catalogue: Catalogue) -> Text:
    known = catalogue.partners.get(name)
    return known.title if known else Text(name, name)


def _cell(held: HeldObservation, source: str) -> Text:
    at = held.observation.location
    if held.is_hidden:  # the file alone
        return Text(*2 * (f"{source}/{at.file}; SHA-256 {held.sha256}",))
    en, fr = (f", {one} {at.sheet}" if at.sheet else "" for one in ("sheet", "feuille"))
    return Text(
        f"{source}/{at.file}{en}, cell {at.cell}; SHA-256 {held.sha256}",
        f"{source}/{at.file}{fr}, cellule {at.cell}; SHA-256 {held.sha256}",
    )


def _document(document: Document, printed: str) -> Text:
    whole = ([document.titled(one), locator_words(printed, one)] for one in (EN, FR))
    said = [", ".join(filter(None, one)) for one in whole]
    en, fr = [f"Transcribed from {said[0]}"], [f"Transcrit de {said[1]}"]
    if document.via:
        en.append(document.via.en.rstrip("."))
        fr.append(document.via.fr.rstrip("."))
    if on := document.published_on:
        en.append(f"published {known_words(on, EN)}")
        fr.append(f"publié {'le' if len(on) == DAY_LONG else 'en'} {known_words(on, FR)}")
    en.append(f"read {day_words(document.read_on, EN)}")
    fr.append(f"lu le {day_words(document.read_on, FR)}")
    if document.sha256:
        en.append(f"SHA-256 of the publisher's file {document.sha256}")
        fr.append(f"SHA-256 du fichier de l'éditeur {document.sha256}")
    if document.url:
        en.append(document.url)
        fr.append(document.url)
    return Text("; ".join(en), "; ".join(fr))


def _publisher(series: Series) -> Text:
    return Text(
        f"{series.publisher.en}. {series.definition.en}",
        f"{series.publisher.fr}. {series.definition.fr}",
    )


def _known(one: Observation, document: Document) -> Text:
    return Text(*(made_known_words(one.known, document, language) for language in (EN, FR)))


def _recorded(held: HeldObservation) -> Text:
    en, fr = (instant_words(datetime.fromisoformat(held.recorded_at), one) for one in (EN, FR))
    return Text(f"Submission {held.submission}, {en}", f"Envoi {held.submission}, {fr}")


def _revisions(held: HeldObservation, earlier: tuple[HeldObservation, ...], unit: Unit) -> Text:
    every = sorted((*earlier, held), key=lambda one: one.revision)
    return Text(*(_revisions_in(every, unit, language) for language in (EN, FR)))


def _revisions_in(every: list[HeldObservation], unit: Unit, language: Language) -> str:
    return "; ".join(
        (CONFIRMED if before and _same(before, one) else MADE_KNOWN)
        .in_(language)
        .format(
            one.revision,
            value_words(one, unit, language),
            day_words(one.observation.known.on, language),
        )
        for before, one in zip([None, *every], every, strict=False)
    )


def _corrections(corrected: tuple[HeldObservation, ...], unit: Unit) -> Text:
    said = (
        [MISREAD.in_(language).format(value_words(one, unit, language), _held_on(one, language))
         for one in corrected]
        for language in (EN, FR)
    )  # fmt: skip
    return Text(*map("; ".join, said))


def _held_on(one: HeldObservation, language: Language) -> str:
    return day_words(date.fromisoformat(one.recorded_at[:10]), language)


def _same(before: HeldObservation, one: HeldObservation) -> bool:
    """A later document repeats the value: a confirmation, not a restatement."""
    return (before.observation.value, before.observation.qualifier) == (
        one.observation.value,
        one.observation.qualifier,
    )
