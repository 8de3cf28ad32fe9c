"""A cache of values read by keys, such as search results: while a query is typed, most results stay the same."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")
_MOST = 2**20  # characters of all values that are kept
_LARGEST = 2**14  # characters of one of them: what is larger is read anew each time
_EACH = 200  # characters that a value counts for besides its texts


class Kept(Generic[_Key, _Value]):
    """Reads values by their keys, and keeps the most recently used ones, of about a million characters in all.

    ``size_of`` counts the characters. A value with over 16,000 of them is not kept. What ``read`` returns for a key
    must not change. To be used on one thread.
    """

    def __init__(
        self, read: Callable[[Sequence[_Key]], Mapping[_Key, _Value]], size_of: Callable[[_Value], int]
    ) -> None:
        """Start with an empty cache.

        ``read`` returns the values of some keys by key, leaving out keys that have no value. ``size_of`` returns the
        number of characters in a value's texts.
        """
        self._read = read
        self._size_of = size_of
        self._values: dict[_Key, tuple[_Value, int]] = {}  # with its size; the one asked for last is the last
        self._size = 0

    def of(self, keys: Sequence[_Key]) -> dict[_Key, _Value]:
        """Return the values of some keys, by key and in their order; keys without a value are left out.

        Those that are not kept are read with one call. What ``read`` raises is passed on, and nothing changes then.
        """
        unknown = [key for key in keys if key not in self._values]
        read: Mapping[_Key, _Value] = self._read(unknown) if unknown else {}
        found: dict[_Key, _Value] = {}
        for key in keys:
            known = self._values.pop(key, None)
            if known is not None:
                self._values[key] = known
                found[key] = known[0]
            elif key in read:
                found[key] = read[key]
        for key, value in read.items():
            self._keep(key, value)
        return found

    def _keep(self, key: _Key, value: _Value) -> None:
        size = self._size_of(value) + _EACH
        if size > _LARGEST:
            return
        self._values[key] = value, size
        self._size += size
        while self._size > _MOST:
            first = next(iter(self._values))
            self._size -= self._values.pop(first)[1]
