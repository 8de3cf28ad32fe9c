"""All paths that the program uses. Qt-free; imported only by ``app``, ``commands`` and the modules beside this one."""

import os
import sys
from pathlib import Path

from coopviewer.file_kinds import full_path

if sys.platform == "linux":
    import pwd
else:
    from platformdirs import PlatformDirs

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent
APPLICATION = "coopviewer"
_LONGEST_SOCKET = 100  # bytes; Linux allows 107, macOS 103
# by kind: the variable of the XDG Base Directory Specification, the folder if it is not set, and the folder below ours
_XDG = {
    "config": ("XDG_CONFIG_HOME", ".config", ""),
    "state": ("XDG_STATE_HOME", ".local/state", ""),
    "data": ("XDG_DATA_HOME", ".local/share", ""),
    "log": ("XDG_STATE_HOME", ".local/state", "log"),
}


def _bundled(name: str) -> Path:
    """Return the path of a bundled folder, which in a checkout is that of the checkout.

    An editable install has a second, stale copy in the package.
    """
    in_checkout = _CHECKOUT / name
    return in_checkout if (_CHECKOUT / "pyproject.toml").is_file() else _PACKAGE / name


def data_folder() -> Path:
    """Return the folder of the bundled reference and of the curated files it is built from."""
    return _bundled("data")


def resource_folder() -> Path:
    """Return the folder of the bundled resources, such as icons, map and licences."""
    return _bundled("resources")


def world_map() -> Path:
    """Return the file with the shapes of the map."""
    return resource_folder() / "map" / "world.bin"


def locale_folder() -> Path:
    """Return the folder of translations; it may not exist, since English needs none.

    In it is a folder for each other language, named by its BCP 47 tag, such as ``de``.
    """
    return resource_folder() / "locales"


def licences_folder() -> Path:
    """Return the folder of the licences of all bundled parts; ``NOTICE.txt`` in it describes them."""
    return resource_folder() / "licences"


def build_file() -> Path:
    """Return the file that describes the build; it exists only in a packaged program."""
    return _PACKAGE / "build.txt"


def qt_bytecode_file() -> Path:
    """Return the file that caches the bytecode of PySide6's own modules; it may not exist."""
    return _PACKAGE / "__pycache__" / f"shibokensupport.{sys.implementation.cache_tag}.bin"


def guide_file() -> Path:
    """Return the file of the user guide, which is Markdown; its pictures are in the folder ``images`` beside it."""
    return _bundled("docs") / "user-guide.md"


def schema_file() -> Path:
    """Return the file with the JSON Schema of what ``show`` and ``list`` write as JSON."""
    return _bundled("docs") / "entries.schema.json"


def reference_file() -> Path:
    """Return the path of the bundled reference."""
    return data_folder() / "coop.db"


def program_folder() -> Path:
    """Return the folder of the program: of a checkout its top folder, of a packaged program that of its executable.

    Otherwise, as after ``pip install``, it is the folder of the package ``coopviewer`` itself.
    """
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else _PACKAGE


def portable_folder() -> Path:
    """Return the folder in ``program_folder`` in which a portable program stores all its files; it may not exist.

    It is returned for a program that is not portable too; ``is_portable`` says whether it is.
    """
    return program_folder() / "coopviewer-data"


def is_portable() -> bool:
    """Return whether a file ``portable.txt`` is in ``program_folder``; False if that cannot be found out.

    The option ``--portable`` makes the program portable too, but is not considered here.
    """
    try:
        return (program_folder() / "portable.txt").is_file()
    except OSError:
        return False


def user_files() -> "UserFiles":
    """Return the paths of the user's files: in ``portable_folder`` if ``is_portable``, else in the system's folders.

    The option ``--portable`` is not considered here.
    """
    return UserFiles(portable_folder() if is_portable() else None)


class UserFiles:
    """Paths of the user's own files; files and folders need not exist yet, and none is created here.

    Asking for one raises RuntimeError if its folder depends on the user's home folder, and there is none.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Use ``folder`` for all files, as a portable program does; None: the system's folder for each kind of file."""
        self._folder = folder
        self._folders: dict[str, Path] = {}

    def _file(self, kind: str, name: str) -> Path:
        """Return the path of a file of a kind: ``config``, ``state``, ``data`` or ``log``."""
        if kind not in self._folders:
            self._folders[kind] = self._folder or _system_folder(kind)
        return self._folders[kind] / name

    @property
    def settings(self) -> Path:
        """The file of the settings: ``settings.ini`` in the folder for configuration."""
        return self._file("config", "settings.ini")

    @property
    def session(self) -> Path:
        """The file of the session of the bundled reference: open tabs, entries opened last, and expanded rows."""
        return self._file("state", "session.json")

    def session_of(self, reference: Path) -> Path:
        """Return the session file of a reference: ``session`` for the bundled one, else named by a hash of its path.

        So the file is the same when another edition is put in the reference's place.
        """
        if full_path(reference) == full_path(reference_file()):
            return self.session
        return self._file("state", f"session-{_digest_of(reference)}.json")

    @property
    def references(self) -> Path:
        """The file with the list of the references that were opened."""
        return self._file("state", "references.json")

    @property
    def compared(self) -> Path:
        """The file that says which reference files the user compared with each other, or chose not to compare."""
        return self._file("state", "compared.json")

    @property
    def annotations(self) -> Path:
        """The file of the annotations, unless another one is chosen."""
        return self._file("data", "annotations.db")

    @property
    def searches(self) -> Path:
        """The file of the latest and the saved searches."""
        return self._file("data", "searches.json")

    @property
    def template(self) -> Path:
        """The ``brief.docx`` in the folder for data; if it exists, DOCX files get its styles, headers and footers."""
        return self._file("data", "brief.docx")

    @property
    def mappings(self) -> Path:
        """The folder of the mappings of imported tables (what each column is), with a file for each set of headings."""
        return self._file("data", "tables")

    @property
    def attachments(self) -> Path:
        """The file with the paths of the attached source documents."""
        return self._file("state", "documents.json")

    @property
    def log(self) -> Path:
        """The file of the log, to which defects are written."""
        return self._file("log", "coopviewer.log")

    def socket(self, annotations: Path | None = None) -> Path:
        """Return the path of the socket on which a running window receives addresses to open.

        ``annotations`` is an annotations file that was chosen for this start, None: the usual one; each such file has a
        window of its own. A path of more than 100 bytes is replaced by a short one in the user's runtime or temporary
        folder.
        """
        # In the user's own folder, not the runtime folder: some systems use a folder in /tmp instead of that.
        name = "window.socket"
        if annotations is not None:
            name = f"window-{_digest_of(annotations)}.socket"
        path = self._file("state", name)
        return path if len(os.fsencode(path)) <= _LONGEST_SOCKET else _short_socket(path)


def _short_socket(path: Path) -> Path:
    """Return the socket to use instead of one whose path is too long for the system.

    It is in the user's runtime folder if there is one, else in a folder of the user's own in the temporary folder. Who
    uses it checks the folder's owner and permissions.
    """
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and Path(runtime).is_dir():
        folder = Path(runtime)
    else:
        from tempfile import gettempdir

        folder = Path(gettempdir(), f"{APPLICATION}-{os.getuid() if hasattr(os, 'getuid') else ''}")
    return folder / f"{APPLICATION}-{_digest_of(path)}.socket"


def _digest_of(path: Path) -> str:
    """Return a short hash of a file's path, links resolved, as a part of names."""
    from coopviewer.domain.digests import sha256_of

    return sha256_of(os.fsencode(full_path(path)))[:12]


def _system_folder(kind: str) -> Path:
    """Return the system's folder for a kind of file. Raises RuntimeError if the user has no home folder.

    On Linux it is computed here, as platformdirs would: importing that takes 2 % of a start.
    """
    if sys.platform != "linux":
        return Path(getattr(PlatformDirs(APPLICATION, appauthor=False), f"user_{kind}_path"))
    variable, usual, below = _XDG[kind]
    named = os.environ.get(variable, "")
    return (Path(named) if named.startswith("/") else _home() / usual) / APPLICATION / below


def _home() -> Path:
    """Return the user's home folder; a relative one in the environment counts as none."""
    home = os.environ.get("HOME", "")
    try:
        return Path(home if home.startswith("/") else pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        raise RuntimeError("the user has no home folder: HOME is not set") from None
