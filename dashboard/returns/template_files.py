"""Blank returns as files: with what was said before, and what the office wrote."""

from dashboard.returns.asking import past_values
from dashboard.returns.last_sent import sent_back
from dashboard.text import Words
from ingest import blank_return
from metrics import (
    Catalogue,
    Language,
    MetricsStore,
    Period,
    ReturnForm,
    Text,
    form_period_words,
    of_partner,
)


def template_of(
    catalogue: Catalogue, store: MetricsStore, form: ReturnForm, period: Period,
    language: Language, *, partner: str,
) -> bytes:  # fmt: skip
    """A blank return; of one that was sent back, with the office's comments at their cells."""
    past = past_values(store, form.id, partner, period)
    back = sent_back(store, form.id, partner, period.code)
    comments = back.comments if back else ()
    office = Words(language)("shell.office")
    form = store.seen_by(of_partner(partner)).returns.form_asked(form.id, partner, period)
    return blank_return(form, catalogue, partner, period, language, past, comments, office)


def too_early(form: ReturnForm, period: Period) -> Text:
    """That a period is so far ahead that nothing is asked for it yet."""
    return Text(
        *(
            Words(one)(
                "returns.too_early", period=form_period_words(period, one, fiscal=form.fiscal)
            )
            for one in Language
        )
    )


def template_name(form: ReturnForm, period: Period, language: Language, *, partner: str) -> str:
    """By its months, which both ways of counting years share: 2026-Q3 is Q2 2026-27 of a form."""
    months = dict.fromkeys(f"{day:%Y-%m}" for day in (period.start, period.end))
    return f"{form.id}-{partner}-{'-to-'.join(months)}-{language}.xlsx"
