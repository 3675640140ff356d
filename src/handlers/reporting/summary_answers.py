"""JSON of the forecast summary."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from domain.reporting.summary.outlook import INTERVAL_LEVEL
from domain.shared.millionths import units
from domain.shared.notice import empty_category
from handlers.reporting.schemas import (
    Attention,
    ForecastCategory,
    ForecastMonth,
    ForecastSummary,
    ForecastTotals,
    Mover,
    SummaryAccuracy,
    SummaryCoverage,
)
from handlers.shared.amounts import amount, amount_or_none, share
from handlers.shared.warnings import WarningBody

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.reporting.summary.attention import AttentionNote
    from domain.reporting.summary.checks import OverallAccuracy
    from domain.reporting.summary.figures import DemandSums, MonthSums, MoverDemand
    from domain.reporting.summary.forecast_summary import SummedForecasts


def summary_body(summary: SummedForecasts, currency: str) -> ForecastSummary:
    """Return the forecast summary as JSON."""
    demand, checks = summary.demand, summary.checks
    return ForecastSummary(
        category=summary.category,
        horizon_days=summary.horizon_days,
        generated_at=demand.generated_at,
        first_date=demand.first_date,
        last_date=demand.last_date,
        currency=currency,
        summed_as_of=summary.summed_as_of,
        totals=_totals(demand.totals, checks.products_without_forecast),
        by_category=[_category(name, sums) for name, sums in demand.categories],
        by_month=[_month(month, part) for month, part in sorted(demand.months.items())],
        risers=list(map(_mover, demand.risers)),
        fallers=list(map(_mover, demand.fallers)),
        accuracy=accuracy_body(checks.accuracy),
        attention=attention_bodies(checks.attention),
        attention_total=checks.attention_total,
        warnings=WarningBody.all_of(empty_category(summary.category, checks.products)),
    )


def _totals(sums: DemandSums, without_forecast: int) -> ForecastTotals:
    lower, upper = sums.bounds or (None, None)
    return ForecastTotals(
        products=sums.products,
        products_without_forecast=without_forecast,
        predicted_demand=amount(sums.predicted_demand),
        level=Decimal(str(INTERVAL_LEVEL)),
        lower=amount_or_none(lower),
        upper=amount_or_none(upper),
        previous_demand=amount_or_none(sums.previous_demand),
        predicted_revenue=amount(sums.predicted_revenue),
    )


def _category(name: str, sums: DemandSums) -> ForecastCategory:
    return ForecastCategory(
        category=name,
        products=sums.products,
        predicted_demand=amount(sums.predicted_demand),
        previous_demand=amount_or_none(sums.previous_demand),
        predicted_revenue=amount(sums.predicted_revenue),
    )


def _month(month: str, part: MonthSums) -> ForecastMonth:
    return ForecastMonth(
        month=month,
        days=part.days,
        predicted_demand=amount(units(part.predicted_demand)),
        lower=amount(units(part.lower)),
        upper=amount(units(part.upper)),
    )


def attention_bodies(found: Iterable[AttentionNote]) -> list[Attention]:
    """Return what somebody should look at as JSON."""
    return [Attention(product_id=note.product_id, name=note.name, code=note.code, detail=note.detail) for note in found]


def _mover(item: MoverDemand) -> Mover:
    previous = item.previous_demand
    return Mover(
        product_id=item.product_id,
        name=item.name,
        category=item.category,
        predicted_demand=amount(item.predicted_demand),
        previous_demand=amount(previous),
        change_pct=Decimal(100 * item.change / previous).quantize(Decimal("0.1")) if previous > 0 else None,
    )


def accuracy_body(accuracy: OverallAccuracy) -> SummaryAccuracy:
    """Return the accuracy of all products together as JSON."""
    level = accuracy.coverage_level
    return SummaryAccuracy(
        products=accuracy.products,
        wape=share(accuracy.wape),
        bias=share(accuracy.bias),
        naive_wape=share(accuracy.naive_wape),
        skill_vs_naive=share(accuracy.skill_vs_naive),
        coverage=None
        if level is None
        else SummaryCoverage(
            level=Decimal(str(level)),
            expected=Decimal(str(level)),
            actual=share(accuracy.coverage_actual),
            points=accuracy.coverage_points,
        ),
    )
