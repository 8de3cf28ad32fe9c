"""Draw the window for one entry of each kind, light and dark, as PNG files for inspection.

Run by ``python3 dev.py shots``; needs no screen.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = os.environ.get("COOPVIEWER_SHOT_SCALE", "1")

from annotation_shots import draw_annotations, settle
from imported_shots import draw_imported
from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from sharing_shots import draw_sharing

from coopviewer import paths
from coopviewer.app.composition import Composition, Start, make_application
from coopviewer.domain.browsing.addresses import parse_address, search_address
from coopviewer.domain.reference.outline import Grouping
from coopviewer.domain.text.folding import fold
from coopviewer.widgets.export.paper import Sheet
from coopviewer.widgets.shell.actions import ActionId

PAGES = (
    "home",
    "region/africa",
    "country/NE",
    "country/XK",
    "project/afic",
    "project/ipa-ii-phase-ii",
    "project/eu4bordersecurity",
    "network/afic",
    "organisation/frontex",
    "organisation/iom",
    "forum/rabat-process",
    "funding-instrument/european-neighbourhood-instrument",
    "theme/technical-assistance",
    "source/frontex-other-partners",
)

_UNTIL_DRAWN = 700  # milliseconds
OVERVIEWS = {
    "coverage": "coop:coverage",
    "coverage-filtered": "coop:coverage?where=arrangement:listed,projects:not-listed",
    "timeline": "coop:timeline?year=2019",
    "map": "coop:map",
    "compare": "coop:compare?a=country/RS&b=country/MD",
}
SEARCHES = {
    "words": "niger",
    "filters": "kind:project active:2019 border",
    "fault": "knd:project grant:>>4 niger",
    "misspelt": "Azerbajan",
    "help": "",
}


def main(arguments: list[str]) -> int:
    """Draw every page to the folder in the first argument and return the exit status."""
    folder = Path(arguments[0] if arguments else "build/shots")
    folder.mkdir(parents=True, exist_ok=True)
    scale = os.environ["QT_SCALE_FACTOR"]
    if scale == "1":
        _draw_at_other_scales(folder)
    application = make_application()
    for dark in (False, True):
        composition = Composition(application, Start(paths.reference_file(), dark=dark, folder=_empty_folder()))
        _draw_pages(composition, folder, f"{'dark' if dark else 'light'}{'' if scale == '1' else '-' + scale}")
        composition.window.close()
        composition.stop()
        theme = f"{'dark' if dark else 'light'}{'' if scale == '1' else '-' + scale}"
        draw_imported(application, folder, theme, _empty_folder(), _save)
        draw_sharing(application, folder, theme, _empty_folder(), _save)
    if scale == "1":
        _draw_right_to_left(application, folder)
        draw_imported(application, folder, "right-to-left-light", _empty_folder(), _save)
        draw_sharing(application, folder, "right-to-left-light", _empty_folder(), _save)
    print(f"The pictures are in {folder}.")
    return 0


def _empty_folder() -> Path:
    """Return a folder without settings, so that the pictures are the same on every machine."""
    folder = tempfile.mkdtemp(prefix="coopviewer-shots-")
    os.environ["HOME"] = folder  # so that the status bar shows the same path on every machine
    return Path(folder)


def _draw_right_to_left(application: QApplication, folder: Path) -> None:
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    composition = Composition(application, Start(paths.reference_file(), dark=False, folder=_empty_folder()))
    composition.window.show()
    composition.show_first_page()
    composition.begin_annotations()
    for page in ("project/afic", "country/NE"):
        composition.reading.open(parse_address(page))
        _save(composition, folder / f"{page.replace('/', '-')}-right-to-left-light.png")
    _draw_overviews(composition, folder, "right-to-left-light")
    _draw_card(composition, folder, "right-to-left-light")
    draw_annotations(composition, folder, "right-to-left-light", _save)


def _draw_overviews(composition: Composition, folder: Path, theme: str) -> None:
    """Draw each overview in the usual window, and in one of 900 × 600."""
    usual = composition.window.size()
    for size, suffix in ((usual, theme), (QSize(900, 600), f"small-{theme}")):
        composition.window.resize(size)
        for name, address in OVERVIEWS.items():
            composition.reading.open(parse_address(address))
            loop = QEventLoop()  # until it is read and drawn, in slices
            QTimer.singleShot(_UNTIL_DRAWN, loop.quit)
            loop.exec()
            _save(composition, folder / f"{name}-{suffix}.png")
    composition.window.resize(usual)
    composition.reading.open(parse_address("home"))


def _draw_at_other_scales(folder: Path) -> None:
    """Draw in another process, since Qt reads its scale only at the start."""
    import subprocess

    environment = {**os.environ, "COOPVIEWER_SHOT_SCALE": "2"}
    subprocess.run([sys.executable, __file__, str(folder)], env=environment, check=True)


def _draw_pages(composition: Composition, folder: Path, theme: str) -> None:
    window = composition.window
    window.show()
    composition.show_first_page()
    composition.begin_annotations()
    pages = PAGES if "-" not in theme else ("country/NE", "project/afic")
    for page in pages:
        composition.reading.open(parse_address(page))
        _save(composition, folder / f"{page.replace('/', '-')}-{theme}.png")
    _draw_overviews(composition, folder, theme)
    _draw_card(composition, folder, theme)
    if theme == "light":
        _draw_paper(composition, folder)
        _draw_unfolded(composition, folder)
        _draw_sizes(composition, folder)
    _draw_lists(composition, folder, theme)
    _draw_navigator(composition, folder, theme)
    _draw_search(composition, folder, theme)
    draw_annotations(composition, folder, theme, _save)


def _draw_paper(composition: Composition, folder: Path) -> None:
    """Draw two entries as printed on A4 at 100 dots per inch."""
    for entry in ("project/afic", "country/NE"):
        composition.reading.open(parse_address(entry))
        sheet = Sheet(100, 669, 1043)
        pages = composition.menu.exports.page_export.pages_for(sheet)
        pages.lay_out()
        for number in range(1, pages.count + 1):
            image = QImage(sheet.width + 158, sheet.height + 126, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.white)
            painter = QPainter(image)
            painter.translate(79, 71)
            pages.paint(painter, number)
            painter.end()
            image.save(str(folder / f"{entry.replace('/', '-')}-paper-{number}.png"))


def _draw_card(composition: Composition, folder: Path, theme: str) -> None:
    """Draw the card with the source of a fact, for a grant and for a data note with many passages."""
    page, actions = composition.page, composition.window.actions_by_id
    for address, words in (("project/afic", "4 million euros"), ("theme/technical-assistance", "15.9 million")):
        composition.reading.open(parse_address(address))
        settle(composition)  # until its small map is there: the page is then drawn anew, which closes the card
        page.setTextCursor(page.document().find(words))
        page.ensureCursorVisible()
        actions[ActionId.SOURCE_OF_FACT].trigger()
        _save(composition, folder / f"card-{address.replace('/', '-')}-{theme}.png")
        composition.menu.provenance.card.reject()


def _draw_unfolded(composition: Composition, folder: Path) -> None:
    composition.reading.open(parse_address("country/NE"))
    composition.page.unfold("project/afic")
    _save(composition, folder / "country-NE-unfolded-light.png")


def _draw_sizes(composition: Composition, folder: Path) -> None:
    window, usual = composition.window, composition.window.size()
    for name, size in (("narrow", QSize(1024, 700)), ("small", QSize(720, 600)), ("wide", QSize(2560, 1440))):
        window.resize(size)
        for page in ("project/afic", "country/NE"):
            composition.reading.open(parse_address(page))
            _save(composition, folder / f"{page.replace('/', '-')}-{name}-light.png")
        _draw_card(composition, folder, f"{name}-light")
    window.resize(usual)


def _draw_lists(composition: Composition, folder: Path, theme: str) -> None:
    """Draw the dialogs: all actions, the links of a page, its plain text."""
    composition.reading.open(parse_address("project/afic"))
    made = composition.menu
    for key in (ActionId.KEYS, ActionId.LINKS, ActionId.PLAIN_TEXT):
        composition.window.actions_by_id[key].trigger()
        dialogs = [
            controller.dialog
            for controller in (made.keys, made.links, made.plain_text)
            if controller and controller.dialog.isVisible()
        ]
        QApplication.sendPostedEvents()
        dialogs[-1].grab().save(str(folder / f"{key}-{theme}.png"))
        dialogs[-1].close()


def _draw_navigator(composition: Composition, folder: Path, theme: str) -> None:
    """Draw the navigator in its other groupings, and filtered."""
    composition.reading.open(parse_address("country/NE"))
    for grouping in (Grouping.COOPERATION, Grouping.PARTNERS, Grouping.REGIONS):
        composition.outline_service.group_by(grouping)
        _save(composition, folder / f"navigator-{grouping}-{theme}.png")
    field = composition.navigator.field
    for text in ("türkiye", "niger", "zz"):
        field.setText(text)
        composition.navigator.filter_edited.emit(text)
        _save(composition, folder / f"filter-{fold(text)}-{theme}.png")
    field.clear()
    composition.navigator.filter_edited.emit("")


def _draw_search(composition: Composition, folder: Path, theme: str) -> None:
    """Draw the results of searches, including a query with a fault and a misspelling."""
    for name, query in SEARCHES.items():
        composition.reading.open(search_address(query))
        controller = composition.search.controller
        loop = QEventLoop()
        controller.search_service.counted.connect(loop.quit)
        QTimer.singleShot(10_000, loop.quit)
        loop.exec()
        _save(composition, folder / f"search-{name}-{theme}.png")
    composition.reading.open(parse_address("home"))


def _save(composition: Composition, target: Path) -> None:
    QApplication.sendPostedEvents()
    settle(composition)
    composition.window.grab().save(str(target))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
