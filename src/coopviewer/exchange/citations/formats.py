"""The formats of citations: their names, extensions and writers."""

from enum import StrEnum

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.cited import Cited
from coopviewer.exchange.citations.bibtex import write_bibtex
from coopviewer.exchange.citations.csl_json import write_csl_json
from coopviewer.exchange.citations.ris import write_ris
from coopviewer.rendering.words.citation_words import citation_words


class CitationFormat(StrEnum):
    """A format of citations; the value is its name in settings and on the command line."""

    TEXT = "text"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL = "csl"

    @property
    def extension(self) -> str:
        """The extension of its files' names, without the dot: ``txt``, ``bib``, ``ris``, or ``json`` for CSL."""
        return {"text": "txt", "bibtex": "bib", "ris": "ris", "csl": "json"}[self]

    def words(self, tr: Translate) -> str:
        """Return the format's name in the language of the interface."""
        return {
            CitationFormat.TEXT: tr("Text"),
            CitationFormat.BIBTEX: tr("BibTeX"),
            CitationFormat.RIS: tr("RIS"),
            CitationFormat.CSL: tr("CSL-JSON"),
        }[self]


def format_named(name: str) -> CitationFormat:
    """Return the format with a name; plain text for an unknown name, such as that of a later version."""
    return CitationFormat(name) if name in list(CitationFormat) else CitationFormat.TEXT


def write_citations(form: CitationFormat, cited: tuple[Cited, ...], tr: Translate) -> str:
    """Return citations in a format, in their order, as the text of a file; in plain text, a line for each.

    Of no citations it is empty in plain text and BibTeX, an empty line in RIS, and an empty list in CSL JSON.
    """
    if form is CitationFormat.TEXT:
        return "".join(f"{citation_words(each, tr)}\n" for each in cited)
    writers = {
        CitationFormat.BIBTEX: write_bibtex,
        CitationFormat.RIS: write_ris,
        CitationFormat.CSL: write_csl_json,
    }
    return writers[form](cited, tr)
