"""The plan of an import, by uuid and revision, and the sentences that report it."""

from dataclasses import replace

import pytest

from coopviewer.domain.annotations.annotation import AnchorStatus, Decider, Person
from coopviewer.domain.annotations.exchange import EntryNames, ExportFormat, ImportCounts, ImportPlan, Loss, plan_import
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.annotation_file_words import import_words, loss_words
from tests.exchange.annotations.annotation_values import AUTHOR, DATASET, note, on_passage


def plan(existing, incoming) -> ImportPlan:
    return plan_import({each.uuid: each for each in existing}, incoming, DATASET)


def test_imported_annotations_are_new_newer_older_same_or_differing() -> None:
    here = [note(number, revision=3) for number in range(1, 5)]
    newer, older = replace(here[0], revision=4, body="b"), replace(here[1], revision=2)
    differing, new = replace(here[2], body="c"), note(9)
    found = plan(here, [newer, older, differing, here[3], new])
    assert found == ImportPlan(new=(new,), newer=(newer,), older=(older,), differing=(differing,), same=(here[3],))
    assert found.to_write == (new, newer)


def test_of_several_revisions_in_a_file_the_highest_is_imported() -> None:
    first, second = note(1), note(1, revision=2, body="b")
    assert plan([], [first, second, second, first]) == ImportPlan(new=(second,), same=(second,), older=(first,))
    assert plan([note(1, revision=1, body="a")], [second, first]).newer == (second,)


def test_an_authors_name_and_later_anchors_do_not_count_as_changes() -> None:
    here = note(1, anchors=(on_passage(), on_passage(status=AnchorStatus.MOVED, decided_by=Decider.PROGRAM)))
    incoming = replace(here, anchors=here.anchors[:1], creator=Person(AUTHOR.uuid, "Zoë M."))
    assert plan([here], [incoming]).same == (incoming,)
    assert plan([here], [replace(incoming, anchors=(on_passage(4),))]).differing
    assert plan([here], [replace(incoming, creator=Person("other", AUTHOR.name))]).differing


def test_annotations_of_another_reference_are_imported_and_counted() -> None:
    other = note(2, dataset="urn:example:other")
    assert plan([], [note(1), other]).elsewhere == (other,)
    assert plan([other], [other]).elsewhere == ()
    assert plan_import({}, [other]).elsewhere == ()


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (ImportPlan(), "Nothing was added or updated."),
        (ImportPlan(new=(note(),)), "1 annotation was added."),
        (
            ImportPlan(new=(note(),) * 1200, newer=(note(),), same=(note(),) * 2, older=(note(),)),
            (
                "1,200 annotations were added. 1 annotation was updated. 2 annotations were here already. "
                "1 annotation in the file is older than the one here, which stays."
            ),
        ),
        (
            ImportPlan(new=(note(),), differing=(note(),) * 2, elsewhere=(note(),)),
            (
                "1 annotation was added. 2 annotations differ from those here, though neither are newer; those here "
                "stay. 1 of those taken belongs to another reference, and is shown once that is open."
            ),
        ),
    ],
)
def test_the_result_of_an_import_is_reported(found: ImportPlan, words: str) -> None:
    assert import_words(found.counts, ENGLISH) == words


def test_each_loss_has_a_sentence_with_left_out_annotations_first() -> None:
    one = loss_words(dict.fromkeys(reversed(Loss), 1), ENGLISH)
    many = loss_words(dict.fromkeys(Loss, 1234), ENGLISH)
    assert len(one) == len(many) == len(Loss)
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in one + many)
    assert one[0] == "1 annotation could not be understood, and was left out."
    assert "1,234 annotations could not be understood, and were left out." in many
    assert loss_words({Loss.MARKUP: 0}, ENGLISH) == ()


def test_an_import_plan_counts_its_annotations() -> None:
    assert ImportPlan().counts == ImportCounts()
    assert ImportCounts() == (0, 0, 0, 0, 0, 0)
    assert ImportPlan(new=(note(),) * 2, older=(note(),), elsewhere=(note(),)).counts == (2, 0, 0, 1, 0, 1)


def test_an_entry_is_named_on_one_line_and_only_by_its_own_reference() -> None:
    names = EntryNames("urn:x", {"country/CI": "Côte\n d’Ivoire"})
    assert names.title("urn:x", "country/CI") == "Côte d’Ivoire"
    assert names.title("urn:x", "country/NE") == ""
    assert names.title("urn:y", "country/CI") == ""


def test_files_of_a_format_have_its_extension() -> None:
    assert [(each.value, each.extension) for each in ExportFormat] == [
        ("jsonld", "jsonld"),
        ("text", "txt"),
        ("markdown", "md"),
    ]


def test_some_losses_leave_out_the_whole_annotation() -> None:
    assert {each for each in Loss if each.leaves_out} == {
        Loss.NOT_UNDERSTOOD,
        Loss.ABOUT_SOMETHING_ELSE,
        Loss.TOO_LONG,
        Loss.NOT_IN_FILE,
    }
