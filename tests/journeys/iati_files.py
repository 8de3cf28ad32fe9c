"""Small files of activities for the journeys of an import."""

from pathlib import Path

PUBLISHER = "XM-TEST-1"


def activity(number: int, *, title: str = "", extra: str = "") -> str:
    """Return an activity with a country, a date, a sum and an organisation."""
    return f"""
  <iati-activity default-currency="EUR" xml:lang="en">
    <iati-identifier>{PUBLISHER}-{number}</iati-identifier>
    <reporting-org ref="{PUBLISHER}" type="10"><narrative>Aid &amp; Test</narrative></reporting-org>
    <title><narrative>{title or f"Water for village {number}"}</narrative></title>
    <description><narrative>Wells and pipes, part {number}.</narrative></description>
    <participating-org ref="XM-TEST-2" role="1" type="10"><narrative>Ministry of Tests</narrative></participating-org>
    <activity-status code="2"/>
    <activity-date type="2" iso-date="2020-01-01"/>
    <activity-date type="3" iso-date="2030-12-31"/>
    <recipient-country code="NE" percentage="100"/>
    <sector code="14030" vocabulary="1" percentage="100"/>
    <transaction><transaction-type code="3"/><transaction-date iso-date="2021-05-01"/>
      <value value-date="2021-05-01">{1000 + number}</value></transaction>{extra}
  </iati-activity>"""


UNUSUAL = """
    <recipient-country code="ne"/>
    <activity-date type="4" iso-date="soon"/>"""


def iati(*activities: str) -> str:
    """Return a file with these activities."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03" generated-datetime="2024-05-01">'
    return head + "".join(activities) + "\n</iati-activities>\n"


def write_iati(path: Path, count: int = 3, *, extra: str = "") -> Path:
    """Write a file with ``count`` activities; ``extra`` is in the first one."""
    first = activity(1, extra=extra)
    path.write_text(iati(first, *(activity(number) for number in range(2, count + 1))), encoding="utf-8")
    return path
