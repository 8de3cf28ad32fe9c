"""A DOCX file as a package: parts (files inside an archive), their types, and the relationships between them."""

import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import NamedTuple

from coopviewer.exchange.documents.docx_text import DECLARATION, escaped

MAIN = "word/document.xml"
NOTES = "word/footnotes.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DAY = (1980, 1, 1, 0, 0, 0)  # the first that archives have: the same document always gives the same bytes
_DEFAULTS = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
IMAGES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "svg": "image/svg+xml",
}
"""The types of pictures by the extensions of their names."""
_TYPES = {
    "document": f"{_WORD}.document.main+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "extended-properties": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}


class PackageRelation(NamedTuple):
    """A relationship from one part of a DOCX file to another, or to an address outside the file (``is_external``).

    ``kind`` is the last word of the relationship's type, such as ``header``. ``target`` is the path or address it leads
    to; a path is relative to the folder of the part from which the relationship starts.
    """

    id: str
    kind: str
    target: str
    is_external: bool = False


class Package:
    """Collects the parts of a DOCX file, which ``packed`` then returns."""

    def __init__(self) -> None:
        """Start without parts."""
        self._files: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._relations: dict[str, list[PackageRelation]] = {"": [], MAIN: []}

    def add(self, name: str, content: str | bytes, kind: str, id: str = "") -> None:
        """Add a part at the path ``name`` in the archive, and the relationship that leads to it from the main document.

        ``kind`` is the last word of the relationship's type (``header``), ``id`` its id, empty: a new one. The content
        has the type of WordprocessingML with this word (``….wordprocessingml.header+xml``), but ``theme``, ``document``
        (the main document itself), ``core-properties`` and ``extended-properties`` have types of their own. For the
        last three the relationship starts from the package instead.
        """
        self._files[name] = content.encode() if isinstance(content, str) else content
        self._types[name] = _TYPES.get(kind, f"{_WORD}.{kind}+xml")
        is_of_package = kind in ("document", "core-properties", "extended-properties")
        source, target = ("", name) if is_of_package else (MAIN, name.removeprefix("word/"))
        self.relate(source, PackageRelation(id or f"rIdPart{len(self._relations[source]) + 1}", _last(kind), target))

    def add_media(self, name: str, content: bytes) -> None:
        """Add a picture at the path ``name`` in the archive, such as ``word/media/a.png``.

        Its extension must be one of IMAGES, which is not checked. To show it, a part also needs a relationship to it,
        which ``relate`` adds.
        """
        self._files[name] = content

    def relate(self, source: str, *relations: PackageRelation) -> None:
        """Add relationships that start from the part ``source``, or from the package if ``source`` is empty."""
        self._relations.setdefault(source, []).extend(relations)

    def packed(self) -> bytes:
        """Return the package as the bytes of a ZIP archive, the same bytes for the same parts."""
        files = {"[Content_Types].xml": self._content_types().encode()}
        files |= {_relations_of(name): _relations(found).encode() for name, found in self._relations.items() if found}
        files |= self._files
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    def _content_types(self) -> str:
        endings = {name.rpartition(".")[2].lower() for name in self._files}
        known = _DEFAULTS | {ending: media for ending, media in IMAGES.items() if ending in endings}
        defaults = "".join(f'<Default Extension="{end}" ContentType="{media}"/>' for end, media in known.items())
        overrides = "".join(
            f'<Override PartName="/{escaped(name)}" ContentType="{media}"/>' for name, media in self._types.items()
        )
        return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _last(kind: str) -> str:
    return "officeDocument" if kind == "document" else kind


def _relations_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _relations(relations: Iterable[PackageRelation]) -> str:
    modes = {True: ' TargetMode="External"', False: ""}
    written = "".join(
        f'<Relationship Id="{escaped(each.id)}" Type="{_type(each.kind)}" Target="{escaped(each.target)}"'
        f"{modes[each.is_external]}/>"
        for each in relations
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _type(kind: str) -> str:
    return f"{_PACKAGE}/relationships/metadata/{kind}" if kind == "core-properties" else f"{_OFFICE}/{kind}"
