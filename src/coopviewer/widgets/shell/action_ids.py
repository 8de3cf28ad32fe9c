"""The ids of the window's actions, and the type of a row in the table of actions; the table is in ``actions.py``."""

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QKeySequence


class ActionId(StrEnum):
    """The ids of the window's actions; the value of an id is the object name of its action.

    For COVERAGE, TIMELINE and MAP the value is also the name of the overview in addresses, and for actions with an icon
    the name of the icon's file.
    """

    OPEN_REFERENCE = "open-reference"
    OPEN_RECENT = "open-recent"
    REFERENCES = "references"
    IMPORT_DATA = "import-data"
    IMPORT_AGAIN = "import-again"
    SAVE_PAGE = "save-page"
    MAKE_BRIEF = "make-brief"
    COMPARE_EDITIONS = "compare-editions"
    SAVE_LIST = "save-list"
    PRINT = "print"
    EXPORT_MARKDOWN = "export-markdown"
    EXPORT_IATI = "export-iati"
    ATTACH_SOURCE = "attach-source"
    DETACH_SOURCE = "detach-source"
    ANNOTATION_FILE = "annotation-file"
    EXPORT_ANNOTATIONS = "export-annotations"
    IMPORT_ANNOTATIONS = "import-annotations"
    RESTORE_ANNOTATIONS = "restore-annotations"
    TEAM_FOLDER = "team-folder"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    COPY = "copy"
    COPY_TEXT = "copy-text"
    COPY_LINK = "copy-link"
    COPY_CITATION = "copy-citation"
    COPY_CITED = "copy-cited"
    CITE = "cite"
    SEARCH = "search"
    SEARCH_HELP = "search-help"
    SAVE_SEARCH = "save-search"
    FORGET_SEARCHES = "forget-searches"
    FIND = "find"
    FIND_NEXT = "find-next"
    FIND_PREVIOUS = "find-previous"
    BACK = "back"
    FORWARD = "forward"
    HOME = "home"
    NEW_TAB = "new-tab"
    CLOSE_TAB = "close-tab"
    REOPEN_TAB = "reopen-tab"
    NEXT_TAB = "next-tab"
    PREVIOUS_TAB = "previous-tab"
    SOURCE_OF_FACT = "source-of-fact"
    TO_TREE = "to-tree"
    TO_PAGE = "to-page"
    LINKS = "links"
    COVERAGE = "coverage"
    TIMELINE = "timeline"
    MAP = "map"
    COMPARE = "compare"
    TO_ANNOTATIONS = "to-annotations"
    NOTE = "note"
    HIGHLIGHT = "highlight"
    TAG = "tag"
    BOOKMARK = "bookmark"
    LINK_ENTRY = "link-entry"
    ALL_ANNOTATIONS = "all-annotations"
    TAGS = "tags"
    YOUR_NAME = "your-name"
    FILTER = "filter"
    BY_REGION = "by-region"
    BY_COOPERATION = "by-cooperation"
    BY_PARTNER = "by-partner"
    BY_SECTOR = "by-sector"
    BY_ORGANISATION = "by-organisation"
    BY_STATUS = "by-status"
    AS_SYSTEM = "as-system"
    LIGHT = "light"
    DARK = "dark"
    TEXT_LARGER = "text-larger"
    TEXT_SMALLER = "text-smaller"
    TEXT_NORMAL = "text-normal"
    COMPACT = "compact"
    SHOW_NAVIGATOR = "show-navigator"
    SHOW_ANNOTATIONS = "show-annotations"
    PLAIN_TEXT = "plain-text"
    GUIDE = "guide"
    KEYS = "keys"
    ABOUT = "about"


class ActionSpec(NamedTuple):
    """The text, shortcut and tool tip of an action.

    ``shortcut``: one of Qt's standard keys, or a text such as ``Alt+Home``.
    ``checkable``: the action can be switched on and off, and shows its state.
    ``also``: a second shortcut for keyboards on which the first is hard to press, such as ``Ctrl+=`` beside ``Ctrl++``;
    empty for none. It is shown nowhere.
    """

    text: str
    shortcut: QKeySequence.StandardKey | str
    tooltip: str
    checkable: bool = False
    also: str = ""
