"""Archives whose bytes depend only on their content, and the list of their hashes."""

import hashlib
import io
import lzma
import stat
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

# a filter for jumps in machine code, then the strongest preset that every xz unpacks in 65 MiB
_FILTERS = [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "preset": 9}]


def write_archive(target: Path, folder: Path, top: str, epoch: int, extra: Mapping[str, tuple[bytes, int]]) -> None:
    """Write a ``.tar.xz`` of a folder, under the name ``top``, through a temporary file.

    ``epoch`` is the modification time of all members, in seconds since 1970. ``extra`` are further files by name, each
    with its content and mode.
    """
    temporary = target.with_suffix(".part")
    with lzma.open(temporary, "wb", filters=_FILTERS) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for member, content in sorted(_members(folder, top, extra), key=lambda each: each[0].name):
            member.mtime = epoch
            archive.addfile(member, None if content is None else io.BytesIO(content))
    temporary.replace(target)


def _members(
    folder: Path, top: str, extra: Mapping[str, tuple[bytes, int]]
) -> Iterator[tuple[tarfile.TarInfo, bytes | None]]:
    yield _info(top, tarfile.DIRTYPE, 0o755), None
    for path in folder.rglob("*"):
        name = f"{top}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink():
            link = _info(name, tarfile.SYMTYPE, 0o777)
            link.linkname = path.readlink().as_posix()
            yield link, None
        elif path.is_dir():
            yield _info(name, tarfile.DIRTYPE, 0o755), None
        else:
            content = path.read_bytes()
            yield _info(name, tarfile.REGTYPE, mode_of(path), len(content)), content
    for name, (content, mode) in extra.items():
        yield _info(f"{top}/{name}", tarfile.REGTYPE, mode, len(content)), content


def _info(name: str, kind: bytes, mode: int, size: int = 0) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.mode, info.size = kind, mode, size
    return info


def mode_of(path: Path) -> int:
    """Return the mode of a packed file, independent of the umask: 0755 if its owner may execute it, else 0644."""
    return 0o755 if path.stat().st_mode & stat.S_IXUSR else 0o644


def write_sums(folder: Path, files: Iterable[Path]) -> Path:
    """Write ``SHA256SUMS`` for files of a folder, as ``sha256sum --check`` reads it, and return its path."""
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(files)]
    target = folder / "SHA256SUMS"
    target.write_text("".join(lines), encoding="utf-8")
    return target
