"""Names of entries as exports write them, with the legal notes that some names need."""

from collections.abc import Iterable, Iterator

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.exchange import EntryNames
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference.store import ReferenceStore


def read_entry_names(reference: ReferenceStore, annotations: Iterable[Annotation]) -> EntryNames:
    """Read the titles of entries that annotations are on or link to, and all legal notes of countries (``Kosovo*``).

    An annotation may name a renamed entry by its former id: its title is then found by that id. Annotations of other
    references, and ids that this one lacks, are passed over. Raises EnvironmentFault if the reference is damaged.
    """
    dataset = reference.edition.dataset
    ours = [each for each in annotations if each.dataset == dataset]
    ids = {each.entry_id for each in ours} | {each.target_entry_id for each in ours if each.target_entry_id}
    return EntryNames(dataset, reference.titles(sorted(ids)), dict(_legal_notes(reference)))


def _legal_notes(reference: ReferenceStore) -> Iterator[tuple[str, str]]:
    for ref in reference.entries(EntryKind.COUNTRY):
        if ref.marker:
            notes = reference.page(parse_address(ref.id)).lookup.legal_notes
            yield ref.title, " ".join(note.text for note in notes if note.entry_id == ref.id)
