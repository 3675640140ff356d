"""A file's product-days against the products' own record: what they replace, and which are far outside of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from domain.shared.csv.numbers import MICRO, to_decimal
from domain.shared.csv.report import Notice, Overwrite, Overwrites
from domain.shared.words import counted, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from domain.sales.aggregation.product_days import DayRecords
    from domain.sales.history import SalesHistory

#: A day is unusual that sells more than so many times the largest and the median of the product's other days.
_LARGEST: Final = 6
_MEDIAN: Final = 15
#: A record of fewer selling days says nothing about what is usual.
_RECORD: Final = 6
#: Of a product without a record, one in so many of the file's days may stand apart, and always one.
_APART: Final = 20
_EXAMPLES: Final = 5
_LISTED: Final = 20

type Example = tuple[str, int, int, int]


@dataclass
class Comparison:
    """State of the comparison so far; amounts are millionths, days ordinals, so that it survives JSON.

    Parameters
    ----------
    days, before, after
        Product-days that are replaced, and their units before and after.
    examples
        Product, day, units before and after of those that change most.
    unusual, unusual_days
        Product, day, units and the product's largest day of the first unusual ones, and how many there are.
    """

    days: int = 0
    before: int = 0
    after: int = 0
    examples: list[Example] = field(default_factory=list)
    unusual: list[Example] = field(default_factory=list)
    unusual_days: int = 0

    def add(self, products: Sequence[str], days: DayRecords, histories: Mapping[str, SalesHistory | None]) -> None:
        """Compare whole products' days, in order of product and day."""
        _, starts = np.unique(days["product"], return_index=True)
        for start, end in pairwise([*starts.tolist(), days.size]):
            part = days[start:end]
            product_id = products[int(part["product"][0])]
            self._add_product(product_id, part, histories.get(product_id))

    def _add_product(self, product_id: str, part: DayRecords, history: SalesHistory | None) -> None:
        stored = _stored(history)
        at = part["day"] - (history.start.toordinal() if history else 0)
        inside = (at >= 0) & (at < stored.size)
        replaced = np.flatnonzero(inside)
        replaced = replaced[~np.isnan(stored[at[replaced]])]
        if replaced.size:
            before = np.rint(stored[at[replaced]] * MICRO).astype(np.int64)
            self._replace(product_id, part[replaced], before)
            stored = stored.copy()
            stored[at[replaced]] = np.nan
        own = stored[stored > 0] * MICRO
        found = _unusual(part["quantity"], own)
        days = [(part[index], largest) for index, largest in found]
        told = [(product_id, int(day["day"]), int(day["quantity"]), largest) for day, largest in days]
        self.unusual_days += len(found)
        self.unusual = sorted([*self.unusual, *told])[:_LISTED]

    def _replace(self, product_id: str, part: DayRecords, before: NDArray[np.int64]) -> None:
        after = part["quantity"]
        self.days += int(part.size)
        self.before += int(before.sum())
        self.after += int(after.sum())
        most = np.argsort(-np.abs(after - before), kind="stable")[:_EXAMPLES].tolist()
        told = [(product_id, int(part["day"][at]), int(before[at]), int(after[at])) for at in most]
        self.examples = sorted([*self.examples, *told], key=_by_change)[:_EXAMPLES]

    def overwrites(self) -> Overwrites:
        """Return what is replaced, for the report."""
        examples = tuple(
            Overwrite(product_id, date.fromordinal(day), to_decimal(before), to_decimal(after))
            for product_id, day, before, after in self.examples
        )
        return Overwrites(self.days, to_decimal(self.before), to_decimal(self.after), examples)

    def notices(self) -> list[Notice]:
        """Return a notice of each unusual day, the first of them."""
        found = [Notice("unusual_quantity", _told(each)) for each in self.unusual]
        left = self.unusual_days - len(self.unusual)
        if left:
            found.append(Notice("unusual_quantity", f"{counted(left, 'more product-day')} far outside their record."))
        return found

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Comparison:
        """Return what ``asdict`` and JSON made of one."""
        lists = {name: [(str(each[0]), *each[1:]) for each in kept[name]] for name in ("examples", "unusual")}
        return cls(**kept | lists)


def _by_change(example: Example) -> tuple[int, str, int]:
    """Return what sorts by change, the largest first; the same whatever order products are compared in."""
    product_id, day, before, after = example
    return -abs(after - before), product_id, day


def _stored(history: SalesHistory | None) -> NDArray[np.float64]:
    return history.quantity if history else np.zeros(0)


def _unusual(quantity: NDArray[np.int64], own: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return the positions of days far outside a product's record, and the record's largest day.

    Parameters
    ----------
    quantity
        The file's days, millionths, shape (n,).
    own
        The days of the record that the file does not replace, above zero, millionths, shape (m,).
    """
    if own.size >= _RECORD:
        largest = float(own.max())
        limit = max(_LARGEST * largest, _MEDIAN * float(np.median(own)))
        return [(index, int(largest)) for index in np.flatnonzero(quantity > limit).tolist()]
    sold = np.flatnonzero(quantity > 0)
    if sold.size + own.size <= _RECORD:
        return []
    values = np.concatenate((quantity[sold].astype(np.float64), own))
    ranked = np.sort(values)[::-1]
    top = int(ranked[0])
    if top <= _MEDIAN * float(np.median(values)):
        return []
    most = max(1, values.size // _APART)
    gaps = [count for count in range(1, most + 1) if ranked[count - 1] > _LARGEST * ranked[count]]
    if not gaps or ranked[gaps[-1] - 1] <= _MEDIAN * float(np.median(values)):
        return []
    largest = float(ranked[gaps[-1]])
    return [(index, int(largest)) for index in sold[quantity[sold] > largest].tolist()]


def _told(unusual: Example) -> str:
    product_id, day, quantity, largest = unusual
    sold, other = number(to_decimal(quantity)), number(to_decimal(largest))
    return (
        f"'{product_id}' on {date.fromordinal(day).isoformat()}: {sold} sold, its largest other day is {other}. "
        "Check the row; it counts as it is."
    )
