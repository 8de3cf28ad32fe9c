"""Colours: two palettes of our own, the same on every platform.

Every text but that of disabled widgets has a contrast of at least 4.5:1.
"""

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from coopviewer.domain.language import Translate

_Role = QPalette.ColorRole


class Theme(NamedTuple):
    """The colours of one appearance, as ``#rrggbb``; ``dark``: it is the dark one.

    ``page``: the background of pages and lists.
    ``window``: the background of everything around them.
    ``raised``: the background of tool tips.
    ``selected``: the background of selected rows and text, which are in ``selected_text``.
    ``line``: borders.
    ``text``, ``soft``: usual text, and secondary text.
    ``disabled``: text that cannot be used now.
    ``accent``: links, and the frame around the focused pane.
    ``band``, ``band_text``: on a scale of time, the day on which a source's statements are true, and its name.
    """

    dark: bool
    window: str
    page: str
    raised: str
    line: str
    text: str
    soft: str
    accent: str
    selected: str
    selected_text: str
    disabled: str
    band: str
    band_text: str


class DrawingOptions(NamedTuple):
    """How a page is drawn.

    ``size``: the size of body text in pixels.
    ``narrow``: one column instead of two.
    ``compact``: smaller line spacing.
    ``tr``: translates the words of the program that the page has.
    """

    theme: Theme
    size: int
    narrow: bool
    compact: bool
    tr: Translate


LIGHT = Theme(
    dark=False,
    window="#f3f4f6",
    page="#ffffff",
    raised="#ffffff",
    line="#d8dbe0",
    text="#1a1f29",
    soft="#5b6472",
    accent="#0b57a4",
    selected="#d9e6f6",
    selected_text="#1a1f29",
    disabled="#828a97",
    band="#f4ecd8",
    band_text="#6b5210",
)
DARK = Theme(
    dark=True,
    window="#171a21",
    page="#20252c",
    raised="#2a3038",
    line="#3a414c",
    text="#e8eaed",
    soft="#a3acb9",
    accent="#7ab8ff",
    selected="#2b3f5c",
    selected_text="#ffffff",
    disabled="#7d8693",
    band="#3a3424",
    band_text="#e6cf93",
)


def palette(theme: Theme) -> QPalette:
    """Return the palette of a theme for the Fusion style."""
    result = QPalette()
    colours = {
        _Role.Window: theme.window,
        _Role.WindowText: theme.text,
        _Role.Base: theme.page,
        _Role.AlternateBase: theme.window,
        _Role.ToolTipBase: theme.raised,
        _Role.ToolTipText: theme.text,
        _Role.PlaceholderText: theme.soft,
        _Role.Text: theme.text,
        _Role.Button: theme.window,
        _Role.ButtonText: theme.text,
        _Role.BrightText: theme.text,
        _Role.Light: theme.raised,
        _Role.Midlight: theme.raised,
        _Role.Mid: theme.line,
        _Role.Dark: theme.line,
        _Role.Shadow: theme.line,
        _Role.Highlight: theme.selected,
        _Role.HighlightedText: theme.selected_text,
        _Role.Link: theme.accent,
        _Role.LinkVisited: theme.accent,
        _Role.Accent: theme.accent,
    }
    for role, colour in colours.items():
        result.setColor(role, QColor(colour))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.disabled))
    return result


def box_palette(theme: Theme) -> QPalette:
    """Return the palette of check boxes and radio buttons: their outlines have a contrast of at least 3:1.

    By itself the Fusion style draws an outline in a darker window colour, which cannot be seen in the dark theme.
    """
    result = palette(theme)
    result.setColor(_Role.Window, QColor(theme.soft))
    return result


def show_item_boxes(view: QWidget) -> None:
    """Draw the check boxes in the rows of a view with visible outlines; call it again when the theme changes."""
    colour = view.palette().color(_Role.PlaceholderText)
    if view.palette().color(_Role.Window) != colour:
        colours = QPalette()
        colours.setColor(_Role.Window, colour)
        view.setPalette(colours)
