"""What a title of a release may not say: a figure.

Everybody reads it as soon as the release is announced, and it stays when figures are withdrawn.
"""

from dashboard.briefings.composing.figures_stated import figures_of
from dashboard.text import both
from metrics import Language, MetricsError, Text


def faults_of_title(title: Text) -> dict[str, Text]:
    """By the field of each language, which number it says; years and periods are none."""
    found = {language: figures_of(title.in_(language), language) for language in Language}
    return {
        f"title_{language}": both("release.title_figure", number=said[0].written.strip())
        for language, said in found.items()
        if said
    }


def refuse_figures(title: Text) -> None:
    """Raise MetricsError where a title says a figure."""
    for told in faults_of_title(title).values():
        raise MetricsError(*told)
