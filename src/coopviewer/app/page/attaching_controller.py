"""Controller of source documents: the user attaches a copy, and reads the passages of its source in it.

The copy is first searched for the passages that the reference has of this source. The controller is created on first
use, or after start-up if documents were attached before.
"""

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.attachments import Attachment
from coopviewer.domain.reference.sources import Passage
from coopviewer.models.language import language
from coopviewer.rendering.words.reference_words import passage_address, place_words, short_id
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.widgets.common.interaction import choose_file
from coopviewer.widgets.page.document_reader import AttachmentReport, DocumentReader
from coopviewer.workspace.source_documents import SourceDocuments


class AttachingController(QObject):
    """Lets the user attach copies of source documents, and shows passages in them.

    A report says which passages of the reference were found in the copy.
    """

    def __init__(self, context: AppContext) -> None:
        """Start comparing the documents attached in earlier sessions with the passages of the open reference.

        No report is shown, but an error for each that cannot be read or has changed.
        """
        super().__init__(context.window)
        self._reading, self._window = context.reading, context.window
        self.report: AttachmentReport | None = None
        self.source_documents = SourceDocuments(
            context.reference.path, context.files.attachments, self, context.report_invalid
        )
        self.source_documents.comparing.connect(self._say_comparing)
        self.source_documents.attached.connect(self._report)
        self.source_documents.detached.connect(self._forget)
        self.source_documents.given_up.connect(self._window.statusBar().clearMessage)
        self.source_documents.failed.connect(self._tell)
        context.reference.replaced.connect(self._use)
        self.source_documents.take_up()

    def choose(self) -> None:
        """Ask the user for a file, wait for the answer, and start comparing it with the open reference's passages.

        Once that is done a report is shown, or an error if the file is no copy of a source. Nothing happens if no file
        is chosen.
        """
        window = self._window
        title, kinds = window.tr("Attach source document"), window.tr("Texts (*.txt);;All files (*)")
        path = choose_file(window, title, kinds)
        if path:
            self.source_documents.attach(Path(path))

    def detach(self) -> None:
        """Detach all documents of the open reference's sources; if none is attached, an error dialog says so."""
        if self.source_documents.is_attached:
            self.source_documents.detach()
        else:
            self._window.show_error(
                self.tr("No source document is attached. Attach one with File > Attach source document.")
            )

    def show_passage(self, passage: Passage) -> None:
        """Show a passage in the attached document of its source.

        Nothing happens if none is attached or the passage is not in it.
        """
        attachment = self.source_documents.attachments.get(passage.source_id)
        if attachment is not None and passage.id in attachment.spans:
            self.reader.show_passage(attachment, passage.id)

    @cached_property
    def reader(self) -> DocumentReader:
        """The window that shows attached documents, created on first use."""
        reader = DocumentReader(self._window)
        reader.passage_chosen.connect(self._open_passage)
        return reader

    @Slot(Path)
    def _say_comparing(self, path: Path) -> None:
        self._window.statusBar().showMessage(self.tr("Comparing {name}…").format(name=path.name))

    @Slot(object)
    def _report(self, attachment: Attachment) -> None:
        self._window.statusBar().clearMessage()
        total, differing = len(attachment.passages), attachment.differing
        sentence = language().plural(
            "{n} of {total} passages of “{title}” matches {path}.",
            "{n} of {total} passages of “{title}” match {path}.",
            total - len(differing),
            total=language().number(total),
            title=attachment.source.title,
            path=attachment.document.path,
        )
        if differing:
            sentence += " " + self.tr("These differ:")
        lines = [f"{short_id(passage.id)} · {place_words(passage, language())}" for passage in differing]
        self.report = AttachmentReport(self._window, sentence, lines)
        self.report.open()

    @Slot()
    def _forget(self) -> None:
        if "reader" in vars(self):
            self.reader.close()

    @Slot(object)
    def _tell(self, fault: EnvironmentFault) -> None:
        self._window.statusBar().clearMessage()
        self._window.show_fault(fault)

    @Slot(object)
    def _use(self, store: ReferenceStore) -> None:
        self.source_documents.use(store.path)
        self._forget()

    @Slot(str)
    def _open_passage(self, passage_id: str) -> None:
        attachments = self.source_documents.attachments.values()
        found = (each for attachment in attachments for each in attachment.passages if each.id == passage_id)
        passage = next(found, None)
        if passage is not None:
            self._window.come_to_front()
            self._reading.open(parse_address(passage_address(passage)))
