"""Whether a slightly changed text still makes the same claims about the same subjects."""

import pytest

from coopviewer.domain.anchoring.claims import makes_same_claims, names_different_subjects


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Officers recieve training", "Officers receive training"),
        ("european integrated border management", "European Integrated Border Management"),
        ("the police of Turkiye", "the police of Türkiye"),
        ("the grant, of 4 million euros", "the grant of 4 million euros"),
        ("it supports the development", "it supports the further development"),
        ("Kosovo* and Serbia", "Kosovo*, and Serbia"),
        ("the police of Mala", "the police of Mali"),
        ("تدريب في المنطقه", "تدريب في المنطقة"),
    ],
)
def test_another_spelling_makes_the_same_claims(old: str, new: str) -> None:
    assert makes_same_claims(old, new)
    assert makes_same_claims(new, old)


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
def test_another_number_name_or_negation_makes_another_claim(old: str, new: str) -> None:
    assert not makes_same_claims(old, new)
    assert not makes_same_claims(new, old)


def test_a_text_of_more_than_400_words_is_not_judged() -> None:
    before = "so " * 398
    assert makes_same_claims(f"{before}it is", f"{before}it was")
    assert not makes_same_claims(f"{before}it is now", f"{before}it was now")
    assert not makes_same_claims(f"{before}it is", f"{before}it was now")


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
def test_a_text_about_another_country_names_different_subjects(old: str, new: str, expected: bool) -> None:
    assert names_different_subjects(old, new) is expected
    assert names_different_subjects(new, old) is expected
