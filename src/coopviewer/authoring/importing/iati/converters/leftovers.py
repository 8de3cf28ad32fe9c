"""Keeps what is left of an activity's elements, once the other converters took their facts, as published fields."""

from collections.abc import Iterable

from coopviewer.authoring.importing.iati.converters.conversion import Conversion
from coopviewer.authoring.importing.iati.elements import Element, Leaf, is_used_up, leaves
from coopviewer.authoring.importing.iati.keys import key_part, short_hash
from coopviewer.authoring.importing.iati.standard import is_foreign, unknown_name
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.published_facts import PublishedField, PublishedValue

_LONGEST_PATH = 19


def keep(element: Element, conversion: Conversion) -> None:
    """Keep what no fact took of a child of the activity: a published field with each attribute and text left in it.

    To be called after the child was converted to facts, which removes what they use from it. If nothing is left no
    field is added; an empty element whose name the IATI standard lacks counts as left. Text that follows the child
    becomes a field of its own. A name that the standard lacks is noted once for each file; names inside such an
    element are not noted.
    """
    left = [] if is_used_up(element) else [*leaves(element, element.name)]
    if left:
        _add(element, conversion, left)
    if tail := " ".join(element.tail.split()):
        _add(element, conversion, [Leaf("iati-activity", tail, element.line)])


def keep_attributes(activity: Element, conversion: Conversion) -> None:
    """Keep what no fact took of the activity element itself: a published field for each attribute, and for its text.

    To be called after ``convert_attributes``, which removes the attributes that became facts. Empty attributes are
    dropped, except foreign ones (``is_foreign``). A kept attribute whose name the IATI standard lacks is noted, once
    for each file.
    """
    for name, value in activity.attributes.items():
        if value.strip() or is_foreign(name):
            if unknown_name(f"@{name}") is not None:
                conversion.once(ImportSeverity.KEPT, "unknown-attribute", name, "", activity)
            key = f"published/{key_part(name.replace(':', '-'), _LONGEST_PATH)}"
            conversion.add(
                PublishedField,
                key,
                activity,
                label=name,
                ordinal=conversion.ordinal("published"),
                values=(PublishedValue(f"@{name}", value.strip()),),
            )
    if text := activity.words():
        _add(activity, conversion, [Leaf(activity.name, text, activity.line)])


def keep_around(around: Iterable[Element], conversion: Conversion) -> None:
    """Keep elements that a file has outside its activities, each as a published field of the activity being converted.

    ``around`` has those elements one by one, nested ones too. An element without attributes and texts is left
    out, unless the IATI standard lacks its name.
    """
    for element in around:
        if left := [*leaves(element, element.name)]:
            _add(element, conversion, left)


def _add(element: Element, conversion: Conversion, left: list[Leaf]) -> None:
    for leaf in left:
        if (name := unknown_name(leaf.path)) is not None:
            what = "unknown-attribute" if name.startswith("@") else "unknown-element"
            conversion.once(ImportSeverity.KEPT, what, name.removeprefix("@"), "", element)
    content = short_hash(*(part for leaf in left for part in (leaf.path, leaf.value)))
    label = element.name.rpartition("/")[2]
    conversion.add(
        PublishedField,
        f"published/{key_part(label.replace(':', '-'), _LONGEST_PATH)}-{content}",
        element,
        label=label,
        ordinal=conversion.ordinal("published"),
        values=tuple(PublishedValue(leaf.path, leaf.value) for leaf in left),
    )
