"""What is said of a team: who takes part, what waits, and what is not read or ignored."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.team.team import (
    Colleague,
    FormerTeam,
    JoinablePlace,
    Membership,
    SegmentId,
    TeamContent,
    TeamFile,
    TeamStatus,
    Unreadable,
    Unsendable,
    Waiting,
    one_of_each,
)
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.teams import team_words as words
from tests.annotated import annotation

REPLICA = "6f1c0a5e-7a0e-4f57-9a7c-2f4a3f0d9b11"
TEAM = Membership("/share/team", "Desk", "urn:wells", None, REPLICA)


def test_what_waits_was_sent_and_was_received_is_counted() -> None:
    assert [words.waiting_words(n, ENGLISH) for n in range(3)] == [
        *("Nothing waits to be sent.", "1 annotation waits to be sent.", "2 annotations wait to be sent."),
    ]
    assert [words.sent_words(n, ENGLISH) for n in range(3)] == [
        *("There was nothing to send.", "1 change was sent to the team.", "2 changes were sent to the team."),
    ]
    assert words.received_words(2, ["Zoë", "Tom"], ENGLISH).startswith("Received 2 changes from Zoë, Tom.")
    assert words.unreadable_words(1, ENGLISH).startswith("1 file of a colleague cannot be read")


def test_which_annotations_are_sent_is_said_with_the_team() -> None:
    assert words.team_lines(TeamStatus(None), ENGLISH) == ()
    assert words.team_lines(TeamStatus(TEAM, Waiting(1)), ENGLISH) == (
        "Team “Desk” in /share/team",
        "All annotations on this reference are sent, apart from those marked “Only mine”.",
        "1 annotation waits to be sent.",
    )
    kept = words.team_lines(TeamStatus(TEAM, Waiting(0, kept_here=2)), ENGLISH)
    assert kept[2:] == ("Nothing waits to be sent.", *words.kept_lines(2, ENGLISH))
    tagged = words.choice_words(replace(TEAM, tags=("a", "b")), ENGLISH)
    assert tagged == "Annotations with one of these tags are sent: “a”, “b”."


def test_a_colleague_has_a_name_or_the_beginning_of_an_id() -> None:
    seen = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert words.colleague_cells(Colleague(REPLICA, Person("p", "Zoë"), None), ENGLISH) == ("Zoë", "nothing yet")
    name, when = words.colleague_cells(Colleague(REPLICA, None, seen), ENGLISH)
    assert name == "Unknown (6f1c0a5e)"
    assert "2026" in when


def test_a_colleague_who_left_is_told_by_that_day_and_not_by_the_last_change() -> None:
    seen, left = datetime(2025, 3, 4, 12, tzinfo=UTC), datetime(2026, 11, 23, 12, tzinfo=UTC)
    zoe = Person("p", "Zoë")
    for last in (seen, None):
        gone = Colleague(REPLICA, zoe, last, left)
        name, when = words.colleague_cells(gone, ENGLISH)
        assert name == "Zoë"
        assert when.startswith("left the team: 23 Nov 2026")
        assert words.colleague_line(gone, ENGLISH) == f"Zoë: {when}"
    _, when = words.colleague_cells(Colleague(REPLICA, zoe, seen), ENGLISH)
    assert when.startswith("4 Mar 2025")
    assert words.colleague_line(Colleague(REPLICA, zoe, seen), ENGLISH) == f"Zoë: last sent {when}"
    assert words.colleague_line(Colleague(REPLICA, zoe, None), ENGLISH) == "Zoë: has sent nothing yet"


def test_a_person_has_one_row_however_many_replicas_there_are() -> None:
    old, new = datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)
    zoe, tom = Person("z", "Zoë"), Person("t", "Tom")
    rows = [
        *(Colleague("1", zoe, old), Colleague("2", tom, new), Colleague("3", Person("z", "Zoë Ó"), new)),
        *(Colleague("4", zoe, None), Colleague("5", None, None), Colleague("6", None, old)),
    ]
    assert [each.replica for each in one_of_each(rows, "t")] == ["3", "5", "6"]
    assert [each.replica for each in one_of_each(rows)] == ["3", "2", "5", "6"]


def test_what_joining_a_folder_means_is_said() -> None:
    found = JoinablePlace(None, 0)
    assert words.place_words(found, "Desk", ENGLISH) == "Nobody shares this folder yet: you begin the team “Desk”."
    assert "has 1 other file or folder." in words.place_words(found._replace(others=1), "Documents", ENGLISH)
    assert "has 214 other files" in words.place_words(found._replace(others=214), "Documents", ENGLISH)
    known = words.place_words(JoinablePlace(TeamFile("Sahel", "urn:wells"), 3), "x", ENGLISH)
    assert known == "This is the folder of the team “Sahel”, which you join."


@pytest.mark.parametrize("count", [0, 1, 12, 13, 15])
def test_the_first_twelve_of_many_are_named(count: int) -> None:
    files = [f"f{number:02}" for number in range(count)]
    lines = words.ignored_lines(files, ENGLISH)
    assert len(lines) == min(count, 1)
    for line in lines:
        assert line.startswith(f"{count} file")
        assert line.count("f0") + line.count("f1") == min(count, 12)
        assert (f", {count - 12} more" in line) is (count > 12)
        assert "may be deleted if nobody else needs" in line
    unread = tuple(Unreadable(SegmentId(REPLICA, number), "damaged", 9) for number in range(count))
    alone, *found = words.trouble_lines(TeamContent(unreadable=unread, ignored=tuple(files)), ENGLISH)
    assert alone == "No colleague has sent anything to this team yet."
    assert len(found) == min(count, 12) + 2 * len(lines)
    if count:
        assert found[0] == "Not read: 6f1c0a5e…/00000000 (it is damaged, or not complete yet). It is tried again."
    kept = [Unsendable(annotation(f"u{number}", "x", entry_id="project/b"), "many-tags") for number in range(count)]
    said = words.unsendable_lines(kept, {"project/b": "Wells"}, ENGLISH)
    assert len(said) == (count if count <= 12 else 13)
    if count:
        assert said[0] == "Not sent: an annotation on Wells (it has more than 100 tags)."
    assert (said[-1:] == (f"{count - 12} more are not sent.",)) is (count > 13)
    assert (said[-1:] == ("1 more is not sent.",)) is (count == 13)


def test_changes_that_stay_here_are_counted() -> None:
    assert words.kept_lines(0, ENGLISH) == ()
    assert words.kept_lines(1, ENGLISH)[0].startswith("1 change to an annotation of the team that has none of these")
    assert words.kept_lines(2, ENGLISH)[0].startswith("2 changes to annotations of the team that have none of these")
    assert words.known_words(1, ENGLISH).startswith("Your team has this annotation already")
    assert words.known_words(3, ENGLISH).startswith("Your team has 3 of these annotations already")


def test_an_entry_without_a_title_is_named_by_its_id_and_each_reason_is_its_own() -> None:
    reasons = ("long-text", "long", "many-tags", "many-anchors", "no-uuid")
    unsendable = [Unsendable(annotation("u1", "x", entry_id="project/b"), reason) for reason in reasons]
    said = words.unsendable_lines(unsendable, {"project/a": "Wells"}, ENGLISH)
    assert len(set(said)) == len(reasons)
    assert all(line.startswith("Not sent: an annotation on project/b (") for line in said)


def test_each_reason_why_a_file_is_not_read_is_told_from_the_others() -> None:
    reasons = ("damaged", "empty", "too-large", "foreign", "altered", "not-understood", "not-reached")
    assert len({words.reason_word(each, ENGLISH) for each in reasons}) == len(reasons)
    with pytest.raises(KeyError):
        words.reason_word("unheard-of", ENGLISH)


def test_a_folder_in_which_all_is_well_has_nothing_to_tell() -> None:
    zoe = Colleague(REPLICA, Person("p", "Zoë"), None)
    assert words.trouble_lines(TeamContent(colleagues=(zoe,)), ENGLISH) == ()


@pytest.mark.parametrize("waiting", [0, 1, 2])
def test_before_leaving_a_team_one_hears_what_is_not_sent(waiting: int) -> None:
    question, meaning = words.leaving_words(TeamStatus(TEAM, Waiting(waiting)), ENGLISH)
    assert question == "Leave the team “Desk”?"
    parts = meaning.split("\n\n")
    assert parts[0].startswith("Nothing is deleted")
    assert parts[-1].startswith("What your file knows of what it sent is forgotten.")
    said = {1: ["1 annotation that waits is not sent."], 2: ["2 annotations that wait are not sent."]}
    assert parts[1:-1] == said.get(waiting, [])


def test_whether_the_colleagues_see_that_the_user_left_is_said() -> None:
    assert words.left_words(ENGLISH, is_told=True).endswith("your colleagues see that you left.")
    assert words.left_words(ENGLISH, is_told=False).endswith("your colleagues still see you in their list.")


def test_tags_that_do_not_limit_any_more_what_is_sent_are_named() -> None:
    former = FormerTeam("/share/old", ("a", "b"))
    (line,) = words.limit_lines(former, TEAM, ENGLISH)
    assert line.endswith("were sent: “a”, “b”. Now all are.")
    assert words.limit_lines(former, replace(TEAM, tags=("a",)), ENGLISH) == ()
    assert words.limit_lines(former._replace(tags=None), TEAM, ENGLISH) == ()
    assert words.limit_lines(None, TEAM, ENGLISH) == ()
