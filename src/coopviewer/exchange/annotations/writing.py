"""Write annotations in any of the export formats."""

from collections.abc import Iterable

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.exchange import EntryNames, ExportFormat
from coopviewer.domain.language import Translate
from coopviewer.domain.progress import Progress, no_progress
from coopviewer.exchange.annotations import jsonld as annotation_jsonld
from coopviewer.exchange.annotations import text as annotation_text


def write_annotations(
    form: ExportFormat,
    annotations: Iterable[Annotation],
    names: EntryNames,
    tr: Translate,
    progress: Progress = no_progress,
) -> list[bytes]:
    """Write annotations in a format, in parts; raises EnvironmentFault if they are too many for one file."""
    if form is ExportFormat.JSONLD:
        return annotation_jsonld.jsonld_lines(annotations, names, progress)
    markdown = form is ExportFormat.MARKDOWN
    write = annotation_text.annotations_as_markdown if markdown else annotation_text.annotations_as_text
    return write(annotations, names, tr, progress)
