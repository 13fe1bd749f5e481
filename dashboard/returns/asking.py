"""What a file is checked against: the forms, what its sender said before, what it says now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from ingest import Context, Limits, Profile, public_contacts, read_profile
from metrics import (
    Catalogue,
    Disaggregation,
    Language,
    MetricsError,
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


def full_context(
    context: Context, store: MetricsStore, profiles: Iterable[Profile] = ()
) -> Context:
    """With the past and the closed periods of the form, and its sender's own layouts."""
    form, organization, period = context.form, context.partner, context.period
    if not (form in context.catalogue.returns and organization and period):
        return context
    past = past_values(store, form or "", organization, period)
    returns = store.seen_by(of_partner(organization)).returns
    asked = returns.form_asked(form or "", organization, period)  # a waived table is not asked for
    catalogue = replace(context.catalogue, returns={**context.catalogue.returns, asked.id: asked})
    return context._replace(
        catalogue=catalogue, history=past, closed=returns.closed(asked.id),
        profiles=tuple(profiles),
    )  # fmt: skip


def shipped_profiles(settings: Settings, form: str) -> tuple[Profile, ...]:
    """The layouts that data/returns/<form>/profiles describes, of any partner."""
    found = sorted((settings.data / "returns" / form / "profiles").glob("*.toml"))
    return tuple(read_profile(one.read_text("utf-8"), one.name) for one in found)


def past_values(store: MetricsStore, form: str, organization: str, before: Period) -> Past:
    """What an organization has said of earlier periods, by cell."""
    held = store.seen_by(of_partner(organization)).returns.past_values(form, organization, before)
    return {
        (series, place, Disaggregation.parse(code)): tuple(values)
        for (series, place, code), values in held.items()
    }


def period_in(code: str) -> Period | None:
    """The period that a code is, if it is one."""
    try:
        return period_of(code)
    except MetricsError:
        return None


def period_of(code: str) -> Period | None:
    """The period of a draft; None where the file is to say it."""
    return Period.parse(code) if code else None
