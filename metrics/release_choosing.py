"""What a proposal chooses of a return form: its series and its periods, each once.

Series that a rule of the form adds up are chosen together or not at all. Of a sum, whoever has all
but one has that one too; it would be told without ever having been looked at. Together they are
one family in each release, whatever was shown or hidden of them before. What adds up the periods
before it is not released at all: of two such figures the difference is a period.
"""

from collections.abc import Iterable
from datetime import datetime

from metrics.catalogue import Catalogue
from metrics.families import Choice
from metrics.languages import Text
from metrics.periods import Period
from metrics.release_refusals import (
    cumulated,
    in_the_past,
    no_minute,
    no_series_of,
    no_title,
    nothing_chosen,
    part_of_a_sum,
)
from metrics.release_values import Proposal
from metrics.return_forms import ReturnForm
from metrics.return_refusals import no_period_of
from metrics.store.releases_kept import KeptRelease

LONGEST_TITLE = 200  # characters


def checked(proposal: Proposal, form: ReturnForm, catalogue: Catalogue, now: datetime) -> Choice:
    """What a proposal chooses; MetricsError where its title, minute or choice cannot be."""
    at = proposal.lifts_at
    if not all(0 < len(one.strip()) <= LONGEST_TITLE for one in proposal.title):
        raise no_title()
    if at.tzinfo is None or at.second or at.microsecond:
        raise no_minute()
    if at <= now:
        raise in_the_past()
    if not proposal.series or not proposal.periods:
        raise nothing_chosen()
    series = series_of(proposal.series, form)
    refuse_cumulated(series, catalogue)
    refuse_parts(series, form, catalogue)
    return Choice(series, periods_of(proposal.periods, form), proposal.by_partner)


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


def refuse_cumulated(series: Iterable[str], catalogue: Catalogue) -> None:
    """Raise MetricsError for figures of the year so far, or of all who were ever reached."""
    every = [(one, catalogue.indicators[catalogue.series_of(one).indicator]) for one in series]
    told = [catalogue.series_of(one).title for one, indicator in every if indicator.is_cumulated]
    if told:
        raise cumulated(told)


def refuse_parts(series: Iterable[str], form: ReturnForm, catalogue: Catalogue) -> None:
    """Raise MetricsError where some are chosen of what the form's rules add up, and not all."""
    chosen = {one.partition("/")[2] for one in series}
    lacking = form.adding_up_with(chosen) - chosen
    if lacking:
        raise part_of_a_sum([_title(form, one, catalogue) for one in sorted(lacking)])


def _title(form: ReturnForm, name: str, catalogue: Catalogue) -> Text:
    return catalogue.series_of(f"{form.source}/{name}").title


def periods_of(periods: Iterable[Period], form: ReturnForm) -> tuple[Period, ...]:
    for one in periods:
        if not form.is_period(one):
            raise no_period_of(one, form.id)
    return tuple(sorted(set(periods)))


def choice_of(found: KeptRelease) -> Choice:
    periods = tuple(map(Period.parse, found.detail["periods"]))
    return Choice(tuple(found.detail["series"]), periods, found.by_partner)
