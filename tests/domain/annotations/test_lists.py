"""The annotations that belong to a page."""

from dataclasses import replace

from coopviewer.domain.annotations.lists import PageFacts, count_by_present_id, may_change_tags, with_former
from tests.annotated import THEN, annotation

PAGE = PageFacts("project/afic", frozenset({"project/afic/goal/a", "country/NE/name/en"}), ("project/aic",))


def test_annotations_of_a_page_have_its_entry_or_a_former_id_of_it() -> None:
    assert PAGE.entry_ids == ("project/afic", "project/aic")
    assert PAGE.concerns("project/afic", None)
    assert PAGE.concerns("project/aic", "project/aic/goal/gone")
    assert not PAGE.concerns("country/NE", None)


def test_an_annotation_on_a_shown_fact_belongs_to_the_page() -> None:
    assert PAGE.concerns("country/NE", "country/NE/name/en")
    assert not PAGE.concerns("country/NE", "country/NE/name/fr")


def test_no_annotation_belongs_to_the_home_page() -> None:
    home = PageFacts()
    assert home.entry_ids == ()
    assert PageFacts(former_ids=("project/aic",)).entry_ids == ()
    assert not home.concerns("", None)
    assert not home.concerns("project/afic", "project/afic/goal/a")


def test_the_used_tags_may_change_with_what_comes_goes_and_is_moved_to_the_bin() -> None:
    tagged, other = annotation("1", tags=("verify",)), annotation("2", tags=("verify",))
    deleted = replace(tagged, deleted_at=THEN)
    assert may_change_tags({"1": tagged}, [deleted])
    assert may_change_tags({"1": tagged}, [])
    assert may_change_tags({}, [tagged])
    assert may_change_tags({"1": tagged}, [replace(tagged, tags=("checked",))])
    assert not may_change_tags({"1": tagged}, [replace(tagged, body="Words")])
    assert not may_change_tags({"1": tagged, "2": other}, [deleted, other])  # still used
    assert not may_change_tags({"1": annotation("1")}, [annotation("1", deleted_at=THEN)])
    assert may_change_tags({}, [replace(tagged, revision=2)])  # whose former tags nobody knows


def test_entries_are_counted_and_found_by_all_their_ids() -> None:
    former = {"project/old": "project/afic", "project/older": "project/afic", "country/OLD": "country/NE"}
    everything = {"project/afic", "project/old", "project/older"}
    assert with_former(["project/afic"], former) == with_former(["project/older"], former) == everything
    assert with_former(["country/SN", "country/OLD"], former) == {"country/SN", "country/OLD", "country/NE"}
    assert with_former(["country/SN"], {}) == {"country/SN"}
    counts = {"project/old": 2, "project/afic": 1, "country/OLD": 0, "country/SN": 4}
    assert count_by_present_id(counts, former) == {"project/afic": 3, "country/NE": 0, "country/SN": 4}
