"""Whether a text that was changed a little still says the same of the same."""

import pytest

from coopviewer.domain.anchoring.claims import says_the_same, speaks_of_others


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Officers recieve training", "Officers receive training"),
        ("european integrated border management", "European Integrated Border Management"),
        ("the police of Turkiye", "the police of Türkiye"),
        ("the grant, of 4 million euros", "the grant of 4 million euros"),
        ("it supports the development", "it supports the further development"),
        ("Kosovo* and Serbia", "Kosovo*, and Serbia"),
        ("تدريب في المنطقه", "تدريب في المنطقة"),
    ],
)
def test_a_respelling_is_the_same_claim(old: str, new: str) -> None:
    assert says_the_same(old, new)
    assert says_the_same(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("in force since 2019", "in force since 2021"),
        ("4 million euros", "4.5 million euros"),
        ("4,000 officers", "4,001 officers"),
        ("in two countries", "in ten countries"),
        ("it covers data", "it never covers data"),
        ("it does cover data", "it doesn't cover data"),
        ("elle couvre les données", "elle ne couvre pas les données"),
        ("er leitet das Projekt", "er leitet das Projekt nicht"),
        ("the police of Niger", "the police of Chad"),
        ("the police of Niger", "the police of Niger and Mali"),
        ("Kosovo* and Serbia", "Kosovo and Serbia"),
        ("Niger trains Mali", "Mali trains Niger"),
        ("يدعم المشروع", "لا يدعم المشروع"),
        ("all of the officers", "some of the officers"),
        ("word " * 500 + "Niger", "word " * 500 + "Mali"),
    ],
)
def test_another_figure_name_or_negation_is_another_claim(old: str, new: str) -> None:
    assert not says_the_same(old, new)
    assert not says_the_same(new, old)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("the police of Niger", "the police of Mali", True),
        ("since 2019", "since 2021", True),
        ("the police of Nigre", "the police of Niger", False),
        ("the police of Niger", "the police of Niger and Mali", False),
        ("open more", "thereby open many more", False),
        ("", "", False),
    ],
)
def test_a_text_about_another_country_speaks_of_others(old: str, new: str, expected: bool) -> None:
    assert speaks_of_others(old, new) is expected
    assert speaks_of_others(new, old) is expected
