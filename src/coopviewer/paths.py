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


def guide_file() -> Path:
    """Give the user guide; its pictures lie in the folder ``images`` beside it."""
    return _bundled("docs") / "user-guide.md"


def reference_file() -> Path:
    """Give the bundled reference."""
    return data_folder() / "coop.db"


def settings_file() -> Path:
    """Give the file of settings; its folder need not exist yet."""
    from platformdirs import user_config_path  # deferred: not needed without a window

    return user_config_path(APPLICATION, appauthor=False) / "settings.ini"


def session_file() -> Path:
    """Give the file of the tabs that were open; its folder need not exist yet."""
    from platformdirs import user_state_path  # deferred: not needed without a window

    return user_state_path(APPLICATION, appauthor=False) / "session.json"


def annotations_file() -> Path:
    """Give the file of the person's annotations, where no other was chosen; its folder need not exist yet."""
    from platformdirs import user_data_path  # deferred: not needed for the first window

    return user_data_path(APPLICATION, appauthor=False) / "annotations.db"


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


def searches_file() -> Path:
    """Give the file of the searches that are kept; its folder need not exist yet."""
    from platformdirs import user_data_path  # deferred: not needed for the first window

    return user_data_path(APPLICATION, appauthor=False) / "searches.json"


def attachments_file() -> Path:
    """Give the file that says where attached source documents lie; its folder need not exist yet."""
    return session_file().with_name("documents.json")


def socket_file() -> Path:
    """Give the socket at which a running window is told what to open; its folder need not exist yet."""
    # the person's own folder, not the runtime folder, in place of which some systems have one in /tmp
    return session_file().with_name("window.socket")


def socket_beside(usual: Path, annotations: Path) -> Path:
    """Give the socket of a window that was opened on a file of annotations of its own."""
    from hashlib import sha256  # deferred: not needed for the first window

    return usual.with_name(f"window-{sha256(str(annotations.resolve()).encode()).hexdigest()[:12]}.socket")


def log_file() -> Path:
    """Give the file that defects are written to; its folder need not exist yet."""
    from platformdirs import user_log_path  # deferred: not needed for the first window

    return user_log_path(APPLICATION, appauthor=False) / "coopviewer.log"
