"""The dialog that shows what a file of annotations would bring before it is imported, and lets the user choose."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.annotations.import_choice import AnnotationsPreview, PreviewItem
from coopviewer.domain.annotations.versions.receiving import VersionOutcome
from coopviewer.models.annotations.import_choice import ImportChoiceModel, OutcomeGroup
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.words.annotation_item_words import item_words
from coopviewer.rendering.words.review.annotation_loss_words import loss_words
from coopviewer.rendering.words.review.annotation_preview_words import (
    group_words,
    more_words,
    preview_line,
    reason_words,
    unknown_words,
    unlisted_words,
    unreadable_words,
)
from coopviewer.widgets.common.dialogs import ButtonBox
from coopviewer.widgets.common.theme import show_item_boxes

_WIDTH, _HEIGHT = 50, 32  # times the height of a line, at first
_MOST_SHARE = 0.92  # of the parent's width and height that the dialog takes at first
_GAP = 8  # pixels between two rows
_HIGHEST = 10_000  # pixels of a row
_TAKEN = (VersionOutcome.NEW, VersionOutcome.NEWER, VersionOutcome.CONFLICT)


class _RowDelegate(QStyledItemDelegate):
    """Draws each row with the height that its text needs in the width of the tree, and some space to the next one."""

    def __init__(self, tree: QTreeView) -> None:
        """Measure the rows of ``tree``."""
        super().__init__(tree)
        self._tree = tree

    # Qt overrides

    @guarded
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint, shown = super().sizeHint(option, index), QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        style, metrics = self._tree.style(), shown.fontMetrics
        box = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth) + 4 * style.pixelMetric(
            QStyle.PixelMetric.PM_FocusFrameHMargin
        )
        left = self._tree.indentation() * (2 if index.parent().isValid() else 1) + box
        area = QRect(0, 0, max(self._tree.viewport().width() - left - metrics.averageCharWidth(), 1), _HIGHEST)
        height = metrics.boundingRect(area, Qt.TextFlag.TextWordWrap, shown.text).height()
        return QSize(hint.width(), max(hint.height(), height) + _GAP)


class ImportPreviewDialog(QDialog):
    """Lists what an import would do, and emits what the user chose; it imports nothing, and is deleted when closed."""

    import_wanted = Signal(object)
    """The ImportChoice of the user, who wants the import; the dialog has been closed."""

    def __init__(self, name: str, preview: AnnotationsPreview, titles: Mapping[str, str], parent: QWidget) -> None:
        """Show the preview of the file ``name``.

        ``titles`` maps the ids of entries in the open reference to their titles, of all of ``preview.entry_ids`` that
        it has. Annotations to be imported on any other entry are listed in a group of their own.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import annotations"))
        self._titles = titles
        self.message = QLabel(self.tr("{0} would bring this. Choose what is imported.").format(name), self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        groups = list(self._groups(preview))
        self.choices = ImportChoiceModel(groups, self)
        self.tree = QTreeView(self)
        self.tree.setModel(self.choices)
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self.tree.setAccessibleName(self.tr("Annotations of the file"))
        self.tree.setItemDelegate(_RowDelegate(self.tree))
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        show_item_boxes(self.tree)
        for row, group in enumerate(groups):
            self.tree.setExpanded(self.choices.index(row, 0), group.is_chosen)
        self.buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.import_button = self.buttons.addButton(self.tr("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.import_button.setDefault(True)
        layout = QVBoxLayout(self)
        for widget in (self.message, self.tree, self.buttons):
            layout.addWidget(widget)
        line = self.fontMetrics().height()
        self.resize(QSize(_WIDTH * line, _HEIGHT * line).boundedTo(parent.window().size() * _MOST_SHARE))
        self._update_button()
        self.choices.choice_changed.connect(self._update_button)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)

    def _groups(self, preview: AnnotationsPreview) -> Iterator[OutcomeGroup]:
        unknown = [each for each in preview.items if each.outcome in _TAKEN and self._is_unknown(each)]
        for outcome in VersionOutcome:
            items = [each for each in preview.items if each.outcome is outcome and each not in unknown]
            total = getattr(preview.counts, outcome) - sum(each.outcome is outcome for each in unknown)
            if total:
                counts = preview.unlisted.get(outcome, {})
                apart = sum(count for id_, count in counts.items() if id_ not in self._titles)
                yield self._group(outcome, items, total, apart if outcome in _TAKEN else 0)
        if unknown:
            heading = "\n".join(unknown_words(len(unknown), language()))
            yield OutcomeGroup(heading, self._lines(unknown), is_chosen=True)
        lost = [*loss_words(preview.losses, language()), *item_words(preview.lost, language())]
        if lost:
            heading = unreadable_words(preview.affected, language())
            yield OutcomeGroup(heading, tuple(("", line) for line in lost), is_chosen=False)

    def _group(self, outcome: VersionOutcome, items: list[PreviewItem], total: int, apart: int) -> OutcomeGroup:
        """Return a group; ``apart`` of those that are not listed are on entries that the reference does not have."""
        is_chosen, more = outcome in _TAKEN, total - len(items)
        words = [group_words(outcome, total, language()), reason_words(outcome, language())]
        if more:
            words.append(more_words(more, len(items), language(), is_chosen=is_chosen))
        if apart:
            words.append(unlisted_words(apart, language()))
        return OutcomeGroup("\n".join(words), self._lines(items), is_chosen, outcome if more and is_chosen else None)

    def _lines(self, items: list[PreviewItem]) -> tuple[tuple[str, str], ...]:
        titles = [self._titles.get(each.entry_id, each.entry_id) for each in items]
        return tuple(
            (each.uuid, preview_line(each, title, language())) for each, title in zip(items, titles, strict=True)
        )

    def _is_unknown(self, item: PreviewItem) -> bool:
        return item.is_elsewhere or item.entry_id not in self._titles

    @Slot()
    def _update_button(self) -> None:
        self.import_button.setEnabled(self.choices.has_chosen)

    @Slot()
    def _accept(self) -> None:
        choice = self.choices.choice
        self.accept()
        self.import_wanted.emit(choice)

    # Qt overrides

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tree.scheduleDelayedItemsLayout()  # the height of a row depends on the width
