"""In which formats annotations leave."""

from collections.abc import Iterable
from enum import StrEnum

from coopviewer.domain.annotation_exchange import EntryNames
from coopviewer.domain.annotations import Annotation
from coopviewer.rendering.wording import Translate


class ExportFormat(StrEnum):
    """A format; the value is its word on the command line."""

    JSONLD = "jsonld"
    TEXT = "text"
    MARKDOWN = "markdown"

    @property
    def ending(self) -> str:
        """The ending of its files' names, without the dot."""
        return {ExportFormat.JSONLD: "jsonld", ExportFormat.TEXT: "txt", ExportFormat.MARKDOWN: "md"}[self]


def write_annotations(form: ExportFormat, annotations: Iterable[Annotation], names: EntryNames, tr: Translate) -> bytes:
    """Write annotations in a format; raises EnvironmentFault where they are too many for one file."""
    from coopviewer.exchange import annotation_jsonld, annotation_text  # deferred: one of them is needed, and seldom

    if form is ExportFormat.JSONLD:
        return annotation_jsonld.to_jsonld(annotations, names)
    markdown = form is ExportFormat.MARKDOWN
    write = annotation_text.annotations_as_markdown if markdown else annotation_text.annotations_as_text
    return write(annotations, names, tr).encode()
