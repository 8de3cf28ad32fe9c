"""The side of the window where annotations stand; there from the start, so that nothing jumps when they come."""

from PySide6.QtWidgets import QWidget

_ROOM = 1200  # pixels; in a narrower window they would leave too little of the page


class AnnotationSide(QWidget):
    """An empty place beside the page, shown where it is wanted and the window has room for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin wanted."""
        super().__init__(parent)
        self._wanted = True
        self._forced = False
        self._gives_way = False

    @property
    def is_wanted(self) -> bool:
        """Whether it is shown where there is room."""
        return self._wanted

    def want(self, wanted: bool, *, now: bool = False) -> None:
        """Show it where there is room, or not at all; ``now``: even where there is none, until a resize."""
        self._wanted, self._forced = wanted, wanted and now
        self.fit(self.window().width())

    def give_way(self, gives_way: bool) -> None:
        """Leave its room to a list that shows all annotations, or take it again."""
        if gives_way is not self._gives_way:
            self._gives_way = gives_way
            self.fit(self.window().width())

    def fit(self, width: int) -> None:
        """Come or go with the width of the window, in pixels."""
        has_room = width >= _ROOM and not self._gives_way
        self.setVisible(self._wanted and (self._forced or has_room))
        self._forced = False
