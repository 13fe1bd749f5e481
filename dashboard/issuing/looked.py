"""What the figures make of what was written: its documents, its faults, the sentences proposed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from dashboard.briefings.composing.checking import faults_of_line, numbers_of
from dashboard.briefings.composing.known import Known, known_of
from dashboard.briefings.composing.material import Asked, gathered
from dashboard.briefings.composing.narrative import proposed
from dashboard.briefings.document import Exhibit
from dashboard.briefings.outline import Line, Outline
from dashboard.briefings.outline_faults import checked
from dashboard.issuing.checked import faults_of_title
from dashboard.issuing.making import Made, made
from dashboard.issuing.second_reading import Unread, told, unread_in
from dashboard.issuing.undrawn import undrawn_in
from dashboard.issuing.written import Said, Written, line_of, mark_of, outline_of_form
from dashboard.text import Words, both
from metrics import OFFICIAL, Catalogue, Language, MetricsError, MetricsStore, Text

FIELDS = {"framework": "scope", "pillar": "scope", "lines": "indicators"}
Exhibits = Mapping[Language, Exhibit]


@dataclass(frozen=True)
class Look:
    """The form with its proposed words filled in, and all that is to be said of it.

    `faults` and `notes` are by field, a line each; those of key lines by
    "line|<indicator>|<key>". A fault stands against issuing, a note does not.
    """

    written: Written
    outline: Outline | None = None
    made: Made | None = None
    faults: dict[str, Text] = field(default_factory=dict)
    notes: dict[str, Text] = field(default_factory=dict)
    proposals: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    numbers: Mapping[str, Mapping[Language, tuple[str, ...]]] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()  # lines that somebody else has to read

    @property
    def is_private(self) -> bool:
        """Whether something in it would be personal data: that is not even kept in a draft."""
        private = both("briefing.private").en
        return any(private in said.en for said in self.faults.values())

    @property
    def is_ready(self) -> bool:
        return self.made is not None and not self.faults and self.outline is not None


def look_at(written: Written, store: MetricsStore, allowed: frozenset[str]) -> Look:
    """Compose what was written, as far as it can be; `allowed` are contacts that are published."""
    outline, wrong = outline_of_form(written)
    wrong |= _of_titles(written, Known(allowed))
    notes = dict(_undrawn(written))
    if outline is None:
        return Look(written, None, None, wrong, notes)
    held_at = store.now().astimezone(UTC)
    seen = store.seen_by(OFFICIAL).at(outline.moment._replace(held_at=held_at))
    for fault in checked(outline, seen.catalogue):
        name = FIELDS.get(fault.field, fault.field)
        wrong[name] = _together(wrong.get(name), fault.said)
    if not outline.indicators:
        wrong["indicators"] = both("briefing.fault_nothing")
    if _stops(wrong):
        return Look(written, outline, None, wrong, notes)
    return _composed(Look(written, outline, None, wrong, notes), store, seen, held_at, allowed)


def _stops(wrong: Mapping[str, Text]) -> bool:
    """Whether nothing can be composed; without formats a preview can."""
    return bool(wrong.keys() - {"languages", "formats", "title_en", "title_fr"})


def _composed(
    look: Look, store: MetricsStore, seen: MetricsStore, held_at: datetime, allowed: frozenset[str]
) -> Look:
    """With the sentences that the figures bear, and the documents."""
    outline = look.outline
    if outline is None:
        return look
    asked = Asked(seen, seen.catalogue, outline, held_at)
    found: dict[str, list[Line]] = {}
    for line in proposed(asked, gathered(asked)):
        found.setdefault(line.indicator, []).append(line)
    written = _filled(look.written, found)
    fresh, _ = outline_of_form(written)
    wrong = dict(look.faults)
    try:
        whole = (fresh or outline).model_copy(update=_whatever_is_chosen(wrong))
        composed = made(store, whole, held_at)
    except MetricsError as error:
        wrong["since" if outline.since else "indicators"] = error.text
        return replace(look, written=written, outline=fresh, faults=wrong)
    proposals = {name: tuple(lines) for name, lines in found.items()}
    new = replace(look, written=written, outline=fresh, made=composed, faults=wrong,
                  proposals=proposals)  # fmt: skip
    return _with_lines(new, known_of(allowed, seen.catalogue), store.catalogue)


def _whatever_is_chosen(told: Mapping[str, Text]) -> dict[str, object]:
    """A preview needs no format: where none is chosen it is drawn as if all were."""
    every = Outline(framework="")
    return {name: getattr(every, name) for name in ("languages", "formats") if name in told}


def _filled(written: Written, proposals: Mapping[str, Sequence[Line]]) -> Written:
    """The form with the words that are proposed now, where the official has none of their own."""
    now = {(one.indicator, one.key): one for lines in proposals.values() for one in lines}

    def fill(one: Said) -> Said:
        line = now.get((one.indicator, one.key))
        if line is None or one.is_edited:
            return one
        return one._replace(en=line.en, fr=line.fr, was=mark_of(line.en, line.fr))

    return written.with_lines(map(fill, written.lines))


def _with_lines(look: Look, known: Known, catalogue: Catalogue) -> Look:
    """The key lines checked against what their indicators show."""
    wrong, numbers = dict(look.faults), {}
    by_indicator = exhibits_of(look)
    for said in look.written.lines:
        shown = by_indicator.get(said.indicator)
        if shown is None:
            continue
        numbers[said.name] = _numbers(said, shown)
        found = [*_of_line(said, shown, look, known)]
        if found:
            wrong[f"line|{said.name}"] = _together(None, *found)
    notes = look.notes | dict(_of_period(look))
    unread = unread_in(look.made.snapshot, catalogue) if look.made else ()
    for one in unread:
        name = f"line|{one.line.indicator}|{one.line.key}"
        if wrong.get(name) == both("briefing.private"):
            continue  # of what is private nothing more is told
        notes[name] = _together(notes.get(name), _not_understood(one))
    return replace(look, faults=wrong, notes=notes, numbers=numbers, unread=unread)


def _not_understood(one: Unread) -> Text:
    """The words of a line that nothing explains, and what is to be done about them."""
    asked = both("briefing.note_not_understood")
    return Text(*(f"{told(one, Words(each))} {words}"
                  for each, words in zip(Language, asked, strict=True)))  # fmt: skip


def exhibits_of(look: Look) -> dict[str, Exhibits]:
    """What is shown of each indicator, in both languages."""
    found: dict[str, dict[Language, Exhibit]] = {}
    for document in look.made.snapshot.documents if look.made else ():
        for exhibit in document.exhibits:
            found.setdefault(exhibit.indicator, {})[document.language] = exhibit
    return dict(found)


def _of_line(said: Said, shown: Exhibits, look: Look, known: Known) -> Iterator[Text]:
    """What is wrong with a line of the official's; a proposed one must still be borne."""
    if not said.is_edited:
        if said.key not in [one.key for one in look.proposals.get(said.indicator, ())]:
            yield both("briefing.fault_not_borne")
        return
    for fault in faults_of_line(line_of(said), shown, known):
        if fault.said == both("review.private"):
            yield both("briefing.private")
            return
        name = fault.field.partition(".")[2]
        yield _in_language(fault.said, name) if name else fault.said


def _in_language(said: Text, name: str) -> Text:
    """A fault with the language of the field that it stands in."""
    own = both(f"briefing.in_{name}")
    return Text(*(f"{where}{fault}" for where, fault in zip(own, said, strict=True)))


def _numbers(said: Said, shown: Exhibits) -> dict[Language, tuple[str, ...]]:
    """The figures that a line states, as it writes them."""
    texts = {Language.EN: said.en, Language.FR: said.fr}
    return {
        language: tuple(one.written.strip() for one in numbers_of(texts[language], own, language))
        for language, own in shown.items()
    }


def _of_period(look: Look) -> Iterator[tuple[str, Text]]:
    """A period, or a day, by which nothing of what was chosen is held."""
    documents = look.made.snapshot.documents if look.made else ()
    if any(one.figure for document in documents for one in document.exhibits):
        return
    for name in ("period", "place", "as_of", "known_at"):
        if getattr(look.written, name):
            yield name, both("briefing.note_empty")
            return


def _of_titles(written: Written, known: Known) -> dict[str, Text]:
    found = {
        language: faults_of_title(getattr(written, f"title_{language}"), language, known)
        for language in Language
    }
    return {
        f"title_{language}": _in_language(faults[0], language.value)
        for language, faults in found.items() if faults
    }  # fmt: skip


def _undrawn(written: Written) -> Iterator[tuple[str, Text]]:
    """The characters of a field that no font of the documents draws, by their names."""
    texts = {name: getattr(written, name) for name in ("title_en", "title_fr")}
    texts |= {f"line|{one.name}": f"{one.en}{one.fr}" for one in written.lines}
    return undrawn_in(texts)


def _together(before: Text | None, *said: Text) -> Text:
    parts = [one for one in (before, *said) if one is not None]
    return Text(*("\n".join(one[at] for one in parts) for at in (0, 1)))
