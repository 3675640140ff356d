"""Reading a file of open orders: each row as a line of an order, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.shared.csv.columns import normal_name
from domain.shared.csv.formulas import restored
from domain.shared.csv.numbers import TOO_LARGE
from domain.shared.csv.plain_table import Columns, WrongCellError, amount_of, day_of, read_whole, taken
from domain.shared.identifiers import product_id_problem, supplier_id_problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from domain.shared.csv.conventions import Conventions
    from domain.shared.csv.plain_table import Record
    from domain.shared.csv.reading import ReadingOptions
    from domain.shared.csv.whole_file import WholeFile

LAYOUT: Final = "table"
#: By field: the names of its column, best first.
COLUMNS: Final[dict[str, list[str]]] = {
    "purchase_order_id": [
        "purchase order id",
        "order id",
        "order",
        "purchase order",
        "po",
        "po number",
        "order number",
    ],
    "supplier_id": ["supplier id", "supplier", "vendor id", "vendor"],
    "product_id": ["product id", "sku"],
    "quantity": ["quantity", "qty", "ordered"],
    "received_quantity": ["received quantity", "received", "quantity received"],
    "expected_on": ["expected on", "expected date", "expected", "due date", "due", "delivery date", "eta"],
}
ROLES: Final = tuple(COLUMNS)
_DAY: Final = "expected_on"
_COLUMNS: Final = Columns(
    layout=LAYOUT,
    aliases={role: tuple(map(normal_name, names)) for role, names in COLUMNS.items()},
    required=("purchase_order_id", "supplier_id", "product_id", "quantity"),
    amounts={"quantity", "received_quantity"},
    days={_DAY},
    keys={_DAY},
)
_FAULTS: Final = {TOO_LARGE: ("out_of_range", "The number must not be more than 1,000,000,000.")}


@dataclass(frozen=True)
class OrderRow:
    """One row that can be read; ``expected_on`` is ``None`` where the file names no day."""

    number: int
    cells: list[str]
    purchase_order_id: str
    supplier_id: str
    product_id: str
    quantity: Decimal
    received_quantity: Decimal
    expected_on: date | None


def read_orders(data: bytes, options: ReadingOptions) -> WholeFile[OrderRow]:
    """Read a whole file; raises what :func:`domain.shared.csv.plain_table.read_whole` does."""
    found, known = read_whole(data, options, _COLUMNS)
    found.rejected = [(cells, replace(error, value=None)) for cells, error in found.rejected]  # as a whole
    return taken(found, lambda record: _row(record, known))


def broken_orders(file: WholeFile[OrderRow]) -> set[str]:
    """Return the ids of orders of which a row was rejected."""
    at = file.roles["purchase_order_id"]
    return {restored(cells[at].strip()) for cells, _ in file.rejected if at < len(cells)}


def _row(record: Record, known: Conventions) -> OrderRow:
    texts = record.texts
    _check_ids(texts)
    quantity = _amount("quantity", texts["quantity"], known)
    if not quantity:
        raise WrongCellError("quantity", "missing_quantity", "The row needs a quantity of more than 0.")
    received = _amount("received_quantity", texts.get("received_quantity", ""), known)
    return OrderRow(
        number=record.line,
        cells=record.cells,
        purchase_order_id=texts["purchase_order_id"],
        supplier_id=texts["supplier_id"],
        product_id=texts["product_id"],
        quantity=quantity,
        received_quantity=received,
        expected_on=day_of(_DAY, texts.get(_DAY, ""), known),
    )


def _check_ids(texts: Mapping[str, str]) -> None:
    for role, problem_of in (
        ("purchase_order_id", product_id_problem),
        ("supplier_id", supplier_id_problem),
        ("product_id", product_id_problem),
    ):
        if problem := problem_of(texts[role]):
            raise WrongCellError(role, f"invalid_{role}", f"This {problem}.")


def _amount(role: str, text: str, known: Conventions) -> Decimal:
    amount = amount_of(role, known.amount(role, text), _FAULTS)
    if amount is not None and amount < 0:
        raise WrongCellError(role, f"negative_{role}", "This cannot be negative. Correct it.")
    return amount or Decimal(0)
