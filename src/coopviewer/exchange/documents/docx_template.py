"""A DOCX file used as template: it lends its styles, lists, headers, footers and page layout, not the text of its body.

What it must not have is refused by ``docx_template_checks.py``.
"""

import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers import expat

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.documents.docx_package import IMAGES, PackageRelation
from coopviewer.exchange.documents.docx_template_checks import (
    MOST_BYTES,
    RELATION,
    WORD,
    checked_parts,
    refuse_fields,
)
from coopviewer.exchange.documents.docx_text import DECLARATION, escaped
from coopviewer.file_kinds import FileKind, NotAFile, kind_of, read_within

_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_KINDS = ("header", "footer")
_MOST_WIDTH = 31_680  # twentieths of a point: 22 inches, the widest paper of Word
_OFF = ("0", "false", "off")
_NO_CONTENT = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)  # comments and instructions, the declaration too


class Part(NamedTuple):
    """A header or footer of a template: its XML, and its pictures with the relationships that lead to them.

    ``name`` is its path in the new file (``word/header1.xml``), ``kind`` is ``header`` or ``footer``. Its pictures too
    have paths of their own there (``word/media/header1-1.png``), and not those of the template.
    """

    name: str
    kind: str
    content: str
    relations: tuple[PackageRelation, ...]
    media: tuple[tuple[str, bytes], ...]


class Template(NamedTuple):
    """What a template lends to a document.

    ``styles``, ``numbering`` (its lists; None: it has none) and ``theme`` (None: it has none) are XML. ``style_ids``
    has the ids of its styles, escaped for XML, by their names in lower case. ``section`` is the XML of its last
    section, that is, of the page layout. ``parts`` has headers and footers by new ids (``rIdLent1``), by which
    ``section`` refers to them. ``text_width`` is the width of the text in twentieths of a point; 0: not stated.
    ``without_footer`` has ``default`` if pages lack a footer, ``first`` if a first page unlike the others lacks one.
    """

    styles: str
    style_ids: dict[str, str]
    numbering: str | None
    theme: bytes | None
    section: str
    parts: Mapping[str, Part]
    text_width: int
    without_footer: tuple[str, ...] = ("default",)


def read_template(path: Path) -> Template | None:
    """Return the template at a path; None if there is no file. Raises EnvironmentFault if it cannot be used."""
    try:
        if kind_of(path) is FileKind.ABSENT:
            return None
        packed = read_within(path, MOST_BYTES)
    except (NotAFile, OSError) as error:
        raise EnvironmentFault("template.unreadable", path=path) from error
    if len(packed) > MOST_BYTES:
        raise EnvironmentFault("template.too-large", path=path)
    return template_of(packed, path)


def template_of(packed: bytes, path: Path) -> Template:
    """Return the template in ``packed``, the bytes of a DOCX file.

    Raises EnvironmentFault, which names ``path``, if the file is damaged or unpacks to over 20 MB (MOST_BYTES) or 500
    parts, or if it contains macros, embedded documents, or anything that is loaded from elsewhere.
    """
    try:
        return _template(checked_parts(packed, path), path)
    except _DAMAGES as error:
        raise EnvironmentFault("template.damaged", path=path) from error


_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError),
    *(expat.ExpatError, ET.ParseError, KeyError, ValueError, IndexError),
)


def _template(files: dict[str, bytes], path: Path) -> Template:
    main = _targets(files["_rels/.rels"], "")["officeDocument"][0][1]
    related = _targets(files.get(_relations_of(main), b""), dirname(main))
    styles = _text(_xml(files, related["styles"][0][1]), "styles")
    numbering = related.get("numbering")
    theme = related.get("theme")
    section = _section(_xml(files, main))
    known = {id: (kind, name) for kind in _KINDS for id, name in related.get(kind, ())}
    parts = _lent_parts(files, section, known, path)
    for part in parts.values():
        refuse_fields(part.content, path)
    return Template(
        styles,
        _style_ids(styles),
        _text(_xml(files, numbering[0][1]), "numbering") if numbering else None,
        _xml(files, theme[0][1]) if theme else None,
        ET.tostring(section, encoding="unicode"),
        parts,
        _text_width(section),
        _without_footer(section),
    )


def _lent_parts(
    files: dict[str, bytes], section: ET.Element, known: dict[str, tuple[str, str]], path: Path
) -> dict[str, Part]:
    """Return the headers and footers of a section by new ids, which are set in it; removes all other references.

    ``known`` has their kinds and names by the old ids. Raises EnvironmentFault if one embeds anything but pictures.
    """
    parts: dict[str, Part] = {}
    for child in list(section):
        id = child.get(f"{_OFFICE}id")
        if id is None:
            continue
        kind, name = known.get(id, ("", ""))
        if child.tag != f"{WORD}{kind}Reference":
            section.remove(child)
            continue
        if _targets(files.get(_relations_of(name), b""), "").keys() - {"image"}:
            raise EnvironmentFault("template.embedded", path=path)
        new_id = f"rIdLent{len(parts) + 1}"
        parts[new_id] = _part(files, name, kind, 1 + sum(part.kind == kind for part in parts.values()))
        child.set(f"{_OFFICE}id", new_id)
    return parts


def _relations_of(name: str) -> str:
    return f"{dirname(name)}/_rels/{name.rpartition('/')[2]}.rels".lstrip("/")


def _targets(content: bytes, folder: str) -> dict[str, list[tuple[str, str]]]:
    """Return ids and targets of a part's relations, by the last word of their type; ``folder`` is that of the part."""
    found: dict[str, list[tuple[str, str]]] = {}
    for relation in ET.fromstring(content).iter(RELATION) if content else ():
        target = relation.get("Target", "")
        name = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        found.setdefault(relation.get("Type", "").rpartition("/")[2], []).append((relation.get("Id", ""), name))
    return found


def _xml(files: dict[str, bytes], name: str) -> bytes:
    """Return a part that is XML by its name, as only such parts were checked.

    Raises ValueError for any other, and KeyError if there is no such part.
    """
    if not name.lower().endswith(".xml"):
        raise ValueError(name)
    return files[name]


def _text(content: bytes, root: str) -> str:
    """Return a part as text without comments, to which elements can be added; raises ValueError if they cannot."""
    text = content.decode("utf-8-sig")
    if "<![CDATA[" in text:  # no word processor writes these
        raise ValueError(root)
    text = _NO_CONTENT.sub("", text).strip()
    if not re.match(rf"<w:{root}[\s>]", text) or not text.endswith(f"</w:{root}>"):
        raise ValueError(root)
    if ET.fromstring(text.encode()).tag != f"{WORD}{root}":
        raise ValueError(root)
    return DECLARATION + text


def _part(files: dict[str, bytes], name: str, kind: str, number: int) -> Part:
    """Return a header or footer with its pictures, under our names. Raises ValueError, KeyError."""
    relations: list[PackageRelation] = []
    media: list[tuple[str, bytes]] = []
    for id, picture in _targets(files.get(_relations_of(name), b""), dirname(name)).get("image", ()):
        ending = picture.rpartition(".")[2].lower()
        if ending not in IMAGES:
            raise ValueError(picture)
        new = f"media/{kind}{number}-{len(media) + 1}.{ending}"
        relations.append(PackageRelation(id, "image", new))
        media.append((f"word/{new}", files[picture]))
    content = _text(_xml(files, name), "hdr" if kind == "header" else "ftr")
    return Part(f"word/{kind}{number}.xml", kind, content, tuple(relations), tuple(media))


def _section(content: bytes) -> ET.Element:
    """Return the last section of a document; headers and footers that it lacks are those of the sections before."""
    sections = list(ET.fromstring(content).iter(f"{WORD}sectPr"))
    last = sections[-1] if sections else ET.Element(f"{WORD}sectPr")
    inherited = {
        (each.tag, each.get(f"{WORD}type", "default")): each
        for section in sections
        for each in section
        if each.get(f"{_OFFICE}id") is not None
    }
    own = list(last)
    for each in inherited.values():
        if not any(each is known for known in own):
            last.insert(0, each)
    return last


def _style_ids(styles: str) -> dict[str, str]:
    found = {}
    for style in ET.fromstring(styles.encode()).iter(f"{WORD}style"):
        name = style.find(f"{WORD}name")
        if name is not None:
            found[name.get(f"{WORD}val", "").lower()] = escaped(style.get(f"{WORD}styleId", ""))
    return {name: id for name, id in found.items() if id}


def _without_footer(section: ET.Element) -> tuple[str, ...]:
    """Return the kinds of pages, ``default`` and ``first``, for which a section has no footer; ``first`` if it counts.

    Even pages are like odd ones in our documents, whatever the template has for them.
    """
    kinds = {each.get(f"{WORD}type", "default") for each in section.iter(f"{WORD}footerReference")}
    own_first = section.find(f"{WORD}titlePg")
    is_first_other = own_first is not None and own_first.get(f"{WORD}val", "1") not in _OFF
    return tuple(kind for kind in ("default", "first") if kind not in kinds and (kind == "default" or is_first_other))


def _text_width(section: ET.Element) -> int:
    """Return the width between the margins, in twentieths of a point; 0 if the section does not say."""
    size, margins = section.find(f"{WORD}pgSz"), section.find(f"{WORD}pgMar")
    if size is None or margins is None:
        return 0
    left, right = (int(margins.get(f"{WORD}{side}", "0")) for side in ("left", "right"))
    return min(max(int(size.get(f"{WORD}w", "0")) - left - right, 2_000), _MOST_WIDTH)
