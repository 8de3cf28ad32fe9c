"""The list of known references: its order, its length, and what stays in it."""

from coopviewer.domain.browsing.known_references import BUNDLED, MOST_REFERENCES, KnownReference, KnownReferences


def opened(path: str, moment: int) -> KnownReference:
    return KnownReference(path, f"Title of {path}", opened=f"2026-01-01T00:00:{moment:02}+00:00")


def listed(*references: KnownReference) -> KnownReferences:
    known = KnownReferences()
    for each in references:
        known = known.with_opened(each)
    return known


def paths(known: KnownReferences) -> list[str]:
    return [each.path for each in known.references]


def test_the_one_opened_last_is_first_and_each_is_listed_once() -> None:
    known = listed(opened("/a", 1), opened("/b", 2), opened("/a", 3))
    assert paths(known) == ["/a", "/b"]
    assert known.references[0].opened.endswith(":03+00:00")


def test_an_earlier_moment_of_another_window_does_not_move_a_reference_back() -> None:
    known = listed(opened("/a", 5), opened("/b", 4), opened("/a", 1)._replace(title="New title"))
    assert paths(known) == ["/a", "/b"]
    assert known.references[0].title == "New title"
    assert known.references[0].opened.endswith(":05+00:00")


def test_of_one_second_the_last_one_is_first() -> None:
    assert paths(listed(opened("/a", 1), opened("/b", 1), opened("/c", 1))) == ["/c", "/b", "/a"]


def test_of_too_many_the_oldest_are_left_out_but_never_the_bundled_one() -> None:
    many = [opened(f"/{number}", 10 + number // 4) for number in range(MOST_REFERENCES + 3)]
    known = listed(opened(BUNDLED, 1), *many)
    assert len(known.references) == MOST_REFERENCES + 1
    assert paths(known)[0] == f"/{MOST_REFERENCES + 2}"
    assert paths(known)[-1] == BUNDLED
    assert "/3" in paths(known)
    assert not {"/0", "/1", "/2"} & set(paths(known))


def test_a_reference_is_removed_but_not_the_bundled_one() -> None:
    known = listed(opened("/a", 1), opened(BUNDLED, 2))
    assert paths(known.without("/a")) == [BUNDLED]
    assert paths(known.without(BUNDLED)) == [BUNDLED, "/a"]
    assert known.references[0].is_bundled


def test_references_without_a_dataset_give_their_title_to_none() -> None:
    known = KnownReferences((KnownReference("/old.db", "Old"), KnownReference("/new.db", "New", dataset="urn:new")))
    assert known.title_of("") == ""
    assert known.title_of("urn:new") == "New"
    assert known.title_of("urn:other") == ""
