"""The doors to a person's annotations, made together: what file is open, what there is in it, and writing."""

from PySide6.QtCore import QObject

from coopviewer.workspace.annotations.backups import AnnotationBacking
from coopviewer.workspace.annotations.file_session import AnnotationKeeping
from coopviewer.workspace.annotations.queries import AnnotationListing
from coopviewer.workspace.annotations.writing import Annotating


class AnnotationDoors:
    """Holds the doors; they belong to ``parent``."""

    def __init__(self, dataset: str, parent: QObject) -> None:
        """Make the doors for the annotations of one reference; no file is open yet."""
        self.keeping = AnnotationKeeping(dataset, parent)
        self.listing = AnnotationListing(self.keeping)
        self.annotating = Annotating(self.keeping)
        self.backing = AnnotationBacking(self.keeping, self.annotating)
