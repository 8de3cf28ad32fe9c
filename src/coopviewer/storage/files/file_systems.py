"""The kind of drive that a file is on: SQLite's write-ahead log does not work on network drives."""

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes  # a start elsewhere does not wait for it

_NETWORK_TYPES = {
    *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ncpfs", "ceph", "glusterfs", "lustre"),
    *("davfs", "webdav", "afpfs", "fuse.sshfs", "fuse.davfs", "fuse.davfs2", "fuse.rclone", "fuse.smbnetfs"),
    *("fuse.glusterfs", "fuse.ceph", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.curlftpfs"),
}
_DRIVE_REMOTE = 4  # return value of GetDriveTypeW
_MOUNTS = Path("/proc/self/mountinfo")


def is_network_drive(path: Path) -> bool:
    """Return whether a file is, or would be, on a network drive; False if that cannot be determined."""
    if sys.platform == "win32":
        drive = os.path.splitdrive(os.path.realpath(path))[0]
        if drive.startswith(("\\\\", "//")):
            return not drive.startswith(("\\\\?\\", "\\\\.\\")) or drive[4:8].upper() == "UNC\\"
        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (mypy knows no windll on other systems)
        return bool(kernel.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE)
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # macOS and others do not list mounts: treated as local
        return False
    return file_system_of(path, mounts) in _NETWORK_TYPES


def file_system_of(path: Path, mounts: str) -> str:
    """Return the type of a path's file system, read from text as in /proc/self/mountinfo; empty if not found.

    Symbolic links in ``path`` are resolved first.
    https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
    """
    resolved = Path(os.path.realpath(path))
    places = {str(each) for each in (resolved, *resolved.parents)}
    found, longest = "", 0
    for line in mounts.splitlines():
        before, separator, after = line.partition(" - ")
        fields = before.split(" ")
        if not separator or len(fields) < 5:
            continue
        place = _unescaped(fields[4])
        if place in places and len(place) >= longest:  # of two mounts on one path, the later hides the earlier
            found, longest = after.split(" ")[0], len(place)
    return found


def _unescaped(text: str) -> str:
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, sign)
    return text
