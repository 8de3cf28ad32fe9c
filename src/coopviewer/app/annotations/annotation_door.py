"""The way to a person's annotations: their place is there from the start, all else comes when the first page stands."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QIcon

from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.outline_model import OutlineModel
from coopviewer.settings import SettingsFile
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.reading import ReadingService

if TYPE_CHECKING:
    from coopviewer.app.annotations.feature import AnnotationFeature
    from coopviewer.app.annotations.services import AnnotationServices
    from coopviewer.models.hits_model import HitsModel

_PATIENCE = 5000  # milliseconds
_PARTS = (  # what annotating needs, in parts of some hundredths of a second
    "coopviewer.domain.annotations.edits",
    "coopviewer.storage.annotations.store",
    "coopviewer.app.annotations.services",
    "coopviewer.models.annotations.page_list",
    "coopviewer.widgets.annotations.pane.cards",
    "coopviewer.widgets.annotations.pane.note_form",
    "coopviewer.widgets.annotations.pane.pane",
    "coopviewer.widgets.annotations.page.page_highlights",
    "coopviewer.app.annotations.files.annotation_file_controller",
    "coopviewer.app.annotations.page.page_annotations_controller",
    "coopviewer.app.annotations.page.marking_controller",
    "coopviewer.app.annotations.feature",
)


class AnnotationDoor(QObject):
    """Makes the pane and its flows, and opens the person's file."""

    file_opened = Signal(object)
    """The annotations file is open (OpenFile)."""

    def __init__(
        self,
        reading: ReadingService,
        window: MainWindow,
        outline: OutlineModel,
        settings: SettingsFile,
        usual: Callable[[], Path],
        named: Path | None,
        icons: Callable[[EntryKind | None], QIcon],
        today: Callable[[], date],
    ) -> None:
        """Begin later, with the file that was ``named``, else the one chosen last, else the ``usual`` one."""
        super().__init__(window)
        self._reading, self._window, self._outline, self._settings = reading, window, outline, settings
        self._usual, self._named = usual, named
        self._icons, self._today = icons, today
        self._hits: HitsModel | None = None
        self.room: AnnotationFeature | None = None
        """The pane and the flows; None before ``begin``."""

    @property
    def doors(self) -> "AnnotationServices":
        """The doors to the annotations; ``begin`` has made them."""
        assert self.room is not None
        return self.room.doors

    def path(self) -> Path | None:
        """Give the annotations file that is open; None where none is."""
        file = self.room.doors.file_session.file if self.room is not None else None
        return file.path if file is not None else None

    def begin_between_events(self) -> None:
        """Begin without holding the window up: what is needed is loaded a part a turn."""
        from coopviewer.app.launch.idle_imports import IdleImports  # deferred: the first window stands without it

        self._loading = IdleImports(_PARTS, self)
        self._loading.loaded.connect(self._prepare)

    @Slot()
    def _prepare(self) -> None:
        """Let PySide make the enumerations of widgets, which takes a turn of its own, and begin in the next one."""
        from PySide6.QtCore import QTimer  # deferred: loaded by now

        self._window.page.viewport()  # the first call of it makes them: docs/architecture.md
        QTimer.singleShot(0, self.begin)

    @Slot()
    def begin(self) -> None:
        """Make what is needed to annotate, and open the file."""
        if self.room is not None:
            return
        from coopviewer.app.annotations.feature import AnnotationFeature  # deferred: the first window stands without it

        usual = self._named or self._usual()
        self.room = AnnotationFeature(
            self._reading, self._window, self._outline, self._settings, usual, self._icons, self._today
        )
        if self._hits is not None:
            self.room.badges.show_in(self._hits)
        self.room.doors.file_session.opened.connect(self.file_opened)
        chosen = self._settings.current.annotations_file
        if not chosen or self._named is not None:
            self.room.doors.file_session.open(usual)
        elif Path(chosen).exists():
            self.room.doors.file_session.open(Path(chosen))
        else:  # such as on a stick that is not there: making it anew would hide that
            sentence = self.tr(
                "Your annotations file {path} is not there. Bring it back and start again, or open another file with "
                "File, Annotation file."
            )
            self.room.doors.file_session.failed.emit(sentence.format(path=chosen))

    @Slot(object)
    def show_badges_in(self, hits: "HitsModel") -> None:
        """Show in what a search finds, too, how many annotations entries have."""
        self._hits = hits
        if self.room is not None:
            self.room.badges.show_in(hits)

    def finish(self) -> None:
        """Wait until the file is open and what belongs to the page is shown, as before a picture; not for ever."""
        from PySide6.QtCore import QEventLoop, QTimer  # deferred: only for pictures

        loop = QEventLoop()
        self.doors.queries.counts_listed.connect(loop.quit)
        self.doors.file_session.failed.connect(loop.quit)
        QTimer.singleShot(_PATIENCE, loop.quit)
        loop.exec()

    def stop(self) -> None:
        """Write what is still to be written, and let go of the file."""
        if self.room is not None:
            self.room.stop()
