import pytest

from metrics import HeldObservation, Progress, Qualifier, Reason
from metrics.progress import assess
from tests.factories import indicator, observation

TARGET = {
    "kind": "at_least",
    "value": "400",
    "by": "2020-06-30",
    "basis": "published",
    "source": "made-up/plan",
}


def assessed(value, qualifier="exact", target=TARGET, **changes):
    held = HeldObservation(observation(value, qualifier=Qualifier(qualifier)), 1, "", 1, "")
    return assess(indicator(target=target, **changes), held)


def test_without_a_value_nothing_is_assessed():
    assert assess(indicator(), None).reason is Reason.NOTHING_PUBLISHED
    assert assessed(None).reason is Reason.NOTHING_PUBLISHED


def test_without_a_target_nothing_is_assessed():
    assert assessed("500", target=None).reason is Reason.NO_TARGET
    assert assessed(None, "in_words", target=None).reason is Reason.NO_TARGET


def test_without_a_direction_nothing_is_assessed():
    assert assessed("500", direction="none").reason is Reason.NO_DIRECTION


@pytest.mark.parametrize(
    ("kind", "value", "qualifier", "met"),
    [
        ("at_least", "400", "exact", True),
        ("at_least", "399", "exact", False),
        ("at_least", "400", "at_least", True),
        ("at_least", "500", "up_to", False),
        ("at_least", "500", "approximate", False),
        ("at_most", "400", "exact", True),
        ("at_most", "401", "exact", False),
        ("at_most", "400", "less_than", True),
        ("at_most", "300", "more_than", False),
        ("exact", "400", "exact", True),
        ("exact", "401", "exact", False),
        ("exact", "400", "approximate", False),
    ],
)
def test_a_target_is_met_only_by_a_value_that_proves_it(kind, value, qualifier, met):
    expected = Progress.MET if met else Progress.NOT_ASSESSED
    assert assessed(value, qualifier, {**TARGET, "kind": kind}).progress is expected


@pytest.mark.parametrize(
    ("value", "met"), [("399", False), ("400", True), ("450", True), ("451", False)]
)
def test_a_range_is_met_between_its_ends(value, met):
    expected = Progress.MET if met else Progress.NOT_ASSESSED
    assert assessed(value, target={**TARGET, "kind": "range", "upper": "450"}).progress is expected
