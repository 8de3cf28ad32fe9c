"""Converts the documents and web sites of an activity, and the other activities that it names, into facts."""

import re

from coopviewer.authoring.importing.iati.converters.conversion import Conversion
from coopviewer.authoring.importing.iati.elements import Element
from coopviewer.authoring.importing.iati.keys import fact_key, short_hash, slug
from coopviewer.authoring.importing.iati.languages import tag_of
from coopviewer.authoring.importing.iati.versions import OTHERWISE_RELATED, PARENT, RELATED, is_nothing
from coopviewer.domain.reference.facts import DocumentFact, Relation
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.published_facts import Mention
from coopviewer.domain.reference.vocabulary import Basis

_ADDRESS = re.compile(r"https?://\S+", re.ASCII)


def convert_document(element: Element, conversion: Conversion) -> None:
    """Convert ``document-link`` to a document; an address that is no web address stays a published field, with a note.

    An address such as ``n/a`` is not noted. With neither a web address nor a title the whole element stays a published
    field.
    """
    url = _address(element.get("url"), element, conversion)
    title = conversion.take_text(element.child("title"))
    if url is None and title is None:
        return
    about = conversion.take_text(element.child("description"))
    conversion.add(
        DocumentFact,
        fact_key("document", short_hash(url or title)),
        element,
        about=about or "",
        title=title,
        language=_language(element.child("language")),
        url=url,
    )
    if url is not None:
        element.used("url")


def convert_website(element: Element, conversion: Conversion) -> None:
    """Convert ``activity-website`` of version 1.0x to a document; without a web address it stays a published field."""
    url = _address(element.words() or None, element, conversion)
    if url is not None:
        conversion.add(DocumentFact, fact_key("document", short_hash(url)), element, about="", url=url)
        element.text = ""


def _address(given: str | None, element: Element, conversion: Conversion) -> str | None:
    if given is None or is_nothing(given):
        return None
    if _ADDRESS.fullmatch(given) is None:
        conversion.note(ImportSeverity.KEPT, "address", given, "", element)
        return None
    return given


def _language(element: Element | None) -> str | None:
    given = element.get("code") if element is not None else None
    tag = tag_of(given) if given else None
    if element is not None and tag == given:
        element.used("code")
    return tag


def convert_related(element: Element, conversion: Conversion) -> None:
    """Convert ``related-activity``: to a relation if the other activity is imported too, else to a ``Mention``.

    If an activity names itself, that is a ``Mention`` too. If the element names the parent of this activity, the
    relation *is the parent of* is a fact of that parent. Without a ``ref``, or with one such as ``n/a``, the element
    stays a published field.
    """
    ref, kind = element.get("ref"), element.get("type")
    if ref is None or is_nothing(ref):
        return
    predicate = RELATED.get(kind or "", OTHERWISE_RELATED)
    other = conversion.directory.activity_id(ref)
    if other is None or other == conversion.entry_id:
        conversion.add(
            Mention,
            fact_key("mention", kind, short_hash(ref)),
            element,
            predicate_id=predicate,
            ref=ref,
            ordinal=conversion.ordinal("mention"),
            type=kind,
        )
    else:
        _relate(element, conversion, predicate, other)
    element.used("ref", "type")


def _relate(element: Element, conversion: Conversion, predicate: str, other: str) -> None:
    is_part = element.get("type") == PARENT
    subject, object_id = (other, conversion.entry_id) if is_part else (conversion.entry_id, other)
    key = fact_key(predicate, slug(object_id.partition("/")[2]))
    kind = element.get("type")
    conversion.put(
        f"{subject}/{key}" if is_part else key,
        Relation(
            id=f"{subject}/{key}",
            entry_id=subject,
            basis=Basis.STATED,
            citations=conversion.cite(element),
            predicate_id=predicate,
            object_id=object_id,
            ordinal=1 if is_part else conversion.ordinal(predicate),
            role_as_given=kind if kind not in RELATED else None,
        ),
    )
