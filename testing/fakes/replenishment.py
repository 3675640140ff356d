"""Replenishment's own ports in memory; what it reads of other contexts is in :mod:`testing.fakes.inputs`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.shared.errors import ProductNotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from domain.replenishment.inbound import ProductSupply
    from domain.replenishment.models import StockedProduct
    from domain.replenishment.snooze import Snooze
    from domain.shared.arrays import FloatArray
    from domain.shared.demand_series import SalesSeries
    from testing.fakes.inputs import FakeCatalogue


class FakePurchases:
    """Implements ``domain.replenishment.ports.Purchases``; ``asked`` remembers which products it was asked about."""

    def __init__(self, **kept: ProductSupply) -> None:
        self.kept = kept
        self.asked: list[str] = []

    def supplies(self, products: Sequence[StockedProduct]) -> dict[str, ProductSupply]:
        self.asked += [product.product_id for product in products]
        return {key: self.kept[key] for key in self.asked if key in self.kept}


class FakeSnoozes:
    """Implements ``domain.replenishment.ports.Snoozes`` over the products of a catalogue."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self._catalogue = catalogue
        self.kept: dict[str, Snooze] = {}

    def all(self) -> dict[str, Snooze]:
        return dict(self.kept)

    def get(self, product_id: str) -> Snooze | None:
        return self.kept.get(product_id)

    def put(self, snooze: Snooze) -> None:
        if self._catalogue.get(snooze.product_id).created_at != snooze.product_created_at:
            raise ProductNotFoundError(snooze.product_id)
        self.kept[snooze.product_id] = snooze

    def remove(self, product_id: str, product_created_at: datetime) -> None:
        found = self.kept.get(product_id)
        if found is not None and found.product_created_at == product_created_at:
            del self.kept[product_id]


class FakeForecaster:
    """Implements ``domain.replenishment.ports.DemandForecaster``: normal demand around the mean of the last 56 days.

    ``asked`` remembers the days it forecast from and how many days of each history it was given to see.
    """

    def __init__(self, suspected: dict[str, tuple[date, ...]] | None = None) -> None:
        self.suspected = suspected or {}
        self.asked: list[date] = []
        self._levels = np.array([0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 0.995])
        self._scores = np.array([-2.326, -1.645, -1.282, -0.674, 0, 0.674, 1.282, 1.645, 1.96, 2.326, 2.576])

    @property
    def levels(self) -> FloatArray:
        return self._levels

    def cumulative(
        self, products: Sequence[StockedProduct], sales: Sequence[SalesSeries], as_of: date, horizon: int
    ) -> tuple[FloatArray, FloatArray]:
        self.asked.append(as_of)
        known = [item.quantity[: max((as_of - item.start).days + 1, 0)][-56:] for item in sales]
        daily = np.array([np.nan_to_num(values).mean() if values.size else 0.0 for values in known])
        spread = np.array([np.nan_to_num(values).std() if values.size else 0.0 for values in known])
        days = np.arange(1, horizon + 1)
        means = daily[:, None] * days
        deviations = spread[:, None, None] * np.sqrt(days)[:, None] * self._scores
        return means, np.maximum(means[:, :, None] + deviations, 0.0)

    def suspected_stockouts(
        self, products: Sequence[StockedProduct], sales: Sequence[SalesSeries]
    ) -> list[tuple[date, ...]]:
        return [self.suspected.get(product.product_id, ()) for product in products]
