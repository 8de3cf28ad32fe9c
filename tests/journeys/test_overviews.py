"""A person looks at many entries at once."""

import csv
import io
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontInfo, QImage
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.app.composition import Composition
from coopviewer.app.overviews.picture_export import OverviewFileKind
from coopviewer.app.overviews.timeline_controller import TimelineController
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.models.roles import Role
from coopviewer.rendering.overviews.timeline_view import lay_out_timeline
from coopviewer.storage.overviews.beginning import read_beginning
from coopviewer.widgets.export.save_dialog import SaveDialog
from coopviewer.widgets.overviews.pane import TABLE_KEY, OverviewPane
from coopviewer.widgets.shell.actions import ActionId
from tests.journeys.conftest import Opens


def timeline_of(composition: Composition) -> TimelineController:
    controller = composition.menu.overviews.controller("timeline")
    assert isinstance(controller, TimelineController)
    return controller


def show_timeline(composition: Composition, qtbot: QtBot, query: str = "") -> TimelineController:
    if query:
        composition.reading.open(parse_address(f"coop:timeline?{query}"))
    else:
        composition.window.actions_by_id[ActionId.TIMELINE].trigger()
    controller = timeline_of(composition)
    qtbot.waitUntil(lambda: controller.pane.count.text() != "")
    return controller


def test_the_timeline_shows_every_project(opens: Opens, qtbot: QtBot) -> None:
    controller = show_timeline(opens(), qtbot, "group=none")
    with closing(sqlite3.connect(paths.reference_file())) as reference:
        given = dict(
            reference.execute("""
            SELECT e.id, t.as_given FROM entry e JOIN fact f ON f.entry_id = e.id AND f.kind = 'timeframe'
            JOIN timeframe t ON t.fact_id = f.id WHERE e.kind = 'project'""")
        )
    model = controller.pane.model
    rows = {model.index(row, 0).data(Role.REF).id: model.index(row, 1).data() for row in range(model.rowCount())}
    assert rows == given
    assert controller.pane.isVisible()


def take_beginning(composition: Composition, controller: TimelineController) -> None:
    """Answer the query that is shown with a beginning, of which one section has been read."""
    assert controller.query is not None
    with closing(sqlite3.connect(paths.reference_file())) as reference:
        beginning = read_beginning(reference, many=1)
    assert beginning is not None
    first, *others = beginning.sections
    beginning = beginning._replace(sections=(first, *(each._replace(members=()) for each in others)))
    edition = composition.reference.edition
    view = lay_out_timeline(beginning, controller.query, None, edition, controller.context.today(), ENGLISH)
    controller._take(controller.query, view)


def test_the_table_of_the_query_before_is_not_shown_beside_a_beginning(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show_timeline(composition, qtbot, "view=table&group=none")
    assert controller.pane.model.rowCount() == 4
    with qtbot.waitSignal(controller.shown):
        composition.reading.open(parse_address("coop:timeline?view=table"))
    whole = controller.pane.model.rowCount()
    take_beginning(composition, controller)
    assert controller.pane.pages.currentWidget() is controller.pane.table
    assert (controller.pane.model.rowCount(), controller.pane.model.columnCount()) == (0, 0)
    with qtbot.waitSignal(controller.shown):
        controller.show("view=table")
    assert controller.pane.model.rowCount() == whole > 0


def test_what_only_begins_to_be_shown_is_not_saved(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show_timeline(composition, qtbot)
    whole = controller.shown_table
    assert whole is not None
    take_beginning(composition, controller)
    assert controller.pane.count.text() == "4 projects, being read"
    assert controller.shown_table is None
    controller.export()
    assert composition.window.findChildren(SaveDialog) == []
    with qtbot.waitSignal(controller.shown):
        controller.show("")
    assert controller.shown_table is not None
    assert len(controller.shown_table.table.rows) == len(whole.table.rows)


def test_a_bar_is_opened_by_the_keyboard_and_one_comes_back(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show_timeline(composition, qtbot)
    qtbot.waitUntil(controller.canvas.hasFocus)
    qtbot.keyClick(controller.canvas, Qt.Key.Key_Down)
    current = controller.canvas.current
    assert current is not None
    row = controller.canvas.row(current)
    assert row is not None
    qtbot.keyClick(controller.canvas, Qt.Key.Key_Return)
    assert composition.page.title == row.ref.title
    assert not controller.pane.isVisible()
    composition.reading.step(-1)
    assert controller.pane.isVisible()
    qtbot.keyClick(controller.canvas, Qt.Key.Key_Escape)
    assert composition.page.isVisible()


def test_a_bar_is_opened_by_a_click(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show_timeline(composition, qtbot, "group=none")
    canvas = controller.canvas
    second = canvas.rect_of(1).center().toPoint() + QPoint(20, 0)
    row = canvas.row(1)
    assert row is not None
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert composition.page.title == row.ref.title


@pytest.mark.parametrize("text", ["afic", "partner:IOM"])
def test_the_timeline_is_filtered_as_a_search_is(opens: Opens, qtbot: QtBot, text: str) -> None:
    composition = opens()
    controller = show_timeline(composition, qtbot)
    controller.pane.focus_filter()
    qtbot.keyClicks(controller.pane.filter, text)
    qtbot.waitUntil(lambda: " of " in controller.pane.count.text())
    assert str(composition.reading.address).startswith("coop:timeline?q=")
    assert 0 < controller.pane.model.rowCount() < 5


def test_a_key_shows_the_table_and_the_picture_again(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show_timeline(composition, qtbot)
    assert TABLE_KEY == "Ctrl+Alt+V"
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(controller.pane, Qt.Key.Key_V, keys)
    qtbot.waitUntil(controller.pane.table.isVisible)
    qtbot.keyClick(controller.pane.table, Qt.Key.Key_V, keys)
    qtbot.waitUntil(controller.canvas.isVisible)


@pytest.mark.parametrize("name", ["coverage", "timeline", "map"])
@pytest.mark.parametrize("ending", ["png", "svg", "csv"])
def test_an_overview_is_saved_as_a_file(opens: Opens, qtbot: QtBot, tmp_path: Path, name: str, ending: str) -> None:
    composition = opens()
    composition.reading.open(parse_address(f"coop:{name}"))
    controller = composition.menu.overviews.controller(name)
    qtbot.waitUntil(lambda: controller.pane.count.text() != "")
    export = controller.picture_export
    qtbot.mouseClick(controller.pane.export, Qt.MouseButton.LeftButton)
    target = tmp_path / f"overview.{ending}"
    with qtbot.waitSignal(export.file_saving.saved):
        export.save(target, OverviewFileKind(ending))
    content = target.read_bytes()
    rows = controller.pane.model.rowCount()
    if ending == "csv":
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert len(lines) == rows + 1
        assert lines[1][0] == controller.pane.model.index(0, 0).data()
    elif ending == "png":
        image = QImage.fromData(content)
        assert image.width() > 1000
        assert len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}) > 3
    else:
        text = content.decode()
        assert composition.reference.edition.id in text
        size = QFontInfo(composition.window.font()).pixelSize()
        assert f'font-size="{size}"' in text  # as in the window, for which texts are placed
        patterned = re.findall(r'<g fill="url\(#fillpattern\w+\)"[^>]*transform="matrix\(([^,]*),', text)
        assert bool(patterned) == (name == "map")
        assert all(abs(float(scale)) == 1 for scale in patterned)
        shown = " ".join(re.findall(r"<text[^>]*>([^<]*)", text))
        legend = {
            "coverage": "not stated: not named here, and no source says that the list is complete",
            "map": "listed: 18",
            "timeline": "",
        }
        assert legend[name] in shown
        assert "no endorsement" in shown if name == "map" else True
        assert composition.reference.edition.id in shown
        assert "Canada" in text if name != "timeline" else "EU4BorderSecurity" in text


def test_a_year_is_typed_or_clicked_and_says_how_sure_it_is(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show_timeline(composition, qtbot, "group=none")
    controller.year.setFocus()
    qtbot.keyClicks(controller.year, "2019")
    qtbot.waitUntil(lambda: "3 surely" in controller.pane.count.text())
    assert str(composition.reading.address) == "coop:timeline?group=none&year=2019"
    rows = controller.canvas.geometry_of_rows
    middle = QPoint(round(rows.x(date(2019, 7, 1).toordinal())), rows.sizes.head - 4)
    controller.canvas.setFocus()
    qtbot.mouseClick(controller.canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.waitUntil(lambda: controller.year.text() == "")
    assert str(composition.reading.address) == "coop:timeline?group=none"
    qtbot.mouseClick(controller.canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.waitUntil(lambda: controller.year.text() == "2019")


def test_an_overview_keeps_what_tells_windows_apart(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    composition.window.title_line.note_number(2)
    show_timeline(composition, qtbot)
    assert composition.window.windowTitle() == "Timeline · window 2"


def test_f4_on_a_bar_shows_where_its_timeframe_is_written(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = show_timeline(composition, qtbot, "group=none")
    canvas = controller.canvas
    qtbot.waitUntil(canvas.hasFocus)
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    canvas.set_current(canvas.neighbour(None, 0, 0))
    shown = []
    for _ in range(2):
        row = canvas.row(canvas.current)
        assert row is not None
        assert canvas.rect_of(canvas.current).top() <= canvas.bar_of(canvas.current).top()
        assert canvas.bar_of(canvas.current).left() >= canvas.geometry_of_rows.area.left()
        qtbot.keyClick(canvas, Qt.Key.Key_F4)
        qtbot.waitUntil(lambda: controller.cards.is_shown)
        said = controller.cards.card.text.toPlainText()
        assert row.ref.title in said
        assert "field “Timeframe”" in said
        shown.append(row.ref.id)
        qtbot.keyClick(controller.cards.card, Qt.Key.Key_Escape)
        assert not controller.cards.is_shown
        qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert len(set(shown)) == 2


def test_f4_on_a_project_without_a_timeframe_says_that_none_is_stated(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    copied = tmp_path / "copy.db"
    shutil.copyfile(paths.reference_file(), copied)
    with closing(sqlite3.connect(copied)) as connection, connection:
        connection.execute(
            "DELETE FROM timeframe WHERE fact_id IN (SELECT id FROM fact WHERE entry_id = 'project/afic')"
        )
    controller = show_timeline(opens(reference=copied), qtbot, "group=none")
    canvas = controller.canvas
    rows = canvas.geometry_of_rows.rows
    canvas.set_current(next(at for at in range(len(rows)) if (row := canvas.row(at)) and row.ref.id == "project/afic"))
    controller.show_source()
    qtbot.waitUntil(lambda: controller.cards.is_shown)
    assert "states no timeframe" in controller.cards.card.text.toPlainText()


def test_scrolling_the_timeline_lets_the_reading_of_the_rest_wait(opens: Opens, qtbot: QtBot) -> None:
    controller = show_timeline(opens(), qtbot)
    bar = controller.canvas.verticalScrollBar()
    bar.setRange(0, 100)
    assert not controller.service._movement.lasts
    bar.setValue(20)
    assert controller.service._movement.lasts


def test_the_timeline_s_table_is_sorted_by_its_headings(opens: Opens, qtbot: QtBot) -> None:
    controller = show_timeline(opens(), qtbot, "group=none&view=table")
    pane = controller.pane
    header = pane.table.horizontalHeader()
    column = [pane.model.headerData(each, Qt.Orientation.Horizontal) for each in range(header.count())].index("Ends")
    before = pane.model.rowCount()

    def ends() -> list[str]:
        return [str(pane.model.index(row, column).data()) for row in range(pane.model.rowCount())]

    def years() -> list[str]:
        return [re.findall(r"\d{4}|open", text)[-1] for text in ends()]

    def click() -> None:
        place = QPoint(header.sectionViewportPosition(column) + 8, header.height() // 2)
        with qtbot.waitSignal(controller.shown):
            qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click()
    assert years() == sorted(years())
    assert pane.query is not None
    assert pane.query.sort == "ends"
    assert header.isSortIndicatorShown()
    assert header.sortIndicatorSection() == column
    click()
    assert years() == sorted(years(), reverse=True)
    assert len(ends()) == before
    pane.table.setCurrentIndex(pane.model.index(0, 0))
    with qtbot.waitSignal(controller.shown):
        pane.sorting.by_column.trigger()
    titles = [pane.model.index(row, 0).data(Role.REF).sort_title for row in range(pane.model.rowCount())]
    assert titles == sorted(titles)
    assert pane.table.currentIndex().column() == 0


@pytest.mark.parametrize("name", ["coverage", "timeline"])
def test_each_grouping_has_a_label_that_reads_well(name: str, opens: Opens) -> None:
    composition = opens(parse_address(f"coop:{name}"))
    (pane,) = [each for each in composition.window.findChildren(OverviewPane) if each.isVisible()]
    labels = [pane.groups.itemText(row) for row in range(pane.groups.count())]
    assert labels[0] == "By region"
    assert labels[-1] == "No grouping"
    assert all(label.startswith("By ") and label[3].islower() for label in labels[:-1])
