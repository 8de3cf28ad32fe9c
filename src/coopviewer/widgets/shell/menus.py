"""The menus of the window: which actions each of them shows, in groups with a separator between them."""

from coopviewer.domain.language import Translate
from coopviewer.widgets.shell.actions import ActionId

_Groups = tuple[tuple[ActionId, ...], ...]
_FILE: _Groups = (
    (ActionId.OPEN_REFERENCE, ActionId.OPEN_RECENT, ActionId.REFERENCES),
    (ActionId.IMPORT_DATA, ActionId.IMPORT_AGAIN, ActionId.COMPARE_EDITIONS),
    (ActionId.SAVE_PAGE, ActionId.SAVE_LIST, ActionId.MAKE_BRIEF, ActionId.PRINT),
    (ActionId.EXPORT_MARKDOWN, ActionId.EXPORT_IATI),
    (ActionId.ATTACH_SOURCE, ActionId.DETACH_SOURCE),
    (ActionId.ANNOTATION_FILE, ActionId.EXPORT_ANNOTATIONS, ActionId.IMPORT_ANNOTATIONS, ActionId.RESTORE_ANNOTATIONS),
    (ActionId.TEAM_FOLDER,),
    (ActionId.QUIT,),
)
_EDIT: _Groups = (
    (ActionId.UNDO, ActionId.REDO),
    (ActionId.COPY, ActionId.COPY_CITED, ActionId.COPY_TEXT, ActionId.COPY_LINK),
    (ActionId.COPY_CITATION, ActionId.CITE),
    (ActionId.SEARCH, ActionId.SEARCH_HELP, ActionId.SAVE_SEARCH, ActionId.FORGET_SEARCHES),
    (ActionId.FIND, ActionId.FIND_NEXT, ActionId.FIND_PREVIOUS),
)
_GO: _Groups = (
    (ActionId.BACK, ActionId.FORWARD, ActionId.HOME),
    (ActionId.COVERAGE, ActionId.TIMELINE, ActionId.MAP, ActionId.COMPARE),
    (ActionId.NEW_TAB, ActionId.CLOSE_TAB, ActionId.REOPEN_TAB, ActionId.NEXT_TAB, ActionId.PREVIOUS_TAB),
    (ActionId.SOURCE_OF_FACT, ActionId.LINKS),
    (ActionId.TO_TREE, ActionId.TO_PAGE, ActionId.TO_ANNOTATIONS),
)
_ANNOTATE: _Groups = (
    (ActionId.NOTE, ActionId.HIGHLIGHT, ActionId.TAG, ActionId.BOOKMARK, ActionId.LINK_ENTRY),
    (ActionId.ALL_ANNOTATIONS, ActionId.TAGS),
    (ActionId.YOUR_NAME,),
)
_VIEW: _Groups = (
    (
        *(ActionId.FILTER, ActionId.BY_REGION, ActionId.BY_COOPERATION, ActionId.BY_PARTNER),
        *(ActionId.BY_SECTOR, ActionId.BY_ORGANISATION, ActionId.BY_STATUS),
    ),
    (ActionId.SHOW_NAVIGATOR, ActionId.SHOW_ANNOTATIONS),
    (ActionId.TEXT_LARGER, ActionId.TEXT_SMALLER, ActionId.TEXT_NORMAL, ActionId.COMPACT),
    (ActionId.AS_SYSTEM, ActionId.LIGHT, ActionId.DARK),
    (ActionId.PLAIN_TEXT,),
)
_HELP: _Groups = ((ActionId.GUIDE, ActionId.KEYS), (ActionId.ABOUT,))


def menus(tr: Translate) -> tuple[tuple[str, _Groups], ...]:
    """Return for each menu, in order, its title and its actions in groups; every action is in exactly one menu."""
    return (
        (tr("&File"), _FILE),
        (tr("&Edit"), _EDIT),
        (tr("&Go"), _GO),
        (tr("&Annotate"), _ANNOTATE),
        (tr("&View"), _VIEW),
        (tr("&Help"), _HELP),
    )
