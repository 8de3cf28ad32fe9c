"""Makes elements of XML, fills them, and writes them."""

import re
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

NAMESPACE = "https://coopviewer.invalid/ns/1"
"""The XML namespace of coopviewer's own elements and attributes, for what IATI cannot say; it is no web address."""
_DECLARED = f' xmlns:coop="{NAMESPACE}"'
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute ``xml:lang`` as ElementTree writes it."""
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
    """Append a new element to ``of``, and return the new element.

    An attribute that is None is left out, ``_`` in its name becomes ``-``; ``text`` None: the new element has no text.
    """
    made = element(name, text, **attributes)
    of.append(made)
    return made


def narrative(of: Element, text: str, language: str | None = None) -> Element:
    """Append a ``narrative`` element with a text, and return it.

    ``language`` is the tag of the text's language, such as ``fr``; None: none is stated, as for a text in the
    activity's default language.
    """
    made = SubElement(of, "narrative")
    made.text = xml_text(text)
    set_attribute(made, LANGUAGE, language)
    return made


def set_languages(activity: Element, language: str | None, *, in_english: bool) -> None:
    """Set ``language`` as the default language (``xml:lang``) of an activity.

    If it is None, the activity gets no default language. Then ``in_english`` marks each narrative that has no language
    of its own as English; without it nothing changes.
    """
    if language is not None:
        activity.set(LANGUAGE, language)
        return
    if not in_english:
        return
    for each in activity.iter("narrative"):
        if each.get(LANGUAGE) is None:
            each.set(LANGUAGE, "en")


def xml_text(text: str) -> str:
    """Return a text with U+FFFD in place of characters that no XML file may have; nothing is escaped."""
    return _NOT_XML.sub("\ufffd", text)


def is_day(text: str | None) -> bool:
    """Return whether a text has the form of a whole day, such as ``2021-05-31``; False for None.

    Whether there is such a day is not checked: True for ``2021-02-31``.
    """
    return text is not None and _DAY.fullmatch(text) is not None


def as_xml(of: Element) -> bytes:
    """Return an activity as XML in UTF-8, indented by one level, as it is written into the file.

    The white space of the indentation is added to the element that is passed. The prefix ``coop`` is not declared here,
    since the first element of the file declares it.
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
