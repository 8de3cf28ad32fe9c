"""The annotations that the user has to review, after a change of edition or an import, as a list."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coopviewer.domain.anchoring.review import Review
from coopviewer.domain.annotations.versions.conflicts import Conflict
from coopviewer.domain.annotations.versions.earlier import OtherVersion
from coopviewer.domain.text.measures import shorten
from coopviewer.models.guard import guarded
from coopviewer.models.roles import LONGEST_TIP, Role, plain_tip
from coopviewer.models.row_runs import runs_of

Reviewed = Review | OtherVersion | Conflict
_Index = QModelIndex | QPersistentModelIndex


class ReviewList(QAbstractListModel):
    """Rows are reviews, in the order in which they were passed in."""

    def __init__(self, describe: Callable[[Reviewed], str], parent: QObject | None = None) -> None:
        """Start empty; ``describe`` returns one line on what happened to a quotation."""
        super().__init__(parent)
        self._describe = describe
        self._rows: list[Reviewed] = []

    @property
    def reviews(self) -> tuple[Reviewed, ...]:
        """All reviews, in the order of the rows."""
        return tuple(self._rows)

    def show_reviews(self, reviews: Iterable[Reviewed]) -> None:
        """Show these reviews in place of the previous ones."""
        self.beginResetModel()
        self._rows = list(reviews)
        self.endResetModel()

    def remove(self, uuids: Collection[str]) -> None:
        """Remove the reviews of the annotations with these uuids, which are decided on or deleted.

        Uuids without a review are ignored.
        """
        gone = [row for row, review in enumerate(self._rows) if review.annotation.uuid in uuids]
        for first, last in reversed(runs_of(gone)):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def row_of(self, uuid: str) -> int | None:
        """Return the row of an annotation's review, None if it has none in the list."""
        rows = (row for row, review in enumerate(self._rows) if review.annotation.uuid == uuid)
        return next(rows, None)

    def _line(self, review: Reviewed) -> str:
        return f"{review.title}. {self._describe(review)}. “{shorten(review.quotation, LONGEST_TIP)}”"

    # Qt overrides

    @guarded
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @guarded
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
                return self._line(review)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._line(review))
        return None
