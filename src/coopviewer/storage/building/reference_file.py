"""A new reference file: written in a temporary folder, in bounded memory, and put in place once it is complete."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self
from weakref import finalize

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Cancelled, never_cancelled
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.facts import Fact
from coopviewer.file_kinds import full_path
from coopviewer.storage.building.aside import Aside
from coopviewer.storage.building.content_writer import ContentWriter
from coopviewer.storage.files.application_ids import REFERENCE_ID
from coopviewer.storage.files.held_signals import held_signals
from coopviewer.storage.reference.schema import SCHEMA_VERSION

_PAGE_SIZE = 4096  # fixed, so that the bytes do not depend on how SQLite was built
_STEPS = 50_000  # of SQLite's machine between two questions whether the work was cancelled: some milliseconds
_PAUSE = 0.02  # seconds between two such questions while SQLite cannot ask
# A file that fails is deleted, so that nothing needs to be flushed or undone. What is sorted goes to a temporary file.
_PRAGMAS = f"""
    PRAGMA page_size = {_PAGE_SIZE}; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = 0;
    PRAGMA application_id = {REFERENCE_ID}; PRAGMA user_version = {SCHEMA_VERSION};
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA ignore_check_constraints = ON; PRAGMA temp_store = FILE; PRAGMA cache_size = -65536;
"""


class ReferenceFile(ContentWriter):
    """A reference that is being written in a temporary folder beside ``target``; a context manager.

    Values are added in any order and number; those that they refer to may follow later. ``finish`` puts the file in
    place of ``target`` in one step. If the block is left before that is done, ``target`` stays as it was, and the
    temporary folder is removed. Every method raises EnvironmentFault if the file cannot be written.
    """

    def __init__(self, target: Path) -> None:
        """Begin a file.

        Raises EnvironmentFault if ``target`` is something else than a file, such as a folder, or if its folder does not
        exist or cannot be written to.
        """
        self._target = target
        self._is_in_place = False
        with _reporting(target), ExitStack() as stack:
            with held_signals():
                self._aside = Aside(target)
                stack.callback(self._aside.remove)
            # an address, since names that are no text cannot be passed otherwise
            connection = sqlite3.connect(self._aside.filled.as_uri(), isolation_level=None, uri=True)
            stack.callback(connection.close)
            connection.executescript(_PRAGMAS)
            super().__init__(connection)
            # a signal may come just before the block is entered or left
            self._close = finalize(self, stack.pop_all().close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with held_signals() as received:
            self._close()
            if self._is_in_place:
                received.clear()  # as in finish; a large file takes a while to remove

    def flush(self) -> None:
        """Write the values that are kept in memory; done automatically whenever there are 3,000."""
        with _reporting(self._target):
            super().flush()

    def fact(self, fact_id: str) -> Fact | None:
        """Return a fact that was added before, written or not; None if there is none."""
        with _reporting(self._target):
            return super().fact(fact_id)

    def remove_fact(self, fact_id: str) -> None:
        """Remove a fact that was added before, written or not, as to add another in its place; ignore an unknown id."""
        with _reporting(self._target):
            super().remove_fact(fact_id)

    def derive(self, edition: Edition) -> str:
        """Do as ``finish``, without search tables and views, and without putting the file in place.

        Return the SHA-256 of the content. Nothing can be added afterwards. Raises ValueError if the subject or
        object of a relation was not added; other references to missing values are not looked for.
        """
        with _reporting(self._target):
            return super().derive(edition)

    def finish(self, edition: Edition, is_cancelled: Callable[[], bool] = never_cancelled) -> str:
        """Write what is derived from what was added, put the file in place, and return its content's SHA-256 (hex).

        Nothing can be added afterwards. Raises Cancelled once ``is_cancelled``, which is called again and again,
        returns True; ValueError if a value refers to one that was not added, or its table does not allow it;
        EnvironmentFault if the file cannot be written, or turns out to be damaged. In all these cases a file at the
        target is unchanged.
        """
        with _reporting(self._target), _cancelling(self._connection, is_cancelled):
            super().flush()
            digest = super().finish(edition, is_cancelled)
            self._connection.execute("VACUUM INTO ?", (self._aside.packed.as_uri(),))
            self._connection.close()
            _accept(self._aside.packed, self._target, is_cancelled)
            with held_signals() as received:
                self._aside.put_in_place()
                self._is_in_place = True
                received.clear()  # nobody shall be told that it was stopped
        return digest


def _accept(path: Path, target: Path, is_cancelled: Callable[[], bool]) -> None:
    with closing(sqlite3.connect(path, check_same_thread=False)) as connection:
        found = first_damage(connection, is_cancelled)
    if found is not None and "constraint failed" in found:
        raise ValueError(f"a value that its table does not allow: {found}")
    if found is not None:
        raise EnvironmentFault("reference.not-kept", folder=full_path(target).parent, error=found)


def first_damage(connection: sqlite3.Connection, is_cancelled: Callable[[], bool]) -> str | None:
    """Return the first damage that SQLite's quick check finds in a file, in its own words; None if there is none.

    ``is_cancelled`` is asked every 20 ms; Cancelled is raised when it returns True, or when a signal came that ends the
    program. Raises sqlite3.OperationalError if the file cannot be read. The check runs on a second thread, so
    ``connection`` needs ``check_same_thread=False``: SQLite calls no progress handler while it reads a tree, which
    takes half a minute in a large file, but can be interrupted from another thread.
    """
    found: list[str] = []
    errors: list[sqlite3.Error] = []

    def check() -> None:
        try:
            found.append(str(connection.execute("PRAGMA quick_check(1)").fetchone()[0]))
        except sqlite3.Error as error:
            errors.append(error)

    thread = Thread(target=check, name="quick-check", daemon=True)
    with held_signals() as received:
        thread.start()
        try:
            thread.join(_PAUSE)
            while thread.is_alive():
                if received or is_cancelled():
                    raise Cancelled
                thread.join(_PAUSE)
        finally:
            while thread.is_alive():  # a check that has not begun yet ignores the first interruption
                connection.interrupt()
                thread.join(_PAUSE)
    if not errors:
        return None if found == ["ok"] else found[0]
    if isinstance(errors[0], sqlite3.OperationalError):  # the file could not be read, which says nothing about it
        raise errors[0]
    return str(errors[0])  # great damage is raised instead of returned


@contextmanager
def _cancelling(connection: sqlite3.Connection, is_cancelled: Callable[[], bool]) -> Iterator[None]:
    """Raise Cancelled, inside the block, once ``is_cancelled``, which is called again and again, returns True.

    What ``is_cancelled`` or the handler of a signal raises meanwhile is raised too: SQLite alone would ignore it.
    """
    raised: list[BaseException] = []
    with held_signals() as received:

        def ask() -> bool:
            try:
                return bool(received) or is_cancelled()
            except BaseException as error:  # noqa: BLE001 - raised again below
                raised.append(error)
                return True

        connection.set_progress_handler(ask, _STEPS)
        try:
            yield
        except sqlite3.OperationalError:
            if raised:
                raise raised[0] from None
            if received or is_cancelled():
                raise Cancelled from None
            raise
        finally:
            with suppress(sqlite3.ProgrammingError):  # closed once all is written
                connection.set_progress_handler(None, 0)


@contextmanager
def _reporting(target: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise EnvironmentFault("file.not-writable", path=target) from error
    except OSError as error:
        raise EnvironmentFault("reference.not-written", path=target, error=error.strerror or error) from error
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:  # for ``_cancelling``, around the method in which it was
            raise
        raise EnvironmentFault("reference.not-written", path=target, error=error) from error
