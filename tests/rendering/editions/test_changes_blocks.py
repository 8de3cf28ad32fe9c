"""The blocks of the page of changes: headings, counts, parts and links, of changes that are made by hand."""

import pytest

from coopviewer.domain.editions.changes import (
    ChangeSlot,
    ChangeSummary,
    EditionNames,
    EntryChangeKind,
    EntryChanges,
    FactChange,
    FactChangeKind,
    ToldOnce,
)
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.vocabulary import NameKind
from coopviewer.rendering.document.document import Block, Document, Heading, KeyFacts, Link, Paragraph, lines_of
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.editions.change_words import editions_words
from coopviewer.rendering.editions.changes_layout import (
    ChangeLinks,
    entry_blocks,
    fact_part,
    lay_out_changes,
    lay_out_entry_changes,
    more_entries,
)
from tests.reference_values import EDITION, name, ref, statement

NO_NAMES = EditionNames()
SUMMARY = ChangeSummary(
    EDITION,
    EDITION._replace(id="wells.2"),
    {EntryChangeKind.NEWLY_LISTED: 1},
    {FactChangeKind.CHANGED: 2},
    changed=3,
)
LINKS = ChangeLinks(part=lambda first: f"part:{first}", entry=lambda entry: f"all:{entry}")


def entry(slug: str, *texts: str, mine: bool = False, total: int = 0) -> EntryChanges:
    own = ref(f"project/{slug}", slug.title())
    goals = [statement(own.id, text) for text in texts]
    facts = tuple(FactChange(FactChangeKind.NEW, ChangeSlot.TEXT, None, goal) for goal in goals)
    return EntryChanges(own, own, (), facts, total or len(facts), mine)


def text_of(*blocks: Block) -> str:
    return write_text(Document("", "", tuple(blocks)))


def links_of(*blocks: Block) -> list[tuple[str, str]]:
    return [(p.text, p.address) for block in blocks for line in lines_of(block) for p in line if isinstance(p, Link)]


def headings(document: Document) -> list[str]:
    return [text_of(block).splitlines()[0] for block in document.blocks if isinstance(block, Heading)]


def test_a_summary_counts_what_there_is_and_names_both_editions() -> None:
    text = write_text(lay_out_changes(SUMMARY, (), NO_NAMES, ENGLISH))
    assert "From Wells, edition wells.1, as of" in text
    assert "to Wells, edition wells.2, as of" in text
    for line in ("- Entries with changes: 3", "- Entries: 1 entry newly listed", "- Facts: 2 facts changed"):
        assert line in text
    for absent in ("Yours", "In many entries", "goes on", "Nothing changed"):
        assert absent not in text
    bare = write_text(lay_out_changes(SUMMARY._replace(entries={}, facts={}, mine=2), (), NO_NAMES, ENGLISH))
    for line in (
        "- Entries: the same in both editions",
        "- Facts: the same in both editions",
        "- Yours: 2 entries that you use",
    ):
        assert line in bare


def test_the_users_entries_have_a_heading_of_their_own() -> None:
    mine, other = entry("pumps", "Dig.", mine=True), entry("wells", "Dig.")
    head = "What changed"
    found = [headings(lay_out_changes(SUMMARY, each, NO_NAMES, ENGLISH)) for each in ([mine, other], [other], [mine])]
    assert found == [
        [head, "Entries that you use", "Pumps  Project", "Other entries", "Wells  Project"],
        [head, "Entries", "Wells  Project"],
        [head, "Entries that you use", "Pumps  Project"],
    ]


def test_further_entries_continue_the_headings() -> None:
    mine, other = entry("pumps", "Dig.", mine=True), entry("wells", "Dig.")
    assert headings(more_entries([other, other], NO_NAMES, ENGLISH, after_mine=True)) == [
        *("Other entries", "Wells  Project", "Wells  Project")
    ]
    assert headings(more_entries([other], NO_NAMES, ENGLISH, after_mine=False)) == ["Wells  Project"]
    assert headings(more_entries([mine, other], NO_NAMES, ENGLISH, after_mine=True)) == [
        *("Pumps  Project", "Other entries", "Wells  Project")
    ]


def test_signs_are_explained_where_there_are_some() -> None:
    some, legend = [entry("wells", "Dig.")], "Signs."
    assert legend in write_text(lay_out_changes(SUMMARY, some, NO_NAMES, ENGLISH, legend=legend))
    assert legend not in write_text(lay_out_changes(SUMMARY, (), NO_NAMES, ENGLISH, legend=legend))
    assert legend in write_text(lay_out_entry_changes(SUMMARY, some[0], NO_NAMES, ENGLISH, legend=legend))


def test_that_nothing_fits_is_said_only_if_something_changed() -> None:
    none = "None of these changes is of the kind"
    assert none in write_text(lay_out_changes(SUMMARY, (), NO_NAMES, ENGLISH, total=0, is_filtered=True))
    assert none in write_text(lay_out_changes(SUMMARY, (), NO_NAMES, ENGLISH, is_filtered=True))
    others = [
        lay_out_changes(SUMMARY, (), NO_NAMES, ENGLISH, total=0),
        lay_out_changes(SUMMARY, (), NO_NAMES, ENGLISH, total=1, is_filtered=True),
        lay_out_changes(SUMMARY, [entry("wells", "Dig.")], NO_NAMES, ENGLISH, is_filtered=True),
        lay_out_changes(SUMMARY._replace(changed=0), (), NO_NAMES, ENGLISH, total=0, is_filtered=True),
    ]
    assert [none in write_text(each) for each in others] == [False] * 4


@pytest.mark.parametrize("many", [20, 21, 23])
def test_at_most_twenty_changes_of_many_entries_are_listed(many: int) -> None:
    told = tuple(ToldOnce(9, entry(f"p{number}", f"Dig {number}.")) for number in range(many))
    text = write_text(lay_out_changes(SUMMARY._replace(told_once=told), (), NO_NAMES, ENGLISH))
    assert text.count("- 9 entries · Goal: new · Dig ") == 20
    assert "Goal: new · Dig 19. · as in P19" in text
    assert (f"and {many - 20} more" in text) is (many > 20)


@pytest.mark.parametrize(
    ("first", "total", "said", "links"),
    [
        (0, None, "", []),
        (0, 2, "", []),
        (0, 3, "Entries 1 to 2 of 3.", [("After these", "part:2")]),
        (1, 3, "Entries 2 to 3 of 3.", [("Before these", "part:0")]),
        (60, 1_063, "Entries 61 to 62 of 1,063.", [("Before these", "part:10"), ("After these", "part:62")]),
    ],
)
def test_a_part_says_which_it_is(first: int, total: int | None, said: str, links: list[tuple[str, str]]) -> None:
    entries = [entry("pumps"), entry("wells")]
    document = lay_out_changes(SUMMARY, entries, NO_NAMES, ENGLISH, first=first, total=total, links=LINKS)
    foot = document.blocks[-1]
    assert ("Entries" in text_of(foot) and "to" in text_of(foot)) is bool(said)
    if said:
        assert text_of(foot).startswith(said)
        assert links_of(foot) == links
        bare = lay_out_changes(SUMMARY, entries, NO_NAMES, ENGLISH, first=first, total=total)
        assert text_of(bare.blocks[-1]).strip() == said


def test_an_entry_with_more_than_is_shown_leads_to_the_rest() -> None:
    assert "more change" not in text_of(*entry_blocks(entry("wells", "Dig."), NO_NAMES, ENGLISH))
    part = entry("wells", "Dig.", total=2)
    for links, found in ((LINKS, [("1 more change", "all:project/wells")]), (ChangeLinks(), [])):
        last = list(entry_blocks(part, NO_NAMES, ENGLISH, links))[-1]
        assert isinstance(last, Paragraph)
        assert text_of(last).strip() == "1 more change"
        assert links_of(last) == found


@pytest.mark.parametrize(
    ("count", "first", "shown", "said", "links"),
    [
        (100, 0, 100, "", []),
        (101, 0, 100, "Changes 1 to 100 of 101.", [("After these", "part:100")]),
        (101, 100, 1, "Changes 101 to 101 of 101.", [("Before these", "part:0")]),
        (260, 110, 100, "Changes 111 to 210 of 260.", [("Before these", "part:10"), ("After these", "part:210")]),
    ],
)
def test_an_entry_with_very_many_changes_is_shown_in_parts(
    count: int, first: int, shown: int, said: str, links: list[tuple[str, str]]
) -> None:
    whole = entry("wells", *(f"Dig {number}." for number in range(count)))
    part, foot = fact_part(whole, first, LINKS, ENGLISH)
    assert part.facts == whole.facts[first : first + shown]
    assert part.total == shown
    assert bool(foot) is bool(said)
    if said:
        assert text_of(*foot).startswith(said)
        assert links_of(*foot) == links
        assert text_of(*fact_part(whole, first, ChangeLinks(), ENGLISH)[1]).strip() == said


def test_a_title_is_a_link_where_the_open_edition_lists_the_entry() -> None:
    old, new, other = ref("project/c", "Wells"), ref("project/c-2", "Pumps"), ref("project/d", "Dams")
    kinds = (EntryChangeKind.ID_CHANGED, EntryChangeKind.RETITLED)
    both, gone = (
        EntryChanges(old, new, kinds),
        EntryChanges(old, None, (EntryChangeKind.NO_LONGER_LISTED,), led_to=other),
    )
    fresh = EntryChanges(None, new, (EntryChangeKind.NEWLY_LISTED,))
    opens = [
        [links_of(*entry_blocks(each, NO_NAMES, ENGLISH, ChangeLinks(opens_old))) for each in (both, gone, fresh)]
        for opens_old in (False, True)
    ]
    assert opens == [
        [[("Pumps", "coop:project/c-2")], [("Dams", "coop:project/d")], [("Pumps", "coop:project/c-2")]],
        [[("Pumps", "coop:project/c")], [("Wells", "coop:project/c")], []],
    ]
    text = text_of(*entry_blocks(both, NO_NAMES, ENGLISH), *entry_blocks(gone, NO_NAMES, ENGLISH))
    for line in (
        "id changed · project/c → project/c-2",
        "retitled · [-Wells-] {+Pumps+}",
        "no longer listed · its id now leads to Dams",
    ):
        assert line in text


def test_an_entry_is_named_with_its_kind_and_hint() -> None:
    hinted = EntryChanges(None, ref("project/c", "Wells")._replace(hint="XM-1"), (EntryChangeKind.NEWLY_LISTED,))
    assert text_of(*entry_blocks(hinted, NO_NAMES, ENGLISH)).startswith("Wells  Project · XM-1")


def test_each_page_has_the_notes_of_its_marked_countries() -> None:
    names = EditionNames(legal_notes=(("*", "This designation."), ("", "Another.")))
    wells = entry("wells", "Dig.")
    for document in (
        lay_out_changes(SUMMARY, (), names, ENGLISH),
        more_entries([wells], names, ENGLISH, after_mine=False),
        lay_out_entry_changes(SUMMARY, wells, names, ENGLISH),
    ):
        assert [text_of(block).strip() for block in document.blocks[-2:]] == ["* This designation.", "Another."]


def test_levels_of_headings_are_those_of_the_page() -> None:
    summary = SUMMARY._replace(told_once=(ToldOnce(9, entry("p", "Dig.")),))
    text = write_markdown(lay_out_changes(summary, [entry("wells", "Dig.", mine=True)], NO_NAMES, ENGLISH))
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        *("# What changed", "## In many entries", "## Entries that you use", "### Wells  Project")
    ]
    more = write_markdown(more_entries([entry("wells", "Dig.")], NO_NAMES, ENGLISH, after_mine=True))
    assert [line for line in more.splitlines() if line.startswith("#")] == ["## Other entries", "### Wells  Project"]
    alone = write_markdown(lay_out_entry_changes(summary, entry("wells", "Dig."), NO_NAMES, ENGLISH))
    assert "\n## Wells  Project\n" in alone
    facts = [
        block
        for block in lay_out_changes(summary, [entry("w", "Dig.")], NO_NAMES, ENGLISH).blocks
        if isinstance(block, KeyFacts)
    ]
    assert [block.columns for block in facts] == [1, 1]


def test_editions_that_state_no_day_are_named_without_one() -> None:
    old = EDITION._replace(title="October", id="57b3634a98", as_of_earliest=None, as_of_latest=None)
    new = old._replace(title="November", id="01005937ea")
    text = write_text(lay_out_changes(SUMMARY._replace(old=old, new=new), (), NO_NAMES, ENGLISH))
    assert "From October (edition 57b3634a98) to November (edition 01005937ea)." in text


def renamed(slug: str, *names: tuple[str | None, str | None], titles: tuple[str, str]) -> EntryChanges:
    """Return an entry whose title changed, with changes of its names."""
    id_ = f"project/{slug}"
    facts = []
    for old, new in names:
        before, after = (None if text is None else name(id_, text, NameKind.AS_GIVEN) for text in (old, new))
        kind = (
            FactChangeKind.CHANGED if old and new else FactChangeKind.NEW if new else FactChangeKind.NO_LONGER_PUBLISHED
        )
        columns = ("text",) if old and new else ()
        facts.append(FactChange(kind, ChangeSlot.TEXT, before, after, columns))
    old_ref, new_ref = (ref(id_, title) for title in titles)
    return EntryChanges(old_ref, new_ref, (EntryChangeKind.RETITLED,), tuple(facts), len(facts))


@pytest.mark.parametrize(
    ("names", "is_said"),
    [
        ([("Old wells", "Fresh wells")], True),
        ([(None, "Fresh wells"), ("Old wells", None)], True),
        ([("Old taps", "Fresh taps")], False),
        ([(None, "Fresh wells")], False),
        ([], False),
    ],
)
def test_a_title_that_changed_is_said_once_and_never_lost(
    names: list[tuple[str | None, str | None]], is_said: bool
) -> None:
    changes = renamed("w", *names, titles=("Old wells", "Fresh wells"))
    text = text_of(*entry_blocks(changes, NO_NAMES, ENGLISH))
    assert ("retitled · [-Old-] {+Fresh+} wells" in text) is not is_said
    assert "\nretitled" in text
    assert "Old" in text
    assert text.count("{+Fresh+} wells") == (len(names) != 2)


def test_a_title_that_changed_alike_in_many_entries_is_said_once() -> None:
    alike = renamed("w", ("Old wells", "Fresh wells"), titles=("Old wells", "Fresh wells"))
    title, fact = alike._replace(facts=(), total=0), alike._replace(kinds=())
    other = renamed("t", titles=("Old taps", "New taps"))._replace(facts=())
    told = (ToldOnce(300, title), ToldOnce(200, other), ToldOnce(300, fact))
    summary = SUMMARY._replace(entries={}, facts={}, changed=0, told_once=told)
    text = write_text(lay_out_changes(summary, (), NO_NAMES, ENGLISH, legend="Signs."))
    assert "300 entries · Name: [-Old-] {+Fresh+} wells" in text
    assert "200 entries · Title: [-Old-] {+New+} taps" in text
    assert text.count("Fresh+} wells") == 1
    assert "the same in both editions" not in text
    assert "Signs." in text
    assert "- Entries with other changes: 0" in text
    fewer = summary._replace(told_once=(ToldOnce(300, title), ToldOnce(299, fact)))  # not the same entries for certain
    assert write_text(lay_out_changes(fewer, (), NO_NAMES, ENGLISH)).count("Fresh+} wells") == 2


def test_editions_of_one_name_are_told_apart_by_their_files() -> None:
    same = ChangeSummary(EDITION, EDITION, files=("Wells.db", "Wells-2.db"))
    said = editions_words(same, ENGLISH)
    assert "(file Wells.db) to Wells" in said
    assert said.endswith("(file Wells-2.db).")
    assert ".db" not in editions_words(SUMMARY._replace(files=same.files), ENGLISH)
    assert "(file" not in editions_words(same._replace(files=("", "")), ENGLISH)
