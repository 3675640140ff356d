"""What replenishment and reporting alike read of other contexts, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.shared.errors import ProductNotFoundError
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.shared.demand_series import DemandForecast, SalesSeries


class FakeCatalogue:
    """Implements ``Catalogue`` of both contexts; its products are of the context that is tested.

    ``behind`` is what a read that need not be consistent finds in place of what is kept; ``None``: nothing yet.
    """

    def __init__(self, *products: Any) -> None:
        self.kept = {product.product_id: product for product in products}
        self.behind: dict[str, Any] = {}
        self.reads = 0

    def put(self, product: Any) -> None:
        self.kept[product.product_id] = product

    def all(self, category: str | None = None) -> list[Any]:
        self.reads += 1
        listed = [self.kept[key] for key in sorted(self.kept)]
        return [product for product in listed if category is None or product.category == category]

    def page(self, limit: int, after: str | None) -> Page[Any]:
        keys = [key for key in sorted(self.kept) if after is None or key > after]
        found = tuple(self.kept[key] for key in keys[:limit])
        return Page(found, found[-1].product_id if len(keys) > limit else None)

    def get(self, product_id: str) -> Any:
        if product_id not in self.kept:
            raise ProductNotFoundError(product_id)
        return self.kept[product_id]

    def get_many(self, product_ids: Iterable[str], *, consistent: bool = True) -> dict[str, Any]:
        found = self.kept if consistent else self.kept | self.behind
        return {key: found[key] for key in product_ids if found.get(key) is not None}


class FakeLatestForecasts:
    """Implements ``LatestForecasts`` of both contexts; its forecasts are of the context that is tested."""

    def __init__(self, *forecasts: DemandForecast) -> None:
        self.kept = {forecast.product_id: forecast for forecast in forecasts}

    def read_many(self, product_ids: Iterable[str]) -> dict[str, DemandForecast]:
        return {key: self.kept[key] for key in product_ids if key in self.kept}


class FakeSalesHistories:
    """Implements ``SalesHistories`` of both contexts; ``asked`` remembers whose sales were read."""

    def __init__(self, *series: SalesSeries) -> None:
        self.kept = {item.product_id: item for item in series}
        self.asked: list[str] = []

    def read_many(self, product_ids: Iterable[str]) -> dict[str, SalesSeries]:
        wanted = list(product_ids)
        self.asked += wanted
        return {key: self.kept[key] for key in wanted if key in self.kept}
