"""Proposals for purchase orders: what is recommended for some products, and what more of each would be worth."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Final

from domain.replenishment.position import planning_day
from domain.replenishment.recommending.recommend import recommended, situation, without_forecast
from domain.replenishment.recommending.worth import OrderWorth
from domain.replenishment.service.planning_inputs import PlanningInputs
from domain.replenishment.service.recommendations import CHUNK, with_snooze
from domain.shared.errors import ProductNotFoundError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from domain.replenishment.models import Recommendation, StockedProduct
    from domain.replenishment.ports import Catalogue, LatestForecasts, Purchases, SalesHistories, Snoozes
    from domain.replenishment.service.planning_inputs import PlanningInput
    from domain.replenishment.snooze import Snooze
    from domain.shared.ports import Clock

#: Up to so many products are read one by one; more, out of the whole catalogue.
READ_ONE_BY_ONE: Final = 25


@dataclass(frozen=True)
class Proposal:
    """Recommendation of one product; ``worth`` is ``None`` where its stock, its demand or its cost is not known."""

    recommendation: Recommendation
    worth: OrderWorth | None


class ProposalService:
    """Proposes what to order.

    Parameters
    ----------
    catalogue, forecasts, sales, purchases, snoozes
        As of :class:`~domain.replenishment.service.recommendations.RecommendationService`.
    clock
        The time; "today" is the day in UTC.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        forecasts: LatestForecasts,
        sales: SalesHistories,
        clock: Clock,
        purchases: Purchases | None = None,
        snoozes: Snoozes | None = None,
    ) -> None:
        self._snoozes = snoozes
        self._catalogue = catalogue
        self._inputs = PlanningInputs(forecasts, sales, purchases)
        self._clock = clock

    def of_category(self, category: str, holding_cost: float) -> list[Proposal]:
        """Return proposals for a category's products; ``holding_cost`` is a year's, as a share of the value."""
        return self._proposals(self._catalogue.all(category), holding_cost)

    def of_suppliers(self, supplier_ids: Collection[str], holding_cost: float) -> list[Proposal]:
        """Return proposals for the products of some suppliers."""
        products = [product for product in self._catalogue.all() if product.supplier_id in supplier_ids]
        return self._proposals(products, holding_cost)

    def of_products(self, product_ids: Collection[str], holding_cost: float) -> list[Proposal]:
        """Return proposals for those of the products that exist."""
        if len(product_ids) > READ_ONE_BY_ONE:
            products = [product for product in self._catalogue.all() if product.product_id in product_ids]
            return self._proposals(products, holding_cost)
        found = []
        for product_id in sorted(product_ids):
            with suppress(ProductNotFoundError):
                found.append(self._catalogue.get(product_id))
        return self._proposals(found, holding_cost)

    def _proposals(self, products: Iterable[StockedProduct], holding_cost: float) -> list[Proposal]:
        today = self._clock.now().date()
        snoozes = self._snoozes.all() if self._snoozes is not None else {}
        return [
            _proposal(each, today, holding_cost, snoozes.get(each.product.product_id))
            for chunk in batched(products, CHUNK, strict=False)
            for each in self._inputs.of(chunk, today)
        ]


def _proposal(each: PlanningInput, today: date, holding_cost: float, snooze: Snooze | None) -> Proposal:
    product, forecast = each.product, each.forecast
    if forecast is None:
        return Proposal(without_forecast(product, today), None)
    plan = planning_day(product, forecast, each.sales, today)
    outlook, position = situation(product, forecast, plan, each.supply)
    priced = product.unit_cost is not None
    worth = OrderWorth(outlook, position, holding_cost) if priced and position is not None else None
    return Proposal(with_snooze(recommended(outlook, position), snooze, today), worth)
