"""Which of two editions is the earlier one: by steps, days, numbers, files, and never by a hash."""

import pytest

from coopviewer.domain.editions.order import EditionOrder, OrderBasis, PlacedEdition, order_of
from coopviewer.domain.reference.editions import Edition
from tests.activity_values import imported_dataset

NAMED = imported_dataset((), ()).edition._replace(as_of_earliest=None, as_of_latest=None)


def edition(id_: str, day: str | None = None) -> Edition:
    return NAMED._replace(id=id_, as_of_earliest=day, as_of_latest=day)


OCTOBER, NOVEMBER = edition("ff00ff00ff"), edition("0011223344")
"""October has the greater hash."""


@pytest.mark.parametrize(
    ("one", "other", "is_later", "basis"),
    [
        (PlacedEdition(NOVEMBER, (OCTOBER.id,), 1), PlacedEdition(OCTOBER, (), 2), True, OrderBasis.STEPS),
        (PlacedEdition(NOVEMBER, (OCTOBER.id, "x")), PlacedEdition(OCTOBER), True, "steps"),
        (  # back and forth
            PlacedEdition(NOVEMBER, (OCTOBER.id,), 2),
            PlacedEdition(OCTOBER, (NOVEMBER.id,), 1),
            True,
            "file",
        ),
        (PlacedEdition(NOVEMBER, (NOVEMBER.id,), 2), PlacedEdition(NOVEMBER, (), 1), True, OrderBasis.FILE),
        (PlacedEdition(edition("a", "2026-11-01")), PlacedEdition(edition("b", "2026-10-31")), True, "as-of"),
        (PlacedEdition(edition("a", "2026-11-01"), (), 1), PlacedEdition(edition("b"), (), 2), False, "file"),
        (PlacedEdition(edition("2026-11-01"), (), 1), PlacedEdition(edition("2026-10-31"), (), 2), True, "issued"),
        (PlacedEdition(edition("list-2021.10")), PlacedEdition(edition("list-2021.9")), True, "issued"),
        (PlacedEdition(edition("frontex-2021.1")), PlacedEdition(edition("frontex-2020.1")), True, "issued"),
        (PlacedEdition(edition("list-2021.1")), PlacedEdition(edition("list-2020.12")), True, "issued"),
        (PlacedEdition(edition("plan-7-2026-03-01")), PlacedEdition(edition("plan-7-2026-02-28")), True, "issued"),
        (PlacedEdition(edition("2")), PlacedEdition(edition("1")), True, OrderBasis.ISSUED),
        (PlacedEdition(edition("list-2")), PlacedEdition(edition("roll-1")), None, OrderBasis.UNKNOWN),
        (PlacedEdition(edition("2021")), PlacedEdition(edition("2021-11-02")), None, OrderBasis.UNKNOWN),
        (PlacedEdition(edition("1234567890")), PlacedEdition(edition("1234567889")), None, OrderBasis.UNKNOWN),
        (PlacedEdition(edition("a" * 6 + "2222")), PlacedEdition(edition("a" * 6 + "1111")), None, "unknown"),
        (PlacedEdition(OCTOBER, (), 2), PlacedEdition(NOVEMBER, (), 1), True, OrderBasis.FILE),
        (PlacedEdition(OCTOBER, (), 2), PlacedEdition(NOVEMBER, (), 2), None, OrderBasis.UNKNOWN),
        (PlacedEdition(OCTOBER), PlacedEdition(NOVEMBER, (), 2), None, OrderBasis.UNKNOWN),
    ],
)
def test_the_order_comes_from_what_is_known(
    one: PlacedEdition, other: PlacedEdition, is_later: bool | None, basis: OrderBasis
) -> None:
    assert order_of(one, other) == EditionOrder(is_later, basis)
    assert order_of(other, one) == EditionOrder(None if is_later is None else not is_later, basis)
