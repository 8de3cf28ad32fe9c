"""The page of the team dialog where the user joins or changes what is sent; and the question before leaving a team."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.edits import is_open_tag, join_tags, split_tags
from coopviewer.domain.annotations.team.team import Waiting
from coopviewer.domain.text.measures import shorten
from coopviewer.models.language import language
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.rendering.words.annotation_words import motivation_word
from coopviewer.rendering.words.teams.team_words import (
    choosing_words,
    joining_words,
    kept_lines,
    unsendable_lines,
    waiting_words,
)
from coopviewer.widgets.common.quiet_table import QuietTable

_LONGEST_TEXT = 120  # characters of an annotation
_WIDTHS = (2, 2, 3, 6)


class JoiningPage(QWidget):
    """Has the fields of the folder, the user's name and the tags, and a table of the first annotations to be sent.

    It has no signals of its own: the dialog connects its fields and the button ``browse``. The label ``place_hint``
    says what joining the folder would mean: the dialog sets its text, then calls ``show_for``, which makes the label
    visible.
    """

    def __init__(self, parent: QWidget) -> None:
        """Start with nothing filled in, chosen or listed."""
        super().__init__(parent)
        self.place = QLineEdit(self)
        self.place.setAccessibleName(self.tr("Team folder"))
        self.place.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as every path
        self.browse = QPushButton(self.tr("&Choose…"), self)
        self.browse.setAutoDefault(False)
        self.name = QLineEdit(self)
        self.all = QRadioButton(self.tr("&All annotations on this reference"), self)
        self.tagged = QRadioButton(self.tr("Only those with one of these &tags:"), self)
        self.tags = QLineEdit(self)
        self.tags.setAccessibleName(self.tr("Tags"))
        self.tags.setPlaceholderText(self.tr("with commas between them, a tag with a comma in quotation marks"))
        self.waiting_label, self.cautions, self.intro, self.changing = (label_in(self) for _ in range(4))
        self.place_hint = label_in(self)
        self.cautions.setText("\n".join(joining_words(language())))
        self.cautions.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.changing.setText(choosing_words(language()))
        self.intro.setText(
            self.tr(
                "Choose a folder that your colleagues can reach too: on a network drive, in a synchronised folder, or "
                "on a stick. Each of you writes into a part of it, and receives what the others write."
            )
        )
        columns = self.tr("Kind"), self.tr("Author"), self.tr("Entry"), self.tr("Text")
        self.rows = TextTableModel(columns, (), self)
        self.table = QuietTable(self.rows, self.tr("Annotations that will be sent"), self)
        self._only_joining: list[QWidget] = [self.intro]
        self._lay_out()

    def chosen_tags(self) -> tuple[str, ...] | None:
        """Return the tags of which an annotation must have one to be sent for the first time; None: tags do not matter.

        Empty if tags are to be typed, but none is; also while the last one lacks its closing quotation mark, since
        ``sea, "Niger`` may become ``sea, "Niger, Mali"``, whose second tag has a comma.
        """
        text = self.tags.text()
        return None if self.all.isChecked() else () if is_open_tag(text) else split_tags(text)

    def choose_tags(self, tags: tuple[str, ...] | None) -> None:
        """Show the choice to send annotations with one of these tags; None: the choice to send all."""
        self.tags.setText(join_tags(tags or ()))
        (self.all if tags is None else self.tagged).setChecked(True)

    def show_waiting(self, waiting: Waiting, titles: Mapping[str, str]) -> None:
        """List the annotations in ``waiting.first``, and say how many would be sent in all, and what is not sent.

        ``titles`` maps the ids of entries to their titles.
        """
        self.rows.set_rows([_row(each, titles) for each in waiting.first])
        self.table.share_width(_WIDTHS)
        more = waiting.total - len(waiting.first)
        words = waiting_words(waiting.total, language())
        if more > 0:
            further = self.tr("The first {count} are listed.").format(count=language().number(len(waiting.first)))
            words = f"{words} {further}"
        kept = kept_lines(waiting.kept_here, language())
        self.waiting_label.setText("\n".join((words, *kept, *unsendable_lines(waiting.unsendable, titles, language()))))

    def show_for(self, *, is_joined: bool) -> None:
        """Show the parts for joining a team, or for changing what is sent to one that was joined."""
        for part in self._only_joining:
            part.setVisible(not is_joined)
        self.changing.setVisible(is_joined)
        self.place_hint.setVisible(not is_joined and bool(self.place_hint.text()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.intro)
        column.addWidget(self.changing)
        for text, field in ((self.tr("&Folder"), self.place), (self.tr("&Your name"), self.name)):
            label, line = QLabel(text, self), QHBoxLayout()
            label.setBuddy(field)
            line.addWidget(label)
            line.addWidget(field)
            self._only_joining += [label, field]
            if field is self.place:
                line.addWidget(self.browse)
            column.addLayout(line)
            if field is self.place:
                column.addWidget(self.place_hint)
        self._only_joining.append(self.browse)
        for row in (self.all, self.tagged, self.tags, self.waiting_label):
            column.addWidget(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.cautions)


class LeavingQuestion(QMessageBox):
    """Asks whether to leave the team, and emits ``leave_wanted`` for yes; Enter and Esc choose to stay.

    The question is deleted when it is closed.
    """

    leave_wanted = Signal()
    """The user wants to leave."""

    def __init__(self, question: str, explanation: str, parent: QWidget) -> None:
        """Set the texts and the buttons; call ``open`` to show the question."""
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Leave the team"))
        self.setTextFormat(Qt.TextFormat.PlainText)  # the name of a team must not become markup
        self.setText(question)
        self.setInformativeText(explanation)
        self.leave = self.addButton(self.tr("&Leave"), QMessageBox.ButtonRole.AcceptRole)
        self.stay = self.addButton(self.tr("&Stay"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.stay)
        self.setEscapeButton(self.stay)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.leave.clicked.connect(self.leave_wanted)


def label_in(parent: QWidget) -> QLabel:
    """Return an empty label of plain text that breaks its lines."""
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _row(annotation: Annotation, titles: Mapping[str, str]) -> TextRow:
    text = " ".join((annotation.body.strip() or annotation.quotation).split())
    title = titles.get(annotation.entry_id, annotation.entry_id)
    kind, author = motivation_word(annotation.motivation, language()), annotation.creator.name
    return TextRow((kind, author, title, shorten(text, _LONGEST_TEXT)), annotation)
