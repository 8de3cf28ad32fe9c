"""Another document as template: it lends its styles, lists, headers, footers and section, never its text.

A template is untrusted: it may carry nothing that runs, that is loaded from elsewhere, or that grows without bound.
"""

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers import expat

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.documents.docx_package import IMAGES, PackageRelation
from coopviewer.exchange.documents.docx_text import DECLARATION, escaped
from coopviewer.file_kinds import FileKind, NotAFile, kind_of, read_within

_MOST_BYTES = 20_000_000
"""Bytes of a template at most, packed and unpacked."""
_MOST_PARTS = 500
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_KINDS = ("header", "footer")
_TEXT_PARTS = (".xml", ".rels")
_MOST_WIDTH = 31_680  # twentieths of a point: 22 inches, the widest paper of Word
_NO_CONTENT = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)  # comments and instructions, the declaration too
_FIELDS = frozenset(
    (
        *("=", "AUTHOR", "COMMENTS", "CREATEDATE", "DATE", "DOCPROPERTY", "DOCVARIABLE", "EDITTIME", "FILENAME"),
        *("FILESIZE", "IF", "INFO", "KEYWORDS", "LASTSAVEDBY", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE"),
        *("PAGEREF", "PRINTDATE", "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF"),
        *("SUBJECT", "SYMBOL", "TEMPLATE", "TIME", "TITLE", "USERADDRESS", "USERINITIALS", "USERNAME"),
    )
)
"""Fields that load nothing from elsewhere and run nothing."""


class Part(NamedTuple):
    """A header or footer: its name in our package, kind and XML, and its pictures with the relations to them.

    Names and ids are ours, so that no part of a template takes the place of one of the document.
    """

    name: str
    kind: str
    content: str
    relations: tuple[PackageRelation, ...]
    media: tuple[tuple[str, bytes], ...]


class Template(NamedTuple):
    """What a template lends: ``styles``, ``numbering`` (its lists) and ``theme`` as XML; None: it has none.

    ``style_ids``, escaped for XML, are by names in lower case. ``section`` is its last section, with new ids of headers
    and footers, and ``parts`` has these by the same ids. ``text_width`` is in twentieths of a point; 0: not stated.
    """

    styles: str
    style_ids: dict[str, str]
    numbering: str | None
    theme: bytes | None
    section: str
    parts: Mapping[str, Part]
    text_width: int


def read_template(path: Path) -> Template | None:
    """Return the template at a path; None if there is no file. Raises EnvironmentFault if it cannot be used."""
    try:
        if kind_of(path) is FileKind.ABSENT:
            return None
        packed = read_within(path, _MOST_BYTES)
    except (NotAFile, OSError) as error:
        raise EnvironmentFault("template.unreadable", path=path) from error
    if len(packed) > _MOST_BYTES:
        raise EnvironmentFault("template.too-large", path=path)
    return template_of(packed, path)


def template_of(packed: bytes, path: Path) -> Template:
    """Return the template in the bytes of a DOCX file.

    Raises EnvironmentFault, about ``path``, if it is damaged, too large, or has what runs or is loaded from elsewhere.
    """
    try:
        files = _unpacked(packed, path)
        _refuse_unsafe(files, path)
        return _template(files, path)
    except _DAMAGES as error:
        raise EnvironmentFault("template.damaged", path=path) from error


_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError),
    *(expat.ExpatError, ET.ParseError, KeyError, ValueError, IndexError),
)


def _unpacked(packed: bytes, path: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    left = _MOST_BYTES
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        names = [info for info in archive.infolist() if not info.is_dir()]
        if len(names) > _MOST_PARTS:
            raise EnvironmentFault("template.too-large", path=path)
        for info in names:
            with archive.open(info) as file:
                content = file.read(left + 1)  # what the archive says of its sizes is not trusted
            left -= len(content)
            if left < 0:
                raise EnvironmentFault("template.too-large", path=path)
            files[info.filename] = content
    return files


def _refuse_unsafe(files: dict[str, bytes], path: Path) -> None:
    for name, content in files.items():
        if "vbaproject" in name.lower() or "macrosheet" in name.lower():
            raise EnvironmentFault("template.macros", path=path)
        if name.lower().endswith(_TEXT_PARTS):
            _refuse_types(content, path)
    if b"macroEnabled" in files["[Content_Types].xml"]:
        raise EnvironmentFault("template.macros", path=path)
    for name, content in files.items():
        if name.lower().endswith(".rels"):
            _refuse_relations(content, path)


def _refuse_types(content: bytes, path: Path) -> None:
    """Read a part; raises EnvironmentFault for a document type, which may define entities that never end."""

    def refuse(*_: object) -> None:
        raise EnvironmentFault("template.dtd", path=path)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(content, True)


def _refuse_relations(content: bytes, path: Path) -> None:
    for relation in ET.fromstring(content).iter(_RELATION):
        kind = relation.get("Type", "").rpartition("/")[2]
        if kind == "attachedTemplate":
            raise EnvironmentFault("template.attached", path=path)
        if kind in ("vbaProject", "wordVbaData"):
            raise EnvironmentFault("template.macros", path=path)
        if relation.get("TargetMode", "").lower() == "external":
            raise EnvironmentFault("template.external", path=path)
        if kind in ("oleObject", "package", "control", "aFChunk", "subDocument", "frame"):
            raise EnvironmentFault("template.embedded", path=path)


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
        _refuse_fields(part.content, path)
    return Template(
        styles,
        _style_ids(styles),
        _text(_xml(files, numbering[0][1]), "numbering") if numbering else None,
        _xml(files, theme[0][1]) if theme else None,
        ET.tostring(section, encoding="unicode"),
        parts,
        _text_width(section),
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
        if child.tag != f"{_WORD}{kind}Reference":
            section.remove(child)
            continue
        if _targets(files.get(_relations_of(name), b""), "").keys() - {"image"}:
            raise EnvironmentFault("template.embedded", path=path)
        new_id = f"rIdLent{len(parts) + 1}"
        parts[new_id] = _part(files, name, kind, 1 + sum(part.kind == kind for part in parts.values()))
        child.set(f"{_OFFICE}id", new_id)
    return parts


def _refuse_fields(content: str, path: Path) -> None:
    """Raise EnvironmentFault where a field may load or run something, when the document is opened or updated."""
    waiting: list[str] = []
    instructions = []
    for element in ET.fromstring(content.encode()).iter():
        if element.tag == f"{_WORD}fldSimple":
            instructions.append(element.get(f"{_WORD}instr", ""))
        elif element.tag == f"{_WORD}fldChar":
            kind = element.get(f"{_WORD}fldCharType")
            if kind == "begin":
                waiting.append("")
            elif waiting:
                instructions.append(waiting.pop() if kind == "end" else waiting[-1])
        elif element.tag == f"{_WORD}instrText":
            waiting = [*waiting[:-1], (waiting[-1] if waiting else "") + (element.text or "")]
    for instruction in (*instructions, *filter(None, waiting)):
        name = re.match(r"\s*(=|\w*)", instruction)
        if name is None or name[1].upper() not in _FIELDS:
            raise EnvironmentFault("template.external", path=path)


def _relations_of(name: str) -> str:
    return f"{dirname(name)}/_rels/{name.rpartition('/')[2]}.rels".lstrip("/")


def _targets(content: bytes, folder: str) -> dict[str, list[tuple[str, str]]]:
    """Return ids and targets of a part's relations, by the last word of their type; ``folder`` is that of the part."""
    found: dict[str, list[tuple[str, str]]] = {}
    for relation in ET.fromstring(content).iter(_RELATION) if content else ():
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
    if ET.fromstring(text.encode()).tag != f"{_WORD}{root}":
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
    sections = list(ET.fromstring(content).iter(f"{_WORD}sectPr"))
    return sections[-1] if sections else ET.Element(f"{_WORD}sectPr")


def _style_ids(styles: str) -> dict[str, str]:
    found = {}
    for style in ET.fromstring(styles.encode()).iter(f"{_WORD}style"):
        name = style.find(f"{_WORD}name")
        if name is not None:
            found[name.get(f"{_WORD}val", "").lower()] = escaped(style.get(f"{_WORD}styleId", ""))
    return {name: id for name, id in found.items() if id}


def _text_width(section: ET.Element) -> int:
    """Return the width between the margins, in twentieths of a point; 0 if the section does not say."""
    size, margins = section.find(f"{_WORD}pgSz"), section.find(f"{_WORD}pgMar")
    if size is None or margins is None:
        return 0
    left, right = (int(margins.get(f"{_WORD}{side}", "0")) for side in ("left", "right"))
    return min(max(int(size.get(f"{_WORD}w", "0")) - left - right, 2_000), _MOST_WIDTH)
