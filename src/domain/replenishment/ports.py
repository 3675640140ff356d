"""Ports of replenishment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from domain.replenishment.inbound import ProductSupply
    from domain.replenishment.models import StockedProduct
    from domain.replenishment.snooze import Snooze
    from domain.shared.arrays import FloatArray
    from domain.shared.demand_series import DemandForecast, SalesSeries


class Catalogue(Protocol):
    """The shop's products and their stock."""

    def all(self, category: str | None = None) -> list[StockedProduct]:
        """Return all products, or all of a category, in order of their ids."""
        ...

    def get(self, product_id: str) -> StockedProduct:
        """Return one product; raises :class:`ProductNotFoundError`."""
        ...

    def get_many(self, product_ids: Iterable[str], *, consistent: bool = True) -> dict[str, StockedProduct]:
        """Return those of the products that exist, by id.

        Not ``consistent``, at half the cost, one that was just written may be as it was before, or missing.
        """
        ...


class LatestForecasts(Protocol):
    """The latest forecast of each product."""

    def read_many(self, product_ids: Iterable[str]) -> dict[str, DemandForecast]:
        """Return the latest forecasts of those of the products that have one, by product id."""
        ...


class SalesHistories(Protocol):
    """Daily sales of products."""

    def read_many(self, product_ids: Iterable[str]) -> dict[str, SalesSeries]:
        """Return the sales of those of the products that have any, by product id."""
        ...


class Purchases(Protocol):
    """Terms of supply that suppliers state or that were measured.

    What is open on purchase orders comes with the product itself (``StockedProduct.inbound``), so that stock and what
    is on its way are of the same moment.
    """

    def supplies(self, products: Sequence[StockedProduct]) -> Mapping[str, ProductSupply]:
        """Return how products are supplied, by product id, in few round trips; of the others nothing is known."""
        ...


class Snoozes(Protocol):
    """Keeps snoozes, one a product; those that are over may be forgotten."""

    def all(self) -> dict[str, Snooze]:
        """Return all snoozes, by product id; some may be over, or of an earlier product of the id."""
        ...

    def get(self, product_id: str) -> Snooze | None:
        """Return what is kept for a product id, which may be over, or of an earlier product of the id."""
        ...

    def put(self, snooze: Snooze) -> None:
        """Keep a snooze in place of an earlier one.

        Raises
        ------
        ProductNotFoundError
            When the product that it is of is not there any more, whether or not there is a later one of the id.
        """
        ...

    def remove(self, product_id: str, product_created_at: datetime) -> None:
        """Forget the snooze of the product that was created then, if there is one."""
        ...


class DemandForecaster(Protocol):
    """Forecasts demand from what was known on a day; the replay asks it again and again."""

    @property
    def levels(self) -> FloatArray:
        """Probability levels of the quantiles, ascending, shape (Q,)."""
        ...

    def cumulative(
        self, products: Sequence[StockedProduct], sales: Sequence[SalesSeries], as_of: date, horizon: int
    ) -> tuple[FloatArray, FloatArray]:
        """Forecast the sums of the first 1..``horizon`` days after ``as_of``.

        Only what was sold up to ``as_of`` may be used.

        Returns
        -------
        Means, shape (N, horizon), and quantiles at ``levels``, shape (N, horizon, Q); zeros where there is nothing to
        forecast from.
        """
        ...

    def suspected_stockouts(
        self, products: Sequence[StockedProduct], sales: Sequence[SalesSeries]
    ) -> list[tuple[date, ...]]:
        """Return for each product the days on which it sold nothing probably because there was none."""
        ...
