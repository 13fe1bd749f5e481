"""What a proposal chooses of a return form: its series and its periods, each once."""

from collections.abc import Iterable

from metrics.families import Choice
from metrics.periods import Period
from metrics.release_refusals import no_series_of
from metrics.return_forms import ReturnForm
from metrics.return_refusals import no_period_of
from metrics.store.releases_kept import KeptRelease


def series_of(names: Iterable[str], form: ReturnForm) -> tuple[str, ...]:
    """The series by their keys, each once."""
    found = []
    for name in names:
        source, _, series = name.rpartition("/")
        known = any(table.measure(series) for table in form.tables)
        if not known or source not in ("", form.source):
            raise no_series_of(name, form.id)
        found.append(f"{form.source}/{series}")
    return tuple(sorted(set(found)))


def periods_of(periods: Iterable[Period], form: ReturnForm) -> tuple[Period, ...]:
    for one in periods:
        if not form.is_period(one):
            raise no_period_of(one, form.id)
    return tuple(sorted(set(periods)))


def choice_of(found: KeptRelease) -> Choice:
    periods = tuple(map(Period.parse, found.detail["periods"]))
    return Choice(tuple(found.detail["series"]), periods, found.by_partner)
