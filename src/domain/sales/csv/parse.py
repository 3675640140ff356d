"""Records of a file into checked columns: fast where all is well, careful where it is not.

Every distinct cell is parsed once and remembered, so a column costs one dictionary look-up a row. Rows that hold
anything but good values are then looked at one by one, to say exactly what is wrong.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from domain.sales.csv.layouts.base import AMOUNTS
from domain.sales.csv.orders import OrderRows
from domain.sales.csv.row_errors import Skip, diagnose, is_totals_word
from domain.sales.csv.rows import NO_PRODUCT, Cells, ParsedRows, RejectedRow
from domain.sales.csv.standing.rows import StandingReader
from domain.shared.csv.columns import normal_name
from domain.shared.csv.conventions import MONEY
from domain.shared.csv.dates import OLDEST_DAY
from domain.shared.csv.even_rows import column_of, have_width
from domain.shared.csv.evidence import Evidence
from domain.shared.csv.formulas import restored
from domain.shared.csv.money_evidence import named_currencies
from domain.shared.csv.numbers import EMPTY, FAULTY, MICRO, NOT_A_NUMBER, OTHER_CURRENCY, TOO_LARGE
from domain.shared.csv.product_ids import bare_id, is_altered, is_damaged
from domain.shared.csv.report import broken_error
from domain.shared.identifiers import product_id_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from domain.sales.csv.detect import FilePlan
    from domain.shared.csv.records import Records


#: The largest revenue of a row that is worked out.
_LARGEST = 4e18
#: The amounts that a row can do without.
_OPTIONAL = ("price", "revenue")


class SalesParser:
    """Parses batches of records of one file, in order.

    Parameters
    ----------
    plan
        How the file is read.
    last_day
        The latest day, as an ordinal, that a sale may have.
    orders
        Fills what belongs to an order into its rows.
    evidence
        Is told what each distinct cell says about the file's conventions.
    known_as
        Product ids by the file's own, where those are not the ids themselves.

    Attributes
    ----------
    products
        The product ids met since the parser was made or :meth:`forget_products` was called.
    """

    def __init__(
        self,
        plan: FilePlan,
        last_day: int,
        orders: OrderRows | None = None,
        evidence: Evidence | None = None,
        known_as: Mapping[str, str] | None = None,
    ) -> None:
        self.plan = plan
        self.last_day = last_day
        self.products: list[str] = []
        self._orders = orders or OrderRows(plan, None, {})
        self._known_as = known_as or {}
        self._codes: dict[str, int] = {}
        self._width = len(plan.header.names)
        self._evidence = Evidence() if evidence is None else evidence
        self._evidence.dates.latest = last_day
        for role in MONEY & plan.roles.keys():
            self._evidence.money.add_name(plan.header.names[plan.roles[role]])
        self._days = Cells(self._day)
        self._ids = Cells(self._code)
        self._amounts = {role: Cells(self._amount_of(role)) for role in AMOUNTS if role in plan.roles}
        self._currencies = Cells(self._is_other_currency)
        names = map(normal_name, plan.header.names)
        own = {index: said for index, name in enumerate(names) if (said := plan.layout.statuses.get(name)) is not None}
        self._standing = StandingReader(plan.standing, own)

    def forget_products(self) -> None:
        """Start a new list of products, so that the memory for them stays bounded."""
        self.products = []
        self._codes = {}
        self._ids.clear()

    def parse(self, records: Records) -> ParsedRows:
        """Return the records as columns, good rows apart from bad ones."""
        rows, lines, uneven = self._even(records)
        rows, unknown = self._orders.filled(rows, lines)
        parsed = self._columns(rows, lines)
        parsed.blank_lines = records.blank
        self._sort_out(parsed, uneven | unknown, unknown)
        parsed.rejected += [RejectedRow([broken.text], broken_error(broken)) for broken in records.broken]
        return parsed

    def _columns(self, rows: Sequence[list[str]], lines: Sequence[int]) -> ParsedRows:
        def column(role: str) -> list[str]:
            return column_of(rows, self.plan.roles[role])

        nothing = np.full(len(rows), EMPTY, dtype=np.int64)
        amounts: dict[str, NDArray[np.int64]] = {
            role: cells.column(column(role), np.int64) for role, cells in self._amounts.items()
        }
        unread = [cell for role in _OPTIONAL for cell in self._leave_out(amounts, role, rows, lines)]
        quantity, revenue, price = (amounts.get(role, nothing) for role in ("quantity_sold", "revenue", "price"))
        if "currency" in self.plan.roles and self._amounts.keys() & MONEY:
            other = self._currencies.column(column("currency"), np.int8).astype(np.bool_)
            revenue, price = (np.where(other & (money != EMPTY), OTHER_CURRENCY, money) for money in (revenue, price))
        if {"refunded_quantity", "refunded_amount"} & amounts.keys():
            back, paid_back = (amounts.get(role, nothing) for role in ("refunded_quantity", "refunded_amount"))
            quantity, revenue = _without_refunds(quantity, revenue, back, paid_back)
        standing = self._standing.read(rows, _is_below_zero(quantity))
        quantity = _negated(quantity, standing.returned)
        returned = standing.returned | _is_below_zero(quantity)
        revenue = _negated(_paid(quantity, revenue, price, amounts.get("discount", nothing)), returned)
        price = np.where(returned & _is_below_zero(price), -price, price)
        return ParsedRows(
            cells=rows,
            line=np.fromiter(lines, dtype=np.int64, count=len(rows)),
            product=self._ids.column(column("product_id"), np.int32),
            day=self._days.column(column("date"), np.int32),
            quantity=quantity,
            revenue=revenue,
            price=price,
            void=standing.void,
            returned=returned,
            excluded=standing.excluded,
            unknown=standing.unknown,
            locations=self._locations(rows, standing.void),
            unread=unread,
        )

    def _leave_out(
        self, amounts: dict[str, NDArray[np.int64]], role: str, rows: Sequence[list[str]], lines: Sequence[int]
    ) -> list[tuple[int, int, str]]:
        """Empty the cells of a column that its rows can do without and that cannot be read; returns those cells."""
        if role not in amounts:
            return []
        unread = (amounts[role] == NOT_A_NUMBER) | (amounts[role] == TOO_LARGE)
        if positions := np.flatnonzero(unread).tolist():
            amounts[role] = np.where(unread, EMPTY, amounts[role])
        column = self.plan.roles[role]
        return [(lines[index], column, rows[index][column]) for index in positions]

    def _locations(self, rows: Sequence[list[str]], void: NDArray[np.bool_]) -> frozenset[str]:
        """Return where the rows that are sales were made."""
        index = self.plan.roles.get("location")
        if index is None:
            return frozenset()
        return frozenset(filter(None, map(str.strip, set(compress(column_of(rows, index), (~void).tolist())))))

    def _sort_out(self, parsed: ParsedRows, faulty: set[int], incomplete: set[int]) -> None:
        """Move rows with anything wrong to ``rejected``, or count them as lines of totals."""
        wrong = (parsed.day < OLDEST_DAY) | (parsed.day > self.last_day) | (parsed.product == NO_PRODUCT)
        wrong |= parsed.quantity < FAULTY
        wrong |= (parsed.revenue < 0) & (parsed.revenue != EMPTY) & ~(parsed.returned & (parsed.revenue >= FAULTY))
        wrong |= (parsed.price < 0) & (parsed.price != EMPTY)
        if faulty:
            wrong |= np.isin(parsed.line, np.fromiter(faulty, dtype=np.int64))
        wrong &= ~parsed.void
        positions = np.flatnonzero(wrong).tolist()
        if not positions:
            return
        for index in positions:
            cells = parsed.cells[index]
            line = int(parsed.line[index])
            has_product = int(parsed.product[index]) != NO_PRODUCT
            error = diagnose(
                self.plan, cells, line, self.last_day, incomplete=line in incomplete, has_product=has_product
            )
            if error is Skip.BLANK:
                parsed.blank_lines += 1
            elif error is Skip.TOTALS:
                parsed.totals_lines += 1
            elif isinstance(error, Skip):
                parsed.notes.append(next(cell for cell in cells if cell.strip()))
            else:
                parsed.rejected.append(RejectedRow(cells, error))
        parsed.keep(~wrong)

    def _even(self, records: Records) -> tuple[Sequence[list[str]], Sequence[int], set[int]]:
        """Return rows of the header's width without all-empty ones, their lines, and the lines that were too long."""
        rows, lines, width = records.rows, records.lines, self._width
        if have_width(rows, width):
            return rows, lines, set()
        even: list[list[str]] = []
        numbers: list[int] = []
        uneven: set[int] = set()
        for row, line in zip(rows, lines, strict=True):
            if len(row) > width and any(row[width:]):
                uneven.add(line)
            elif len(row) != width:
                row = (row + [""] * (width - len(row)))[:width]  # noqa: PLW2901
            even.append(row)
            numbers.append(line)
        return even, numbers, uneven

    @property
    def order(self) -> list[str] | None:
        """Cells of the last order's own row, for rows that leave them blank. Keep it to go on elsewhere."""
        return self._orders.last

    def _is_other_currency(self, text: str) -> int:
        self._evidence.money.add_currency(text)
        return int(self.plan.conventions.is_other(named_currencies(text)))

    def _day(self, text: str) -> int:
        self._evidence.dates.add(text)
        return self.plan.conventions.dates.ordinal(text)

    def _amount_of(self, role: str) -> Callable[[str], int]:
        """Return what reads a column's amounts and takes their evidence."""
        evidence, conventions = self._evidence, self.plan.conventions
        evidence.of_role(role)
        blank = MICRO if role == "quantity_sold" and self.plan.layout.rows_are_units else EMPTY

        def amount(text: str) -> int:
            bare = restored(text)
            evidence.add_amount(role, bare)
            found = conventions.amount(role, bare)
            return blank if found == EMPTY else found

        return amount

    def _code(self, text: str) -> int:
        product_id = bare_id(text)
        if product_id in self._known_as:
            product_id = self._known_as[product_id]
        elif is_altered(product_id):
            self._evidence.altered_id = product_id
            if is_damaged(product_id):
                return NO_PRODUCT
        if is_totals_word(product_id) or product_id_problem(product_id):
            return NO_PRODUCT
        code = self._codes.get(product_id)
        if code is None:
            code = self._codes[product_id] = len(self.products)
            self.products.append(product_id)
        return code


def last_day(now: datetime) -> int:
    """Return the latest day, as an ordinal, that a sale may have: tomorrow in UTC is today somewhere."""
    return now.date().toordinal() + 1


def _is_below_zero(amounts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which amounts are negative, those that are none left out."""
    return (amounts < 0) & (amounts >= FAULTY)


def _negated(amounts: NDArray[np.int64], where: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return amounts, those of some rows with a minus sign whatever sign they had."""
    return np.where(where & (amounts > 0), -amounts, amounts)


def _without_refunds(
    quantity: NDArray[np.int64],
    revenue: NDArray[np.int64],
    refunded_quantity: NDArray[np.int64],
    refunded_amount: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return quantity and revenue of rows less what came back of them; with an unread refund a row cannot be read."""
    back = (refunded_quantity != EMPTY) & (refunded_quantity != 0)
    paid_back = (refunded_amount >= FAULTY) & (refunded_amount != 0)
    left = np.where((quantity >= 0) & back, np.maximum(quantity - np.abs(refunded_quantity), 0), quantity)
    left = np.where(back & (refunded_quantity < FAULTY), refunded_quantity, left)
    share = np.rint(np.clip(revenue, 0, _LARGEST) * (left / np.maximum(quantity, 1)))
    kept = np.where(paid_back, np.maximum(revenue - np.abs(refunded_amount), 0), np.clip(share, 0, _LARGEST))
    return left, np.where((revenue >= 0) & (paid_back | (back & (left >= 0))), kept.astype(np.int64), revenue)


def _paid(
    quantity: NDArray[np.int64], revenue: NDArray[np.int64], price: NDArray[np.int64], discount: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the revenue of rows; where only the price is known, less what the line was lowered by."""
    revenue = np.where((revenue == EMPTY) & (discount < EMPTY), discount, revenue)  # unread, it would not be lowered
    lowered = (revenue == EMPTY) & (price >= 0) & (discount >= FAULTY) & (discount != 0) & (quantity >= FAULTY)
    if not bool(lowered.any()):
        return revenue
    whole = np.rint(np.abs(quantity).astype(np.float64) * price / MICRO)
    paid = np.clip(whole, 0, _LARGEST).astype(np.int64) - np.abs(discount)
    return np.where(lowered, np.maximum(paid, 0), revenue)
