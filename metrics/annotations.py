"""Notes of the office: written, changed and taken back, each a version that stays."""

from dataclasses import dataclass

from metrics.annotation_refusals import (
    changed_meanwhile,
    lacks_language,
    lacks_owner,
    not_of_the_office,
    too_long,
)
from metrics.annotation_values import About, Annotation, AnnotationKind, Author, Said
from metrics.catalogue import Catalogue
from metrics.clock import now
from metrics.errors import UnknownError
from metrics.languages import Text
from metrics.return_reasons import writable
from metrics.store import annotations_kept as kept
from metrics.store.annotations_recording import keep
from metrics.store.engine import reading
from metrics.store.recording import Wrote
from metrics.store.repository import Repository
from metrics.store.returns_recording import new_code
from metrics.store.seeks import Sight

LONGEST_OWNER = 120  # characters
NOTE = Text("note", "Note")


@dataclass(frozen=True)
class Annotations:
    """Notes as they stand at a moment; only who sees all of the figures may write them.

    A note at a value is told with that value alone (`HeldObservation.annotations`): whoever may
    not see the value is not to be told what `held` gives.
    """

    repository: Repository
    catalogue: Catalogue
    sight: Sight
    wrote: Wrote

    def held(self, kind: AnnotationKind | None = None) -> tuple[Annotation, ...]:
        """What stands, of one kind or all, newest first."""
        every = reversed(self.repository.annotations(self.sight))
        return tuple(one for one in every if kind in (None, one.about.kind))

    def narratives(self, framework: str, pillar: str) -> tuple[Annotation, ...]:
        """What is told of a pillar, the newest period first."""
        own = [one for one in self.held(AnnotationKind.NARRATIVE)
               if (one.about.framework, one.about.pillar) == (framework, pillar)]  # fmt: skip
        return tuple(sorted(own, key=lambda one: (one.about.period, one.at), reverse=True))

    def taken_back(self) -> tuple[Annotation, ...]:
        """The last version of each note that stands no more, newest first; also of one erased."""
        last = {one.code: one for one in self.repository.turns.annotations}
        gone = [one for one in last.values() if not one.stands]
        return tuple(sorted(gone, key=lambda one: one.at, reverse=True))

    def find(self, code: str) -> Annotation:
        """The version that stands; UnknownError where none does."""
        for one in self.held():
            if one.code == code:
                return one
        raise UnknownError(NOTE, code, ())

    def history(self, code: str) -> tuple[Annotation, ...]:
        """Every version of one note, oldest first, also of one that was taken back."""
        with reading(self.repository.engine) as connection:
            return tuple(kept.versions(connection, code))

    def write(self, about: About, said: Said, author: Author) -> Annotation:
        """Keep a new note; MetricsError for what is lacking, too long or not declared."""
        self._declared(about)
        return self._keep(Annotation(new_code(), 1, about, said, author, now()))

    def edit(self, before: Annotation, said: Said, author: Author) -> Annotation:
        """Keep other words in place of those of a version, if it is still the newest."""
        found = self._newest(before)
        return self._keep(found._replace(number=found.number + 1, said=said, author=author))

    def take_back(self, before: Annotation, author: Author) -> Annotation:
        """Let a note stand no more; its versions stay, and that it was taken back."""
        found = self._newest(before)
        gone = found._replace(number=found.number + 1, author=author, is_taken_back=True)
        return self._keep(gone)

    def _keep(self, asked: Annotation) -> Annotation:
        if self.sight.scope.organizations is not None:
            raise not_of_the_office()
        said = _fit(asked.said, asked.about.kind)
        return keep(self.repository.engine, self.wrote, asked._replace(said=said))

    def _newest(self, before: Annotation) -> Annotation:
        """The version that stands, which must be the one that was looked at."""
        every = self.history(before.code)
        if not every or every[-1].number != before.number or not every[-1].stands:
            raise changed_meanwhile()
        return every[-1]

    def _declared(self, about: About) -> None:
        """UnknownError for what is spoken of and nothing declares."""
        if about.kind is AnnotationKind.VALUE:
            self.catalogue.indicator(about.indicator)
            self.catalogue.series_of(about.series)
            self.catalogue.place(about.place)
            return
        pillars = [one.id for one in self.catalogue.framework(about.framework).pillars]
        if about.pillar not in pillars:
            raise UnknownError(Text("pillar", "Pilier"), about.pillar, pillars)


def _fit(said: Said, kind: AnnotationKind) -> Said:
    """The words as they are kept; MetricsError where a language is lacking or too long."""
    text, owner = _plain(said.text), _plain(said.owner)
    if not all(text):
        raise lacks_language()
    if max(map(len, text)) > kind.longest:
        raise too_long(kind.longest)
    is_owned = all(owner) and max(map(len, owner)) <= LONGEST_OWNER
    if kind is AnnotationKind.NARRATIVE and not is_owned:
        raise lacks_owner()
    return Said(text, owner)


def _plain(text: Text) -> Text:
    return Text(*(writable(one).replace("\r\n", "\n").strip() for one in text))
