"""Which mentions of organisations are one entry: by org-id, by reference and name, by name; never by likeness."""

from pathlib import Path

import pytest

from coopviewer.authoring.importing.iati.keys import slug
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.facts import Name
from coopviewer.domain.reference.imports import ImportNote
from coopviewer.domain.reference.published_facts import Classification, Identifier
from coopviewer.domain.reference.vocabulary import Basis, EntryKind
from tests.authoring.importing.imports import REPORTER, activity, facts_of, import_text

TITLE = "<title><narrative>Wells</narrative></title>"


def organisations(folder: Path, *elements: str, reporter: str = "") -> tuple[dict[str, str], Dataset, list[ImportNote]]:
    """Return titles by id of what some participants become, each in an activity of its own."""
    activities = [activity(f"XM-{n}", TITLE, element, reporter=reporter) for n, element in enumerate(elements)]
    dataset, notes = import_text(folder, *activities)
    found = {entry.id: entry.title for entry in dataset.entries if entry.kind is EntryKind.ORGANISATION}
    return found, dataset, notes


def org(name: str, ref: str = "", role: str = "4", kind: str = "") -> str:
    return (
        f'<participating-org role="{role}" ref="{ref}" type="{kind}"><narrative>{name}</narrative></participating-org>'
    )


@pytest.mark.parametrize(
    ("elements", "titles"),
    [
        (
            (org("Agency One", "XM-DAC-1"), org("One, Agency", "XM-DAC-1"), org("Agency One", "XM-DAC-1")),
            ["Agency One"],
        ),
        ((org("Body", "47000"), org("BODY ", "47000")), ["Body"]),
        ((org("Body", "47000"), org("", "47000")), ["Body"]),
        ((org("Firm A", "11000"), org("Firm B", "11000")), ["Firm A", "Firm B"]),
        ((org("Firm A", "11000"), org("Firm B", "11000"), org("", "11000")), ["11000", "Firm A", "Firm B"]),
        ((org("Ministry"), org("ministry"), org("Ministère")), ["Ministry", "Ministère"]),
        ((org("Ministry", "N/A"), org("Ministry", ""), org("Ministry", "0")), ["Ministry"]),
        ((org("Ministry", "GB-1"), org("Ministry", "GB-2"), org("Ministry")), ["Ministry"] * 3),
        ((org("XM-DAC-1", "XM-DAC-1"), org("Agency", "XM-DAC-1")), ["Agency"]),
        ((org("XM-DAC-1", "XM-DAC-1"),), ["XM-DAC-1"]),
        ((org("gb-x", "gb-x"), org("gb-x")), ["gb-x", "gb-x"]),
        ((org("???", ""),), ["???"]),
        (
            (org("Министерство труда", "1"), org("Министерство юстиции", "1")),
            ["Министерство труда", "Министерство юстиции"],
        ),
        ((org("وزارة المالية", "1"), org("وزارة الصحة", "1")), ["وزارة المالية", "وزارة الصحة"]),
        ((org("財務省", "1"), org("外務省", "1"), org("", "1")), ["1", "外務省", "財務省"]),
        ((org("МИНИСТЕРСТВО", "1"), org("Министерство", "1"), org("", "1")), ["МИНИСТЕРСТВО"]),
        ((org("ЮНИСЕФ A", "1"), org("A", "1"), org("Минфин A", "1")), ["A", "Минфин A", "ЮНИСЕФ A"]),
        ((org("A and B", "1"), org("A-and B", "1"), org("A (and) B", "1")), ["A (and) B", "A and B", "A-and B"]),
        ((org("???", "1"), org("!!!", "1")), ["!!!", "???"]),
        ((org("Ministère", "1"), org("MINISTERE", "1")), ["Ministère"]),
        (
            (org("long " * 20 + "one", "1"), org("long " * 20 + "two", "1")),
            ["long " * 20 + "one", "long " * 20 + "two"],
        ),
        ((org("N 1", "N-1"), org("N-1", "N-1"), org("N/1", "N-1")), ["N 1", "N-1", "N/1"]),
    ],
)
def test_mentions_become_entries(tmp_path: Path, elements: tuple[str, ...], titles: list[str]) -> None:
    found, _, _ = organisations(tmp_path, *elements)
    assert sorted(found.values()) == sorted(titles)


def test_the_most_frequent_name_is_the_title_and_the_others_are_names(tmp_path: Path) -> None:
    elements = (org("Rare", "GB-1"), org("Usual", "GB-1"), org("Usual", "GB-1"))
    found, dataset, _ = organisations(tmp_path, *elements)
    ((entry_id, title),) = found.items()
    assert title == "Usual"
    assert sorted(f.text for f in facts_of(dataset, entry_id).values() if isinstance(f, Name)) == ["Rare", "Usual"]


def test_reference_and_type_are_kept_with_the_entry(tmp_path: Path) -> None:
    found, dataset, _ = organisations(
        tmp_path, org("A", "GB-1", kind="22"), org("A", "GB-1", kind="80"), org("B", "77")
    )
    by_title = {title: facts_of(dataset, entry_id).values() for entry_id, title in found.items()}
    assert sorted(f.code for f in by_title["A"] if isinstance(f, Classification)) == ["22", "80"]
    assert [(f.value, f.scheme) for f in by_title["A"] if isinstance(f, Identifier)] == [("GB-1", "org-id")]
    assert [(f.value, f.scheme) for f in by_title["B"] if isinstance(f, Identifier)] == [("77", "local")]


def test_an_entry_made_from_a_name_alone_is_inferred(tmp_path: Path) -> None:
    found, dataset, _ = organisations(tmp_path, org("Ministry"))
    ((entry_id, _),) = found.items()
    (name,) = facts_of(dataset, entry_id).values()
    assert name.basis is Basis.INFERRED
    assert name.note


def test_organisations_of_the_same_name_are_said_to_be_so(tmp_path: Path) -> None:
    found, _, notes = organisations(tmp_path, org("Ministry", "GB-1"), org("Ministry", "GB-2"))
    assert {(note.what, note.entry_id, note.done) for note in notes} == {
        ("same-name", one, other) for one in found for other in found if one != other
    }


def test_ids_depend_on_the_mention_alone(tmp_path: Path) -> None:
    alone, _, _ = organisations(tmp_path, org("Firm A", "11000"))
    among, _, _ = organisations(tmp_path, org("Firm B", "11000"), org("Firm A", "11000"), org("Firm A"))
    assert set(alone) < set(among)


@pytest.mark.parametrize("name", ["Министерство труда", "Ministry (MFA)", "Ministry", "???", "long " * 80])
def test_the_id_of_a_name_beside_a_reference_depends_on_the_mention_alone(tmp_path: Path, name: str) -> None:
    alone, _, _ = organisations(tmp_path, org(name, "11000"))
    among, _, _ = organisations(tmp_path, org("Другое", "11000"), org("Firm", "11000"), org(name, "11000"), org(name))
    assert set(alone) < set(among)


def test_names_whose_hashes_meet_are_two_entries(tmp_path: Path) -> None:
    """Of names in other scripts an id has only a hash; among many names, two have the same now and then."""
    seen: dict[str, str] = {}
    for number in range(1_000_000):
        name = f"минздрав {chr(0x430 + number % 32)}{chr(0x430 + number // 32 % 32)}{chr(0x4E00 + number // 1024)}"
        if (twin := seen.setdefault(slug(name), name)) != name:
            break
    else:
        pytest.fail("no two names have the same hash")
    alone, _, _ = organisations(tmp_path, org(name))
    assert len(alone) == 1
    found, _, _ = organisations(tmp_path, org(name), org(twin), org(name, "7"), org(twin, "7"))
    assert sorted(found.values()) == sorted([name, twin] * 2)


def test_a_name_of_letters_that_ids_can_have_keeps_the_id_without_its_signs(tmp_path: Path) -> None:
    """Notes on an organisation are found again by this id."""
    assert list(organisations(tmp_path, org("Ministry (MFA)", "11000"))[0]) == ["organisation/ministry-mfa-8597f1e3"]


def test_sectors_of_own_lists_are_told_apart_by_the_reporter(tmp_path: Path) -> None:
    own = '<sector vocabulary="99" code="A1"><narrative>{}</narrative></sector>'
    other = '<reporting-org ref="GB-9" type="10"><narrative>Nine</narrative></reporting-org>'
    dataset, _ = import_text(
        tmp_path,
        activity("XM-1", own.format("Fish"), reporter=REPORTER),
        activity("XM-2", own.format("Roads"), reporter=other),
        activity("XM-3", own.format("Fish"), reporter=REPORTER),
    )
    themes = [entry for entry in dataset.entries if entry.kind is EntryKind.THEME]
    assert sorted((each.title, each.hint) for each in themes) == [("Fish", "A1"), ("Roads", "A1")]


def test_long_names_that_differ_at_their_ends_are_two_entries_with_all_they_say(tmp_path: Path) -> None:
    """Long names are told apart by a digest while files are read; entries have them as a whole."""
    long = "long name " * 200
    elements = (org(f"{long}one", "GB-1"), org(f"{long}two", "GB-2"), org(f"{long}one", "GB-1"), org(f"{long}one"))
    found, dataset, notes = organisations(tmp_path, *elements)
    assert sorted(found.values()) == [f"{long}one", f"{long}one", f"{long}two"]
    texts = sorted(fact.text for fact in dataset.facts if isinstance(fact, Name) and fact.entry_id in found)
    assert texts == sorted(found.values())
    assert [note.what for note in notes if note.what == "same-name"] == ["same-name"] * 2
