"""Files of activities become a reference: its entries, its edition, its notes; from the same files the same bytes."""

import gzip
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.authoring.building import check_reference
from coopviewer.authoring.source_tree import read_codes_of
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.reference.facts import Name, Relation, Statement
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.published_facts import Flow, Milestone
from coopviewer.domain.reference.vocabulary import Basis, EntryKind, StatementKind
from coopviewer.rendering.words.import_words import note_sentence
from coopviewer.storage.building.import_reading import read_import_notes
from tests.authoring.importing.imports import FOLDERS, activity, facts_of, iati, import_text, imported, titled, written
from tests.datasets import read_dataset
from tests.faults import words_of

WELLS = titled(
    "XM-1",
    "Wells",
    '<participating-org role="4"><narrative>Well Diggers</narrative></participating-org>',
    '<recipient-country code="NE" percentage="60"/><recipient-country code="XK" percentage="39.5"/>',
    '<recipient-region code="289" vocabulary="1"/><recipient-region code="011" vocabulary="2"/>',
    '<sector code="14030" percentage="100"/>',
    '<activity-date type="3" iso-date="2024-12-31"/>',
    attributes='last-updated-datetime="2026-02-01T00:00:00Z"',
)


def test_an_import_makes_entries_for_all_that_activities_name(tmp_path: Path) -> None:
    dataset, _ = import_text(tmp_path, WELLS, titled("XM-2", "Water"))
    titles = {entry.id: entry.title for entry in dataset.entries}
    organisations = sorted(title for id, title in titles.items() if id.startswith("organisation/"))
    assert organisations == ["Agency One", "Well Diggers"]
    assert {id: title for id, title in titles.items() if not id.startswith("organisation/")} == {
        "country/NE": "Niger",
        "country/XK": "Kosovo*",
        "project/xm-1": "Wells",
        "project/xm-2": "Water",
        "region/dac-289": "South of Sahara, regional",
        "region/m49-002": "Africa",
        "region/m49-011": "Western Africa",
        "region/m49-202": "Sub-Saharan Africa",
        "theme/dac-14030": "Basic drinking water supply and basic sanitation",
    }
    relations = {
        (f.subject_id, f.object_id) for f in dataset.facts if isinstance(f, Relation) and f.predicate_id == "in-region"
    }
    assert relations == {
        ("country/NE", "region/m49-011"),
        ("region/m49-011", "region/m49-202"),
        ("region/m49-202", "region/m49-002"),
    }


def test_kosovo_has_its_asterisk_and_its_note(tmp_path: Path) -> None:
    dataset, _ = import_text(tmp_path, WELLS)
    facts = facts_of(dataset, "country/XK").values()
    assert all(fact.text.endswith("*") for fact in facts if isinstance(fact, Name))
    (note,) = [fact for fact in facts if isinstance(fact, Statement)]
    assert note.kind is StatementKind.LEGAL_NOTE
    assert "UNSC 1244" in note.text
    (codes,) = [country for country in dataset.countries if country.entry_id == "country/XK"]
    assert (codes.marker, codes.alpha3) == ("*", None)


def test_the_names_of_codes_are_those_of_the_standards(tmp_path: Path) -> None:
    dataset, _ = import_text(tmp_path, WELLS)
    names = {f.language: f.text for f in facts_of(dataset, "theme/dac-14030").values() if isinstance(f, Name)}
    assert set(names) == {"en", "fr"}
    names = {f.language for f in facts_of(dataset, "country/NE").values() if isinstance(f, Name)}
    assert names == {"en", "fr", "de", "es", "ar", "tr", "uk"}
    cited = {citation.source_id for fact in dataset.facts for citation in fact.citations}
    assert cited == {source.id for source in dataset.sources}


def test_every_fact_cites_its_line(tmp_path: Path) -> None:
    dataset, _ = import_text(tmp_path, WELLS)
    lines = (tmp_path / "a.xml").read_text(encoding="utf-8").splitlines()
    for fact in dataset.facts:
        if fact.basis is Basis.REFERENCE or fact.basis is Basis.EDITORIAL:
            continue
        (citation, *_) = fact.citations
        assert citation.line is not None
        if isinstance(fact, Name):
            assert fact.text in lines[citation.line - 1], fact


def test_the_edition_says_what_the_files_say(tmp_path: Path) -> None:
    dataset, _ = import_text(tmp_path, WELLS)
    edition = dataset.edition
    assert (edition.id, edition.title, edition.publisher) == ("2026-03-01", "IATI: Agency One", "Agency One")
    assert edition.dataset.startswith("urn:coopviewer:dataset:iati:xm-dac-1")
    assert (edition.as_of_earliest, edition.as_of_latest, edition.as_of_basis) == (
        "2026-02-01",
        "2026-02-01",
        Basis.STATED,
    )


def test_the_day_of_generation_is_taken_where_no_activity_has_one(tmp_path: Path) -> None:
    dataset, _ = import_text(tmp_path, titled("XM-1", "Wells"))
    assert dataset.edition.as_of_latest == "2026-03-01"


def test_a_file_without_any_day_is_of_an_unknown_day(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xml", titled("XM-1", "Wells"), attributes='generated-datetime="yesterday"')
    imported(tmp_path / "out.db", path)
    edition = read_dataset(tmp_path / "out.db").edition
    assert (edition.as_of_earliest, edition.as_of_latest) == (None, None)
    assert len(edition.id) == 10


def test_percentages_that_do_not_add_up_are_noted_and_kept(tmp_path: Path) -> None:
    dataset, notes = import_text(tmp_path, WELLS)
    shares = {f.object_id: f.share for f in dataset.facts if isinstance(f, Relation) and f.share is not None}
    assert shares == {"country/NE": 600_000, "country/XK": 395_000, "theme/dac-14030": 1_000_000}
    (note,) = notes
    assert (note.severity, note.what, note.found, note.entry_id) == (
        ImportSeverity.KEPT,
        "share-sum-places",
        "99.5",
        "project/xm-1",
    )
    assert note.line == 7


@pytest.mark.parametrize(
    ("parts", "noted"),
    [
        (('<sector code="14030" percentage="70"/>', '<sector code="14030" percentage="30"/>'), ["share-twice"]),
        (('<sector code="14030" percentage="100"/>', '<sector vocabulary="2" code="140" percentage="100"/>'), []),
        (('<sector code="14030" percentage="50"/>', '<sector code="14030" percentage="50"/>'), []),
        (
            ('<recipient-country code="NE" percentage="60"/>', '<recipient-country code="NIGER" percentage="40"/>'),
            ["country-code"],
        ),
    ],
)
def test_no_sum_is_told_of_a_list_of_which_no_fact_has_a_part(
    tmp_path: Path, parts: tuple[str, ...], noted: list[str]
) -> None:
    _, notes = import_text(tmp_path, titled("XM-1", "Wells", *parts))
    assert [note.what for note in notes] == noted


@pytest.mark.parametrize(
    ("shares", "noted"), [(("33.33", "33.33", "33.34"), 0), (("50", "50.02"), 1), (("50", ""), 1), (("", ""), 0)]
)
def test_sums_are_noted_beyond_a_hundredth(tmp_path: Path, shares: tuple[str, ...], noted: int) -> None:
    given = [f'percentage="{share}"' if share else "" for share in shares]
    countries = [
        f'<recipient-country code="{code}" {share}/>' for code, share in zip(("NE", "ML", "TD"), given, strict=False)
    ]
    _, notes = import_text(tmp_path, titled("XM-1", "Wells", *countries))
    assert len(notes) == noted


def test_the_same_file_gives_the_same_bytes_from_any_folder(tmp_path: Path) -> None:
    one = written(tmp_path / "one" / "a.xml", WELLS, titled("XM-2", "Water"))
    two = tmp_path / "two" / "deeper" / "a.xml"
    two.parent.mkdir(parents=True)
    shutil.copy(one, two)
    imported(tmp_path / "1.db", one)
    imported(tmp_path / "2.db", one)
    imported(two.parent / "3.db", two)
    assert (tmp_path / "1.db").read_bytes() == (tmp_path / "2.db").read_bytes() == (two.parent / "3.db").read_bytes()


def test_packed_files_give_the_same_facts(tmp_path: Path) -> None:
    text = iati(WELLS, titled("XM-2", "Water")).encode()
    (tmp_path / "a.xml").write_bytes(text)
    (tmp_path / "a.xml.gz").write_bytes(gzip.compress(text))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../a.xml", text)
        archive.writestr("notes.txt", "hello")
    datasets = []
    for name in ("a.xml", "a.xml.gz", "a.zip"):
        imported(tmp_path / "out.db", tmp_path / name)
        datasets.append(read_dataset(tmp_path / "out.db"))
    ids = [{fact.id for fact in dataset.facts} for dataset in datasets]
    assert ids[0] == ids[1] == ids[2]
    (note, *_) = read_import_notes(tmp_path / "out.db")
    assert (note.severity, note.what, note.done) == (ImportSeverity.REFUSED, "no-xml", "a.zip/notes.txt")


def test_the_same_file_twice_is_read_once(tmp_path: Path) -> None:
    one = written(tmp_path / "a.xml", titled("XM-1", "Wells"))
    two = Path(shutil.copy(one, tmp_path / "b.xml"))
    outcome = imported(tmp_path / "out.db", one, two)
    assert (outcome.names, outcome.activities) == (("a.xml",), 1)
    (note,) = outcome.first_notes
    assert (note.what, note.file, note.done) == ("same-file", "b.xml", "a.xml")


def test_progress_grows_to_the_whole(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xml", *(titled(f"XM-{n}", "Wells " * 40) for n in range(400)))
    seen: list[tuple[int, int]] = []
    imported(tmp_path / "out.db", path, on_progress=lambda done, total: seen.append((done, total)))
    assert {total for _, total in seen} == {path.stat().st_size}
    done = [each for each, _ in seen]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, path.stat().st_size)
    assert len(done) > 4


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.7, 0.77])
def test_cancelled_at_any_point_nothing_is_left(tmp_path: Path, share: float) -> None:
    path = written(tmp_path / "a.xml", *(titled(f"XM-{n}", "Wells " * 40) for n in range(600)))
    (tmp_path / "out").mkdir()
    reached = 0.0

    def on_progress(done: int, total: int) -> None:
        nonlocal reached
        reached = done / total

    with pytest.raises(Cancelled):
        imported(tmp_path / "out" / "new.db", path, on_progress=on_progress, is_cancelled=lambda: reached >= share)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_fault_leaves_the_old_reference_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.db"
    imported(target, written(tmp_path / "a.xml", WELLS))
    before = target.read_bytes()
    broken = tmp_path / "b.xml"
    broken.write_text("<?xml version='1.0'?>\n<!DOCTYPE x [<!ENTITY a 'b'>]>\n<iati-activities/>", encoding="utf-8")
    with pytest.raises(EnvironmentFault) as raised:
        imported(target, broken)
    assert "line 2" in words_of(raised.value)
    assert target.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.xml", "b.xml", "out.db"]


def test_what_comes_before_a_fault_is_imported_only_if_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(iati(WELLS, titled("XM-2", "Water"))[:-60], encoding="utf-8")
    with pytest.raises(EnvironmentFault) as raised:
        imported(tmp_path / "out.db", path)
    assert "a.xml" in words_of(raised.value)
    outcome = imported(tmp_path / "out.db", path, keep_partial=True)
    assert (outcome.activities, outcome.broken) == (1, ("a.xml",))
    assert [note.what for note in outcome.first_notes if note.severity is ImportSeverity.REFUSED] == ["not-well-formed"]


@pytest.mark.parametrize("name", ["notes.txt", "a.xml", "other.db"])
def test_what_is_no_reference_is_not_replaced(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / "a.xml", WELLS)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "other.db").write_bytes(b"SQLite format 3\0" + bytes(4096))
    before = (tmp_path / name).read_bytes()
    with pytest.raises(EnvironmentFault) as raised:
        imported(tmp_path / name, path)
    assert raised.value.code in ("import.target-is-other", "import.target-is-source")
    assert (tmp_path / name).read_bytes() == before


def test_a_file_without_activities_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xml")
    with pytest.raises(EnvironmentFault) as raised:
        imported(tmp_path / "out.db", path)
    assert raised.value.code == "import.no-activities"
    assert [each.name for each in tmp_path.iterdir()] == ["a.xml"]


def test_an_identifier_twice_in_a_file_makes_two_entries(tmp_path: Path) -> None:
    dataset, notes = import_text(tmp_path, titled("XM-1", "Wells"), titled("XM-1", "Pumps"), titled("XM-1-2", "Pipes"))
    projects = {entry.id: entry.title for entry in dataset.entries if entry.kind is EntryKind.PROJECT}
    assert projects == {"project/xm-1": "Wells", "project/xm-1-2": "Pipes", "project/xm-1-3": "Pumps"}
    (note,) = notes
    assert (note.what, note.found, note.entry_id) == ("activity-twice", "XM-1", "project/xm-1-3")
    assert all(fact.id.startswith(f"{fact.entry_id}/") for fact in dataset.facts)


def test_an_activity_without_an_identifier_is_named_by_its_title_in_notes(tmp_path: Path) -> None:
    files = [
        written(
            tmp_path / f"{name}.xml", titled("", "Wells"), titled("", "Wells"), attributes=f'generated-datetime="{day}"'
        )
        for name, day in (("a", "2026-01-01"), ("b", "2026-01-02"))
    ]
    imported(tmp_path / "out.db", *files)
    said = [note_sentence(note, ENGLISH) for note in read_import_notes(tmp_path / "out.db")]
    assert len([each for each in said if "“Wells” more than once" in each]) == 2
    assert len([each for each in said if "“Wells” is also at b.xml:" in each]) == 2
    assert [each for each in said if "  " in each or "“”" in each] == []


def test_a_relation_that_both_ends_state_is_one_fact_with_two_citations(tmp_path: Path) -> None:
    child = titled("XM-2", "Pumps", '<related-activity ref="XM-1" type="1"/>')
    parent = titled("XM-1", "Wells", '<related-activity ref="XM-2" type="2"/>')
    for order in ((child, parent), (parent, child)):
        dataset, _ = import_text(tmp_path, *order)
        (relation,) = [f for f in dataset.facts if isinstance(f, Relation) and f.predicate_id == "parent-of"]
        assert (relation.subject_id, relation.object_id) == ("project/xm-1", "project/xm-2")
        assert len({citation.passage_id for citation in relation.citations}) == 2


def test_an_activity_without_identifier_is_imported(tmp_path: Path) -> None:
    dataset, notes = import_text(tmp_path, activity("", "<title><narrative>Wells</narrative></title>"))
    (project,) = [entry for entry in dataset.entries if entry.kind is EntryKind.PROJECT]
    assert project.title == "Wells"
    assert [note.what for note in notes] == ["no-identifier"]


def test_money_is_as_given(tmp_path: Path) -> None:
    payments = (
        f'<transaction><transaction-type code="3"/><transaction-date iso-date="2021-0{n}-01"/>'
        f'<value value-date="2021-0{n}-01" {currency}>{value}</value></transaction>'
        for n, (value, currency) in enumerate((("100", ""), ("-120.50", ""), ("7", 'currency="XDR"')), start=1)
    )
    dataset, _ = import_text(tmp_path, titled("XM-1", "Wells", *payments))
    flows = [fact for fact in dataset.facts if isinstance(fact, Flow)]
    assert sorted((f.currency, f.minor_units / 10**f.decimals) for f in flows) == [
        ("EUR", -120.5),
        ("EUR", 100),
        ("XDR", 7),
    ]


def test_dates_become_milestones_alone(tmp_path: Path) -> None:
    dataset, _ = import_text(tmp_path, WELLS)
    assert [f.edtf for f in dataset.facts if isinstance(f, Milestone)] == ["2024-12-31"]


def test_texts_of_publishers_are_no_faults_of_an_imported_reference(tmp_path: Path) -> None:
    odd = (
        '<document-link url="https://example.org/a.pdf" format="application/pdf"/>',
        "<description><narrative>Wells\x85 and pumps</narrative></description>",
        '<recipient-country code="XK"/>',
        '<result type="1"><indicator measure="1"/></result>',
    )
    path = written(tmp_path / "a.xml", titled("XM-1", "Wells", *odd))
    imported(tmp_path / "out.db", path)
    checked = check_reference(tmp_path / "out.db", read_codes_of(FOLDERS.curated))
    assert [fault.said(ENGLISH) for fault in checked.faults] == []


def test_cancelling_is_asked_for_before_each_activity(tmp_path: Path) -> None:
    asked = 0

    def is_cancelled() -> bool:
        nonlocal asked
        asked += 1
        return False

    path = written(tmp_path / "a.xml", *(titled(f"XM-{n}", "Wells") for n in range(200)))
    imported(tmp_path / "out.db", path, is_cancelled=is_cancelled)
    assert asked > 200


def test_the_reference_has_the_names_of_the_codes_that_are_used_and_no_others(tmp_path: Path) -> None:
    import_text(tmp_path, titled("XM-1", "Wells", '<activity-status code="2"/>', '<activity-scope code="99"/>'))
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection:
        found = connection.execute(
            "SELECT code, label FROM code_label WHERE list = 'ActivityStatus' AND language = 'en'"
        )
        assert found.fetchall() == [("2", "Implementation")]
        (unknown,) = connection.execute("SELECT count(*) FROM code_label WHERE list = 'ActivityScope'").fetchone()
        assert unknown == 0


@pytest.mark.parametrize(
    ("reporter", "title"),
    [
        ('<reporting-org ref="XM-DAC-9" type="10"/>', "IATI: XM-DAC-9"),
        ('<reporting-org ref="XM-DAC-9"><narrative>XM-DAC-9</narrative></reporting-org>', "IATI: XM-DAC-9"),
        ("<reporting-org><narrative>Agency</narrative></reporting-org>", "IATI: Agency"),
    ],
)
def test_a_publisher_without_a_name_is_called_by_its_reference(tmp_path: Path, reporter: str, title: str) -> None:
    dataset, _ = import_text(tmp_path, activity("xm-1", reporter=reporter))
    assert dataset.edition.title == title
