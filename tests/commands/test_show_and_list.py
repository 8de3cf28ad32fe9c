"""The verbs show and list, as a person runs them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.commands import list as list_verb
from coopviewer.commands import show
from coopviewer.domain.addresses import Address
from coopviewer.domain.facts import Statement
from coopviewer.domain.pages import EntryPage
from coopviewer.domain.vocabulary import EntryKind
from coopviewer.storage.reference_store import ReferenceStore


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert show.main(words) == 0
    return capsys.readouterr().out


def test_a_page_is_printed_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "country/NE")
    assert text.startswith("Country · Africa editorial [1]\n\nNiger\n=====\n")
    assert "Timeframe: 2017- 2023 [" in text
    assert re.search(r"^\[1\] Editorial", text, re.MULTILINE)
    assert "edition frontex-2021.1, as of one day between" in text
    assert "not affiliated with Frontex" in text
    assert "criminal networks" in text, "goals are unfolded"


def test_every_page_gives_every_statement_in_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    store = ReferenceStore(paths.reference_file())
    for kind in EntryKind:
        for ref in store.entries(kind):
            page = store.page(Address(ref.id))
            assert isinstance(page, EntryPage)
            text = shown(capsys, ref.id)
            markdown = shown(capsys, ref.id, "--format", "markdown").replace("\\", "")
            record = json.loads(shown(capsys, ref.id, "--format", "json"))
            assert {fact.id for fact in page.record.facts} == {fact["id"] for fact in record["facts"]}
            for statement in page.record.of_type(Statement):
                assert statement.text in text
                assert statement.text in markdown
            if "Kosovo*" in text:
                assert "UNSC 1244" in text
                assert "UNSC 1244" in markdown
            numbers = {int(number) for number in re.findall(r"\[\^(\d+)\](?!:)", markdown)}
            notes = [int(number) for number in re.findall(r"^\[\^(\d+)\]:", markdown, re.MULTILINE)]
            assert numbers == set(notes)
    store.close()


def test_markdown_escapes_what_means_something_to_it(capsys: pytest.CaptureFixture[str]) -> None:
    markdown = shown(capsys, "country/XK", "--format", "markdown")
    assert "# Kosovo\\*\n" in markdown


def test_home_and_a_source_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert "49 countries" in shown(capsys, "home")
    assert "Passages 77" in shown(capsys, "coop:source/frontex-other-partners")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nonsense",), "nonsense is not an address. One looks like country/NE."),
        (("country/ZZ",), "This edition has no entry country/ZZ. Check the address."),
        (("home", "--format", "json"), "home is no entry, and only entries can be given as JSON. Ask for text."),
        (("home", "--reference", "/no/such.db"), "There is no file /no/such.db. Check the name, or choose another"),
    ],
)
def test_what_cannot_be_shown_is_told(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert show.main(words) == 2
    told = capsys.readouterr()
    assert told.err.startswith(sentence)
    assert told.out == ""


def test_entries_of_a_kind_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert list_verb.main(["countries"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 49
    assert lines[0] == "country/AL\tAlbania"
    assert "country/XK\tKosovo*" in lines
    assert list_verb.main(["projects", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 4


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    command = f"{sys.executable} -m coopviewer show organisation/frontex | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60)
    assert done.stdout == "Organisation\n"
    assert done.stderr == ""


def test_show_and_list_run_without_qt() -> None:
    code = (
        "import sys; from coopviewer.__main__ import main; main(['show', 'country/NE']); main(['list', 'fora']); "
        "assert not any(name.startswith('PySide6') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=60)
