"""Case of a policy replay: products with enough history, their days laid side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.replenishment.replay.simulation import ReplayItems, ceil_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.replenishment.models import StockedProduct
    from domain.replenishment.ports import DemandForecaster
    from domain.shared.arrays import BoolArray, FloatArray, IntArray
    from domain.shared.demand_series import SalesSeries

#: Longest stretch of history that is replayed, and what must be known before it begins.
REPLAY_DAYS: Final = 730
WARM_UP_DAYS: Final = 56
#: Shortest stretch worth replaying.
MIN_REPLAY_DAYS: Final = 28
_WEEK: Final = 7
_NEIGHBOUR_WEEKS: Final = 4


@dataclass(frozen=True, kw_only=True, eq=False)
class ReplayCase:
    """Products made ready for a replay.

    Parameters
    ----------
    first_date
        Day of index 0 of the replay; ``known`` holds WARM_UP_DAYS more before it.
    known
        Units sold a day, with days suspected of stockout filled in, shape (N, WARM_UP_DAYS + T).
    """

    products: tuple[StockedProduct, ...]
    sales: tuple[SalesSeries, ...]
    first_date: date
    known: FloatArray
    items: ReplayItems
    whole: BoolArray
    products_skipped: int
    filled_days: int

    @property
    def days(self) -> int:
        """Days replayed, T."""
        return int(self.items.demand.shape[1])


def prepare(
    products: Sequence[StockedProduct], sales: Mapping[str, SalesSeries], forecaster: DemandForecaster
) -> ReplayCase | None:
    """Choose the products with enough history and lay their days side by side; ``None`` when there are none."""
    chosen = _with_history(products, sales)
    if not chosen:
        return None
    series = [sales[product.product_id] for product in chosen]
    first, last = _stretch(series)
    known, filled = _side_by_side(series, forecaster.suspected_stockouts(chosen, series), first, last)
    return ReplayCase(
        products=tuple(chosen),
        sales=tuple(series),
        first_date=first,
        known=known,
        whole=np.array([product.sold_in_whole_units for product in chosen]),
        products_skipped=len(products) - len(chosen),
        filled_days=filled,
        items=_items(chosen, series, known, first),
    )


def _with_history(products: Sequence[StockedProduct], sales: Mapping[str, SalesSeries]) -> list[StockedProduct]:
    """Return the products that have sold for long enough, and not only before the days that are replayed."""
    found = [product for product in products if _long_enough(product, sales.get(product.product_id))]
    if not found:
        return []
    first, _ = _stretch([sales[product.product_id] for product in found])
    recent = first + timedelta(days=MIN_REPLAY_DAYS - 1)
    return [product for product in found if sales[product.product_id].end >= recent]


def _long_enough(product: StockedProduct, sales: SalesSeries | None) -> bool:
    return sales is not None and sales.quantity.size >= WARM_UP_DAYS + max(MIN_REPLAY_DAYS, product.protection_days)


def _stretch(series: Sequence[SalesSeries]) -> tuple[date, date]:
    last = max(item.end for item in series)
    earliest = min(item.start for item in series) + timedelta(days=WARM_UP_DAYS)
    return max(earliest, last - timedelta(days=REPLAY_DAYS - 1)), last


def _side_by_side(
    series: Sequence[SalesSeries], suspected: Sequence[Sequence[date]], first: date, last: date
) -> tuple[FloatArray, int]:
    """Return demand from WARM_UP_DAYS before ``first`` to ``last``, (N, days), and how many days were filled in."""
    origin = first - timedelta(days=WARM_UP_DAYS)
    known = np.zeros((len(series), (last - origin).days + 1))
    filled = 0
    for row, (item, days) in enumerate(zip(series, suspected, strict=True)):
        values, count = fill_stockouts(item, days)
        filled += count
        offset = (item.start - origin).days
        kept = values[max(-offset, 0) :]
        known[row, max(offset, 0) : max(offset, 0) + kept.size] = kept
    return known, filled


def _items(
    products: Sequence[StockedProduct], series: Sequence[SalesSeries], known: FloatArray, first: date
) -> ReplayItems:
    lead = np.array([product.lead_time_days for product in products])
    review = np.array([product.review_period_days for product in products])
    begin: IntArray = np.array([max((item.start - first).days + WARM_UP_DAYS, 0) for item in series])
    warm_up = np.array([known[row, day : day + WARM_UP_DAYS].mean() for row, day in enumerate(begin.tolist())])
    whole = np.array([product.sold_in_whole_units for product in products])
    return ReplayItems(
        demand=known[:, WARM_UP_DAYS:],
        begin=begin,
        end=np.array([(item.end - first).days + 1 for item in series]),
        lead_time=lead,
        review_period=review,
        min_order_quantity=np.array([float(product.min_order_quantity) for product in products]),
        order_multiple=np.array([float(product.order_multiple) for product in products]),
        initial_stock=ceil_units(warm_up * (lead + review), whole),
    )


def fill_stockouts(sales: SalesSeries, suspected: Sequence[date]) -> tuple[FloatArray, int]:
    """Return daily demand: sales, and on suspected stockout days the mean of the same weekday around them.

    The mean is over the four weeks before and after, other suspected days left out; days without a row sold nothing.
    """
    values = np.nan_to_num(sales.quantity)
    marked = [index for day in suspected if 0 <= (index := (day - sales.start).days) < values.size]
    usable = np.ones(values.size, dtype=np.bool_)
    usable[marked] = False
    filled = values.copy()
    for index in marked:
        around = np.arange(index - _NEIGHBOUR_WEEKS * _WEEK, index + _NEIGHBOUR_WEEKS * _WEEK + 1, _WEEK)
        around = around[(around >= 0) & (around < values.size)]
        around = around[usable[around]]
        filled[index] = max(values[index], np.rint(values[around].mean()) if around.size else 0.0)
    return filled, len(marked)
