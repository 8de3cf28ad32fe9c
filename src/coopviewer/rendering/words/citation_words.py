"""A citation in words: as one line of plain text, and the parts that other formats share."""

from collections.abc import Iterable

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.cited import Cited, CitedSource, on_one_line
from coopviewer.rendering.words.reference_words import as_of_words


def citation_words(cited: Cited, tr: Translate) -> str:
    """Return a citation as one line: title, value, basis, sources, edition, legal notes, day of access and address.

    Such as ``Wells, Goals. “a goal”. Source: …. Accessed 29 November 2026. coop:theme/wells#goals``; what ``cited``
    lacks is left out.
    """
    parts = [title_words(cited)] if cited.title else []
    parts.extend(_value_words(cited, tr))
    parts.extend(sources_words(cited.sources, tr))
    parts.append(edition_words(cited, tr))
    parts.extend(_legal_words(cited))
    parts.append(tr("Accessed {day}").format(day=tr.day(cited.accessed)))
    return on_one_line(". ".join((*parts, cited.address)))


def title_words(cited: Cited) -> str:
    """Return the page's title, with the section of a cited fact: ``Niger, Goals``; for a whole edition, its title."""
    named = cited.title or cited.edition.title
    return on_one_line(f"{named}, {cited.section}" if cited.section else named)


def edition_words(cited: Cited, tr: Translate) -> str:
    """Return ``{publisher}, {title}, edition {id}, as of {day}`` for the edition of what is cited."""
    edition = cited.edition
    return tr("{publisher}, {edition}, edition {id}, as of {as_of}").format(
        publisher=edition.publisher, edition=edition.title, id=edition.id, as_of=as_of_words(edition, tr)
    )


def sources_words(sources: Iterable[CitedSource], tr: Translate) -> tuple[str, ...]:
    """Return a sentence for each source, in the given order and without a full stop; empty without sources.

    The first sentence begins with ``Source: ``, or with ``Sources: `` if there are several.
    """
    written = [source_words(source, tr) for source in sources]
    if not written:
        return ()
    many = tr.plural("Source: {source}", "Sources: {source}", len(written), source=written[0])
    return (many, *written[1:])


def source_words(source: CitedSource, tr: Translate) -> str:
    """Return a source as a citation names it: publisher, title, the cited places in it, and web address.

    Such as ``Frontex, Other Partners: Africa, paragraph 3; Asia, paragraph 1, https://…``; what it lacks is left out.
    """
    named = tr.listed(filter(None, (source.publisher, source.title)))
    if source.places:
        named = tr("{source}: {places}").format(source=named, places="; ".join(source.places))
    return on_one_line(f"{named}, {source.url}" if source.url else named)


def note_words(cited: Cited, tr: Translate) -> str:
    """Return a text for the note field of reference managers, with those parts of a citation that have no other field.

    It has the value, its basis, the as-of day, the sources and the legal notes.
    """
    as_of = tr("As of {as_of}").format(as_of=as_of_words(cited.edition, tr))
    parts = (*_value_words(cited, tr), as_of, *sources_words(cited.sources, tr), *_legal_words(cited))
    return on_one_line(". ".join(parts))


def _legal_words(cited: Cited) -> list[str]:
    """Return the notes of marked countries without full stops, which are added where the parts are joined."""
    return [note.rstrip(". ") for note in cited.legal_notes]


def _value_words(cited: Cited, tr: Translate) -> list[str]:
    value = [tr("“{value}”").format(value=on_one_line(cited.value))] if cited.value else []
    return [*value, cited.basis] if cited.basis else value
