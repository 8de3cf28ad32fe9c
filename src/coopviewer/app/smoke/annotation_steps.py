"""Steps of ``--smoke`` for annotations: open a file, write a note, find it, undo and redo it, and restore a backup."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from coopviewer.app.smoke.stage import Stage, StepFailed
from coopviewer.app.smoke.steps import Found, Step, show_page
from coopviewer.domain.browsing.addresses import search_address
from coopviewer.domain.search.query import Facet, SearchFilter
from coopviewer.widgets.shell.actions import ActionId

if TYPE_CHECKING:
    from coopviewer.app.annotations.feature import AnnotationFeature

_NOTE = "Written by coopviewer --smoke"


def annotation_steps(entry: str) -> Iterator[tuple[str, Step]]:
    """Yield the steps on annotations, each after its name; ``entry`` is the id of the entry that they annotate."""
    yield "annotations file", _open
    yield "annotation written", partial(_write, entry)
    yield "annotation found", partial(_find, entry)
    yield "annotation undone", partial(_undo, entry)
    yield "annotation redone", _redo
    yield "backup restored", _restore_backup


def _feature(stage: Stage) -> "AnnotationFeature":
    feature = stage.composition.annotations
    if feature is None or feature.services.file_session.file is None:
        raise StepFailed("There is no annotations file to write into.")
    return feature


def _open(stage: Stage) -> Found:
    composition = stage.composition
    composition.begin_annotations()
    session = composition.annotations.services.file_session if composition.annotations is not None else None
    if session is not None and session.file is None:
        stage.wait(session.opened, failure=session.failed)
    path = composition.annotations_file()
    if path is None or not path.is_file():
        raise StepFailed("The annotations file was not made.")
    return path.name, None


def _write(entry: str, stage: Stage) -> Found:
    show_page(entry, stage)
    feature = _feature(stage)
    stage.composition.window.actions_by_id[ActionId.NOTE].trigger()
    stage.wait(feature.services.writer.saved, partial(feature.pane.editor.field.insertPlainText, _NOTE))
    stage.composition.window.focus_page()
    _expect(feature, _NOTE)
    return f"a note on {entry}", stage.draw("annotation")


def _find(entry: str, stage: Stage) -> Found:
    composition = stage.composition
    controller = composition.search.controller
    query = str(SearchFilter(Facet.HAS, "note"))
    search = partial(composition.reading.refine, search_address(query))
    stage.wait(controller.search_service.counted, search, controller.search_service.failed)
    if not controller.hits.index_of_hit(entry).isValid():
        raise StepFailed(f"{query} was searched for, and {entry} not found.")
    return f"{query}: {entry}", stage.draw("annotation-found")


def _undo(entry: str, stage: Stage) -> Found:
    show_page(entry, stage)
    feature = _feature(stage)
    stage.wait(
        feature.services.writer.annotations_changed, stage.composition.window.actions_by_id[ActionId.UNDO].trigger
    )
    _expect(feature)
    return "the note is gone", stage.draw("annotation-undone")


def _redo(stage: Stage) -> Found:
    feature = _feature(stage)
    stage.wait(
        feature.services.writer.annotations_changed, stage.composition.window.actions_by_id[ActionId.REDO].trigger
    )
    _expect(feature, _NOTE)
    return "the note is back", stage.draw("annotation-redone")


def _restore_backup(stage: Stage) -> Found:
    """Undo the note, and restore the backup that was made after it was written, in the dialog for that."""
    feature, actions = _feature(stage), stage.composition.window.actions_by_id
    changed, dialog = feature.services.writer.annotations_changed, feature.restoring.dialog
    stage.wait(changed, actions[ActionId.UNDO].trigger)
    _expect(feature)
    stage.wait(
        dialog.backup_chosen, actions[ActionId.RESTORE_ANNOTATIONS].trigger, feature.services.file_session.failed
    )
    stage.wait(dialog.examples.modelReset, failure=feature.services.file_session.failed)  # it was compared
    picture = stage.draw("backup", dialog)
    stage.wait(changed, dialog.restore.click, feature.services.file_session.failed)
    _expect(feature, _NOTE)
    return "the note is back from the backup", picture


def _expect(feature: "AnnotationFeature", *bodies: str) -> None:
    found = tuple(each.body for each in feature.pane.annotations.annotations)
    if found != bodies:
        raise StepFailed(f"The page has the notes {found}, not {bodies}.")
