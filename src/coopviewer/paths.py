"""Every path the program uses, in one place. Qt-free; read by ``app``, ``commands`` and ``__main__`` alone."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent
APPLICATION = "coopviewer"


def _bundled(name: str) -> Path:
    """Find a bundled folder: in a checkout first, since an editable install keeps a stale copy in the package."""
    in_checkout = _CHECKOUT / name
    return in_checkout if (_CHECKOUT / "pyproject.toml").is_file() else _PACKAGE / name


def data_folder() -> Path:
    """Give the folder of the bundled reference and the curated files it is built from."""
    return _bundled("data")


def resource_folder() -> Path:
    """Give the folder of icons."""
    return _bundled("resources")


def licences_folder() -> Path:
    """Give the folder of the licences of all that the program is made of; ``NOTICE.txt`` in it tells of them."""
    return resource_folder() / "licences"


def build_file() -> Path:
    """Give the file that says which build this is; it exists in a packed program alone."""
    return _PACKAGE / "build.txt"


def qt_bytecode_file() -> Path:
    """Give the file in which the bytecode of PySide6's own modules is kept, beside that of ours; it need not exist."""
    return _PACKAGE / "__pycache__" / f"shibokensupport.{sys.implementation.cache_tag}.bin"


def guide_file() -> Path:
    """Give the user guide; its pictures lie in the folder ``images`` beside it."""
    return _bundled("docs") / "user-guide.md"


def reference_file() -> Path:
    """Give the bundled reference."""
    return data_folder() / "coop.db"


def annotations_file() -> Path:
    """Return the file of the user's annotations, where no other was chosen; its folder need not exist yet."""
    return UserFiles().annotations


def program_folder() -> Path:
    """Give the folder that the program lies in: what is portable is kept in it."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else _PACKAGE


def portable_folder() -> Path:
    """Give the folder beside the program in which all is kept that a portable program keeps."""
    return program_folder() / "coopviewer-data"


def is_portable() -> bool:
    """Tell whether the program was made portable, by a file ``portable.txt`` beside it."""
    try:
        return (program_folder() / "portable.txt").is_file()
    except OSError:
        return False


class UserFiles:
    """The user's own files; neither they nor their folders need exist yet."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep all files in one folder, as a portable program does; None: where the system keeps files of each kind."""
        self._folder = folder

    def _file(self, kind: str, name: str) -> Path:
        """Find a file among those of a kind: ``config``, ``state``, ``data`` or ``log``."""
        return (self._folder or _system_folder(kind)) / name

    @property
    def settings(self) -> Path:
        """The settings."""
        return self._file("config", "settings.ini")

    @property
    def session(self) -> Path:
        """The tabs that were open."""
        return self._file("state", "session.json")

    @property
    def annotations(self) -> Path:
        """The annotations, where no other file was chosen."""
        return self._file("data", "annotations.db")

    @property
    def searches(self) -> Path:
        """The saved searches, and the recent ones."""
        return self._file("data", "searches.json")

    @property
    def attachments(self) -> Path:
        """The paths of the attached source documents."""
        return self._file("state", "documents.json")

    @property
    def log(self) -> Path:
        """The log that defects are written to."""
        return self._file("log", "coopviewer.log")

    def socket(self, annotations: Path | None = None) -> Path:
        """Return the socket at which a window listens for later starts.

        ``annotations`` is the file that the program was told to open instead of the usual one: each has its own window.
        """
        # in the user's own folder: in place of the runtime folder some systems have one in /tmp
        name = "window.socket"
        if annotations is not None:
            from hashlib import sha256

            name = f"window-{sha256(str(annotations.resolve()).encode()).hexdigest()[:12]}.socket"
        return self._file("state", name)


def _system_folder(kind: str) -> Path:
    from platformdirs import PlatformDirs

    return Path(getattr(PlatformDirs(APPLICATION, appauthor=False), f"user_{kind}_path"))
