"""Finds English in the pseudo-language, in which every text of the interface has other letters."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from coopviewer import paths
from coopviewer.catalogues import PseudoCatalogue
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.query import Facet

PSEUDO = Translate("qps", PseudoCatalogue())
RIGHT_TO_LEFT = Translate("qps-rtl", PseudoCatalogue(right_to_left=True))
# keys, and names that no language translates
_KEYS = "ctrl alt shift esc enter del tab home end left right up down pgup pgdown backspace space ins return f"
NAMES = {*_KEYS.split(" "), *("coopviewer", "eur", "usd", "utc", "sha", "python", "qt", "pyside6", "sqlite", "utf")}
_KINDS = "|".join(("source", *EntryKind))
_PLACE = re.compile(
    rf"(coop:)?\b({_KINDS})/[\w./…#-]+"  # entries
    r"|(?<!\w)~?/[^\s,;)]+|\S+\.(db|txt|pdf|py|md|json|jsonld|html)\b|\*\.\w+"  # files
    r"|coop:[\w?=&%+.:/#-]*"  # addresses
    r"|\b[0-9a-f]{64}\b"  # hashes
    rf"|\b({'|'.join(Facet)}):(\"[^\"]*\"|\S*)"  # filters, as they are typed
)
_APART = re.compile(r"[^\x20-\x7e]+|[\[\]~|<>\"“”()…]+|\s[·–-]\s|\s{2,}")
_EDGES = " .,:;+*#&-'/?!=^0123456789"
_WORD = re.compile(r"[A-Za-z]{2,}")


@cache
def values_of(reference: Path) -> frozenset[str]:
    """Return every text of a reference, as it may be shown."""
    found: set[str] = set()
    with closing(sqlite3.connect(f"{reference.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f"SELECT * FROM {table}"):
                found.update(value for value in row if isinstance(value, str))
    whole = {piece for value in found for piece in _pieces(value)}
    return frozenset(whole | {part.strip(_EDGES) for piece in whole for part in re.split(r"[.;:] ", piece)})


def _pieces(text: str) -> Iterator[str]:
    """Yield the runs of plain letters in a text, normalised for comparison."""
    for run in _APART.split(_PLACE.sub("\0", text)):
        plain = " ".join(run.split()).strip(_EDGES).casefold()
        if _WORD.search(plain):
            yield plain


def bare_english(texts: Iterable[str], known: Iterable[str] = (), reference: Path | None = None) -> list[str]:
    """Return the runs of English that are neither in the reference nor in ``known``, in lower case."""
    data = values_of(reference or paths.reference_file())
    own = {piece for text in known for piece in _pieces(text)}
    return sorted({piece for text in texts for piece in _pieces(text) if not _is_data(piece, data, own)})


def _is_data(piece: str, data: frozenset[str], own: set[str]) -> bool:
    if piece in data or piece in own or set(re.split(r"[+ ,/]+", piece)) <= NAMES:
        return True
    if len(piece) > 12 and any(value.startswith(piece) for value in data):  # cut where there was no room
        return True
    if piece.count(" ") > 3 and any(piece in value for value in data):  # a passage of a fact
        return True
    parts = [part.strip(_EDGES) for part in re.split(r"[,;:.] ", piece)]
    if len(parts) > 1:
        return all(_is_data(part, data, own) or not _WORD.search(part) for part in parts)
    words = piece.split(" ")  # a label, and what it is about
    return len(words) > 2 and any(
        " ".join(words[:at]) in data and _is_data(" ".join(words[at:]), data, own) for at in range(1, len(words))
    )
