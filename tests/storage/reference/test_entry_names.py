"""Exports name the entries that annotations are about, with the notes that marked countries need."""

from contextlib import closing
from pathlib import Path

from coopviewer.domain.annotations.annotation import Motivation
from coopviewer.domain.reference.vocabulary import StatementKind
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.reference.entry_names import read_entry_names
from coopviewer.storage.reference.store import ReferenceStore
from tests.reference_values import EDITION, dataset, name, ref, relation, statement
from tests.storage.annotations.annotation_samples import note

MARKED = (ref("country/XK", "Kosovo*", "*"), ref("country/XX", "Xland+", "+"))


def test_entries_are_named_that_annotations_of_this_reference_are_about_or_lead_to(tmp_path: Path) -> None:
    facts = (
        *(statement(each.id, f"note on {each.title}", StatementKind.LEGAL_NOTE) for each in MARKED),
        *(name("country/NE", "Niger"), name("project/afic", "AFIC"), name("theme/unnamed", "Unnamed")),
        relation("country/XK", "leads", "country/XX"),  # so that the page of one names the other
    )
    write_reference(dataset(*facts, entries=[*MARKED, ref("project/afic", "The project")]), tmp_path / "coop.db")
    annotations = [
        note(dataset=EDITION.dataset, entry_id="country/NE"),
        note(
            dataset=EDITION.dataset,
            motivation=Motivation.LINKING,
            target_entry_id="project/afic",
            entry_id="country/YY",
        ),
        note(dataset="urn:other", entry_id="theme/unnamed"),
    ]
    with closing(ReferenceStore(tmp_path / "coop.db")) as store:
        names = read_entry_names(store, annotations)
    assert names.dataset == EDITION.dataset
    assert names.titles == {"country/NE": "NE", "project/afic": "The project"}
    assert names.legal_notes == {"Kosovo*": "note on Kosovo*", "Xland+": "note on Xland+"}
