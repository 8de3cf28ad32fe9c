"""Counts of an import, the sentences that report it, and the names of entries and formats."""

import pytest

from coopviewer.domain.annotations.exchange import EntryNames, ExportFormat, Loss
from coopviewer.domain.annotations.versions.plan import ImportCounts, ImportPlan
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.annotation_file_words import import_words
from coopviewer.rendering.words.review.annotation_loss_words import loss_words
from tests.exchange.annotations.annotation_values import note


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (ImportPlan(), "Nothing was added or updated."),
        (ImportPlan(new=(note(),)), "1 annotation was added."),
        (
            ImportPlan(new=(note(),) * 1200, newer=(note(),), same=(note(),) * 2, older=(note(),)),
            (
                "1,200 annotations were added. 1 annotation was updated. 2 annotations were here already. "
                "1 annotation that came is a former state of the one here, which stays."
            ),
        ),
        (
            ImportPlan(new=(note(),), conflicts=(note(),) * 2, elsewhere=(note(),)),
            (
                "1 annotation was added. 2 annotations differ from those here: both versions of each are kept, and you "
                "choose between them. 1 of those taken belongs to another reference, and is shown once that is open."
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
    assert ImportCounts() == (0,) * 8
    assert ImportPlan(new=(note(),) * 2, older=(note(),), elsewhere=(note(),)).counts == (2, 0, 0, 1, 0, 1, 0, 0)


def test_an_annotation_of_which_several_versions_came_counts_once() -> None:
    plan = ImportPlan(new=(note(1),), newer=(note(2),), conflicts=(note(2),), same=(note(1),), older=(note(1), note(3)))
    assert plan.counts_of_annotations == ImportCounts(new=1, conflicts=1, older=1)


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
