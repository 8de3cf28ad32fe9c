"""The editions that the user opened or compared before, and what the open reference was compared with last."""

import os
from collections.abc import Callable
from pathlib import Path

from coopviewer import paths
from coopviewer.app.context import AppContext
from coopviewer.domain.browsing.known_references import ListedReference
from coopviewer.domain.editions.view import BUNDLED, ChangesView
from coopviewer.exchange.state.compared_file import ComparedEditions, change_compared, read_compared
from coopviewer.exchange.state.references_file import read_references
from coopviewer.file_kinds import exists, full_path
from coopviewer.workspace.editions.open_comparison import ComparisonRequest


class KnownEditions:
    """Keeps in a file with which edition each reference was compared, and which editions the user chose or declined.

    What is noted while that file cannot be written is remembered until the window is closed.
    """

    def __init__(self, context: AppContext) -> None:
        """Read which editions were compared, chosen or declined before, from the file ``context.files.compared``."""
        self._context, self._reading = context, context.reading
        self._unwritten: list[Callable[[ComparedEditions], ComparedEditions]] = []  # changes, the first one first
        self._listed: tuple[ListedReference, ...] | None = None  # None: they were not listed yet
        self.remembered = read_compared(context.files.compared, context.report_invalid)
        """Which editions were chosen, compared, or declined, for each reference."""

    def take(self, listed: tuple[ListedReference, ...]) -> None:
        """Keep the list of known references, as it was read just now; ``others`` and ``request_of`` look in it."""
        self._listed = listed

    @property
    def others(self) -> tuple[ListedReference, ...]:
        """The known references of the same dataset as the open one, without that one; the one opened last first."""
        here, dataset = full_path(self._reading.reference.path), self._reading.reference.edition.dataset
        return tuple(
            each for each in self._known() if each.reference.dataset == dataset and full_path(Path(each.place)) != here
        )

    @property
    def name(self) -> str:
        """How an address names the open reference: ``"bundled"`` for the bundled one, else the path of its file."""
        return self.name_of(self._reading.reference.path)

    @property
    def last_view(self) -> ChangesView | None:
        """The view of what changed between the open reference and the edition that it was last compared with.

        None if the open reference was never compared.
        """
        other = self.remembered.others.get(self.name)
        return ChangesView(other, opens_old=self.remembered.opens_old.get(self.name)) if other else None

    def name_of(self, path: Path) -> str:
        """Return how an address names a reference's file: ``"bundled"`` for the bundled one, else the full path."""
        place = full_path(path)
        return BUNDLED if place == full_path(paths.reference_file()) else os.fspath(place)

    def request_of(self, view: ChangesView) -> ComparisonRequest | None:
        """Return which files to compare for a view; None if the user never opened or compared its other file.

        The bundled reference can be compared in any case. Other files must have been chosen by the user before: an
        address may come from elsewhere, such as from a note, and must not make the program look for a file.
        """
        chosen = view.other in self.remembered.chosen or view.other == BUNDLED
        if not chosen and view.other not in [each.place for each in self._known()]:
            return None
        other = paths.reference_file() if view.other == BUNDLED else Path(view.other)
        annotations = self._context.annotations_file() or self._context.annotations_path()
        searches = self._reading.home.searches
        return ComparisonRequest(
            self._reading.reference.path,
            other,
            view.any_dataset,
            view.opens_old,
            annotations if exists(annotations) else None,
            tuple(each.query for each in searches.saved) if searches is not None else (),
        )

    def note_chosen(self, name: str) -> None:
        """Remember that the user chose the file of an edition; ``name`` is what ``name_of`` returns for it."""
        self._note(lambda compared: compared.with_chosen(name))

    def note_compared(self, view: ChangesView) -> None:
        """Remember with which edition the open reference was compared, and which of them counts as the earlier."""
        here = self.name
        if self.last_view != ChangesView(view.other, opens_old=view.opens_old):
            self._note(lambda compared: compared.with_comparison(here, view.other, view.opens_old))

    def note_declined(self, name: str) -> None:
        """Remember that the user does not want to compare the open reference with another edition.

        ``name`` is what ``name_of`` returns for the file of that edition.
        """
        here = self.name
        self._note(lambda compared: compared.with_declined(here, name))

    def _known(self) -> tuple[ListedReference, ...]:
        """Return the known references; before they were listed, whether their files exist is not looked at."""
        if self._listed is None:
            known = read_references(self._context.files.references, self._context.report_invalid).references
            places = [paths.reference_file() if each.is_bundled else Path(each.path) for each in known]
            self._listed = tuple(
                ListedReference(each, str(place), True) for each, place in zip(known, places, strict=True)
            )
        return self._listed

    def _note(self, change: Callable[[ComparedEditions], ComparedEditions]) -> None:
        self.remembered = change(self.remembered)
        self._unwritten.append(change)
        try:
            self.remembered = change_compared(
                self._context.files.compared, self._with_all, self._context.report_invalid
            )
        except OSError:  # it holds until the window is closed, which is not worth a message
            return
        self._unwritten.clear()

    def _with_all(self, compared: ComparedEditions) -> ComparedEditions:
        for change in self._unwritten:
            compared = change(compared)
        return compared
