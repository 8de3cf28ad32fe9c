"""The annotations to be reviewed: their text is another or gone in this edition, or a colleague changed them too."""

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
    """Annotations to be reviewed: first conflicts with colleagues, then all others, each group in the order passed in.

    Each of the two groups is under a heading: a row whose Role.VALUE is a text, and that cannot be selected. Without
    conflicts there are no headings.
    """

    def __init__(
        self, describe: Callable[[Reviewed], str], headings: tuple[str, str] = ("", ""), parent: QObject | None = None
    ) -> None:
        """Start empty; ``describe`` returns a line on a review, for the tool tip and for screen readers.

        The line says what became of the quotation of a Review, whose the two versions of a Conflict are, or who wrote
        an OtherVersion (*Another version, by Ana*); it comes between the entry's title and the quotation. ``headings``
        are two texts: the heading over the conflicts, and the heading over all other annotations.
        """
        super().__init__(parent)
        self._describe, self._headings = describe, headings
        self._rows: list[Reviewed | str] = []

    @property
    def reviews(self) -> tuple[Reviewed, ...]:
        """All reviews, in the order of the rows."""
        return tuple(each for each in self._rows if not isinstance(each, str))

    def show_reviews(self, reviews: Iterable[Reviewed]) -> None:
        """Show these reviews in place of the previous ones; the model is reset."""
        self.beginResetModel()
        self._rows = self._with_headings(list(reviews))
        self.endResetModel()

    def _with_headings(self, reviews: list[Reviewed]) -> list[Reviewed | str]:
        conflicts = [each for each in reviews if isinstance(each, Conflict)]
        others = [each for each in reviews if not isinstance(each, Conflict)]
        if not conflicts:
            return [*others]
        return [self._headings[0], *conflicts, *([self._headings[1]] if others else []), *others]

    def remove(self, uuids: Collection[str]) -> None:
        """Remove the reviews of the annotations with these uuids, for instance since the user has decided on them.

        Uuids without a review are ignored. If a heading goes too, since nothing is left under it or no conflicts are
        left, the model is reset.
        """
        gone = [row for row, review in enumerate(self._rows) if not isinstance(review, str) and _uuid(review) in uuids]
        kept = len(self._rows) - len(gone)
        if gone and kept != len(self._with_headings([each for each in self.reviews if _uuid(each) not in uuids])):
            self.show_reviews([each for each in self.reviews if _uuid(each) not in uuids])  # a heading goes too
            return
        for first, last in reversed(runs_of(gone)):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def row_of(self, uuid: str) -> int | None:
        """Return the row of the first review of an annotation, None if it has none in the list."""
        rows = (row for row, each in enumerate(self._rows) if not isinstance(each, str) and _uuid(each) == uuid)
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
        if isinstance(review, str):
            texts = (Role.VALUE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return review if role in texts else None
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

    @guarded
    def flags(self, index: _Index) -> Qt.ItemFlag:
        is_heading = index.isValid() and isinstance(self._rows[index.row()], str)
        return Qt.ItemFlag.ItemNeverHasChildren if is_heading else super().flags(index)


def _uuid(review: Reviewed) -> str:
    return review.annotation.uuid
