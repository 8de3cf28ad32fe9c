"""The one place that writes to standard output and standard error; only ``stopping`` also writes one line. Qt-free.

Characters that could steer a terminal are escaped. Text is written in the encoding of the stream, except by
``print_utf8``. A full disk or a closed standard output raises EnvironmentFault; a reader that closes early (``head``)
raises nothing. Once writing to an open stream has failed, all further text for it is discarded.
"""

import os
import sys
from contextlib import suppress
from typing import TextIO

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.text.terminal import ascii_json, printable, printable_line, safe_json


def print_text(text: str) -> None:
    """Write a text to standard output, without adding a line end.

    Characters that could steer a terminal, and those that the encoding lacks, are written as escapes. Raises
    EnvironmentFault if the text could not be written; a reader that closes early, as ``head`` does, is no fault.
    """
    _write_out(printable(text))


def print_lines(*lines: str) -> None:
    """Write lines, given without their ends, to standard output; each stays one line, whatever it contains.

    Raises EnvironmentFault if they could not be written.
    """
    _write_out(_joined(lines))


def print_json(text: str) -> None:
    """Write JSON to standard output, without adding a line end.

    Control characters, and those that change the direction of writing, are escaped. If the encoding of standard output
    is not UTF-8, all characters beyond ASCII are escaped too. Raises EnvironmentFault if the text could not be written.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    is_utf8 = encoding.lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig")
    _write_out(safe_json(text) if is_utf8 else ascii_json(text))


def print_utf8(text: str, line_end: str = "\n") -> None:
    """Write a web page, CSV, TOML or citations to standard output, always in UTF-8, without adding a line end.

    Characters that could steer a terminal are written as escapes, but for each ``line_end``, by which the format ends
    its lines. Raises EnvironmentFault if the text could not be written.
    """
    _write_out(line_end.join(map(printable, text.split(line_end))), utf8=True)


def confirm(*lines: str) -> None:
    """Print lines that say what was done, after the work itself succeeded; raises nothing.

    They go to standard output or, if that cannot be written, to standard error.
    """
    try:
        print_lines(*lines)
    except EnvironmentFault:
        print_error(*lines)


def is_watched() -> bool:
    """Return whether standard error is a terminal, where a user sees progress."""
    return sys.stderr is not None and sys.stderr.isatty()


def print_error(*lines: str) -> None:
    """Write lines, given without their ends, to standard error.

    Raises nothing even if standard error is closed, since there is nowhere left to report that.
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
