"""Copying rows of a list: as text with the cells apart by tabs, and as an HTML table with the entries as links."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QStringListModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from coopviewer.domain.browsing.addresses import SCHEME, Address
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.models.roles import Role
from coopviewer.rendering.document.copied import Copied, CopiedText, copied_rows


def put_on_clipboard(copied: Copied) -> None:
    """Put content on the clipboard, as text and as HTML: a program that pastes it takes one of the two."""
    QGuiApplication.clipboard().setMimeData(mime_data_of(copied))


def mime_data_of(copied: Copied) -> QMimeData:
    """Return content as the QMimeData that Qt puts on the clipboard.

    It is created by Qt (as the data of a temporary model) and not in Python, because a QMimeData created in Python
    crashes the process if it is deleted after the interpreter has ended. That happens on the offscreen platform, where
    the clipboard is deleted last.
    """
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    data.clear()
    data.setText(copied.text)
    data.setHtml(copied.html)
    return data


def copy_cells(headers: Sequence[str], rows: Iterable[Sequence[CopiedText]]) -> int:
    """Copy rows of cells to the clipboard and return the number of rows; without rows nothing is copied.

    ``headers`` are copied above the rows if there are several rows and several columns.
    """
    found = list(rows)
    if found:
        put_on_clipboard(copied_rows(headers, found))
    return len(found)


def copy_selected_rows(view: QTableView) -> int:
    """Copy the selected rows of a table to the clipboard, without hidden columns, and return their number.

    Rows and columns are copied in the order in which they are shown, with the headings if there are several rows and
    several columns. A cell of the model's first column links to the entry or address of its row, if the row has one.
    Without selected rows nothing is copied.
    """
    model, header = view.model(), view.horizontalHeader()
    columns = [header.logicalIndex(place) for place in range(header.count())]
    columns = [column for column in columns if not view.isColumnHidden(column)]
    display, across = Qt.ItemDataRole.DisplayRole, Qt.Orientation.Horizontal
    headers = [str(model.headerData(column, across, display) or "") for column in columns]
    rows = sorted({index.row() for index in view.selectionModel().selectedIndexes()})
    return copy_cells(headers, ([_cell(model.index(row, column)) for column in columns] for row in rows))


def _cell(index: QModelIndex) -> CopiedText:
    """Return a cell as text.

    That of the first column links to the entry of its row, and has a title cut off there in full.
    """
    text = str(index.data() if index.data() is not None else "")
    if index.column():
        return CopiedText(text)
    ref = index.data(Role.REF) or index.data(Role.VALUE)
    if isinstance(ref, EntryRef):
        shown_whole = text.endswith("…") and ref.title.startswith(text.removesuffix("…"))
        return CopiedText(ref.title if shown_whole else text, str(Address(ref.id)))
    return CopiedText(text, ref if isinstance(ref, str) and ref.startswith(SCHEME) else "")


def copied_rows_words(count: int, tr: Translate) -> str:
    """Return the message that ``count`` rows were copied; for 0, that rows have to be selected first."""
    if not count:
        return tr("No row is selected. Select rows first, with Shift and the arrow keys or with Ctrl+A.")
    return tr.plural("{n} row was copied.", "{n} rows were copied.", count)
