"""JSON of the forecast summary."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from domain.reporting.summary.attention import MAX_ATTENTION
from domain.reporting.summary.forecast_summary import INTERVAL_LEVEL
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
from handlers.shared.amounts import amount, share
from handlers.shared.warnings import WarningBody

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.reporting.summary.attention import AttentionNote
    from domain.reporting.summary.forecast_summary import (
        ForecastSummaryReport,
        MonthDemand,
        OverallAccuracy,
        ProductOutlook,
    )


def summary_body(summary: ForecastSummaryReport, currency: str) -> ForecastSummary:
    """Return the forecast summary as JSON."""
    outlooks = summary.outlooks
    return ForecastSummary(
        category=summary.category,
        horizon_days=summary.horizon_days,
        generated_at=summary.generated_at,
        first_date=min((item.first_date for item in outlooks), default=None),
        last_date=max((item.last_date for item in outlooks), default=None),
        currency=currency,
        totals=_totals(summary),
        by_category=[_category(name, items) for name, items in summary.by_category.items()],
        by_month=[_month(month, part) for month, part in summary.months.items()],
        risers=[_mover(item) for item in summary.movers(1)],
        fallers=[_mover(item) for item in summary.movers(-1)],
        accuracy=accuracy_body(summary.accuracy),
        attention=attention_bodies(summary.attention[:MAX_ATTENTION]),
        attention_total=len(summary.attention),
        warnings=WarningBody.all_of(empty_category(summary.category, summary.products)),
    )


def _totals(summary: ForecastSummaryReport) -> ForecastTotals:
    outlooks = summary.outlooks
    return ForecastTotals(
        products=len(outlooks),
        products_without_forecast=summary.products_without_forecast,
        predicted_demand=amount(sum(item.predicted_demand for item in outlooks)),
        level=Decimal(str(INTERVAL_LEVEL)),
        lower=amount(sum(item.lower for item in outlooks)) if outlooks else None,
        upper=amount(sum(item.upper for item in outlooks)) if outlooks else None,
        previous_demand=_previous(outlooks),
        predicted_revenue=amount(sum(item.predicted_revenue for item in outlooks)),
    )


def _category(name: str, items: Sequence[ProductOutlook]) -> ForecastCategory:
    return ForecastCategory(
        category=name,
        products=len(items),
        predicted_demand=amount(sum(item.predicted_demand for item in items)),
        previous_demand=_previous(items),
        predicted_revenue=amount(sum(item.predicted_revenue for item in items)),
    )


def _month(month: str, part: MonthDemand) -> ForecastMonth:
    return ForecastMonth(
        month=month,
        days=part.days,
        predicted_demand=amount(part.predicted_demand),
        lower=amount(part.lower),
        upper=amount(part.upper),
    )


def attention_bodies(found: Iterable[AttentionNote]) -> list[Attention]:
    """Return what somebody should look at as JSON."""
    return [
        Attention(product_id=note.product.product_id, name=note.product.name, code=note.code, detail=note.detail)
        for note in found
    ]


def _previous(outlooks: Iterable[ProductOutlook]) -> Decimal | None:
    """Return what was sold before, where it is known of every product: else the comparison would not be one."""
    sold = [item.previous_demand for item in outlooks]
    known = [value for value in sold if value is not None]
    return amount(sum(known)) if known and len(known) == len(sold) else None


def _mover(item: ProductOutlook) -> Mover:
    previous = item.previous_demand or 0.0
    return Mover(
        product_id=item.product.product_id,
        name=item.product.name,
        category=item.product.category,
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
