"""What a relay remembers between two runs: its replica, what it has sent, and up to where it has read."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from coopviewer.domain.annotations.team.team import SegmentId, is_replica
from coopviewer.exchange.files import replace_file

_MOST = 64_000_000  # bytes


class RelayState:
    """The memory of one relay between a team folder and a database, in a file.

    ``replica`` is the uuid under which it writes into the folder. ``sent`` are the bytes of the segments whose versions
    are in the database, by id, ``count`` is the number of versions that this relay added there, ``total`` that of all
    in its team.
    ``number`` is the highest of a segment that it wrote into the folder, ``written`` the bytes of each segment that
    must be there, by number. ``mark`` is the first transaction that was not read. Whatever changes these writes the
    file, and raises OSError as ``save`` does; the values are changed all the same.
    """

    def __init__(self, path: Path, key: str) -> None:
        """Read the file; one that is missing, damaged, or about another folder or database is begun anew.

        ``key`` names the folder and the database.
        """
        self.path, self.key = path, key
        record = _record(path)
        if record.get("key") != key or not is_replica(str(record.get("replica"))):
            record = {}
        try:
            self._take(record)
        except (ValueError, TypeError, ArithmeticError):  # JSON, but of another form
            self._take({})

    def _take(self, record: dict[str, Any]) -> None:
        self.replica = str(record.get("replica") or uuid4())
        self.number = int(record.get("number", 0))
        self.mark = int(record.get("mark", 0))
        self.count = int(record.get("count", 0))
        self.total = int(record.get("total", 0))
        self.written = {int(number): int(size) for number, size in record.get("written", [])}
        self.sent = {SegmentId(str(one), int(number)): int(size) for one, number, size in record.get("sent", [])}

    def note_sent(self, segments: Mapping[SegmentId, int], counts: tuple[int, int]) -> None:
        """Store that the versions of segments, with the bytes of each, are in the database.

        ``counts`` are the new ``count`` and ``total``.
        """
        self.sent |= segments
        self.count, self.total = counts
        self.save()

    def note_written(self, sizes: Mapping[int, int]) -> None:
        """Store that segments are in the folder; ``sizes`` are the bytes of each, by number."""
        self.written |= sizes
        self.number = max((self.number, *self.written))
        self.save()

    def forget_written(self) -> None:
        """Forget which segments this relay wrote, since some are gone from the folder; all is read anew."""
        self.mark = 0
        self.written = {}
        self.save()

    def note_read(self, mark: int, number: int) -> None:
        """Store up to which transaction was read, and the highest number of a segment that was written."""
        self.mark, self.number = mark, number
        self.save()

    def forget(self) -> None:
        """Begin anew, since the database is no longer the one that was known: everything is sent and read again.

        The replica and the numbers of its segments stay. The file is written.
        """
        self.mark = self.count = self.total = 0
        self.sent = {}
        self.save()

    def save(self) -> None:
        """Write the file, in one step; raises OSError."""
        record = {
            "key": self.key,
            "replica": self.replica,
            "number": self.number,
            "mark": self.mark,
            "count": self.count,
            "total": self.total,
            "written": sorted(self.written.items()),
            "sent": [[*id, size] for id, size in sorted(self.sent.items())],
        }
        os.makedirs(self.path.parent, mode=0o700, exist_ok=True)  # noqa: PTH103  (the mode of parents too)
        replace_file(self.path, f"{json.dumps(record)}\n".encode(), private=True)


def _record(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MOST:
            return {}
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}
