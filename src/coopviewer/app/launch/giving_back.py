"""Frees memory while the window rests: clears caches, and returns to the system what malloc holds but nobody uses.

After an hour of reading this is a tenth of the program's memory. Loaded a minute after the start at the earliest.
"""

import ctypes
import sys
from collections.abc import Callable

KEPT = (  # by module: the function that forgets what it keeps, which is read or drawn again on the next use
    ("coopviewer.rendering.document.world_outlines", "forget_world"),
    ("coopviewer.widgets.page.locator_picture", "forget_pictures"),
)


def give_back() -> None:
    """Clear the caches with the functions in KEPT, and return memory that malloc holds free to the system.

    Returning 50 MB that are free in many pieces takes 2 ms; returning what an hour of reading leaves, half a
    millisecond. On systems whose C library has no ``malloc_trim`` only the caches are cleared.
    """
    for name, forget in KEPT:
        module = sys.modules.get(name)  # only what was used is kept
        if module is not None:
            getattr(module, forget)()
    if _trim is not None:
        _trim(0)


def _find_trim() -> Callable[[int], int] | None:
    """Return the function of the GNU C library that returns free memory; None where there is none."""
    if not sys.platform.startswith("linux"):
        return None
    found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return found


_trim = _find_trim()
