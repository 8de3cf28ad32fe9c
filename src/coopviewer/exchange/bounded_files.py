"""Reading files that a person names: whole, and never more of them than is wanted."""

import os
import stat
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault


def read_bounded(path: Path, most_bytes: int, advice: str) -> bytes:
    """Read a file, one byte beyond ``most_bytes`` at most: whoever gets more than those knows that it is longer.

    Only what is a file is read: a pipe or a device might never end. Raises EnvironmentFault with a sentence, ``advice``
    after it.
    """
    try:
        # not to wait for whoever writes into a pipe; Windows has no such pipes among its files
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise EnvironmentFault(f"{path} is not a file. {advice}")
            return file.read(most_bytes + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise EnvironmentFault(f"{path} could not be read ({reason}). {advice}") from error
