"""Paths of which most programs think too little: what is there, how it is named, and by what way it is reached."""

import os
import random
import shutil
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from coopviewer.storage.annotations.store import AnnotationStore
from tests.hostile.driver import bundled_reference

Make = Callable[[Path, random.Random], None]


def _text(path: Path, _: random.Random) -> None:
    path.write_text("A heading\n\n- an item\nA paragraph.\n")


def _garbage(path: Path, chance: random.Random) -> None:
    path.write_bytes(chance.randbytes(chance.choice((1, 99, 100, 4096, 70_000))))


def _half_database(path: Path, chance: random.Random) -> None:
    path.write_bytes(bundled_reference().read_bytes()[: chance.choice((16, 99, 100, 4096, 50_000))])


def _annotations(path: Path, _: random.Random) -> None:
    made = path.parent / "made.db"
    AnnotationStore.open(made).close()
    made.rename(path)


def _socket(path: Path, _: random.Random) -> None:
    with suppress(OSError), socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def _closed(path: Path, _: random.Random) -> None:
    path.mkdir(mode=0)


def _loop(path: Path, _: random.Random) -> None:
    path.symlink_to(path.name)


def _long_loop(path: Path, _: random.Random) -> None:
    other = path.with_name("other way")
    path.symlink_to(other.name)
    other.symlink_to(path.name)


def _link_to(target: str) -> Make:
    return lambda path, _: path.symlink_to(target)


THINGS: dict[str, Make] = {
    "nothing": lambda path, _: None,
    "empty": lambda path, _: path.touch(),
    "folder": lambda path, _: path.mkdir(),
    "closed folder": _closed,
    "closed file": lambda path, _: path.touch(mode=0),
    "text": _text,
    "garbage": _garbage,
    "half a database": _half_database,
    "a reference": lambda path, _: Path(shutil.copyfile(bundled_reference(), path)).touch(),
    "annotations": _annotations,
    "pipe": lambda path, _: os.mkfifo(path),
    "socket": _socket,
    "loop": _loop,
    "long loop": _long_loop,
    "dangling link": _link_to("nowhere/at/all"),
    "/dev/null": _link_to("/dev/null"),
    "/dev/zero": _link_to("/dev/zero"),
    "/dev/full": _link_to("/dev/full"),
    "/dev/tty": _link_to("/dev/tty"),
    "/proc/self/mem": _link_to("/proc/self/mem"),
    "/dev/fd/99": _link_to("/dev/fd/99"),
    "root": _link_to("/"),
}
NAMES = (
    *(
        "plain",
        "with space",
        "-dash",
        "--help",
        "~",
        "~nosuchuser",
        "~notes.db",
        "a%20b",
        "a?b=c",
        "a#b",
        "a'b\"c",
        "$HOME",
    ),
    *(
        "a\nb",
        "a\x1b[31mb",
        "a\u202egpj",
        "caf\udce9",
        "é",
        "e\u0301",
        "ليبيا",
        "🇪🇺",
        "a" * 255,
        ".hidden",
        "con",
        "a:b",
    ),
    *(
        "a.db-wal",
        "x.bak",
        "*",
        "[a]",
        "a;b",
        "a\tb",
        "a\\b",
        "$HOME",
        "a:b",
        "CON.",
        " ",
        "coop:x",
        "file:x",
        "é" * 120,
    ),
)
WORDS_ALONE = (
    *(
        "",
        ".",
        "..",
        "/",
        "//",
        "/dev/null",
        "/dev/zero",
        "/dev/full",
        "/dev/tty",
        "/dev/random",
        "/proc/self/maps",
        "/etc",
    ),
    *(
        "a" * 300,
        "b/" * 3000,
        "/" + "c" * 5000,
        "~root",
        "~nosuchuser/x",
        "no/such/folder",
        "/dev/null/x",
        "a\0b",
        "\ud800",
    ),
    *("/proc/self/fd/99", "/dev/stdin", "/proc/1/mem", "file:///dev/zero", "file:%00", "coop:", "../" * 50),
)


def make_path(folder: Path, number: int, seed: int) -> tuple[str, str]:
    """Make an odd path in an empty folder, and return it with a name for the case; the folder is the current one."""
    chance = random.Random(f"{seed} path {number}")
    if number % 10 == 0:
        word = WORDS_ALONE[number // 10 % len(WORDS_ALONE)]
        return word, f"path {number} ({word[:30]!a})"
    things, names = list(THINGS), list(NAMES)
    thing = things[number % len(things)]
    name = chance.choice(names)
    path = folder / name
    with suppress(OSError):  # a name that this disk does not have
        THINGS[thing](path, chance)
    way = chance.choice(("relative", "absolute", "link", "slash", "dots", "child"))
    return _reached(path, way), f"path {number} ({thing} named {name[:20]!a}, {way})"


def _reached(path: Path, way: str) -> str:
    match way:
        case "relative":
            return path.name if not path.name.startswith("-") else f"./{path.name}"
        case "link":
            link = path.with_name("a link")
            link.symlink_to(path.name)
            return str(link)
        case "slash":
            return f"{path}/"
        case "dots":
            return f"{path.parent}/./x/../{path.name}"
        case "child":
            return str(path / "child")
    return str(path)


def leads_outside(word: str) -> bool:
    """Return whether a path leads out of the current folder by a link, other than to a device or a process."""
    try:
        real = os.path.realpath(word)
    except ValueError:  # a null character, or a surrogate
        return False
    return not f"{real}/".startswith((f"{os.path.realpath('.')}/", "/dev/", "/proc/"))


def open_again(folder: Path) -> None:
    """Give the right to remove everything back."""
    for place, folders, _ in os.walk(folder):
        for name in folders:
            with suppress(OSError):
                if not Path(place, name).is_symlink():
                    Path(place, name).chmod(0o700)
