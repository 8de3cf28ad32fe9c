"""Builds a reference from curated files, and checks a built one, by the same rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coopviewer.authoring.codes import Codes
from coopviewer.authoring.examination import Examination, Item
from coopviewer.authoring.rules import check_all, check_facts, check_things, needed_by_things
from coopviewer.authoring.source_tree import SourceTree, read_tree
from coopviewer.domain.faults import Fault
from coopviewer.domain.reference.dataset import Dataset, ReferenceSize
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.sources import Passage, Predicate, Redirect, Source
from coopviewer.storage.building.comparison import derived_faults, file_faults
from coopviewer.storage.building.dataset_reader import ReferenceReader, reading_reference
from coopviewer.storage.building.dataset_rows import FACT_TABLES
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
    **{kind: table.name for kind, table in FACT_TABLES.items()},
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of building: the dataset, and every fault found.

    ``dataset`` is None only if a file is no TOML in UTF-8, so that the rules were not applied.
    """

    dataset: Dataset | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking a reference: how many entries, facts and passages it has, and every fault found.

    ``size`` is None if the file is damaged or has another schema, so that its content was not checked.
    """

    size: ReferenceSize | None
    faults: tuple[Fault, ...]


def examine_tree(folder: Path) -> Outcome:
    """Read a folder of curated files, and check them by every rule; nothing is written.

    If a ``*.toml`` file is not valid TOML in UTF-8, no rule is applied: the result has the faults found in reading, and
    no dataset. The faults are sorted by file. Raises EnvironmentFault if the folder or one of its files cannot be read.
    """
    tree = read_tree(folder)
    faults = [*tree.faults, *(check_all(_examination(tree)) if tree.whole else ())]
    faults = sorted(dict.fromkeys(faults), key=lambda fault: fault.file)
    return Outcome(tree.dataset if tree.whole else None, tuple(faults))


def build(folder: Path, target: Path) -> Outcome:
    """Build a reference from a folder of curated files, and put it at ``target``, in place of a file that is there.

    If the files have a fault nothing is written; faults are in the result. Raises EnvironmentFault if the folder cannot
    be read or the reference written.
    """
    outcome = examine_tree(folder)
    if outcome.dataset is not None and not outcome.faults:
        write_reference(outcome.dataset, target)
    return outcome


def check_reference(path: Path, codes: Codes) -> Checked:
    """Check a built reference as a whole; ``codes`` are the countries of ISO 3166-1 by alpha-2 code.

    Facts are read and checked some entries at a time, so that memory does not grow with them. The faults found are in
    the result; if there is none, the file is also compared with what a build of its content would write. Raises
    EnvironmentFault if the file is no reference, or has vocabulary that this version does not know.
    """
    faults = file_faults(path)
    if faults:
        return Checked(None, tuple(faults))
    with reading_reference(path) as reader:
        size, faults = reader.size(), [*_faults_by_entry(reader, codes)]
    return Checked(size, tuple(faults or derived_faults(path)))


def _faults_by_entry(reader: ReferenceReader, codes: Codes) -> Iterator[Fault]:
    needed: list[Fact] = []
    things = Examination(
        reader.dataset(), codes, _table_of, cited=frozenset(reader.cited_passages()), has_fact=reader.has_id
    )
    for facts in reader.facts():
        yield from check_facts(things.of_facts(tuple(facts)))
        needed += filter(needed_by_things, facts)
    yield from check_things(things.of_facts(tuple(needed)))


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
