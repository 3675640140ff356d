"""Recommendations kept while nothing that they rest on has changed.

A list is ranked and totalled over the whole shop, so every page needs every product's recommendation. Between two
reads hardly any of them changes; what has not changed is not worked out again.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from domain.replenishment.inbound import OWN_TERMS, ProductSupply
from domain.replenishment.position import planning_day
from domain.replenishment.recommending.recommend import recommend, without_forecast

if TYPE_CHECKING:
    from datetime import date

    from domain.replenishment.models import Recommendation, StockedProduct
    from domain.replenishment.position import PlanningDay
    from domain.shared.demand_series import DemandForecast, SalesSeries

#: Products whose recommendations are kept; some three kilobytes each.
CAPACITY: Final = 5_000


class RememberedRecommendations:
    """Says what to do about a product's stock, and recalls it when asked the same again.

    A recommendation rests on the product with what is on its way, on the plan (the day, and what was sold since the
    stock count), on the terms of supply and on the numbers of the forecast. All are compared by content, so whatever
    changes them, an override of a forecast for instance, is seen at once. Beyond the capacity nothing is kept.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._kept: dict[str, tuple[StockedProduct, PlanningDay, ProductSupply, bytes, Recommendation]] = {}

    def recommend(
        self,
        product: StockedProduct,
        forecast: DemandForecast | None,
        sales: SalesSeries | None,
        today: date,
        supply: ProductSupply = OWN_TERMS,
    ) -> Recommendation:
        """Return what :func:`~domain.replenishment.recommending.recommend.recommend` returns."""
        if forecast is None:
            return without_forecast(product, today)
        plan = planning_day(product, forecast, sales, today)
        numbers = _digest(forecast)
        kept = self._kept.get(product.product_id)
        if kept is not None and kept[:4] == (product, plan, supply, numbers):
            return kept[4]
        made = recommend(product, forecast, plan, supply)
        if kept is not None or len(self._kept) < self._capacity:
            self._kept[product.product_id] = (product, plan, supply, numbers, made)
        return made


def _digest(forecast: DemandForecast) -> bytes:
    """Return a digest of the numbers that recommendations are made from."""
    digest = blake2b(f"{forecast.start.isoformat()} {forecast.borrowed}".encode(), digest_size=16)
    for array in (forecast.mean, forecast.cumulative_mean, forecast.levels, forecast.cumulative):
        digest.update(f"{array.shape}".encode())
        digest.update(array.tobytes())
    return digest.digest()
