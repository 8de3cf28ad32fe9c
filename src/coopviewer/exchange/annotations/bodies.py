"""Reads the bodies of an annotation in a file: the text of a note, tags, and the target of a link."""

from dataclasses import dataclass, field
from typing import Any

from coopviewer.domain.annotations.annotation import LONGEST_TAG
from coopviewer.domain.annotations.exchange import Loss
from coopviewer.exchange.annotations.jsonld_values import (
    MOST_TAGS,
    MOST_TEXT,
    Refused,
    iri_in,
    terms_in,
    texts,
    types_of,
    unwrapped,
)
from coopviewer.exchange.annotations.vocabulary import location_of

_HTML = ("text/html", "application/xhtml+xml")


@dataclass(slots=True)
class Bodies:
    """What the bodies of one annotation in a file say: texts of a note, tags, and the target of a link.

    Texts and tags are in the order of the file, repeated ones too. ``target_entry_id`` is the id of the entry that is
    linked to, None if there is no link.
    """

    texts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    target_entry_id: str | None = None

    def note(self) -> str:
        """Return the texts as one note, in which each text is a paragraph; empty texts are left out.

        The note is empty if there are no texts. Raises Refused if it has more than 500,000 code points (MOST_TEXT).
        """
        note = "\n\n".join(each for each in self.texts if each)
        if len(note) > MOST_TEXT:
            raise Refused(Loss.TOO_LONG)
        return note


def read_bodies(record: dict[str, Any], dataset: str, losses: set[Loss]) -> Bodies:
    """Read the bodies of ``record``, an annotation on an entry of ``dataset`` (a URN).

    The first link to an entry of this dataset becomes the link's target; any other address that is not a tag becomes
    one of ``texts``. What cannot be kept is added to ``losses``. Raises Refused if the value of a tag or a text is no
    text or is too long, more than 200 code points for a tag (LONGEST_TAG), 500,000 for a text (MOST_TEXT); and if there
    are more than 1,000 bodies (MOST_LISTED) or 100 tags (MOST_TAGS).
    """
    bodies = Bodies()
    if "bodyValue" in record:
        bodies.texts += texts(record["bodyValue"])
    given = unwrapped(record.get("body"))
    # in the model, the only body of an annotation that tags is a tag without a purpose of its own
    tagging = len(given) == 1 and terms_in(record.get("motivation")) == ["tagging"]
    for each in given:
        _add_body(bodies, each, dataset, losses, tagging=tagging)
    if len(bodies.tags) > MOST_TAGS:
        raise Refused(Loss.TOO_LONG)
    return bodies


def _add_body(bodies: Bodies, body: Any, dataset: str, losses: set[Loss], *, tagging: bool) -> None:
    node = body if isinstance(body, dict) else {}
    iri = iri_in(node.get("source", body))
    purposes = terms_in(node.get("purpose"))
    if tagging or "tagging" in purposes:
        bodies.tags += texts(_tag(node, iri), LONGEST_TAG)
    elif "value" in node:
        bodies.texts += texts(node["value"])
        if any(each.lower() in _HTML for each in texts(node.get("format"))):
            losses.add(Loss.MARKUP)
    elif iri is None:
        if not _is_empty_text(node):
            losses.add(Loss.OTHER_BODY)
    elif not _add_link(bodies, iri, dataset):
        bodies.texts.append(iri)


def _add_link(bodies: Bodies, iri: str, dataset: str) -> bool:
    """Set the link's target to the entry an IRI names; return False if it names none of ``dataset``, or one is set."""
    location = location_of(iri)
    if (
        location is None
        or location.dataset != dataset
        or location.text is not None
        or bodies.target_entry_id is not None
    ):
        return False
    bodies.target_entry_id = location.entry_id
    return True


def _is_empty_text(node: dict[str, Any]) -> bool:
    """Return whether a body is empty: some tools write a textual body without a value for an empty note."""
    return "TextualBody" in types_of(node)


def _tag(node: dict[str, Any], iri: str | None) -> Any:
    """Return the text of a tag, or a list of texts: its value, or the label or address of the resource that is the tag.

    Raises Refused if there is none.
    """
    source = node.get("source")
    for holder in (node, source if isinstance(source, dict) else {}):
        for key in ("value", "label", "name"):
            if key in holder:
                return holder[key]
    if iri is None:
        raise Refused
    return iri
