"""Post: how a thread tells the window something, whatever becomes of the window meanwhile."""

from PySide6.QtCore import QCoreApplication, QObject


class Post(QObject):
    """Holds the signals that a thread emits for an object of the window's thread; those who use it name them.

    It stays until the application goes. A signal of an object that goes with its window would be torn down under the
    thread that emits it, and so would one that the thread lets go of last: either crashes the program. An object
    connects its own slots here, and what is told after it has gone is lost quietly. There is one for each object, not
    one for each job, since none is let go of.
    """

    def __init__(self) -> None:
        """Belong to the thread this is made on, which has to be the receiver's."""
        super().__init__(QCoreApplication.instance())
