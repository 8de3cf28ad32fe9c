"""The pane in which a brief is made: few options beside a live preview of its sheets."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coopviewer.domain.briefs.request import (
    LONGEST_SIGNATURE,
    BriefOptions,
    BriefOrder,
    BriefSection,
    BriefSources,
    clean_signature,
)
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.words.brief_words import order_word, section_word, sources_word
from coopviewer.widgets.common.interaction import focus_by_key
from coopviewer.widgets.common.quiet_wheel import QuietComboBox
from coopviewer.widgets.export.paper_preview import PaperPreview

_NARROW = 700  # pixels: the preview is under the options in a pane that is narrower
_OPTIONS_WIDTH = 22  # letters
_MARGIN = 16  # pixels


class BriefPane(QWidget):
    """Shows the options and the preview of one brief (a document about several entries) instead of a page."""

    options_changed = Signal(object)
    """The BriefOptions that are chosen now, after the user changed one, or left the line for the name."""
    save_wanted = Signal()
    """The user wants to save the brief."""
    cancel_wanted = Signal()
    """The user wants to end the saving that is under way, without a file."""
    leave_wanted = Signal()
    """The user pressed Esc to return to the previous page."""

    def __init__(self, parent: QWidget) -> None:
        """Start without a brief; no section of a brief is ticked until ``show_options`` ticks some."""
        super().__init__(parent)
        tr = language()
        self.title, self.subject = QLabel(self.tr("Make a brief"), self), QLabel(self)
        self.sections = {section: QCheckBox(section_word(section, tr), self) for section in BriefSection}
        self.order, self.sources = QuietComboBox(self), QuietComboBox(self)
        self.own_notes = QCheckBox(self.tr("Own &notes and highlights"), self)
        self.parts_shown, self.notes_shown = QLabel(self), QLabel(self)
        self.signature = QLineEdit(self)
        self.save = QPushButton(self.tr("&Save as…"), self)
        self.progress = QProgressBar(self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.preview = PaperPreview(self)
        self._is_showing = False  # whether the options are set by the program
        self._waits_to_save = False  # whether the button that saves gets the focus as soon as it is enabled
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._name_parts()
        self._lay_out()
        self._connect()
        self.end_progress()

    @property
    def options(self) -> BriefOptions:
        """The options as they are shown."""
        return BriefOptions(
            sections=frozenset(section for section, box in self.sections.items() if box.isChecked()),
            order=list(BriefOrder)[self.order.currentIndex()],
            sources=list(BriefSources)[self.sources.currentIndex()],
            own_notes=self.own_notes.isChecked(),
            signature=clean_signature(self.signature.text()),
        )

    def show_options(self, options: BriefOptions) -> None:
        """Show options without emitting ``options_changed``."""
        self._is_showing = True
        for section, box in self.sections.items():
            box.setChecked(section in options.sections)
        self.order.setCurrentIndex(list(BriefOrder).index(options.order))
        self.sources.setCurrentIndex(list(BriefSources).index(options.sources))
        self.own_notes.setChecked(options.own_notes)
        if clean_signature(self.signature.text()) != options.signature:
            self.signature.setText(options.signature)
        self._is_showing = False

    def show_subject(self, words: str) -> None:
        """Show a sentence that says what the brief is about."""
        self.subject.setText(words)

    def show_parts(self, words: str) -> None:
        """Show a sentence under the check boxes of parts, on ticked parts without content; hide it if it is empty."""
        self.parts_shown.setText(words)
        self.parts_shown.setVisible(bool(words))

    def show_notes(self, words: str) -> None:
        """Show a sentence under *Own notes and highlights*, on the notes in the brief; an empty one is hidden."""
        self.notes_shown.setText(words)
        self.notes_shown.setVisible(bool(words))
        self.own_notes.setAccessibleDescription(words)

    def allow_saving(self, is_allowed: bool) -> None:
        """Enable or disable the button that saves.

        If ``focus_content`` moved the keyboard focus to the preview because the button was disabled, the focus moves to
        the button when that is enabled, unless the user has moved it elsewhere.
        """
        self.save.setEnabled(is_allowed)
        if is_allowed and self._waits_to_save:
            self._waits_to_save = False
            if self.preview.sheet.hasFocus():
                focus_by_key(self.save)

    def show_progress(self, done: int, total: int) -> None:
        """Show that a brief is being saved and that ``done`` of ``total`` entries were read; disable saving.

        Once all were read, the rest of the work is shown as a busy bar without a count.
        """
        self.progress.setRange(0, total if done < total else 0)
        self.progress.setValue(done)
        self.progress.show()
        self.cancel.show()
        self.save.setEnabled(False)

    def end_progress(self) -> None:
        """Show that no brief is being saved, and enable saving."""
        self.progress.hide()
        self.cancel.hide()
        self.save.setEnabled(True)

    def focus_content(self) -> None:
        """Move the keyboard focus to the button that saves, or to the preview while that button is disabled.

        From the preview the focus moves on to the button once that is enabled.
        """
        self._waits_to_save = not self.save.isEnabled()
        focus_by_key(self.preview.sheet if self._waits_to_save else self.save)

    def focus_options(self) -> None:
        """Move the keyboard focus to the first option."""
        focus_by_key(self.sections[BriefSection.COVER])

    def _name_parts(self) -> None:
        tr = language()
        self._scale_title()
        for label in (self.subject, self.parts_shown, self.notes_shown):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.show_parts("")
        self.show_notes("")
        self.order.addItems([order_word(order, tr) for order in BriefOrder])
        self.sources.addItems([sources_word(sources, tr) for sources in BriefSources])
        self.signature.setMaxLength(LONGEST_SIGNATURE)
        self.signature.setPlaceholderText(self.tr("Name, optional"))
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Saving the brief"))
        self.cancel.setAccessibleName(self.tr("Cancel saving the brief"))
        self.save.setDefault(True)

    def _scale_title(self) -> None:
        """Set the title's font to 1.6 times the current size of text."""
        heading = QFont(self.font())
        heading.setPointSizeF(heading.pointSizeF() * 1.6)
        heading.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(heading)

    def _lay_out(self) -> None:
        parts = QLabel(self.tr("Parts"), self)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.tr("&Order:"), self.order)
        form.addRow(self.tr("So&urces:"), self.sources)
        form.addRow(self.tr("Si&gned by:"), self.signature)
        options = QWidget(self)
        column = QVBoxLayout(options)
        column.setContentsMargins(0, 0, 8, 0)
        for part in (self.title, self.subject, self.save, self.progress, self.cancel, parts):
            column.addWidget(part)
        for box in self.sections.values():
            column.addWidget(box)
        column.addWidget(self.parts_shown)
        column.addWidget(self.own_notes)
        column.addWidget(self.notes_shown)
        column.addLayout(form)
        column.addStretch(1)
        self._scrolled = QScrollArea(self)
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scrolled.setWidget(options)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._sides.addWidget(self._scrolled)
        self._sides.addWidget(self.preview, 1)
        self._options = options

    def _connect(self) -> None:
        for box in (*self.sections.values(), self.own_notes):
            box.toggled.connect(self._choose)
        self.order.activated.connect(self._choose)
        self.sources.activated.connect(self._choose)
        self.signature.editingFinished.connect(self._choose)
        self.save.clicked.connect(self.save_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)

    @Slot()
    def _choose(self) -> None:
        if not self._is_showing:
            self.options_changed.emit(self.options)

    # Qt overrides

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        else:
            super().keyPressEvent(event)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(direction)
        wanted = max(
            self._options.minimumSizeHint().width() + self._scrolled.verticalScrollBar().sizeHint().width(),
            _OPTIONS_WIDTH * self.fontMetrics().averageCharWidth(),
        )
        self._scrolled.setMinimumWidth(0 if narrow else wanted)
        self._scrolled.setMaximumWidth(16777215 if narrow else wanted)
        self._scrolled.setMinimumHeight(self.height() // 3 if narrow else 0)
        self._scrolled.setMaximumHeight(self.height() // 2 if narrow else 16777215)

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._scale_title()
