"""Labels of a chart: none over another, the more important first, more of them on more room."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.label_places import Label, Plot, extent, overlap, placed

SIDES = ("top", "bottom", "right", "left")
SHARES = st.floats(0, 1)
LABELS = st.lists(
    st.builds(
        Label,
        SHARES,
        SHARES,
        st.sampled_from(["506", "17,004", "d'abord 17 004"]),
        st.just(SIDES),
        st.sampled_from([13, 14]),
        st.booleans(),
    ),
    max_size=14,
)


def plot(width: float = 300, **drawn) -> Plot:
    return Plot(width, 356, 64, 40, drawn.get("dots", ()), drawn.get("lines", ()))


@given(LABELS, st.sampled_from([120, 300, 800]), st.sampled_from([1, 1.3, 3]))
def test_no_label_lies_over_another_nor_does_on_more_room(labels, width, wider):
    found = placed(labels, plot(width))
    room = plot(width * wider)
    boxes = [extent(labels[number], side, room) for number, side in found.items()]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


@given(LABELS)
def test_no_label_leaves_the_drawing(labels):
    for number, side in placed(labels, plot()).items():
        box = extent(labels[number], side, plot())
        assert box.left >= -4
        assert box.right <= 364
        assert box.top >= -40
        assert box.bottom <= 356


def test_the_more_important_label_keeps_the_place():
    first, second = (Label(0.5, 0.5, said, ("top",)) for said in ("506", "418"))
    assert placed([first, second], plot()) == {0: "top"}


def test_a_label_moves_to_its_next_side_rather_than_vanish():
    two = [Label(0.5, 0.5, said, SIDES) for said in ("506", "418")]
    assert placed(two, plot()) == {0: "top", 1: "bottom"}


def test_a_line_is_no_place_for_a_label_unless_it_must_stand():
    through = (0.0, 0.46, 1.0, 0.46)
    label = Label(0.5, 0.5, "506", ("top",))
    assert placed([label], plot(lines=[through])) == {}
    assert placed([label._replace(firm=True)], plot(lines=[through])) == {0: "top"}
    assert placed([label], plot(lines=[(0.0, 0.9, 1.0, 0.9)])) == {0: "top"}


def test_another_marker_is_no_place_for_a_label():
    label = Label(0.5, 0.5, "506", ("top", "bottom"))
    assert placed([label], plot(dots=[(0.5, 0.46)])) == {0: "bottom"}
