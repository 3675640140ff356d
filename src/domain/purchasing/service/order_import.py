"""Use case of files of open orders: each order put in place whole, or rejected whole."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from domain.purchasing.errors import ConcurrentChangeError, InvalidPurchaseError
from domain.purchasing.importing import imported
from domain.purchasing.lead_times import lead_time_days
from domain.purchasing.models.order import MAX_LINES
from domain.purchasing.order_rows import broken_orders, read_orders
from domain.purchasing.service.suppliers import ATTEMPTS, busy
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.rejected import rejected_url
from domain.shared.csv.whole_file import report_of, unusable_told
from domain.shared.errors import TooLargeError
from domain.shared.words import counted, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set
    from datetime import date

    from domain.purchasing.models.stock import Delivery, OrderChange, StockedProduct
    from domain.purchasing.models.supplier import Supplier
    from domain.purchasing.order_rows import OrderRow
    from domain.purchasing.ports import Deliveries, PurchaseOrders, Stock, Suppliers
    from domain.shared.csv.rejected import RejectedFiles
    from domain.shared.csv.report import UploadReport
    from domain.shared.csv.whole_file import WholeFile
    from domain.shared.ports import Clock, IdSource

#: Orders of one request, and their lines in all: what can surely be written while the caller waits.
MAX_ORDERS: Final = 200
MAX_ROWS: Final = 15_000


class TooManyOrdersError(TooLargeError):
    """More orders than one request takes."""

    code = "too-many-orders"
    title = "Too many purchase orders"


@dataclass
class _Upload:
    """A file while its orders are put in place."""

    file: WholeFile[OrderRow]
    broken_orders: Set[str]
    suppliers: Mapping[str, Supplier]
    deliveries: Mapping[str, list[Delivery]]
    created_by: str | None
    dry_run: bool
    taken: list[OrderRow]


class OrderImport:
    """Takes files of open orders.

    Parameters
    ----------
    orders, suppliers, stock, deliveries
        Where orders, suppliers, products and past deliveries are.
    files
        Where rejected rows are kept.
    clock, ids
        Time and fresh identifiers; "today" is the day in UTC.
    currency
        The shop's currency (ISO 4217).
    """

    def __init__(
        self,
        orders: PurchaseOrders,
        suppliers: Suppliers,
        stock: Stock,
        deliveries: Deliveries,
        files: RejectedFiles,
        clock: Clock,
        ids: IdSource,
        currency: str,
    ) -> None:
        self._orders = orders
        self._suppliers = suppliers
        self._stock = stock
        self._deliveries = deliveries
        self._files = files
        self._clock = clock
        self._ids = ids
        self._currency = currency

    def upload(
        self,
        data: bytes,
        options: ReadingOptions | None = None,
        *,
        created_by: str | None = None,
        dry_run: bool = False,
    ) -> UploadReport:
        """Put a file's orders in place; an order one of whose rows cannot be taken is rejected whole.

        Loading the same file again changes nothing.

        Raises
        ------
        UnusableUploadError
            When no row is usable or a needed column is missing; carries the report.
        MalformedError, TooManyOrdersError
        """
        upload_id = self._ids.new_id()
        with unusable_told(upload_id, dry_run=dry_run):
            file = read_orders(data, options or ReadingOptions())
        orders = _by_order(file)
        suppliers = {each.supplier_id: each for each in self._suppliers.all()}
        named = {row.supplier_id for row in file.rows} & suppliers.keys()
        deliveries = self._deliveries.of_suppliers(sorted(named)) if named else {}
        upload = _Upload(file, broken_orders(file), suppliers, deliveries, created_by, dry_run, [])
        for rows in orders.values():
            self._put(rows, upload)
        touched = len({row.product_id for row in upload.taken})
        accepted = len(upload.taken)
        return report_of(upload_id, file, accepted, self._files, dry_run=dry_run, products_touched=touched)

    def rejected_rows_url(self, report: UploadReport) -> str | None:
        """Return an address to fetch the rejected rows from, ``None`` when there are none."""
        return rejected_url(self._files, report, "rejected-purchase-orders.csv")

    def _put(self, rows: Sequence[OrderRow], upload: _Upload) -> None:
        """Put one order in place, or reject all its rows."""
        stock = self._stock.get_many({row.product_id for row in rows})
        if _reject_unknown(rows, stock, upload):
            return
        for _ in range(ATTEMPTS):
            try:
                change = self._change(rows, upload)
            except InvalidPurchaseError as error:
                detail = error.fields[0].detail if error.fields else error.detail
                _reject(rows, upload, None, "order_refused", detail[:1].upper() + detail[1:].rstrip(".") + ".")
                return
            try:
                if change is not None and not upload.dry_run:
                    self._orders.commit(change)
            except ConcurrentChangeError:
                continue
            upload.taken += rows
            return
        raise busy(rows[0].purchase_order_id)

    def _change(self, rows: Sequence[OrderRow], upload: _Upload) -> OrderChange | None:
        supplier = upload.suppliers[rows[0].supplier_id]
        before = self._orders.get_many([rows[0].purchase_order_id]).get(rows[0].purchase_order_id)
        named = {row.product_id for row in rows} | {line.product_id for line in (before.lines if before else ())}
        deliveries = upload.deliveries.get(supplier.supplier_id, [])
        now = self._clock.now()

        def expected_on(product: StockedProduct) -> date:
            return now.date() + timedelta(days=lead_time_days(product, supplier, deliveries)[0])

        stock = self._stock.get_many(named)
        return imported(rows, before, supplier, stock, self._currency, expected_on, upload.created_by, now)


def _by_order(file: WholeFile[OrderRow]) -> dict[str, list[OrderRow]]:
    """Return a file's rows by order; raises :class:`TooManyOrdersError`."""
    orders: dict[str, list[OrderRow]] = defaultdict(list)
    for row in file.rows:
        orders[row.purchase_order_id].append(row)
    if len(orders) > MAX_ORDERS or len(file.rows) > MAX_ROWS:
        raise TooManyOrdersError(
            f"The file holds {counted(len(orders), 'order')} of {counted(len(file.rows), 'line')}; one request takes "
            f"{number(MAX_ORDERS)} of {number(MAX_ROWS)}. Split it between two orders."
        )
    return orders


def _reject(rows: Sequence[OrderRow], upload: _Upload, role: str | None, code: str, detail: str) -> None:
    for row in rows:
        upload.file.reject(row.number, row.cells, role, code, detail)


def _reject_unknown(rows: Sequence[OrderRow], stock: Mapping[str, StockedProduct], upload: _Upload) -> bool:
    """Reject an order that cannot be looked up whole; tell whether it was."""
    if len(rows) > MAX_LINES:
        detail = f"The order has {len(rows)} lines; one order has up to {MAX_LINES}. Split it into several orders."
        _reject(rows, upload, None, "too_many_lines", detail)
        return True
    faults = [(row, fault) for row in rows if (fault := _fault(row, rows[0], stock, upload))]
    for row, (role, code, detail) in faults:
        _reject([row], upload, role, code, detail)
    if faults or rows[0].purchase_order_id in upload.broken_orders:
        faulty = {row.number for row, _ in faults}
        detail = "Another row of this order is rejected. Correct that one, and load the whole order again."
        _reject([row for row in rows if row.number not in faulty], upload, None, "order_incomplete", detail)
        return True
    return False


def _fault(
    row: OrderRow, first: OrderRow, stock: Mapping[str, StockedProduct], upload: _Upload
) -> tuple[str, str, str] | None:
    """Return what is wrong with a row that can be read: the column's role, a code and a detail."""
    if row.product_id not in stock:
        return "product_id", "unknown_product", "There is no such product. Create it, or correct the id."
    if row.supplier_id not in upload.suppliers:
        return "supplier_id", "unknown_supplier", "There is no such supplier. Create it, or correct the id."
    if row.supplier_id != first.supplier_id:
        return "supplier_id", "two_suppliers", "An order has one supplier; its first row names another."
    return None
