"""The preview tells the office what a release does not tell anew, and why."""

from types import SimpleNamespace

import pytest

from dashboard.releases import one_page
from dashboard.text import Words
from metrics import Language
from metrics.release_values import Held


def told(held, language):
    found = one_page._held(SimpleNamespace(held=held), Words(language))
    return str(found[0].to_plotly_json()) if found else ""


@pytest.mark.parametrize(
    ("language", "kept", "shut"),
    [(Language.EN, "2 totals stay", "Of 1 indicator and period nothing"),
     (Language.FR, "2 totaux restent", "Pour 1 indicateur et période, rien")],
)  # fmt: skip
def test_what_is_not_told_anew_is_said_with_its_reason(language, kept, shut):
    said = told(Held(2, 1), language)
    assert kept in said
    assert shut in said
    assert kept not in told(Held(0, 1), language)
    assert told(Held(), language) == ""
