"""Documented: does a source say what a reader must know before a figure is used?

Checked are: every definition, in two languages that differ; its coverage and description likewise;
its licence; what it does not tell; of each series when its figures were counted; and of each
document its date and address.
"""

from collections.abc import Iterator

from dashboard.quality.verdicts import Verdict, Weak, of_series, told
from metrics import Catalogue, Source, Text

Check = tuple[bool, Weak]  # whether it is lacking


def documented(source: Source, catalogue: Catalogue) -> Verdict:
    checks = [*_of_source(source), *_of_texts(source, catalogue), *_of_documents(source)]
    return told((weak for lacking, weak in checks if lacking), of=len(checks))


def untranslated(source: Source, catalogue: Catalogue) -> list[Weak]:
    """The definitions and descriptions that are the same in both languages, or lack one."""
    return [weak for lacking, weak in _of_texts(source, catalogue) if lacking]


def lacks_a_language(text: Text) -> bool:
    return not text.en.strip() or not text.fr.strip() or text.en == text.fr


def _of_source(source: Source) -> Iterator[Check]:
    path = f"/sources/{source.id}"
    yield not any(source.licence), Weak("no_licence", source.title, path)
    yield not source.cautions, Weak("no_cautions", source.title, path)
    for one in source.series.values():
        yield one.undated, of_series("no_date", f"{source.id}/{one.id}", one.title)


def _of_texts(source: Source, catalogue: Catalogue) -> Iterator[Check]:
    path = f"/sources/{source.id}"
    for text in (source.title, source.description, source.coverage):
        yield lacks_a_language(text), Weak("one_language", source.title, path)
    for one in source.series.values():
        for text in (one.title, one.definition):
            weak = of_series("one_language", f"{source.id}/{one.id}", one.title)
            yield lacks_a_language(text), weak
    for name in dict.fromkeys(one.indicator for one in source.series.values()):
        indicator = catalogue.indicators[name]
        for text in (indicator.title, indicator.definition, *indicator.does_not_tell):
            weak = Weak("one_language", indicator.title, f"/indicator/{name}#definition")
            yield lacks_a_language(text), weak


def _of_documents(source: Source) -> Iterator[Check]:
    path = f"/sources/{source.id}#documents"
    for one in source.documents.values():
        title = Text(one.title, one.title_fr or one.title)
        yield one.published_on is None, Weak("undated", title, path)
        yield one.url is None, Weak("no_address", title, path)
