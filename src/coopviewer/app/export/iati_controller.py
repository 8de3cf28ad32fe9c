"""Controller of *Export as IATI*: asks what to write and where, writes it, and reports what the standard cannot say."""

from pathlib import Path

from PySide6.QtCore import Slot

from coopviewer.app.context import AppContext
from coopviewer.app.export.export_controller import ExportController
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.exchange.file_names import file_name_for
from coopviewer.exchange.iati.choices import CountrySplit, IatiChoices, IatiWritten
from coopviewer.models.language import language
from coopviewer.rendering.words.iati_words import note_lines, organisation_types
from coopviewer.widgets.common.dialogs import TextDialog
from coopviewer.widgets.export.iati_dialog import IatiAnswers, IatiDialog
from coopviewer.widgets.export.save_dialog import SaveDialog, documents_folder
from coopviewer.workspace.iati_export import IatiExport, IatiRun

Scope = tuple[str, str, str]
"""A choice of projects: its label, the id of one project, and a search query.

If the id is empty, the projects are those that the query finds; if both are empty, all projects.
"""


class IatiController(ExportController):
    """Asks which projects to write as IATI activities, in whose name and where, and has them written.

    The organisation in whose name the user reports is remembered in the settings.
    """

    def __init__(self, context: AppContext) -> None:
        """Write nothing yet; ``ask`` asks the user what to write and where."""
        self.service = IatiExport()
        super().__init__(context, self.service)
        self.service.written.connect(self._say_written)
        self.dialog: IatiDialog | None = None
        self.report: TextDialog | None = None
        self._scopes: tuple[Scope, ...] = ()
        self._answers: IatiAnswers | None = None
        self._folder: Path | None = None

    def ask(self) -> None:
        """Ask in dialogs which projects to write and where, then write them in the background; returns at once.

        If a file is being written, or there are no projects, the status bar says so instead.
        """
        if self.service.is_busy:
            self._window.show_status(self.tr("A file is being written. Wait until this is done, or cancel it."))
            return
        self._scopes = self._offered()
        if not self._scopes:
            self._window.show_status(self.tr("This reference has no projects, which IATI activities are made of."))
            return
        dialog = IatiDialog([words for words, _, _ in self._scopes], organisation_types(language()), self._window)
        now = self._context.settings.current
        dialog.suggest(now.iati_reporter, now.iati_reporter_type, now.iati_reporter_name)
        dialog.export_wanted.connect(self._choose_file)
        self.dialog = dialog
        dialog.open()

    def _offered(self) -> tuple[Scope, ...]:
        """Return the choices of projects: the project or the search that is shown, and all.

        Empty if there are no projects.
        """
        count = self._context.outline_service.counts().get(EntryKind.PROJECT, 0)
        if not count:
            return ()
        tr, reading, scopes = language(), self._context.reading, list[Scope]()
        address = reading.address
        if address is not None and address.target.startswith(f"{EntryKind.PROJECT}/"):
            scopes.append((tr("This project"), address.target, ""))
        if address is not None and address.is_search:
            scopes.append((tr("The projects found by “{query}”").format(query=address.query), "", address.query))
        scopes.append((tr.plural("The one project", "All {n} projects", count), "", ""))
        return tuple(scopes)

    @Slot(object)
    def _choose_file(self, answers: IatiAnswers) -> None:
        self._answers = answers
        self._context.settings.change(
            iati_reporter=answers.reporter,
            iati_reporter_type=answers.reporter_type,
            iati_reporter_name=answers.reporter_name,
        )
        kinds = [language()("IATI activities (*.xml)")]
        dialog = SaveDialog(self.tr("Export as IATI"), kinds, self._window)
        _, project, _ = self._scopes[answers.scope]
        name = project.partition("/")[2] or self._context.reference.edition.title
        dialog.suggest(self._folder or documents_folder(), file_name_for(name), kinds[0])
        dialog.chosen.connect(self._save_as)
        dialog.open()

    @Slot(str, int)
    def _save_as(self, path: str, _: int) -> None:
        if self._answers is not None:
            self.write(Path(path), self._answers)

    def write(self, path: Path, answers: IatiAnswers) -> None:
        """Start writing a file as the user's answers in the dialog say.

        ``service`` reports the result. An existing file is replaced. To be called only while no file is being written
        (see ``LongWork.begin``). Raises IndexError if ``ask`` has not shown the dialog before.
        """
        self._folder = path.parent
        _, project, query = self._scopes[answers.scope]
        choices = IatiChoices(
            answers.reporter,
            answers.reporter_type,
            answers.reporter_name,
            answers.is_secondary,
            CountrySplit(answers.split),
            answers.roles_as_held,
        )
        context = self._context
        self.show_begun()
        files = (path, context.reference.path, context.annotations_file())
        self.service.write(IatiRun(*files, project, query, choices, context.today()))

    def doing(self) -> str:
        """Return the words for the status bar while a file is being written: "Writing activities"."""
        return self.tr("Writing activities")

    @Slot(object, object)
    def _say_written(self, path: Path, written: IatiWritten) -> None:
        tr = language()
        said = tr.plural(
            "{n} activity was written to {path}.",
            "{n} activities were written to {path}.",
            written.activities,
            path=path,
        )
        self.end(said)
        if written.notes:
            self.report = TextDialog(self._window)
            text = "\n".join([said, "", *note_lines(written.notes, tr)])
            self.report.show_text(self.tr("What the standard cannot say"), text)
