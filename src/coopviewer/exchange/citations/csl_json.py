"""Citations as CSL-JSON: a list of items, which styles of the Citation Style Language turn into text.

``original-publisher`` and ``original-title`` are of the first source, ``note`` names all of them. There is no
``issued``, since no edition has a day of publication: styles write *n.d.*, and the as-of date is in the note.
"""

import json

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.cited import Cited, distinct_keys, on_one_line
from coopviewer.rendering.words.citation_words import note_words, title_words


def write_csl_json(cited: tuple[Cited, ...], tr: Translate) -> str:
    """Return citations, in their order, as the text of a JSON file: a list of CSL items, empty without any."""
    keys = distinct_keys(cited)
    items = [_item(key, each, tr) for key, each in zip(keys, cited, strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(key: str, cited: Cited, tr: Translate) -> dict[str, object]:
    """Return one citation as a CSL item with the id ``key``; fields without a value are left out."""
    edition, day = cited.edition, cited.accessed
    texts = {
        "title": title_words(cited),
        "container-title": edition.title if cited.title else "",
        "publisher": edition.publisher,
        "version": edition.id,
        "section": cited.section,
        "original-publisher": cited.sources[0].publisher if cited.sources else "",
        "original-title": cited.sources[0].title if cited.sources else "",
        "note": note_words(cited, tr),
        "URL": cited.address,
    }
    return {
        "id": key,
        "type": "dataset",
        "author": [{"literal": on_one_line(edition.publisher)}],
        **{name: on_one_line(text) for name, text in texts.items() if text},
        "accessed": {"date-parts": [[day.year, day.month, day.day]]},
    }
