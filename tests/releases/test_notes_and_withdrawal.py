"""What the office has noted of a released figure goes with it when its owner withdraws it."""

from contextlib import closing
from datetime import timedelta

import pytest

from metrics import (
    OFFICE,
    OFFICIAL,
    About,
    AnnotationKind,
    Author,
    Moment,
    Period,
    ReleaseStep,
    Said,
    Text,
    dated_back,
    of_partner,
)
from tests.access.house import sent
from tests.metrics.released import FORM, LIFTS, MONEY, Q1
from tests.releases.release_desk import OWNER, STEWARD, page, take

AT = About(AnnotationKind.VALUE, Q1, "paid", MONEY, "ON")
BEFORE = Moment(held_at=LIFTS + timedelta(hours=2))  # the withdrawal
NEW = "/annotations/new?indicator=paid&series=hotline/paid&place=ON"


def written(number: str) -> Said:
    """Words as they could be kept before numbers of partners' figures were refused."""
    owner = Text("The unit", "L'unité")
    return Said(Text(f"Canary: {number} in all.", f"Canari : {number} en tout."), owner)


def noted(house, about: About, number: str) -> None:
    editor = Author(house.people["editor"].id, "editor")
    with dated_back(LIFTS + timedelta(hours=1)):
        house.services.store.seen_by(OFFICE).annotations.write(about, written(number), editor)


def told(house) -> About:
    framework = house.services.catalogue.frameworks["plan"]
    kind, pillar = AnnotationKind.NARRATIVE, framework.pillars[0].id
    return About(kind, Q1, framework="plan", pillar=pillar)


def withdraw(house) -> None:
    mine = house.services.store.seen_by(of_partner(OWNER))
    mine.consents.withdraw(OWNER, FORM, house.people[STEWARD].id, "Our council has decided.")


def words_held(house, moment: Moment = Moment()) -> str:  # noqa: B008
    return repr(house.services.store.seen_by(OFFICE).at(moment).annotations.held())


@pytest.mark.parametrize("number", ["9200", "9,200", "9\u00a0200"])
def test_no_note_tells_a_number_that_its_owner_has_withdrawn(house, number):
    house.released(series=(MONEY,))
    for about in (AT, AT._replace(period=Period.parse("2025-Q2")), told(house)):
        noted(house, about, number)
    assert "Canary" in page(house.client(), "/indicator/paid")
    assert words_held(house).count("Canary") == 3
    withdraw(house)
    assert "Canary" not in page(house.client(), "/indicator/paid")
    assert "Canar" not in words_held(house) + words_held(house, BEFORE)
    listed = page(house.client("editor"), "/annotations")
    assert "Canary" not in listed
    assert "The words were erased" in listed
    with closing(house.services.store._repository.engine.raw_connection()) as connection:
        kept = connection.cursor().execute("SELECT * FROM annotation").fetchall()
    assert "Canar" not in repr(kept)


@pytest.mark.parametrize("path", ["/", "/indicator/paid", "/data", "/data.csv", "/nothing"])
def test_whoever_keeps_a_page_asks_again_before_showing_it(house, path):
    assert house.client().get(path).headers["Cache-Control"] == "no-cache"


def test_other_notes_stay(house):
    house.released()
    noted(house, told(house), "19,200")
    for period in ("2016-Q1", "2025-Q1"):
        noted(house, told(house)._replace(period=Period.parse(period)), "no number")
    withdraw(house)
    assert words_held(house).count("Canary") == 3


def test_a_new_note_may_not_say_a_number_that_could_be_withdrawn(house):
    house.released(series=(MONEY,))
    said = {"period": "2025-Q1", "text_en": "In all 9,200.", "text_fr": "En tout 9 200."}
    asked = {"indicator": "paid", "series": MONEY, "place": "ON"}
    given = sent(house.client("editor"), NEW, "/annotations/new", **asked, **said)
    assert given.status_code == 400
    assert "9,200" in given.get_data(as_text=True)


def test_what_a_steward_and_the_office_said_of_a_proposal_goes_too(house):
    code = house.propose(by_partner=True).code
    take(house.client(STEWARD), code, "steward-refuse", reason="Our canary of seven is known here.")
    take(house.client("editor"), code, "cancel", reason="They have said canary again.")
    official = house.services.store.seen_by(OFFICIAL).releases
    steps = {one.step: one.reason for one in official.find(code).events}
    assert all("canary" in steps[one] for one in (ReleaseStep.STEWARD_REFUSED,
                                                  ReleaseStep.CANCELLED))  # fmt: skip
    withdraw(house)
    assert "canary" not in repr(official.find(code))
