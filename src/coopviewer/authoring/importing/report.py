"""The report of an import: what was mended, kept as it is, or refused, with file, line and reason."""

from collections import Counter
from collections.abc import Callable

from coopviewer.domain.reference.imports import ImportNote, ImportSeverity

MOST_FOUND = 300
"""The most characters of a file's text that a note repeats."""
MOST_REMEMBERED = 10_000
"""The most different texts of a file that ``note_once`` remembers; further ones are noted each time."""
_FIRST = 200  # notes that are kept in memory


class ImportReporter:
    """Numbers the notes of one import and passes each to ``hand_on``; memory does not grow with their number.

    ``first`` are the first 200 notes, ``kinds`` says how many there are of each severity and code, ``count`` how many
    in all.
    """

    def __init__(self, hand_on: Callable[[ImportNote], object] | None = None) -> None:
        """Start without notes; ``hand_on``, unless None, is called with each note, also with those in ``first``."""
        self._hand_on = hand_on
        self._file = ""
        self._once: set[tuple[str, str]] = set()
        self.first: list[ImportNote] = []
        self.kinds: Counter[tuple[ImportSeverity, str]] = Counter()
        self.count = 0

    @property
    def severities(self) -> dict[ImportSeverity, int]:
        """The number of notes of each severity that occurs, in the order of ``ImportSeverity``."""
        found: Counter[ImportSeverity] = Counter()
        for (severity, _), count in self.kinds.items():
            found[severity] += count
        return {severity: found[severity] for severity in ImportSeverity if found[severity]}

    def begin_file(self, name: str) -> None:
        """Begin the notes on a file; ``name`` is its name without folder, such as ``a.xml`` or ``a.zip/b.xml``."""
        self._file = name
        self._once = set()

    def note(
        self,
        severity: ImportSeverity,
        what: str,
        found: str,
        done: str,
        *,
        line: int | None,
        entry_id: str | None = None,
    ) -> None:
        """Add a note on the file of the last ``begin_file``; before any, its file has no name.

        ``what`` is a code that has a sentence in ``rendering/words/import_words.py``; ``found`` is the text of the
        file; ``done`` is what the text became, such as the value or the key of the fact, and may be empty. Of both,
        white space is collapsed, and they are cut to 300 characters (MOST_FOUND). ``line`` counts from 1, None: the
        file as a whole. ``entry_id`` is the entry that the note is about, None: not about one entry.
        """
        self.kinds[severity, what] += 1
        self.count += 1
        note = ImportNote(self.count, severity, self._file, line, entry_id, what, _shortened(found), _shortened(done))
        if len(self.first) < _FIRST:
            self.first.append(note)
        if self._hand_on is not None:
            self._hand_on(note)

    def note_once(self, severity: ImportSeverity, what: str, found: str, done: str, *, line: int | None) -> None:
        """Add a note unless the current file has one with the same code (``what``) and text (``found``) already.

        ``done`` is what the text became, and may be empty; ``line`` counts from 1, None: the file as a whole. Texts are
        compared by their first 300 characters (MOST_FOUND). Only 10,000 different notes of a file (MOST_REMEMBERED) are
        remembered, so that memory stays bounded; any further one is always added.
        """
        key = what, found[:MOST_FOUND]
        if key in self._once:
            return
        if len(self._once) < MOST_REMEMBERED:
            self._once.add(key)
        self.note(severity, what, found, done, line=line)


def _shortened(text: str) -> str:
    text = " ".join(text[: 4 * MOST_FOUND].split())
    return text if len(text) <= MOST_FOUND else f"{text[: MOST_FOUND - 1]}…"
