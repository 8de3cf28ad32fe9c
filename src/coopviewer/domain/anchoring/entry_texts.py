"""The texts of an entry's facts in one edition, in which annotations are anchored."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from coopviewer.domain.anchoring.similarity import grams_of
from coopviewer.domain.annotations.annotation import Selector
from coopviewer.domain.reference.fact_texts import FactText

TextKey = tuple[str, str]
"""A fact's id, and the column of the reference that holds the text."""

_BORDER = "\x00"  # between joined texts
_MOST_COMPARED = 60_000  # code points of the joined texts up to which they are scanned for similar passages
_MOST_SEARCHED = 400_000  # code points of an entry's texts that are searched for text that has left its fact


class EntryTexts:
    """The texts of one entry's facts, in which the passage of an annotation is searched."""

    def __init__(
        self, texts: Iterable[FactText], redirects: Mapping[str, str] | None = None, old_entry_id: str = ""
    ) -> None:
        """Store the texts; ``redirects`` maps former ids, of facts and of entries, to present ones.

        ``old_entry_id`` is the id by which annotations name the entry, which may be a former one.
        """
        self._texts = {(each.fact_id, each.field): each.text for each in texts}
        self._redirects = redirects or {}
        self._old_entry_id = old_entry_id
        self._grams: dict[TextKey, dict[str, list[int]]] = {}

    def current_text(self, selector: Selector) -> tuple[TextKey, str] | None:
        """Return the text that a selector refers to, with its key; None if this edition has no such text.

        The key has the fact's id in this edition, even if the selector has a former one.
        """
        for fact_id in self._ids_of(selector.fact_id):
            key = fact_id, selector.field
            if key in self._texts:
                return key, self._texts[key]
        return None

    def text(self, key: TextKey) -> str:
        """Return the text of a key (a fact's id and the column with the text); raises KeyError if there is none."""
        return self._texts[key]

    def grams(self, key: TextKey) -> Mapping[str, Sequence[int]]:
        """Return the offsets at which each run of four characters occurs in the text of a key, by run.

        Raises KeyError if there is no text with this key.
        """
        if key not in self._grams:
            self._grams[key] = grams_of(self._texts[key])
        return self._grams[key]

    def keys_containing(self, words: str) -> list[TextKey]:
        """Return the keys of the first texts that contain ``words``, at most two, in the order of the texts.

        Case and accents must be the same. Only the first texts, of up to 400,000 code points in all, are searched.
        """
        joined, borders = self._joined
        found: list[TextKey] = []
        offset = joined.find(words)
        while offset >= 0 and len(found) < 2:
            found.append(_key_of_offset(borders, offset))
            end = joined.find(_BORDER, offset)
            offset = joined.find(words, end) if end >= 0 else -1
        return found

    @property
    def joined_text(self) -> str:
        """The texts that ``keys_containing`` searches, joined by a character that none of them contains.

        Empty if that is longer than 60,000 code points.
        """
        joined = self._joined[0]
        return joined if len(joined) <= _MOST_COMPARED else ""

    @cached_property
    def grams_of_joined_text(self) -> Mapping[str, Sequence[int]]:
        """The offsets at which each run of four characters occurs in ``joined_text``, by run."""
        return grams_of(self.joined_text)

    def key_at(self, start: int, end: int) -> tuple[TextKey, int] | None:
        """Return the key of the text in which a range of ``joined_text`` lies, and the range's offset in that text.

        The range is half-open, in code points. None: it extends over several texts.
        """
        joined, borders = self._joined
        if _BORDER in joined[start:end]:
            return None
        text_start = next(offset for offset, key in reversed(borders) if offset <= start)
        return _key_of_offset(borders, start), start - text_start

    def _ids_of(self, fact_id: str) -> Iterable[str]:
        yield fact_id
        if fact_id in self._redirects:
            yield self._redirects[fact_id]
        entry = self._old_entry_id
        if entry in self._redirects and fact_id.startswith(entry + "/"):
            yield self._redirects[entry] + fact_id[len(entry) :]

    @cached_property
    def _joined(self) -> tuple[str, list[tuple[int, TextKey]]]:
        parts: list[str] = []
        borders: list[tuple[int, TextKey]] = []
        length = 0
        for key, text in self._texts.items():
            if length + len(text) > _MOST_SEARCHED:
                break
            borders.append((length, key))
            parts.append(text)
            length += len(text) + 1
        return _BORDER.join(parts), borders


def _key_of_offset(borders: Sequence[tuple[int, TextKey]], offset: int) -> TextKey:
    return borders[bisect_right(borders, offset, key=lambda border: border[0]) - 1][1]
