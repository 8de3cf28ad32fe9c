"""``coopviewer team``: two colleagues share a folder from the command line."""

import shlex
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.domain.annotations.team.team import TeamFile
from coopviewer.domain.browsing.known_references import KnownReference, KnownReferences
from coopviewer.exchange.state.references_file import change_references
from coopviewer.exchange.team.description import join_folder
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.pulling import read_status
from coopviewer.storage.files.lock import AnnotationLock
from tests.exchange.annotations.annotation_values import DATASET, note

Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *words: str, status: int = 0) -> str:
    assert main(["team", *words]) == status
    found = capsys.readouterr()
    return found.err if status else found.out


def test_two_colleagues_share_a_folder(tmp_path: Path, capsys: Capture) -> None:
    ana, ben, place = str(tmp_path / "ana.db"), str(tmp_path / "ben.db"), tmp_path / "Desk"
    place.mkdir()
    with closing(AnnotationStore.open(Path(ana))) as store:
        store.perform("Note", [note(1, body="hello", tags=("team",)), note(2, body="private")])
    said = run(capsys, "join", str(place), "--annotations", ana, "--tag", "Team")
    assert "takes part in the team “Desk”" in said
    assert "1 annotation waits to be sent." in said
    assert "cannot be called back" in said
    assert list(place.rglob("*.gz")) == []
    assert run(capsys, "publish", "--annotations", ana) == "1 change was sent to the team.\n"
    assert run(capsys, "publish", "--annotations", ana) == "There was nothing to send.\n"
    assert "see your name as “Ben Bø”" in run(capsys, "join", str(place), "--annotations", ben, "--name", "Ben Bø")
    assert "1 annotation was added." in run(capsys, "pull", "--annotations", ben)
    said = run(capsys, "status", "--annotations", ben)
    assert "Team “Desk” in " in said
    assert "Nothing waits to be sent." in said
    assert ": last sent " in said
    with closing(AnnotationStore.open(Path(ben))) as store:
        store.undo()
    assert "Nothing was added" in run(capsys, "pull", "--annotations", ben)
    assert "1 annotation was added." in run(capsys, "pull", "--again", "--annotations", ben)
    with closing(AnnotationStore.open(Path(ben))) as store:
        assert [each.body for each in store.get([note(1).uuid, note(2).uuid])] == ["hello"]
        assert store.person.name == "Ben Bø"
    assert DATASET in (place / "coopviewer-team.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("tags", [(), ("--tag", "two words", "--tag=-x"), ("--tag=",)])
def test_the_command_to_join_again_is_that_of_before(tmp_path: Path, capsys: Capture, tags: tuple[str, ...]) -> None:
    file, place = tmp_path / "a file.db", tmp_path / "Desk"
    place.mkdir()
    with closing(AnnotationStore.open(file)) as store:
        notes = [note(1, tags=("two words",)), note(2, tags=("-x",)), note(3)]
        store.perform("Note", notes)
    run(capsys, "join", str(place), "--annotations", str(file), *tags)
    with closing(AnnotationStore.open(file)) as store:
        before = read_status(store).membership
    command = run(capsys, "leave", "--annotations", str(file)).splitlines()[-1].partition(": ")[2]
    first, second, *words = shlex.split(command)
    assert (first, second) == ("coopviewer", "team")
    said = run(capsys, *words)
    sending = shlex.split(said.splitlines()[-1].partition(": ")[2])
    assert sending == ["coopviewer", "team", "publish", "--annotations", str(file)]
    with closing(AnnotationStore.open(file)) as store:
        again = read_status(store).membership
    assert before is not None
    assert again is not None
    assert (again.place, again.tags) == (before.place, before.tags)
    assert not paths.user_files().annotations.exists()


def test_what_the_team_has_is_not_sent_again_after_joining_again(tmp_path: Path, capsys: Capture) -> None:
    ana, ben, place = str(tmp_path / "ana.db"), str(tmp_path / "ben.db"), tmp_path / "Desk"
    place.mkdir()
    with closing(AnnotationStore.open(Path(ana))) as store:
        store.perform("Note", [note(1, body="hello"), note(2, body="again")])
    for file in (ana, ben):
        run(capsys, "join", str(place), "--annotations", file)
        run(capsys, "publish", "--annotations", file)
        run(capsys, "pull", "--annotations", file)
    for file in (ana, ben):
        run(capsys, "leave", "--annotations", file)
        run(capsys, "join", str(place), "--annotations", file)
        assert run(capsys, "publish", "--annotations", file) == "There was nothing to send.\n"
        assert "Nothing waits to be sent." in run(capsys, "status", "--annotations", file)
    assert len(list(place.rglob("*.gz"))) == 1


def test_what_is_wrong_is_said(tmp_path: Path, capsys: Capture) -> None:
    file = str(tmp_path / "ana.db")
    assert "is not a folder" in run(capsys, "join", str(tmp_path / "none"), "--annotations", file, status=2)
    assert "takes part in no team folder" in run(capsys, "status", "--annotations", file, status=2)
    assert "is not there" in run(capsys, "pull", "--annotations", str(tmp_path / "no.db"), status=2)
    place = tmp_path / "Desk"
    place.mkdir()
    run(capsys, "join", str(place), "--annotations", file)
    folder = place / "6f1c0a5e-7a0e-4f57-9a7c-2f4a3f0d9b11"
    folder.mkdir()
    (folder / "00000001.jsonl.gz").write_bytes(b"x")
    (folder / "00000001 (conflicted copy).jsonl.gz").write_bytes(b"x")
    assert main(["team", "pull", "--annotations", file]) == 0
    assert "1 file of a colleague could not be read" in capsys.readouterr().err
    said = run(capsys, "status", "--annotations", file)
    assert "it is damaged, or not complete yet" in said
    assert "1 file was ignored" in said
    assert "takes part in no team any more" in run(capsys, "leave", "--annotations", file)
    (place / "coopviewer-team.json").unlink()
    run(capsys, "join", str(place), "--annotations", file)
    place.rename(tmp_path / "away")
    assert "cannot be reached" in run(capsys, "publish", "--annotations", file, status=2)


def test_without_a_file_of_one_s_own_one_is_asked_to_join(capsys: Capture) -> None:
    for verb in ("status", "pull", "publish", "leave", "choose"):
        said = run(capsys, verb, status=2)
        assert ("takes part in no team folder" in said, "coopviewer team join" in said) == (True, True), verb


def test_the_state_is_printed_while_a_window_has_the_file(tmp_path: Path, capsys: Capture) -> None:
    ana, place = tmp_path / "ana.db", tmp_path / "Desk"
    place.mkdir()
    run(capsys, "join", str(place), "--annotations", str(ana))
    with AnnotationLock(ana):
        assert "Nothing waits to be sent." in run(capsys, "status", "--annotations", str(ana))
        assert "held by" in run(capsys, "pull", "--annotations", str(ana), status=2)


def test_a_folder_that_is_none_for_a_team_is_refused_or_warned_of(tmp_path: Path, capsys: Capture) -> None:
    ana, documents = str(tmp_path / "own" / "ana.db"), tmp_path / "Documents"
    documents.mkdir()
    (documents / "thesis.odt").touch()
    (tmp_path / "own").mkdir()
    assert "stores your own files" in run(capsys, "join", str(tmp_path / "own"), "--annotations", ana, status=2)
    said = run(capsys, "join", str(documents), "--annotations", ana)
    assert "you begin the team “Documents”. The folder has 1 other file or folder." in said
    inside = documents / "6f1c0a5e-7a0e-4f57-9a7c-2f4a3f0d9b11"
    inside.mkdir()
    ben = str(tmp_path / "ben.db")
    assert f"is a part of the team folder {documents}" in run(
        capsys, "join", str(inside), "--annotations", ben, status=2
    )
    assert "which you join" in run(capsys, "join", str(documents), "--annotations", ben)
    inside.rmdir()
    run(capsys, "publish", "--annotations", ana)
    run(capsys, "leave", "--annotations", ana)
    run(capsys, "join", str(documents), "--annotations", ana)
    assert ": last sent" not in run(capsys, "status", "--annotations", ana)  # oneself is no colleague


def test_what_is_sent_can_be_changed_after_joining(tmp_path: Path, capsys: Capture) -> None:
    ana, place = str(tmp_path / "ana.db"), tmp_path / "Desk"
    place.mkdir()
    with closing(AnnotationStore.open(Path(ana))) as store:
        store.perform("Note", [note(1, body="hello", tags=("team",)), note(2, body="private")])
    run(capsys, "join", str(place), "--annotations", ana)
    said = run(capsys, "choose", "--annotations", ana, "--tag", "TEAM")
    assert "1 annotation waits to be sent." in said
    assert "cannot be called back" in said
    assert run(capsys, "publish", "--annotations", ana) == "1 change was sent to the team.\n"
    assert "1 annotation waits to be sent." in run(capsys, "choose", "--annotations", ana)


def test_a_folder_about_another_reference_names_it_by_its_title(tmp_path: Path, capsys: Capture) -> None:
    place = tmp_path / "Desk"
    place.mkdir()
    join_folder(place, TeamFile("Desk", "urn:other"))
    words = ("join", str(place), "--annotations", str(tmp_path / "ana.db"))
    assert "is about another reference: urn:other." in run(capsys, *words, status=2)
    known = KnownReferences((KnownReference("/r.db", "Visas of the world", dataset="urn:other"),))
    change_references(paths.user_files().references, lambda _: known)
    assert "is about another reference: “Visas of the world”." in run(capsys, *words, status=2)


def test_the_limit_by_tags_is_remembered_after_leaving(tmp_path: Path, capsys: Capture) -> None:
    ana, place = str(tmp_path / "ana.db"), tmp_path / "Desk"
    place.mkdir()
    run(capsys, "join", str(place), "--annotations", ana, "--tag", "the law", "--tag", "money")
    command = f"team join {place} '--tag=the law' --tag=money --annotations {ana}\n"
    assert command in run(capsys, "leave", "--annotations", ana)
    limit = "only annotations with one of these tags were sent: “the law”, “money”. Now all are."
    assert limit in run(capsys, "join", str(place), "--annotations", ana)
    run(capsys, "leave", "--annotations", ana)
    assert limit not in run(capsys, "join", str(place), "--annotations", ana)  # it was changed on purpose


def test_what_no_colleague_could_receive_is_named_and_does_not_wait(tmp_path: Path, capsys: Capture) -> None:
    ana, place = str(tmp_path / "ana.db"), tmp_path / "Desk"
    place.mkdir()
    many = tuple(f"tag {number}" for number in range(101))
    with closing(AnnotationStore.open(Path(ana))) as store:
        store.perform("Note", [note(1, body="x" * 500_001), note(2, body="\u0001" * 200_000), note(3, tags=many)])
    said = run(capsys, "join", str(place), "--annotations", ana)
    for when in ("before", "after"):
        assert "Nothing waits to be sent." in said, when
        assert f"Not sent: an annotation on {note(1).entry_id} (its text is too long" in said
        assert "more than a million bytes" in said
        assert "it has more than 100 tags" in said
        assert run(capsys, "publish", "--annotations", ana) == "There was nothing to send.\n"
        said = run(capsys, "status", "--annotations", ana)
    assert list(place.rglob("*.gz")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows deletes no folder that a program is in")
def test_in_a_deleted_folder_a_sentence_says_that_the_team_folder_is_not_reached(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    program = f"import os; os.rmdir({str(gone)!r}); from coopviewer.__main__ import main; os._exit(main() or 0)"
    words = ["team", "join", "Desk", "--annotations", str(tmp_path / "ana.db")]
    command = [sys.executable, "-P", "-c", program, *words]
    ended = subprocess.run(command, cwd=gone, capture_output=True, text=True, check=False)
    assert (ended.returncode, "Desk" in ended.stderr) == (2, True)
    assert "Traceback" not in ended.stderr


def test_who_joins_another_team_says_so_in_the_folder_of_the_one_before(tmp_path: Path, capsys: Capture) -> None:
    ana, ben, desk, office = str(tmp_path / "ana.db"), str(tmp_path / "ben.db"), tmp_path / "Desk", tmp_path / "Office"
    for place in (desk, office):
        place.mkdir()
    with closing(AnnotationStore.open(Path(ana))) as store:
        store.perform("Note", [note(1, body="hello")])
    run(capsys, "join", str(desk), "--annotations", ana, "--name", "Ana")
    run(capsys, "publish", "--annotations", ana)
    run(capsys, "join", str(desk), "--annotations", ben)
    assert "Ana: left" not in run(capsys, "status", "--annotations", ben)
    said = run(capsys, "join", str(office), "--annotations", ana)
    assert f"You have left the team in {desk}, and your colleagues there see that." in said
    assert "Ana: left the team" in run(capsys, "status", "--annotations", ben)
    desk.rename(tmp_path / "away")
    run(capsys, "join", str(office), "--annotations", ben)
    assert f"You have left the team in {office}" not in run(capsys, "join", str(office), "--annotations", ben)
    office.rename(tmp_path / "gone")
    desk.mkdir()
    assert "still see you in their list" in run(capsys, "join", str(desk), "--annotations", ben)
