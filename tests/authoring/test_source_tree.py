"""The dataset that is read from curated files."""

from pathlib import Path

from coopviewer.authoring.building import examine_tree
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.entries import CountryCodes
from coopviewer.domain.reference.facts import Amount, Citation, Fact, Name, Relation, Statement
from coopviewer.domain.reference.vocabulary import Basis, CitationRole, CodeStatus, NameKind
from tests.authoring.trees import BASE_TREE, change, copy_tree


def dataset_of(folder: Path) -> Dataset:
    outcome = examine_tree(folder)
    assert outcome.faults == ()
    assert outcome.dataset is not None
    return outcome.dataset


def facts_by_id(dataset: Dataset) -> dict[str, Fact]:
    return {fact.id: fact for fact in dataset.facts}


def test_short_passage_ids_are_completed_with_the_source_of_the_file() -> None:
    goal = facts_by_id(dataset_of(BASE_TREE))["project/wells/goal/water"]
    assert goal.citations == (
        Citation("source/leaflet", "leaflet/P02", CitationRole.STATES),
        Citation("source/leaflet", "leaflet/P01", CitationRole.CONTEXT),
    )


def test_to_each_makes_one_relation_per_row_with_common_and_own_citations() -> None:
    facts = facts_by_id(dataset_of(BASE_TREE))
    second = facts["project/wells/beneficiary/XK"]
    assert isinstance(second, Relation)
    assert (second.object_id, second.as_given, second.ordinal) == ("country/XK", "Kosovo*", 2)
    assert [(c.passage_id, c.role) for c in second.citations] == [
        ("leaflet/P02", "states"),
        ("leaflet/P03", "footnote"),
    ]


def test_ordinals_continue_in_another_file(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    goal = 'key = "goal/{0}"\nkind = "goal"\ntext = "{0}"\nbasis = "stated"\ncites = ["leaflet/P02"]\n'
    more = f'[[facts]]\nentry = "project/wells"\n[[facts.statement]]\n{goal.format("shade")}'
    (folder / "quite-last.toml").write_text(more, encoding="utf-8")
    facts = facts_by_id(dataset_of(folder))
    ordinals = [facts[f"project/wells/goal/{key}"] for key in ("water", "shade")]
    assert [fact.ordinal for fact in ordinals if isinstance(fact, Statement)] == [1, 2]


def test_amounts_are_stored_in_minor_units(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    change(folder / "projects.toml", 'value = "3400000"', 'value = "3400000.5"')
    grant = facts_by_id(dataset_of(folder))["project/wells/grant"]
    assert isinstance(grant, Amount)
    assert (grant.minor_units, grant.funder_id) == (340_000_050, "organisation/fund")


def test_a_country_gets_codes_and_names_from_the_standards() -> None:
    dataset = dataset_of(BASE_TREE)
    niger = next(country for country in dataset.countries if country.alpha2 == "NE")
    assert niger == CountryCodes("country/NE", "NE", "NER", "562", CodeStatus.OFFICIAL, 17.6, 8.0)
    facts = facts_by_id(dataset)
    official, french = facts["country/NE/name/iso-3166"], facts["country/NE/name/cldr-fr"]
    assert isinstance(official, Name)
    assert isinstance(french, Name)
    assert (official.text, official.kind, official.language) == ("Republic of the Niger", NameKind.OFFICIAL, "en")
    assert (french.text, french.kind, french.basis) == ("Niger", NameKind.ALIAS, Basis.REFERENCE)
    assert french.citations == (Citation("source/cldr", None),)
    assert "country/NG/name/cldr-fr" not in facts


def test_every_name_of_a_country_has_its_marker() -> None:
    dataset = dataset_of(BASE_TREE)
    name = facts_by_id(dataset)["country/XK/name/cldr-fr"]
    assert isinstance(name, Name)
    assert name.text == "Kosovo*"
    assert name.note == "The standard has this name without the marker."
    codes = next(country for country in dataset.countries if country.alpha2 == "XK")
    assert (codes.alpha3, codes.m49, codes.marker) == (None, None, "*")


def test_a_sort_title_has_no_article_and_no_marker(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    change(folder / "projects.toml", 'title = "Purse"', 'title = "The Purse"\nsort_title = "Purse, The"')
    titles = {entry.title: entry.sort_title for entry in dataset_of(folder).entries}
    assert titles["The Fund"] == "Fund"
    assert titles["Kosovo*"] == "Kosovo"
    assert titles["The Purse"] == "Purse, The"


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    for path in sorted(folder.iterdir(), reverse=True):
        text = path.read_text(encoding="utf-8")
        path.unlink()
        path.write_text(text, encoding="utf-8")
    (folder / "notes.txt").write_text("not read", encoding="utf-8")
    assert dataset_of(folder) == dataset_of(BASE_TREE)
