"""The same activity in several files: equal facts have both sources, facts that differ stand side by side."""

import random
from pathlib import Path

import pytest

from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.facts import Fact, Name, Relation
from coopviewer.domain.reference.published_facts import Classification, Flow, Milestone, PublishedField
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.building.import_reading import read_import_notes
from tests.authoring.importing.imports import activity, facts_of, imported, titled, written
from tests.datasets import read_dataset

NEW, OLD = 'last-updated-datetime="2026-02-01T00:00:00Z"', 'last-updated-datetime="2025-02-01T00:00:00Z"'


def two_files(folder: Path, earlier: str, later: str) -> Dataset:
    one, two = written(folder / "later.xml", later), written(folder / "earlier.xml", earlier)
    imported(folder / "out.db", one, two)
    return read_dataset(folder / "out.db")


def sources(fact: Fact) -> list[str]:
    return [citation.source_id for citation in fact.citations]


@pytest.mark.parametrize("later_is_read", ["first", "last"])
def test_the_later_file_has_the_plain_key(tmp_path: Path, later_is_read: str) -> None:
    later = titled("XM-1", "Wells", '<activity-date type="3" iso-date="2025-12-31"/>', attributes=NEW)
    earlier = titled("XM-1", "Wells", '<activity-date type="3" iso-date="2024-12-31"/>', attributes=OLD)
    files = [written(tmp_path / "later.xml", later), written(tmp_path / "earlier.xml", earlier)]
    imported(tmp_path / "out.db", *(files if later_is_read == "first" else reversed(files)))
    facts = facts_of(read_dataset(tmp_path / "out.db"), "project/xm-1")
    dates = {key: (fact.edtf, sources(fact)) for key, fact in facts.items() if isinstance(fact, Milestone)}
    assert dates == {
        "milestone/end-planned": ("2025-12-31", ["source/later"]),
        "milestone/end-planned@2": ("2024-12-31", ["source/earlier"]),
    }
    (title,) = [fact for fact in facts.values() if isinstance(fact, Name)]
    assert sources(title) == ["source/later", "source/earlier"]
    (note,) = read_import_notes(tmp_path / "out.db")
    assert (note.what, note.file, note.found, note.done) == ("same-activity", "earlier.xml", "XM-1", "later.xml:2")


def test_the_entry_is_titled_by_the_later_file(tmp_path: Path) -> None:
    dataset = two_files(tmp_path, titled("XM-1", "Old", attributes=OLD), titled("XM-1", "New", attributes=NEW))
    (project,) = [entry for entry in dataset.entries if entry.kind is EntryKind.PROJECT]
    assert project.title == "New"


def test_what_only_one_file_has_is_kept(tmp_path: Path) -> None:
    earlier = titled("XM-1", "Wells", '<sector code="14030"/>', "<x>only old</x>", attributes=OLD)
    later = titled("XM-1", "Wells", '<sector code="15110"/>', "<x>only new</x>", attributes=NEW)
    facts = two_files(tmp_path, earlier, later).facts
    assert sorted(f.object_id for f in facts if isinstance(f, Relation) and f.predicate_id == "in-sector") == [
        "theme/dac-14030",
        "theme/dac-15110",
    ]
    assert {str(value.value) for f in facts for value in getattr(f, "values", ())} >= {"only old", "only new"}


def test_three_files_are_in_the_order_of_their_days(tmp_path: Path) -> None:
    files = [
        written(
            tmp_path / f"{year}.xml",
            titled(
                "XM-1", "Wells", f'<activity-status code="{code}"/>', attributes=f'last-updated-datetime="{year}-01-01"'
            ),
        )
        for year, code in ((2024, "2"), (2026, "4"), (2025, "3"))
    ]
    imported(tmp_path / "out.db", *files)
    facts = facts_of(read_dataset(tmp_path / "out.db"), "project/xm-1")
    assert {
        key: f.code for key, f in facts.items() if isinstance(f, Classification) and f.scheme == "ActivityStatus"
    } == {
        "activity-status": "4",
        "activity-status@2": "3",
        "activity-status@3": "2",
    }


def test_the_order_of_the_files_decides_where_no_day_is_stated(tmp_path: Path) -> None:
    one = written(tmp_path / "one.xml", titled("XM-1", "Wells", '<activity-status code="1"/>'), attributes="")
    two = written(tmp_path / "two.xml", titled("XM-1", "Wells", '<activity-status code="2"/>'), attributes="")
    imported(tmp_path / "out.db", one, two)
    facts = facts_of(read_dataset(tmp_path / "out.db"), "project/xm-1")
    assert sources(facts["activity-status"]) == ["source/two"]


PLANTED = {
    "title": ("<title><narrative>Wells</narrative></title>", "<title><narrative>Deep wells</narrative></title>"),
    "status": ('<activity-status code="2"/>', '<activity-status code="4"/>'),
    "end-planned": (
        '<activity-date type="3" iso-date="2024-12-31"/>',
        '<activity-date type="3" iso-date="2025-06-30"/>',
    ),
    "start-actual": (
        '<activity-date type="2" iso-date="2020-01-01"/>',
        '<activity-date type="2" iso-date="2020-02-01"/>',
    ),
    "share": ('<recipient-country code="NE" percentage="100"/>', '<recipient-country code="NE" percentage="80"/>'),
    "payment": tuple(
        f'<transaction ref="T1"><transaction-type code="3"/><transaction-date iso-date="2021-03-03"/>'
        f'<value value-date="2021-03-03">{value}</value></transaction>'
        for value in (1000, 1200)
    ),
}


def test_thirty_planted_contradictions_are_all_found_with_both_sources(tmp_path: Path) -> None:
    rng = random.Random(7)
    planted = [(f"XM-{n}", rng.choice(list(PLANTED))) for n in range(200)]
    contradicted = dict(planted[:30])
    files: list[list[str]] = [[], []]
    for identifier, kind in planted:
        for place in (0, 1):
            parts = [PLANTED[each][place if each == kind and identifier in contradicted else 0] for each in PLANTED]
            files[place].append(activity(identifier, *parts, attributes=(OLD, NEW)[place]))
    for several in files:
        rng.shuffle(several)
    dataset = two_files(tmp_path, "".join(files[0]), "".join(files[1]))
    found: dict[str, tuple[Fact, Fact]] = {}
    by_id = {fact.id: fact for fact in dataset.facts}
    for fact in dataset.facts:
        if fact.id.endswith("@2") and not isinstance(fact, PublishedField):  # such as the day of the last update
            found[fact.entry_id.partition("/")[2].upper()] = by_id[fact.id.removesuffix("@2")], fact
    assert found.keys() == contradicted.keys()
    classes = {"title": Name, "status": Classification, "share": Relation, "payment": Flow}
    for identifier, (now, before) in found.items():
        assert isinstance(now, classes.get(contradicted[identifier], Milestone))
        assert (sources(now), sources(before)) == (["source/later"], ["source/earlier"])
    both = [fact for fact in dataset.facts if len(set(sources(fact))) == 2]
    assert len(both) > 200 * 7
