"""The annotations file that a verb writes: the user's own unless another one is given."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.own_annotations import own_annotations, own_file
from coopviewer.private_folders import make_private_folder
from coopviewer.storage.annotations.file.checks import is_absent
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.files.lock import AnnotationLock


def own_file_to_write() -> Path:
    """Return the user's own annotations file, which may not exist yet.

    Raises EnvironmentFault if it is one that the user chose in the window, and that is not there.
    """
    path, is_chosen = own_file()
    if is_chosen and is_absent(path):
        raise EnvironmentFault("annotations.not-there", path=path)
    return path


def own_file_in_folder() -> Path:
    """Return the user's own annotations file, whose folder is made if it is missing; the file itself is not.

    Raises EnvironmentFault if the folder cannot be made, or if the user chose a file that is not there.
    """
    path = own_file_to_write()
    try:
        make_private_folder(path.parent)
    except OSError as error:
        reason = error.strerror or error
        raise EnvironmentFault("file.folder-not-made", folder=path.parent, error=reason) from error
    return path


@contextmanager
def held_store(given: Path | None, *, creates: bool) -> Iterator[AnnotationStore]:
    """Open an annotations file to write, and hold it until the ``with`` ends, so that no other program writes it.

    ``given`` is the file, None: the user's own. A missing file is created if ``creates``, except one that the user
    chose in the window. Raises EnvironmentFault if it is missing otherwise, if it cannot be opened or written, or if
    another program holds it.
    """
    path = given or (own_file_in_folder() if creates else own_annotations())
    if is_absent(path) and not creates:  # raises a fault if it is no file, before a lock is made beside it
        raise EnvironmentFault("annotations.not-there", path=path)
    with AnnotationLock(path), closing(AnnotationStore.open(path)) as store:
        yield store
