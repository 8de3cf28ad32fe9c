"""An attached copy of a document, with the passages of its source."""

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


def test_the_text_of_a_passage_is_read_from_the_copy() -> None:
    assert COPY.text_of(FIRST.id) == "Wells"
    assert COPY.text_of(THIRD.id) == "Fifty wells in Niger."
    assert COPY.text_of(SECOND.id) is None
    assert COPY.text_of("leaflet/9") is None


def test_passages_missing_from_the_copy_differ() -> None:
    assert COPY.differing == (SECOND,)


def test_a_pointer_has_the_path_the_hash_and_the_number_of_passages() -> None:
    assert COPY.pointer == Pointer(Path("leaflet.txt"), "a" * 64, 2)
