"""Everyone in one part, areas with too few people, shares beside hidden counts."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from metrics import MetricsError, ObservationStatus, Place
from metrics.attack import attack
from metrics.disclosure.areas import is_small_area
from metrics.disclosure.groups import AT_MOST, groups
from metrics.disclosure.knowledge import Frozen
from metrics.disclosure.primary import Need, asked, primary
from metrics.disclosure.protecting import protect_family
from metrics.disclosure.rules import RULES
from metrics.disclosure.tables import Cell, CellKey, DisclosureClass, Family, Shown, Sum
from tests.factories import words
from tests.metrics.attacked import as_system
from tests.metrics.disclosed import SECRET, cell, key, line, ranges
from tests.metrics.released import PROPOSER, Clock, filled, office, opened, proposal

SEXES = ("sex=f", "sex=m")
EXACT = RULES._replace(base=1)


def by_sex(numbers, wholes, over) -> Family:
    """A breakdown of each member, and of their whole; `numbers` are (f, m) of each member."""
    named = {name: dict(zip(SEXES, pair, strict=True)) for name, pair in numbers.items()}
    named[""] = {sex: sum(one[sex] for one in named.values()) for sex in SEXES}
    cells, sums = [], []
    for name, one in named.items():
        at = wholes(name)
        total = cell(sum(one.values()), at)
        parts = [cell(number, at._replace(disaggregation=sex)) for sex, number in one.items()]
        cells += [total, *parts]
        sums.append(Sum(at, tuple(part.key for part in parts), "sex"))
    for sex in ("", *SEXES):
        at = [wholes(name)._replace(disaggregation=sex) for name in ("", *numbers)]
        sums.append(Sum(at[0], tuple(at[1:]), over))
    return Family({one.key: one for one in cells}, tuple(sums))


def of_partner(name) -> CellKey:
    return key("halton", partner=name)


def of_place(name) -> CellKey:
    return key(name)


def hidden(family, rules=RULES, frozen=None) -> set[CellKey]:
    got = protect_family(family, rules, SECRET, frozen or {})
    assert not attack(as_system(family, got.cells)).leaks or rules is EXACT
    return {at for at, one in got.cells.items() if one.is_hidden}


# ---- zeros of a group ---------------------------------------------------------------------------


def test_a_zero_that_tells_of_a_hidden_zero_is_hidden_too():
    """Nobody of a and b is a man: what is nought for a and b together is nought for each."""
    family = by_sex({"a": (40, 0), "b": (30, 0)}, of_partner, "partner")
    gone = hidden(family)
    assert {of_partner(name)._replace(disaggregation="sex=m") for name in ("", "a", "b")} <= gone
    assert of_partner("")._replace(disaggregation="") not in gone


def test_a_larger_zero_is_hidden_where_it_is_no_group_itself():
    parts = ("sex=f", "sex=m", "sex=x")
    numbers = {"a": (40, 0, 0), "b": (0, 30, 0)}
    numbers[""] = (40, 30, 0)
    cells = {}
    for name, row in numbers.items():
        for code, number in (("", sum(row)), *zip(parts, row, strict=True)):
            at = of_partner(name)._replace(disaggregation=code)
            cells[at] = cell(number, at)
    sums = [
        Sum(of_partner(name), tuple(of_partner(name)._replace(disaggregation=p) for p in parts),
            "sex")
        for name in numbers
    ]  # fmt: skip
    for code in ("", *parts):
        at = [of_partner(name)._replace(disaggregation=code) for name in ("", "a", "b")]
        sums.append(Sum(at[0], tuple(at[1:]), "partner"))
    family = Family(cells, tuple(sums))
    larger = of_partner("")._replace(disaggregation="sex=x")
    assert larger in groups(family)
    assert larger in hidden(family)


def test_what_a_zero_of_the_province_tells_is_no_secret():
    family = by_sex({"east": (40, 0), "west": (30, 0)}, of_place, "place")
    assert not groups(family)
    assert not hidden(family)


def test_a_hidden_zero_and_a_hidden_number_read_the_same():
    family = by_sex({"a": (40, 0), "b": (30, 25)}, of_partner, "partner")
    got = protect_family(family, RULES, SECRET).cells
    pair = [got[of_partner("a")._replace(disaggregation=sex)] for sex in SEXES]
    assert pair[0] == pair[1] == Shown(None, ObservationStatus.SUPPRESSED)


def test_a_zero_that_has_been_shown_tells_of_those_in_it():
    family = by_sex({"a": (40, 0), "b": (30, 0)}, of_partner, "partner")
    zero = of_partner("")._replace(disaggregation="sex=m")
    assert not groups(family, frozenset({zero}))
    frozen = {zero: Frozen(Shown(Decimal(0), ObservationStatus.NORMAL, 5), Decimal(0))}
    assert not protect_family(family, RULES, SECRET, frozen).unproven


def test_how_far_one_figure_is_under_another_is_no_group():
    family = line(cell(30, key("x")), cell(30, key("y")), cell(0, key("z")), over=AT_MOST)
    assert not groups(family)


# ---- every hidden cell keeps a range ------------------------------------------------------------


def test_what_is_hidden_for_another_is_as_uncertain():
    """32 hidden beside 3 must not be known as 26 to 34."""
    numbers = [(3, 32, 60), (25, 41, 33), (40, 37, 52)]
    cells = {}
    for row, line_ in enumerate(numbers):
        for column, number in enumerate(line_):
            at = key(f"p{row}", partner=f"q{column}")
            cells[at] = cell(number, at)
    family = _with_margins(cells)
    got = protect_family(family, RULES, SECRET).cells
    gone = [at for at, one in got.items() if one.is_hidden]
    for at, (low, high) in ranges(family, got, gone).items():
        assert high - low >= asked(family.cells[at], RULES).width, (at, low, high)


def _with_margins(cells: dict[CellKey, Cell]) -> Family:
    rows = sorted({at.place for at in cells})
    columns = sorted({at.partner for at in cells})
    sums = []
    for row in rows:
        sums.append(Sum(key(row), tuple(key(row, partner=one) for one in columns), "partner"))
    for column in (*columns, ""):
        parts = tuple(key(row, partner=column) for row in rows)
        sums.append(Sum(key(partner=column), parts, "place"))
    every = dict(cells)
    for one in sums:
        every[one.whole] = cell(sum(every[part].value for part in one.parts), one.whole)
    return Family(every, tuple(sums))


def test_what_is_asked_of_any_hidden_cell():
    money = cell(900, key("x"), kind=DisclosureClass.MONEY)
    assert asked(money, RULES) == Need(Decimal(100))  # 900 to 1000: a tenth of 1000
    assert asked(cell(90, key("x")), RULES) == Need(Decimal(10))
    assert asked(cell(90, key("x"), floor=20), RULES) == Need(Decimal(20))
    assert asked(cell(90), RULES) == Need(Decimal(5))


# ---- areas --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "population", "is_small"),
    [
        ("area", None, True),
        ("area", 4_999, True),
        ("area", 5_000, False),
        ("region", None, False),
        ("region", 4_999, True),
        ("province", None, False),
        ("city", None, True),
    ],
)
def test_an_area_below_a_region_needs_a_population_that_is_large_enough(kind, population, is_small):
    place = Place(code="x", title=words("x"), kind=kind, population=population)
    assert is_small_area(place) is is_small


@pytest.mark.parametrize("population", [0, -1, "many"])
def test_a_population_is_a_number_of_people(population):
    with pytest.raises(ValidationError):
        Place(code="x", title=words("x"), kind="area", population=population)


def test_people_of_a_small_area_are_not_worked_out_from_what_is_around():
    small = cell(300, key("town"), small_area=True, published=False)
    family = line(cell(700), small, cell(400, key("rest")))
    assert primary(family, RULES)[small.key] == Need(Decimal(10))
    assert len(hidden(family, EXACT)) == 1


# ---- shares beside hidden counts ----------------------------------------------------------------


def _share(above, below, place) -> Cell:
    at = key(place)._replace(indicator="share", series="returns/share")
    return cell(
        Decimal(above) * 100 / below, at, numerator=Decimal(above), denominator=Decimal(below)
    )


def test_a_share_of_a_hidden_count_is_hidden_with_it():
    parts = [cell(n, key(f"p{n}")) for n in (3, 12, 400)]
    family = line(cell(415), *parts)
    shares = [_share(11, 12, "p12"), _share(60, 400, "p400"), _share(12, 50, "p12")]
    for one in shares:
        cells = {**family.cells, one.key: one}
        got = protect_family(Family(cells, family.sums), EXACT, SECRET).cells
        assert got[key("p12")].is_hidden
        assert got[one.key].is_hidden is (one.key.place == "p12")


# ---- what cannot be protected -------------------------------------------------------------------


def test_a_release_with_a_cell_that_cannot_be_protected_is_not_proposed(tmp_path, monkeypatch):
    def unproven(family, *given):
        got = protect_family(family, *given)
        return got._replace(unproven=frozenset({min(family.cells)}))

    store = opened(f"sqlite:///{tmp_path / 'store.sqlite'}")
    Clock(store)
    filled(store)
    monkeypatch.setattr("metrics.release_settling.protect_family", unproven)
    with pytest.raises(MetricsError, match="cannot be released together"):
        office(store).propose(proposal(), PROPOSER)
    assert office(store).held() == ()
    store.close()


def test_what_an_earlier_release_has_told_too_much_of_is_named():
    """3 was hidden; now all around it is as it was shown before, and cannot be hidden any more."""
    frozen = {
        key(): Frozen(Shown(Decimal(33), ObservationStatus.NORMAL), Decimal(33)),
        key("b"): Frozen(Shown(Decimal(30), ObservationStatus.NORMAL), Decimal(30)),
        key("a"): Frozen(Shown(None, ObservationStatus.SUPPRESSED), Decimal(3)),
    }
    family = line(cell(33), cell(3, key("a")), cell(30, key("b")))
    assert protect_family(family, EXACT, SECRET, frozen).unproven == {key("a")}


def test_a_public_grant_hides_no_other_amount():
    money = {"kind": DisclosureClass.MONEY}
    one = cell(50, key("a"), contributions=(Decimal(50),), **money)
    grant = cell(60, key("b"), contributions=(Decimal(60),), granted_publicly=True, **money)
    four = tuple(map(Decimal, (40, 30, 30, 20)))
    whole = cell(110 + 120, contributions=four, **money)
    family = line(whole, one, grant, cell(120, key("c"), contributions=four, **money))
    assert key("b") not in hidden(family)
