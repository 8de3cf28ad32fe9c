"""The page of what changed: what is told once, parts, and what every page with a marked country has."""

from dataclasses import replace
from pathlib import Path

from coopviewer.domain.editions.changes import ChangeQuery, EditionNames, Mine
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.document.document import Link, Paragraph, lines_of
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.editions.changes_layout import ChangeLinks, lay_out_changes, lay_out_entry_changes
from coopviewer.storage.editions.comparison import EditionComparison
from tests.activity_values import WELL, flow
from tests.editions import write_edition
from tests.reference_values import ref, relation, statement

GOAL = statement(WELL, "Dig.", id=f"{WELL}/goal/1")


def told(old: Path, new: Path, mine: Mine = Mine(), query: ChangeQuery = ChangeQuery(), limit: int = 50) -> str:  # noqa: B008
    with EditionComparison(old, new) as comparison:
        comparison.begin(mine)
        comparison.compare()
        summary, entries = comparison.summary(), comparison.entries(query, 0, limit)
        names = comparison.names((*entries, *(each.example for each in summary.told_once)))
        return write_text(lay_out_changes(summary, entries, names, ENGLISH, total=comparison.count(query)))


def test_a_change_of_nearly_all_entries_is_one_line_with_its_number(tmp_path: Path) -> None:
    flows = [flow("t-1", 100, id=f"project/p{each}/flow/t-1", entry_id=f"project/p{each}") for each in range(9)]
    titled = [ref(f"project/p{each}", f"Wells {each}") for each in range(9)]
    renamed = [each._replace(title=f"{each.title} (2026)") for each in titled]
    old = write_edition(tmp_path / "old.db", *(replace(each, as_given="1 EUR") for each in flows), entries=titled)
    new = write_edition(tmp_path / "new.db", *(replace(each, as_given="1 euro") for each in flows), entries=renamed)
    text = told(old, new)
    assert "- 9 entries · Transaction: 3, 1 May 2019: as given: 1 [-EUR-] {+euro+} · as in Wells 0 (2026)" in text
    assert "- 9 entries · Title: Wells 0 {+(2026)+} · as in Wells 0 (2026)" in text
    assert "- Entries with other changes: 0" in text


def test_a_page_with_a_marked_country_has_its_note(tmp_path: Path) -> None:
    kosovo = ref("country/XK", "Kosovo*", "*")
    note = statement("country/XK", "This designation is without prejudice.", id="country/XK/legal-note/1")
    note = replace(note, kind=note.kind.LEGAL_NOTE)
    old = write_edition(tmp_path / "old.db", note, GOAL, entries=[kosovo])
    added = relation(WELL, "has-beneficiary", "country/XK")
    new = write_edition(tmp_path / "new.db", note, GOAL, added, entries=[kosovo])
    text = told(old, new)
    assert "- has beneficiary: new · Kosovo*" in text
    assert text.endswith("* This designation is without prejudice.\n")


def test_a_first_part_says_that_the_comparison_goes_on(tmp_path: Path) -> None:
    old = write_edition(tmp_path / "old.db", GOAL)
    new = write_edition(tmp_path / "new.db", replace(GOAL, text="Dig deep."))
    with EditionComparison(old, new) as comparison:
        comparison.begin()
        nothing = write_text(lay_out_changes(comparison.summary(), (), EditionNames(), ENGLISH))
        assert "Nothing changed so far. The comparison goes on." in nothing
        comparison.begin(Mine(frozenset({WELL})))
        entries = comparison.entries()
        some = write_text(lay_out_changes(comparison.summary(), entries, comparison.names(entries), ENGLISH))
        assert "Your own entries were compared so far. The comparison goes on." in some
        assert "- Goal: Dig{+ deep+}." in some or "- Goal: Dig {+deep+}." in some
        unchanged = write_text(lay_out_entry_changes(comparison.summary(), None, EditionNames(), ENGLISH))
        assert "Nothing was found so far that changed of this entry. The comparison goes on." in unchanged
        changed = write_text(lay_out_entry_changes(comparison.summary(), entries[0], EditionNames(), ENGLISH))
        assert "The comparison goes on; more may be found." in changed
        comparison.compare()
        for changes in (None, entries[0]):
            whole = write_text(lay_out_entry_changes(comparison.summary(), changes, EditionNames(), ENGLISH))
            assert "goes on" not in whole


def test_a_part_links_to_those_beside_it(tmp_path: Path) -> None:
    goals = [replace(GOAL, id=f"project/p{each}/goal/1", entry_id=f"project/p{each}") for each in range(6)]
    old = write_edition(tmp_path / "old.db", *goals)
    new = write_edition(tmp_path / "new.db", *(replace(goal, text=str(place)) for place, goal in enumerate(goals)))
    with EditionComparison(old, new) as comparison:
        comparison.compare()
        entries = comparison.entries(offset=2, limit=2)
        document = lay_out_changes(
            comparison.summary(),
            entries,
            comparison.names(entries),
            ENGLISH,
            first=2,
            total=6,
            links=ChangeLinks(part=lambda first: f"coop:changes?from={first}"),
        )
    foot = document.blocks[-1]
    assert isinstance(foot, Paragraph)
    links = [part.address for line in lines_of(foot) for part in line if isinstance(part, Link)]
    assert links == ["coop:changes?from=0", "coop:changes?from=4"]
    assert "Entries 3 to 4 of 6." in write_text(document)
    assert "Facts" not in write_text(document)  # the summary is before the first part alone
