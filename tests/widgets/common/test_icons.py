"""Each kind of entry has an icon that differs from the others by its shape, at every scale."""

from itertools import combinations

import pytest
from PySide6.QtGui import QImage

from coopviewer import paths
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.widgets.common.icons import Icons
from coopviewer.widgets.shell.actions import ActionId

FOLDER = paths.resource_folder() / "icons"
LEAST_DIFFERENCE = 0.35  # the share of the drawn surface in which two icons differ


def shape(icons: Icons, kind: EntryKind | None, ratio: float) -> list[int]:
    """Return how much of each pixel an icon covers (0 to 255), whatever its colour."""
    image = icons.for_kind(kind).pixmap(icons.for_kind(kind).availableSizes()[0]).toImage()
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    assert image.width() == round(16 * ratio)
    return [image.pixelColor(x, y).alpha() for y in range(image.height()) for x in range(image.width())]


def difference(one: list[int], other: list[int]) -> float:
    apart = sum(abs(a - b) for a, b in zip(one, other, strict=True))
    return apart / sum(max(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("ratio", [1.0, 2.0, 3.0])
def test_icons_differ_by_shape(qapp: object, ratio: float) -> None:
    icons = Icons(FOLDER, "#000000", ratio)
    shapes = {kind: shape(icons, kind, ratio) for kind in (*EntryKind, None)}
    for kind, drawn in shapes.items():
        assert sum(drawn) > 0.04 * 255 * len(drawn), f"{kind} is hardly drawn"
    too_similar = {
        (one, other): round(difference(shapes[one], shapes[other]), 2)
        for one, other in combinations(shapes, 2)
        if difference(shapes[one], shapes[other]) < LEAST_DIFFERENCE
    }
    assert too_similar == {}


@pytest.mark.parametrize("name", [*(f"kind-{kind}" for kind in EntryKind), "heading", "close", *("back", "forward")])
def test_icons_have_the_colour_of_the_theme(name: str) -> None:
    drawn = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert "currentColor" in drawn
    assert "#" not in drawn
    assert 'width="16" height="16" viewBox="0 0 16 16"' in drawn


def test_icon_files_of_actions_are_named_by_the_action_ids(qapp: object) -> None:
    for key in (ActionId.BACK, ActionId.FORWARD, ActionId.HOME):
        assert (FOLDER / f"{key}.svg").is_file()
