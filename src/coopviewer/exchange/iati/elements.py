"""Makes elements of XML, fills them, and writes them."""

import re
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

NAMESPACE = "https://coopviewer.invalid/ns/1"
"""The namespace of what the standard cannot say; it is a name, not an address."""
_DECLARED = f' xmlns:coop="{NAMESPACE}"'
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

register_namespace("coop", NAMESPACE)


def own(name: str) -> str:
    """Return a name in coopviewer's own namespace, as ElementTree writes it (``{…}name``).

    Such names are for what the standard cannot say.
    """
    return f"{{{NAMESPACE}}}{name}"


def element(name: str, text: str | None = None, **attributes: str | None) -> Element:
    """Return an element; attributes that are None are left out, and ``_`` in their names becomes ``-``.

    ``text`` None: it has no text.
    """
    made = Element(name)
    if text is not None:
        made.text = xml_text(text)
    for key, value in attributes.items():
        set_attribute(made, key.replace("_", "-"), value)
    return made


def set_attribute(of: Element, name: str, value: str | None) -> None:
    """Set an attribute, unless the value is None."""
    if value is not None:
        of.set(name, xml_text(value))


def child(of: Element, name: str, text: str | None = None, **attributes: str | None) -> Element:
    """Append a new element to another one, and return the new one; the other arguments are those of ``element``."""
    made = element(name, text, **attributes)
    of.append(made)
    return made


def narrative(of: Element, text: str, language: str | None = None) -> Element:
    """Append a narrative, and return it; ``language`` is its tag, None: the default of the activity."""
    made = SubElement(of, "narrative")
    made.text = xml_text(text)
    set_attribute(made, _LANGUAGE, language)
    return made


def set_languages(activity: Element, language: str | None, *, in_english: bool) -> None:
    """Set the default language of an activity; None: it has none.

    ``in_english``: if it has none, each narrative without a language is marked as English; else these stay without.
    """
    if language is not None:
        activity.set(_LANGUAGE, language)
        return
    if not in_english:
        return
    for each in activity.iter("narrative"):
        if each.get(_LANGUAGE) is None:
            each.set(_LANGUAGE, "en")


def xml_text(text: str) -> str:
    """Return a text with U+FFFD in place of characters that no XML file may have."""
    return _NOT_XML.sub("\ufffd", text)


def is_day(text: str | None) -> bool:
    """Return whether a text has the form of a whole day (``2021-05-31``), as the standard asks for; False for None."""
    return text is not None and _DAY.fullmatch(text) is not None


def as_xml(of: Element) -> bytes:
    """Return an activity as UTF-8, indented for its place in the file; that white space is added to the element itself.

    The own namespace is not declared, since the file's first element does that.
    """
    _indent(of, 1)
    written = str(tostring(of, "unicode"))
    return f"  {written.replace(_DECLARED, '', 1)}\n".encode()


def _indent(of: Element, level: int) -> None:
    inner = "\n" + "  " * (level + 1)
    if len(of) and not (of.text or "").strip():
        of.text = inner
        for each in of:
            _indent(each, level + 1)
            each.tail = inner
        of[-1].tail = "\n" + "  " * level
