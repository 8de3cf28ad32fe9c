"""Rows that are drawn at once look as Qt would have drawn them, to the pixel."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QCursor, QFont, QFontInfo, QIcon, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QStyleFactory, QTableView, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import Annotation, Colour, Person
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.annotations.cells import AnnotationColumn
from coopviewer.models.annotations.table import AnnotationTableModel
from coopviewer.widgets.annotations.browser.line_text import SimpleSigns
from coopviewer.widgets.annotations.browser.table import AnnotationTableView, table_words
from coopviewer.widgets.annotations.browser.table_delegate import sample
from coopviewer.widgets.common.theme import DARK, LIGHT, Theme, palette
from tests.widgets.annotations.browser.browser_samples import annotation, few

_LEFT, _RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
_Selection = QItemSelectionModel.SelectionFlag
_TOGGLED = _Selection.Toggle | _Selection.Rows
_ODD = (
    "i" * 400,
    "ill-lit, illicit: " * 30,
    "W" * 90,
    "“Quoted” — with dashes… and … dots (and brackets)",
    "Coopération, Côte d’Ivoire, Türkiye, Škoda",
    "Ελλάδα",
    "საქართველო",
    "₾ 100, ₴ 20, ₿ 3, ⅦⅣ",
    "∀x ∈ A: x ≤ y ⇒ f(x)",
    "Східне партнерство: прикордонне співробітництво",
    "التعاون في إدارة الحدود مع Frontex (2019)",
    "Frontex مع التعاون",
    "🛂🛃 emoji, 👩🏽‍✈️ joined",
    "Z̵̡̢̛̗̘̙a̡̛̗̘l̛̗̘g̗̘o̗ ̗stacked" + "\u0301" * 30,
    "Ấn Độ, Việt Nam, Å̂ngström",
    "ไทย ก๋วยเตี๋ยว 中文 日本語",
    "a\u202eb\u202cc\u2028d\x07e\u200bf",
    "<b>not bold</b> &amp; 'plain'",
    "",
)


class _DrawnByQt(AnnotationTableView):
    """The same table without the hand that is looked at."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        QTableView.paintEvent(self, event)


class _Pair:
    """Two views of the same rows, one beside the other in one window."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.model = AnnotationTableModel(table_words(_icon, self.window), self.window)
        self.ours, self.qts = AnnotationTableView(self.model, self.window), _DrawnByQt(self.model, self.window)
        self.both = (self.ours, self.qts)
        for place, view in enumerate(self.both):
            view.setGeometry(0, 500 * place, 900, 500)
            view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # one of them would have the keyboard, and look so
        self.window.resize(900, 1000)
        with qtbot.waitExposed(self.window):
            self.window.show()
        odd = [annotation(100 + number, body=text, tags=(text[:60],) * bool(text)) for number, text in enumerate(_ODD)]
        self.show([*few(), *odd, *(annotation(200 + number, colour=each) for number, each in enumerate(Colour))])

    def show(self, annotations: list[Annotation]) -> None:
        self.model.show_list([each.uuid for each in annotations])
        self.model.update(annotations, {"country/NE": "Niger", "network/afic": _ODD[5]})
        for view in self.both:
            view.mark()

    def each(self, change: Callable[[AnnotationTableView], object]) -> None:
        for view in self.both:
            change(view)

    def look(self) -> tuple[QImage, QImage]:
        ours, qts = (view.viewport().grab().toImage() for view in self.both)
        return ours, qts


def _icon(kind: EntryKind | None) -> QIcon:
    pixmap = QPixmap(40, 40)
    pixmap.fill(QColor("teal" if kind is EntryKind.COUNTRY else "peru"))
    return QIcon(pixmap)


@pytest.fixture
def pair(qtbot: QtBot) -> _Pair:
    return _Pair(qtbot)


@pytest.fixture(params=("fusion", "windows"))
def style(request: pytest.FixtureRequest, pair: _Pair) -> None:
    made = QStyleFactory.create(request.param)
    made.setParent(pair.window)
    pair.each(lambda view: view.setStyle(made))


@pytest.mark.usefixtures("style")
@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("direction", [_LEFT, _RIGHT])
def test_rows_look_as_qt_draws_them(pair: _Pair, direction: Qt.LayoutDirection, theme: Theme) -> None:
    pair.window.setPalette(palette(theme))
    pair.each(lambda view: view.setLayoutDirection(direction))
    for scrolled in (0, 7, 10_000):
        pair.each(lambda view, to=scrolled: view.verticalScrollBar().setValue(to))
        ours, qts = pair.look()
        assert ours == qts


@pytest.mark.parametrize("direction", [_LEFT, _RIGHT])
@pytest.mark.parametrize("width", [24, 31, 40, 57, 400])
def test_columns_of_any_width_look_as_qt_draws_them(pair: _Pair, width: int, direction: Qt.LayoutDirection) -> None:
    pair.each(lambda view: view.setLayoutDirection(direction))
    for column in (AnnotationColumn.ENTRY, AnnotationColumn.NOTE, AnnotationColumn.COLOUR):
        pair.each(lambda view, each=column: view.setColumnWidth(each, width))
    for across in (0, 113):
        pair.each(lambda view, to=across: view.horizontalScrollBar().setValue(to))
        ours, qts = pair.look()
        assert ours == qts


def test_a_large_font_looks_as_qt_draws_it(pair: _Pair) -> None:
    font = pair.window.font()
    font.setPointSizeF(2.1 * font.pointSizeF())
    pair.window.setFont(font)
    ours, qts = pair.look()
    assert ours == qts


@pytest.mark.parametrize("size", [9, 11, 20])
@pytest.mark.parametrize("family", ["Liberation Sans", "Noto Mono", "DejaVu Serif"])
def test_signs_that_other_fonts_draw_look_as_qt_draws_them(pair: _Pair, family: str, size: int) -> None:
    pair.window.setFont(QFont(family, size))  # where it is not there, Qt takes another
    ours, qts = pair.look()
    assert ours == qts


def test_signs_of_the_font_are_told_from_those_that_others_draw() -> None:
    simple = SimpleSigns(QFont("DejaVu Sans", 10))
    if QFontInfo(QFont("DejaVu Sans")).family() != "DejaVu Sans":
        pytest.skip("the font is not there")
    assert all(
        simple.cover(text) for text in ("", "Plain 1-2", "“Côte d’Ivoire”…", "Türkiye", "Україна", "Ελλάδα", "→")
    )
    assert not any(simple.cover(text) for text in ("النيجر", "中文", "a\u0301", "🛂", "a\u202eb", "\u2068a\u2069", "✈"))


def test_an_author_with_a_line_break_stands_in_one_line(pair: _Pair) -> None:
    pair.show([annotation(1), annotation(2, creator=Person("00000000-0000-4000-8000-00000000000c", "Ada\nL."))])
    ours, qts = pair.look()
    assert ours == qts
    assert pair.model.index(1, AnnotationColumn.AUTHOR).data() == "Ada L."


def test_rows_that_are_not_read_yet_look_as_qt_draws_them(pair: _Pair) -> None:
    pair.model.show_list([f"unknown {number}" for number in range(100)])
    ours, qts = pair.look()
    assert ours == qts


def test_what_is_chosen_or_has_the_keyboard_is_left_to_qt(pair: _Pair, qtbot: QtBot) -> None:
    pair.each(lambda view: view.selectRow(3))
    pair.each(lambda view: view.selectionModel().select(view.model().index(6, 0), _TOGGLED))
    for chosen in (lambda view: None, lambda view: view.selectAll()):
        pair.each(chosen)
        grabs = []
        for view in pair.both:
            view.setFocus()
            qtbot.waitUntil(view.hasFocus)
            grabs.append(view.viewport().grab().toImage())
        assert grabs[0] == grabs[1]


def test_a_table_that_is_off_looks_as_qt_draws_it(pair: _Pair) -> None:
    pair.each(lambda view: view.setEnabled(False))
    ours, qts = pair.look()
    assert ours == qts


def test_only_rows_that_are_set_apart_cost_a_call_for_each_cell(pair: _Pair) -> None:
    asked: list[int] = []
    answer = pair.model.multiData
    pair.model.multiData = lambda index, span: (asked.append(index.row()), answer(index, span))  # type: ignore[assignment]
    viewport = pair.ours.viewport()
    flags = _Selection.ClearAndSelect | _Selection.Rows
    pair.ours.selectionModel().setCurrentIndex(pair.model.index(2, 0), flags)
    viewport.grab()
    assert set(asked) == {2}
    QCursor.setPos(viewport.mapToGlobal(QPoint(60, pair.ours.rowViewportPosition(5) + 4)))
    viewport.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    viewport.grab()
    assert set(asked) == {2, 5}


def test_a_part_that_is_drawn_anew_fits_the_rest(pair: _Pair) -> None:
    whole = pair.ours.viewport().grab().toImage()
    pixmap = QPixmap.fromImage(whole)
    part = pair.ours.visualRect(pair.model.index(4, AnnotationColumn.TAGS)).adjusted(10, 3, -20, -2)
    pair.ours.viewport().render(pixmap, part.topLeft(), part)
    assert pixmap.toImage() == whole


def test_an_empty_list_draws_nothing(pair: _Pair) -> None:
    pair.model.show_list([])
    ours, qts = pair.look()
    assert ours == qts


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0, 2.25])
def test_samples_of_colours_stay_as_sharp_as_they_are_drawn(ratio: float) -> None:
    drawn = sample(Colour.PINK, False, ratio)
    images = [QImage(200, 100, QImage.Format.Format_RGB32) for _ in range(2)]
    for image, picture in zip(images, (drawn, QIcon(drawn)), strict=True):
        image.fill(Qt.GlobalColor.white)
        image.setDevicePixelRatio(ratio)
        painter = QPainter(image)
        if isinstance(picture, QIcon):
            picture.paint(painter, QRect(QPoint(4, 4), drawn.deviceIndependentSize().toSize()))
        else:
            painter.drawPixmap(QPoint(4, 4), picture)
        painter.end()
    assert images[0] == images[1]
