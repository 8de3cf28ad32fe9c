"""Build a reference from curated files, and check a built one, by the same rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coopviewer.authoring.codes import Codes
from coopviewer.authoring.examination import Examination, Item
from coopviewer.authoring.rules import check_all
from coopviewer.authoring.source_tree import SourceTree, read_tree
from coopviewer.domain.faults import Fault
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import (
    Amount,
    DocumentFact,
    Extent,
    Name,
    Quantity,
    Relation,
    Statement,
    TimeframeFact,
)
from coopviewer.domain.reference.sources import Passage, Predicate, Redirect, Source
from coopviewer.storage.building.dataset_reader import derived_faults, file_faults, read_dataset
from coopviewer.storage.building.writer import write_reference

# the keys of curated files that differ from the names of the fields
_KEYS: Mapping[str, str] = {
    "predicate_id": "predicate",
    "object_id": "to",
    "funder_id": "funder",
    "funding_instrument_id": "funding_instrument",
    "citations": "cites",
    "minor_units": "value",
}
_TABLES: Mapping[type, str] = {
    Edition: "edition",
    Source: "source",
    Passage: "passage",
    Predicate: "predicate",
    EntryRef: "entry",
    CountryCodes: "country",
    Redirect: "redirect",
    Name: "name",
    Relation: "relation",
    Statement: "statement",
    TimeframeFact: "timeframe",
    Amount: "amount",
    Quantity: "quantity",
    DocumentFact: "document",
    Extent: "extent",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of building or checking: the dataset, None if it could not be checked, and every fault."""

    dataset: Dataset | None
    faults: tuple[Fault, ...]


def examine_tree(folder: Path) -> Outcome:
    """Read a folder of curated files and apply every rule; nothing is written.

    The faults are sorted by file. Raises EnvironmentFault if the folder cannot be read.
    """
    tree = read_tree(folder)
    faults = [*tree.faults, *(check_all(_examination(tree)) if tree.whole else ())]
    faults = sorted(dict.fromkeys(faults), key=lambda fault: fault.file)
    return Outcome(tree.dataset if tree.whole else None, tuple(faults))


def build(folder: Path, target: Path) -> Outcome:
    """Build the reference at ``target`` from a folder of curated files; if there is any fault, nothing is written.

    Raises EnvironmentFault if the folder cannot be read or the file cannot be written.
    """
    outcome = examine_tree(folder)
    if outcome.dataset is not None and not outcome.faults:
        write_reference(outcome.dataset, target)
    return outcome


def check_reference(path: Path, codes: Codes) -> Outcome:
    """Check a built reference as a whole; ``codes`` are those of ISO 3166-1.

    A damaged file, or one with another schema, is not checked further. Raises EnvironmentFault if the file is not a
    reference, or has vocabulary that this version does not know.
    """
    faults = file_faults(path)
    if faults:
        return Outcome(None, tuple(faults))
    dataset = read_dataset(path)
    faults = check_all(Examination(dataset, codes, _table_of))
    return Outcome(dataset, tuple(faults or derived_faults(path, dataset)))


def _table_of(item: Item) -> str:
    return _TABLES[type(item)]


def _examination(tree: SourceTree) -> Examination:
    return Examination(
        tree.dataset,
        tree.codes,
        lambda item: tree.files[id(item)],
        keys=_KEYS,
        unreadable=tree.unreadable,
        partly_read=tree.partly_read,
        cited=tree.cited,
    )
