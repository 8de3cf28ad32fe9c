"""The services on the annotations file, created together: the open file, queries, writing, and backups."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coopviewer.app.on_demand import load
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.workspace.annotations.file_session import AnnotationFileSession
from coopviewer.workspace.annotations.queries import AnnotationQueries
from coopviewer.workspace.annotations.writing import AnnotationWriter

if TYPE_CHECKING:
    from coopviewer.workspace.annotations.backups import AnnotationBackups


class AnnotationServices:
    """Owns the services on the annotations file: ``file_session``, ``queries``, ``writer`` and ``backups``.

    ``file_session`` opens the file and keeps it open, ``queries`` reads annotations, ``writer`` writes them, and
    ``backups`` makes copies of the file and restores them.
    """

    def __init__(self, dataset: str, parent: QObject) -> None:
        """Create the services, for the annotations of the dataset with this URN; no file is open yet.

        ``file_session`` becomes a child of ``parent``, and ``writer`` one of ``file_session``. ``queries`` and
        ``backups`` are no QObjects and have no parent.
        """
        self.file_session = AnnotationFileSession(dataset, parent)
        self.queries = AnnotationQueries(self.file_session)
        self.writer = AnnotationWriter(self.file_session)
        self.fault: EnvironmentFault | None = None
        """Why no file is open; None if one is, or before opening was tried."""

    @property
    def why_read_only(self) -> "EnvironmentFault | None":
        """Why annotations cannot be written: no file could be opened, or the open file is read-only.

        None if annotations can be written, or while the file is being opened.
        """
        file = self.file_session.file
        if file is None:
            return self.fault
        return file.notice if file.read_only else None

    @cached_property
    def backups(self) -> "AnnotationBackups":
        """The service that makes, lists and restores backups, created on first use."""
        made: type[AnnotationBackups] = load("backups")
        return made(self.file_session, self.writer)
