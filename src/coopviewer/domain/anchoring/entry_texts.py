"""The texts of facts in one edition, as annotations are anchored in them."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from coopviewer.domain.anchoring.similarity import grams_of
from coopviewer.domain.annotations.annotation import Selector
from coopviewer.domain.reference.fact_texts import FactText

TextKey = tuple[str, str]
"""A fact's id, and the column of the reference that holds the text."""

_BORDER = "\x00"  # between texts that are searched as one
_MOST_COMPARED = 60_000  # code points of them that are looked through for what is alike
_MOST_SEARCHED = 400_000  # code points of the texts of one entry that are searched for what left its fact


class EntryTexts:
    """The texts among which a passage is looked for: those of one entry's facts."""

    def __init__(
        self, texts: Iterable[FactText], redirects: Mapping[str, str] | None = None, old_entry_id: str = ""
    ) -> None:
        """Hold texts; ``old_entry_id`` is the entry's id as annotations on it know it."""
        self._texts = {(each.fact_id, each.field): each.text for each in texts}
        self._redirects = redirects or {}
        self._old_entry_id = old_entry_id
        self._grams: dict[TextKey, dict[str, list[int]]] = {}

    def own(self, selector: Selector) -> tuple[TextKey, str] | None:
        """Give the text that a selector stands on, under the id that its fact has now; None: there is none any more."""
        for fact_id in self._ids_of(selector.fact_id):
            key = fact_id, selector.field
            if key in self._texts:
                return key, self._texts[key]
        return None

    def text(self, key: TextKey) -> str:
        """Give a text."""
        return self._texts[key]

    def grams(self, key: TextKey) -> Mapping[str, Sequence[int]]:
        """Give where each run of letters stands in a text; made once."""
        if key not in self._grams:
            self._grams[key] = grams_of(self._texts[key])
        return self._grams[key]

    def holding(self, words: str) -> list[TextKey]:
        """Give the texts that hold these words, in their order; two at most."""
        joined, borders = self._joined
        found: list[TextKey] = []
        at = joined.find(words)
        while at >= 0 and len(found) < 2:
            found.append(_at(borders, at))
            end = joined.find(_BORDER, at)
            at = joined.find(words, end) if end >= 0 else -1
        return found

    @property
    def searched_as_one(self) -> str:
        """All texts in one, parted by a sign that no words hold; empty where they are too long to be looked through."""
        joined = self._joined[0]
        return joined if len(joined) <= _MOST_COMPARED else ""

    @cached_property
    def grams_of_all(self) -> Mapping[str, Sequence[int]]:
        """Where each run of letters stands in all texts as one."""
        return grams_of(self.searched_as_one)

    def key_at(self, start: int, end: int) -> tuple[TextKey, int] | None:
        """Give the text in which a stretch of all texts as one lies, and where it begins there; None: in several."""
        joined, borders = self._joined
        if _BORDER in joined[start:end]:
            return None
        begins = next(at for at, key in reversed(borders) if at <= start)
        return _at(borders, start), start - begins

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


def _at(borders: Sequence[tuple[int, TextKey]], at: int) -> TextKey:
    return borders[bisect_right(borders, at, key=lambda border: border[0]) - 1][1]
