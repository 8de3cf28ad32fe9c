"""Where a card stands beside its fact."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from coopviewer.widgets.page.fact_locations import place_beside

BOUNDS = QRect(0, 0, 800, 600)


def test_a_card_stands_below_its_fact_where_there_is_room() -> None:
    assert place_beside(QRect(100, 100, 50, 20), QSize(300, 200), BOUNDS, right_to_left=False) == QRect(
        100, 124, 300, 200
    )


def test_a_card_stands_above_a_fact_at_the_foot() -> None:
    place = place_beside(QRect(100, 500, 50, 20), QSize(300, 200), BOUNDS, right_to_left=False)
    assert place.bottom() < 500
    assert place.height() == 200


def test_from_right_to_left_the_right_edges_meet() -> None:
    fact = QRect(600, 100, 50, 20)
    assert place_beside(fact, QSize(300, 200), BOUNDS, right_to_left=True).right() == fact.right()


@given(
    st.integers(-50, 900), st.integers(0, 560), st.integers(1, 900), st.integers(1, 250),
    st.integers(1, 2000), st.integers(1, 2000), st.booleans(),
)  # fmt: skip
def test_a_card_is_always_within_the_room_and_never_over_its_fact(
    left: int, top: int, width: int, height: int, wide: int, high: int, right_to_left: bool
) -> None:
    fact = QRect(left, top, width, min(height, 600 - top))
    place = place_beside(fact, QSize(wide, high), BOUNDS, right_to_left=right_to_left)
    assert BOUNDS.contains(place)
    assert place.bottom() < fact.top() or place.top() > fact.bottom()
