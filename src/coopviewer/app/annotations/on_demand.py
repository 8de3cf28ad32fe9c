"""Annotations on demand: the file is opened at the start if there is one, everything else is loaded on first use.

If there is a file at the start, the navigator shows the counts of its annotations. The pane, the highlights and the
controllers that write are loaded at the latest with the first page besides home, or with an action that needs them. A
missing file is created then, but not one that the user chose earlier: that it is missing is a fault.
"""

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction

from coopviewer.app.context import AppContext
from coopviewer.app.launch.turns import Turns
from coopviewer.app.on_demand import ANNOTATION_PARTS, load
from coopviewer.file_kinds import FileKind, kind_of
from coopviewer.widgets.shell.actions import ActionId

if TYPE_CHECKING:
    from coopviewer.app.annotations.feature import AnnotationFeature
    from coopviewer.app.annotations.files.file_feature import AnnotationFileFeature

_ACTIONS = (
    *(ActionId.ANNOTATION_FILE, ActionId.EXPORT_ANNOTATIONS, ActionId.IMPORT_ANNOTATIONS, ActionId.RESTORE_ANNOTATIONS),
    ActionId.TEAM_FOLDER,
    *(ActionId.NOTE, ActionId.HIGHLIGHT, ActionId.TAG, ActionId.BOOKMARK, ActionId.LINK_ENTRY),
    *(ActionId.ALL_ANNOTATIONS, ActionId.TAGS, ActionId.YOUR_NAME, ActionId.TO_ANNOTATIONS),
)
_NEEDING_A_FILE = (ActionId.NOTE, ActionId.HIGHLIGHT, ActionId.TAG, ActionId.BOOKMARK, ActionId.LINK_ENTRY)


class AnnotationsOnDemand(QObject):
    """Opens an existing annotations file at the start, and creates the annotation feature on first use."""

    file_feature_created = Signal(object)
    """The AnnotationFileFeature was created; no file is open yet."""

    def __init__(self, context: AppContext, named: Path | None) -> None:
        """Load nothing yet; ``named`` is the annotations file named on the command line, None if none was."""
        super().__init__(context.window)
        self._context, self._named = context, named
        self.is_loading = False
        """Whether loading the feature in parts has begun; it stays True after that."""
        self._pending: list[ActionId] = []  # actions to trigger once the file is open
        self._has_selected = False  # whether text was selected before the feature was loaded
        self.file: AnnotationFileFeature | None = None
        """The part that needs only an open file; None until there is a file to open at the start, or a first use."""
        self.feature: AnnotationFeature | None = None
        """The pane, the highlights and the controllers that write; None before the first use."""

    def review_of(self, entry_id: str) -> str:
        """Return the address of the review queue if an annotation on an entry waits in it, else an empty text.

        It is empty too as long as the annotation feature is not loaded.
        """
        return self.feature.review_of(entry_id) if self.feature is not None else ""

    @property
    def path(self) -> Path:
        """The path of the open annotations file, or else of the one that is opened or created on first use.

        That one was named on the command line, or else chosen by the user, or else is the default file.
        """
        if self.file is not None and self.file.services.file_session.file is not None:
            return self.file.services.file_session.file.path
        chosen = self._context.settings.current.annotations_file
        return Path(chosen) if chosen and self._named is None else self._default_path

    @property
    def _default_path(self) -> Path:
        return self._named or self._context.files.annotations

    @property
    def _is_chosen(self) -> bool:
        """Whether the user chose the file: if it is missing, none is created in its place."""
        return self._named is None and bool(self._context.settings.current.annotations_file)

    @property
    def has_file(self) -> bool:
        """Whether there is an annotations file to open at the start.

        True also if the user chose a file that is missing now, or if the folder of the file cannot be read.
        """
        return self._is_chosen or _exists(self.path)

    def begin(self) -> None:
        """Watch from now on for actions and signals that need annotations; to be called once the first page is shown.

        ``open_existing`` must be called in a later turn of the event loop.
        """
        window, reading = self._context.window, self._context.reading
        reading.page_opened.connect(self._load_for_page)
        reading.annotations_opened.connect(self._load)
        page = window.page
        page.passage_selected.connect(self._load_for_selection)
        for changed in (page.point_clicked, page.verticalScrollBar().valueChanged):
            changed.connect(self._load_for_highlights)
        page.page_shown.connect(self._load_for_drawn_page)
        for key in (ActionId.UNDO, ActionId.REDO):
            window.actions_by_id[key].setEnabled(False)  # until an open file says what can be undone
        for key in _ACTIONS:
            window.actions_by_id[key].triggered.connect(self._load_for_action)
        if self._is_home:
            window.annotation_side.show_hint()

    def open_existing(self) -> None:
        """Open the annotations file in the background if ``has_file``, and load the feature if the open page needs it.

        Every page but home needs it; home needs it if there is a file and all of home is in view. A missing file is
        then created, but not one that the user chose (setting ``annotations_file``): that it is missing is a fault.
        """
        if self.has_file:
            self._create_file_feature().open_file(self.path, chosen=self._is_chosen)
        self._load_for_page()

    @Slot()
    def load_now(self) -> None:
        """Create the feature at once and have the file opened in the background; it is created if it does not exist.

        A file that the user chose earlier is not created: that it is missing is a fault. Once the file is open or
        cannot be opened, these actions are triggered again: those that ``begin`` watches and that were triggered before
        this call, and those that make an annotation and were triggered while the file was being opened. A second call
        does nothing.
        """
        if self.feature is not None:
            return
        file = self._create_file_feature()
        made: type[AnnotationFeature] = load("annotations")
        self.feature = made(self._context, file, self._default_path)
        file.open_file(self.path, chosen=self._is_chosen)
        if self._has_selected:
            self.feature.bar.show_for_selection()
        if file.services.file_session.file is not None or file.fault:
            self._trigger_pending()
        else:
            file.services.file_session.opened.connect(self._trigger_soon)
            file.services.file_session.failed.connect(self._trigger_soon)

    def save_at_once(self) -> None:
        """Save what is being typed, without a question, since the program is to end; wait for at most 20 seconds.

        What cannot be written is saved in a new file beside the open one. The window can be closed afterwards. Nothing
        happens before the first use.
        """
        if self.feature is not None:
            self.feature.save_at_once()

    def stop(self) -> None:
        """Write what was typed last, renew the day's backup, send to the team what waits, and close the file.

        Waits for at most 15 seconds.
        """
        if self.feature is not None:
            self.feature.stop()
        if self.file is not None:
            self.file.stop()

    @property
    def _is_home(self) -> bool:
        address = self._context.reading.address
        return address is not None and address.is_home

    def _create_file_feature(self) -> "AnnotationFileFeature":
        if self.file is None:
            made: type[AnnotationFileFeature] = load("annotation_file")
            self.file = made(self._context)
            self.file_feature_created.emit(self.file)
        return self.file

    @Slot()
    def _load_for_page(self) -> None:
        """Load what is shown beside a page; on home only if all of it is shown without scrolling.

        Home has highlights only, and most of them are below the first screen.
        """
        if self._context.reading.open_page is None:
            return
        if not self._is_home:
            self._context.window.annotation_side.hide_hint()
            self._load()
        elif not self._context.window.page.verticalScrollBar().maximum():
            self._load_for_highlights()

    @Slot()
    def _load_for_drawn_page(self) -> None:
        """Load what a page needs that was drawn again.

        When home is drawn again with the bookmarks and notes that were read, it shows no other facts than before.
        """
        opened = self._context.reading.open_page
        if opened is not None and self._is_home and not opened[1].unfolded:
            self._load_for_page()
        else:
            self._load_for_highlights()

    @Slot()
    def _load_for_highlights(self) -> None:
        """Load what draws highlights, if there is a file: other parts of the page are in view now."""
        if self.file is not None:
            self._load()

    @Slot()
    def _load_for_selection(self) -> None:
        if self.feature is None:
            self._has_selected = True
            self._load()

    @Slot()
    def _load_for_action(self) -> None:
        action = self.sender()
        key = ActionId(action.objectName()) if isinstance(action, QAction) else None
        if key is not None and (self.feature is None or (self._is_opening and key in _NEEDING_A_FILE)):
            self._pending.append(key)
            self._load()

    @property
    def _is_opening(self) -> bool:
        """Whether the feature is there, and its file is still being opened: nothing can be written yet."""
        return self.file is not None and self.file.services.file_session.file is None and not self.file.fault

    @Slot()
    def _trigger_soon(self) -> None:
        """Trigger the waiting actions after all other receivers of the present signal have run."""
        QTimer.singleShot(0, self._trigger_pending)

    @Slot()
    def _trigger_pending(self) -> None:
        pending, self._pending = self._pending, []
        for key in pending:
            self._context.window.actions_by_id[key].trigger()

    @Slot()
    def _load(self) -> None:
        """Load the feature, one part per event loop turn so that the window stays responsive."""
        if self.feature is not None or self.is_loading:
            return
        self.is_loading = True
        imports = [partial(import_module, part) for part in ANNOTATION_PARTS]
        enumerations = self._context.window.page.viewport  # its first call creates those of widgets: docs/pitfalls.md
        Turns([*imports, enumerations, self.load_now], self)


def _exists(path: Path) -> bool:
    try:
        return kind_of(path) is not FileKind.ABSENT
    except OSError:  # in a folder without permission to read it
        return True  # and opening it reports that
