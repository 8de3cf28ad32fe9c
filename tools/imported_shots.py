"""Pictures of an imported reference, for ``shots.py``."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication

from coopviewer import paths
from coopviewer.app.composition import Composition, Start
from coopviewer.authoring.importing.importing import run_import
from coopviewer.authoring.importing.standards import StandardFolders
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.imports.requests import ImportRequest

EVERYTHING = Path(__file__).parents[1] / "tests" / "exchange" / "iati" / "everything.xml"
PAGES = (
    *("home", "project/xm-example-1-wells", "organisation/xm-example-1", "country/NE", "theme/dac-14030"),
    *("coop:import", "coop:coverage", "coop:timeline", "coop:map"),
)
_MOST_COPIES = 40
_UNTIL_DRAWN = 700  # milliseconds
_TABLE = """Projects of the unit, March 2024;;;;;
Ref;Title;Countries;Amount;Start;End
A-1;Wells for villages;Niger; 1.200.000;01/02/2020;2022
A-2;Roads;Mali, Niger;500.000;03/04/2020;ongoing
A-3;Border posts;Sahel countries;7.500.000;2021;2024
Total;;;9.200.000;;
"""


def imported(folder: Path) -> Path:
    """Import one activity with everything, and others like it, into a reference in a folder, and return its path."""
    content = EVERYTHING.read_text(encoding="utf-8")
    start, end = content.index("<iati-activity "), content.index("</iati-activities>")
    one = content[start:end]
    others = (
        one.replace("1-WELLS", f"1-WELLS-{part}").replace("Wells for the north", f"Wells for the north, part {part}")
        for part in range(2, _MOST_COPIES)
    )
    file, target = folder / "water.xml", folder / "water.db"
    file.write_text(content[:end] + "".join(others) + content[end:], encoding="utf-8")
    folders = StandardFolders(paths.data_folder() / "source", paths.resource_folder())
    run_import(ImportRequest((file,), target), folders, lambda done, total: None, lambda: False)
    return target


def draw_imported(
    application: QApplication, folder: Path, theme: str, empty: Path, save: Callable[[Composition, Path], None]
) -> None:
    """Draw the pages and overviews of an imported reference; in light also in a narrow window."""
    start = Start(imported(empty), dark=theme.startswith("dark"), folder=empty)
    composition = Composition(application, start)
    composition.window.show()
    composition.show_first_page()
    usual = composition.window.size()
    sizes = [(usual, theme)]
    if theme == "light":
        sizes.append((QSize(720, 600), "small-light"))
    for size, suffix in sizes:
        composition.window.resize(size)
        for page in PAGES:
            composition.reading.open(parse_address(page))
            loop = QEventLoop()  # until it is read and drawn, in slices
            QTimer.singleShot(_UNTIL_DRAWN, loop.quit)
            loop.exec()
            save(composition, folder / f"imported-{page.replace('/', '-').replace(':', '-')}-{suffix}.png")
    composition.window.resize(usual)
    _draw_table(composition, folder, theme, empty)
    composition.window.close()
    composition.stop()


def _draw_table(composition: Composition, folder: Path, theme: str, empty: Path) -> None:
    """Draw the dialog of an import with a table, each of its three tabs."""
    file = empty / "projects.csv"
    file.write_text(_TABLE, encoding="utf-8")
    controller = composition.references.importing
    loop = QEventLoop()
    controller.tables.service.previewed.connect(loop.quit)
    controller.tables.service.not_previewed.connect(loop.quit)
    controller.open((file,))
    loop.exec()
    for place in range(controller.dialog.sheets.count()):
        controller.dialog.sheets.setCurrentIndex(place)
        drawn = QEventLoop()
        QTimer.singleShot(_UNTIL_DRAWN, drawn.quit)
        drawn.exec()
        controller.dialog.grab().save(str(folder / f"import-table-{place + 1}-{theme}.png"))
    controller.dialog.close()
