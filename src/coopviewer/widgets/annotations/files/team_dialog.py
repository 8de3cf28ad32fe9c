"""The dialog of the team folder: joining one after seeing what would be sent, and how it is once it is joined."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.annotations.annotation import Annotation, distinct_tags
from coopviewer.domain.annotations.team.team import TeamContent, TeamStatus, Waiting
from coopviewer.domain.text.measures import shorten
from coopviewer.models.language import language
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.rendering.words.annotation_words import motivation_word
from coopviewer.rendering.words.teams.team_words import (
    choosing_words,
    colleague_cells,
    joining_words,
    team_lines,
    trouble_lines,
    unsendable_lines,
    waiting_words,
)
from coopviewer.widgets.common.focus_frame import FocusFrame
from coopviewer.widgets.common.interaction import announce
from coopviewer.widgets.common.quiet_table import QuietTable

_SIZE = QSize(680, 560)
_MOST_SHARE = 0.92  # of the parent's width and height that the dialog takes at most
_LONGEST_TEXT = 120  # characters of an annotation
_PAUSE = 300  # ms after the last key until the preview is asked for
_WIDTHS = (2, 2, 3, 6)


class TeamDialog(QDialog):
    """Asks for a folder and what is to be sent, and shows that first; of a team that was joined it shows how it is.

    It only emits what the user wants, and is deleted when it is closed.
    """

    place_wanted = Signal()
    """The user wants to choose a folder; ``set_place`` answers."""
    choice_changed = Signal(object)
    """Other annotations are to be sent: those with one of these tags (a tuple), None: all; ``show_waiting`` answers.

    It is emitted 300 ms after the last change, and once after the dialog is created.
    """
    join_wanted = Signal(str, object)
    """The user wants to join the team of a folder (its path), and send those with one of these tags; None: all."""
    choice_wanted = Signal(object)
    """The user wants to send those with one of these tags from now on (a tuple), None: all."""
    leave_wanted = Signal()
    """The user wants to take part no longer."""
    synchronise_wanted = Signal()
    """The user wants to send and receive now."""

    def __init__(self, parent: QWidget) -> None:
        """Start without a team; ``show_team`` says whether there is one."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Team folder"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.place = QLineEdit(self)
        self.place.setAccessibleName(self.tr("Team folder"))
        self.browse = self._button(self.tr("&Choose…"))
        self.all = QRadioButton(self.tr("&All annotations on this reference"), self)
        self.tagged = QRadioButton(self.tr("Only those with one of these &tags:"), self)
        self.tags = QLineEdit(self)
        self.tags.setAccessibleName(self.tr("Tags"))
        self.tags.setPlaceholderText(self.tr("with commas between them"))
        self.waiting_label, self.cautions, self.fault = (self._label() for _ in range(3))
        self.status, self.troubles, self.unsent = (self._label(is_copied=True) for _ in range(3))
        self.cautions.setText("\n".join(joining_words(language())))
        self.cautions.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.colleagues = TextTableModel((self.tr("Colleague"), self.tr("Last sent")), (), self)
        self.colleague_cells: tuple[tuple[str, str], ...] = ()
        self.colleague_table = QuietTable(self.colleagues, self.tr("Colleagues"), self)
        self.rows = TextTableModel((self.tr("Kind"), self.tr("Author"), self.tr("Entry"), self.tr("Text")), (), self)
        self.table = QuietTable(self.rows, self.tr("Annotations that will be sent"), self)
        self.join = self._button(self.tr("&Join and send"))
        self.choose = self._button(self.tr("C&hange what is sent…"))
        self.send = self._button(self.tr("Send t&hese from now on"))
        self.back = self._button(self.tr("&Back"))
        self.leave = self._button(self.tr("&Leave the team"))
        self.synchronise = self._button(self.tr("&Send and receive now"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._is_joined = self._is_shown = self._is_choosing = False
        self._tags: tuple[str, ...] | None = None  # that are chosen now
        self._frame = FocusFrame(self)
        self._lay_out()
        self._connect()
        self.all.setChecked(True)
        self.resize(_SIZE.boundedTo(parent.size() * _MOST_SHARE))
        self._update()

    def chosen_tags(self) -> tuple[str, ...] | None:
        """Return the tags of which an annotation must have one to be sent, as typed now; None: all are sent."""
        return None if self.all.isChecked() else distinct_tags(self.tags.text().split(","))

    def set_place(self, path: str) -> None:
        """Show a folder that the user chose."""
        self.place.setText(path)

    def show_waiting(self, tags: tuple[str, ...] | None, waiting: Waiting, titles: Mapping[str, str]) -> None:
        """Show which annotations would be sent with these tags: ``waiting`` has their number, and the first of them.

        Nothing happens if others were chosen meanwhile or the team was joined. ``titles`` are those of entries, by
        their ids.
        """
        if tags != self.chosen_tags() or (self._is_joined and not self._is_choosing):
            return
        self.rows.set_rows([_row(each, titles) for each in waiting.first])
        self.table.share_width(_WIDTHS)
        self._is_shown = True
        more = waiting.total - len(waiting.first)
        words = waiting_words(waiting.total, language())
        if more > 0:
            further = self.tr("The first {count} are listed.").format(count=language().number(len(waiting.first)))
            words = f"{words} {further}"
        self.waiting_label.setText("\n".join((words, *unsendable_lines(waiting.unsendable, titles, language()))))
        self._update()

    def show_team(self, status: TeamStatus, content: TeamContent | None, titles: Mapping[str, str]) -> None:
        """Show how the file takes part in a team; ``content`` is what was last found in its folder.

        None: what is shown of the folder stays. A fault that is shown is cleared with other content, or once the user
        joins or leaves. ``titles`` are those of the entries of annotations that are never sent, by their ids.
        """
        was_joined, self._is_joined = self._is_joined, status.membership is not None
        self._tags = status.membership.tags if status.membership is not None else None
        self._is_choosing = self._is_choosing and self._is_joined
        if content is not None or self._is_joined != was_joined:
            self.fault.clear()
        self.unsent.setText("\n".join(unsendable_lines(status.waiting.unsendable, titles, language())))
        self.status.setText("\n".join(team_lines(status, language())))
        if content is not None:
            self.colleague_cells = tuple(colleague_cells(each, language()) for each in content.colleagues)
            self.colleagues.set_rows([TextRow(cells) for cells in self.colleague_cells])
            self.colleague_table.share_width((2, 3))
            self.troubles.setText("\n".join(trouble_lines(content, language())))
        self._update()

    def show_fault(self, words: str) -> None:
        """Show why something could not be done, until ``show_team`` has content or the user tries to join."""
        self.fault.setText(words)
        announce(self, words)
        self._update()

    @Slot()
    def _ask(self) -> None:
        """Ask what would be sent; until that is shown, nothing can be joined."""
        self._is_shown = False
        self.tags.setEnabled(self.tagged.isChecked())
        self._update()
        self._pause.start()

    @Slot()
    def _change_choice(self) -> None:
        self.choice_changed.emit(self.chosen_tags())

    @Slot()
    def _join(self) -> None:
        self.fault.clear()
        self.join_wanted.emit(self.place.text().strip(), self.chosen_tags())

    @Slot()
    def _begin_choosing(self) -> None:
        self._is_choosing = True
        self.tags.setText(", ".join(self._tags or ()))
        chosen = self.all if self._tags is None else self.tagged
        chosen.setChecked(True)
        chosen.setFocus()
        self._ask()

    @Slot()
    def _choose(self) -> None:
        self.choice_wanted.emit(self.chosen_tags())
        self._show_status()

    @Slot()
    def _show_status(self) -> None:
        self._is_choosing = False
        self._update()
        self.choose.setFocus()

    @Slot()
    def _update(self) -> None:
        is_status = self._is_joined and not self._is_choosing
        self.pages.setCurrentIndex(int(is_status))
        self.join.setVisible(not self._is_joined)
        for widget in (self.leave, self.synchronise, self.choose):
            widget.setVisible(is_status)
        for widget in (self.send, self.back):
            widget.setVisible(self._is_choosing)
        for part in (self.intro, self.place_label, self.place, self.browse):
            part.setVisible(not self._is_joined)
        self.changing.setVisible(self._is_joined)
        chosen = self.chosen_tags()
        self.send.setEnabled(self._is_shown and (chosen is None or bool(chosen)))
        self.join.setEnabled(self.send.isEnabled() and bool(self.place.text().strip()))
        for label in (self.fault, self.unsent, self.troubles):
            label.setVisible(bool(label.text()))

    def _connect(self) -> None:
        self.browse.clicked.connect(self.place_wanted)
        self.place.textChanged.connect(self._update)
        self.all.toggled.connect(self._ask)
        self.tags.textChanged.connect(self._ask)
        self._pause.timeout.connect(self._change_choice)
        self.join.clicked.connect(self._join)
        self.choose.clicked.connect(self._begin_choosing)
        self.send.clicked.connect(self._choose)
        self.back.clicked.connect(self._show_status)
        self.leave.clicked.connect(self.leave_wanted)
        self.synchronise.clicked.connect(self.synchronise_wanted)

    def _label(self, *, is_copied: bool = False) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if is_copied:
            flags = Qt.TextInteractionFlag
            label.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        return label

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self._joining_page())
        joined = QWidget(self.pages)
        column = QVBoxLayout(joined)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.status)
        column.addWidget(self.unsent)
        column.addWidget(self.colleague_table, 1)
        column.addWidget(self.troubles)
        self.pages.addWidget(joined)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        for button in (self.leave, self.choose, self.synchronise, self.back, self.send, self.join):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        area = QScrollArea(self)  # with large text not everything has room
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.pages)
        layout.addWidget(area, 1)
        layout.addWidget(self.fault)
        layout.addWidget(buttons)

    def _joining_page(self) -> QWidget:
        page, self.intro, self.changing = QWidget(self.pages), self._label(), self._label()
        self.changing.setText(choosing_words(language()))
        self.intro.setText(
            self.tr(
                "Choose a folder that your colleagues can reach too: on a network drive, in a synchronised folder, or "
                "on a stick. Each of you writes into a part of it, and receives what the others write."
            )
        )
        self.place_label = QLabel(self.tr("&Folder"), page)
        self.place_label.setBuddy(self.place)
        line, column = QHBoxLayout(), QVBoxLayout(page)
        for widget in (self.place_label, self.place, self.browse):
            line.addWidget(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.intro)
        column.addWidget(self.changing)
        column.addLayout(line)
        for row in (self.all, self.tagged, self.tags, self.waiting_label):
            column.addWidget(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.cautions)
        return page


def _row(annotation: Annotation, titles: Mapping[str, str]) -> TextRow:
    text = " ".join((annotation.body.strip() or annotation.quotation).split())
    title = titles.get(annotation.entry_id, annotation.entry_id)
    kind, author = motivation_word(annotation.motivation, language()), annotation.creator.name
    cells = kind, author, title, shorten(text, _LONGEST_TEXT)
    return TextRow(cells, annotation)
