"""Controller of the dialog of all tags: renames, merges and deletes them, and lists the annotations with one."""

from PySide6.QtCore import QObject, Slot

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.annotations.edits import retag_label
from coopviewer.domain.annotations.query import AnnotationQuery, parse_annotation_query
from coopviewer.domain.browsing.addresses import annotations_address
from coopviewer.widgets.annotations.browser.tags_dialog import TagsDialog


class TagsController(QObject):
    """Shows all tags in a dialog, and writes the changes that the user makes there to the annotations file."""

    def __init__(self, context: AppContext, services: AnnotationServices) -> None:
        """Create the dialog; ``open`` shows it."""
        super().__init__(context.window)
        self._services, self._reading = services, context.reading
        self.dialog = TagsDialog(context.window)
        self.dialog.retag_wanted.connect(self._retag)
        self.dialog.list_wanted.connect(self._list)
        self.dialog.finished.connect(context.window.focus_page)
        services.writer.annotations_changed.connect(self._ask)
        services.file_session.opened.connect(self._use_file)

    def open(self) -> None:
        """Show the dialog; its tags are read in the background."""
        file = self._services.file_session.file
        self.dialog.set_writable(file is not None and not file.read_only)
        self.dialog.open_over()
        self._ask()

    @Slot(object)
    def _use_file(self, file: OpenFile) -> None:
        self.dialog.set_writable(not file.read_only)
        self._ask()

    @Slot()
    def _ask(self) -> None:
        if self.dialog.isVisible():
            self._services.queries.ask_tags(self.dialog.show_tags)

    @Slot(object, object)
    def _retag(self, names: tuple[str, ...], to: str | None) -> None:
        self._services.writer.retag(retag_label(names, to), names, to)
        address = self._reading.address
        if address is not None and address.is_annotations:  # a list that is narrowed by them goes on with the new name
            query = parse_annotation_query(address.query)
            renamed = query.retagged(names, to)
            if renamed != query:
                self._reading.refine(annotations_address(str(renamed)))

    @Slot(str)
    def _list(self, tag: str) -> None:
        self.dialog.close()
        self._reading.open(annotations_address(str(AnnotationQuery(tags=(tag,)))))
