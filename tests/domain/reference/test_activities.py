"""What files state of an organisation together with its role in a project: other names, and its type."""

from dataclasses import replace

import pytest

from coopviewer.domain.reference.activities import GivenName, GivenType, WholeProject
from coopviewer.domain.reference.facts import Citation
from tests.domain.reference.page_samples import entry_ref, relation

AGENCY = entry_ref("organisation/agency", "Agency")
FUNDED = replace(
    relation("project/p/funded-by/agency", AGENCY.id), citations=(Citation("source/f", "f/1", line=3, place=""),)
)
FIRST, SECOND = "f/1 participating-org 1", "f/1 participating-org 2"


def project(*, names: tuple[GivenName, ...] = (), types: tuple[GivenType, ...] = ()) -> WholeProject:
    """Make a project that the agency funds, with the names and types that files give the agency."""
    return WholeProject(
        entry_ref("project/p", "P"),
        (),
        (FUNDED,),
        {AGENCY.id: AGENCY},
        {},
        {},
        {},
        types={AGENCY.id: types},
        names={AGENCY.id: names},
    )


def named(text: str, language: str, place: str | None = FIRST, line: int = 3) -> GivenName:
    return GivenName(text, language, "source/f", line, place)


@pytest.mark.parametrize(
    ("names", "others"),
    [
        ((named("Agency", "en"), named("Behörde", "de"), named("Agence", "fr")), [("de", "Behörde"), ("fr", "Agence")]),
        ((named("Agency", "en"), named("Behörde", "de"), named("Agencia", "und")), []),
        ((named("Agency", "en"), named("Agence", "fr"), named("Behörde", "de", SECOND)), [("fr", "Agence")]),
        ((named("Agency", "en"), named("Agence", "fr"), named("Agency", "en", SECOND)), []),
        ((named("Agency", "en"), named("Agency", "fr"), named("Behörde", "de")), []),
        ((named("Bureau", "fr"), named("Behörde", "de")), []),
        ((named("Agency", "en", None), named("Agence", "fr", None)), [("fr", "Agence")]),
        ((named("Agency", "en", None), named("Agence", "fr", None, 9), named("Agencia", "und", None)), []),
    ],
)
def test_other_names_of_an_organisation_are_those_stated_beside_the_one_given(
    names: tuple[GivenName, ...], others: list[tuple[str, str]]
) -> None:
    assert list(project(names=names).names_at(replace(FUNDED, as_given="Agency"))) == others


@pytest.mark.parametrize(
    ("as_given", "code"),
    [("Agency", "10"), ("Bureau", "15"), (None, "21"), ("Office", None)],
)
def test_the_type_of_an_organisation_is_the_one_stated_beside_its_name(as_given: str | None, code: str | None) -> None:
    names = (named("Agency", "en"), named("Bureau", "fr", SECOND))
    types = (
        *(GivenType("10", "source/f", 3, FIRST), GivenType("15", "source/f", 3, SECOND)),
        *(GivenType("21", "source/f", 3, "f/1 participating-org 3"), GivenType("30", "source/f", 3)),
    )
    assert project(names=names, types=types).type_at(replace(FUNDED, as_given=as_given)) == code


def test_without_places_the_type_is_the_one_in_the_lines_of_the_relation() -> None:
    types = (GivenType("10", "source/f", 3), GivenType("15", "source/f", 9))
    assert project(types=types).type_at(FUNDED) == "10"
    assert project(types=types[1:]).type_at(FUNDED) == "15", "the only type anywhere"
