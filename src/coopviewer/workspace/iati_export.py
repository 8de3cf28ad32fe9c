"""The service that writes projects as IATI activities in the background."""

from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from coopviewer.exchange.files import save_parts
from coopviewer.exchange.iati.choices import IatiChoices, IatiWritten
from coopviewer.exchange.iati.writing import IatiWriter
from coopviewer.storage.reference.activities import ActivitySource
from coopviewer.storage.search.personal_search import projects_found
from coopviewer.workspace.background import BackgroundQueue, Job
from coopviewer.workspace.long_work import LongWork, Meter


class IatiRun(NamedTuple):
    """What one run of IatiExport writes, and into which file.

    ``path``: the file to write.
    ``reference``: the file of the reference whose projects are written.
    ``annotations``: the user's annotations file, for filters of ``query`` such as tags; None: there is none.
    ``project``: the id of the one project to write; empty: those that ``query`` finds.
    ``query``: a search for the projects to write; empty: all. It is not used if ``project`` is given.
    ``choices``: how projects are written as IATI, such as for which publisher.
    ``today``: the day on which the file is generated.
    """

    path: Path
    reference: Path
    annotations: Path | None
    project: str
    query: str
    choices: IatiChoices
    today: date


class IatiExport(LongWork):
    """Writes projects as IATI activities, one file at a time; every call but ``stop`` returns at once.

    ``written``, ``failed`` or ``cancelled`` is emitted at the end. If it is cancelled, no file is written.
    """

    written = Signal(object, object)
    """A file was written: its Path and what was written (IatiWritten)."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without work."""
        queue = BackgroundQueue[None]("iati file")
        super().__init__(queue, parent)
        queue.setParent(self)

    def write(self, run: IatiRun) -> None:
        """Start writing the file ``run.path``, or replace it; only while no file is being written (see ``begin``)."""
        self.begin(partial(_write, run), partial(self.written.emit, run.path))


# On the thread


def _write(run: IatiRun, job: Job[None]) -> IatiWritten:
    meter = Meter(job)
    writer = IatiWriter(run.choices, run.today, checks=True)
    with closing(ActivitySource(run.reference)) as source:
        ids = _ids(run, source)
        save_parts(run.path, writer.parts(source.read(ids), lambda done: meter(done, len(ids))))
    return IatiWritten(writer.activities, writer.notes)


def _ids(run: IatiRun, source: ActivitySource) -> tuple[str, ...]:
    if run.project:
        return (run.project,)
    ids = source.project_ids()
    if not run.query:
        return ids
    found = projects_found(run.reference, run.annotations, run.query)
    return tuple(each for each in ids if each in found)
