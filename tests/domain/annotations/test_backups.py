"""The effect of restoring a backup."""

import pytest

from coopviewer.domain.annotations.backups import Difference


@pytest.mark.parametrize("counts", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (2, 3, 4)])
def test_a_backup_with_any_change_differs(counts: tuple[int, int, int]) -> None:
    assert not Difference(*counts).is_none


def test_a_backup_equal_to_the_present_does_not_differ() -> None:
    assert Difference(0, 0, 0).is_none
