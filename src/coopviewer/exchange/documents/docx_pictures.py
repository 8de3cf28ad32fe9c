"""Writes pictures in WordprocessingML, the XML of DOCX files."""

from typing import NamedTuple

from coopviewer.exchange.documents.docx_text import escaped

_EMU = 635  # English Metric Units in a twentieth of a point
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


class Picture(NamedTuple):
    """A drawing of a block of the document, such as a map: the bytes of a PNG file, its width and height in pixels.

    ``text`` is its alternative text. ``share`` is the width at which it is shown, as a fraction of the text's width.
    """

    png: bytes
    width: int
    height: int
    text: str
    share: float = 1.0


def picture_xml(picture: Picture, number: int, file: int, width: int) -> str:
    """Return the XML of a run, a piece of a paragraph, that shows a picture.

    ``number`` counts the pictures of the document from 1. ``file`` is the number of the picture's file, which equal
    pictures share. ``width`` is the width of the text, in twentieths of a point.
    """
    wide = int(width * picture.share * _EMU)
    high = int(wide * picture.height / max(picture.width, 1))
    words = escaped(picture.text)
    extent = f'cx="{wide}" cy="{high}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr id="{number}" name="Picture {number}" descr="{words}"/>'
        f'<a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="picture{file}.png" descr="{words}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{picture_id(file)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def picture_id(file: int) -> str:
    """Return the id of the relationship to the picture file with the number ``file``: ``rIdPicture1`` for 1."""
    return f"rIdPicture{file}"
