"""The tables of a source's page: documents, series, figures with their cells, files, actions."""

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, missing, trail_link
from dashboard.deeds import row_id, state_words, when
from dashboard.holdings import Figures, files_of, offered
from dashboard.quoted import title_of
from dashboard.services import Services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import Document, HeldAction, HeldObservation, Series, Source, labels

RIGHT = {"count", "value"}
Listing = tuple[Child, list[Column], list[Group], str]


class SourceTables:
    """Makes the tables of one source for one reader."""

    def __init__(self, source: Source, address: Address, words: Words, held: Services) -> None:
        self.source, self.address, self.words, self.held = source, address, words, held

    def documents(self) -> Component:
        newest_first = sorted(
            self.source.documents.values(),
            key=lambda one: str(one.published_on or ""),
            reverse=True,
        )
        return listing(
            self.words.counted("source.documents_caption", len(newest_first)),
            self._columns("document", "publisher", "published", "read", "licence"),
            [Group(None, [self._document(one) for one in newest_first])],
            "documents",
        )

    def _document(self, document: Document) -> Row:
        url, via = document.url, document.via
        title = title_of(document, self.words)
        name = html.A(title, href=url, rel="noreferrer") if url else title
        digest = f"SHA-256 {document.sha256}" if document.sha256 else None
        head = html.Span([
            html.Span(name, className="nm"),
            html.Small(self.words.text(via)) if via else None,
            html.Small(self.words("source.digest", digest=digest), className="long")
            if digest else None,
        ])  # fmt: skip
        on, licence = document.published_on, document.licence
        return Row(
            [
                head,
                self.words.text(document.publisher),
                labels.known_words(on, self.words.language) if on else self._undated(),
                self.words.day(document.read_on),
                self.words.text(licence) if licence else missing(self._of_source()),
            ],
            f"document-{document.id}",
        )

    def _of_source(self) -> str:
        return self.words("source.licence_of_source")

    def _undated(self) -> Component:
        return missing(self.words("sources.undated"))

    def series(self, counts: dict[str, int]) -> Component:
        return listing(
            self.words.counted("source.series_caption", len(self.source.series)),
            self._columns("series", "indicator", "publisher", "count"),
            [Group(None, [self._series(one, counts) for one in self.source.series.values()])],
            "series-list",
        )

    def _series(self, series: Series, counts: dict[str, int]) -> Row:
        indicator = self.held.catalogue.indicator(series.indicator)
        count = counts.get(f"{self.source.id}/{series.id}", 0)
        breaks = [
            html.Small(self.words("source.break_on", day=self.words.day(one.on),
                                  note=self.words.text(one.note)))
            for one in series.breaks
        ]  # fmt: skip
        number = self.words.number(count)
        link = self.address.to(f"/sources/{self.source.id}#figures", series=series.id)
        return Row(
            [
                html.Span([html.Span(self.words.text(series.title), className="nm"),
                           html.Small(self.words.text(series.definition)), *breaks]),
                html.A(self.words.text(indicator.title),
                       href=self.address.to(f"/indicator/{indicator.id}")),
                self.words.text(series.publisher),
                html.A(number, href=link) if count else number,
            ],
            f"series-{series.id}",
        )  # fmt: skip

    def figures(self, found: Figures) -> Listing:
        """What a listing of one series' figures is made from."""
        caption = self.words("source.figures_caption", first=found.first + 1,
                             last=found.first + len(found.shown), total=found.total)  # fmt: skip
        names = ("period", "place", "breakdown", "value", "document", "cell")
        rows = [self._figure(one) for one in found.shown]
        return caption, self._columns(*names), [Group(None, rows)], "figures"

    def _figure(self, held: HeldObservation) -> Row:
        one, language = held.observation, self.words.language
        unit = self.held.catalogue.unit_of(one.series)
        value = labels.value_words(held, unit, language)
        document = self.held.catalogue.document(self.source.id, one.document)
        dimensions = dict(self.held.catalogue.dimensions)
        return Row([
            labels.when_words(one, self.held.catalogue.series_of(one.series), language),
            labels.place_words(self.held.catalogue.place(one.place), language),
            labels.disaggregation_words(one.disaggregation, dimensions, language),
            html.A(value, href=trail_link(self.address, one), className="to-trail"),
            html.A(title_of(document, self.words), href=f"#document-{document.id}"),
            html.Span([one.location.file, html.Br(), " · ".join(self._place(held))]),
        ])  # fmt: skip

    def _place(self, held: HeldObservation) -> list[str]:
        """Sheet and cell in the file, and which revision it is where there are several."""
        at = held.observation.location
        said = [at.sheet] if at.sheet else []
        said.append(self.words("source.cell", cell=at.cell))
        if held.revision > 1:
            said.append(self.words("source.revision", number=held.revision))
        return said

    def files(self, digests: dict[str, str]) -> Component:
        return listing(
            self.words("source.files_caption"),
            self._columns("file", "digest", "download"),
            [Group(None, [self._file(name, digests.get(name)) for name in files_of(self.source)])],
            "files",
        )

    def _file(self, name: str, digest: str | None) -> Row:
        """Downloads are plain files: a script must not take the link for a page."""
        link: Child = html.A(
            self.words("source.download", file=name),
            href=f"/sources/{self.source.id}/files/{name}", download=name,
        )  # fmt: skip
        if name not in offered(self.held.store, self.source):
            link = missing(self.words("source.withheld"))
        known = html.Span(digest, className="mono long") if digest else missing(
            self.words("source.not_loaded"))  # fmt: skip
        return Row([name, known, link])

    def actions(self) -> Component:
        held = self.held.store.actions(source=self.source.id)
        return listing(
            self.words.counted("source.actions_caption", len(held)),
            self._columns("action", "on", "state", "cell"),
            [Group(None, [self._action(one) for one in held])],
        )

    def _action(self, held: HeldAction) -> Row:
        action, at = held.action, held.action.location
        link = self.address.to(f"/initiatives#{row_id(held)}")
        return Row([
            html.A(self.words.held(action.title), href=link),
            when(action, self.words) or self._undated(),
            state_words(action.state, self.words),
            f"{at.file} · {self.words('source.cell', cell=at.cell)}",
        ])  # fmt: skip

    def _columns(self, *names: str) -> list[Column]:
        return [Column(self.words(f"source.column_{one}"), right=one in RIGHT) for one in names]
