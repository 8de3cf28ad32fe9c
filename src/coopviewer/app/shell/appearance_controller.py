"""Controller of the appearance settings in the View menu, and of the window's size and position."""

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.shell.appearance import Appearance
from coopviewer.settings import LARGEST_STEP, SMALLEST_STEP
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.side_panes import SidePane

_APPEARANCES = {"system": ActionId.AS_SYSTEM, "light": ActionId.LIGHT, "dark": ActionId.DARK}


class AppearanceController(QObject):
    """Applies and stores the appearance that the user chooses in the View menu, and the window's size and position.

    It also stores which side panes are shown, and their widths. A dialog says once if the settings cannot be written.
    """

    def __init__(self, context: AppContext, appearance: Appearance) -> None:
        """Restore the window's geometry and side panes, and connect the actions of the View menu."""
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
        actions[ActionId.SHOW_NAVIGATOR].triggered.connect(self._show_navigator)
        actions[ActionId.SHOW_ANNOTATIONS].triggered.connect(self._show_annotations)
        window.closing.connect(self._keep_place)
        now = settings.current
        window.restore(now.geometry)
        panes = self._panes = window.panes
        panes.set_widths(now.navigator_width, now.annotations_width)
        panes.navigator.is_wanted, panes.annotations.is_wanted = now.navigator_shown, now.annotations_shown
        panes.fit()
        self._tick()

    def _tick(self) -> None:
        actions, now = self._window.actions_by_id, self._settings.current
        for appearance, key in _APPEARANCES.items():
            actions[key].setChecked(appearance == now.appearance)
        actions[ActionId.COMPACT].setChecked(now.compact)

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
    def _show_navigator(self) -> None:
        self._toggle(self._panes.navigator, ActionId.TO_TREE)

    @Slot()
    def _show_annotations(self) -> None:
        self._toggle(self._panes.annotations, ActionId.TO_ANNOTATIONS)

    def _toggle(self, pane: SidePane, go_there: ActionId) -> None:
        """Show or hide a pane, and store which panes are shown.

        Where there is no space beside the page, the pane is shown over it, and ``go_there`` moves the keyboard focus to
        it.
        """
        if self._panes.is_shown(pane):
            self._panes.hide_pane(pane)
        else:
            self._panes.show_pane(pane)
            if self._panes.is_over_page(pane):
                self._window.actions_by_id[go_there].trigger()
        self._keep(navigator_shown=self._panes.navigator.is_wanted, annotations_shown=self._panes.annotations.is_wanted)
        self._window.pane_controls.tick()

    @Slot()
    def _keep_place(self) -> None:
        navigator, annotations = self._panes.widths
        geometry = bytes(self._window.saveGeometry().data())
        self._settings.change(geometry=geometry, navigator_width=navigator, annotations_width=annotations)
