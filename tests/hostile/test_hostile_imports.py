"""Files of activities that are broken, or made to do harm: each is refused in a sentence, and nothing is written.

Those that are large are imported in a process of their own, whose memory is measured.
"""

import gzip
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from coopviewer.domain.errors import EnvironmentFault
from tests.authoring.importing.imports import iati, imported, titled
from tests.faults import words_of

MOST_MEMORY = 300  # MiB
WELLS = titled("xm-1", "Wells")
BOMB = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {name} "&{last};&{last};">' for last, name in pairwise("abcdefghi"))
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def deep(levels: int) -> str:
    return iati(titled("xm-1", "Wells", "<a>" * levels + "x" + "</a>" * levels))


def element(attributes: int) -> str:
    given = " ".join(f"a{n}=''" for n in range(attributes))
    return f"<a {given}/>"


def attributes(number: int) -> str:
    return iati(titled("xm-1", "Wells", element(number)))


def of_many(number: int, part: str) -> str:
    return iati(titled("xm-1", "Wells", part * number))


def zipped(content: bytes, method: int) -> bytes:
    """Return an archive with one file, of which the archive states that it has 4,000 bytes."""
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", method) as archive:
            archive.writestr("a.xml", content)
        made = bytearray(file.getvalue())
    entry = made.rindex(b"PK\x01\x02")
    made[22:26] = made[entry + 24 : entry + 28] = (4000).to_bytes(4, "little")
    return bytes(made)


def damaged(content: bytes) -> bytes:
    """Return an archive whose only member begins with other bytes."""
    return content[:50] + b"\xff" * 20 + content[70:]


# name: the file as text, as bytes or as what makes them, the code of its fault, and the line in its sentence
# (None: the file as a whole)
REFUSED: dict[str, tuple[str | bytes | Callable[[], bytes], str, int | None]] = {
    "an entity bomb": (
        f"<?xml version='1.0'?>\n<!DOCTYPE x [{BOMB}]>\n<iati-activities>&i;</iati-activities>",
        "doctype",
        2,
    ),
    "an external entity": (f"\n\n{OUTSIDE}\n<iati-activities>&a;</iati-activities>".lstrip(), "doctype", 1),
    "an external declaration": ('<!DOCTYPE x SYSTEM "http://example.org/x.dtd">\n<iati-activities/>', "doctype", 1),
    "a parameter entity": ('<!DOCTYPE x [<!ENTITY % p SYSTEM "x">%p;]>\n<iati-activities/>', "doctype", 1),
    "an unknown entity": (iati(titled("xm-1", "&nothing;")), "not-well-formed", 5),
    "a public declaration": ('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x">\n<html/>', "doctype", 1),
    "200 levels": (deep(200), "too-deep", 6),
    "65 levels": (deep(65), "too-deep", 6),
    "10,000 levels": (deep(10_000), "too-deep", 6),
    "10,000 attributes": (attributes(10_000), "many-attributes", 6),
    "1,001 attributes": (attributes(1_001), "many-attributes", 6),
    "the same attribute twice": (iati(titled("xm-1", "Wells", '<a b="1" b="2"/>')), "not-well-formed", 6),
    "a long attribute": (iati(titled("xm-1", "Wells", f'<a b="{"x" * 1_100_000}"/>')), "long-attribute", 6),
    "too many elements": (of_many(150_001, "<a/>"), "many-elements", 6),
    "truncated in a tag": (iati(WELLS)[:-10], "not-well-formed", 7),
    "truncated in a text": (iati(WELLS)[:150], "not-well-formed", None),
    "only a beginning": ("<iati-activities", "not-well-formed", 1),
    "tags across": (iati(titled("xm-1", "Wells", "<a><b></a></b>")), "not-well-formed", 6),
    "an angle bracket in a text": (iati(titled("xm-1", "a < b")), "not-well-formed", 5),
    "an ampersand": (iati(titled("xm-1", "Food & water")), "not-well-formed", 5),
    "a control character": (iati(titled("xm-1", "We\x01lls")), "not-well-formed", 5),
    "a null character": (iati(titled("xm-1", "We\0lls")), "not-well-formed", 5),
    "an escaped null character": (iati(titled("xm-1", "We&#0;lls")), "not-well-formed", 5),
    "text after the end": (iati(WELLS) + "more", "not-well-formed", 8),
    "two roots": (iati(WELLS) + iati(WELLS), "not-well-formed", 8),
    "an unbound prefix is none": (iati(WELLS).replace("<iati-identifier>", "<:>"), "not-well-formed", None),
    "UTF-16 that breaks off": (iati(WELLS).encode("utf-16")[:-1], "encoding", None),
    "a web page": ("<html>\n<body/></html>", "not-iati", None),
    "organisations": ("<iati-organisations>\n</iati-organisations>", "organisations", 1),
    "another XML": ("<kml><x/></kml>", "not-iati", None),
    "no activity": (iati(), "no-activities", None),
    "nothing": (b"", "empty", None),
    "JSON": ('{"a": 1}', "not-xml", None),
    "a picture": (b"\x89PNG\r\n\x1a\n", "not-xml", None),
    "a database": (b"SQLite format 3\0" + bytes(100), "is-database", None),
    "packed twice": (lambda: gzip.compress(gzip.compress(iati(WELLS).encode())), "nested-archive", None),
    "a packed bomb": (
        lambda: gzip.compress(iati(*[titled("xm-1", " " * 1_000_000)] * 20).encode()),
        "unpacks-too-large",
        None,
    ),
    "packed and cut off": (gzip.compress(iati(WELLS).encode())[:-10], "breaks-off", None),
    "zipped by bzip2 with a wrong size": (
        lambda: zipped(b"<a>" + bytes(10_000_000), zipfile.ZIP_BZIP2),
        "other-archive",
        None,
    ),
    "zipped by LZMA with a wrong size": (
        lambda: zipped(b"<a>" + bytes(10_000_000), zipfile.ZIP_LZMA),
        "other-archive",
        None,
    ),
    "zipped by LZMA and damaged": (
        lambda: damaged(zipped(iati(WELLS).encode(), zipfile.ZIP_LZMA)),
        "other-archive",
        None,
    ),
    "zipped with a wrong size": (
        lambda: zipped(b"<a>" + bytes(10_000_000), zipfile.ZIP_DEFLATED),
        "damaged-archive",
        None,
    ),
    "zipped and damaged": (
        lambda: damaged(zipped(iati(WELLS).encode(), zipfile.ZIP_DEFLATED)),
        "damaged-archive",
        None,
    ),
    "bzip2": (b"BZh91AY&SY", "other-archive", None),
}


@pytest.mark.parametrize("name", REFUSED)
def test_each_is_refused_in_a_sentence_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    content, code, line = REFUSED[name]
    path = tmp_path / "a.xml"
    made = content() if callable(content) else content
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    with pytest.raises(EnvironmentFault) as raised:
        imported(tmp_path / "out.db", path)
    assert raised.value.code == f"import.{code}"
    words = words_of(raised.value)
    assert words.endswith(".")
    assert "a.xml" in words
    if line is not None:
        assert f"line {line}" in words
    assert [each.name for each in tmp_path.iterdir()] == ["a.xml"]


def test_there_are_forty() -> None:
    assert len(REFUSED) >= 40


def repeated(part: str, number: int) -> Iterable[str]:
    return (part for _ in range(number))


_LAUNCHER = """
import os, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
# name: the parts in the activity, and whether it is imported
LARGE: dict[str, tuple[Callable[[], Iterable[str]], bool]] = {
    "a text of 100 MB": (lambda: ("<a>", *repeated("word " * 200_000, 100), "</a>"), False),
    "a comment of 100 MB": (lambda: ("<!--", *repeated("x" * 1_000_000, 100), "-->"), False),
    "as many elements as may be": (lambda: repeated('<a b="1"/>', 149_000), True),
    "as many attributes as may be": (lambda: repeated(element(990), 1_500), True),
    "as much text as may be": (lambda: repeated(f"<description>{'word ' * 750_000}</description>", 3), True),
}


_CASES = [
    pytest.param(name, marks=[pytest.mark.slow] if is_imported else []) for name, (_, is_imported) in LARGE.items()
]


@pytest.mark.parametrize("name", _CASES)
@pytest.mark.skipif(not hasattr(os, "wait4"), reason="measures another process")
def test_memory_is_bounded_whatever_a_file_holds(tmp_path: Path, name: str) -> None:
    parts, is_imported = LARGE[name]
    before, after = iati(titled("xm-1", "Wells", "|")).split("|")
    with (tmp_path / "a.xml").open("w", encoding="utf-8") as file:
        for part in (before, *parts(), after):
            file.write(part)
    words = [sys.executable, "-m", "coopviewer", "import", "iati", "a.xml", "-o", "out.db", "--quiet"]
    # by a small process of its own: a child counts what its parent had in memory when it was made
    launcher = [sys.executable, "-S", "-c", _LAUNCHER, *words]
    told = subprocess.run(launcher, cwd=tmp_path, capture_output=True, text=True, check=True)
    status, kibibytes = map(int, told.stdout.splitlines()[-1].split())
    assert status == (0 if is_imported else 2)
    assert kibibytes / 1024 < MOST_MEMORY
    assert (tmp_path / "out.db").exists() is is_imported


def test_a_zip_with_paths_writes_nothing_but_the_reference(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "deeper"
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for name in ("../../up.xml", "/tmp/absolute.xml", "C:\\windows.xml"):
            archive.writestr(name, iati(titled(name.replace("\\", "-").replace("/", "-"), "Wells")))
    outcome = imported(folder / "out.db", folder / "a.zip")
    assert outcome.activities == 3
    assert sorted(each.name for each in tmp_path.rglob("*") if each.is_file()) == ["a.zip", "out.db"]
