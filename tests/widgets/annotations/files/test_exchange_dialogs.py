"""The export dialog and the import report over a real file."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.exchange import ExportFormat, ExportSelection, Loss, ReadAnnotations
from coopviewer.domain.annotations.import_choice import MOST_LISTED, preview_of
from coopviewer.domain.annotations.versions.plan import ImportPlan
from coopviewer.domain.annotations.versions.receiving import VersionOutcome
from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.annotations.jsonld import from_jsonld
from coopviewer.rendering.words.annotation_file_words import exported_words, file_kind, import_words
from coopviewer.rendering.words.review.annotation_loss_words import loss_words
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.transfer import read_selection
from coopviewer.widgets.annotations.files.export_dialog import ExportDialog, Scope
from coopviewer.widgets.annotations.files.import_preview import ImportPreviewDialog
from coopviewer.widgets.annotations.files.import_report import AnnotationImportReport
from tests.exchange.annotations.annotation_values import DATASET, note

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)  # the same day wherever the tests run
TODAY = date(2026, 11, 25)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.show()
    return widget


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AnnotationStore]:
    opened = AnnotationStore.open(tmp_path / "a.db")
    annotations = (
        note(1, tags=("to ask",)),
        note(2, modified=NOON, tags=("read",)),
        note(3, dataset="urn:example:other", modified=NOON, tags=("to ask",)),
        note(4, deleted_at=NOON, tags=("to ask",)),
    )
    opened.perform("Write", annotations)
    yield opened
    opened.close()


class Export:
    """The dialog over an annotations file; records what it emits."""

    def __init__(self, store: AnnotationStore, window: QWidget, *selected: int) -> None:
        self.store = store
        uuids = frozenset(note(number).uuid for number in selected)
        self.dialog = ExportDialog(DATASET, store.lists.tags(DATASET), uuids, TODAY, window)
        self.dialog.set_name("root")
        self.emitted: list[tuple[ExportSelection, ExportFormat]] = []
        self.dialog.export_wanted.connect(self._record)
        self.dialog.open()

    def _record(self, selection: ExportSelection, export_format: ExportFormat) -> None:
        self.emitted.append((selection, export_format))

    def choose(self, scope: Scope) -> None:
        self.dialog.scope.setCurrentIndex(self.dialog.scope.findData(scope))

    def accept(self) -> list[int]:
        """Accept, and return the numbers of the exported annotations."""
        self.dialog.export.click()
        ((selection, _),) = self.emitted
        return sorted(int(each.uuid[-1]) for each in read_selection(self.store, selection))


def test_all_annotations_of_the_file_are_exported_by_default(store: AnnotationStore, window: QWidget) -> None:
    export = Export(store, window)
    assert export.dialog.scope.findData(Scope.SELECTED) == -1
    assert not export.dialog.tag.isVisible()
    assert export.accept() == [1, 2, 3]
    assert export.emitted[0][1] is ExportFormat.JSONLD


def test_the_name_of_the_user_is_shown_and_can_be_changed(
    store: AnnotationStore, window: QWidget, qtbot: QtBot
) -> None:
    export = Export(store, window)
    dialog = export.dialog
    assert dialog.name.text() == "root"
    dialog.name.setText(" ")
    assert not dialog.export.isEnabled()  # nothing goes out under no name
    dialog.name.setText(" Ana Sá ")
    with qtbot.waitSignal(dialog.name_chosen) as chosen:
        dialog.export.click()
    assert chosen.args == ["Ana Sá"]
    fixed = ExportDialog(DATASET, (), frozenset(), TODAY, window)
    fixed.set_name("root", can_rename=False)
    assert fixed.name.isReadOnly()
    with qtbot.assertNotEmitted(fixed.name_chosen):
        fixed.export.click()


def test_annotations_in_the_bin_can_be_included(store: AnnotationStore, window: QWidget) -> None:
    export = Export(store, window)
    export.dialog.bin.click()
    assert export.accept() == [1, 2, 3, 4]


def test_the_dialog_starts_with_the_selected_annotations_if_there_are_some(
    store: AnnotationStore, window: QWidget
) -> None:
    export = Export(store, window, 2, 4)
    assert export.dialog.scope.currentText() == "Selected (2)"
    assert not export.dialog.bin.isVisible()
    assert export.accept() == [2, 4]


def test_annotations_with_a_tag_are_exported(store: AnnotationStore, window: QWidget) -> None:
    export = Export(store, window)
    export.choose(Scope.TAG)
    assert export.dialog.tag.isVisible()
    export.dialog.tag.setCurrentIndex(export.dialog.tag.findData("to ask"))
    assert export.accept() == [1]


def test_annotations_between_two_days_are_exported_unless_the_days_are_reversed(
    store: AnnotationStore, window: QWidget
) -> None:
    export = Export(store, window)
    export.choose(Scope.DAYS)
    export.dialog.from_day.setDate(QDate(2026, 11, 21))
    export.dialog.to_day.setDate(QDate(2026, 11, 20))
    assert not export.dialog.export.isEnabled()
    assert export.dialog.scope_hint_label.text() == "The last day is before the first day."
    export.dialog.from_day.setDate(QDate(2026, 11, 20))
    assert export.accept() == [2]


def test_without_tags_the_choice_of_a_tag_is_not_offered(window: QWidget, tmp_path: Path) -> None:
    empty = AnnotationStore.open(tmp_path / "empty.db")
    export = Export(empty, window)
    assert export.dialog.scope.findData(Scope.TAG) == -1
    empty.close()


def test_each_format_has_a_hint(store: AnnotationStore, window: QWidget) -> None:
    export = Export(store, window)
    assert "can be imported again" in export.dialog.format_hint_label.text()
    export.dialog.format_list.setCurrentIndex(export.dialog.format_list.findText("Markdown"))
    assert "cannot be imported again" in export.dialog.format_hint_label.text()
    export.dialog.export.click()
    assert export.emitted[0][1] is ExportFormat.MARKDOWN


def test_escape_exports_nothing(store: AnnotationStore, window: QWidget, qtbot: QtBot) -> None:
    export = Export(store, window)
    qtbot.keyClick(export.dialog, Qt.Key.Key_Escape)
    assert export.emitted == []


def test_each_choice_of_the_dialog_has_a_name(store: AnnotationStore, window: QWidget) -> None:
    """Lists are checked by their label relations, since Qt on Linux returns the chosen value as their name."""
    dialog = Export(store, window).dialog
    labels = [labels_of(part) for part in (dialog.scope, dialog.tag, dialog.format_list)]
    assert labels == [["Annotations"], ["Tag"], ["Format"]]
    others = [QAccessible.queryAccessibleInterface(part) for part in (dialog.from_day, dialog.to_day, dialog.bin)]
    names = [part.text(QAccessible.Text.Name) for part in others]
    assert names == ["First day", "Last day", "Include annotations in the bin"]


def labels_of(part: QWidget) -> list[str]:
    related = QAccessible.queryAccessibleInterface(part).relations(QAccessible.RelationFlag.Label)
    return [each.text(QAccessible.Text.Name) for each, _ in related]


def test_file_filters_and_the_message_after_an_export(tmp_path: Path) -> None:
    assert [file_kind(each, ENGLISH) for each in ExportFormat] == [
        "JSON-LD (*.jsonld)",
        "Plain text (*.txt)",
        "Markdown (*.md)",
    ]
    path = tmp_path / "x.md"
    assert exported_words(0, path, ENGLISH) == "There are no annotations that fit, so nothing was written."
    assert exported_words(1, path, ENGLISH) == f"1 annotation was written to {path}."
    assert exported_words(1234, path, ENGLISH) == f"1,234 annotations were written to {path}."


def report(window: QWidget, plan: ImportPlan, losses: dict[Loss, int]) -> AnnotationImportReport:
    lines = loss_words(losses, ENGLISH)
    items = ["Annotation 1: its markup is kept as plain text."] if losses else []
    dialog = AnnotationImportReport(
        import_words(plan.counts, ENGLISH), lines, items, window, undoable=bool(plan.stored)
    )
    dialog.open()
    return dialog


def button(dialog: AnnotationImportReport, words: str) -> QPushButton | None:
    return next((each for each in dialog.findChildren(QPushButton) if each.text() == words), None)


def test_an_import_can_be_undone_from_its_report(window: QWidget, qtbot: QtBot) -> None:
    dialog = report(window, ImportPlan(new=(note(1),)), {})
    undo = button(dialog, "&Undo the import")
    assert undo is not None
    with qtbot.waitSignal(dialog.undo_wanted):
        undo.click()
    assert not dialog.isVisible()


def test_the_report_lists_what_was_left_out_and_can_be_copied(window: QWidget) -> None:
    dialog = report(window, ImportPlan(new=(note(1),)), {Loss.TOO_LONG: 1, Loss.MARKUP: 2})
    copy = button(dialog, "&Copy")
    assert copy is not None
    copy.click()
    assert QGuiApplication.clipboard().text() == (
        "1 annotation was added.\n• 1 annotation is longer than can be taken, and was left out.\n"
        "• 2 notes were written in HTML; their markup is kept as plain text.\n"
        "Annotation 1: its markup is kept as plain text.\n"
    )
    assert dialog.accessibleDescription() == "1 annotation was added."


def test_an_import_that_wrote_nothing_cannot_be_undone(window: QWidget) -> None:
    dialog = report(window, ImportPlan(same=(note(1),)), {})
    assert dialog.windowTitle() == "Nothing imported"
    assert button(dialog, "&Undo the import") is None
    assert button(dialog, "&Copy") is None
    assert not dialog.lines.isVisible()


def test_the_heading_over_losses_counts_each_annotation_once_whatever_it_loses(window: QWidget) -> None:
    here = f"{DATASET}:project/afic"
    odd = {"type": "Annotation", "target": ["https://x.org/", here], "colour": "mauve", "body": "a"}  # loses 2 and more
    whole = {"type": "Annotation", "target": here, "body": "b", "creator": "acct:a@example.org"}
    for records, heading in (
        ([odd, whole], "1 annotation is not taken, or not as it is in the file"),
        ([odd, odd, whole, {"type": "Annotation"}], "3 annotations are not taken, or not as they are in the file"),
    ):
        found = from_jsonld(json.dumps(records).encode(), NOON)
        assert sum(found.losses.values()) > len(found.items)
        preview = preview_of(ImportPlan(new=found.annotations), found)
        dialog = ImportPreviewDialog("x.jsonld", preview, {}, window)
        shown = [dialog.choices.index(row, 0).data() for row in range(dialog.choices.rowCount())]
        assert shown[-1] == heading
        dialog.close()


def test_a_group_of_which_no_annotation_is_listed_is_chosen_as_a_whole(window: QWidget, qtbot: QtBot) -> None:
    """As of a file of which the first 500 annotations are on entries that the open reference does not have."""
    notes = tuple(note(number) for number in range(MOST_LISTED + 20))
    dialog = ImportPreviewDialog("x.jsonld", preview_of(ImportPlan(new=notes), ReadAnnotations(notes)), {}, window)
    dialog.show()
    whole, listed = (dialog.choices.index(row, 0) for row in range(2))
    assert (dialog.choices.rowCount(whole), dialog.choices.rowCount(listed)) == (0, MOST_LISTED)
    for index in (whole, listed):
        dialog.tree.setCurrentIndex(index)
        QTest.keyClick(dialog.tree, Qt.Key.Key_Space)
        assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert dialog.choices.choice.outcomes == {VersionOutcome.NEW}
    assert not dialog.import_button.isEnabled()
    dialog.tree.setCurrentIndex(whole)
    QTest.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert whole.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert dialog.import_button.isEnabled()
    with qtbot.waitSignal(dialog.import_wanted) as wanted:
        dialog.import_button.click()
    assert wanted.args[0].outcomes == frozenset()
    assert len(wanted.args[0].uuids) == MOST_LISTED


def test_what_is_ticked_in_one_group_is_imported_though_another_of_its_outcome_is_not(window: QWidget) -> None:
    plan = ImportPlan(new=tuple(note(number) for number in range(MOST_LISTED + 20)))
    dialog = ImportPreviewDialog("x.jsonld", preview_of(plan, ReadAnnotations(plan.new)), {}, window)
    dialog.tree.setCurrentIndex(dialog.choices.index(0, 0))  # the 20 that are not listed
    QTest.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert dialog.choices.choice.left_out(plan) == {each.uuid for each in plan.new[MOST_LISTED:]}


def test_a_long_group_says_what_becomes_of_those_that_are_not_listed(window: QWidget) -> None:
    notes = tuple(note(number) for number in range(MOST_LISTED + 20))
    known = {each.entry_id: "A project" for each in notes}
    for plan, titles, said in (
        (ImportPlan(new=notes), known, "20 more are not listed; they are left out only if all that are listed are."),
        (ImportPlan(same=notes), known, "20 more are not listed."),
        (ImportPlan(new=notes), {}, "20 that are not listed are on entries that this reference does not have."),
        (ImportPlan(new=notes, elsewhere=notes[1:-1]), known, "19 that are not listed are on entries that this"),
        (ImportPlan(new=notes[1:], elsewhere=notes[-1:]), known, "1 that is not listed is on an entry that this"),
        (ImportPlan(same=notes), {}, "20 more are not listed."),
    ):
        preview = preview_of(plan, ReadAnnotations(notes))
        dialog = ImportPreviewDialog("x.jsonld", preview, titles, window)
        assert dialog.choices.index(0, 0).data().splitlines()[-1].startswith(said)
        assert preview.entry_ids >= {each.entry_id for each in plan.new if each not in plan.elsewhere}
        dialog.close()


def test_import_is_offered_only_if_there_is_something_to_choose(window: QWidget) -> None:
    for plan, offered in ((ImportPlan(same=(note(1),)), False), (ImportPlan(new=(note(1),)), True)):
        dialog = ImportPreviewDialog("x.jsonld", preview_of(plan, ReadAnnotations(())), {}, window)
        assert dialog.import_button.isEnabled() is offered
        dialog.close()
