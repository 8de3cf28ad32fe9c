"""The appearance: light or dark, text size, density; redraws everything when it changes."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from coopviewer.app.on_demand import load
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.outline_model import OutlineModel
from coopviewer.widgets.common.icons import Icons, text_scale
from coopviewer.widgets.common.theme import DARK, LIGHT, Theme, box_palette, palette
from coopviewer.widgets.page.page_view import PageView
from coopviewer.widgets.shell.main_window import MainWindow

_SMALLEST_TEXT = 5.0  # points


class Appearance(QObject):
    """The appearance of the window: its colours, text size and density; redraws everything when one changes.

    It follows the system's colour scheme, unless a scheme is set.
    """

    def __init__(
        self, application: QApplication, icon_folder: Path, *, dark: bool | None, compact: bool = False
    ) -> None:
        """Use the colours of the dark or the light appearance.

        ``dark`` None: those of the system's colour scheme, and follow it. ``icon_folder`` has the SVG files of the
        icons. ``compact``: rows and lines have less space.
        """
        super().__init__(application)
        self._application = application
        self._icon_folder = icon_folder
        self._parts: tuple[MainWindow, PageView, OutlineModel] | None = None
        self._compact = compact
        self._style_scale = 1.0  # that of the style: the usual one until a larger text is set
        self._following = dark is None
        self._system_font = application.font()
        self._put_in_force(_is_dark(application.palette()) if dark is None else dark)
        application.styleHints().colorSchemeChanged.connect(self._follow_system)

    def icon_for_kind(self, kind: EntryKind | None) -> QIcon:
        """Return the icon of a kind of entry in the current colours; None: that of a heading."""
        return self._icons.for_kind(kind)

    def shown_in(self, window: MainWindow, page: PageView, outline: OutlineModel) -> None:
        """Apply the appearance to a window, and redraw it, its page and its outline at each change from now on."""
        self._parts = (window, page, outline)
        window.set_icons(self._icons)
        window.navigator.set_theme(self.theme, compact=self._compact)
        if self._compact:  # a page begins with the normal spacing
            page.set_theme(self.theme, compact=True)

    def follow(self, appearance: str) -> None:
        """Use the ``dark`` colours from now on, with ``system`` those of the system's scheme, else the light ones."""
        self._following = appearance == "system"
        self.use(dark=self._system_is_dark() if self._following else appearance == "dark")

    def set_text_step(self, step: int) -> None:
        """Make all text larger than the system's by this many points; negative: smaller, down to 5 points."""
        font = QFont(self._system_font)
        font.setPointSizeF(max(font.pointSizeF() + step, _SMALLEST_TEXT))
        self._application.setFont(font)  # every widget gets an event, and the page redraws itself
        self._scale_style()
        self._redraw_icons()

    def set_compact(self, compact: bool) -> None:
        """Use compact spacing of rows and lines, or with False the normal one."""
        self._compact = compact
        self._redraw()

    def use(self, *, dark: bool) -> None:
        """Redraw everything in the dark or the light palette, unless that is in use.

        Whether the system's colour scheme is followed stays as it is.
        """
        if dark is not self.theme.dark:
            self._redraw(dark)

    def _scale_style(self) -> None:
        """Let check boxes and arrows grow with text that is larger than usual."""
        scale = text_scale()
        if scale != self._style_scale:
            self._style_scale = scale
            self._application.setStyle(load("scaled_style")(scale) if scale > 1 else "fusion")

    def _redraw_icons(self) -> None:
        self._icons = self._make_icons()
        if self._parts is not None:
            window, _, outline = self._parts
            window.set_icons(self._icons)
            window.navigator.set_theme(self.theme, compact=self._compact)
            outline.redraw_icons()

    def _make_icons(self) -> Icons:
        ratio = self._application.devicePixelRatio()
        return Icons(self._icon_folder, self.theme.soft, ratio, compact=self._compact)

    def _redraw(self, dark: bool | None = None) -> None:
        self._put_in_force(self.theme.dark if dark is None else dark)
        if self._parts is not None:
            window, page, outline = self._parts
            window.set_icons(self._icons)
            window.navigator.set_theme(self.theme, compact=self._compact)
            page.set_theme(self.theme, compact=self._compact)
            outline.redraw_icons()
            window.set_theme(self.theme)

    def _put_in_force(self, dark: bool) -> None:
        self.theme: Theme = DARK if dark else LIGHT
        self._application.setPalette(palette(self.theme))
        for kind in ("QCheckBox", "QRadioButton"):  # the stub asks for bytes, which PySide6 refuses
            self._application.setPalette(box_palette(self.theme), kind)  # type: ignore[arg-type]
        self._icons = self._make_icons()

    @Slot()
    def _follow_system(self) -> None:
        if self._following:
            self.use(dark=self._system_is_dark())

    def _system_is_dark(self) -> bool:
        return _is_dark(self._application.style().standardPalette())


def _is_dark(palette_of_system: QPalette) -> bool:
    # asked of the palette, not of Qt.ColorScheme: see models/roles.py on what the Qt namespace costs
    ground = palette_of_system.color(QPalette.ColorRole.Window)
    return ground.lightness() < palette_of_system.color(QPalette.ColorRole.WindowText).lightness()
