"""References read back as a whole, to compare what was written."""

from itertools import chain
from pathlib import Path

from coopviewer.domain.reference.dataset import Dataset
from coopviewer.storage.building.dataset_reader import reading_reference


def read_dataset(path: Path) -> Dataset:
    """Read all content of a reference but how it was imported: imported files, notes on them, and words for codes."""
    with reading_reference(path) as reader:
        return reader.dataset(chain.from_iterable(reader.facts()))
