"""The shell of a reference, with nothing of ours: menus, a tool bar with icons, a tree, a rich page, tabs.

It is started beside coopviewer and the bare window, to show what Qt itself takes for a window of this kind. It is
written as Qt's examples are. Its only files are icons; its page has as much text as coopviewer's first one.
"""

import sys
from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
TOOLS = ("back", "forward", "home", "bookmark")
MENUS = {"&File": 10, "&Edit": 12, "&Go": 14, "&Annotate": 9, "&View": 11, "&Help": 3}
KINDS = ("region", "country", "project", "network", "organisation", "forum", "theme")
STYLE = """
h1 { font-size: 21px; margin-bottom: 4px; } h2 { font-size: 16px; margin-top: 18px; margin-bottom: 4px; }
p { margin-bottom: 6px; } .soft { color: #5b6068; } a { color: #0b4f8a; }
td { padding-right: 16px; padding-bottom: 6px; }
"""
SENTENCE = "A sentence that says as much as one of a reference does, with a figure of 1,234 and a date of 1 July 2019. "


class Shell(QMainWindow):
    """A window with a tree, tabs of pages, menus and a tool bar."""

    def __init__(self) -> None:
        """Arrange everything."""
        super().__init__()
        self.setWindowTitle("Shell")
        self.setWindowIcon(QIcon(str(ICONS / "coopviewer.svg")))
        self._fill_menus()
        self._fill_tools()
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self._navigator())
        splitter.addWidget(self._tabs())
        splitter.setStretchFactor(1, 1)
        self.setCentralWidget(splitter)
        self.statusBar().addWidget(QLabel("49 countries, 4 projects, 4 networks"), 1)
        self.resize(1440, 900)
        splitter.setSizes([290, 1150])

    def _fill_menus(self) -> None:
        for title, count in MENUS.items():
            menu = self.menuBar().addMenu(title)
            for number in range(count):
                action = QAction(f"{title[1:]} {number}", self)
                action.setToolTip(f"What action {number} of this menu does")
                if number % 2:
                    action.setShortcut(QKeySequence(f"Ctrl+Alt+{title[1]}, {number}"))
                action.triggered.connect(self.close)
                menu.addAction(action)

    def _fill_tools(self) -> None:
        bar = self.addToolBar("Tools")
        bar.setIconSize(QSize(18, 18))
        bar.setMovable(False)
        for name in TOOLS:
            bar.addAction(QIcon(str(ICONS / f"{name}.svg")), name.title())
        search = QLineEdit()
        search.setPlaceholderText("Search")
        search.setClearButtonEnabled(True)
        bar.addWidget(search)

    def _navigator(self) -> QWidget:
        pane = QWidget()
        layout = QVBoxLayout(pane)
        field = QLineEdit()
        field.setPlaceholderText("Filter")
        layout.addWidget(field)
        model = QStandardItemModel(self)
        for kind in KINDS:
            icon = QIcon(str(ICONS / f"kind-{kind}.svg"))
            parent = QStandardItem(icon, kind.title())
            for number in range(6):
                parent.appendRow([QStandardItem(icon, f"{kind.title()} {number}")])
            model.appendRow([parent])
        tree = QTreeView()
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)
        tree.setModel(model)
        tree.expand(model.index(0, 0))
        layout.addWidget(tree)
        return pane

    def _tabs(self) -> QWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.setTabsClosable(True)
        page = QTextBrowser()
        page.setOpenLinks(False)
        page.document().setDefaultStyleSheet(STYLE)
        page.setHtml(page_html())
        tabs.addTab(page, QIcon(str(ICONS / "kind-region.svg")), "The first page")
        return tabs


def page_html() -> str:
    """Return a page with headings, a list, a table and links."""
    soft = f'<span class="soft">{escape(SENTENCE * 2)}</span>'
    fields = ("As of", "Edition", "Licence")
    rows = "".join(f"<tr><td>{name}</td><td>{escape(SENTENCE)}<br>{soft}</td></tr>" for name in fields)
    links = " &nbsp; ".join(f'<a href="entry:{number}">Entry {number}</a>' for number in range(12))
    notes = "".join(f'<p>▸ <a href="note:{number}">Note {number}</a> ({number})</p>' for number in range(17))
    items = "".join(f"<li>{escape(SENTENCE)}</li>" for _ in range(3))
    return (
        f'<p class="soft">Reference</p><h1>The first page</h1><p>{escape(SENTENCE)}</p>'
        f"<h2>To begin</h2><ul>{items}</ul><table>{rows}</table>"
        f"<h2>Regions</h2><p>{links}</p><h2>Notes</h2><p>{escape(SENTENCE)}</p>{notes}"
    )


def main() -> int:
    """Show the window; return the exit status."""
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    shell = Shell()
    shell.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
