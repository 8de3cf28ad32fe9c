"""Controller of the appearance settings in the View menu, and of the window's size and position."""

from PySide6.QtCore import QByteArray, QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.shell.appearance import Appearance
from coopviewer.settings import LARGEST_STEP, SMALLEST_STEP
from coopviewer.widgets.shell.actions import ActionId

_APPEARANCES = {"system": ActionId.AS_SYSTEM, "light": ActionId.LIGHT, "dark": ActionId.DARK}


class AppearanceController(QObject):
    """Connects the View menu to the appearance, and stores the settings."""

    def __init__(self, context: AppContext, appearance: Appearance) -> None:
        """Restore the window's geometry, and connect the actions."""
        super().__init__(context.window)
        settings, window = context.settings, context.window
        self._settings, self._appearance, self._window = settings, appearance, window
        self._told = False
        actions = window.actions_by_id
        actions[ActionId.AS_SYSTEM].triggered.connect(self._as_system)
        actions[ActionId.LIGHT].triggered.connect(self._light)
        actions[ActionId.DARK].triggered.connect(self._dark)
        actions[ActionId.TEXT_LARGER].triggered.connect(self._larger)
        actions[ActionId.TEXT_SMALLER].triggered.connect(self._smaller)
        actions[ActionId.TEXT_NORMAL].triggered.connect(self._normal)
        actions[ActionId.COMPACT].triggered.connect(self._set_compact)
        actions[ActionId.SHOW_ANNOTATIONS].triggered.connect(self._show_annotations)
        window.closing.connect(self._keep_place)
        now = settings.current
        if now.geometry:
            window.restoreGeometry(QByteArray(now.geometry))
        window.annotation_side.set_wanted(now.annotations_shown)
        window.set_widths(now.navigator_width, now.annotations_width)
        self._tick()

    def _tick(self) -> None:
        actions, now = self._window.actions_by_id, self._settings.current
        for appearance, key in _APPEARANCES.items():
            actions[key].setChecked(appearance == now.appearance)
        actions[ActionId.COMPACT].setChecked(now.compact)
        actions[ActionId.SHOW_ANNOTATIONS].setChecked(now.annotations_shown)

    def _keep(self, **changes: object) -> None:
        if self._settings.change(**changes) or self._told:
            return
        self._told = True
        sentence = self.tr(
            "The settings cannot be kept: {path} cannot be written. They hold until the window is closed."
        )
        self._window.show_error(sentence.format(path=self._settings.path))

    def _follow(self, appearance: str) -> None:
        self._keep(appearance=appearance)
        self._appearance.follow(appearance)
        self._tick()

    def _set_step(self, step: int) -> None:
        self._keep(text_step=min(max(step, SMALLEST_STEP), LARGEST_STEP))
        self._appearance.set_text_step(self._settings.current.text_step)

    @Slot()
    def _as_system(self) -> None:
        self._follow("system")

    @Slot()
    def _light(self) -> None:
        self._follow("light")

    @Slot()
    def _dark(self) -> None:
        self._follow("dark")

    @Slot()
    def _larger(self) -> None:
        self._set_step(self._settings.current.text_step + 1)

    @Slot()
    def _smaller(self) -> None:
        self._set_step(self._settings.current.text_step - 1)

    @Slot()
    def _normal(self) -> None:
        self._set_step(0)

    @Slot()
    def _set_compact(self) -> None:
        self._keep(compact=not self._settings.current.compact)
        self._appearance.set_compact(self._settings.current.compact)
        self._tick()

    @Slot()
    def _show_annotations(self) -> None:
        """Show or hide the annotations, also in a window that is too narrow to show them by itself."""
        side = self._window.annotation_side
        wanted = side.isHidden()
        self._keep(annotations_shown=wanted)
        side.set_wanted(wanted, now=True)
        self._tick()

    @Slot()
    def _keep_place(self) -> None:
        geometry = bytes(self._window.saveGeometry().data())
        kept: dict[str, object] = {"geometry": geometry, "navigator_width": self._window.navigator_width}
        if self._window.annotations_width:
            kept["annotations_width"] = self._window.annotations_width
        self._settings.change(**kept)
