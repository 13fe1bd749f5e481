"""How what was released of a form adds up: its places, members and periods, and by its rules."""

from collections.abc import Iterable, Iterator

from metrics.catalogue import Catalogue
from metrics.disclosure.tables import CellKey, Sum
from metrics.form_cells import additions, is_added
from metrics.periods import Period, filling
from metrics.return_forms import FormRule
from metrics.roll_up.rules import never_over_place, never_over_time


def shapes(catalogue: Catalogue, form: str, told: Iterable[CellKey]) -> Iterator[Sum]:
    """Sums of totals, smaller wholes before the larger ones; each partner's own are the same."""
    keys = {key._replace(partner="") for key in told}
    added = {key for key in keys if is_added(catalogue, key.series)}
    of_series = sorted({(key.indicator, key.series) for key in added})
    for at in of_series:
        for period in sorted({key.period for key in added if key.series == at[1]}):
            yield from _within(catalogue, form, at, period)
        yield from _over_time(catalogue, at, added)
    yield from _by_rules(catalogue, form, {at for _, at in of_series}, added)


def _within(catalogue: Catalogue, form: str, at: tuple[str, str], period: str) -> Iterator[Sum]:
    declared, name = catalogue.returns.get(form), at[1].partition("/")[2]
    over_places = never_over_place(catalogue.indicators[at[0]]) is None
    held = additions(declared, name, catalogue, over_places=over_places) if declared else ()
    for one in held:
        whole, *parts = (CellKey(*at, *cell, "", period) for cell in (one.whole, *one.parts))
        yield Sum(whole, tuple(parts), one.over)


def _over_time(catalogue: Catalogue, at: tuple[str, str], keys: Iterable[CellKey]) -> Iterator[Sum]:
    indicator = catalogue.indicators[at[0]]
    if indicator.roll_up_time != "sum" or never_over_time(indicator):
        return
    mine = [key for key in keys if key.series == at[1]]
    spans = {Period.parse(key.period) for key in mine}
    filled = {one.code: [part.code for part in filling(spans, one)] for one in spans}
    for key in sorted(mine):
        if codes := filled[key.period]:
            yield Sum(key, tuple(key._replace(period=one) for one in codes), "period")


def _by_rules(
    catalogue: Catalogue, form: str, series: set[str], keys: Iterable[CellKey]
) -> Iterator[Sum]:
    declared = catalogue.returns.get(form)
    for rule in declared.rules if declared else ():
        names = [f"{declared.source}/{one}" for one in _ends(rule)] if declared else []
        if names and series.issuperset(names):
            for key in sorted(key for key in keys if key.series == names[0]):
                whole, *parts = (_of(catalogue, key, one) for one in names)
                yield Sum(whole, tuple(parts), "rule")


def _ends(rule: FormRule) -> tuple[str, ...]:
    """What a rule makes the sum, and its parts."""
    return (rule.right or "", *rule.parts) if rule.kind == "adds-up" else ()


def _of(catalogue: Catalogue, key: CellKey, series: str) -> CellKey:
    return key._replace(series=series, indicator=catalogue.series_of(series).indicator)
