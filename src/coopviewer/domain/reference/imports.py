"""How a reference was imported: its files, what was mended, kept or refused in them, and the words for codes."""

from enum import StrEnum
from typing import NamedTuple


class ImportSeverity(StrEnum):
    """What became of something unusual in an imported file.

    MENDED: read as what it plainly means. KEPT: stored as it was given. REFUSED: not imported.
    """

    MENDED = "mended"
    KEPT = "kept"
    REFUSED = "refused"


class ImportedFile(NamedTuple):
    """A file that a reference was imported from.

    ``ordinal`` counts the files from 1. ``name`` is without its folder; for a file in an archive, ``a.zip/b.xml``.
    ``size`` (bytes) and ``sha256`` are those of the file on the disk; for a file in an archive they are the archive's.
    ``format`` is a word such as ``iati`` or ``xlsx``.
    ``version`` (of the format) and ``generated`` (when) are as the file says, None if it does not. ``program`` is the
    version of the program that imported it. ``mapping`` has the user's choices as JSON, by which the same import can be
    done again.
    """

    ordinal: int
    source_id: str
    name: str
    size: int
    sha256: str
    format: str
    version: str | None
    generated: str | None
    program: str
    mapping: str


class ImportNote(NamedTuple):
    """What was mended, kept as it is, or refused in an imported file.

    ``ordinal`` is its number among all notes of the import, from 1. ``file`` is the file's name without folder, such as
    ``a.xml``, or ``a.zip/b.xml`` in an archive. ``line`` counts from 1; None: the whole file is meant. ``entry_id`` is
    None if no entry is concerned. ``what`` is a code, whose sentence is in ``rendering/words``; ``found`` is the text
    in the file, such as ``2,000``, and ``done`` what it was read as (``2000``) or another value for the sentence, empty
    if there is none.
    """

    ordinal: int
    severity: ImportSeverity
    file: str
    line: int | None
    entry_id: str | None
    what: str
    found: str
    done: str


class CodeLabel(NamedTuple):
    """The words for a code of a code list, such as *Implementation* for 2, in one language (a BCP 47 tag)."""

    list: str
    code: str
    language: str
    label: str
