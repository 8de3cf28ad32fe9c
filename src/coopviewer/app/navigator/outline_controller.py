"""Controller of the outline: answers the model's requests for rows."""

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.on_demand import load
from coopviewer.domain.reference.outline import ACROSS_REGIONS, ARRANGEMENTS, ROOT, kind_of_heading
from coopviewer.models.language import language
from coopviewer.models.outline_model import ChildrenRequest

_OF_VALUES = ("role/", "status/", "sector/")


class OutlineController(QObject):
    """Answers the outline model's requests for rows, from the outline service."""

    def __init__(self, context: AppContext) -> None:
        """Answer the requests of the outline model, ``context.outline``, from now on."""
        super().__init__(context.outline)
        self._model, self._outline_service = context.outline, context.outline_service
        self._model.children_wanted.connect(self._answer)
        context.reference.replaced.connect(self._outline_service.use)
        context.reading.reference_opened.connect(self._model.restart)

    @Slot(object)
    def _answer(self, request: ChildrenRequest) -> None:
        nodes = self._outline_service.rows(request.key, request.offset, request.after, request.limit)
        self._model.add_children(request, nodes)


def place_words(place: str) -> str:
    """Return the label of a heading in the navigator by its key in the outline: for ``kind/country`` *Countries*.

    A key that is no heading's, such as ``country/NE``, is returned unchanged.
    """
    tr = language()
    if place == ROOT:
        return tr("Entries")
    if place == ACROSS_REGIONS:
        return tr("Across regions")
    if place == ARRANGEMENTS:
        return tr("Working arrangements")
    if place.startswith(_OF_VALUES):
        return str(load("heading_word")(place, tr))
    kind = kind_of_heading(place)
    return place if kind is None else str(load("kinds_word")(kind, tr))
