"""What a file is checked against: the forms, what its sender said before, what it says now."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from ingest import Context, Limits, public_contacts
from metrics import (
    Catalogue,
    Disaggregation,
    Language,
    MetricsStore,
    Observation,
    Period,
    Settings,
    of_partner,
)

Past: TypeAlias = Mapping[tuple[str, str, Disaggregation], tuple[tuple[Period, Observation], ...]]
Told: TypeAlias = Callable[[float, str], None]  # the share done, from 0 to 1, and the stage


def first_context(
    settings: Settings, catalogue: Catalogue, organization: str | None, language: Language,
    today: date, *, form: str = "", period: Period | None = None,
    answers: Mapping[str, str] | None = None,
) -> Context:  # fmt: skip
    """Before anything is known of the file but who sends it, and as what."""
    return Context(
        catalogue=catalogue, today=today, language=language, partner=organization,
        form=form or None, period=period, answers=answers or {}, limits=Limits.of(settings),
        allowed=public_contacts(settings.data),
    )  # fmt: skip


def full_context(context: Context, store: MetricsStore) -> Context:
    """With the past and the closed periods of the form."""
    form, organization, period = context.form, context.partner, context.period
    if not (form in context.catalogue.returns and organization and period):
        return context
    past = past_values(store, form or "", organization, period)
    closed = store.seen_by(of_partner(organization)).returns.closed(form or "")
    return context._replace(history=past, closed=closed)


def past_values(store: MetricsStore, form: str, organization: str, before: Period) -> Past:
    """What an organization has said of earlier periods, by cell."""
    held = store.seen_by(of_partner(organization)).returns.past_values(form, organization, before)
    return {
        (series, place, Disaggregation.parse(code)): tuple(values)
        for (series, place, code), values in held.items()
    }


def period_of(code: str) -> Period | None:
    """The period of a draft; None where the file is to say it."""
    return Period.parse(code) if code else None
