"""What changed between two editions as files: every row of a table, the records of JSON, and the parts of a text."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coopviewer.domain.editions.changes import ChangeQuery, EntryChangeKind, FactChangeKind, Mine
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.exchange.editions.change_files import AskedChanges, ChangesFormat, ChangesWriter
from coopviewer.storage.editions.comparison import EditionComparison
from tests.activity_values import WELL, flow
from tests.editions import compared, write_edition, write_two_editions
from tests.reference_values import amount, ref, statement

ALL = ChangeQuery()
CHANGED = [
    "project/b|Βουνό|changed|dates|timeframe|timeframe/1|timeframe/1|edtf|2018/2021|2018/..|true",
    "project/c-2|Γέφυρα|id-changed||||||project/c|project/c-2|false",
    "project/c-2|Γέφυρα|moved|text|statement|goal/7|goal/1||Γέφυρα|Γέφυρα|false",
    "project/d|Δάσος|no-longer-listed||||||project/d||false",
    "project/e|Έργο|newly-listed|||||||project/e|false",
    f"{WELL}|Πηγάδια|retitled||||||Πηγάδι|Πηγάδια|false",
    f"{WELL}|Πηγάδια|changed|status|classification|class/status|class/status|code|2|4|false",
    f"{WELL}|Πηγάδια|changed|status|classification|class/status|class/status|as_given|2|4|false",
    f"{WELL}|Πηγάδια|changed|dates|milestone|milestone/end-planned|milestone/end-planned|edtf|2021-12|2022-06|false",
    f"{WELL}|Πηγάδια|changed|dates|milestone|milestone/end-planned|milestone/end-planned|as_given|2021-12|2022-06|false",
    f"{WELL}|Πηγάδια|changed|money|flow|flow/t-1|flow/t-1|minor_units|4000000.00|4500000.00|false",
    f"{WELL}|Πηγάδια|changed|where|relation|has-beneficiary/ne|has-beneficiary/ne|share|600000|650000|false",
    f"{WELL}|Πηγάδια|changed|text|statement|goal/1|goal/1|text|Ένα δύο τρία|Ένα πέντε τρία|false",
    f"{WELL}|Πηγάδια|changed|rest|published_field|published/1|published/1|values|άλφα: βήτα|άλφα: γάμα|false",
    f"{WELL}|Πηγάδια|changed|rest|quantity|figure/1|figure/1|value|5|8|false",
]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditionComparison]:
    old, new = write_two_editions(tmp_path_factory.mktemp("editions"))
    with EditionComparison(old, new) as comparison:
        comparison.begin(Mine(frozenset({"project/b"})))
        comparison.compare()
        yield comparison


def written(source: EditionComparison, kind: ChangesFormat, query: ChangeQuery = ALL, **asked: object) -> str:
    writer = ChangesWriter(source, AskedChanges(query, **asked), Path("none.json"), ENGLISH)  # type: ignore[arg-type]
    return "".join(writer.parts(kind))


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def short(row: list[str]) -> str:
    """Return a row as one text, with the ids of facts without their entries."""
    ids = ["/".join(each.split("/")[2:]) for each in row[5:7]]
    return "|".join([*row[:5], *ids, *row[7:]])


def test_a_table_has_every_change_in_the_words_of_the_database(both: EditionComparison) -> None:
    head, *found = rows(written(both, ChangesFormat.CSV, for_programs=True))
    assert head == [
        *("entry", "title", "change", "about", "kind", "fact", "former_fact"),
        *("field", "before", "after", "mine"),
    ]
    assert [short(row) for row in found] == CHANGED


def test_a_table_for_readers_is_in_words(both: EditionComparison) -> None:
    head, *found = rows(written(both, ChangesFormat.CSV))
    assert head == [
        "Entry",
        "Title",
        "Change",
        "About",
        "Kind",
        "Fact",
        "Former fact",
        "Field",
        "Before",
        "After",
        "Yours",
    ]
    assert [short(row) for row in found[:3]] == [
        "project/b|Βουνό|changed|Dates|Timeframe|timeframe/1|timeframe/1|date|2018/2021|2018/..|yes",
        "project/c-2|Γέφυρα|id changed||||||project/c|project/c-2|no",
        "project/c-2|Γέφυρα|moved|Texts|Goal|goal/7|goal/1||Γέφυρα|Γέφυρα|no",
    ]


def test_only_a_file_has_a_mark_and_the_line_ends_of_csv(both: EditionComparison) -> None:
    file, printed = written(both, ChangesFormat.CSV), written(both, ChangesFormat.CSV, is_file=False)
    assert file.startswith("\ufeffEntry,")
    assert printed.startswith("Entry,")
    assert file.removeprefix("\ufeff") == printed.replace("\n", "\r\n")
    assert "\r" not in printed


def test_one_entry_alone_is_written(both: EditionComparison) -> None:
    assert len(rows(written(both, ChangesFormat.CSV, entry=WELL))) == 11
    assert len(rows(written(both, ChangesFormat.CSV, entry="project/none"))) == 1
    assert [each["id"] for each in json.loads(written(both, ChangesFormat.JSON, entry=WELL))["entries"]] == [WELL]
    assert json.loads(written(both, ChangesFormat.JSON, entry="project/none"))["entries"] == []
    text = written(both, ChangesFormat.TEXT, entry="project/c")
    assert "id changed · project/c → project/c-2" in text
    assert "Words in [-…-] are gone" in text
    assert "Nothing changed of this entry." in written(both, ChangesFormat.TEXT, entry="project/none")


def test_json_says_what_both_editions_have(both: EditionComparison) -> None:
    found = json.loads(written(both, ChangesFormat.JSON))
    assert [found[side]["id"] for side in ("old", "new")] == ["wells.1", "wells.2"]
    assert found["old"].keys() == {"id", "dataset", "title", "sha256"}
    assert found["summary"] == {
        "entries_with_changes": 5,
        "mine": 1,
        "entries": {"newly-listed": 1, "no-longer-listed": 1, "id-changed": 1, "retitled": 1},
        "facts": {"changed": 8, "moved": 1},
        "told_once": [],
    }
    by_id = {each["id"]: each for each in found["entries"]}
    assert [(each["mine"], len(each["facts"])) for each in by_id.values()] == [
        *((True, 1), (False, 1), (False, 0), (False, 0), (False, 7))
    ]
    assert (by_id["project/d"]["old"], by_id["project/d"]["new"]) == ({"id": "project/d", "title": "Δάσος"}, None)
    assert by_id["project/e"]["old"] is None
    goal = by_id[WELL]["facts"][4]
    assert (goal["change"], goal["about"], goal["kind"], goal["fields"]) == ("changed", "text", "statement", ["text"])
    assert goal["old"] == {
        "id": f"{WELL}/goal/1",
        "basis": "stated",
        "kind": "goal",
        "ordinal": "1",
        "text": "Ένα δύο τρία",
        "language": "en",
        "sources": ["source/leaflet"],
    }
    assert by_id[WELL]["facts"][5]["new"]["values"] == [{"path": "άλφα", "value": "γάμα"}]
    alone = json.loads(written(both, ChangesFormat.JSON, summary=True))
    assert alone == {key: value for key, value in found.items() if key != "entries"}


def test_json_is_indented_by_two_spaces_at_each_depth(both: EditionComparison) -> None:
    text = written(both, ChangesFormat.JSON)
    assert text.startswith('{\n  "old": {\n    "id": "wells.1",\n')
    assert '\n  },\n  "entries": [\n' in text


def test_a_summary_alone_has_no_entries(both: EditionComparison) -> None:
    text = written(both, ChangesFormat.TEXT, summary=True)
    assert "- Entries with changes: 5" in text
    assert "Βουνό" not in text
    whole = written(both, ChangesFormat.HTML)
    assert all(title in whole for title in ("Βουνό", "Γέφυρα", "Πηγάδια"))
    page = written(both, ChangesFormat.HTML, summary=True)
    assert "Entries with changes" in page
    assert "Βουνό" not in page


def test_signs_of_changed_words_are_those_of_the_format(both: EditionComparison) -> None:
    assert "Words that are gone are struck out" in written(both, ChangesFormat.MARKDOWN)
    assert "Words in [-…-] are gone" in written(both, ChangesFormat.TEXT)
    assert "are gone" not in written(both, ChangesFormat.HTML)


@pytest.mark.parametrize(
    ("query", "is_some"),
    [
        (ALL, True),
        (ChangeQuery(frozenset({FactChangeKind.MOVED})), True),
        (ChangeQuery(frozenset({FactChangeKind.NEW})), False),
        (ChangeQuery(mine=True), True),
        (ChangeQuery(entry_kind=EntryKind.COUNTRY), False),
        (ChangeQuery(frozenset({EntryChangeKind.RETITLED}), mine=True), False),
    ],
)
def test_whether_there_are_changes_depends_on_what_is_asked_for(
    both: EditionComparison, query: ChangeQuery, is_some: bool
) -> None:
    writer = ChangesWriter(both, AskedChanges(query), Path("none.json"), ENGLISH)
    assert writer.has_changes() is is_some
    none = "None of these changes is of the kind that was asked for."
    assert (none in "".join(writer.parts(ChangesFormat.TEXT))) is not is_some
    assert (none in "".join(writer.parts(ChangesFormat.HTML))) is not is_some


def test_one_entry_has_changes_or_not(both: EditionComparison) -> None:
    for entry, is_some in ((WELL, True), ("project/none", False)):
        writer = ChangesWriter(both, AskedChanges(ALL, entry), Path("none.json"), ENGLISH)
        assert writer.has_changes() is is_some


def test_a_change_of_many_entries_counts_as_a_change(tmp_path: Path) -> None:
    flows = [flow("t-1", 100, id=f"project/p{each}/flow/t-1", entry_id=f"project/p{each}") for each in range(7)]
    old = write_edition(tmp_path / "old.db", *(replace(each, as_given="1 EUR") for each in flows))
    new = write_edition(tmp_path / "new.db", *(replace(each, as_given="1 euro") for each in flows))
    kinds = {
        ChangeQuery(): True,
        ChangeQuery(frozenset({FactChangeKind.CHANGED})): True,
        ChangeQuery(frozenset({FactChangeKind.NEW})): False,
        ChangeQuery(mine=True): True,
        ChangeQuery(entry_kind=EntryKind.PROJECT): True,
        ChangeQuery(entry_kind=EntryKind.COUNTRY): False,
    }
    with compared(old, new, Mine(frozenset({"project/p3"}))) as comparison:
        writers = [ChangesWriter(comparison, AskedChanges(query), Path("x"), ENGLISH) for query in kinds]
        assert [writer.has_changes() for writer in writers] == list(kinds.values())
        (told,) = json.loads(written(comparison, ChangesFormat.JSON))["summary"]["told_once"]
        one = json.loads(written(comparison, ChangesFormat.JSON, entry="project/p3"))["entries"]
    assert (told["entries"], told["example"]["facts"][0]["fields"]) == (7, ["as_given"])
    assert [each["id"] for each in one] == ["project/p3"]


def _goal(number: int) -> Fact:
    return statement(f"project/p{number:03}", "Dig.", id=f"project/p{number:03}/goal/1")


def test_a_text_of_several_parts_repeats_nothing(tmp_path: Path) -> None:
    goals = [*map(_goal, range(101))]
    old = write_edition(tmp_path / "old.db", *goals)
    new = write_edition(tmp_path / "new.db", *(replace(goal, note=str(place)) for place, goal in enumerate(goals)))
    with compared(old, new) as comparison:
        text = written(comparison, ChangesFormat.TEXT)
        found = rows(written(comparison, ChangesFormat.CSV, for_programs=True))
    assert text.count("What changed\n") == text.count("Entries\n-------") == 1
    assert [row[0] for row in found[1:]] == [goal.entry_id for goal in goals]
    assert {row[7] for row in found[1:]} == {"note"}
    assert [row[9] for row in found[1:]] == [str(number) for number in range(101)]


def test_sums_are_plain_decimals(tmp_path: Path) -> None:
    before = [flow("t-1", -5, decimals=0), flow("t-2", 7, decimals=3), amount(WELL, 5, id=f"{WELL}/amount/1")]
    after = [flow("t-1", -105), flow("t-2", 1_007, decimals=3), amount(WELL, 6, id=f"{WELL}/amount/1")]
    old, new = write_edition(tmp_path / "old.db", *before), write_edition(tmp_path / "new.db", *after)
    with compared(old, new) as comparison:
        found = rows(written(comparison, ChangesFormat.CSV, for_programs=True))
    assert [(row[8], row[9]) for row in found if row[7] == "minor_units"] == [
        *(("5.00", "6.00"), ("-5", "-1.05"), ("0.007", "1.007")),
    ]


def test_a_redirected_entry_leads_to_another_one(tmp_path: Path) -> None:
    kept: list[EntryRef] = [ref(WELL, "Wells"), ref("project/pumps", "Pumps")]
    old = write_edition(tmp_path / "old.db", statement(WELL, "Dig."), entries=kept)
    new = write_edition(
        tmp_path / "new.db", statement(WELL, "Dig."), entries=kept[:1], redirects=[("project/pumps", WELL)]
    )
    with compared(old, new) as comparison:
        (found,) = json.loads(written(comparison, ChangesFormat.JSON))["entries"]
    assert (found["changes"], found["led_to"]) == (["no-longer-listed"], WELL)
