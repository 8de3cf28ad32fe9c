"""Which columns of each table of facts are compared between two editions, and what each table is about.

The place of a fact in the source's order (``ordinal``) is compared on request only. Left out are columns that say
nothing of what a fact states, such as the entry numbers that this program assigns.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from coopviewer.domain.editions.changes import ChangeSlot


class TableShape(NamedTuple):
    """A table of facts: the columns that are compared, in the order in which differences are shown.

    ``slot``: what its facts are about, such as money; None: that depends on the content of each fact.
    ``ids``, ``facts``: those of the columns that have ids of entries, and ids of facts.
    ``parts``: the table with the rows that belong to a fact, such as the periods of an indicator; empty: none.
    ``part_columns``: the columns of ``parts`` that are compared.
    ``part_field``: the name of the field under which differences in ``parts`` are shown, such as ``periods``.
    ``is_ordered``: the facts keep the order of the source.
    """

    name: str
    columns: tuple[str, ...]
    slot: ChangeSlot | None
    ids: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    parts: str = ""
    part_columns: tuple[str, ...] = ()
    part_field: str = ""
    is_ordered: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that are compared: the columns, and last ``part_field`` if there is one."""
        return (*self.columns, *((self.part_field,) if self.parts else ()))


def _table(name: str, columns: str, slot: ChangeSlot | None = None, *, ids: str = "", **rest: Any) -> TableShape:
    shape = TableShape(name, tuple(columns.split()), slot, tuple(ids.split()))
    return shape._replace(**rest)


SHAPES: tuple[TableShape, ...] = (
    _table("name", "text language kind", ChangeSlot.TEXT),
    _table(
        "relation",
        "predicate_id object_id as_given edtf share share_as_given role_as_given",
        ids="object_id",
        is_ordered=True,
    ),
    _table("statement", "kind text language", ChangeSlot.TEXT, is_ordered=True),
    _table("timeframe", "edtf as_given", ChangeSlot.DATES),
    _table(
        "amount",
        "kind minor_units decimals currency as_given funder_id funding_instrument_id",
        ChangeSlot.MONEY,
        ids="funder_id funding_instrument_id",
    ),
    _table("quantity", "measure comparator value as_given", ChangeSlot.REST),
    _table("document", "about title language url", ChangeSlot.REST),
    _table("extent", "predicate_id statement_kind value", ChangeSlot.REST),
    _table("identifier", "scheme type value owner_id as_given", ChangeSlot.REST, ids="owner_id"),
    _table("milestone", "kind edtf as_given", ChangeSlot.DATES),
    _table("classification", "scheme code label significance as_given", is_ordered=True),
    _table(
        "flow",
        "kind type status day period_start period_end value_date minor_units decimals currency from_id to_id "
        "from_activity to_activity text language reference as_given",
        ChangeSlot.MONEY,
        ids="from_id to_id",
        is_ordered=True,
    ),
    _table(
        "place",
        "name description latitude longitude exactness code vocabulary as_given",
        ChangeSlot.WHERE,
        is_ordered=True,
    ),
    _table("result", "type title description language", ChangeSlot.TEXT, is_ordered=True),
    _table(
        "indicator",
        "result_fact_id measure ascending title baseline",
        ChangeSlot.TEXT,
        facts=("result_fact_id",),
        parts="indicator_period",
        part_columns=("period_start", "period_end", "target", "actual", "comment"),
        part_field="periods",
        is_ordered=True,
    ),
    _table("mention", "predicate_id ref type", ChangeSlot.REST, is_ordered=True),
    _table(
        "published_field",
        "label",
        ChangeSlot.REST,
        parts="published_value",
        part_columns=("path", "value"),
        part_field="values",
        is_ordered=True,
    ),
)
SHAPE_OF = {shape.name: shape for shape in SHAPES}
QUIET_FIELDS = ("basis", "note", "preferred", "citations")
"""Fields of every fact that say nothing of its content: they are compared only on request."""
_STATUS = "ActivityStatus"
_SLOT_OF_OTHER_END = {
    "country": ChangeSlot.WHERE,
    "region": ChangeSlot.WHERE,
    "organisation": ChangeSlot.PARTICIPANTS,
    "funding-instrument": ChangeSlot.PARTICIPANTS,
    "network": ChangeSlot.PARTICIPANTS,
    "forum": ChangeSlot.PARTICIPANTS,
}


def slot_of(shape: TableShape, row: Sequence[object]) -> ChangeSlot:
    """Return what a fact is about, such as money or dates; ``row`` has its values in the columns of ``shape``."""
    if shape.slot is not None:
        return shape.slot
    if shape.name == "classification":
        return ChangeSlot.STATUS if row[0] == _STATUS else ChangeSlot.REST
    return _SLOT_OF_OTHER_END.get(str(row[1]).partition("/")[0], ChangeSlot.REST)
