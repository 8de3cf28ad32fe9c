"""The open page as annotations see it."""

from coopviewer.domain.annotations.annotated_page import annotated_page, page_facts
from coopviewer.domain.annotations.drafts import AnnotatedPage
from coopviewer.domain.annotations.lists import PageFacts
from coopviewer.domain.reference.pages import HomePage, Lookup, SourcePage
from coopviewer.domain.reference.sources import Source
from tests.annotated import ME
from tests.domain.reference.page_samples import EDITION, entry_page, entry_ref, statement

NIGER = entry_ref("country/NE", "Niger")


def test_an_entry_is_annotated_under_its_id_with_the_facts_that_the_page_was_read_with() -> None:
    page = entry_page("project/afic", "AFIC", statement("project/afic/goal/a"), former_ids=("project/aic",))
    assert page_facts(page) == PageFacts("project/afic", frozenset({"project/afic/goal/a"}), ("project/aic",))


def test_titles_of_other_entries_come_from_the_page_and_the_caller() -> None:
    page = entry_page("project/afic", "AFIC", refs=(NIGER,))
    seen = annotated_page(page, "urn:x", ME, {"theme/risk": "Risk"})
    assert seen == AnnotatedPage("urn:x", "project/afic", "AFIC", ME, {"country/NE": "Niger", "theme/risk": "Risk"})
    assert seen.title_of("project/afic") == "AFIC"
    assert seen.title_of("theme/risk") == "Risk"
    assert seen.title_of("country/ML") == "country/ML"
    assert annotated_page(page, "urn:x", ME) == AnnotatedPage(
        "urn:x", "project/afic", "AFIC", ME, {"country/NE": "Niger"}
    )


def test_a_source_is_annotated_under_its_id() -> None:
    lookup = Lookup({}, {}, {}, ())
    page = SourcePage(Source("source/leaflet", "A leaflet"), (), lookup, {}, {}, {}, 0)
    assert page_facts(page) == PageFacts("source/leaflet")
    assert annotated_page(page, "urn:x", ME) == AnnotatedPage("urn:x", "source/leaflet", "A leaflet", ME, {})


def test_the_home_page_cannot_be_annotated() -> None:
    home = HomePage(EDITION, {}, (), (statement("country/NE/note/a"),), Lookup({}, {}, {}, ()))
    assert annotated_page(home, "urn:x", ME) is None
    assert page_facts(home).entry_ids == ()
