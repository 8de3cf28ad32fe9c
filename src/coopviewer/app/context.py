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
    of the navigator, which ``outline`` holds, and ``titles`` returns titles of entries by their ids. ``icons`` returns
    the icon of a kind of entry, of a heading for None; ``theme`` the colours in force; ``today`` the day on which
    statuses are derived. ``annotations_file`` returns the path of the open annotations file, None if none is open;
    ``annotations_path`` the same, or else that of the file that is opened or created on first use. ``files`` has the
    paths of the user's own files, and ``report_invalid`` logs that one of them cannot be used, and why. ``review_of``
    returns the address of the annotations to review if one of them is on the entry with an id, else an empty text.
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
