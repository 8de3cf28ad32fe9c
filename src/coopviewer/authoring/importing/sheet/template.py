"""A table to fill in: headings that every import reads, and two example rows."""

import tomllib
from pathlib import Path

from coopviewer.authoring.importing.sheet.values.words import WORDS_FILE, read_words
from coopviewer.authoring.importing.standards import StandardFolders, Standards
from coopviewer.domain.imports.sheets import SheetSlot, SheetTemplate

LANGUAGES = ("en", "fr", "de", "es", "pt")
"""The languages that a template can have, as BCP 47 tags."""
_OTHERWISE = "en"
_COUNTRY = SheetSlot.COUNTRY


def make_template(folders: StandardFolders, language: str) -> SheetTemplate:
    """Return the template, headings and two example rows, with words and countries named in a language.

    ``language`` is one of LANGUAGES: ``en``, ``fr``, ``de``, ``es`` or ``pt``; raises KeyError for another.
    """
    described = tomllib.loads(Path(folders.resources, WORDS_FILE).read_text(encoding="utf-8"))["template"]
    labels = read_words(folders.resources).labels[language]
    slots = tuple(map(SheetSlot, described["slots"]))
    standards, place = Standards(folders), slots.index(_COUNTRY)
    rows = []
    for number, (row, codes) in enumerate(zip(described[language]["rows"], described["countries"], strict=True)):
        own = described[language].get("countries")  # where the standards have no names in this language
        names = own[number] if own else "; ".join(standards.country(code).names[language] for code in codes.split("; "))
        rows.append((*row[:place], names, *row[place + 1 :]))
    headings = (labels[slot] for slot in slots)
    return SheetTemplate(slots, tuple(text[:1].upper() + text[1:] for text in headings), tuple(rows))


def template_language(interface: str) -> str:
    """Return the language of the template for a user whose interface is in ``interface``.

    Both are BCP 47 tags: ``fr`` for ``fr-CA``. For a language without a template it is English.
    """
    own = interface.partition("-")[0]
    return own if own in LANGUAGES else _OTHERWISE
