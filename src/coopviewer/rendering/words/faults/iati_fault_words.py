"""Sentences for faults within XML files to import: what is wrong, mostly on which line, and often what to do."""

from coopviewer.domain.language import Translate


def iati_sentences(tr: Translate) -> dict[str, str]:
    """Return the sentences of faults within XML files to import, by code, with placeholders for values: ``{file}``."""
    return {
        "import.not-well-formed": tr(
            "{file} is not well-formed XML: line {line}: {error}. Ask its publisher for a corrected file, or import "
            "only what comes before this line."
        ),
        "import.encoding": tr(
            "{file} breaks off in its encoding {encoding}, at line {line} or after it. Get the file again, or save it "
            "in UTF-8."
        ),
        "import.not-iati": tr(
            "{file} has no activities of the IATI standard: its outermost element is {root}. Choose a file of "
            "activities, whose outermost element is iati-activities."
        ),
        "import.organisations": tr(
            "{file} describes organisations (iati-organisations, line {line}). Choose the publisher's file of "
            "activities."
        ),
        **_bounds(tr),
    }


def _bounds(tr: Translate) -> dict[str, str]:
    """Return the sentences for what no honest file needs, and what could use up the memory of the computer."""
    return {
        "import.doctype": tr(
            "{file} has a document type declaration (line {line}). Files of the IATI standard need none, and one can "
            "do harm, so the file is not read. Remove the declaration if the file is to be trusted."
        ),
        "import.too-deep": tr(
            "{file} has more than {most} levels of elements within each other (line {line}). The file is not read."
        ),
        "import.many-attributes": tr(
            "{file} has an element with more than {most} attributes (line {line}). The file is not read."
        ),
        "import.long-attribute": tr(
            "{file} has an attribute of more than {most} characters (line {line}). The file is not read."
        ),
        "import.long-text": tr("{file} has a text of more than {most} characters (line {line}). The file is not read."),
        "import.long-tag": tr(
            "{file} has a tag or a comment of more than {most} bytes (line {line}). The file is not read."
        ),
        "import.many-elements": tr(
            "{file} has an activity with more than {most} elements (line {line}). The file is not read."
        ),
        "import.large-activity": tr(
            "{file} has an activity of more than {most} bytes (line {line}). The file is not read."
        ),
    }
