"""Rules by class: what is hidden by itself, what it is rounded to, what is made of shares."""

from decimal import Decimal
from random import Random

import pytest

from metrics import MetricsError, ObservationStatus
from metrics.disclosure.primary import primary
from metrics.disclosure.protecting import protect_family
from metrics.disclosure.remainders import Earlier
from metrics.disclosure.rounding import rounded
from metrics.disclosure.rules import RULES, Rules
from metrics.disclosure.shares import protected_share, scale_of
from metrics.disclosure.tables import CellKey, DisclosureClass, Family, Sum
from tests.metrics.disclosed import SECRET, cell, key, line

PLACE = key("halton")


def hidden(one, **changes) -> bool:
    return one.key in primary(Family({one.key: one}, ()), RULES._replace(**changes))


def shown(one, rules=RULES):
    return protect_family(Family({one.key: one}, ()), rules, SECRET).cells[one.key]


@pytest.mark.parametrize("number", range(1, 10))
def test_people_from_one_to_nine_are_hidden_below_the_province(number):
    assert hidden(cell(number, PLACE))
    assert shown(cell(number, PLACE)).status is ObservationStatus.SUPPRESSED
    assert shown(cell(number, PLACE)).value is None


def test_people_from_one_to_four_are_hidden_anywhere():
    assert [n for n in range(12) if hidden(cell(n))] == [1, 2, 3, 4]


def test_zero_ten_and_nothing_are_three_things():
    assert shown(cell(0, PLACE)).value == 0
    assert shown(cell(10, PLACE)).value == 10
    for status in (ObservationStatus.MISSING, ObservationStatus.NOT_YET):
        nothing = shown(cell(None, PLACE, status=status))
        assert (nothing.value, nothing.status) == (None, status)


def test_an_unknown_class_is_people():
    assert cell(3).kind is DisclosureClass.PEOPLE


def test_a_steward_raises_both_floors_and_never_lowers_them():
    assert hidden(cell(19, PLACE, floor=20))
    assert hidden(cell(19, floor=20))
    assert not hidden(cell(20, floor=20))
    assert hidden(cell(9, PLACE, floor=5))


@pytest.mark.parametrize("changes", [{"floor": 4}, {"floor_below_province": 4}])
def test_a_floor_under_five_is_refused(changes):
    with pytest.raises(MetricsError):
        Rules.checked(**changes)


def test_activities_are_exact():
    assert shown(cell(3, PLACE, kind=DisclosureClass.ACTIVITY)).value == 3


def money(*contributions, **changes):
    told = {"kind": DisclosureClass.MONEY, "contributions": tuple(map(Decimal, contributions))}
    return cell(sum(contributions), PLACE, **{**told, **changes})


@pytest.mark.parametrize(
    ("contributions", "is_hidden"),
    [
        ((100,), True),
        ((50, 50), True),
        ((40, 30, 30), True),  # two have 70 %
        ((34, 33, 33), False),  # two have 67 %, which is not more than 67 %
        ((51, 10, 10, 10, 10, 9), True),
        ((50, 17, 17, 16), False),
        ((-60, 20, 20, 20), False),  # 50 % of 120: absolute amounts count
        ((-61, 20, 20, 20), True),
    ],
)
def test_money_needs_three_contributors_and_none_that_dominates(contributions, is_hidden):
    assert hidden(money(*contributions)) is is_hidden


def test_public_grants_and_no_money_at_all_are_shown():
    assert not hidden(money(100, granted_publicly=True))
    assert not hidden(money(0))


def test_the_need_of_money_is_the_handbooks_upper_protection_level():
    one = money(300, 20, 10)
    need = primary(Family({one.key: one}, ()), RULES)[one.key]
    assert need.above == 300 * 100 / RULES.first - 330  # (1,50): 100/50 x1 - X
    assert need.width == 2 * need.above


def test_a_total_with_a_governed_partner_needs_others_none_of_them_dominant():
    def total(*contributions):
        return money(*contributions, kind=DisclosureClass.ACTIVITY, others=2)._replace(key=key())

    assert hidden(total(10, 10))
    assert hidden(total(30, 10, 10))
    assert not hidden(total(20, 20, 10))


def test_a_governed_part_asks_it_of_its_total():
    parts = [cell(30, key(partner=name)) for name in "ab"]
    family = line(
        cell(60, contributions=(Decimal(30), Decimal(30))),
        parts[0],
        parts[1]._replace(others=2),
        over="partner",
    )
    assert key() in primary(family, RULES)


def by_name(governed: int, *named: int, **changes):
    """A total of partners that are shown by name, and one that is in totals alone."""
    hers = cell(governed, key(partner="k"), others=2, published=False)
    rest = [cell(n, key(partner=f"p{i}"), **changes) for i, n in enumerate(named)]
    numbers = tuple(sorted((Decimal(n) for n in (governed, *named)), reverse=True))
    whole = cell(governed + sum(named), contributions=numbers)
    return line(whole, hers, *rest, over="partner")


def beside(*given):
    """What must be hidden besides the governed figure itself, which is in totals alone."""
    needs = dict(primary(*given))
    own = needs.pop(key(partner="k"))
    assert own.width >= RULES.floor
    return set(needs)


def test_a_governed_partner_is_never_the_one_that_is_missing_by_name():
    assert beside(by_name(35, 40, 20, 25, 50), RULES) == {
        key(partner="p1"),
        key(partner="p2"),
    }
    # two beside it, but it would have most of what is left
    assert beside(by_name(60, 70, 20, 25, 50), RULES) == {
        key(partner="p1"),
        key(partner="p2"),
        key(partner="p3"),
    }


def test_where_too_few_are_there_to_stand_beside_it_the_total_is_hidden():
    family = by_name(60, 10, 15, 12)
    assert key() in primary(family, RULES)
    assert key() in primary(by_name(35, 40, 20, 25, granted_publicly=True), RULES)


def test_who_is_hidden_anyhow_stands_beside_it():
    assert beside(by_name(12, 9, 7, 40, 50), RULES) == {
        key(partner="p0"),
        key(partner="p1"),
    }


def test_who_was_hidden_before_stands_beside_it_again():
    """p1 and p2 were hidden; by now p0 and p3 are less, and a third is not hidden for that."""
    before = Earlier(hidden=frozenset({key(partner="p1"), key(partner="p2")}))
    assert beside(by_name(35, 15, 20, 25, 14), RULES, before) == set()
    assert beside(by_name(35, 15, 20, 25, 14), RULES) == {
        key(partner="p0"),
        key(partner="p1"),
        key(partner="p3"),
    }


def test_where_those_beside_it_stand_as_they_were_shown_the_total_is_hidden():
    named = frozenset(key(partner=f"p{n}") for n in range(4))
    assert beside(by_name(35, 40, 20, 25, 50), RULES, Earlier(standing=named)) == {key()}


def test_each_total_that_was_shown_before_is_asked_the_same():
    """k stood with p0 and p1 once, and with p0 to p3 later: their names would leave it alone."""
    family = by_name(35, 40, 20, 25, 50, 60, 70)
    now = {key(partner="p1"), key(partner="p2")}
    assert beside(family, RULES) == now
    once = Earlier(whose={key(): (frozenset({"k", "p0", "p3"}),)})
    assert beside(family, RULES, once) == now | {key(partner="p0"), key(partner="p3")}
    # those who joined in between were k, p4 and p5
    twice = (frozenset({"p0", "p1"}), frozenset({"k", "p0", "p1", "p4", "p5"}))
    found = beside(family, RULES, Earlier(whose={key(): twice}))
    assert found >= now | {key(partner="p4"), key(partner="p5")}


def test_a_zero_that_is_in_totals_alone_is_not_the_one_that_is_missing():
    activity = {"kind": DisclosureClass.ACTIVITY}
    found = beside(by_name(0, 40, 20, 0, 50, **activity), RULES)
    assert found == {key(partner="p0"), key(partner="p1")}  # no zero stands beside it


PLACES = {"k": (15, 20), "p0": (20, 25), "p1": (30, 30), "p2": (40, 25)}


def by_places() -> Family:
    """Of k nothing is shown by name; of the others both places are, and so all that they have."""
    cells, sums = {}, []
    for at in ("", "halton", "peel"):
        own = [_of_places(name, at) for name in PLACES]
        numbers = tuple(sorted((one.value for one in own), reverse=True))
        whole = cell(sum(numbers), key(at), contributions=numbers, published=at == "",
                     kind=DisclosureClass.ACTIVITY)  # fmt: skip
        cells |= {one.key: one for one in (*own, whole)}
        sums.append(Sum(whole.key, tuple(one.key for one in own), "partner"))
    for name in ("", *PLACES):
        parts = tuple(key(at, partner=name) for at in ("halton", "peel"))
        sums.append(Sum(key(partner=name), parts, "place"))
    return Family(cells, tuple(sums))


def _of_places(name, at):
    one, other = PLACES[name]
    number = {"": one + other, "halton": one, "peel": other}[at]
    return cell(number, key(at, partner=name), others=2 if name == "k" else 0,
                published=at != "" and name != "k", kind=DisclosureClass.ACTIVITY)  # fmt: skip


def by_name_still(found) -> set[str]:
    """Those of whom both places are shown."""
    return {
        name for name in ("p0", "p1", "p2")
        if not any(key(at, partner=name) in found for at in ("halton", "peel"))
    }  # fmt: skip


def test_a_sum_of_figures_by_name_is_one_too():
    found = primary(by_places(), RULES)
    assert key() in found or len(by_name_still(found)) < 2


def test_a_total_that_is_out_is_not_completed_by_places_that_come_later():
    """It cannot be hidden any more: of two of the others a place has to be, for k to stand there.

    Else whoever is the only one beside k takes its own figure from what is left.
    """
    gone = frozenset({key("halton"), key("peel")})
    out = Earlier(standing=frozenset({key()}), hidden=gone, whose={key(): (frozenset(PLACES),)})
    found = primary(by_places(), RULES, out)
    assert len(by_name_still(found)) == 1
    hidden_too = {at for at in found if at.partner in ("p0", "p1", "p2")}
    assert len(hidden_too) == 2  # no more of them than that


def test_a_place_that_earlier_totals_leave_is_asked_as_one_that_was_shown():
    """k, p0 and p1 once had a total of all and one of Halton: what these leave is Peel's."""
    once = (frozenset({"k", "p0", "p1"}),)
    gone = frozenset({key(), key("halton"), key("peel")})
    found = primary(by_places(), RULES, Earlier(hidden=gone, whose={key(): once}))
    peel = {key("peel", partner="p0"), key("peel", partner="p1")}
    assert not peel <= set(found)
    whose = {key(): once, key("halton"): once}
    assert peel <= set(primary(by_places(), RULES, Earlier(hidden=gone, whose=whose)))


def test_what_follows_from_a_year_and_its_quarters_is_hidden_behind_one_of_these():
    """Of the first quarter only the total is out: the year and the second tell the others' own."""
    first, second, year = (_of_period(at, one) for at, one in enumerate(("Q1", "Q2", "A1")))
    cells = {one.key: one for ones in (first, second, year) for one in ones}
    for one in (*second[2:], *year[2:]):
        cells[one.key] = one._replace(published=True)
    sums = [Sum(whole.key, tuple(one.key for one in own), "partner")
            for whole, *own in (first, second, year)]  # fmt: skip
    for whole, *parts in zip(year, first, second, strict=True):
        sums.append(Sum(whole.key, tuple(one.key for one in parts), "period"))
    out = Earlier(frozenset(), frozenset({second[0].key, year[0].key}), frozenset({first[0].key}),
                  whose={first[0].key: (frozenset(PERIODS),)})  # fmt: skip
    found = primary(Family(cells, tuple(sums)), RULES, out)
    hidden_too = [one.partner for one in found if cells[one].published]
    assert sorted(hidden_too) == ["p0", "p1"]


PERIODS = {"k": (15, 20, 35), "p0": (20, 25, 45), "p1": (30, 30, 60), "p2": (40, 25, 65)}


def _of_period(at, period):
    """The total of a period, and what each partner has in it."""
    own = [cell(numbers[at], key(partner=name)._replace(period=period),
                others=2 if name == "k" else 0, published=False, kind=DisclosureClass.ACTIVITY)
           for name, numbers in PERIODS.items()]  # fmt: skip
    numbers = tuple(sorted((one.value for one in own), reverse=True))
    whole = cell(sum(numbers), key()._replace(period=period), contributions=numbers,
                 published=False, kind=DisclosureClass.ACTIVITY)  # fmt: skip
    return (whole, *own)


def test_a_total_of_people_of_two_is_hidden_unless_both_are_shown_by_name():
    two = (Decimal(60), Decimal(50))
    assert hidden(cell(110, contributions=two))
    assert not hidden(cell(112, contributions=(*two, Decimal(2))))
    assert not hidden(cell(110, contributions=two, kind=DisclosureClass.ACTIVITY))
    parts = [cell(60, key(partner="p0")), cell(50, key(partner="p1"))]
    assert not primary(line(cell(110, contributions=two), *parts, over="partner"), RULES)
    unnamed = [parts[0], parts[1]._replace(published=False)]
    assert set(primary(line(cell(110, contributions=two), *unnamed, over="partner"), RULES)) == {
        key()
    }


@pytest.mark.parametrize("zeros", [1, 4])
def test_zeros_beside_one_or_two_make_a_total_of_people_no_larger(zeros):
    nothing = (Decimal(0),) * zeros
    assert hidden(cell(110, contributions=(Decimal(60), Decimal(50), *nothing)))
    assert hidden(cell(60, contributions=(Decimal(60), *nothing)))
    assert not hidden(cell(0, contributions=nothing))
    own = [cell(60, key(partner="p0")), cell(50, key(partner="p1"))]
    own += [cell(0, key(partner=f"z{n}")) for n in range(zeros)]
    whole = cell(110, contributions=(Decimal(60), Decimal(50), *nothing))
    assert not primary(line(whole, *own, over="partner"), RULES)
    own[2] = own[2]._replace(published=False)  # a zero that nobody is shown tells no more
    assert not primary(line(whole, *own, over="partner"), RULES)
    own[1] = own[1]._replace(published=False)
    assert set(primary(line(whole, *own, over="partner"), RULES)) == {key()}


def test_who_was_hidden_before_is_not_shown_by_name_beside_a_total_of_two():
    parts = [cell(60, key(partner="p0")), cell(50, key(partner="p1"))]
    whole = cell(110, contributions=(Decimal(60), Decimal(50)))
    before = Earlier(hidden=frozenset({key(partner="p1")}))
    assert key() in primary(line(whole, *parts, over="partner"), RULES, before)


def test_a_total_of_before_is_judged_by_what_stood_in_it_then():
    """Of today's 150 beside k's 35, 2 stood there once: by the name of p1 that total is k's."""
    family = by_name(35, 40, 60, 50)
    assert beside(family, RULES) == {key(partner="p0"), key(partner="p2")}
    stood = frozenset({"k", "p0", "p1", "p2"})
    less = Earlier(whose={key(): (stood,)}, amounts={(key(), stood): Decimal(97)})
    assert beside(family, RULES, less) == {key(partner=f"p{n}") for n in range(3)}
    more = less._replace(amounts={(key(), stood): Decimal(185)})
    assert beside(family, RULES, more) == {key(partner="p0"), key(partner="p2")}
    named = less._replace(numbers={key(partner="p1"): Decimal(2)})  # it had 2, and is known by it
    assert beside(family, RULES, named) == {key(partner="p0"), key(partner="p2")}


def test_nobody_is_hidden_where_nobody_is_shown_by_name():
    family = by_name(35, 40, 20, 25, published=False)
    assert not beside(family, RULES)


def group(*values, place="halton"):
    parts = [cell(n, key(place, f"sex={i}")) for i, n in enumerate(values)]
    return line(cell(sum(values), key(place)), *parts, over="sex"), parts


@pytest.mark.parametrize("values", [(30, 0), (0, 0, 12)])
def test_everyone_in_one_part_below_the_province_hides_the_parts(values):
    family, parts = group(*values)
    assert set(primary(family, RULES)) == {one.key for one in parts}
    assert not protect_family(family, RULES, SECRET).cells[family.sums[0].whole].is_hidden


@pytest.mark.parametrize(("values", "place"), [((30, 0), ""), ((0, 0), "halton"), ((30, 20), "x")])
def test_no_group_disclosure_in_the_province_nor_of_nobody_nor_of_two(values, place):
    family, _parts = group(*values, place=place)
    assert not primary(family, RULES)


def test_rounding_gives_one_answer_however_often_it_is_asked():
    one = cell(13)
    assert len({rounded(SECRET, one, Decimal(text)) for text in ("13", "13.0") * 500}) == 1


def test_rounding_stays_under_the_base_and_multiples_stay():
    for number in range(5, 400):
        got = rounded(SECRET, cell(number), Decimal(number))
        assert got % 5 == 0
        assert abs(got - number) < 5
        assert number % 5 or got == number


def test_rounding_adds_nothing_on_average():
    """Each remainder alone: the mean of 4,000 draws lies within four standard errors of zero."""
    for rest in range(1, 5):
        off = [
            float(rounded(SECRET, cell(0, key(f"p{n}")), Decimal(100 + rest))) - 100 - rest
            for n in range(4000)
        ]
        spread = (rest * (5 - rest) / len(off)) ** 0.5
        assert abs(sum(off) / len(off)) < 4 * spread


def test_other_cells_and_other_keys_draw_on_their_own():
    answers = {rounded(SECRET, cell(0, key(f"p{n}")), Decimal(12)) for n in range(50)}
    assert answers == {10, 15}
    some = [cell(0, key(f"p{n}")) for n in range(50)]
    other = [rounded(b"another key altogether", one, Decimal(12)) for one in some]
    assert other != [rounded(SECRET, one, Decimal(12)) for one in some]


def test_one_number_has_one_rounding_wherever_it_stands():
    """So that a hundred shares of one denominator tell no more of it than one of them does."""
    for number in (Decimal(101), Decimal(103)):
        series = [
            cell(0, CellKey(f"i{n}", f"r/s{n}", "halton", f"age={n}", "", "2025-Q1"))
            for n in range(100)
        ]
        answers = {rounded(SECRET, one, number) for one in series}
        parts = {
            protected_share(SECRET, one._replace(
                value=Decimal(5000) / number, numerator=Decimal(50), denominator=number
            ), RULES).value
            for one in series
        }  # fmt: skip
        assert len(answers) == len(parts) == 1
    others = [(place, name, f"20{year}") for place in "ab" for name in "pq" for year in range(25)]
    drawn = [
        rounded(SECRET, cell(0, CellKey("i", "r/s", place, "", name, period)), Decimal(12))
        for place, name, period in others
    ]
    assert {drawn.count(10) > 40, drawn.count(15) > 20} == {True}


def test_a_shown_number_never_reads_as_a_hidden_one():
    for n in range(200):
        assert rounded(SECRET, cell(0, key(f"p{n}")), Decimal(12), floor=12) == 15
        assert rounded(SECRET, cell(0, key(f"p{n}")), Decimal(11), floor=10) in (10, 15)


def test_totals_are_rounded_on_their_own():
    parts = [cell(11, key(f"p{n}")) for n in range(8)]
    got = protect_family(line(cell(88), *parts), RULES, SECRET).cells
    assert got[key()].value in (85, 90)


def share(above, below, **changes):
    told = {"numerator": Decimal(above), "denominator": Decimal(below)}
    return cell(Decimal(above) * 100 / below, PLACE, **{**told, **changes})


@pytest.mark.parametrize(("above", "below"), [(9, 50), (3, 9), (0, 50), (50, 50), (1, 200)])
def test_a_share_of_few_or_of_all_is_hidden(above, below):
    assert shown(share(above, below)).is_hidden


def test_a_share_of_the_whole_province_may_be_nought_or_all():
    assert shown(share(0, 50, is_whole=True)).value == 0
    assert shown(share(50, 50, is_whole=True)).value == 100


def test_a_share_is_made_from_protected_numbers():
    for below in (52, 61, 99):
        got = shown(share(23, below)).value
        made = {round(n * 100 / d) for n in (20, 25) for d in (below // 5 * 5, below // 5 * 5 + 5)}
        assert got == int(got)
        assert int(got) in made
    assert shown(share(123, 1000)).value in (Decimal("12.0"), Decimal("12.5"))


def test_a_share_of_under_twenty_events_is_marked():
    assert shown(share(15, 200)).status is ObservationStatus.LOW_RELIABILITY
    assert shown(share(20, 200)).status is ObservationStatus.NORMAL


def test_a_share_that_would_read_as_all_is_hidden():
    for below in range(201, 260):
        got = protected_share(SECRET, share(below - 1, below), RULES)
        assert got.is_hidden or got.value < 100


def test_shares_without_their_parts_are_hidden_and_of_activities_exact():
    assert shown(cell(30, PLACE, numerator=Decimal(30))).is_hidden
    assert shown(share(1, 4, kind=DisclosureClass.ACTIVITY)).value == 25


@pytest.mark.parametrize(("value", "scale"), [("0.25", 1), ("25", 100), ("2500", 10000)])
def test_the_scale_of_a_share_is_found(value, scale):
    assert scale_of(Decimal(value), Decimal(25), Decimal(100)) == scale


def test_a_short_key_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        protect_family(Family({}, ()), RULES, b"short")


def test_the_same_family_gives_the_same_answer_in_any_order():
    parts = [cell(n, key(f"p{n}")) for n in (3, 12, 14, 31)]
    family = line(cell(60), *parts)
    keys = list(family.cells)
    Random(4).shuffle(keys)
    other = Family({one: family.cells[one] for one in keys}, family.sums)
    assert protect_family(other, RULES, SECRET) == protect_family(family, RULES, SECRET)
