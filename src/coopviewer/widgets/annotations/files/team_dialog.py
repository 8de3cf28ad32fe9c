"""The dialog of the team folder: joining one after seeing what would be sent, and the status of one that was joined."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.annotations.team.team import TeamContent, TeamStatus, Waiting
from coopviewer.models.language import language
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.rendering.words.teams.team_words import (
    colleague_cells,
    leaving_words,
    team_lines,
    trouble_lines,
    unsendable_lines,
)
from coopviewer.widgets.annotations.files.team_joining import JoiningPage, LeavingQuestion, label_in
from coopviewer.widgets.common.dialogs import ButtonBox
from coopviewer.widgets.common.flow_layout import FlowLayout
from coopviewer.widgets.common.focus_frame import FocusFrame
from coopviewer.widgets.common.interaction import announce
from coopviewer.widgets.common.quiet_table import QuietTable
from coopviewer.widgets.common.text_direction import in_its_direction

_WIDTH, _HEIGHT = 48, 40  # times the height of a line, at first
_GAP = 24  # pixels between the buttons in the page, so that nobody leaves by a slip
_MOST_SHARE = 0.92  # of the parent's width and height that the dialog takes at most
_PAUSE = 300  # ms after the last key until the preview is asked for


class TeamDialog(QDialog):
    """Asks which folder to join and which annotations to send; once the user has joined, shows the team's status.

    It only emits what the user wants, and is deleted when it is closed.
    """

    place_wanted = Signal()
    """The user wants to choose a folder; the owner asks for one and calls ``set_place``."""
    place_changed = Signal(str)
    """The path of the folder was chosen or typed 300 ms ago, and is not empty; the owner calls ``show_place``."""
    choice_changed = Signal(object)
    """Which annotations are chosen to be sent: those with one of these tags (a tuple), or all (None).

    Nothing is sent yet: ``show_waiting`` answers. Emitted 300 ms after the last change, and once for a new dialog.
    """
    join_wanted = Signal(str, object, str)
    """The user wants to join a team: the path of the folder, the tags, and the name of the user in the team.

    An annotation must have one of the tags (a tuple) to be sent; None: all annotations are sent.
    """
    choice_wanted = Signal(object)
    """The user, who has joined a team, wants to send annotations with one of these tags from now on, or all (None)."""
    leave_wanted = Signal()
    """The user wants to take part no longer, and has confirmed it after reading what that means."""
    synchronise_wanted = Signal()
    """The user wants to send and receive now."""

    def __init__(self, parent: QWidget, name: str) -> None:
        """Show the page for joining a team, with the user's present ``name``; call ``show_team`` if one was joined."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Team folder"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = self.joining = JoiningPage(self)
        self.place, self.browse, self.tags = page.place, page.browse, page.tags
        self.all, self.tagged, self.rows, self.table = page.all, page.tagged, page.rows, page.table
        self.waiting_label, self.cautions = page.waiting_label, page.cautions
        self.name, self.fault = page.name, self._label()
        self.name.setText(name)
        self.status, self.troubles, self.unsent = (self._label(is_copied=True) for _ in range(3))
        self.colleagues = TextTableModel((self.tr("Colleague"), self.tr("Last sent")), (), self)
        self.colleague_cells: tuple[tuple[str, str], ...] = ()
        self.colleague_table = QuietTable(self.colleagues, self.tr("Colleagues"), self)
        self.colleague_table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.join = self._button(self.tr("&Join and send"))
        self.choose = self._button(self.tr("C&hange what is sent…"))
        self.send = self._button(self.tr("Send these f&rom now on"))
        self.back = self._button(self.tr("&Back"))
        self.leave = self._button(self.tr("&Leave the team…"))
        self.synchronise = self._button(self.tr("&Send and receive now"))
        self._pause, self._place_pause = QTimer(self), QTimer(self)
        for pause in (self._pause, self._place_pause):
            pause.setSingleShot(True)
            pause.setInterval(_PAUSE)
        self._is_joined = self._is_shown = self._is_choosing = False
        self._team = TeamStatus(None)
        self.question: LeavingQuestion | None = None
        self._frame = FocusFrame(self)
        self._lay_out()
        self._connect()
        self.all.setChecked(True)
        line = self.fontMetrics().height()
        self.resize(QSize(_WIDTH * line, _HEIGHT * line).boundedTo(parent.size() * _MOST_SHARE))
        self._update()

    def chosen_tags(self) -> tuple[str, ...] | None:
        """Return the tags of which an annotation must have one to be sent for the first time; None: tags do not matter.

        Empty if tags are to be typed, but none is, or the last one has an opening quotation mark only, as in ``sea,
        "Niger``.
        """
        return self.joining.chosen_tags()

    def set_place(self, path: str) -> None:
        """Show the path of a chosen folder; if it was not shown yet, ``place_changed`` follows after 300 ms."""
        self.place.setText(path)

    def show_place(self, path: str, words: str) -> None:
        """Show what joining the folder at a path would mean; nothing happens if another path was typed meanwhile."""
        if path == self.place.text().strip():
            self.joining.place_hint.setText(words)
            self._update()

    def show_waiting(self, tags: tuple[str, ...] | None, waiting: Waiting, titles: Mapping[str, str]) -> None:
        """Show how many annotations would be sent with one of these tags (None: tagged or not), and the first 200.

        Nothing happens if other tags were chosen meanwhile, or if a team was joined and the user is not changing what
        is sent. ``titles`` maps the ids of entries to their titles.
        """
        if tags != self.chosen_tags() or (self._is_joined and not self._is_choosing):
            return
        self.joining.show_waiting(waiting, titles)
        self._is_shown = True
        self._update()

    def show_team(self, status: TeamStatus, content: TeamContent | None, titles: Mapping[str, str]) -> None:
        """Show whether the file takes part in a team, and ``content``, what was last found in the team's folder.

        ``content`` None: colleagues and errors shown before stay; so does a message of ``show_fault``, unless the user
        has joined or left. If the user left a team, its folder and tags are filled in, unless a folder is typed.
        ``titles`` maps the ids of entries to their titles; it is for annotations that can never be sent.
        """
        was_joined, self._is_joined = self._is_joined, status.membership is not None
        self._team = status
        self._is_choosing = self._is_choosing and self._is_joined
        if content is not None or self._is_joined != was_joined:
            self.fault.clear()
        if not self._is_joined and status.former is not None and not self.place.text():
            self.place.setText(status.former.place)
            self.joining.choose_tags(status.former.tags)
        self.unsent.setText("\n".join(unsendable_lines(status.waiting.unsendable, titles, language())))
        self.status.setText("\n".join(team_lines(self._in_direction(status), language())))
        if content is not None:
            self.colleague_cells = tuple(colleague_cells(each, language()) for each in content.colleagues)
            self.colleagues.set_rows([TextRow(cells) for cells in self.colleague_cells])
            self.colleague_table.share_width((2, 3))
            self.troubles.setText("\n".join(trouble_lines(content, language())))
        self._update()

    def _in_direction(self, status: TeamStatus) -> TeamStatus:
        """Return a status whose path keeps its order in a sentence from right to left."""
        if status.membership is None:
            return status
        place = in_its_direction(status.membership.place, right_to_left=self.isRightToLeft())
        return status._replace(membership=replace(status.membership, place=place))

    def show_fault(self, words: str) -> None:
        """Show why something could not be done, until the user tries to join or a ``show_team`` clears it."""
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
    def _take_place(self) -> None:
        self.joining.place_hint.clear()
        self._update()
        self._place_pause.start()

    @Slot()
    def _change_place(self) -> None:
        if path := self.place.text().strip():
            self.place_changed.emit(path)

    @Slot()
    def _change_choice(self) -> None:
        self.choice_changed.emit(self.chosen_tags())

    @Slot()
    def _join(self) -> None:
        self.fault.clear()
        self.join_wanted.emit(self.place.text().strip(), self.chosen_tags(), self.name.text().strip())

    @Slot()
    def _begin_choosing(self) -> None:
        self._is_choosing = True
        tags = self._team.membership.tags if self._team.membership is not None else None
        self.joining.choose_tags(tags)
        (self.all if tags is None else self.tagged).setFocus()
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
    def _ask_leaving(self) -> None:
        if self._team.membership is not None:
            self.question = LeavingQuestion(*leaving_words(self._team, language()), self)
            self.question.leave_wanted.connect(self.leave_wanted)
            self.question.open()

    @Slot()
    def _update(self) -> None:
        is_status = self._is_joined and not self._is_choosing
        self.pages.setCurrentIndex(int(is_status))
        self.join.setVisible(not self._is_joined)
        self.synchronise.setVisible(is_status)
        for widget in (self.send, self.back):
            widget.setVisible(self._is_choosing)
        self.joining.show_for(is_joined=self._is_joined)
        chosen = self.chosen_tags()
        self.send.setEnabled(self._is_shown and (chosen is None or bool(chosen)))
        has_texts = all(each.text().strip() for each in (self.place, self.name))
        self.join.setEnabled(self.send.isEnabled() and has_texts)
        for label in (self.fault, self.unsent, self.troubles):
            label.setVisible(bool(label.text()))

    def _connect(self) -> None:
        self.browse.clicked.connect(self.place_wanted)
        self.place.textChanged.connect(self._take_place)
        self._place_pause.timeout.connect(self._change_place)
        self.name.textChanged.connect(self._update)
        self.all.toggled.connect(self._ask)
        self.tags.textChanged.connect(self._ask)
        self._pause.timeout.connect(self._change_choice)
        self.join.clicked.connect(self._join)
        self.choose.clicked.connect(self._begin_choosing)
        self.send.clicked.connect(self._choose)
        self.back.clicked.connect(self._show_status)
        self.leave.clicked.connect(self._ask_leaving)
        self.synchronise.clicked.connect(self.synchronise_wanted)

    def _label(self, *, is_copied: bool = False) -> QLabel:
        label = label_in(self)
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
        self.pages.addWidget(self.joining)
        joined = QWidget(self.pages)
        column = QVBoxLayout(joined)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.status)
        changing = QWidget(joined)
        line = FlowLayout(changing, _GAP)
        line.addWidget(self.choose)
        line.addWidget(self.leave)
        column.addWidget(changing)
        column.addWidget(self.unsent)
        column.addWidget(self.colleague_table, 1)
        column.addWidget(self.troubles)
        self.pages.addWidget(joined)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close, self)
        for button in (self.synchronise, self.back, self.send, self.join):
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
