from metrics import Confidentiality, HeldObservation, ObservationStatus, Qualifier, Text
from metrics.disclosure import protect
from tests.factories import observation


def held(**changes):
    return HeldObservation(observation("3", **changes), 1, "2024-01-01T00:00:00Z", 7, "a1")


def test_what_a_publisher_made_public_passes_as_it_is():
    one = held(qualifier=Qualifier.LESS_THAN)
    assert protect(one) is one


def test_everything_else_comes_out_without_anything_that_tells_its_value():
    note = Text("three people", "trois personnes")
    told = {"numerator": 3, "denominator": 9, "note": note, "words": note}
    for reason in (
        {"organization": "shelter-a"},
        {"confidentiality": Confidentiality.NOT_FOR_PUBLICATION},
        {"confidentiality": Confidentiality.EMBARGO},
        {"confidentiality": Confidentiality.CONFIDENTIAL},
    ):
        one = protect(held(**told, **reason)).observation
        assert one.status is ObservationStatus.SUPPRESSED
        assert (one.value, one.numerator, one.denominator, one.note, one.words) == (None,) * 5


def test_hiding_keeps_where_the_value_came_from():
    hidden = protect(held(organization="shelter-a"))
    assert (hidden.submission, hidden.observation.location) == (7, held().observation.location)
