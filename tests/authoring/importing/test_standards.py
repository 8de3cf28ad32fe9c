"""The bundled standards: code lists, regions and countries."""

import tomllib

import pytest

from coopviewer.authoring.importing.predicates import PREDICATES
from coopviewer.authoring.importing.standards import CODES_SOURCE, M49_SOURCE, Standards
from coopviewer.domain.reference.vocabulary import EntryKind
from tests.authoring.importing.imports import FOLDERS

STANDARDS = Standards(FOLDERS)
REGIONS = tomllib.loads((FOLDERS.resources / "regions.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("code_list", "code", "label"),
    [
        ("Sector", "15132", "Police"),
        ("Region", "289", "South of Sahara, regional"),
        ("Region", "1027", "Eastern Africa, regional"),  # newer than the lists of the package
        ("ActivityStatus", "2", "Implementation"),
        ("PolicyMarker", "12", "Nutrition"),
        ("CashandVoucherModalities", "2", "Voucher"),
        ("EarmarkingCategory", "4", "Tightly Earmarked"),
    ],
)
def test_codes_have_their_names(code_list: str, code: str, label: str) -> None:
    assert STANDARDS.labels(code_list, code)["en"].lower() == label.lower()


def test_the_goals_of_sustainable_development_have_names() -> None:
    assert all(
        STANDARDS.labels("UNSDG-Goals", str(number))["en"].startswith(f"Goal {number}.") for number in range(1, 18)
    )


def test_a_code_that_is_not_known_has_no_name() -> None:
    assert STANDARDS.labels("Sector", "99999") == {}
    assert STANDARDS.labels("NoList", "1") == {}


def test_every_country_is_in_a_region_that_leads_to_a_continent() -> None:
    for alpha2, code in REGIONS["countries"].items():
        assert STANDARDS.is_country(alpha2)
        above: list[str] = []
        while code is not None:
            assert code not in above
            above.append(code)
            region = STANDARDS.region(code)
            assert region is not None
            code = region.parent
        assert above[-1] in ("002", "009", "019", "142", "150")


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("NE", "Niger"),
        ("CD", "Democratic Republic of the Congo"),
        ("CG", "Republic of the Congo"),
        ("XK", "Kosovo*"),
        ("TR", "Türkiye"),
    ],
)
def test_countries_have_titles_that_tell_them_apart(code: str, title: str) -> None:
    assert STANDARDS.country(code).title == title


@pytest.mark.parametrize("code", ["ZZ", "ne", "", "EU", "998"])
def test_what_is_no_code_of_iso_3166_is_no_country(code: str) -> None:
    assert not STANDARDS.is_country(code)


def test_standards_are_sources_with_their_licence() -> None:
    assert STANDARDS.source(CODES_SOURCE).publisher == "International Aid Transparency Initiative"
    assert STANDARDS.source(M49_SOURCE).title
    head = (FOLDERS.resources / "iati-codes.toml").read_text(encoding="utf-8")[:300]
    assert "IATI code lists, CC BY 4.0" in head
    assert "CC BY 4.0" in (FOLDERS.resources / "licences" / "NOTICE.txt").read_text(encoding="utf-8")


def test_predicates_join_kinds_of_entries_that_imports_make() -> None:
    made = {EntryKind.PROJECT, EntryKind.COUNTRY, EntryKind.REGION, EntryKind.THEME, EntryKind.ORGANISATION}
    for predicate in PREDICATES:
        assert {*predicate.subject_kinds, *predicate.object_kinds} <= set(map(str, made))
    assert len({predicate.id for predicate in PREDICATES}) == len(PREDICATES)
