"""Which annotations belong beside a page."""

from coopviewer.domain.annotations.lists import PageFacts

PAGE = PageFacts("project/afic", frozenset({"project/afic/goal/a", "country/NE/name/en"}), ("project/aic",))


def test_annotations_of_a_page_have_its_entry_or_a_former_id_of_it() -> None:
    assert PAGE.entry_ids == ("project/afic", "project/aic")
    assert PAGE.concerns("project/afic", None)
    assert PAGE.concerns("project/aic", "project/aic/goal/gone")
    assert not PAGE.concerns("country/NE", None)


def test_an_annotation_on_a_fact_shown_there_belongs_beside_the_page() -> None:
    assert PAGE.concerns("country/NE", "country/NE/name/en")
    assert not PAGE.concerns("country/NE", "country/NE/name/fr")


def test_nothing_belongs_beside_the_first_page() -> None:
    home = PageFacts()
    assert home.entry_ids == ()
    assert PageFacts(former_ids=("project/aic",)).entry_ids == ()
    assert not home.concerns("", None)
    assert not home.concerns("project/afic", "project/afic/goal/a")
