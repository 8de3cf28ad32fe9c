"""The one place that writes to standard output and standard error, but for the one line of ``stopping``. Qt-free.

Everything passes one cleaner, is written in the encoding of the stream (but for ``print_utf8``), and an early end of
the reader, a full disk or a closed stream is no defect. What is written after a stream has failed once is discarded.
"""

import os
import sys
from contextlib import suppress
from typing import TextIO

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.text.terminal import ascii_json, printable, printable_line, safe_json


def print_text(text: str) -> None:
    """Write a text as it is, without adding a line end, to standard output.

    What steers a terminal, and characters that the encoding lacks, are written as escapes. Raises EnvironmentFault if
    it could not be written. That the reader closes early, as ``head`` does, is no fault.
    """
    _write_out(printable(text))


def print_lines(*lines: str) -> None:
    """Write lines, given without their ends, each of which stays one line whatever it contains.

    Raises as ``print_text`` does.
    """
    _write_out(_joined(lines))


def print_json(text: str) -> None:
    """Write JSON, without adding a line end; characters beyond ASCII are escaped unless the encoding is UTF-8.

    Control characters and those of direction are always escaped. Raises as ``print_text`` does.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    is_utf8 = encoding.lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig")
    _write_out(safe_json(text) if is_utf8 else ascii_json(text))


def print_utf8(text: str) -> None:
    """Write a web page, CSV or TOML in UTF-8, whatever the encoding of the stream, without adding a line end.

    What steers a terminal is written as escapes. Raises as ``print_text`` does.
    """
    _write_out(printable(text), utf8=True)


def confirm(*lines: str) -> None:
    """Print lines on work that is done: to standard error if standard output cannot be written. Raises nothing."""
    try:
        print_lines(*lines)
    except EnvironmentFault:
        print_error(*lines)


def is_watched() -> bool:
    """Return whether standard error is a terminal, where a user sees progress."""
    return sys.stderr is not None and sys.stderr.isatty()


def print_error(*lines: str) -> None:
    """Write lines, given without their ends, to standard error.

    Raises nothing, even if it is closed, since there is nowhere left to report that.
    """
    stream = sys.stderr
    if stream is None:
        return
    try:
        _put(stream, _joined(lines))
    except (OSError, ValueError):
        _silence(stream)


def _joined(lines: tuple[str, ...]) -> str:
    return "".join(f"{printable_line(line)}\n" for line in lines)


def _write_out(text: str, *, utf8: bool = False) -> None:
    stream = sys.stdout
    if stream is None:  # closed before the program was started
        raise EnvironmentFault("output.closed")
    try:
        _put(stream, text, utf8=utf8)
    except BrokenPipeError:
        _silence(stream)
    except (OSError, ValueError) as error:
        _silence(stream)
        raise EnvironmentFault("output.not-written", error=getattr(error, "strerror", None) or error) from error


def _put(stream: TextIO, text: str, *, utf8: bool = False) -> None:
    buffer = getattr(stream, "buffer", None) if utf8 else None
    if buffer is not None:
        stream.flush()
        buffer.write(text.encode())
    else:
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def _silence(stream: TextIO) -> None:
    """Make a stream discard what is in its buffer, which Python would write again when it exits."""
    # see the note on SIGPIPE in Python's documentation of signal
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
