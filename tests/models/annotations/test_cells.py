"""The texts of the cells in a table of annotations: short where they are shown, whole where they are copied."""

import pytest

from coopviewer.domain.annotations.annotation import Annotation, Motivation, Person
from coopviewer.models.annotations.cells import ELLIPSIS, AnnotationCells, AnnotationColumn
from tests.models.annotations.test_table import annotation, labels

_LONG = " ".join(f"word{number}" for number in range(200))
_LINK = {"motivation": Motivation.LINKING, "target_entry_id": "project/afic"}


@pytest.fixture
def cells() -> AnnotationCells:
    made = AnnotationCells(labels())
    made.titles = {"country/NE": f"Niger {_LONG}", "project/afic": f"AFIC {_LONG}"}
    return made


@pytest.mark.parametrize(
    ("column", "noted", "copied"),
    [
        (AnnotationColumn.ENTRY, annotation(1), f"Niger {_LONG}"),
        (AnnotationColumn.NOTE, annotation(1, body=_LONG), _LONG),
        (AnnotationColumn.NOTE, annotation(1, body=_LONG, **_LINK), f"{_LONG} → AFIC {_LONG}"),
        (AnnotationColumn.NOTE, annotation(1, body="", **_LINK), f"→ AFIC {_LONG}"),
        (AnnotationColumn.AUTHOR, annotation(1, creator=Person("p", _LONG)), _LONG),
    ],
)
def test_a_cell_is_copied_with_all_its_words(
    cells: AnnotationCells, column: AnnotationColumn, noted: Annotation, copied: str
) -> None:
    assert ELLIPSIS in cells.display_text(noted, column)
    assert cells.whole_text(noted, column) == copied


@pytest.mark.parametrize("more", [{}, _LINK])
def test_an_unsaved_note_is_copied_as_it_was_typed(cells: AnnotationCells, more: dict[str, object]) -> None:
    noted = annotation(1, **more)
    cells.unsaved = {noted.uuid: _LONG}
    assert cells.display_text(noted, AnnotationColumn.NOTE).startswith("Not saved: word0")
    assert cells.whole_text(noted, AnnotationColumn.NOTE).startswith(_LONG)


def test_a_note_without_words_is_copied_as_it_is_shown(cells: AnnotationCells) -> None:
    bookmark = annotation(1, body="", motivation=Motivation.BOOKMARKING)
    assert cells.whole_text(bookmark, AnnotationColumn.NOTE) == "bookmarking"
    assert cells.display_text(bookmark, AnnotationColumn.NOTE) == "bookmarking"


def test_a_note_that_was_emptied_and_could_not_be_saved_is_copied_as_empty(cells: AnnotationCells) -> None:
    noted = annotation(1, body="Before")
    cells.unsaved = {noted.uuid: ""}
    assert cells.display_text(noted, AnnotationColumn.NOTE) == "Not saved: "
    assert cells.whole_text(noted, AnnotationColumn.NOTE) == ""
