"""A folder of Markdown pages is written, lived in, and renewed."""

import ntpath
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path, PureWindowsPath
from unicodedata import normalize
from urllib.parse import unquote

import pytest
import yaml
from markdown_it import MarkdownIt

from coopviewer import paths
from coopviewer.commands.export import main
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.reference.facts import Relation
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.exchange.markdown_folder.folder import Notes, renew_folder
from coopviewer.exchange.markdown_folder.page_file import read_page
from coopviewer.exchange.markdown_folder.renewal import Renewal
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.files.lock import locked_folder
from coopviewer.storage.reference.store import ReferenceStore
from tests.datasets import read_dataset
from tests.faults import raises_fault
from tests.storage.annotations.annotation_samples import SAMPLES, note

TODAY = date(2026, 11, 29)
READER = MarkdownIt("commonmark")
AFIC_ID = "project/afic"
NIGER, AFIC = "Countries/Niger.md", "Projects/Strengthening the Africa-Frontex Intelligence Community (AFIC).md"


KEPT = {AFIC_ID, "network/afic", "region/africa", "country/NE", "country/ML", "country/TD", "country/XK"}


@cache
def few() -> Path:
    """Return the bundled reference with a few of its entries: to write all of its pages takes half a second."""
    whole = read_dataset(paths.reference_file())
    part = replace(
        whole,
        entries=tuple(each for each in whole.entries if each.id in KEPT or each.kind is EntryKind.ORGANISATION),
        countries=tuple(each for each in whole.countries if each.entry_id in KEPT),
    )
    ids = {each.id for each in part.entries}
    facts = (each for each in whole.facts if each.entry_id in ids)
    part = replace(part, facts=tuple(each for each in facts if not isinstance(each, Relation) or each.object_id in ids))
    path = Path(tempfile.mkdtemp(dir=Path.home()), "few.db")  # the home of the tests, which goes with them
    write_reference(part, path)
    return path


def count(reference: Path) -> int:
    """Return how many pages a reference has: one of each entry, and home."""
    return len(read_dataset(reference).entries) + 1


def renew(folder: Path, reference: Path | None = None, notes: Notes | None = None) -> Renewal:
    store = ReferenceStore(reference or few())
    try:
        return renew_folder(folder, store, notes or {}, TODAY, ENGLISH)
    finally:
        store.close()


def changed_reference(folder: Path, *statements: tuple[str, tuple[object, ...]]) -> Path:
    """Return another edition of the reference with few entries, changed by statements of SQL."""
    return edition_of(few(), folder, *statements)


def edition_of(reference: Path, folder: Path, *statements: tuple[str, tuple[object, ...]]) -> Path:
    """Return another edition of a reference, changed by statements of SQL."""
    copied = Path(shutil.copy(reference, folder / f"other-{len(list(folder.iterdir()))}.db"))
    with closing(sqlite3.connect(copied)) as connection, connection:
        connection.execute("UPDATE edition SET id = 'frontex-2022.1'")
        for statement, values in statements:
            connection.execute(statement, values)
    return copied


def themes(*titles: str) -> Iterator[tuple[str, tuple[object, ...]]]:
    insert = (
        "INSERT INTO entry (number, id, kind, title, sort_title, sort_key, placed) VALUES (?, ?, 'theme', ?, ?, ?, 0)"
    )
    for number, title in enumerate(titles, start=5000):
        yield insert, (number, f"theme/t{number}", title, title, title.lower())


def pages(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*.md"))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def front(text: str) -> dict[str, object]:
    return dict(yaml.safe_load(text.split("---\n")[1]))


def stamps(folder: Path) -> dict[str, int]:
    return {path.as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*.md")}


def links(text: str) -> list[str]:
    tokens = (child for token in READER.parse(text) for child in token.children or ())
    return [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]


@pytest.fixture(scope="module")
def written_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written") / "vault"
    renew(folder)
    return folder


@pytest.fixture
def vault(written_vault: Path, tmp_path: Path) -> Path:
    """Return the pages of a few entries."""
    return Path(shutil.copytree(written_vault, tmp_path / "vault"))


@pytest.fixture(scope="module")
def all_written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("all") / "vault"
    renew(folder, paths.reference_file())
    return folder


@pytest.fixture
def whole_vault(all_written: Path, tmp_path: Path) -> Path:
    """Return the pages of all entries of the bundled reference."""
    return Path(shutil.copytree(all_written, tmp_path / "whole"))


def test_each_entry_has_a_page_and_each_link_leads_to_one(whole_vault: Path) -> None:
    written = pages(whole_vault)
    assert len(written) == 93
    assert "\n# Kosovo\\*\n" in written["Countries/Kosovo.md"]
    for path, text in written.items():
        assert ("Kosovo" in text.split("---\n", 2)[2]) == ("UNSC 1244" in text), path
    for path, text in written.items():
        assert text.count("\n# ") == 1
        for target in links(text):
            assert not target.startswith(("coop:", "/")), target
            assert (whole_vault / path).parent.joinpath(unquote(target)).resolve().is_file(), (path, target)
    assert "../Countries/Niger.md" in links(written[AFIC])
    assert len(links(written["Frontex and non-EU countries.md"])) == 92


def test_the_front_matter_says_what_the_entry_is(whole_vault: Path) -> None:
    written = pages(whole_vault)
    niger, afic = front(written[NIGER]), front(written[AFIC])
    assert (niger["kind"], niger["codes"], niger["title"]) == ("country", ["NE", "NER", "562"], "Niger")
    assert (afic["dates"], afic["edtf"], afic["grant"]) == (["2017- 2023"], ["2017/2023"], ["4 million euros"])
    assert "partners" not in afic  # the source states none
    partners = [front(text).get("partners") for path, text in written.items() if path.startswith("Projects/")]
    assert ["ICMPD", "IOM", "WCO"] in partners
    assert niger["as-of"] == "[2019-02-01..2021-12-31]"


def test_a_second_run_writes_nothing(whole_vault: Path) -> None:
    before = stamps(whole_vault)
    done = renew(whole_vault, paths.reference_file())
    assert (done.written, done.unchanged, done.left, done.gone) == (0, 93, [], [])
    assert stamps(whole_vault) == before


def test_another_edition_renews_pages_and_keeps_what_the_user_wrote(vault: Path, tmp_path: Path) -> None:
    file = vault / NIGER
    own = file.read_text(encoding="utf-8").replace("---\ncoop", "---\ntags: [sahel]\ncoop")
    own = own.replace("<!-- coopviewer: begin", "My introduction.\n\n<!-- coopviewer: begin")
    file.write_bytes(f"{own}\n## Mine\n\n- [ ] ask Ana  \n".encode())
    other = changed_reference(tmp_path, ("UPDATE entry SET title = 'Niger (new)' WHERE id = 'country/NE'", ()))
    done = renew(vault, other)
    assert not done.left
    text = file.read_text(encoding="utf-8")
    assert text.endswith("\n## Mine\n\n- [ ] ask Ana  \n")
    assert "tags: [sahel]\n" in text
    assert "My introduction.\n\n<!--" in text
    assert (front(text)["title"], front(text)["edition"]) == ("Niger (new)", "frontex-2022.1")
    assert not (vault / "Countries/Niger (new).md").exists()  # the file keeps its name, since the user links to it


def test_a_page_that_the_user_changed_within_is_left_and_named(vault: Path, tmp_path: Path) -> None:
    file = vault / NIGER
    content = file.read_text(encoding="utf-8").replace("# Niger\n", "# Niger, and a word of mine\n")
    file.write_text(content, encoding="utf-8", newline="")
    done = renew(vault, changed_reference(tmp_path))
    assert done.left == [NIGER]
    assert file.read_text(encoding="utf-8") == content


def test_files_of_the_user_are_never_written(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    own = {"Countries/Niger.md": b"# mine", "countries/MALI.MD": b"\xff\xfe not text", "Countries/Chad.md": b""}
    for name, content in own.items():
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
        (vault / name).write_bytes(content)
    renew(vault)
    assert {name: (vault / name).read_bytes() for name in own} == own
    assert front((vault / "Countries/Niger 2.md").read_text(encoding="utf-8"))["coop"] == "country/NE"
    assert "Niger%202.md" in str(links(pages(vault)[AFIC]))


def test_a_page_that_the_user_moved_is_renewed_where_it_is(vault: Path, tmp_path: Path) -> None:
    target = vault / "Sahel" / "deep" / "Niger, my page.md"
    target.parent.mkdir(parents=True)
    (vault / NIGER).rename(target)
    renew(vault, changed_reference(tmp_path))
    assert front(target.read_text(encoding="utf-8"))["edition"] == "frontex-2022.1"
    assert not (vault / NIGER).exists()
    assert "../Sahel/deep/Niger%2C%20my%20page.md" in links(pages(vault)[AFIC])
    assert "../../Regions/Africa.md" in links(target.read_text(encoding="utf-8"))


def test_a_gone_entry_is_marked_once_and_comes_back(tmp_path: Path) -> None:
    vault, with_wells = tmp_path / "vault", changed_reference(tmp_path, *themes("Wells"))
    renew(vault, with_wells)
    file = vault / "Themes/Wells.md"
    with file.open("a", encoding="utf-8") as own:
        own.write("\nMine.\n")
    done = renew(vault)
    text = file.read_text(encoding="utf-8")
    assert done.gone == ["Themes/Wells.md"]
    assert "> [!warning] Edition frontex-2021.1 of Frontex and non-EU countries has no such entry." in text
    assert front(text)["gone"] == "frontex-2021.1"
    assert front(text)["kind"] == "theme"
    assert text.endswith("\nMine.\n")
    assert "\n# Wells\n" in text
    assert (renew(vault).written, file.read_text(encoding="utf-8")) == (0, text)
    renew(vault, with_wells)
    back = file.read_text(encoding="utf-8")
    assert "[!warning]" not in back
    assert "gone" not in front(back)
    assert back.endswith("\nMine.\n")


def test_the_page_of_a_renamed_entry_stays_its_page(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    renew(vault, changed_reference(tmp_path, *themes("Wells")))
    rename = ("INSERT INTO redirect VALUES ('theme/t5000', 'theme/t5001', 'frontex-2022.1')", ())
    insert = list(themes("x", "Deep wells"))[1:]
    done = renew(vault, changed_reference(tmp_path, *insert, rename))
    assert done.gone == []
    assert front((vault / "Themes/Wells.md").read_text(encoding="utf-8"))["coop"] == "theme/t5001"


def is_reserved(name: str) -> bool:
    """Return whether Windows keeps a name for a device."""
    if sys.version_info >= (3, 13):
        return ntpath.isreserved(name)
    return PureWindowsPath(name).is_reserved()


HOSTILE = (
    *(
        "../../escape",
        "/etc/passwd",
        "C:\\Windows",
        "CON",
        "nul.txt",
        "com¹",
        ".hidden",
        "wells",
        "WELLS",
        "We\u0301lls",
        "Wélls",
    ),
    *(
        "a" * 300,
        "…" * 200,
        "trail. ",
        "a\nb",
        "\u202etxt.exe",
        "[[link]] #tag ^block",
        "%41",
        "{{x}}",
        "***",
        "Straße",
        "STRASSE",
    ),
    *("| a | b |", "---", "---\ncoop: country/NE", "<!-- coopviewer: end 0 0 -->", "العربية", "\x01\x7f", "😀"),
)


def test_hostile_titles_are_names_of_files_on_every_system(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    renew(vault, changed_reference(tmp_path, *themes(*HOSTILE)))
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".db"] == ["vault"]
    files = [path for path in vault.rglob("*") if path.is_file()]
    assert len(files) == count(few()) + len(HOSTILE)
    assert all(read_page(path.read_text(encoding="utf-8")) for path in files)
    names = [path.relative_to(vault) for path in files]
    assert len({normalize("NFC", str(name)).casefold() for name in names}) == len(names)
    for name in names:
        assert not is_reserved(name.name)
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name.name)
        assert name.name == name.name.strip(". ")
        assert len(name.name.encode()) <= 143
        assert not name.name.startswith(".")
    found = [front(path.read_text(encoding="utf-8"))["coop"] for path in files]
    assert len(set(found)) == len(files)
    assert renew(vault, changed_reference(tmp_path, *themes(*HOSTILE))).written == 0


def test_notes_are_callouts_and_nothing_in_them_leaves_theirs(tmp_path: Path) -> None:
    hostile = "# big\n---\n<!-- coopviewer: end 0 0 -->\n\n```\n> [!note] x\n<script>\n[^source-1]: y\n    code\n1. one"
    store = ReferenceStore(paths.reference_file())
    dataset = store.edition.dataset
    store.close()
    notes = {"project/afic": [*(each for each in SAMPLES if each.entry_id == "project/afic"), note(body=hostile)]}
    vault = tmp_path / "vault"
    assert dataset
    renew(vault, notes=notes)
    text = pages(vault)[AFIC]
    page = read_page(text)
    assert page is not None
    assert page.is_intact
    own = text.partition("\n## Annotations\n")[2].partition("<!-- coopviewer: end")[0]
    top = [token.type for token in READER.parse(own) if token.level == 0]
    assert set(top) <= {"blockquote_open", "blockquote_close"}
    assert own.count("> [!") - own.count("\\> \\[!") >= len(notes["project/afic"])
    assert "\\# big" in own
    assert renew(vault, notes=notes).written == 0
    assert renew(vault).written == 1
    assert "## Annotations" not in pages(vault)[AFIC]


def test_notes_on_a_source_are_in_the_list_of_all(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    renew(
        vault,
        notes={"source/frontex-other-partners": [note(entry_id="source/frontex-other-partners", body="Look here")]},
    )
    text = pages(vault)["Frontex and non-EU countries.md"]
    assert "## Annotations on other pages\n\ncoop:source/frontex-other-partners\n\n> [!note]" in text
    assert "Look here" in text


def test_a_cancelled_run_leaves_whole_files_and_the_next_one_ends_it(whole_vault: Path, tmp_path: Path) -> None:
    vault, before = whole_vault, pages(whole_vault)

    def cancel(done: int, _total: int) -> None:
        if done == 40:
            raise Cancelled

    store = ReferenceStore(edition_of(paths.reference_file(), tmp_path))
    with pytest.raises(Cancelled):
        renew_folder(vault, store, {}, TODAY, ENGLISH, cancel)
    after = pages(vault)
    store.close()
    assert after.keys() == before.keys()
    changed = [path for path in after if after[path] != before[path]]
    assert len(changed) == 40
    assert all("frontex-2022.1" in after[path] for path in changed)
    assert renew(vault, store.path).written == 53


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_run_leaves_whole_files(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    command = [sys.executable, "-m", "coopviewer", "export", "markdown", str(vault)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while time.monotonic() < until and len(list(vault.rglob("*.md"))) < 5 and child.poll() is None:
        time.sleep(0.002)
    child.send_signal(signal.SIGKILL)
    child.wait()
    for text in pages(vault).values():
        page = read_page(text)
        assert page is not None
        assert page.is_intact
    done = renew(vault, paths.reference_file())
    assert done.written + done.unchanged == 93
    assert len(pages(vault)) == 93


def test_a_link_to_a_file_elsewhere_is_not_followed(vault: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    shutil.move(vault / NIGER, outside)
    content = outside.read_bytes()
    (vault / NIGER).symlink_to(outside)
    renew(vault, changed_reference(tmp_path))
    assert outside.read_bytes() == content
    assert (vault / "Countries/Niger 2.md").is_file()


def test_a_copy_that_the_user_made_of_a_page_is_left_alone(vault: Path, tmp_path: Path) -> None:
    copied = vault / "Countries" / "Niger, a copy.md"
    shutil.copy(vault / NIGER, copied)
    content = copied.read_bytes()
    renew(vault, changed_reference(tmp_path))
    assert copied.read_bytes() == content
    assert "frontex-2022.1" in pages(vault)[NIGER]


def test_pages_of_another_reference_stay(vault: Path, tmp_path: Path) -> None:
    before = pages(vault)
    other = changed_reference(tmp_path, ("UPDATE edition SET dataset = 'urn:other', title = 'Other'", ()))
    renew(vault, other)
    after = pages(vault)
    assert {path: after[path] for path in before} == before
    assert len(after) == 2 * len(before) == 2 * count(few())


def test_a_folder_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.touch()
    with raises_fault("is not a folder. Give the name of a folder"):
        renew(file)
    with raises_fault("There is no folder"):
        renew(tmp_path / "none" / "vault")


@pytest.mark.parametrize("what", ["link", "file", "dangling"])
def test_what_has_the_name_of_a_folder_is_left_alone_and_no_page_is_written_twice(tmp_path: Path, what: str) -> None:
    """Pages behind a link are not looked for, so each run would write them once more."""
    folder, elsewhere = tmp_path / "notes", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    if what == "file":
        (folder / "Countries").write_text("mine")
    else:
        (folder / "Countries").symlink_to(elsewhere if what == "link" else "nowhere")
    assert renew(folder).written == count(few())
    assert (folder / "Countries 2" / "Niger.md").is_file()
    again = renew(folder)
    assert (again.written, again.left) == (0, [])
    assert not list(elsewhere.iterdir())
    assert what != "file" or (folder / "Countries").read_text() == "mine"


@pytest.mark.parametrize("sign", ["\u2028", "\x0b", "\x0c", "\x85", "\x1e"])
def test_a_line_of_the_user_ends_with_a_line_feed_only(vault: Path, tmp_path: Path, sign: str) -> None:
    """Otherwise what follows would be taken for a key of ours, and the page would never be renewed."""
    page = vault / NIGER
    mine = f"---\nmine: one{sign}title: two\n"
    page.write_bytes(page.read_bytes().replace(b"---\n", mine.encode(), 1))
    assert renew(vault, changed_reference(tmp_path)).left == []
    assert page.read_bytes().startswith(mine.encode())


def test_a_second_run_at_the_same_time_is_told_to_wait(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    with locked_folder(vault):
        assert main(["markdown", str(vault)]) == 2
    assert "another run of coopviewer" in capsys.readouterr().err
    assert not list(vault.iterdir())
    assert main(["markdown", str(vault)]) == 0
    assert not [each for each in vault.iterdir() if each.name.startswith(".")]


def test_the_lock_of_a_killed_run_is_no_hindrance(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    code = """
import os, sys
from pathlib import Path
from coopviewer.storage.files.lock import AnnotationLock
AnnotationLock(Path(sys.argv[1]) / ".coopviewer")
os._exit(1)
"""
    subprocess.run([sys.executable, "-c", code, str(vault)], check=False)
    assert (vault / ".coopviewer.lock").exists()
    assert main(["markdown", str(vault)]) == 0
    assert not (vault / ".coopviewer.lock").exists()


def test_notes_on_a_renamed_entry_are_on_its_page_and_the_oldest_is_first(tmp_path: Path) -> None:
    rename = ("INSERT INTO redirect VALUES ('project/old', 'project/afic', 'frontex-2022.1')", ())
    later = datetime(2026, 11, 28, tzinfo=UTC)
    notes = {
        "project/afic": [note(body="The later one", created=later)],
        "project/old": [note(entry_id="project/old", body="The earlier one", created=later - timedelta(days=9))],
        "project/nothing": [note(entry_id="project/nothing", body="Of no entry")],
    }
    vault = tmp_path / "vault"
    renew(vault, changed_reference(tmp_path, rename), notes)
    found = pages(vault)
    own = found[AFIC].partition("\n## Annotations\n")[2]
    assert 0 < own.index("The earlier one") < own.index("The later one")
    (home,) = [text for text in found.values() if "Of no entry" in text]
    assert "project/nothing" in home


def test_progress_is_told_while_pages_are_looked_for_and_for_each_page(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    renew(vault, changed_reference(tmp_path, *themes("Wells")))
    (vault / "empty").mkdir()
    calls: list[tuple[int, int]] = []
    store = ReferenceStore(few())
    renew_folder(vault, store, {}, TODAY, ENGLISH, lambda *progress: calls.append(progress))
    store.close()
    total = count(few()) + 1  # with the page of the entry that is gone
    folders = 1 + sum(path.is_dir() for path in vault.rglob("*"))
    assert calls == [(0, 1)] * folders + [(number, total) for number in (*range(total - 1), total)]


def test_a_page_that_changes_during_the_run_is_left_and_named(vault: Path, tmp_path: Path) -> None:
    file, mine = vault / NIGER, "mine, meanwhile"

    def change(done: int, _total: int) -> None:
        if done == 1:
            file.write_text(mine, encoding="utf-8")

    store = ReferenceStore(changed_reference(tmp_path))
    done = renew_folder(vault, store, {}, TODAY, ENGLISH, change)
    store.close()
    assert (done.left, file.read_text(encoding="utf-8")) == ([NIGER], mine)
    assert done.written == count(few()) - 1


def test_a_new_page_is_not_written_over_a_file_that_appears_during_the_run(tmp_path: Path) -> None:
    vault = tmp_path / "vault"

    def appear(done: int, _total: int) -> None:
        if done == 1:
            (vault / NIGER).parent.mkdir(exist_ok=True)
            (vault / NIGER).write_text("mine", encoding="utf-8")

    store = ReferenceStore(few())
    done = renew_folder(vault, store, {}, TODAY, ENGLISH, appear)
    store.close()
    assert (done.left, (vault / NIGER).read_text(encoding="utf-8")) == ([NIGER], "mine")


def test_the_page_of_a_gone_entry_that_the_user_changed_is_named_twice_and_stays(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    renew(vault, changed_reference(tmp_path, *themes("Wells", "Pumps")))
    file = vault / "Themes/Wells.md"
    changed = file.read_text(encoding="utf-8").replace("# Wells\n", "# My wells\n")
    file.write_text(changed, encoding="utf-8", newline="")
    done = renew(vault)
    assert (done.gone, done.left) == (["Themes/Wells.md", "Themes/Pumps.md"], ["Themes/Wells.md"])
    assert (done.written + done.unchanged, file.read_text(encoding="utf-8")) == (count(few()) + 1, changed)


def test_of_two_pages_of_a_merged_entry_the_one_with_its_present_id_is_renewed(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    renew(vault, changed_reference(tmp_path, *themes("Wells", "Pumps")))
    merge = ("INSERT INTO redirect VALUES ('theme/t5000', 'theme/t5001', 'frontex-2022.1')", ())
    done = renew(vault, changed_reference(tmp_path, *list(themes("x", "Pumps"))[1:], merge))
    assert done.gone == ["Themes/Wells.md"]
    assert front((vault / "Themes/Pumps.md").read_text(encoding="utf-8"))["coop"] == "theme/t5001"
    assert "gone" in front((vault / "Themes/Wells.md").read_text(encoding="utf-8"))
