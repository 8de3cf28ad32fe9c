"""The preview of a table to import, in three tabs: what was read, what each column is, and the first projects."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTabWidget, QWidget

from coopviewer.domain.imports.sheets import SheetChoice, SheetMapping, SheetPreview, SheetSlot
from coopviewer.models.language import language
from coopviewer.rendering.imports.sheet_layout import lay_out_projects
from coopviewer.widgets.common.theme import DrawingOptions
from coopviewer.widgets.importing.preview_tabs import PreviewText
from coopviewer.widgets.importing.sheets.columns_pane import ColumnsPane, VerticalScrollArea
from coopviewer.widgets.importing.sheets.reading_pane import ReadingPane

_COLUMNS = 1  # the place of the tab with the columns


class SheetTabs(QTabWidget):
    """Shows the preview of a table, and asks how it is read and what its columns are."""

    wanted = Signal(object, object)
    """The user wants a preview of the table, read in another way or by another mapping (SheetChoice, SheetMapping).

    The mapping is None if the table is read in another way: each column is then what its heading and values say.
    """

    def __init__(self, parent: QWidget) -> None:
        """Start without a table."""
        super().__init__(parent)
        self.choice = SheetChoice()
        """How the table is read."""
        self.mapping: SheetMapping | None = None
        """What the columns are; None: not known yet."""
        self.missing: tuple[SheetSlot, ...] = ()
        """TITLE, COUNTRY or both, if the user is asked which column has the titles or countries of projects."""
        self._is_new, self._is_known = True, False
        self.reading, self.columns, self.projects = ReadingPane(self), ColumnsPane(self), PreviewText(self)
        parts = (self.reading, VerticalScrollArea(self.columns, self), self.projects)
        for part, title in zip(parts, self._titles(0), strict=True):
            self.addTab(part, title)
        self.setAccessibleName(self.tr("Preview of the table"))
        self.reading.choice_changed.connect(self._read_again)
        self.columns.mapping_changed.connect(self.want)

    def show_preview(self, preview: SheetPreview, options: DrawingOptions) -> None:
        """Show what an import makes of a table, and set the attribute ``mapping`` to that of the preview.

        A table is new if it is the first one of all, or the first after ``clear_preview``. For a new table the tab with
        the columns is shown, and the first column about which there is a question is selected.
        """
        is_first, self._is_new = self._is_new, False
        self._is_known = self._is_known or preview.is_known or (is_first and self.mapping is not None)
        preview = preview._replace(is_known=self._is_known)
        self.mapping = preview.mapping
        if preview.is_heading_assumed:
            self.choice = self.choice._replace(heading_rows=preview.read.heading_rows)
        self.missing = () if self._is_known else tuple(s for s in preview.missing if s not in self.columns.denied)
        for place, title in enumerate(self._titles(len(preview.questions) + len(self.missing))):
            self.setTabText(place, title)
        self.reading.show_read(preview.read, self.choice, preview.others)
        self.columns.show_preview(preview, self.missing)
        self.projects.show_document(lay_out_projects(preview, language()), options)
        if is_first:
            self.setCurrentIndex(_COLUMNS)
            if preview.questions:
                self.columns.table.select_row(min(question.column for question in preview.questions))

    def clear_preview(self, choice: SheetChoice, mapping: SheetMapping | None) -> None:
        """Remove all of the present table before other files are read: the table shown next counts as a new one.

        For another reading of the present table only ``show_preview`` is called. ``choice`` says how the next table is
        read, ``mapping`` what its columns are; None: this is found from their headings and values.
        """
        self.choice, self.mapping = choice, mapping
        self._is_new, self._is_known, self.missing = True, False, ()
        self.reading.clear_read()
        self.columns.clear_preview()
        self.projects.clear()

    @Slot(object)
    def want(self, mapping: SheetMapping | None) -> None:
        """Emit ``wanted`` for another mapping of columns, such as a loaded one; the way of reading the table stays.

        ``mapping`` None: what each column is, is found from its heading and values.
        """
        self.mapping = mapping
        self.wanted.emit(self.choice, mapping)

    @Slot(object)
    def _read_again(self, choice: SheetChoice) -> None:
        self.choice = choice
        self.wanted.emit(choice, None)

    def _titles(self, questions: int) -> tuple[str, str, str]:
        tr = language()
        columns = self.tr("What each col&umn is")
        if questions:
            columns = tr.plural(
                "What each col&umn is ({n} question)", "What each col&umn is ({n} questions)", questions
            )
        return self.tr("&What was read"), columns, self.tr("Three pro&jects")
