"""Writing a dataset as a new reference: atomically, and byte by byte the same from the same dataset."""

import sqlite3
from pathlib import Path

from coopviewer.domain.reference.dataset import Dataset
from coopviewer.storage.building.content_writer import ContentWriter
from coopviewer.storage.building.reference_file import ReferenceFile


def write_reference(dataset: Dataset, target: Path) -> str:
    """Write a valid dataset to ``target``, and return the SHA-256 of its content.

    An existing file is replaced in one step, once the new one is complete and checked. Raises EnvironmentFault if the
    file cannot be written; ValueError if a value refers to a missing one, or is one that its table does not allow. No
    temporary file is left then.
    """
    with ReferenceFile(target) as file:
        _add_all(dataset, file)
        return file.finish(dataset.edition)


def fill(connection: sqlite3.Connection, dataset: Dataset) -> str:
    """Create and fill all tables and views in an empty database; return the SHA-256 of the content.

    The connection must not begin transactions of its own (``isolation_level=None``). Raises ValueError if a value
    refers to one that is not in the dataset.
    """
    content = ContentWriter(connection)
    _add_all(dataset, content)
    return content.finish(dataset.edition)


def add_things(dataset: Dataset, content: ContentWriter) -> None:
    """Add entries, sources and everything else of a dataset to a reference, but not its edition and its facts."""
    for source in dataset.sources:
        content.add_source(source)
    for passage in dataset.passages:
        content.add_passage(passage)
    for predicate in dataset.predicates:
        content.add_predicate(predicate)
    for entry in dataset.entries:
        content.add_entry(entry)
    for country in dataset.countries:
        content.add_country(country)
    for redirect in dataset.redirects:
        content.add_redirect(redirect)


def _add_all(dataset: Dataset, content: ContentWriter) -> None:
    add_things(dataset, content)
    for fact in dataset.facts:
        content.add_fact(fact)
