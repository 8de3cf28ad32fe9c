"""The context that the controllers of one window share; created once by the composition."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QIcon

from coopviewer.app.on_demand import load
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.language import language
from coopviewer.models.outline_model import OutlineModel
from coopviewer.paths import UserFiles
from coopviewer.settings import SettingsFile
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.shell.main_window import MainWindow
from coopviewer.workspace.open_reference import OpenReference
from coopviewer.workspace.outline import OutlineService
from coopviewer.workspace.reading import ReadingService
from coopviewer.workspace.titles import Titles


class AppContext(NamedTuple):
    """The window, its services and the user's settings, which every controller of a window is created with.

    ``reference`` is the open reference, ``reading`` opens pages and lists in tabs, ``outline_service`` reads the rows
    of the navigator, ``outline`` is the model that holds them, and ``titles`` returns titles of entries by their ids.
    ``icons`` returns the icon of a kind of entry, or for None that of a heading; ``theme`` returns the colours in
    force, ``today`` the day for which it is computed whether something is under way or has ended. ``annotations_file``
    returns the path of the open annotations file, None if none is open; ``annotations_path`` returns that path too, but
    if no file is open the path of the one that would be opened or created on first use. ``files`` has the paths of the
    user's own files, and ``report_invalid`` logs that one of them cannot be used, and why. ``review_of`` takes the id
    of an entry: if an annotation on it waits for a review it returns the address of the review queue, else an empty
    text.
    """

    reference: OpenReference
    reading: ReadingService
    outline_service: OutlineService
    outline: OutlineModel
    titles: Titles
    window: MainWindow
    settings: SettingsFile
    files: UserFiles
    report_invalid: Callable[[Path, Exception], None]
    icons: Callable[[EntryKind | None], QIcon]
    theme: Callable[[], Theme]
    today: Callable[[], date]
    annotations_file: Callable[[], Path | None]
    annotations_path: Callable[[], Path]
    review_of: Callable[[str], str]


def has_page(context: AppContext) -> bool:
    """Return whether a page is open; if something else is shown instead, such as a list, the status bar says so."""
    if context.reading.open_page is not None:
        return True
    context.window.show_status(load("no_page_words")(context.reading.address, language()))
    return False
