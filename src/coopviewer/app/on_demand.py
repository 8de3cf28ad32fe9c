"""What is loaded on first use: FEATURES has each feature's module, PARTS all modules of those that load slowly.

The first window must not wait for modules that it does not need. Those in PARTS are imported one in each turn of the
event loop, before the feature is used. The modules named here import what they need at their top, as usual.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

# feature: its module, and the class or function in it
FEATURES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # from the menu, or from the page
        "about": ("coopviewer.app.shell.about_controller", "AboutController"),
        "attaching": ("coopviewer.app.page.attaching_controller", "AttachingController"),
        "citing": ("coopviewer.app.page.citing_controller", "CitingController"),
        "compare": ("coopviewer.app.page.compare_controller", "CompareController"),
        "context_menus": ("coopviewer.app.shell.context_menus", "ContextMenus"),
        "copying": ("coopviewer.app.page.copy_controller", "CopyController"),
        "guide": ("coopviewer.app.shell.guide_controller", "GuideController"),
        "keys": ("coopviewer.app.shell.keys_controller", "KeysController"),
        "large_pages": ("coopviewer.workspace.large_pages", "LargePages"),
        "links": ("coopviewer.app.page.links_controller", "LinksController"),
        "list": ("coopviewer.app.page.list_controller", "ListController"),
        "no_page_words": ("coopviewer.app.page.no_page_words", "no_page_words"),
        "iati": ("coopviewer.app.export.iati_controller", "IatiController"),
        "markdown": ("coopviewer.app.export.markdown_controller", "MarkdownController"),
        "page_export": ("coopviewer.app.export.page_export_controller", "PageExportController"),
        "list_export": ("coopviewer.app.export.list_export_controller", "ListExportController"),
        "shown_list": ("coopviewer.app.export.shown_lists", "write_wanted_list"),
        "plain_text": ("coopviewer.app.page.plain_text_controller", "PlainTextController"),
        "printing": ("coopviewer.app.export.print_controller", "PrintController"),
        "provenance": ("coopviewer.app.page.provenance_controller", "ProvenanceController"),
        "fact_under": ("coopviewer.widgets.page.fact_locations", "fact_under"),
        "known_editions": ("coopviewer.app.editions.known_editions", "KnownEditions"),
        "importing": ("coopviewer.app.importing.import_controller", "ImportController"),
        "import_report": ("coopviewer.widgets.importing.import_report_dialog", "ImportReportDialog"),
        "import_standards": ("coopviewer.authoring.importing.standards", "StandardFolders"),
        "import_steps": ("coopviewer.authoring.importing.steps", "request_again"),
        "are_tables": ("coopviewer.authoring.importing.importing", "are_tables"),
        "table_previewer": ("coopviewer.authoring.importing.sheet.previewing", "TablePreviewer"),
        "kept_mapping_file": ("coopviewer.authoring.importing.sheet.previewing", "kept_file"),
        "mapping_text": ("coopviewer.authoring.importing.sheet.mappings", "mapping_text"),
        "read_mapping": ("coopviewer.authoring.importing.sheet.mappings", "read_mapping"),
        "make_template": ("coopviewer.authoring.importing.sheet.template", "make_template"),
        "template_language": ("coopviewer.authoring.importing.sheet.template", "template_language"),
        "save_template": ("coopviewer.exchange.tables.sheet_template", "save_template"),
        "preview_import": ("coopviewer.authoring.importing.preview", "preview_import"),
        "run_import": ("coopviewer.authoring.importing.importing", "run_import"),
        "editions": ("coopviewer.app.editions.editions_controller", "EditionsController"),
        "references_dialog": ("coopviewer.widgets.shell.references_dialog", "ReferencesDialog"),
        "search": ("coopviewer.app.search.search_controller", "SearchController"),
        "search_name": ("coopviewer.widgets.search.name_dialog", "NameDialog"),
        # overviews, and briefs, which are shown like them
        "brief": ("coopviewer.app.export.brief_controller", "BriefController"),
        "overviews": ("coopviewer.app.overviews.feature", "OverviewFeature"),
        "picture_export": ("coopviewer.app.overviews.picture_export", "PictureExport"),
        "cell_cards": ("coopviewer.app.overviews.cell_cards", "CellCards"),
        "coverage": ("coopviewer.app.overviews.coverage_controller", "CoverageController"),
        "map": ("coopviewer.app.overviews.map_controller", "MapController"),
        "timeline": ("coopviewer.app.overviews.timeline_controller", "TimelineController"),
        # after the first page is shown
        "heading_word": ("coopviewer.rendering.words.facet_words", "heading_word"),
        "kinds_word": ("coopviewer.rendering.words.reference_words", "kinds_word"),
        "annotation_file": ("coopviewer.app.annotations.files.file_feature", "AnnotationFileFeature"),
        "annotations": ("coopviewer.app.annotations.feature", "AnnotationFeature"),
        "end_signals": ("coopviewer.app.launch.end_signals", "EndSignals"),
        "escape": ("coopviewer.widgets.shell.escape", "EscapeHandler"),
        "focus_frame": ("coopviewer.widgets.common.focus_frame", "FocusFrame"),
        "give_back": ("coopviewer.app.launch.giving_back", "give_back"),
        "instance": ("coopviewer.app.launch.instance_controller", "InstanceController"),
        "integrity_check": ("coopviewer.workspace.integrity", "IntegrityCheck"),
        "references": ("coopviewer.app.shell.references_controller", "ReferencesController"),
        "session": ("coopviewer.app.shell.session_controller", "SessionController"),
        "status": ("coopviewer.app.shell.status_controller", "StatusController"),
        # of annotations
        "annotation_browser": ("coopviewer.app.annotations.browser.browser_controller", "BrowserController"),
        "annotation_history": ("coopviewer.widgets.annotations.review.history_dialog", "HistoryDialog"),
        "annotation_transfer": ("coopviewer.app.annotations.files.transfer_controller", "TransferController"),
        "backups": ("coopviewer.workspace.annotations.backups", "AnnotationBackups"),
        "entry_search": ("coopviewer.workspace.search", "SearchService"),
        "reattaching": ("coopviewer.app.annotations.browser.reattaching_controller", "ReattachingController"),
        "restoring": ("coopviewer.app.annotations.files.restoring_controller", "RestoringController"),
        "review_queue": ("coopviewer.app.annotations.browser.review_queue_controller", "ReviewQueueController"),
        "team": ("coopviewer.app.annotations.files.team_controller", "TeamController"),
        "tags": ("coopviewer.app.annotations.browser.tags_controller", "TagsController"),
        # used only if files of an earlier session exist, or by an option
        "saved_searches": ("coopviewer.exchange.state.searches_file", "read_searches"),
        "saved_session": ("coopviewer.exchange.state.session_file", "read_session"),
        "session_writing": ("coopviewer.exchange.state.session_file", "write_session"),
        "start": ("coopviewer.app.composition", "Start"),
        "window": ("coopviewer.app.window", "run_window"),
        "unquote": ("urllib.parse", "unquote"),
        "urlsplit": ("urllib.parse", "urlsplit"),
        "hand_over": ("coopviewer.app.launch.single_instance", "hand_over"),
        "print_error": ("coopviewer.standard_output", "print_error"),
        "drawing": ("coopviewer.app.drawing", "draw_window"),
        "brief_file": ("coopviewer.app.brief_file", "write_brief"),
        "smoke": ("coopviewer.app.smoke.run", "run_smoke"),
        "scaled_style": ("coopviewer.widgets.common.scaled_style", "ScaledStyle"),
        "language": ("coopviewer.app.shell.language", "install_language"),
        "trace": ("coopviewer.app.launch.trace", "Trace"),
    }
)
ANNOTATION_PARTS = (  # the modules of "annotations", in parts that take some hundredths of a second each
    "coopviewer.domain.annotations.edits",
    "coopviewer.storage.annotations.store",
    "coopviewer.app.annotations.files.file_feature",
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

LIST_PARTS = (  # the modules of the list of annotations, likewise
    "coopviewer.models.annotations.table",
    "coopviewer.widgets.annotations.browser.browser",
    "coopviewer.app.annotations.browser.browser_controller",
    "coopviewer.widgets.annotations.review.queue",
    "coopviewer.app.annotations.browser.review_queue_controller",
)

OVERVIEW_PARTS = (  # the modules of the overviews, likewise; imported once a page was opened
    "coopviewer.workspace.overviews",
    "coopviewer.widgets.overviews.pane",
    "coopviewer.widgets.overviews.canvas",
    "coopviewer.app.overviews.feature",
    "coopviewer.app.overviews.timeline_controller",
    "coopviewer.app.overviews.coverage_controller",
    "coopviewer.app.overviews.map_controller",
)

_PAGE_EXPORT_PARTS = (
    "coopviewer.widgets.export.paper",
    "coopviewer.exchange.documents.docx",
    "coopviewer.app.export.page_export_controller",
)
PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {  # of features that take long to import: their modules in parts, imported one in a turn before the first use
        "brief": (
            "coopviewer.storage.overviews.brief_reader",
            "coopviewer.rendering.briefs.layout",
            *_PAGE_EXPORT_PARTS,
            "coopviewer.app.export.brief_pages",
            "coopviewer.workspace.briefs",
            "coopviewer.app.export.brief_controller",
        ),
        "editions": (
            "coopviewer.storage.annotations.of_entries",
            "coopviewer.workspace.editions.comparing",
            "coopviewer.app.editions.changes_reading",
            "coopviewer.exchange.editions.change_files",
            "coopviewer.app.editions.changes_controller",
            "coopviewer.app.editions.editions_controller",
        ),
        "iati": (
            "coopviewer.exchange.iati.writing",
            "coopviewer.workspace.iati_export",
            "coopviewer.app.export.iati_controller",
        ),
        "markdown": (
            "coopviewer.domain.annotations.annotation",
            "coopviewer.domain.annotations.exchange",
            "coopviewer.exchange.annotations.jsonld",
            "coopviewer.exchange.annotations.text",
            "coopviewer.workspace.markdown_export",
            "coopviewer.app.export.markdown_controller",
        ),
        "page_export": _PAGE_EXPORT_PARTS,
        "printing": (*_PAGE_EXPORT_PARTS, "coopviewer.app.export.print_controller"),
    }
)


def load(feature: str) -> Any:
    """Import the module of a feature, a key of FEATURES, and return the class or function that FEATURES names."""
    module, name = FEATURES[feature]
    return getattr(import_module(module), name)
