"""What the standard demands and a source does not state is added, and marked as computed."""

from xml.etree.ElementTree import fromstring, tostring

import pytest

from coopviewer.exchange.iati.completion import complete
from coopviewer.exchange.iati.elements import NAMESPACE

_WORLD = "http://www.opengis.net/def/crs/EPSG/0/4326"
_ONE, _TWO = (f'<condition type="{kind}" />' for kind in "12")
_UNKNOWN = '<document-link format="application/octet-stream" coop:computed="format">'
_OTHERS = '<category code="A12" coop:computed="true" /></document-link>'
_REPORT = '<category code="B01" /></document-link>'


@pytest.mark.parametrize(
    ("given", "completed"),
    [
        ("<point/>", f'<point srsName="{_WORLD}" coop:computed="srsName" />'),
        ('<point srsName="x" />', '<point srsName="x" />'),
        ("<conditions />", "<conditions />"),
        (
            "<conditions><condition/></conditions>",
            f'<conditions coop:computed="condition/type">{_ONE}</conditions>',
        ),
        (
            '<conditions coop:computed="attached"><condition/><condition/></conditions>',
            f'<conditions coop:computed="attached condition/type">{_ONE}{_ONE}</conditions>',
        ),
        (
            f"<conditions><condition/>{_TWO}<condition/></conditions>",
            f'<conditions coop:computed="condition[1]/type condition[3]/type">{_ONE}{_TWO}{_ONE}</conditions>',
        ),
        (f"<conditions>{_TWO}</conditions>", f"<conditions>{_TWO}</conditions>"),
        ("<document-link/>", f"{_UNKNOWN}{_OTHERS}"),
        ('<document-link format="text/html" />', f'<document-link format="text/html">{_OTHERS}'),
        (f"<document-link>{_REPORT}", f"{_UNKNOWN}{_REPORT}"),
        ("<sector><narrative /></sector>", "<sector><narrative /></sector>"),
    ],
)
def test_what_is_missing_is_added_and_marked(given: str, completed: str) -> None:
    """An element is completed at any depth, here two levels below the activity."""
    activity = fromstring(f'<iati-activity xmlns:coop="{NAMESPACE}"><x>{given}</x></iati-activity>')
    complete(activity)
    said = tostring(activity[0], "unicode").replace(f' xmlns:coop="{NAMESPACE}"', "")
    assert said == f"<x>{completed}</x>"
    complete(activity)
    assert tostring(activity[0], "unicode").replace(f' xmlns:coop="{NAMESPACE}"', "") == said
