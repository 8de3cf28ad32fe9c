"""A person's own copy of a source's document, read as text; it is untrusted, and nothing of it is ever written."""

from hashlib import sha256
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.attachments import DocumentText
from coopviewer.exchange.bounded_files import read_bounded

MOST_BYTES = 20_000_000
_CHOOSE = "Choose the document saved as plain text."


def read_source_document(path: Path) -> DocumentText:
    """Read a text file in UTF-8, with or without a byte order mark.

    Raises EnvironmentFault with a sentence where it cannot be read, is no text, is empty, or longer than MOST_BYTES.
    """
    content = read_bounded(path, MOST_BYTES, _CHOOSE)
    if len(content) > MOST_BYTES:
        raise EnvironmentFault(f"{path} is longer than 20 million bytes. {_CHOOSE}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise EnvironmentFault(
            f"{path} is not text in UTF-8. Save the document as UTF-8 text, and choose that."
        ) from None
    if "\0" in text:
        raise EnvironmentFault(f"{path} is not a text. Save the document as UTF-8 text, and choose that.")
    if not text.strip():
        raise EnvironmentFault(f"{path} holds no text. {_CHOOSE}")
    return DocumentText(path, text, sha256(content).hexdigest())
