"""What is said of a team: who takes part, what waits, and what is not read or ignored."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.team.team import (
    Colleague,
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
    tagged = words.choice_words(replace(TEAM, tags=("a", "b")), ENGLISH)
    assert tagged == "Annotations with one of these tags are sent: “a”, “b”."


def test_a_colleague_has_a_name_or_the_beginning_of_an_id() -> None:
    seen = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert words.colleague_cells(Colleague(REPLICA, Person("p", "Zoë"), None), ENGLISH) == ("Zoë", "nothing yet")
    name, when = words.colleague_cells(Colleague(REPLICA, None, seen), ENGLISH)
    assert name == "Unknown (6f1c0a5e)"
    assert "2026" in when


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
