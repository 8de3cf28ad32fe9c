"""A child process that holds a lock until it is told to end: with Qt's QLockFile, or with the lock of ours."""

import sys
from pathlib import Path


def hold_with_qt(path: Path) -> None:
    from PySide6.QtCore import QLockFile

    lock = QLockFile(f"{path}.lock")
    lock.setStaleLockTime(0)
    print("held" if lock.tryLock(0) else "refused", *lock.getLockInfo()[:3], sep="|", flush=True)
    sys.stdin.readline()
    lock.unlock()


def hold_with_ours(path: Path) -> None:
    from coopviewer.domain.errors import EnvironmentFault
    from coopviewer.domain.language import ENGLISH
    from coopviewer.rendering.words.faults.fault_words import fault_sentence
    from coopviewer.storage.files.lock import AnnotationLock

    try:
        with AnnotationLock(path):
            print("held", flush=True)
            sys.stdin.readline()
    except EnvironmentFault as fault:
        print("refused", fault_sentence(fault, ENGLISH), sep="|", flush=True)


if __name__ == "__main__":
    {"qt": hold_with_qt, "ours": hold_with_ours}[sys.argv[1]](Path(sys.argv[2]))
