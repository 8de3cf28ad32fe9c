"""IATI XML read as a stream of activities."""

from collections.abc import Iterable, Iterator

from coopviewer.authoring.importing.iati.decoding import decoded
from coopviewer.authoring.importing.iati.parsing import ActivityParser, BrokenOff
from coopviewer.authoring.importing.iati.records import ActivityRecord, FileHead, Report
from coopviewer.domain.reference.imports import ImportSeverity

_STEP = 2**16  # characters parsed at a time; bounds what is in memory at once


def read_activities(
    blocks: Iterable[bytes], file: str, report: Report, *, keep_partial: bool = False
) -> Iterator[FileHead | ActivityRecord]:
    """Read a file that arrives in blocks: yield its head, then its activities in order.

    ``file`` is the name for notes and faults. An activity is yielded once the next one is complete, since elements that
    follow the last activity, outside all of them, are kept with it (``ActivityRecord.around``). Raises EnvironmentFault
    for a file that is not well-formed, is no file of activities, has a document type declaration, cannot be decoded, or
    exceeds a bound of ``parsing.py``, such as 12 MiB for an activity (LONGEST_RECORD). With ``keep_partial`` a file
    that is not well-formed ends where it breaks off, with a note.
    """

    def note(what: str, found: str, done: str, line: int) -> None:
        report.note(ImportSeverity.MENDED, what, found, done, line=line)

    parser = ActivityParser(file, report)
    waiting: ActivityRecord | None = None

    def complete() -> Iterator[ActivityRecord]:
        """Yield what was parsed, and the one before it, but keep the last one waiting."""
        nonlocal waiting
        for record in parser.records():
            if waiting is not None:
                yield waiting
            waiting = record

    try:
        for text in decoded(blocks, file, note):
            for start in range(0, len(text), _STEP):
                parser.feed(text[start : start + _STEP])
                yield from parser.heads()
                yield from complete()
        parser.finish()
    except BrokenOff as broken:
        if not keep_partial:
            raise broken.fault from broken
        report.note(ImportSeverity.REFUSED, "not-well-formed", str(broken.fault.values["error"]), "", line=broken.line)
    yield from parser.heads()
    yield from complete()  # those before the place where it breaks off, and those that expat had put off to the end
    if waiting is not None:
        waiting.around += parser.around
        yield waiting
