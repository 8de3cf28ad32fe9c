"""Citations as BibTeX: an entry ``@misc`` each.

Texts have double braces, so that no program changes their capitals or takes the name of an organisation apart. BibTeX
counts braces even after a backslash, so a brace in a text is written as a command (``textbraceleft``). No year is
written, since no edition has a day of publication; the as-of day is in the note.
"""

import re

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.cited import Cited, distinct_keys, on_one_line
from coopviewer.rendering.words.citation_words import note_words, title_words

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "^": r"\textasciicircum{}",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "%": r"\%",
}
_ESCAPED = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")


def write_bibtex(cited: tuple[Cited, ...], tr: Translate) -> str:
    """Return citations, in their order, as the text of a BibTeX file; empty without any."""
    keys = distinct_keys(cited)
    return "\n".join(_entry(key, each, tr) for key, each in zip(keys, cited, strict=True))


def _entry(key: str, cited: Cited, tr: Translate) -> str:
    edition = cited.edition
    fields = {
        "title": _braced(title_words(cited)),
        "author": _braced(edition.publisher),
        "publisher": _braced(edition.publisher),
        "howpublished": _braced(edition.title) if cited.title else "",
        "edition": _braced(edition.id),
        "note": _braced(note_words(cited, tr)),
        "url": f"{{{cited.address}}}",  # programs read it letter by letter
        "urldate": f"{{{cited.accessed.isoformat()}}}",
    }
    written = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{written}}}\n"


def _braced(text: str) -> str:
    return f"{{{{{_ESCAPED.sub(_escape, on_one_line(text))}}}}}"


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES[found[0]]
