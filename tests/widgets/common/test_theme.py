"""Every text can be read on its ground, in both palettes."""

import pytest
from PySide6.QtGui import QPalette

from coopviewer.widgets.common.theme import DARK, LIGHT, Theme, palette

ENOUGH = 4.5


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((text, ground) for text in ("text", "soft", "accent") for ground in ("page", "window", "raised")),
        # the words that are found in a page keep their colour on the ground of what is selected
        *((text, "selected") for text in ("text", "soft", "accent")),
        ("selected_text", "selected"),
    ],
)
def test_text_stands_out_from_its_ground(theme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= ENOUGH


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["page", "window", "raised"])
def test_what_cannot_be_done_can_still_be_read(theme: Theme, ground: str) -> None:
    """WCAG asks nothing of disabled controls; 3:1 is what it asks of signs."""
    assert contrast(theme.disabled, getattr(theme, ground)) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["page", "window"])
def test_the_frame_of_the_focused_pane_stands_out(theme: Theme, ground: str) -> None:
    assert contrast(palette(theme).color(QPalette.ColorRole.Accent).name(), getattr(theme, ground)) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_of_the_palette_that_carries_text_stands_out(theme: Theme) -> None:
    role, colours = QPalette.ColorRole, palette(theme)
    pairs = [
        *((role.WindowText, role.Window), (role.Text, role.Base), (role.Text, role.AlternateBase)),
        *((role.ButtonText, role.Button), (role.ToolTipText, role.ToolTipBase), (role.BrightText, role.Window)),
        *((role.PlaceholderText, role.Base), (role.PlaceholderText, role.Window)),
        *((role.HighlightedText, role.Highlight), (role.Link, role.Base), (role.LinkVisited, role.Base)),
    ]
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        for text, ground in pairs:
            found = contrast(colours.color(group, text).name(), colours.color(group, ground).name())
            assert found >= ENOUGH, f"{text} on {ground}: {found:.2f}"


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
