"""Presses real keys in an X server, as a keyboard does: by its XTEST extension."""

import ctypes
import time
from types import TracebackType

from xvfb import Unmeasured

_BETWEEN = 0.001  # seconds between two keys


class Keyboard:
    """A connection to an X server that presses keys; the window with the keyboard gets them."""

    def __init__(self, display: str) -> None:
        """Connect. Raises Unmeasured where the library of XTEST is missing."""
        self._x = ctypes.CDLL("libX11.so.6")
        try:
            self._test = ctypes.CDLL("libXtst.so.6")
        except OSError:
            raise Unmeasured("Keys cannot be pressed. Install libXtst: sudo apt-get install --yes libxtst6") from None
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))

    def press(self, *keys: str) -> None:
        """Press keys together, by their X names, and let them go."""
        codes = [
            self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(self._x.XStringToKeysym(key.encode())))
            for key in keys
        ]
        for code, down in [*((code, 1) for code in codes), *((code, 0) for code in reversed(codes))]:
            self._test.XTestFakeKeyEvent(self._display, code, down, ctypes.c_ulong(0))
            self._x.XFlush(self._display)
            time.sleep(_BETWEEN)

    def __enter__(self) -> "Keyboard":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._x.XCloseDisplay(self._display)
