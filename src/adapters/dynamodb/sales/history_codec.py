"""A product's whole daily sales history as one small DynamoDB item, and back.

The item holds the days from the first to the last one sold on, packed into one binary attribute, beside attributes that
answer the usual questions without unpacking it: ``first_date``, ``last_date``, ``product_days``, ``total_units``,
``total_revenue``, ``version``, ``updated_at``, ``in_step`` and ``product_created_at``.

Layout of ``packed`` (zlib): three columns, quantity, revenue and price. A column is a header of two bytes (decimal
places, bytes a value), then its values as little-endian integers of that many decimal places with the smallest integer
for "absent", stored byte plane by byte plane, which is what makes them compress. Where revenue is mostly quantity times
price its column holds what it differs by, and says so in its header: that halves an item. Values of at most six decimal
places, all that the sales tables hold, come back exactly.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from adapters.dynamodb.stored_forms import StoredForm
from adapters.dynamodb.typed import to_instant

if TYPE_CHECKING:
    from numpy.typing import NDArray

    type FloatArray = NDArray[np.float64]


def _from_1(item: dict[str, Any]) -> dict[str, Any]:
    """Revenue was always written out, which it still may be."""
    return item


#: The item and the layout of ``packed``.
HISTORY: Final = StoredForm("sales history", 2, {1: _from_1})
_MAX_DECIMAL_PLACES = 6
#: Added to the decimal places in the header of a column of differences.
_DIFFERENCES: Final = 128
#: Differences up to here keep six decimal places.
_LARGEST_DIFFERENCE: Final = 1e9
_WIDTHS = (1, 2, 4, 8)
_MICRO = Decimal("0.000001")


@dataclass(frozen=True)
class HistoryStatistics:
    """Statistics of a sales history: the plain attributes of a HISTORY item.

    Parameters
    ----------
    first_date, last_date
        First and last day with a row; ``None`` when there is none.
    product_days
        Days with a row.
    total_units, total_revenue
        Sums over all rows; a row whose revenue is unknown adds nothing to ``total_revenue``.
    version
        Counts changes from 1; the basis of optimistic locking.
    in_step
        Written in one transaction with its rows; releases before that wrote it after them, and may have been killed
        between.
    product_created_at
        When the product was created whose history it is; ``None`` in histories of earlier releases.
    """

    product_id: str
    first_date: date | None
    last_date: date | None
    product_days: int
    total_units: Decimal
    total_revenue: Decimal
    version: int
    updated_at: datetime
    in_step: bool = True
    product_created_at: datetime | None = None


@dataclass(frozen=True, eq=False)
class PackedHistory:
    """One product's sales, a value a day, from the first to the last day with a row.

    Parameters
    ----------
    start
        The day of index 0; index ``t`` is ``start + t`` days.
    quantity, revenue, price
        float64, shape (T,). ``nan`` in ``quantity``: no row for that day. ``nan`` in ``revenue`` or ``price``: no row,
        or the row does not say. T is 0 when there are no rows (``start`` then means nothing).
    statistics
        The item's plain attributes.
    """

    start: date
    quantity: FloatArray
    revenue: FloatArray
    price: FloatArray
    statistics: HistoryStatistics

    @property
    def product_id(self) -> str:
        """Id of the product."""
        return self.statistics.product_id

    @property
    def days(self) -> int:
        """Days from the first to the last row, T."""
        return int(self.quantity.shape[0])

    @property
    def first_date(self) -> date | None:
        """First day with a row."""
        return self.start if self.days else None

    @property
    def last_date(self) -> date | None:
        """Last day with a row."""
        return self.start + timedelta(days=self.days - 1) if self.days else None


def encode(
    product_id: str,
    start: date,
    quantity: FloatArray,
    revenue: FloatArray,
    price: FloatArray,
    *,
    version: int,
    updated_at: datetime,
    product_created_at: datetime | None = None,
) -> dict[str, Any]:
    """Return the HISTORY item (without keys) for daily values; absent days at both ends are cut off."""
    present = np.flatnonzero(~np.isnan(quantity))
    low, high = (int(present[0]), int(present[-1]) + 1) if present.size else (0, 0)
    columns = [column[low:high] for column in (quantity, revenue, price)]
    first = start + timedelta(days=low)
    return HISTORY.stamp() | {
        "product_id": product_id,
        "first_date": first.isoformat() if present.size else None,
        "last_date": (first + timedelta(days=high - low - 1)).isoformat() if present.size else None,
        "product_days": int(present.size),
        "total_units": _total(columns[0]),
        "total_revenue": _total(columns[1]),
        "version": version,
        "updated_at": updated_at.isoformat(),
        "in_step": True,
        "product_created_at": product_created_at.isoformat() if product_created_at else None,
        "packed": zlib.compress(_pack(*columns), 6),
    }


def decode(item: dict[str, Any]) -> PackedHistory:
    """Return what :func:`encode` packed, in any version of it."""
    item = HISTORY.read(item)
    statistics = decode_statistics(item)
    first, last = statistics.first_date, statistics.last_date
    days = (last - first).days + 1 if first and last else 0
    data = zlib.decompress(item["packed"])
    columns, are_differences, offset = [], [], 0
    for _ in range(3):
        places, width = data[offset] % _DIFFERENCES, data[offset + 1]
        are_differences.append(data[offset] >= _DIFFERENCES)
        offset += 2
        columns.append(_unpack_column(data, offset, days, places, width))
        offset += days * width
    quantity, revenue, price = columns
    if are_differences[1]:
        revenue = _six_places(_expected(quantity, price) + revenue)
    return PackedHistory(first or date.min, quantity, revenue, price, statistics)


def decode_statistics(item: dict[str, Any]) -> HistoryStatistics:
    """Return the plain attributes of a HISTORY item."""
    return HistoryStatistics(
        product_id=item["product_id"],
        first_date=date.fromisoformat(item["first_date"]) if item.get("first_date") else None,
        last_date=date.fromisoformat(item["last_date"]) if item.get("last_date") else None,
        product_days=int(item["product_days"]),
        total_units=Decimal(item["total_units"]),
        total_revenue=Decimal(item["total_revenue"]),
        version=int(item["version"]),
        updated_at=datetime.fromisoformat(item["updated_at"]),
        in_step=bool(item.get("in_step")),
        product_created_at=to_instant(item["product_created_at"]) if item.get("product_created_at") else None,
    )


def _total(values: FloatArray) -> Decimal:
    total = Decimal(float(np.nansum(values))) if values.size else Decimal(0)
    return total.quantize(_MICRO).normalize() + 0


def _pack(quantity: FloatArray, revenue: FloatArray, price: FloatArray) -> bytes:
    """Return the three columns, of revenue the differences where most days have none and they lose nothing."""
    quantity, revenue, price = map(_six_places, (quantity, revenue, price))
    expected = _expected(quantity, price)
    differences = _six_places(revenue - expected)
    packed = [_pack_column(revenue), _pack_column(price)]
    mostly = 2 * np.count_nonzero(differences == 0) > np.count_nonzero(~np.isnan(revenue))
    in_range = not (np.abs(differences) > _LARGEST_DIFFERENCE).any()
    if mostly and in_range and np.array_equal(_six_places(expected + differences), revenue, equal_nan=True):
        column = _pack_column(differences)
        packed[0] = bytes((column[0] + _DIFFERENCES,)) + column[1:]
    return b"".join((_pack_column(quantity), *packed))


def _expected(quantity: FloatArray, price: FloatArray) -> FloatArray:
    """Return quantity times price, and zero where one of them is unknown."""
    return np.nan_to_num(_six_places(quantity * price))


def _six_places(values: FloatArray) -> FloatArray:
    rounded: FloatArray = np.rint(values * 10.0**_MAX_DECIMAL_PLACES) / 10.0**_MAX_DECIMAL_PLACES
    return rounded


def _pack_column(values: FloatArray) -> bytes:
    absent = np.isnan(values)
    known = values[~absent]
    places = next((n for n in range(_MAX_DECIMAL_PLACES) if _is_exact(known, n)), _MAX_DECIMAL_PLACES)
    integers = np.zeros(values.shape, dtype=np.int64)
    integers[~absent] = np.rint(known * 10.0**places).astype(np.int64)
    largest = int(np.abs(integers).max(initial=0))
    width = next(width for width in _WIDTHS if largest < 1 << (8 * width - 1))
    narrow = integers.astype(f"<i{width}")
    narrow[absent] = np.iinfo(narrow.dtype).min
    planes = np.ascontiguousarray(narrow.view(np.uint8).reshape(-1, width).T)
    return bytes((places, width)) + planes.tobytes()


def _is_exact(values: FloatArray, places: int) -> bool:
    scale = 10.0**places
    return bool(np.array_equal(np.rint(values * scale) / scale, values))


def _unpack_column(data: bytes, offset: int, days: int, places: int, width: int) -> FloatArray:
    planes = np.frombuffer(data, dtype=np.uint8, count=days * width, offset=offset).reshape(width, days)
    narrow = np.ascontiguousarray(planes.T).view(f"<i{width}").reshape(days)
    values: FloatArray = narrow / 10.0**places
    values[narrow == np.iinfo(narrow.dtype).min] = np.nan
    return values
