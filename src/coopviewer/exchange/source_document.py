"""A person's own copy of a source's document, read as text; it is untrusted, and nothing of it is ever written."""

import os
import stat
from hashlib import sha256
from pathlib import Path

from coopviewer.domain.attachments import DocumentText
from coopviewer.domain.errors import EnvironmentFault

MOST_BYTES = 20_000_000


def read_source_document(path: Path) -> DocumentText:
    """Read a text file in UTF-8, with or without a byte order mark.

    Raises EnvironmentFault with a sentence where it cannot be read, is no text, is empty, or longer than MOST_BYTES.
    """
    content = _read(path)
    if len(content) > MOST_BYTES:
        raise EnvironmentFault(f"{path} is longer than 20 million bytes. Choose the document saved as plain text.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise EnvironmentFault(
            f"{path} is not text in UTF-8. Save the document as UTF-8 text, and choose that."
        ) from None
    if "\0" in text:
        raise EnvironmentFault(f"{path} is not a text. Save the document as UTF-8 text, and choose that.")
    if not text.strip():
        raise EnvironmentFault(f"{path} holds no text. Choose the document saved as plain text.")
    return DocumentText(path, text, sha256(content).hexdigest())


def _read(path: Path) -> bytes:
    """Read at most one byte more than allowed, and only from a file: a pipe or a device might never end."""
    try:
        # not to wait for whoever writes into a pipe; Windows has no such pipes among its files
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise EnvironmentFault(f"{path} is not a file. Choose the document saved as plain text.")
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        sentence = f"{path} could not be read ({reason}). Choose the document saved as plain text."
        raise EnvironmentFault(sentence) from error
