"""The names of the codes that imported facts use: those of the list that a code's vocabulary means, and no others."""

import pytest

from coopviewer.authoring.importing.labels import UsedCodes
from coopviewer.authoring.importing.standards import Standards
from tests.activity_values import coded
from tests.authoring.importing.imports import FOLDERS

STANDARDS = Standards(FOLDERS)


def named(scheme: str, code: str, significance: str | None = None) -> dict[tuple[str, str], str]:
    """Return the English names of the codes of one classification, by list and code."""
    used = UsedCodes()
    used.add([coded(scheme, code, significance=significance)])
    return {(each.list, each.code): each.label for each in used.labels(STANDARDS) if each.language == "en"}


@pytest.mark.parametrize(
    ("scheme", "code", "label"),
    [
        ("PolicyMarker/1", "1", "Gender Equality"),
        ("PolicyMarker/99", "1", None),  # the first code of a list of the publisher's own
        ("AidType/1", "C01", "Project-type interventions"),
        ("AidType/2", "4", "Tightly earmarked"),
        ("AidType/3", "C01", None),
        ("AidType/4", "2", "Voucher"),
        ("Tag/1", "1", None),
        ("Tag/99", "1", None),
        ("ActivityStatus", "2", "Implementation"),
        ("ActivityScope", "99", None),
        ("HumanitarianScope/1-2", "1", None),
    ],
)
def test_a_code_has_the_name_that_its_vocabulary_gives_it(scheme: str, code: str, label: str | None) -> None:
    found = named(scheme, code)
    assert {key: text.lower() for key, text in found.items()} == (
        {} if label is None else {(scheme, code): label.lower()}
    )


@pytest.mark.parametrize(
    ("scheme", "code", "significance", "list_of_it", "label"),
    [
        ("PolicyMarker/1", "1", "2", "PolicySignificance", "Principal objective"),
        ("PolicyMarker/99", "x", "1", "PolicySignificance", "Significant objective"),
        ("HumanitarianScope/1-2", "EQ-2015", "1", "HumanitarianScopeType", "Emergency"),
        ("HumanitarianScope/2-1", "FNPL14", "2", "HumanitarianScopeType", "Appeal"),
        ("Tag/2", "x", "1", "", None),
    ],
)
def test_a_second_code_has_the_name_of_its_own_list(
    scheme: str, code: str, significance: str, list_of_it: str, label: str | None
) -> None:
    assert coded(scheme, code, significance=significance).list_of_significance == list_of_it
    found = {key: text.lower() for key, text in named(scheme, code, significance).items() if key[0] != scheme}
    assert found == ({} if label is None else {(list_of_it, significance): label.lower()})
