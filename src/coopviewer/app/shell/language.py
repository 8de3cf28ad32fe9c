"""The language of the window for Qt: the texts of widgets, Qt's own texts, and the layout direction."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from coopviewer.domain.language import Translate
from coopviewer.models.guard import guarded


class CatalogueTranslator(QTranslator):
    """Answers Qt's requests for translations with the function ``tr`` of the program.

    Qt also says in which class a text is and, for plurals, how many things there are; both are ignored.
    """

    def __init__(self, tr: Translate, parent: QCoreApplication) -> None:
        """Translate into the language of ``tr``."""
        super().__init__(parent)
        self._tr = tr

    # Qt's names

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Return the translation of ``source``; None if there is none: Qt then shows ``source``."""
        found = self._tr(source)
        return found if found != source else None

    @guarded
    def isEmpty(self) -> bool:
        """Return False, since Qt does not ask an empty translator."""
        return False


def install_language(application: QApplication, tr: Translate) -> None:
    """Set the language, layout direction and locale of all widgets that are created from now on.

    The layout direction of widgets that exist changes too, unless one was set for the widget or one of its parents.
    Qt's own texts, such as those of its dialogs, come from Qt's catalogue if ``tr`` does not translate them.
    """
    own = QTranslator(application)
    if own.load(QLocale(tr.code), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(own)
    application.installTranslator(CatalogueTranslator(tr, application))
    QLocale.setDefault(QLocale(tr.code))
    direction = Qt.LayoutDirection
    application.setLayoutDirection(direction.RightToLeft if tr.is_right_to_left else direction.LeftToRight)
