"""Sales summed per product and day: exact integers of millionths in numpy records, mergeable piece by piece.

A piece of a file is summed by itself; pieces of one file are put together with :func:`summed` again, so rows of one
product and day add up however far apart they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from domain.sales.prices import mean_price
from domain.shared.csv.numbers import EMPTY, MICRO
from domain.shared.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from domain.sales.csv.rows import ParsedRows

    type DayRecords = NDArray[Any]

#: ``low`` and ``high`` bound the prices of a day's rows (``low > high``: none has one); ``known`` says that the revenue
#: of every row is known; ``rows`` and ``line`` tell how many rows there are and where the first one stands.
#: ``origin`` is more than 0 in a corrected row: the place of the upload that it is of, ``of_line`` its line there. Such
#: rows are not summed, since each of them is counted once by itself.
DAY: Final = np.dtype(
    [
        ("product", "<i4"),
        ("day", "<i4"),
        ("quantity", "<i8"),
        ("revenue", "<i8"),
        ("low", "<i8"),
        ("high", "<i8"),
        ("line", "<i8"),
        ("rows", "<i4"),
        ("known", "?"),
        ("origin", "<i4"),
        ("of_line", "<i8"),
    ]
)
_NO_PRICE_LOW: Final = 2**62
_NO_PRICE_HIGH: Final = -1
_LARGEST_TOTAL: Final = 4e18


class ImplausibleTotalError(InvalidError):
    """The rows of one product and day add up to more than any shop sells."""

    code = "implausible-total"
    title = "Implausible total"


def day_records(
    product: NDArray[np.int32],
    day: NDArray[np.int32],
    quantity: NDArray[np.int64],
    revenue: NDArray[np.int64],
    price: NDArray[np.int64],
    line: NDArray[np.int64],
) -> DayRecords:
    """Return one record a row; ``revenue`` and ``price`` are ``EMPTY`` where the row does not say.

    An unknown revenue is quantity times price where the price is known, and zero where nothing was sold.
    """
    records = np.zeros(product.shape, dtype=DAY)
    has_price, has_revenue = price != EMPTY, revenue != EMPTY
    derived = np.rint(quantity.astype(np.float64) * price / MICRO)
    derived = np.clip(derived, -_LARGEST_TOTAL, _LARGEST_TOTAL).astype(np.int64)
    records["product"], records["day"] = product, day
    records["quantity"] = quantity
    records["revenue"] = np.where(has_revenue, revenue, np.where(has_price, derived, 0))
    records["known"] = has_revenue | has_price | (quantity == 0)
    records["low"] = np.where(has_price, price, _NO_PRICE_LOW)
    records["high"] = np.where(has_price, price, _NO_PRICE_HIGH)
    records["line"] = line
    records["rows"] = 1
    return records


def totals_of(rows: ParsedRows) -> DayRecords:
    """Return the sold rows of a batch summed per product and day; returns are none of them."""
    sold = ~(rows.void | rows.returned)
    amounts = rows.quantity[sold], rows.revenue[sold], rows.price[sold]
    return summed(day_records(rows.product[sold], rows.day[sold], *amounts, rows.line[sold]))


def summed(records: DayRecords) -> DayRecords:
    """Return one record a product and day, in order of product and day; corrected rows stay apart.

    Raises
    ------
    ImplausibleTotalError
        When a sum leaves the range of exact arithmetic.
    """
    if not records.size:
        return records
    if bool(records["origin"].any()):
        # Sales before returns, which can only reduce what is there.
        return records[np.lexsort((records["line"], -records["quantity"], records["day"], records["product"]))]
    key = (records["product"].astype(np.int64) << 32) | records["day"]
    if not bool(np.all(key[1:] >= key[:-1])):
        order = np.argsort(key, kind="stable")
        records, key = records[order], key[order]
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    if starts.size == key.size:
        return records
    for name in ("quantity", "revenue"):
        if np.abs(np.add.reduceat(records[name].astype(np.float64), starts)).max() > _LARGEST_TOTAL:
            raise ImplausibleTotalError(f"The {name} of one product and day adds up to more than 4 * 10^12. Check it.")
    out = records[starts]
    for name in ("quantity", "revenue", "rows"):
        out[name] = np.add.reduceat(records[name], starts)
    for name, reduce in (("low", np.minimum), ("line", np.minimum), ("high", np.maximum)):
        out[name] = reduce.reduceat(records[name], starts)
    out["known"] = np.logical_and.reduceat(records["known"], starts)
    return out


def count_days(records: DayRecords) -> int:
    """Return how many product-days there are, in order of product and day."""
    key = (records["product"].astype(np.int64) << 32) | records["day"]
    return int(np.count_nonzero(np.diff(key))) + 1 if key.size else 0


def runs_of_products(records: DayRecords, size: int) -> Iterator[DayRecords]:
    """Yield summed records in runs of whole products with about ``size`` each; the same runs every time."""
    _, starts = np.unique(records["product"], return_index=True)
    begin = 0
    for start in [*starts.tolist()[1:], records.size] if records.size else []:
        if start - begin >= size or start == records.size:
            yield records[begin:start]
            begin = start


def price_of(records: DayRecords) -> NDArray[np.int64]:
    """Return the price of each product and day, ``EMPTY`` where unknown.

    The rows' own price when they agree on one, else revenue over quantity.
    """
    has_price = records["low"] <= records["high"]
    mean = mean_price(revenue_of(records), records["quantity"])
    price: NDArray[np.int64] = np.where(
        records["low"] == records["high"],
        records["low"],
        np.where(mean != EMPTY, mean, np.where(has_price, records["high"], EMPTY)),
    )
    return price


def revenue_of(records: DayRecords) -> NDArray[np.int64]:
    """Return the revenue of each product and day, ``EMPTY`` where unknown."""
    revenue: NDArray[np.int64] = np.where(records["known"], records["revenue"], EMPTY)
    return revenue
