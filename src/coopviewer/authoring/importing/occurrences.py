"""Activities that occur more than once: which occurrences are one entry, and which is the later one."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from coopviewer.authoring.importing.first_pass import FirstPass, Occurrence


class SharedEntry(NamedTuple):
    """The entry of an activity that occurs more than once in the files.

    ``occurrences`` are sorted by when they were updated, the latest first; of equal ones, that in the later document of
    ``first_pass.documents`` is first. ``latest`` says where the first one is, as file and line: ``a.xml:12``.
    ``is_second``: a file has the activity more than once, and this entry (with ``-2`` or so behind its id) is that of
    the second or a later occurrence in each file, not of the first.
    """

    entry_id: str
    occurrences: tuple[Occurrence, ...]
    latest: str
    is_second: bool

    def rank(self, document: int) -> int:
        """Return the index in ``occurrences`` of the one in a document: 0 for the latest.

        ``document`` is an index in ``first_pass.documents``; it must be one in which the activity occurs.
        """
        return [occurrence.document for occurrence in self.occurrences].index(document)


def shared_entries(first_pass: FirstPass) -> dict[tuple[int, int], SharedEntry]:
    """Return the entries of activities that occur more than once, by the place of each occurrence.

    A place is the index of the document in ``first_pass.documents`` and the number of the activity in it, from 1. The
    first occurrences of an activity in all documents are one entry. If a document has it more than once, the second
    occurrences in all documents are another entry, whose id ends in ``-2`` or the next free number; and so on.
    """
    found: dict[tuple[int, int], SharedEntry] = {}
    taken = set(first_pass.first)
    for entry_id, occurrences in first_pass.several():
        for number, together in enumerate(_rounds(occurrences), start=1):
            own = entry_id if number == 1 else _free(entry_id, number, taken)
            taken.add(own)
            latest_first = sorted(together, key=lambda each: (each.updated, each.document), reverse=True)
            latest = latest_first[0]
            name = first_pass.documents[latest.document].document.name
            shared = SharedEntry(own, tuple(latest_first), f"{name}:{latest.line}", is_second=number > 1)
            found |= {(each.document, each.number): shared for each in together}
    return found


def _rounds(occurrences: Iterable[Occurrence]) -> list[list[Occurrence]]:
    """Return the first occurrences of all documents, then the second ones, and so on."""
    by_document: defaultdict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        by_document[occurrence.document].append(occurrence)
    most = max(map(len, by_document.values()))
    return [[each[place] for each in by_document.values() if place < len(each)] for place in range(most)]


def _free(entry_id: str, number: int, taken: set[str]) -> str:
    while f"{entry_id}-{number}" in taken:
        number += 1
    return f"{entry_id}-{number}"
