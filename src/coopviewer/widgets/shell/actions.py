"""The table of all actions of the window, with their texts, shortcuts and tool tips."""

from PySide6.QtGui import QKeySequence

from coopviewer.domain.language import Translate
from coopviewer.widgets.shell.action_ids import ActionId, ActionSpec

__all__ = ["ActionId", "ActionSpec", "action_specs"]
_Key = QKeySequence.StandardKey


def action_specs(tr: Translate) -> dict[ActionId, ActionSpec]:
    """Return texts, shortcuts and tool tips of all actions, by their ids, in the language of ``tr``."""
    return {**_file(tr), **_exchange(tr), **_edit(tr), **_copy(tr), **_navigation(tr), **_annotations(tr), **_view(tr)}


def _file(tr: Translate) -> dict[ActionId, ActionSpec]:
    return {
        ActionId.OPEN_REFERENCE: ActionSpec(
            tr("&Open reference…"), _Key.Open, tr("Open another reference, a file such as coop.db")
        ),
        ActionId.OPEN_RECENT: ActionSpec(
            tr("Open re&cent"), "Ctrl+Alt+P", tr("Open a reference that you opened before")
        ),
        ActionId.REFERENCES: ActionSpec(tr("Re&ferences…"), "Ctrl+Alt+E", tr("List the references that you opened")),
        ActionId.IMPORT_DATA: ActionSpec(tr("Impor&t data…"), "Ctrl+Alt+I", tr("Make a reference of IATI files")),
        ActionId.IMPORT_AGAIN: ActionSpec(
            tr("Import a&gain…"), "Ctrl+Alt+Shift+I", tr("Import newer files in the way this reference was imported")
        ),
        ActionId.SAVE_PAGE: ActionSpec(
            tr("&Save page as…"), _Key.Save, tr("Save this page with its sources as PDF, web page, Markdown or text")
        ),
        ActionId.MAKE_BRIEF: ActionSpec(
            tr("&Make a brief…"), "Ctrl+Shift+B", tr("Make a brief on the open entry, search, overview or tag")
        ),
        ActionId.SAVE_LIST: ActionSpec(tr("Sa&ve list as…"), "Ctrl+Alt+S", tr("Save the list shown as a table")),
        ActionId.PRINT: ActionSpec(tr("&Print…"), _Key.Print, tr("Show this page as it will be printed, and print it")),
        ActionId.ATTACH_SOURCE: ActionSpec(
            tr("&Attach source document…"), "Ctrl+Shift+O", tr("Attach your copy of a document to see its passages")
        ),
        ActionId.DETACH_SOURCE: ActionSpec(
            tr("&Detach source document"), "Ctrl+Alt+O", tr("Detach your copies of source documents")
        ),
        ActionId.ANNOTATION_FILE: ActionSpec(
            tr("A&nnotation file…"), "Ctrl+Alt+F", tr("Open another annotations file, or create one")
        ),
        ActionId.EXPORT_ANNOTATIONS: ActionSpec(
            tr("&Export annotations…"), "Ctrl+E", tr("Save annotations for other programs, as text or as Markdown")
        ),
        ActionId.IMPORT_ANNOTATIONS: ActionSpec(
            tr("&Import annotations…"), "Ctrl+Shift+E", tr("Import annotations from an exported file")
        ),
        ActionId.RESTORE_ANNOTATIONS: ActionSpec(
            tr("&Restore annotations…"), "Ctrl+Alt+R", tr("Inspect a backup of your annotations and restore it")
        ),
        ActionId.QUIT: ActionSpec(tr("&Quit"), "Ctrl+Q", tr("Close coopviewer")),
    }


def _exchange(tr: Translate) -> dict[ActionId, ActionSpec]:
    return {
        ActionId.EXPORT_MARKDOWN: ActionSpec(
            tr("Export as Mar&kdown folder…"),
            "Ctrl+Alt+D",
            tr("Write all entries as Markdown pages into a folder, for Obsidian and similar programs, or renew them"),
        ),
        ActionId.TEAM_FOLDER: ActionSpec(
            tr("Team fo&lder…"), "Ctrl+Alt+J", tr("Share annotations with colleagues through a folder")
        ),
        ActionId.EXPORT_IATI: ActionSpec(
            tr("E&xport as IATI…"), "Ctrl+Alt+Y", tr("Write projects as activities of the IATI standard (XML)")
        ),
        ActionId.COMPARE_EDITIONS: ActionSpec(
            tr("Compare &with another edition…"), "Ctrl+Alt+U", tr("Show what changed between two editions")
        ),
    }


def _copy(tr: Translate) -> dict[ActionId, ActionSpec]:
    return {
        ActionId.COPY: ActionSpec(tr("&Copy"), _Key.Copy, tr("Copy the selected text, without source numbers")),
        ActionId.COPY_TEXT: ActionSpec(
            tr("Copy as &text with sources"), "Ctrl+Shift+C", tr("Copy the whole page with its sources as footnotes")
        ),
        ActionId.COPY_LINK: ActionSpec(
            tr("Copy &link"), "Ctrl+L", tr("Copy the page's address, such as coop:country/NE")
        ),
        ActionId.COPY_CITATION: ActionSpec(
            tr("Copy c&itation"),
            "Ctrl+Shift+L",
            tr("Copy title, source, edition and as-of of the page or the selected text, in the format chosen last"),
        ),
        ActionId.COPY_CITED: ActionSpec(
            tr("Copy &with citation"),
            "Ctrl+Alt+X",
            tr("Copy the selected text, and behind it the sources of every fact in it"),
        ),
        ActionId.CITE: ActionSpec(
            tr("Cit&e…"),
            "Ctrl+Alt+Q",
            tr("Cite the selected text, this page or the edition as text, BibTeX, RIS or CSL-JSON"),
        ),
    }


def _edit(tr: Translate) -> dict[ActionId, ActionSpec]:
    return {
        ActionId.UNDO: ActionSpec(tr("&Undo"), _Key.Undo, tr("Undo the last change to annotations")),
        ActionId.REDO: ActionSpec(tr("Re&do"), _Key.Redo, tr("Redo the last undone change")),
        ActionId.SEARCH: ActionSpec(tr("&Search"), "Ctrl+K", tr("Search all entries by names, codes and texts")),
        ActionId.SEARCH_HELP: ActionSpec(
            tr("Searc&h help"), "Ctrl+Alt+H", tr("Show everything that can be typed into the search field")
        ),
        ActionId.SAVE_SEARCH: ActionSpec(
            tr("Sa&ve this search…"), "Ctrl+Shift+S", tr("Save this search under a name on the home page")
        ),
        ActionId.FORGET_SEARCHES: ActionSpec(
            tr("For&get recent searches"), "Ctrl+Alt+K", tr("Clear the list of recent searches; saved searches stay")
        ),
        ActionId.FIND: ActionSpec(tr("&Find in this page"), _Key.Find, tr("Find text in this page")),
        ActionId.FIND_NEXT: ActionSpec(tr("Find &next"), "F3", tr("Go to the next match")),
        ActionId.FIND_PREVIOUS: ActionSpec(tr("Find &previous"), "Shift+F3", tr("Go to the previous match")),
        ActionId.GUIDE: ActionSpec(tr("&User guide"), "F1", tr("Read how to use coopviewer")),
        ActionId.KEYS: ActionSpec(tr("&Keys and actions"), "Ctrl+F1", tr("List all actions with their keys")),
        ActionId.ABOUT: ActionSpec(tr("&About coopviewer"), "Shift+F1", tr("Show versions, files and licences")),
    }


def _navigation(tr: Translate) -> dict[ActionId, ActionSpec]:
    return {
        ActionId.BACK: ActionSpec(tr("&Back"), "Alt+Left", tr("Go back to the previous page")),
        ActionId.FORWARD: ActionSpec(tr("&Forward"), "Alt+Right", tr("Go forward to the next page")),
        ActionId.HOME: ActionSpec(tr("&Home"), "Alt+Home", tr("Show the home page of this reference")),
        ActionId.NEW_TAB: ActionSpec(tr("New &tab"), "Ctrl+T", tr("Open the home page in a new tab")),
        ActionId.CLOSE_TAB: ActionSpec(tr("&Close tab"), "Ctrl+W", tr("Close this tab")),
        ActionId.REOPEN_TAB: ActionSpec(tr("&Reopen tab"), "Ctrl+Shift+T", tr("Reopen the last closed tab")),
        ActionId.NEXT_TAB: ActionSpec(tr("Ne&xt tab"), "Ctrl+Tab", tr("Go to the next tab")),
        ActionId.PREVIOUS_TAB: ActionSpec(tr("Pre&vious tab"), "Ctrl+Shift+Tab", tr("Go to the previous tab")),
        ActionId.SOURCE_OF_FACT: ActionSpec(
            tr("&Source of this fact"), "F4", tr("Show the source of the fact at the cursor, or of the next fact")
        ),
        ActionId.TO_TREE: ActionSpec(tr("Go to the &navigator"), "F6", tr("Move the keyboard focus to the navigator")),
        ActionId.TO_PAGE: ActionSpec(tr("Go to the &page"), "F7", tr("Move the keyboard focus to the page")),
        ActionId.LINKS: ActionSpec(tr("&Links of this page…"), "F8", tr("List the links of this page by name")),
        ActionId.COVERAGE: ActionSpec(
            tr("C&overage"), "Ctrl+Alt+G", tr("Show what the sources list for each country, as a grid")
        ),
        ActionId.TIMELINE: ActionSpec(tr("T&imeline"), "Ctrl+Alt+L", tr("Show when each project ran")),
        ActionId.MAP: ActionSpec(tr("&Map"), "Ctrl+Alt+M", tr("Show on a map what the sources list for each country")),
        ActionId.COMPARE: ActionSpec(
            tr("Compare &with…"), "Ctrl+Alt+W", tr("Show this entry side by side with another one of its kind")
        ),
        ActionId.TO_ANNOTATIONS: ActionSpec(
            tr("Go to the &annotations"), "Shift+F7", tr("Move the keyboard focus to the annotations of this page")
        ),
    }


def _annotations(tr: Translate) -> dict[ActionId, ActionSpec]:
    return {
        ActionId.NOTE: ActionSpec(
            tr("&Note"), "Ctrl+Shift+N", tr("Write a note on the selected text, or on the whole entry")
        ),
        ActionId.HIGHLIGHT: ActionSpec(tr("&Highlight"), "Ctrl+Shift+H", tr("Highlight the selected text")),
        ActionId.TAG: ActionSpec(tr("&Tag"), "Ctrl+Shift+G", tr("Tag the selected text, or the whole entry")),
        ActionId.BOOKMARK: ActionSpec(
            tr("&Bookmark"), "Ctrl+D", tr("Bookmark this entry, or remove its bookmark"), checkable=True
        ),
        ActionId.LINK_ENTRY: ActionSpec(
            tr("&Link to an entry…"), "Ctrl+Shift+K", tr("Link this entry to another one, with a note on why")
        ),
        ActionId.ALL_ANNOTATIONS: ActionSpec(
            tr("&All annotations"), "Ctrl+Shift+A", tr("List all annotations, to search, filter and change them")
        ),
        ActionId.TAGS: ActionSpec(tr("Ta&gs…"), "Ctrl+Alt+T", tr("Rename, merge and delete tags")),
        ActionId.YOUR_NAME: ActionSpec(
            tr("&Your name…"), "Ctrl+Alt+N", tr("Set the name under which you write annotations")
        ),
    }


def _view(tr: Translate) -> dict[ActionId, ActionSpec]:
    return {
        ActionId.FILTER: ActionSpec(
            tr("&Filter the navigator"), "Ctrl+Shift+F", tr("Show only rows with certain words in their names")
        ),
        ActionId.BY_REGION: ActionSpec(tr("By &region"), "Ctrl+1", tr("Group the navigator by region")),
        ActionId.BY_COOPERATION: ActionSpec(
            tr("By c&ooperation"), "Ctrl+2", tr("Group the navigator by arrangement, network, project and forum")
        ),
        ActionId.BY_PARTNER: ActionSpec(tr("By &partner"), "Ctrl+3", tr("Group the navigator by organisation")),
        ActionId.BY_SECTOR: ActionSpec(tr("By s&ector"), "Ctrl+4", tr("Group the projects in the navigator by sector")),
        ActionId.BY_ORGANISATION: ActionSpec(
            tr("By organ&isation"), "Ctrl+5", tr("Group the navigator by role and organisation")
        ),
        ActionId.BY_STATUS: ActionSpec(
            tr("By stat&us"), "Ctrl+6", tr("Group the projects in the navigator by their published status")
        ),
        ActionId.AS_SYSTEM: ActionSpec(
            tr("&As the system"), "Ctrl+Alt+0", tr("Use the system's light or dark setting"), checkable=True
        ),
        ActionId.LIGHT: ActionSpec(tr("&Light"), "Ctrl+Alt+1", tr("Dark text on a light background"), checkable=True),
        ActionId.DARK: ActionSpec(tr("&Dark"), "Ctrl+Alt+2", tr("Light text on a dark background"), checkable=True),
        ActionId.TEXT_LARGER: ActionSpec(tr("Text lar&ger"), "Ctrl++", tr("Make all text larger"), also="Ctrl+="),
        ActionId.TEXT_SMALLER: ActionSpec(tr("Text &smaller"), "Ctrl+-", tr("Make all text smaller")),
        ActionId.TEXT_NORMAL: ActionSpec(tr("Text of nor&mal size"), "Ctrl+0", tr("Show text in the system's size")),
        ActionId.COMPACT: ActionSpec(
            tr("&Compact"), "Ctrl+Alt+C", tr("Reduce the space between rows and lines"), checkable=True
        ),
        ActionId.SHOW_NAVIGATOR: ActionSpec(
            tr("Na&vigator"), "Ctrl+Alt+B", tr("Show the navigator beside the page, or hide it"), checkable=True
        ),
        ActionId.SHOW_ANNOTATIONS: ActionSpec(
            tr("A&nnotations"), "Ctrl+Alt+A", tr("Show the annotations beside the page, or hide them"), checkable=True
        ),
        ActionId.PLAIN_TEXT: ActionSpec(
            tr("Read as plain &text"), "F9", tr("Show this page line by line, without source numbers")
        ),
    }
