"""Accuracy of the forecasts and what to look at: of any products, put together to those of all, in any order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from domain.reporting.summary.attention import MAX_ATTENTION, NO_FORECAST, AttentionNote, in_order, notes
from domain.shared.millionths import millionths

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain.reporting.models import ForecastAccuracy, LatestForecast, ListedProduct


@dataclass(frozen=True, kw_only=True)
class OverallAccuracy:
    """Backtests of all products together, weighted by what they sold."""

    products: int
    wape: float | None
    bias: float | None
    naive_wape: float | None
    coverage_level: float | None
    coverage_actual: float | None
    coverage_points: int

    @property
    def skill_vs_naive(self) -> float | None:
        """1 - WAPE / WAPE of the naive; below 0 the naive would have been better."""
        return None if self.wape is None or not self.naive_wape else 1 - self.wape / self.naive_wape


@dataclass(frozen=True)
class Pooled:
    """Sum of a value times its weight, and of the weights, over products of which it is known; in millionths."""

    weighted: int = 0
    weight: int = 0

    def plus(self, value: float | None, weight: float) -> Pooled:
        """Return the sums with one product more; unchanged by a value that is not known."""
        if value is None:
            return self
        return Pooled(self.weighted + millionths(value * weight), self.weight + millionths(weight))

    def __add__(self, other: Pooled) -> Pooled:
        return Pooled(self.weighted + other.weighted, self.weight + other.weight)

    @property
    def mean(self) -> float | None:
        """Weighted mean."""
        return self.weighted / self.weight if self.weight > 0 else None


@dataclass(frozen=True)
class AccuracySums:
    """Backtests added up over products: errors and sales first, to be divided then (Hyndman & Koehler 2006).

    Parameters
    ----------
    level
        Level of the intervals of the first product in order of id, with that id.
    """

    products: int = 0
    wape: Pooled = field(default_factory=Pooled)
    bias: Pooled = field(default_factory=Pooled)
    naive_wape: Pooled = field(default_factory=Pooled)
    coverage: Pooled = field(default_factory=Pooled)
    coverage_points: int = 0
    level: tuple[str, float | None] | None = None

    def plus(self, product_id: str, accuracy: ForecastAccuracy | None) -> AccuracySums:
        """Return the sums with one product more; unchanged by one that has not sold in its backtest."""
        if accuracy is None or accuracy.volume <= 0:
            return self
        points = accuracy.coverage_points
        return AccuracySums(
            products=self.products + 1,
            wape=self.wape.plus(accuracy.wape, accuracy.volume),
            bias=self.bias.plus(accuracy.bias, accuracy.volume),
            naive_wape=self.naive_wape.plus(accuracy.naive_wape, accuracy.volume),
            coverage=self.coverage.plus(accuracy.coverage_actual, points),
            coverage_points=self.coverage_points + points,
            level=_first(self.level, (product_id, accuracy.coverage_level) if points else None),
        )

    def __add__(self, other: AccuracySums) -> AccuracySums:
        return AccuracySums(
            products=self.products + other.products,
            wape=self.wape + other.wape,
            bias=self.bias + other.bias,
            naive_wape=self.naive_wape + other.naive_wape,
            coverage=self.coverage + other.coverage,
            coverage_points=self.coverage_points + other.coverage_points,
            level=_first(self.level, other.level),
        )

    @property
    def overall(self) -> OverallAccuracy:
        """Accuracy of all of them together."""
        return OverallAccuracy(
            products=self.products,
            wape=self.wape.mean,
            bias=self.bias.mean,
            naive_wape=self.naive_wape.mean,
            coverage_level=self.level[1] if self.level else None,
            coverage_actual=self.coverage.mean,
            coverage_points=self.coverage_points,
        )


@dataclass(frozen=True)
class CheckFigures:
    """Checks of some products' forecasts.

    Parameters
    ----------
    products
        All of them, with a forecast or without.
    attention, attention_total
        The most important notes, at most :data:`MAX_ATTENTION`, and how many there are.
    """

    products: int = 0
    products_without_forecast: int = 0
    sums: AccuracySums = field(default_factory=AccuracySums)
    attention: tuple[AttentionNote, ...] = ()
    attention_total: int = 0

    @classmethod
    def of(cls, forecasts: Iterable[tuple[ListedProduct, LatestForecast | None]], today: date) -> Self:
        """Check products, each with its latest forecast if there is one."""
        products, sums, found = 0, AccuracySums(), list[AttentionNote]()
        for product, forecast in forecasts:
            products += 1
            sums = sums.plus(product.product_id, forecast.accuracy if forecast else None)
            found += notes(product, forecast, today)
        return cls(
            products=products,
            products_without_forecast=sum(note.code == NO_FORECAST for note in found),
            sums=sums,
            attention=tuple(in_order(found)[:MAX_ATTENTION]),
            attention_total=len(found),
        )

    @classmethod
    def put_together(cls, parts: Iterable[CheckFigures]) -> Self:
        """Return the checks of all products of the parts."""
        listed = tuple(parts)
        return cls(
            products=sum(part.products for part in listed),
            products_without_forecast=sum(part.products_without_forecast for part in listed),
            sums=sum((part.sums for part in listed), AccuracySums()),
            attention=tuple(in_order(note for part in listed for note in part.attention)[:MAX_ATTENTION]),
            attention_total=sum(part.attention_total for part in listed),
        )

    @property
    def accuracy(self) -> OverallAccuracy:
        """Accuracy of all forecasts together."""
        return self.sums.overall


def _first(
    one: tuple[str, float | None] | None, other: tuple[str, float | None] | None
) -> tuple[str, float | None] | None:
    return min((level for level in (one, other) if level), key=lambda level: level[0], default=None)
