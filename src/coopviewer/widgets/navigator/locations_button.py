"""Says in how many other places of the navigator the entry that is open stands, and leads to each."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

_OutlinePath = tuple[str, ...]


class LocationsButton(QPushButton):
    """Opens a menu of the places; hidden where there is only one."""

    path_chosen = Signal(object)
    """The path, as places, to the row that the person wants to see."""
    titles_wanted = Signal()
    """The menu is about to be shown and needs to know what the places are called."""

    def __init__(self, parent: QWidget) -> None:
        """Start without places."""
        super().__init__(parent)
        self.setFlat(True)
        self.paths: tuple[_OutlinePath, ...] = ()
        self.setText(self.tr("Also under"))
        self.hide()

    def show_paths(self, paths: tuple[_OutlinePath, ...], most: int) -> None:
        """Show that the open entry stands at the ends of these paths; of more than ``most`` not all are shown."""
        self.paths = paths[:most]
        others = len(paths) - 1
        if others > 0:
            count = f"{most - 1}+" if len(paths) > most else f"{others}"
            self.setText(self.tr("Also under {count}").format(count=count))
            self.setToolTip(self.tr("This entry stands in several places: show them"))
            self._need_menu()
        self.setVisible(others > 0)

    def fill(self, words: dict[_OutlinePath, str]) -> None:
        """Name the places in the menu, in the order of their paths."""
        menu = self.menu()
        menu.clear()
        for path in self.paths:
            menu.addAction(words[path].replace("&", "&&")).setData(list(path))

    def _need_menu(self) -> None:
        if self.menu() is None:
            menu = QMenu(self)
            menu.aboutToShow.connect(self.titles_wanted)
            menu.triggered.connect(self._choose)
            self.setMenu(menu)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.path_chosen.emit(tuple(action.data()))
