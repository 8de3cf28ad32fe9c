"""What the preview of tables does on its thread; modules that are slow to load are loaded there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from coopviewer import paths
from coopviewer.app.on_demand import load
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.sheets import SheetChoice, SheetMapping, SheetPreview
from coopviewer.domain.language import Translate
from coopviewer.exchange.files import replace_file
from coopviewer.private_folders import make_private_folder
from coopviewer.workspace.importing.table_previews import TableWork

_MIXED = "import.mixed-files"
_MOST_KEPT = 500  # mappings; beyond that the one that was used least recently is removed


def make_table_work(kept: Path, tr: Translate) -> TableWork:
    """Return the functions that the preview of tables calls on its thread.

    They read tables, read mappings (what each column of a table is) and write them as TOML, and make templates (tables
    to fill in). ``kept`` is the folder in which mappings are kept for tables with the same headings. Templates are in
    the language of ``tr``, or in English if there are none in that language.
    """
    tables = _Tables(kept, tr)
    return TableWork(
        tables.are_tables,
        tables.preview,
        tables.forget,
        lambda mapping: str(load("mapping_text")(mapping)),
        lambda path: cast("SheetMapping", load("read_mapping")(path)),
        tables.write_template,
    )


def keep_mapping(folder: Path, mapping: SheetMapping) -> None:
    """Keep a mapping (what each column of a table is) in a folder, for the next table with the same headings.

    A mapping that was kept for the same headings is replaced. Of all mappings the 500 that were kept last stay, older
    ones are removed. If it cannot be kept, nothing is raised: that is no reason to refuse an import.
    """
    path: Path = load("kept_mapping_file")(folder, mapping)
    try:
        make_private_folder(folder)
        replace_file(path, load("mapping_text")(mapping).encode(), private=True)
        kept = sorted(folder.glob("*.toml"), key=lambda each: each.stat().st_mtime)
        for old in kept[:-_MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def standard_folders() -> Any:
    """Return the folders of the bundled code lists and names (StandardFolders)."""
    return load("import_standards")(paths.data_folder() / "source", paths.resource_folder())


class _Tables:
    def __init__(self, kept: Path, tr: Translate) -> None:
        self._kept, self._tr = kept, tr
        self._previewer: Any = None

    def are_tables(self, files: tuple[Path, ...]) -> bool:
        try:
            return bool(load("are_tables")(files))
        except EnvironmentFault as fault:
            if fault.code == _MIXED:
                raise
            return False  # what is wrong with the file is said by the import of activities

    def preview(
        self, files: tuple[Path, ...], choice: SheetChoice, mapping: SheetMapping | None, stop: Callable[[], bool]
    ) -> SheetPreview:
        if self._previewer is None:
            self._previewer = load("table_previewer")(standard_folders(), self._kept)
        return cast("SheetPreview", self._previewer.preview(files, choice, mapping, stop))

    def forget(self) -> None:
        if self._previewer is not None:
            self._previewer.forget()

    def write_template(self, path: Path) -> None:
        template = load("make_template")(standard_folders(), load("template_language")(self._tr.code))
        load("save_template")(path, template, self._tr)
