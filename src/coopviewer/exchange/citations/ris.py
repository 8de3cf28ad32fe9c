"""Citations as RIS, which most programs that manage references import.

Each is of the type ``ELEC``, an electronic source. Lines end with CR LF, as the format requires. A comma behind a
body's name keeps programs from taking its last word for a family name.
"""

from collections.abc import Iterator

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.cited import Cited, distinct_keys, on_one_line
from coopviewer.rendering.words.citation_words import note_words, title_words

_LINE_END = "\r\n"


def write_ris(cited: tuple[Cited, ...], tr: Translate) -> str:
    """Return citations, in their order, as the text of a RIS file, whose lines end with CR LF.

    Of no citations it is an empty line.
    """
    keys = distinct_keys(cited)
    records = (_record(key, each, tr) for key, each in zip(keys, cited, strict=True))
    return _LINE_END.join(f"{tag}  - {value}" for record in records for tag, value in record) + _LINE_END


def _record(key: str, cited: Cited, tr: Translate) -> Iterator[tuple[str, str]]:
    """Yield the tags of a citation with their values; ``key`` is its id, and tags without a value are left out."""
    edition = cited.edition
    fields = (
        ("ID", key),
        ("TI", title_words(cited)),
        ("AU", f"{on_one_line(edition.publisher)},"),
        ("PB", edition.publisher),
        ("T2", edition.title if cited.title else ""),
        ("ET", edition.id),
        ("SE", cited.section),
        ("UR", cited.address),
        ("Y2", f"{cited.accessed:%Y/%m/%d}/"),
        ("N1", note_words(cited, tr)),
    )
    yield "TY", "ELEC"
    yield from ((tag, on_one_line(value)) for tag, value in fields if value)
    yield "ER", ""
