"""The annotations that belong to a page."""

from coopviewer.domain.annotations.lists import PageFacts

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
