"""A button that shows how many other locations the open entry has in the navigator, and a menu of all locations."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

_Path = tuple[str, ...]  # the keys of outline nodes, from the top of the tree to the row itself


class LocationsButton(QPushButton):
    """Opens a menu of all locations of the open entry in the navigator; hidden if there is only one, or none.

    A location is a path: the keys of outline nodes, without ROOT, from the top of the tree to the row. The menu
    has at most the first 50 (``most`` of ``show_paths``).
    """

    path_chosen = Signal(object)
    """The path of the row that the user chose, a tuple of node keys."""
    titles_wanted = Signal()
    """The menu is about to be shown: the owner is to call ``fill_menu`` now."""

    def __init__(self, parent: QWidget) -> None:
        """Start without locations, hidden."""
        super().__init__(parent)
        self.setFlat(True)
        self.paths: tuple[_Path, ...] = ()
        self.setText(self.tr("Also under"))
        self.hide()

    def show_paths(self, paths: tuple[_Path, ...], most: int) -> None:
        """Show the number of other locations of the open entry; hide the button if there is none.

        ``paths`` has all locations, the shown one included, as paths of node keys; the menu will have the first
        ``most``. If there are more than those, the number is shown with a plus: for ``most`` 100 it is *99+*.
        """
        self.paths = paths[:most]
        others = len(paths) - 1
        if others > 0:
            count = f"{most - 1}+" if len(paths) > most else f"{others}"
            self.setText(self.tr("Also under {count}").format(count=count))
            self.setToolTip(self.tr("Show the other locations of this entry in the navigator"))
            self._ensure_menu()
        self.setVisible(others > 0)

    def fill_menu(self, labels: dict[_Path, str]) -> None:
        """Fill the menu with the labels of the locations, in the order of ``paths``.

        ``labels`` must have a label for each path in the attribute ``paths``, which has the first ``most`` of those
        that ``show_paths`` got.
        """
        menu = self.menu()
        menu.clear()
        for path in self.paths:
            menu.addAction(labels[path].replace("&", "&&")).setData(list(path))

    def _ensure_menu(self) -> None:
        if self.menu() is None:
            menu = QMenu(self)
            menu.aboutToShow.connect(self.titles_wanted)
            menu.triggered.connect(self._choose)
            self.setMenu(menu)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.path_chosen.emit(tuple(action.data()))
