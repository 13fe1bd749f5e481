"""That a quarter has two names: by the calendar on the pages, by the fiscal year in returns."""

from dashboard.text import Words
from metrics import Catalogue, Frequency, SeriesLine, form_period_words, period_named


def quarters_said(line: SeriesLine, catalogue: Catalogue, words: Words) -> str | None:
    """Of quarters that come by returns counted in fiscal years; nothing of all others."""
    form = catalogue.returns.get(line.source.returns or "")
    newest = line.values[-1].observation.period if line.values else None
    if form is None or newest is None or not form.fiscal:
        return None
    if newest.frequency is not Frequency.QUARTERLY:
        return None
    calendar = form_period_words(newest, words.language, fiscal=False)
    return words("indicator.quarters", calendar=calendar,
                 fiscal=words.text(period_named(newest, fiscal=True)))  # fmt: skip
