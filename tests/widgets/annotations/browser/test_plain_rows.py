"""Plain rows look exactly, pixel by pixel, as Qt draws them."""

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
from coopviewer.widgets.annotations.browser.line_text import SimpleCharacters
from coopviewer.widgets.annotations.browser.table import AnnotationTableView, table_labels
from coopviewer.widgets.annotations.browser.table_delegate import draw_sample
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
    """The same table without the fast drawing that is tested."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        QTableView.paintEvent(self, event)


class _ViewPair:
    """Two views of the same rows in one window, one drawn by us and one by Qt."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.model = AnnotationTableModel(table_labels(_icon), self.window)
        self.ours, self.qts = AnnotationTableView(self.model, self.window), _DrawnByQt(self.model, self.window)
        self.both = (self.ours, self.qts)
        for position, view in enumerate(self.both):
            view.setGeometry(0, 500 * position, 900, 500)
            view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # so that neither is drawn with keyboard focus
        self.window.resize(900, 1000)
        with qtbot.waitExposed(self.window):
            self.window.show()
        odd = [annotation(100 + number, body=text, tags=(text[:60],) * bool(text)) for number, text in enumerate(_ODD)]
        self.show([*few(), *odd, *(annotation(200 + number, colour=each) for number, each in enumerate(Colour))])

    def show(self, annotations: list[Annotation]) -> None:
        self.model.show_list([each.uuid for each in annotations])
        self.model.update(annotations, {"country/NE": "Niger", "network/afic": _ODD[5]})
        for view in self.both:
            view.select_annotation()

    def each(self, change: Callable[[AnnotationTableView], object]) -> None:
        for view in self.both:
            change(view)

    def grab(self) -> tuple[QImage, QImage]:
        ours, qts = (view.viewport().grab().toImage() for view in self.both)
        return ours, qts


def _icon(kind: EntryKind | None) -> QIcon:
    pixmap = QPixmap(40, 40)
    pixmap.fill(QColor("teal" if kind is EntryKind.COUNTRY else "peru"))
    return QIcon(pixmap)


@pytest.fixture
def pair(qtbot: QtBot) -> _ViewPair:
    return _ViewPair(qtbot)


@pytest.fixture(params=("fusion", "windows"))
def style(request: pytest.FixtureRequest, pair: _ViewPair) -> None:
    style = QStyleFactory.create(request.param)
    style.setParent(pair.window)
    pair.each(lambda view: view.setStyle(style))


@pytest.mark.usefixtures("style")
@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("direction", [_LEFT, _RIGHT])
def test_rows_look_as_qt_draws_them(pair: _ViewPair, direction: Qt.LayoutDirection, theme: Theme) -> None:
    pair.window.setPalette(palette(theme))
    pair.each(lambda view: view.setLayoutDirection(direction))
    for scrolled in (0, 7, 10_000):
        pair.each(lambda view, to=scrolled: view.verticalScrollBar().setValue(to))
        ours, qts = pair.grab()
        assert ours == qts


@pytest.mark.parametrize("direction", [_LEFT, _RIGHT])
@pytest.mark.parametrize("width", [24, 31, 40, 57, 400])
def test_columns_of_any_width_look_as_qt_draws_them(pair: _ViewPair, width: int, direction: Qt.LayoutDirection) -> None:
    pair.each(lambda view: view.setLayoutDirection(direction))
    for column in (AnnotationColumn.ENTRY, AnnotationColumn.NOTE, AnnotationColumn.COLOUR):
        pair.each(lambda view, each=column: view.setColumnWidth(each, width))
    for across in (0, 113):
        pair.each(lambda view, to=across: view.horizontalScrollBar().setValue(to))
        ours, qts = pair.grab()
        assert ours == qts


def test_a_large_font_looks_as_qt_draws_it(pair: _ViewPair) -> None:
    font = pair.window.font()
    font.setPointSizeF(2.1 * font.pointSizeF())
    pair.window.setFont(font)
    ours, qts = pair.grab()
    assert ours == qts


@pytest.mark.parametrize("size", [9, 11, 20])
@pytest.mark.parametrize("family", ["Liberation Sans", "Noto Mono", "DejaVu Serif"])
def test_characters_of_fallback_fonts_look_as_qt_draws_them(pair: _ViewPair, family: str, size: int) -> None:
    pair.window.setFont(QFont(family, size))  # if it is not installed, Qt takes another
    ours, qts = pair.grab()
    assert ours == qts


def test_characters_of_the_font_are_distinguished_from_those_of_fallback_fonts() -> None:
    simple = SimpleCharacters(QFont("DejaVu Sans", 10))
    if QFontInfo(QFont("DejaVu Sans")).family() != "DejaVu Sans":
        pytest.skip("the font is not installed")
    assert all(
        simple.contain_all_of(text)
        for text in ("", "Plain 1-2", "“Côte d’Ivoire”…", "Türkiye", "Україна", "Ελλάδα", "→")
    )
    assert not any(
        simple.contain_all_of(text) for text in ("النيجر", "中文", "a\u0301", "🛂", "a\u202eb", "\u2068a\u2069", "✈")
    )


def test_an_author_with_a_line_break_is_shown_on_one_line(pair: _ViewPair) -> None:
    pair.show([annotation(1), annotation(2, creator=Person("00000000-0000-4000-8000-00000000000c", "Ada\nL."))])
    ours, qts = pair.grab()
    assert ours == qts
    assert pair.model.index(1, AnnotationColumn.AUTHOR).data() == "Ada L."


def test_rows_that_have_not_been_read_look_as_qt_draws_them(pair: _ViewPair) -> None:
    pair.model.show_list([f"unknown {number}" for number in range(100)])
    ours, qts = pair.grab()
    assert ours == qts


def test_selected_and_focused_rows_are_drawn_by_qt(pair: _ViewPair, qtbot: QtBot) -> None:
    pair.each(lambda view: view.selectRow(3))
    pair.each(lambda view: view.selectionModel().select(view.model().index(6, 0), _TOGGLED))
    for selection in (lambda view: None, lambda view: view.selectAll()):
        pair.each(selection)
        grabs = []
        for view in pair.both:
            view.setFocus()
            qtbot.waitUntil(view.hasFocus)
            grabs.append(view.viewport().grab().toImage())
        assert grabs[0] == grabs[1]


def test_a_disabled_table_looks_as_qt_draws_it(pair: _ViewPair) -> None:
    pair.each(lambda view: view.setEnabled(False))
    ours, qts = pair.grab()
    assert ours == qts


def test_qt_asks_the_model_only_for_cells_of_rows_that_are_not_plain(pair: _ViewPair) -> None:
    asked_rows: list[int] = []
    answer = pair.model.multiData
    pair.model.multiData = lambda index, span: (asked_rows.append(index.row()), answer(index, span))  # type: ignore[assignment]
    viewport = pair.ours.viewport()
    flags = _Selection.ClearAndSelect | _Selection.Rows
    pair.ours.selectionModel().setCurrentIndex(pair.model.index(2, 0), flags)
    viewport.grab()
    assert set(asked_rows) == {2}
    QCursor.setPos(viewport.mapToGlobal(QPoint(60, pair.ours.rowViewportPosition(5) + 4)))
    viewport.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    viewport.grab()
    assert set(asked_rows) == {2, 5}


def test_a_region_drawn_again_matches_the_rest(pair: _ViewPair) -> None:
    whole = pair.ours.viewport().grab().toImage()
    pixmap = QPixmap.fromImage(whole)
    part = pair.ours.visualRect(pair.model.index(4, AnnotationColumn.TAGS)).adjusted(10, 3, -20, -2)
    pair.ours.viewport().render(pixmap, part.topLeft(), part)
    assert pixmap.toImage() == whole


def test_an_empty_list_draws_nothing(pair: _ViewPair) -> None:
    pair.model.show_list([])
    ours, qts = pair.grab()
    assert ours == qts


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0, 2.25])
def test_colour_samples_are_not_scaled_by_icons(ratio: float) -> None:
    drawn = draw_sample(Colour.PINK, False, ratio)
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
