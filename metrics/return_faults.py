"""Return forms held against what else data/ declares: every fault at once."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from metrics.definitions import Indicator, Series, Source, Unit
from metrics.dimensions import Dimension, Place
from metrics.errors import dangling
from metrics.languages import Text
from metrics.partners import Partner
from metrics.return_forms import FormTable, ReturnForm

DOCUMENT = "returns"  # the document of a form's source to which partners' values belong


class Declarations(NamedTuple):
    """What a form's names lead to."""

    dimensions: Mapping[str, Dimension]
    places: Mapping[str, Place]
    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]


def return_faults(
    forms: Mapping[str, ReturnForm],
    partners: Mapping[str, Partner],
    sources: Mapping[str, Source],
    declared: Declarations,
) -> Iterator[str]:
    for form in forms.values():
        file = f"returns/{form.id}/return.toml"
        yield from dangling(file, "source", [form.source], sources)
        yield from dangling(file, "place", [form.place], declared.places)
        yield from dangling(file, "partner", (one.partner for one in form.obligations), partners)
        for table in form.tables:
            yield from _of_table(f"{file} [{table.id}]", table, declared)
        yield from _of_rules(file, form)
        yield from _of_obligations(file, form)
        if source := sources.get(form.source):
            yield from _of_measures(file, form, source, declared)
            yield from _of_names(file, form, source)
    for source in sources.values():
        yield from _of_source(source, forms)


def _of_table(file: str, table: FormTable, declared: Declarations) -> Iterator[str]:
    yield from dangling(file, "place", table.places, declared.places)
    if table.dimension:
        yield from dangling(file, "dimension", [table.dimension], declared.dimensions)
    if dimension := declared.dimensions.get(table.dimension or ""):
        kind = f"member of {dimension.id}"
        yield from dangling(file, kind, table.members, dimension.members)


def _of_rules(file: str, form: ReturnForm) -> Iterator[str]:
    ids = {one.id for one in form.tables}
    for rule in form.rules:
        yield from dangling(f"{file} [rule {rule.id}]", "table", [rule.table], ids)
        if table := form.table(rule.table):
            known = {one.series for one in table.measures}
            yield from dangling(f"{file} [rule {rule.id}]", "series", rule.series, known)


def _of_obligations(file: str, form: ReturnForm) -> Iterator[str]:
    ids = {one.id for one in form.tables}
    for one in form.obligations:
        place = f"{file} [obligation of {one.partner}]"
        yield from dangling(place, "table", one.tables, ids)
        for period in filter(None, (one.since, one.until)):
            if not form.is_period(period):
                right = form.period_of(period.start).code
                yield f"{place}: {period.code} is not a period of this form: write {right}"


def _of_measures(
    file: str, form: ReturnForm, source: Source, declared: Declarations
) -> Iterator[str]:
    for table in form.tables:
        for measure in table.measures:
            place = f"{file} [{table.id}]"
            yield from dangling(place, "series", [measure.series], source.series)
            series = source.series.get(measure.series)
            unit = _unit(series, declared) if series else None
            if unit and unit.kind == "level":
                yield f"{place}: {measure.series} is a level: a return takes numbers"
            if series and _may_hold_others(declared.indicators.get(series.indicator)):
                yield (
                    f"{place}: {measure.series} is of an indicator that takes the last or largest "
                    "figure of a year: write there whether each holds the ones before it, "
                    "year_to_date = true, or is a state by itself, year_to_date = false"
                )


def _may_hold_others(indicator: Indicator | None) -> bool:
    """Whether nobody has said if one figure less the one before it is what came between."""
    if indicator is None or indicator.is_cumulated or indicator.year_to_date is not None:
        return False
    return indicator.roll_up_time in ("last", "max")


def _unit(series: Series, declared: Declarations) -> Unit | None:
    indicator = declared.indicators.get(series.indicator)
    name = series.unit or (indicator.unit if indicator else "")
    return declared.units.get(name)


def _of_names(file: str, form: ReturnForm, source: Source) -> Iterator[str]:
    """Two headings of a table that read alike; a new name that the form does not have."""
    now = {name for table in form.tables for name in table.sheet}
    for table in form.tables:
        for at in (0, 1):
            headings = [one[at].casefold() for one in headings_of(table, source)]
            if twice := sorted({one for one in headings if headings.count(one) > 1}):
                yield f"{file} [{table.id}]: two measures have the heading '{twice[0]}'"
        now |= {name for heading in headings_of(table, source) for name in heading}
    for version, names in form.renamed.items():
        place = f"{file} [renamed.{version}]"
        yield from dangling(place, "heading or sheet", names.values(), now)


def headings_of(table: FormTable, source: Source) -> list[Text]:
    """The headings of a table's measures in both languages, as far as they are known."""
    known = {key: one.title for key, one in source.series.items()}
    named = (one.heading or known.get(one.series) for one in table.measures)
    return [one for one in named if one]


def _of_source(source: Source, forms: Mapping[str, ReturnForm]) -> Iterator[str]:
    """A source whose figures partners send, and its form, name each other."""
    file = f"sources/{source.id}/source.toml"
    mine = [one.id for one in forms.values() if one.source == source.id]
    if source.returns:
        yield from dangling(file, "return form", [source.returns], forms)
        if source.tables:
            yield f"{file}: says returns and has [[tables]]: its figures come from partners"
        if DOCUMENT not in source.documents:
            yield f"{file}: write [documents.{DOCUMENT}], to which partners' values belong"
    for form in mine:
        if source.returns != form:
            yield f'{file}: is the source of returns/{form}: write returns = "{form}"'
