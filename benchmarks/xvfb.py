"""An Xvfb whose picture can be read from outside, and what a window manager does in it.

Xvfb keeps its picture in a file, which is read here without a request to the server or to a program. Linux alone.
"""

import ctypes
import mmap
import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SIZE = "1600x1000x24"
_ROWS_APART = 8  # pixels: every eighth row is looked at
_MAP_NOTIFY, _CLIENT_MESSAGE, _SUBSTRUCTURE_NOTIFY = 19, 33, 1 << 19


class Unmeasured(Exception):
    """Nothing can be measured; the message says why, and what to do."""


class Windows:
    """A connection to an X server that does what a window manager does: give windows the keyboard, and close them."""

    def __init__(self, display: str) -> None:
        """Connect, and hear of windows from now on."""
        self._x = ctypes.CDLL("libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = self._x.XInternAtom.restype = ctypes.c_ulong
        self._ignore = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
        self._x.XSetErrorHandler(self._ignore)  # of windows that have gone meanwhile
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._x.XSelectInput(self._display, self._root, ctypes.c_long(_SUBSTRUCTURE_NOTIFY))
        self._x.XSync(self._display, 0)
        self._event = ctypes.create_string_buffer(192)

    def mapped(self) -> int | None:
        """Return a window that was mapped since the last look; None where there is none."""
        while self._x.XPending(self._display):
            self._x.XNextEvent(self._display, self._event)
            kind, _, _, _, _, window, its_own = struct.unpack_from("@iLiPLLi", self._event)
            if kind == _MAP_NOTIFY and not its_own:  # menus and tips place themselves
                return int(window)
        return None

    def give_keyboard(self, window: int) -> None:
        """Give a window the keyboard."""
        self._x.XSetInputFocus(self._display, ctypes.c_ulong(window), 1, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def ask_to_close(self, window: int) -> None:
        """Ask a window to close, as a click on its cross does."""
        protocols, delete = (
            self._x.XInternAtom(self._display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")
        )
        event = struct.pack(
            "@iLiPLLi5l", _CLIENT_MESSAGE, 0, 1, self._display.value or 0, window, protocols, 32, delete, 0, 0, 0, 0
        )
        buffer = ctypes.create_string_buffer(event, 192)
        self._x.XSendEvent(self._display, ctypes.c_ulong(window), 0, ctypes.c_long(0), buffer)
        self._x.XFlush(self._display)

    def close(self) -> None:
        """Let go of the server."""
        self._x.XCloseDisplay(self._display)


class Screen:
    """An Xvfb of our own, whose picture can be read."""

    def __init__(self, display: str, frame: Path) -> None:
        """Look at the server's frame file."""
        self.display = display
        self.windows = Windows(display)
        with frame.open("rb") as file:
            self._frame = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        fields = struct.unpack_from(">25L", self._frame)  # a dump as xwd writes it
        head, height, row, colours = fields[0], fields[5], fields[12], fields[19]
        first = head + 12 * colours
        self._rows = [(start, start + row) for start in range(first, first + height * row, row * _ROWS_APART)]
        self.empty = self.picture()
        """The picture without a window."""

    def picture(self) -> bytes:
        """Return the pixels of every eighth row."""
        return b"".join([self._frame[start:end] for start, end in self._rows])

    def close(self) -> None:
        """Let go of it."""
        self.windows.close()
        self._frame.close()


@contextmanager
def xvfb() -> Iterator[Screen]:
    """Provide an Xvfb while this lasts; raises Unmeasured where there is none."""
    if shutil.which("Xvfb") is None:
        raise Unmeasured("There is no Xvfb to show windows in. Install it: sudo apt-get install --yes xvfb")
    reader, writer = os.pipe()
    with tempfile.TemporaryDirectory() as folder:
        command = [
            "Xvfb",
            "-displayfd",
            str(writer),
            "-screen",
            "0",
            _SIZE,
            "-nolisten",
            "tcp",
            "-noreset",
            "-fbdir",
            folder,
        ]
        server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()  # comes when the server is ready; empty where it ended instead
        try:
            if not number:
                raise Unmeasured("Xvfb did not start. Try it by hand: Xvfb :99")
            screen = Screen(f":{number}", Path(folder, "Xvfb_screen0"))
            try:
                yield screen
            finally:
                screen.close()
        finally:
            server.terminate()
            server.wait()
