"""``coopviewer search``: text, JSON and exit statuses."""

import json
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.storage.search import store as search_store
from tests.storage.annotations.annotation_samples import note


@pytest.fixture(autouse=True)
def unlimited_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove the time limit of counting, so that counts are complete on a busy machine."""
    monkeypatch.setattr(search_store, "BUDGET", 60.0)


def test_results_are_printed_in_eighty_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "asylum"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("4 results for: asylum.\n\nEASO  (organisation/easo)\n")
    assert "    [other name, en: European Union Agency for Asylum]\n" in text
    assert "Kind: Organisation 2, Project 2\n" in text
    bodies = [line for line in text.splitlines() if line.startswith("    ")]
    assert max(map(len, bodies)) <= 80


def test_json_has_hits_corrections_and_facets(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "kosova", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record.keys() >= {"results", "did_you_mean", "facets", "faults"}
    first = record["results"][0]
    assert (first["id"], first["kind"], first["title"]) == ("country/XK", "country", "Kosovo*")
    assert (first["matched_field"], first["matched_text"], first["language"]) == ("name", "Kosova*", "tr")
    assert record["did_you_mean"] == [{"query": "kosovo", "text": "Kosovo*", "id": "country/XK"}]
    assert record["facets"]["kind"][0] == {
        "value": "country",
        "title": "country",
        "count": 1,
        "more": False,
        "chosen": False,
    }


def test_a_search_without_results_has_status_1_and_a_correction(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "Azerbajan"]) == 1
    assert capsys.readouterr().out == "Nothing was found for: Azerbajan.\nDid you mean: Azerbaijan?\n"


def test_a_fault_of_the_query_is_marked_and_the_rest_is_searched(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["search", "regoin:x niger"]) == 0
    captured = capsys.readouterr()
    assert captured.err.startswith(
        "    regoin:x niger\n    ^^^^^^\nThere is no filter called regoin. There are: kind:,"
    )
    assert " ".join(captured.err.split()).endswith("tag:, has:. Did you mean region?")
    assert max(map(len, captured.err.splitlines())) <= 80
    assert captured.out.startswith("3 results for: niger.\n")


def test_a_value_that_there_is_not_is_answered_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    for query in ("arrangement:perhaps", "niger arrangement:perhaps", "kind:country arrangement:perhaps"):
        assert main(["search", query]) == 1
        captured = capsys.readouterr()
        assert "There are: listed, not-listed, not-stated, not-looked-at." in " ".join(captured.err.split())
        assert captured.out == "Nothing was searched, because a filter has a value that does not exist.\n"


def test_a_country_that_is_found_through_a_project_says_which(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "kind:country partner:UNHCR", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert len(record["results"]) == 7
    assert all([each["id"] for each in hit["through"]] == ["project/ipa-ii-phase-ii"] for hit in record["results"])
    assert main(["search", "kind:country partner:UNHCR"]) == 0
    assert "through Regional Support to" in capsys.readouterr().out


def test_a_fault_far_into_a_long_query_is_shown_in_a_short_line(capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "niger " * 5 + "\u202e\n" * 50 + 'region:" ' + "x " * 2000])
    assert max(map(len, capsys.readouterr().err.splitlines())) <= 100


def test_a_filter_that_names_no_entry_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "region:Atlantis niger"]) == 1
    assert 'No region is called "Atlantis".' in capsys.readouterr().out


def test_the_certainty_of_a_period_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "active:2017-03"])
    assert "possibly active then" in capsys.readouterr().out


@pytest.mark.parametrize("limit", ["0", "x", "1001", "-1", "٣"])
def test_an_invalid_limit_has_status_2(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        main(["search", "niger", "--limit", limit])
    assert exit_info.value.code == 2


def test_a_missing_reference_has_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "niger", "--reference", str(tmp_path / "no.db")]) == 2
    assert "There is no file" in capsys.readouterr().err


def test_a_limited_list_says_that_it_is_the_first_results(capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "a", "--limit", "2"])
    assert capsys.readouterr().out.startswith("The first 2 results for: a.\n")


def _dataset() -> str:
    store = ReferenceStore(paths.reference_file())
    try:
        return store.edition.dataset
    finally:
        store.close()


def test_annotations_are_searched_as_well_as_the_reference(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    store = AnnotationStore.open(path)
    store.perform(
        "Write", [note(body="Ask about the zebra", entry_id="country/NE", tags=("verify",), dataset=_dataset())]
    )
    store.close()
    assert main(["search", "zebra", "--annotations", str(path)]) == 0
    captured = capsys.readouterr().out
    assert captured.startswith("1 result in your annotations for: zebra.\n")
    assert "In your annotations:\n\nNiger  (country/NE)\n    [your note]\n    Ask about the zebra\n" in captured
    assert main(["search", "tag:verify", "--annotations", str(path), "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [(each["id"], each["matched_field"], each["matched_text"]) for each in record["results"]] == [
        ("country/NE", "own-tag", "verify")
    ]
    assert record["own"] == []


def test_the_users_own_annotations_are_searched_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "tag:verify"]) == 1
    assert 'No tag is called "verify".' in capsys.readouterr().out
    store = AnnotationStore.open(paths.UserFiles().annotations)
    store.perform("Write", [note(entry_id="country/NE", tags=("verify",), dataset=_dataset())])
    store.close()
    try:
        assert main(["search", "tag:verify"]) == 0
    finally:
        for part in paths.UserFiles().annotations.parent.glob("annotations.db*"):
            part.unlink()


def test_unreadable_annotations_are_reported(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["search", "niger", "--annotations", str(tmp_path / "missing.db")]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("3 results for: niger.")
    assert "missing.db" in captured.err


def test_a_facet_with_a_filter_says_that_its_counts_ignore_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "kind:region has:arrangement"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "5 results" in text
    assert "Kind (without this filter): Country 18, Region 5" in text
    assert "Basis: " in text
