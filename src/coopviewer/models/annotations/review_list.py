"""The annotations that a person is to decide about, as a list."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coopviewer.domain.anchoring.review import Review
from coopviewer.models.roles import Role, plain_tip
from coopviewer.models.row_runs import runs_of

_Index = QModelIndex | QPersistentModelIndex


class ReviewList(QAbstractListModel):
    """Rows are reviews, in the order in which they are given."""

    def __init__(self, words: Callable[[Review], str], parent: QObject | None = None) -> None:
        """Start empty; ``words`` says in a line what happened to a quotation."""
        super().__init__(parent)
        self._words = words
        self._rows: list[Review] = []

    @property
    def reviews(self) -> tuple[Review, ...]:
        """All of them, in order."""
        return tuple(self._rows)

    def show_reviews(self, reviews: Iterable[Review]) -> None:
        """Show these in place of those before."""
        self.beginResetModel()
        self._rows = list(reviews)
        self.endResetModel()

    def remove(self, uuids: Collection[str]) -> None:
        """Take away the annotations of these uuids: they are decided, or gone."""
        gone = [row for row, review in enumerate(self._rows) if review.annotation.uuid in uuids]
        for first, last in reversed(runs_of(gone)):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def row_of(self, uuid: str) -> int | None:
        """Give the row of an annotation; None where it is not in the list."""
        rows = (row for row, review in enumerate(self._rows) if review.annotation.uuid == uuid)
        return next(rows, None)

    # Qt's names

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        review = self._rows[index.row()]
        match role:
            case Role.VALUE:
                return review
            case Qt.ItemDataRole.DisplayRole:
                return review.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{review.title}. {self._words(review)}. “{review.quotation}”"
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(f"{review.title}. {self._words(review)}. “{review.quotation}”")
        return None
