"""Purchase orders, their lines and receipts, and the rules they keep."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from domain.purchasing.errors import InvalidPurchaseError
from domain.shared.errors import FieldError
from domain.shared.field_checks import CONTROL_BUT_NEWLINE, amount_problems, text_problems
from domain.shared.identifiers import product_id_problem
from domain.shared.money import line_cost

if TYPE_CHECKING:
    from datetime import date, datetime

#: Lines of one order: with all that it remembers it stays within the 400 kB of one item.
MAX_LINES: Final = 500
#: Receipts that one order keeps.
MAX_RECEIPTS: Final = 400
NOTE_MAX_LENGTH: Final = 2000
SUPPLIER_SKU_MAX_LENGTH: Final = 64


class OrderStatus(StrEnum):
    """Status of a purchase order."""

    DRAFT = "draft"
    ORDERED = "ordered"
    PARTIALLY_RECEIVED = "partially_received"
    RECEIVED = "received"
    CANCELLED = "cancelled"


#: Statuses in which goods are on their way.
OPEN: Final = frozenset({OrderStatus.ORDERED, OrderStatus.PARTIALLY_RECEIVED})
#: Statuses that nothing follows.
FINISHED: Final = frozenset({OrderStatus.RECEIVED, OrderStatus.CANCELLED})


@dataclass(frozen=True, kw_only=True)
class OrderLine:
    """One line of a purchase order.

    Parameters
    ----------
    line
        Its number, from 1.
    quantity, unit_cost
        Units ordered, and their price in the order's currency; ``None`` where the price is unknown.
    expected_on, promised_on
        The day it is expected now, and the day that was expected when it was ordered.
    received_quantity
        Units received so far.
    cancelled
        Whether what has not arrived is not coming.
    """

    line: int
    product_id: str
    quantity: Decimal
    supplier_sku: str | None = None
    unit_cost: Decimal | None = None
    expected_on: date | None = None
    promised_on: date | None = None
    received_quantity: Decimal = Decimal(0)
    cancelled: bool = False

    @property
    def cost(self) -> Decimal | None:
        """Cost of the line in the order's currency, ``None`` when the price is unknown."""
        return None if self.unit_cost is None else line_cost(self.quantity, self.unit_cost)

    def problems(self) -> list[FieldError]:
        """Return what is wrong with the line."""
        at = f"/lines/{self.line - 1}"
        found = [
            *text_problems(f"{at}/supplier_sku", self.supplier_sku, SUPPLIER_SKU_MAX_LENGTH),
            *amount_problems(f"{at}/quantity", self.quantity),
            *amount_problems(f"{at}/unit_cost", self.unit_cost),
        ]
        if self.quantity == 0:
            found.append(FieldError(f"{at}/quantity", "out_of_range", "must be more than 0"))
        return found


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A receipt that an order remembers, so that it is recorded once.

    Parameters
    ----------
    receipt_id
        The same when the same receipt is sent again.
    fingerprint
        A hash of its day and lines, to tell another receipt that was sent under the same id.
    """

    receipt_id: str
    fingerprint: str
    received_on: date
    recorded_at: datetime


@dataclass(frozen=True)
class StockMove:
    """A product whose stock has still to follow its order, and the units of it that a receipt brought."""

    product_id: str
    received: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Unsettled:
    """Rest of a transition that was too long for one transaction.

    Parameters
    ----------
    since
        Instant of the transition.
    moves
        Products that have still to follow, in the order in which they do.
    """

    since: datetime
    moves: tuple[StockMove, ...]


@dataclass(frozen=True, kw_only=True)
class PurchaseOrder:
    """One purchase order.

    Parameters
    ----------
    currency
        The currency of its costs (ISO 4217).
    ordered_on
        The day it was ordered; ``None`` for a draft, and for an imported order whose day is not known.
    created_by
        Id of the API key that made it; ``None`` when not known.
    version
        Counts changes from 1; the basis of optimistic locking.
    unsettled
        What of its latest transition is still to be written (:mod:`domain.purchasing.settling`); ``None`` mostly.

    Raises
    ------
    InvalidPurchaseError
        Naming every field that breaks a rule.
    """

    purchase_order_id: str
    supplier_id: str
    currency: str
    status: OrderStatus
    lines: tuple[OrderLine, ...]
    created_at: datetime
    updated_at: datetime
    ordered_on: date | None = None
    note: str | None = None
    created_by: str | None = None
    receipts: tuple[Receipt, ...] = ()
    version: int = 1
    unsettled: Unsettled | None = None

    def __post_init__(self) -> None:
        problems = [*text_problems("/note", self.note, NOTE_MAX_LENGTH, CONTROL_BUT_NEWLINE)]
        if problem := product_id_problem(self.purchase_order_id):
            problems.append(FieldError("/purchase_order_id", "invalid_purchase_order_id", problem))
        if not 1 <= len(self.lines) <= MAX_LINES:
            problems.append(
                FieldError("/lines", "number_of_lines", f"must be 1 to {MAX_LINES} lines; split a longer order")
            )
        for line in self.lines:
            problems += line.problems()
        if problems:
            raise InvalidPurchaseError("The purchase order breaks the rules named in 'errors'.", fields=tuple(problems))

    def open_quantity(self, line: OrderLine) -> Decimal:
        """Return the units of a line that are ordered and still to arrive."""
        if self.status not in OPEN or line.cancelled:
            return Decimal(0)
        return max(line.quantity - line.received_quantity, Decimal(0))

    @property
    def expected_on(self) -> date | None:
        """The day by which all that is still to arrive is expected, or of a finished order was."""
        to_come = [line for line in self.lines if self.open_quantity(line)] or self.lines
        return max((line.expected_on for line in to_come if line.expected_on), default=None)

    @property
    def total_units(self) -> Decimal:
        """Units of all lines."""
        return sum((line.quantity for line in self.lines), start=Decimal(0))

    @property
    def total_cost(self) -> Decimal | None:
        """Sum of the lines' costs in the order's currency, ``None`` when the cost of one is unknown."""
        costs = [line.cost for line in self.lines if line.cost is not None]
        return sum(costs, start=Decimal(0)) if len(costs) == len(self.lines) else None

    @property
    def finished(self) -> bool:
        """True when nothing follows any more."""
        return self.status in FINISHED
