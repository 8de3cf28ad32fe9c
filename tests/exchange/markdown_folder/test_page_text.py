"""What a page of the folder says: its front matter, its links, the notes below it, and the list of all entries."""

from datetime import date

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.pages import EntryPage, EntryRecord, RelationGroup
from coopviewer.domain.reference.sources import Lookup
from coopviewer.domain.reference.vocabulary import AmountKind, CodeStatus
from coopviewer.exchange.markdown_folder.front_matter import Values
from coopviewer.exchange.markdown_folder.page_text import FolderWords
from tests.reference_values import EDITION, amount, predicate, ref, relation, timeframe
from tests.storage.annotations.annotation_samples import note

NIGER, WELL, OFFICE = ref("country/NE", "Niger"), ref("project/well", "Wells [1]"), ref("organisation/office", "Office")
PATHS = {NIGER.id: "Countries/Niger.md", WELL.id: "Projects/Wells.md", "home": "Wells.md"}


def words(edition: Edition = EDITION) -> FolderWords:
    return FolderWords(edition, PATHS, date(2026, 11, 29), ENGLISH)


def page(*facts: Fact, groups: tuple[RelationGroup, ...] = (), of: EntryRef = WELL) -> EntryPage:
    codes = CountryCodes(of.id, "NE", None, "562", CodeStatus.OFFICIAL) if of is NIGER else None
    lookup = Lookup({each.id: each for each in (NIGER, WELL, OFFICE)}, {}, {}, ())
    return EntryPage(EntryRecord(of, codes, facts, groups), {}, (), {}, lookup)


def group(predicate_id: str, subject: str, target: str, *, outgoing: bool = True) -> RelationGroup:
    return RelationGroup(predicate(predicate_id), outgoing, 1, (relation(subject, predicate_id, target, citations=()),))


def filled(values: Values) -> dict[str, object]:
    return {key: value for key, value in values.items() if value}


def test_the_front_matter_of_a_project_has_its_dates_grants_and_related_entries() -> None:
    groups = (
        *(group("has-beneficiary", WELL.id, NIGER.id), group("funded-by", WELL.id, OFFICE.id)),
        group("project-partner", OFFICE.id, WELL.id, outgoing=False),
        group("has-working-arrangement-with", OFFICE.id, WELL.id, outgoing=False),
    )
    facts = (
        *(timeframe(WELL.id, "2017", "in 2017"), timeframe(WELL.id, "2019/2020", "2019-20")),
        *(amount(WELL.id, 5), amount(WELL.id, 7, AmountKind.PORTFOLIO_TOTAL)),
    )
    assert filled(words().entry_values(page(*facts, groups=groups))) == {
        "coop": "project/well",
        "dataset": "urn:wells",
        "title": "Wells [1]",
        "kind": "project",
        "dates": ("in 2017", "2019-20"),
        "edtf": ("2017", "2019/2020"),
        "grant": ("5 euros",),
        "beneficiaries": ("Niger",),
        "funded-by": ("Office",),
        "working-arrangement-with": ("Office",),
        "edition": "wells.1",
        "as-of": "[2019-02-01..2021-12-31]",
    }


def test_a_country_has_the_codes_that_are_known_and_an_edition_without_a_day_no_as_of() -> None:
    values = filled(words(EDITION._replace(as_of_earliest=None)).entry_values(page(of=NIGER)))
    assert (values["codes"], values["kind"], values["edition"]) == (("NE", "562"), "country", "wells.1")
    assert "as-of" not in values
    assert filled(words().list_values()) == {
        "coop": "home",
        "dataset": "urn:wells",
        "title": "Wells",
        "kind": "home",
        "edition": "wells.1",
        "as-of": "[2019-02-01..2021-12-31]",
    }


def test_links_lead_to_pages_of_the_folder_and_what_has_no_page_is_text() -> None:
    groups = (group("has-beneficiary", WELL.id, NIGER.id), group("funded-by", WELL.id, OFFICE.id))
    body = words().entry_body(page(groups=groups), ())
    assert "# Wells \\[1\\]\n" in body
    assert "[Niger](../Countries/Niger.md)" in body
    assert "Office" in body
    assert "[Office]" not in body
    assert "## Annotations" not in body


def test_notes_are_below_a_page_with_links_to_where_they_lead() -> None:
    notes = [note("a", "first", target_entry_id=NIGER.id), note("b", "second", target_entry_id="country/TD")]
    body, _, own = words().entry_body(page(), notes).partition("\n\n## Annotations\n\n")
    assert body == words().entry_body(page(), ())
    assert "> → [Niger](../Countries/Niger.md)\n" in own
    assert "> → country/TD\n" in own
    assert own.index("first") < own.index("second")


@pytest.mark.parametrize(
    ("source", "link"), [("Wells.md", "Countries/Niger.md"), ("a/b/List.md", "../../Countries/Niger.md")]
)
def test_the_list_of_all_entries_is_grouped_by_kind_and_has_notes_last(source: str, link: str) -> None:
    others = [note("a", "Look", entry_id="source/leaflet", target_entry_id=NIGER.id)]
    refs = (WELL, OFFICE, NIGER, ref("project/z", "Z *a*"))
    parts = words().list_body(refs, others, source, ("Kosovo*: a note",)).split("\n\n")
    assert parts[:7] == [
        "# Wells",
        "Wells, edition wells.1, as of one day between 1 February 2019 and 31 December 2021.",
        *("Made up.", "Free.", "## Projects"),
        f"- [Wells \\[1\\]]({link.replace('Countries/Niger', 'Projects/Wells')})\n- Z \\*a\\*",
        "## Organisations",
    ]
    assert parts[7:11] == ["- Office", "## Countries", f"- [Niger]({link})", "Kosovo\\*: a note"]
    assert parts[11:13] == ["## Annotations on other pages", "coop:source/leaflet"]
    assert f"> → [country/NE]({link})" in parts[13]


def test_a_list_without_notes_and_texts_has_no_empty_parts() -> None:
    body = words(EDITION._replace(disclaimer="", licence_note="")).list_body((), (), "Wells.md", ())
    assert body.count("\n\n") == 1
