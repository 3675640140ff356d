"""Sales that come as JSON items rather than as a file: checked member by member, then read as rows are.

Nothing about an item is guessed: ids and days are texts of one form, amounts are numbers. What is right becomes the
cells of a row, so that everything behind is the same for items and files.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any, Final

from domain.sales.aggregation.product_days import totals_of
from domain.sales.aggregation.returns import Returns
from domain.sales.csv.altered_ids import ids_of_items
from domain.sales.csv.catalogue import SalesReading
from domain.sales.csv.detect import FilePlan
from domain.sales.csv.layouts.base import Layout
from domain.sales.csv.parse import SalesParser, last_day
from domain.sales.csv.row_errors import is_totals_word
from domain.sales.csv.rows import RejectedRow
from domain.sales.loading.checkpoint import Progress
from domain.sales.loading.spill import MemorySpill
from domain.shared.csv.columns import Header
from domain.shared.csv.conventions import Conventions
from domain.shared.csv.dates import DateFormat
from domain.shared.csv.numbers import AMOUNT_LIMIT
from domain.shared.csv.product_ids import is_damaged, wrong_id
from domain.shared.csv.records import Records
from domain.shared.csv.report import RowError, shown
from domain.shared.csv.text import Encoding
from domain.shared.identifiers import product_id_problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.sales.ports import SalesCatalogue, UploadRecord

#: What an item may say, the first three of which it must.
MEMBERS: Final = ("product_id", "date", "quantity_sold", "price", "revenue")
_AMOUNTS: Final = MEMBERS[2:]
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MICRO: Final = Decimal("0.000001")
_PLAN: Final = FilePlan(
    header=Header(",", MEMBERS, lines=-1),  # its rows are numbered from 0, as items are
    encoding=Encoding.UTF_8,
    layout=Layout("json"),
    roles={name: index for index, name in enumerate(MEMBERS)},
    conventions=Conventions(DateFormat("ymd"), dict.fromkeys(_AMOUNTS, "."), "."),
    offset=0,
)


class _ItemError(Exception):
    """Error of one member of an item, or of the item."""

    def __init__(self, member: str | None, value: object, code: str, detail: str) -> None:
        super().__init__(code)
        self.told = member, None if value is None else shown(str(value)), code, detail


def read_items(
    items: Sequence[object], upload: UploadRecord, catalogue: SalesCatalogue
) -> tuple[Progress, MemorySpill]:
    """Return items read and checked; their lines are their places in the list."""
    progress = Progress.begun(_PLAN, upload.upload_id)
    records, rejected = Records(), []
    for index, item in enumerate(items):
        try:
            records.add(_cells(item, upload.options.sku_map), index)
        except _ItemError as error:
            rejected.append(RejectedRow(_as_they_came(item), RowError(index, *error.told)))
    ids = ids_of_items((row[0] for row in records.rows), catalogue, upload.options.sku_map)
    progress.tally.id_notices = list(ids.notices())
    parser = SalesParser(_PLAN, last_day(upload.created_at), known_as=ids.known_as)
    reading = SalesReading(parser, catalogue, upload.options)
    rows = reading.take(records)
    rows.rejected += rejected
    progress.tally.add(rows)
    spill = MemorySpill(reading)
    spill.add(totals_of(rows), Returns.of(rows), progress.rejected_lines(rows.rejected_rows()))
    progress.read = True
    return progress, spill


def _cells(item: object, sku_map: Mapping[str, str]) -> list[str]:
    """Return an item as the cells of a row; raises :class:`_ItemError`."""
    if not isinstance(item, dict):
        raise _ItemError(None, item, "invalid_item", "An item is an object with product_id, date and quantity_sold.")
    for name in item:
        if name not in MEMBERS:
            raise _ItemError(str(name), item[name], "unknown_member", f"An item has only {', '.join(MEMBERS)}.")
    product_id = _product(item.get("product_id"), sku_map)
    return [product_id, _day(item.get("date")), *(_amount(item, name) for name in _AMOUNTS)]


def _product(value: object, sku_map: Mapping[str, str]) -> str:
    if value is None or value == "":
        raise _ItemError("product_id", value, "missing_product", "The item needs the product's id (SKU).")
    if not isinstance(value, str):
        raise _ItemError("product_id", value, "invalid_product_id", "A product id is a text.")
    if value in sku_map:
        return value
    if is_damaged(value):
        raise _ItemError("product_id", value, *(wrong_id(value) or ()))
    if problem := product_id_problem(value):
        raise _ItemError("product_id", value, "invalid_product_id", f"A product id {problem}.")
    if is_totals_word(value):
        raise _ItemError("product_id", value, "invalid_product_id", "This is what sums are called. Choose another id.")
    return value


def _day(value: object) -> str:
    if value is None or value == "":
        raise _ItemError("date", value, "missing_date", "The item needs the day of the sale.")
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise _ItemError("date", value, "invalid_date", "This is no day as YYYY-MM-DD.")


def _amount(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    if value is None:
        if name == "quantity_sold":
            raise _ItemError(name, None, "missing_quantity", "The item needs the number of units; 0 is for none.")
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124  # not a number
        raise _ItemError(name, value, "not_a_number", "This is not a JSON number.")
    if abs(value) > AMOUNT_LIMIT:
        raise _ItemError(name, value, "out_of_range", "The number must not be more than 1,000,000,000.")
    return f"{Decimal(str(value)).quantize(_MICRO, ROUND_HALF_EVEN):f}"


def _as_they_came(item: object) -> list[str]:
    if not isinstance(item, dict):
        return [shown(str(item)), *[""] * (len(MEMBERS) - 1)]
    return ["" if (value := item.get(name)) is None else shown(str(value)) for name in MEMBERS]
