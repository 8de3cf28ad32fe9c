"""Ids told apart by a number: none of them is the id that another key or project makes by itself."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from coopviewer.authoring.importing.iati.keys import nameless_project_id, slug
from coopviewer.domain.reference.published_facts import Identifier, Indicator, Result
from tests.authoring.importing.iati.reading import ReadFile, activity
from tests.authoring.importing.imports import facts_of, import_text, imported, titled
from tests.authoring.importing.sheet.tables_of_projects import noted, projects, run
from tests.datasets import read_dataset

_OWNERS = st.sampled_from(("XX-2", "XX-3", "XX-4"))
_NUMBERED = st.tuples(st.sampled_from(("P-1", "P-1-2", "P-1-3", "P-1-2-2")), _OWNERS)
_ODD = st.tuples(st.sampled_from(("p-1", " P-1", "P 1", "P-1-", "Ц-2", "0")) | st.text("P1-2 "), _OWNERS)


def other(ref: str, owner: str = "XX-2", kind: str = "A1") -> str:
    return f'<other-identifier ref="{ref}" type="{kind}"><owner-org ref="{owner}"/></other-identifier>'


def test_an_identifier_twice_and_one_that_ends_in_its_number_are_imported(tmp_path: Path) -> None:
    twice = [other("P-1"), other("P-1", "XX-3")]
    dataset, _ = import_text(tmp_path, titled("XX-1", "Wells", *twice, other("P-1-2", "XX-3"), other("P-1-4")))
    found = facts_of(dataset, "project/xx-1")
    assert {key: (fact.value, fact.owner_id) for key, fact in found.items() if isinstance(fact, Identifier)} == {
        "identifier/iati": ("XX-1", None),
        "identifier/A1-P-1": ("P-1", "organisation/xx-2"),
        "identifier/A1-P-1-2": ("P-1-2", "organisation/xx-3"),
        "identifier/A1-P-1-3": ("P-1", "organisation/xx-3"),
        "identifier/A1-P-1-4": ("P-1-4", "organisation/xx-2"),
    }


@given(st.lists(_NUMBERED, max_size=8), st.lists(_ODD, max_size=4))
def test_odd_identifiers_have_ids_of_their_own_whatever_their_order(
    numbered: list[tuple[str, str]], odd: list[tuple[str, str]]
) -> None:
    stated = [*odd, *numbered]
    forwards, backwards = (
        ReadFile(activity("".join(other(*each) for each in order))).activities[0].facts
        for order in (stated, stated[::-1])
    )
    ids = [fact.id for fact in forwards]
    assert len(set(ids)) == len(ids)
    assert {fact.id: fact.value for fact in forwards if isinstance(fact, Identifier)} == {
        fact.id: fact.value for fact in backwards if isinstance(fact, Identifier)
    }
    values = {(fact.value, fact.owner_id) for fact in forwards if isinstance(fact, Identifier)}
    assert values == {(ref.strip(), f"organisation/{slug(owner)}") for ref, owner in stated if ref.strip()}


def test_indicators_stay_with_their_results_whose_references_look_like_ids(tmp_path: Path) -> None:
    result = (
        '<result type="1"><title><narrative>{0}</narrative></title>{1}<indicator measure="1">'
        "<title><narrative>{2}</narrative></title></indicator></result>"
    )
    first = ReadFile(activity(result.format("T", "", "i") * 2))
    hashed = sorted(key for key in first.facts if key.startswith("result/"))
    references = [f'<reference vocabulary="99" code="{key.partition("/")[2]}-2"/>' for key in hashed]
    results = [result.format("Other", references[0], "o"), result.format("Other", references[1], "p")]
    dataset, _ = import_text(tmp_path, titled("XX-1", "Wells", *results, *[result.format("T", "", "i")] * 3))
    found = facts_of(dataset, "project/xx-1").values()
    titles = {fact.id: fact.title for fact in found if isinstance(fact, Result)}
    assert sorted(titles.values()) == ["Other", "Other", "T", "T", "T"]
    shown = sorted((titles[fact.result_fact_id], fact.title) for fact in found if isinstance(fact, Indicator))
    assert shown == [("Other", "o"), ("Other", "p"), ("T", "i"), ("T", "i"), ("T", "i")]


def test_two_titles_whose_hashes_meet_are_not_said_to_be_the_same(tmp_path: Path) -> None:
    """Of titles in other scripts an id has only a hash, which in a long table is now and then that of another one."""
    one, other_title = "Проект вгд", "Проект взй"
    assert nameless_project_id(one) == nameless_project_id(other_title)
    file = tmp_path / "table.csv"
    file.write_text(f"Title;Country\n{one};Mali\n{other_title};Mali\nWells;Mali\nWells;Niger\n", encoding="utf-8")
    outcome, dataset = run(file)
    assert sorted(projects(dataset)) == ["Wells", one, other_title]
    assert noted(outcome) == ["row-same-title Wells"]


def test_a_second_table_is_said_to_repeat_what_it_repeats_alone(tmp_path: Path) -> None:
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    files[0].write_text("Id;Title\nP-1;Wells\nP-1;Roads\n", encoding="utf-8")
    files[1].write_text("Id;Title\nP-1-2;Dams\nP-3;Bridges\nP-1;Wells\n", encoding="utf-8")
    outcome = imported(tmp_path / "out.db", *files)
    assert noted(outcome) == ["row-same-identifier P-1", "row-same-identifier P-1"]
    titles = {entry.title for entry in read_dataset(tmp_path / "out.db").entries}
    assert titles >= {"Wells", "Roads", "Dams", "Bridges"}
