"""What a document that is used as template must not have, since it is untrusted.

It may carry nothing that runs, that is loaded from elsewhere, or that grows without bound.
"""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.parsers import expat

from coopviewer.domain.errors import EnvironmentFault

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of the elements of a text, as ElementTree writes it before their names."""
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
"""The name of an element that relates one part to another."""
MOST_BYTES = 20_000_000
"""The most bytes of a template, both of the file and of all its parts when they are unpacked."""
_MOST_PARTS = 500
_TEXT_PARTS = (".xml", ".rels")
_FIELDS = frozenset(
    (
        *("=", "AUTHOR", "COMMENTS", "CREATEDATE", "DATE", "DOCPROPERTY", "DOCVARIABLE", "EDITTIME", "FILENAME"),
        *("FILESIZE", "IF", "INFO", "KEYWORDS", "LASTSAVEDBY", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE"),
        *("PAGEREF", "PRINTDATE", "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF"),
        *("SUBJECT", "SYMBOL", "TEMPLATE", "TIME", "TITLE", "USERADDRESS", "USERINITIALS", "USERNAME"),
    )
)
"""Fields that load nothing from elsewhere and run nothing."""


def checked_parts(packed: bytes, path: Path) -> dict[str, bytes]:
    """Return the parts (files by their paths) of ``packed``, a DOCX file as bytes, if none may run or load anything.

    Raises EnvironmentFault, which names ``path``, for macros, embedded documents and whatever is loaded from elsewhere,
    and for over 500 parts or over 20 million bytes in all. For a damaged file it raises KeyError, or what ``zipfile``
    and the parsers of XML raise. Fields within texts are not checked: ``refuse_fields`` does that.
    """
    files = _unpacked(packed, path)
    _refuse_unsafe(files, path)
    return files


def refuse_fields(content: str, path: Path) -> None:
    """Raise EnvironmentFault, which names ``path``, if a field may load or run something when Word updates it.

    ``content`` is the XML of a part in which fields are looked for; ``ParseError`` is raised if it is no XML. Only
    kinds of fields known to be harmless, such as ``PAGE``, are accepted; ``HYPERLINK`` and ``TOC`` are not.
    """
    waiting: list[str] = []
    instructions = []
    for element in ET.fromstring(content.encode()).iter():
        if element.tag == f"{WORD}fldSimple":
            instructions.append(element.get(f"{WORD}instr", ""))
        elif element.tag == f"{WORD}fldChar":
            kind = element.get(f"{WORD}fldCharType")
            if kind == "begin":
                waiting.append("")
            elif waiting:
                instructions.append(waiting.pop() if kind == "end" else waiting[-1])
        elif element.tag == f"{WORD}instrText":
            waiting = [*waiting[:-1], (waiting[-1] if waiting else "") + (element.text or "")]
    for instruction in (*instructions, *filter(None, waiting)):
        name = re.match(r"\s*(=|\w*)", instruction)
        if name is None or name[1].upper() not in _FIELDS:
            raise EnvironmentFault("template.external", path=path)


def _unpacked(packed: bytes, path: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    left = MOST_BYTES
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
    for relation in ET.fromstring(content).iter(RELATION):
        kind = relation.get("Type", "").rpartition("/")[2]
        if kind == "attachedTemplate":
            raise EnvironmentFault("template.attached", path=path)
        if kind in ("vbaProject", "wordVbaData"):
            raise EnvironmentFault("template.macros", path=path)
        if relation.get("TargetMode", "").lower() == "external":
            raise EnvironmentFault("template.external", path=path)
        if kind in ("oleObject", "package", "control", "aFChunk", "subDocument", "frame"):
            raise EnvironmentFault("template.embedded", path=path)
