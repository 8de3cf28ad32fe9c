"""A copy of a document beside the passages that the reference knows of it."""

from pathlib import Path

from coopviewer.domain.reference.attachments import Attachment, DocumentText, Pointer
from coopviewer.domain.reference.sources import Passage, Source
from coopviewer.domain.reference.vocabulary import PassageKind

TEXT = "Wells\n\nFifty wells in Niger."
FIRST, SECOND, THIRD = (
    Passage(f"leaflet/{n}", "source/leaflet", n, PassageKind.ITEM, "", "", 0, 1, "0" * 64) for n in (1, 2, 3)
)
COPY = Attachment(
    Source("source/leaflet", "A leaflet"),
    DocumentText(Path("leaflet.txt"), TEXT, "a" * 64),
    (FIRST, SECOND, THIRD),
    {FIRST.id: (0, 5), THIRD.id: (7, len(TEXT))},
)


def test_a_passage_is_read_from_the_copy_where_it_was_found() -> None:
    assert COPY.text_of(FIRST.id) == "Wells"
    assert COPY.text_of(THIRD.id) == "Fifty wells in Niger."
    assert COPY.text_of(SECOND.id) is None
    assert COPY.text_of("leaflet/9") is None


def test_passages_that_the_copy_does_not_hold_differ() -> None:
    assert COPY.differing == (SECOND,)


def test_of_an_attachment_its_place_its_hash_and_how_much_was_found_are_kept() -> None:
    assert COPY.pointer == Pointer(Path("leaflet.txt"), "a" * 64, 2)
