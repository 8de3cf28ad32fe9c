"""Who takes part in a team: one person is listed once, however many files that person has had."""

from datetime import UTC, datetime

from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.team.team import Colleague, current_people, one_of_each

EARLY, LATE = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 2, 9, tzinfo=UTC)
ADA, ZOE = Person("a", "Ada"), Person("z", "Zoë")


def test_of_several_files_of_a_person_the_one_that_sent_something_last_is_listed() -> None:
    old, new = Colleague("1", ADA, EARLY), Colleague("2", Person("a", "Ada L."), LATE)
    empty = Colleague("3", ADA, None)
    for files in ((old, new), (new, old), (old, empty, new), (new, empty, old), (empty, new, old), (new, old, empty)):
        assert one_of_each(files) == (new,)
        assert current_people(files) == (Person("a", "Ada L."),)
    assert one_of_each((empty,)) == (empty,)


def test_persons_are_listed_as_they_first_occur_and_each_file_without_one() -> None:
    ada, zoe = Colleague("1", ADA, EARLY), Colleague("2", ZOE, None)
    nobody, no_other = Colleague("3", None, LATE), Colleague("4", None, None)
    later = Colleague("5", ADA, LATE)
    files = (zoe, nobody, ada, no_other, later)
    assert one_of_each(files) == (zoe, nobody, later, no_other)
    assert current_people(files) == (ZOE, ADA)
    assert one_of_each(files, own=ADA.uuid) == (zoe, nobody, no_other), "files of the user's own are left out"
