"""Policy replays of one product, a category, or the whole shop."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.replenishment.errors import InvalidReplayError, NothingToReplayError
from domain.replenishment.replay.case import MIN_REPLAY_DAYS, WARM_UP_DAYS, prepare
from domain.replenishment.replay.results import ReplayReport
from domain.replenishment.replay.run import replay
from domain.shared.errors import FieldError
from domain.shared.notice import empty_category
from domain.shared.words import days

if TYPE_CHECKING:
    from domain.replenishment.models import StockedProduct
    from domain.replenishment.ports import Catalogue, DemandForecaster, SalesHistories
    from domain.shared.demand_series import SalesSeries
    from domain.shared.ports import Clock

#: Most products in one replay: those that sold most.
MAX_PRODUCTS: Final = 1000
MAX_FITS: Final = 105
MIN_FITS: Final = 6
#: After this long no further forecast is made.
FORECASTING_TIME: Final = timedelta(seconds=14)


class ReplayService:
    """Walks policies through the shop's own history.

    Parameters
    ----------
    catalogue, sales
        Products, and what they sold.
    forecaster
        Forecasts from what was known on a day.
    clock
        Tells when to stop forecasting anew, so that an answer comes within the API's limit on a slow machine too.
    fit_budget
        How many forecasts of one product a replay may make for each product and a fixed cost of FIT_OVERHEAD products
        a time: the more products, the rarer all are forecast anew, so that the answer comes in time.
    """

    FIT_OVERHEAD: Final = 20

    def __init__(
        self,
        catalogue: Catalogue,
        sales: SalesHistories,
        forecaster: DemandForecaster,
        clock: Clock,
        fit_budget: int = 3_000,
    ) -> None:
        self._catalogue = catalogue
        self._sales = sales
        self._forecaster = forecaster
        self._clock = clock
        self._fit_budget = fit_budget

    def replay(self, product_id: str | None, category: str | None) -> ReplayReport:
        """Replay one product, all of a category, or the whole shop.

        Raises
        ------
        InvalidReplayError
            When both are given.
        ProductNotFoundError
            When there is no such product.
        NothingToReplayError
            When no product has sold for long enough.
        """
        until = self._clock.now() + FORECASTING_TIME
        if product_id is not None and category is not None:
            wrong = FieldError("/query/category", "not_with_product_id", "must be left out when product_id is given")
            raise InvalidReplayError("Name a product or a category, not both.", fields=(wrong,))
        products = self._catalogue.all(category) if product_id is None else [self._catalogue.get(product_id)]
        for notice in empty_category(category, len(products)):
            raise NothingToReplayError(notice.detail)
        sales = self._sales.read_many(product.product_id for product in products)
        chosen = _best_selling(products, sales)
        case = prepare(chosen, sales, self._forecaster)
        if case is None:
            raise NothingToReplayError(
                f"A replay needs at least {days(WARM_UP_DAYS + MIN_REPLAY_DAYS)} of sales of a product, "
                "more when its lead time is long."
            )
        fits = self._fit_budget // (len(case.products) + self.FIT_OVERHEAD)
        run = replay(case, self._forecaster, min(max(fits, MIN_FITS), MAX_FITS), lambda: self._clock.now() < until)
        return ReplayReport.of(run, product_id, category, left_out=len(products) - len(chosen))


def _best_selling(products: list[StockedProduct], sales: dict[str, SalesSeries]) -> list[StockedProduct]:
    if len(products) <= MAX_PRODUCTS:
        return products

    def units(product: StockedProduct) -> float:
        sold = sales.get(product.product_id)
        return float(np.nansum(sold.quantity)) if sold else -1.0

    kept = sorted(products, key=lambda product: (-units(product), product.product_id))[:MAX_PRODUCTS]
    return sorted(kept, key=lambda product: product.product_id)
