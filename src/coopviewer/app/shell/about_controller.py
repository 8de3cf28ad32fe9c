"""*About coopviewer*: versions, files and licences, and from there the licences of all parts."""

import platform
from pathlib import Path

import PySide6
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMessageBox

from coopviewer import __version__, paths
from coopviewer.app.context import AppContext
from coopviewer.domain.language import Translate
from coopviewer.models.language import language
from coopviewer.paths import UserFiles
from coopviewer.storage.reference.opening import SQLITE_VERSION
from coopviewer.widgets.common.dialogs import TextDialog
from coopviewer.widgets.common.interaction import open_box
from coopviewer.workspace.reading import ReadingService


def build_words() -> str:
    """Return from which commit, when and for which system the program was packed; empty if it runs from source.

    For example ``1a2b3c4, 2026-07-01, Linux x86_64``.
    """
    try:
        return paths.build_file().read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def about_text(reading: ReadingService, annotations: Path, files: UserFiles, tr: Translate) -> str:
    """Return versions, files and licences as plain text; ``annotations`` is the path of the annotations file.

    The file may not exist yet.
    """
    edition = reading.reference.edition
    name = tr("coopviewer {version}: international cooperation, read offline.")
    build = build_words()
    return "\n\n".join(
        (
            name.format(version=__version__) + (tr("\nBuild: {build}").format(build=build) if build else ""),
            tr("It makes no network connection. {disclaimer}").format(disclaimer=edition.disclaimer),
            *((tr("This edition is about {subject}.").format(subject=edition.subject),) if edition.subject else ()),
            tr("Edition: {edition}\nFile: {path}").format(edition=edition.id, path=reading.reference.path),
            tr("Annotations: {path}\nTheir backups: {backups}").format(
                path=annotations, backups=annotations.parent / "backups"
            ),
            tr("Settings: {settings}\nTabs of the last time: {session}").format(
                settings=files.settings, session=files.session
            ),
            tr("Log, written only when something goes wrong: {path}").format(path=files.log),
            tr("Code: MIT licence. Data: {licence}").format(licence=edition.licence_note),
            tr("Python {python} · Qt and PySide6 {qt} · SQLite {sqlite}").format(
                python=platform.python_version(), qt=PySide6.__version__, sqlite=SQLITE_VERSION
            ),
            tr(
                "Qt and PySide6 are used under the GNU LGPL, version 3. Their libraries are files of their own, which "
                "you may replace. The licences of all parts, and where to get their source, are told under Licences "
                "and in {folder}."
            ).format(folder=paths.licences_folder()),
        )
    )


class AboutController(QObject):
    """Shows the versions, files and licences of the program, and the licences of the parts that it is made of."""

    def __init__(self, context: AppContext) -> None:
        """Show nothing yet."""
        super().__init__(context.window)
        self._context, self._window = context, context.window
        self.licences: TextDialog | None = None
        """The dialog of licences; None before it was first shown."""

    def open(self) -> None:
        """Show *About coopviewer*; returns at once."""
        text = about_text(self._context.reading, self._context.annotations_path(), self._context.files, language())
        box = open_box(self._window, self.tr("About coopviewer"), text, warns=False)
        button = box.addButton(self.tr("&Licences"), QMessageBox.ButtonRole.ActionRole)
        button.clicked.connect(self._show_licences)
        ok = box.button(QMessageBox.StandardButton.Ok)
        box.setEscapeButton(ok)
        box.setDefaultButton(QMessageBox.StandardButton.Ok)

    @Slot()
    def _show_licences(self) -> None:
        notice = paths.licences_folder() / "NOTICE.txt"
        try:
            text = notice.read_text(encoding="utf-8")
        except OSError:
            sentence = self.tr("The file {path} is missing. Install coopviewer again to have it.")
            self._window.show_error(sentence.format(path=notice))
            return
        if self.licences is None:
            self.licences = TextDialog(self._window)
            self.licences.finished.connect(self._window.focus_page)
        self.licences.show_text(self.tr("Licences"), text)
