"""Every text has enough contrast to its background, in both palettes."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.shell.appearance import Appearance
from coopviewer.widgets.common.theme import DARK, LIGHT, Theme, box_palette, palette

LEAST_CONTRAST = 4.5


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "background"),
    [
        *((text, background) for text in ("text", "soft", "accent") for background in ("page", "window", "raised")),
        # a match of a search in the page keeps its text colour on the background of a selection
        *((text, "selected") for text in ("text", "soft", "accent")),
        ("selected_text", "selected"),
    ],
)
def test_text_has_enough_contrast_to_its_background(theme: Theme, text: str, background: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, background)) >= LEAST_CONTRAST


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("background", ["page", "window", "raised"])
def test_disabled_text_is_readable(theme: Theme, background: str) -> None:
    """WCAG requires no contrast of disabled controls; 3:1 is what it requires of icons."""
    assert contrast(theme.disabled, getattr(theme, background)) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("background", ["page", "window"])
def test_the_focus_frame_has_enough_contrast(theme: Theme, background: str) -> None:
    assert contrast(palette(theme).color(QPalette.ColorRole.Accent).name(), getattr(theme, background)) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_and_background_of_the_palette_have_enough_contrast(theme: Theme) -> None:
    role, colours = QPalette.ColorRole, palette(theme)
    pairs = [
        *((role.WindowText, role.Window), (role.Text, role.Base), (role.Text, role.AlternateBase)),
        *((role.ButtonText, role.Button), (role.ToolTipText, role.ToolTipBase), (role.BrightText, role.Window)),
        *((role.PlaceholderText, role.Base), (role.PlaceholderText, role.Window)),
        *((role.HighlightedText, role.Highlight), (role.Link, role.Base), (role.LinkVisited, role.Base)),
    ]
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        for text, background in pairs:
            ratio = contrast(colours.color(group, text).name(), colours.color(group, background).name())
            assert ratio >= LEAST_CONTRAST, f"{text} on {background}: {ratio:.2f}"


def test_contrast_is_computed_as_wcag_defines_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_the_outline_of_a_box_that_is_not_checked_has_enough_contrast(
    theme: Theme, kind: type[QCheckBox] | type[QRadioButton], qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setPalette(palette(theme))
    box = kind(window)
    box.setPalette(box_palette(theme))
    box.resize(box.sizeHint())
    image = window.grab().toImage()
    outlines = {image.pixelColor(x, box.height() // 2).name() for x in range(8)}
    assert max(contrast(each, theme.window) for each in outlines) >= 3


def test_boxes_of_a_window_have_these_outlines(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.palette()
    Appearance(application, paths.resource_folder() / "icons", dark=True, compact=False)
    try:
        for kind in (QCheckBox, QRadioButton):
            box = kind("Only mine")
            qtbot.addWidget(box)
            box.ensurePolished()
            assert box.palette().color(QPalette.ColorRole.Window) == QColor(DARK.soft)
            assert box.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.text)
    finally:
        application.setPalette(before)
        for name in ("QCheckBox", "QRadioButton"):
            application.setPalette(before, name)  # type: ignore[arg-type]
