"""The position of a card beside its fact."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from coopviewer.widgets.page.fact_locations import card_geometry

AREA = QRect(0, 0, 800, 600)


def test_a_card_is_below_its_fact_if_there_is_enough_space() -> None:
    assert card_geometry(QRect(100, 100, 50, 20), QSize(300, 200), AREA, right_to_left=False) == QRect(
        100, 124, 300, 200
    )


def test_a_card_is_above_a_fact_at_the_bottom() -> None:
    card = card_geometry(QRect(100, 500, 50, 20), QSize(300, 200), AREA, right_to_left=False)
    assert card.bottom() < 500
    assert card.height() == 200


def test_card_and_fact_have_the_same_right_edge_from_right_to_left() -> None:
    fact = QRect(600, 100, 50, 20)
    assert card_geometry(fact, QSize(300, 200), AREA, right_to_left=True).right() == fact.right()


@given(
    st.integers(-50, 900), st.integers(0, 560), st.integers(1, 900), st.integers(1, 250),
    st.integers(1, 2000), st.integers(1, 2000), st.booleans(),
)  # fmt: skip
def test_a_card_is_always_inside_the_area_and_never_over_its_fact(
    left: int, top: int, width: int, height: int, wide: int, high: int, right_to_left: bool
) -> None:
    fact = QRect(left, top, width, min(height, 600 - top))
    card = card_geometry(fact, QSize(wide, high), AREA, right_to_left=right_to_left)
    assert AREA.contains(card)
    assert card.bottom() < fact.top() or card.top() > fact.bottom()
