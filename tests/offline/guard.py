"""Run a Python module without access to internet sockets: ``python guard.py MODULE ARGUMENT …``.

The kernel ends the process when Python, Qt or a library first creates one. Local sockets (X, D-Bus, the single-instance
socket) are allowed. Linux on x86-64 and AArch64; see seccomp(2) and linux/filter.h.
"""

import ctypes
import platform
import runpy
import struct
import sys

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2  # linux/prctl.h, linux/seccomp.h
_LOAD, _IS_EQUAL, _RETURN = 0x20, 0x15, 0x06  # BPF: load a word of the call, jump if it is equal, return the verdict
_ALLOW, _END = 0x7FFF0000, 0x80000000
_NUMBER, _FIRST_ARGUMENT = 0, 16  # offsets in struct seccomp_data
_SOCKET = {"x86_64": 41, "aarch64": 198}  # the number of the system call
_INET, _INET6 = 2, 10


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def can_guard() -> bool:
    """Return whether this system supports the filter and the number of its system call is known."""
    return sys.platform == "linux" and platform.machine() in _SOCKET


def refuse_internet() -> None:
    """Make the kernel end this process, and every child process, when it creates an internet socket."""
    steps = (
        (_LOAD, 0, 0, _NUMBER),
        (_IS_EQUAL, 0, 4, _SOCKET[platform.machine()]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_IS_EQUAL, 1, 0, _INET),
        (_IS_EQUAL, 0, 1, _INET6),
        (_RETURN, 0, 0, _END),
        (_RETURN, 0, 0, _ALLOW),
    )
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = _Program(len(steps), code)
    library = ctypes.CDLL(None, use_errno=True)
    refused = library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or library.prctl(_SECCOMP, _FILTER, ctypes.byref(program))
    if refused:
        raise OSError(ctypes.get_errno(), "the kernel rejected the filter")


if __name__ == "__main__":
    refuse_internet()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
