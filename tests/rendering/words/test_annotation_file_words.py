"""What came of an export, an import or a backup: all is counted, and one is told from several."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

import pytest

from coopviewer.domain.annotations.backups import BackupReason, Difference, Effect
from coopviewer.domain.annotations.exchange import ExportFormat, Loss
from coopviewer.domain.annotations.versions.plan import ImportCounts
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.annotation_file_words import (
    conflict_words,
    deletion_lines,
    difference_words,
    effect_word,
    exported_words,
    file_kind,
    format_hint,
    format_word,
    import_words,
    kept_words,
    overruled_lines,
    preview_words,
    reason_word,
    team_loss_words,
)
from coopviewer.rendering.words.review.annotation_loss_words import loss_words

FILE = Path("notes.txt")


def tells_one_from_several(said: Callable[[int], str]) -> bool:
    """Tell whether one thing is said otherwise than several, and of many the number is easy to read."""
    return said(2) != said(1).replace("1", "2") and said(3) == said(2).replace("2", "3") and "12,345" in said(12_345)


@pytest.mark.parametrize("word", [format_word, format_hint, file_kind])
def test_each_format_is_told_from_the_others(word: Callable[..., str]) -> None:
    assert all_differ(word(form, ENGLISH) for form in ExportFormat)


def all_differ(words: Iterable[str]) -> bool:
    found = list(words)
    return all(found) and len(set(found)) == len(found)


def test_the_files_of_a_format_are_known_by_their_ending() -> None:
    assert [file_kind(form, ENGLISH).rpartition(" ")[2] for form in ExportFormat] == ["(*.jsonld)", "(*.txt)", "(*.md)"]


@pytest.mark.parametrize(("word", "values"), [(reason_word, BackupReason), (effect_word, Effect)])
def test_each_reason_and_effect_is_told_from_the_others(word: Callable[..., str], values: type[StrEnum]) -> None:
    assert all_differ(word(value, ENGLISH) for value in values)


def test_an_export_says_how_many_were_written_and_where_to() -> None:
    assert tells_one_from_several(lambda count: exported_words(count, FILE, ENGLISH))
    assert all(str(FILE) in exported_words(count, FILE, ENGLISH) for count in (1, 2))


def test_an_export_of_nothing_names_no_file() -> None:
    assert str(FILE) not in exported_words(0, FILE, ENGLISH)


def test_deletions_that_went_into_a_file_are_counted_after_the_annotations() -> None:
    assert deletion_lines(0, ENGLISH) == ()
    assert tells_one_from_several(lambda count: deletion_lines(count, ENGLISH)[0])
    written = exported_words(3, FILE, ENGLISH)
    assert exported_words(3, FILE, ENGLISH, 2) == " ".join((written, *deletion_lines(2, ENGLISH)))
    assert str(FILE) in exported_words(0, FILE, ENGLISH, 2)


@pytest.mark.parametrize("field", ImportCounts._fields)
def test_an_import_counts_what_became_of_annotations(field: str) -> None:
    def said(count: int) -> str:
        return import_words(ImportCounts(**{field: count}), ENGLISH)

    assert tells_one_from_several(said)


def test_an_import_is_silent_of_what_there_is_none_of() -> None:
    one_of_each = [import_words(ImportCounts(**{field: 3}), ENGLISH).count("3") for field in ImportCounts._fields]
    assert one_of_each == [1] * len(ImportCounts._fields)
    among = {"newer": 6, "older": 6}  # half of them have sentences of their own
    everything = import_words(ImportCounts(*[3] * len(ImportCounts._fields))._replace(**among), ENGLISH)
    assert everything.count("3") == len(ImportCounts._fields)


def test_what_was_overruled_is_not_counted_again_among_the_others() -> None:
    assert (
        import_words(ImportCounts(newer=2, revived=2), ENGLISH) == overruled_lines(ImportCounts(revived=2), ENGLISH)[0]
    )
    assert import_words(ImportCounts(newer=3, revived=2), ENGLISH).startswith("1 annotation was updated. 2 annotations")
    kept = import_words(ImportCounts(new=1, older=2, undeleted=2), ENGLISH)
    assert kept.startswith("1 annotation was added. 2 annotations that colleagues deleted stay")


def test_an_import_that_writes_nothing_says_so_first() -> None:
    nothing = import_words(ImportCounts(), ENGLISH)
    assert nothing
    assert import_words(ImportCounts(same=2), ENGLISH).startswith(nothing)
    for counts in (ImportCounts(new=2), ImportCounts(newer=2), ImportCounts(2, 2)):
        assert nothing not in import_words(counts, ENGLISH)


@pytest.mark.parametrize("place", range(len(ImportCounts._fields)))
def test_a_preview_has_a_line_for_each_outcome_there_is(place: int) -> None:
    field = ImportCounts._fields[place]
    (line,) = preview_words(ImportCounts(**{field: 1_234}), ENGLISH)
    assert line.startswith("1,234 ")
    every = preview_words(ImportCounts(*[1_234] * len(ImportCounts._fields)), ENGLISH)
    assert line in every
    assert len(set(every)) == len(ImportCounts._fields)


def test_a_preview_of_nothing_says_so_and_counts_what_is_counted_again_last() -> None:
    assert preview_words(ImportCounts(), ENGLISH) == ("No annotations",)
    lines = preview_words(ImportCounts(3, 2, elsewhere=1, revived=1), ENGLISH)
    assert [line.split(" ")[0] for line in lines] == ["3", "2", "1", "1"]
    assert [" among " in f" {line}" for line in lines] == [False, False, True, True]


@pytest.mark.parametrize("is_preview", [True, False])
@pytest.mark.parametrize(("count", "more"), [(1, ""), (11, ""), (12, ""), (13, ", 1 more."), (1_300, ", 1,288 more.")])
def test_twelve_entries_to_decide_about_are_named_and_the_others_counted(
    count: int, more: str, is_preview: bool
) -> None:
    titles = [f"Entry{number:04}" for number in range(count)]
    (line,) = conflict_words(titles, ENGLISH, is_preview=is_preview)
    assert [each for each in titles if each in line] == titles[:12]
    assert line.endswith(more or f"{titles[-1]}.")
    assert (" would wait " in line) is is_preview


def test_without_entries_to_decide_about_nothing_is_said() -> None:
    assert conflict_words((), ENGLISH) == conflict_words([], ENGLISH, is_preview=True) == ()


def test_what_was_deleted_in_one_file_and_changed_in_the_other_is_told_by_side() -> None:
    assert overruled_lines(ImportCounts(new=5), ENGLISH) == ()
    assert tells_one_from_several(lambda count: overruled_lines(ImportCounts(revived=count), ENGLISH)[0])
    assert tells_one_from_several(lambda count: overruled_lines(ImportCounts(undeleted=count), ENGLISH)[0])
    back, stays = overruled_lines(ImportCounts(revived=3, undeleted=4), ENGLISH)
    assert back.startswith("3 annotations that were in your bin")
    assert stays.startswith("4 annotations that colleagues deleted stay")


def test_each_loss_says_how_many_annotations_it_befell() -> None:
    for loss in set(Loss) - {Loss.NOT_IN_FILE}:
        assert tells_one_from_several(lambda count, loss=loss: loss_words({loss: count}, ENGLISH)[0]), loss
    assert len({loss_words({loss: 2}, ENGLISH) for loss in Loss}) == len(Loss)


def test_what_was_left_out_is_told_before_what_was_taken_otherwise() -> None:
    said = loss_words(dict.fromkeys(reversed(Loss), 2), ENGLISH)
    assert list(said) == [
        loss_words({loss: 2}, ENGLISH)[0] for loss in sorted(Loss, key=lambda loss: not loss.leaves_out)
    ]
    assert loss_words({Loss.MARKUP: 0, Loss.NO_AUTHOR: 1}, ENGLISH) == loss_words({Loss.NO_AUTHOR: 1}, ENGLISH)


def test_restoring_what_is_there_already_counts_nothing() -> None:
    assert not any(sign.isdigit() for sign in difference_words(Difference(0, 0, 0), ENGLISH))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_restoring_would_do_is_counted_by_effect(place: int) -> None:
    def said(count: int) -> str:
        counts = [0, 0, 0]
        counts[place] = count
        return difference_words(Difference(*counts), ENGLISH)

    assert tells_one_from_several(said)
    assert said(2).count("2") == 2  # in all, and of this effect
    assert "0" not in said(2)


def test_restoring_concerns_all_that_come_back_change_and_go() -> None:
    said = difference_words(Difference(1000, 200, 34), ENGLISH)
    places = [said.index(number) for number in ("1,234", "1,000", "200", "34 ")]
    assert places[0] < places[1] < places[2] < said.rindex("34")


def test_annotations_of_colleagues_that_stay_are_counted() -> None:
    assert kept_words(0, ENGLISH) == ""
    assert tells_one_from_several(lambda count: kept_words(count, ENGLISH))


def test_what_a_restored_backup_takes_from_the_team_is_counted() -> None:
    assert team_loss_words(Difference(1, 2, 3), ENGLISH) == ""
    assert tells_one_from_several(lambda count: team_loss_words(Difference(0, 0, 9, for_team=count), ENGLISH))
    own = team_loss_words(Difference(0, 0, 9, for_team=5), ENGLISH)
    assert "colleagues" not in own
    others = team_loss_words(Difference(0, 0, 9, for_team=5, of_others=4), ENGLISH)
    assert others == f"{own.removesuffix('.')}; colleagues wrote 4 of these."
