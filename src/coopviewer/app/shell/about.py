"""What *About coopviewer* says."""

import platform
from collections.abc import Callable
from pathlib import Path

import PySide6

from coopviewer import __version__, paths
from coopviewer.app.shell.build import build_words
from coopviewer.storage.reference.opening import SQLITE_VERSION
from coopviewer.workspace.reading import Reading


def about_text(reading: Reading, annotations: Path | None, folder: Path | None, tr: Callable[[str], str]) -> str:
    """Write versions, files and licences as plain text; ``annotations`` is the file that is open, if one is.

    ``folder`` holds the person's other files, as in a portable program; None: they lie where the system has them.
    """
    edition = reading.edition
    name = tr("coopviewer {version}: an offline reference on cooperation in border management.")
    build = build_words()
    return "\n\n".join(
        (
            name.format(version=__version__) + (tr("\nBuild: {build}").format(build=build) if build else ""),
            tr("It makes no network connection. {disclaimer}").format(disclaimer=edition.disclaimer),
            tr("Edition: {edition}\nFile: {path}").format(edition=edition.id, path=reading.path),
            tr("Annotations: {path}\nTheir backups: {backups}").format(
                path=annotations or tr("not open"), backups=annotations.parent / "backups" if annotations else "–"
            ),
            tr("Settings: {settings}\nTabs of the last time: {session}").format(
                settings=folder / "settings.ini" if folder else paths.settings_file(),
                session=folder / "session.json" if folder else paths.session_file(),
            ),
            tr("Log, written only when something goes wrong: {path}").format(
                path=folder / "coopviewer.log" if folder else paths.log_file()
            ),
            tr("Code: MIT licence. Data: {licence}").format(licence=edition.licence_note),
            f"Python {platform.python_version()} · Qt and PySide6 {PySide6.__version__} · SQLite {SQLITE_VERSION}",
            tr(
                "Qt and PySide6 are used under the GNU LGPL, version 3. Their libraries are files of their own, which "
                "you may replace. The licences of all parts, and where to get their source, are told under Licences "
                "and in {folder}."
            ).format(folder=paths.licences_folder()),
        )
    )
