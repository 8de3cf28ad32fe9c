"""The verbs show and list, as a user runs them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from coopviewer import paths
from coopviewer.commands import list as list_verb
from coopviewer.commands import show
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.reference.facts import Statement
from coopviewer.domain.reference.pages import EntryPage
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference.store import ReferenceStore


def run_show(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert show.main(arguments) == 0
    return capsys.readouterr().out


def test_a_page_is_printed_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    text = run_show(capsys, "country/NE")
    assert text.startswith("Country · Africa editorial [1]\n\nNiger\n=====\n")
    assert "Timeframe: 2017- 2023 [" in text
    assert re.search(r"^\[1\] Editorial", text, re.MULTILINE)
    assert "edition frontex-2021.1, as of one day between" in text
    assert "not affiliated with Frontex" in text
    assert "criminal networks" in text, "goals are unfolded"


def test_every_page_has_every_statement_in_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    store = ReferenceStore(paths.reference_file())
    for kind in EntryKind:
        for ref in store.entries(kind):
            page = store.page(Address(ref.id))
            assert isinstance(page, EntryPage)
            text = run_show(capsys, ref.id)
            markdown = run_show(capsys, ref.id, "--format", "markdown").replace("\\", "")
            record = json.loads(run_show(capsys, ref.id, "--format", "json"))
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


def test_markdown_syntax_is_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    markdown = run_show(capsys, "country/XK", "--format", "markdown")
    assert "# Kosovo\\*\n" in markdown


def test_home_and_a_source_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert "49 countries" in run_show(capsys, "home")
    assert "Passages 77" in run_show(capsys, "coop:source/frontex-other-partners")


def test_home_and_a_source_are_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    home = json.loads(run_show(capsys, "home", "--format", "json"))
    assert home["kind"] == "home"
    assert home["counts"]["country"] == 49
    assert {note["citations"][0]["passage_id"] for note in home["data_notes"] if note["citations"]} - {None} <= set(
        home["passages"]
    )
    source = json.loads(run_show(capsys, "source/frontex-other-partners", "--format", "json"))
    assert len(source["passages"]) == 77
    cited = {fact["id"] for passage in source["passages"] for fact in passage["cited_by"]}
    assert "project/afic/goal/structures" in cited
    assert "UNSC 1244" in home["legal_notes"][0]["text"] == source["legal_notes"][0]["text"]


def test_a_page_is_printed_as_a_complete_html_file(capsys: pytest.CaptureFixture[str]) -> None:
    html = run_show(capsys, "country/XK", "--format", "html")
    assert html.startswith("<!DOCTYPE html>")
    assert "<h1>Kosovo*</h1>" in html


@pytest.mark.parametrize("format_name", ["text", "markdown", "html", "json"])
def test_a_page_is_written_to_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path, format_name: str) -> None:
    file = tmp_path / "page"
    assert show.main(["country/NE", "--format", format_name, "--output", str(file)]) == 0
    assert capsys.readouterr().out == ""
    assert file.read_text(encoding="utf-8") == run_show(capsys, "country/NE", "--format", format_name)
    assert [path.name for path in tmp_path.iterdir()] == ["page"]


def test_a_page_is_written_for_word_processors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert show.main(["country/XK", "--format", "docx", "-o", str(tmp_path / "page.docx")]) == 0
    first, title, *_ = [p.text for p in docx.Document(str(tmp_path / "page.docx")).paragraphs if p.text]
    assert (first.split()[0], title) == ("Country", "Kosovo*")


def test_a_format_that_cannot_be_printed_needs_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert show.main(["country/NE", "--format", "docx"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "The format docx cannot be printed. Name a file to write it to with -o.\n")


def test_a_portable_program_takes_the_template_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "program_folder", lambda: tmp_path)
    (tmp_path / "portable.txt").touch()
    (tmp_path / "coopviewer-data").mkdir()
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Beside"
    made.save(str(tmp_path / "coopviewer-data" / "brief.docx"))
    file = tmp_path / "page.docx"
    assert show.main(["country/NE", "-o", str(file)]) == 0
    assert docx.Document(str(file)).sections[0].header.paragraphs[0].text == "Beside"


def test_the_template_in_the_users_folder_is_used_or_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_system_folder", lambda _kind: tmp_path)
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Ministry"
    made.save(str(tmp_path / "brief.docx"))
    file = tmp_path / "page.docx"
    assert show.main(["country/NE", "--format", "docx", "-o", str(file)]) == 0
    assert docx.Document(str(file)).sections[0].header.paragraphs[0].text == "Ministry"
    (tmp_path / "brief.docx").write_text("no document")
    assert show.main(["country/NE", "--format", "docx", "-o", str(tmp_path / "other.docx")]) == 2
    assert capsys.readouterr().err.startswith(f"The template {tmp_path / 'brief.docx'} is damaged, or is not a Word")
    assert not (tmp_path / "other.docx").exists()


@pytest.mark.parametrize(
    ("name", "sentence"), [("no/page.txt", "There is no folder {}/no. "), ("", "{} is a folder. ")]
)
def test_a_file_that_cannot_be_written_is_reported(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, sentence: str
) -> None:
    assert show.main(["country/NE", "-o", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.startswith(sentence.format(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nonsense",), "nonsense is not an address. One looks like country/NE."),
        (("country/ZZ",), "This edition has no entry country/ZZ. Check the address."),
        (("home", "--reference", "/no/such.db"), "There is no file /no/such.db. Check the name, or choose another"),
    ],
)
def test_a_page_that_cannot_be_shown_is_reported(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert show.main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith(sentence)
    assert captured.out == ""


def test_entries_of_a_kind_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert list_verb.main(["countries"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 49
    assert lines[0] == "country/AL\tAlbania"
    assert "country/XK\tKosovo*" in lines
    assert list_verb.main(["projects", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 4


def test_a_closed_pipe_is_ignored(tmp_path: Path) -> None:
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
