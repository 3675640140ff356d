"""From what reporting says to the JSON that callers get."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from domain.reporting.attention import MAX_ATTENTION
from domain.reporting.summarising import INTERVAL_LEVEL
from handlers.reporting.schemas import (
    Attention,
    ForecastCategory,
    ForecastMonth,
    ForecastSummary,
    ForecastTotals,
    Mover,
    PolicyReplay,
    RecommendationBody,
    RecommendationTotals,
    ReplayDay,
    ReplayResult,
    ReportJob,
    ServiceCurve,
    ServiceCurvePoint,
    SummaryAccuracy,
    SummaryCoverage,
    WaterfallLineBody,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta

    from domain.reporting.listing import ListTotals
    from domain.reporting.models import Recommendation, Report, ReportLink
    from domain.reporting.replay_results import PolicyResult, ReplayReport
    from domain.reporting.summarising import ForecastSummaryReport, OverallAccuracy, ProductOutlook

_HUNDREDTH = Decimal("0.01")
_SHARE = Decimal("0.0001")


def amount(value: float | Decimal) -> Decimal:
    """Return units or money to a hundredth."""
    return Decimal(value).quantize(_HUNDREDTH, ROUND_HALF_EVEN)


def share(value: float | None) -> Decimal | None:
    """Return a share to a hundredth of a percent."""
    return None if value is None else Decimal(value).quantize(_SHARE, ROUND_HALF_EVEN)


def _amount_or_none(value: float | None) -> Decimal | None:
    return None if value is None else amount(value)


def recommendation_body(item: Recommendation) -> RecommendationBody:
    """Return one recommendation as JSON."""
    product = item.product
    return RecommendationBody(
        product_id=product.product_id,
        name=product.name,
        category=product.category,
        status=product.status,
        as_of=item.as_of,
        on_hand=product.on_hand,
        on_order=product.on_order,
        stock_as_of=product.stock_as_of,
        projected_on_hand=item.projected_on_hand,
        stockout_date=item.stockout_date,
        days_of_cover=item.days_of_cover,
        stockout_probability=share(item.stockout_probability),
        expected_demand=item.expected_demand,
        service_level=product.service_level,
        cycle_service_level=share(item.cycle_service_level),
        fill_rate=share(item.fill_rate),
        safety_stock=item.safety_stock,
        reorder_point=item.reorder_point,
        order_up_to=item.order_up_to,
        recommended_order_quantity=item.order_quantity,
        order_value=item.order_value,
        order_by_date=item.order_by_date,
        urgency=item.urgency,
        value_at_risk=item.value_at_risk,
        excess_units=item.excess_units,
        excess_value=item.excess_value,
        waterfall=[
            WaterfallLineBody(label=line.label, quantity=line.quantity, source=line.source, kind=line.kind)
            for line in item.waterfall
        ],
        reason=item.reason,
    )


def totals_body(totals: ListTotals) -> RecommendationTotals:
    """Return a list's totals as JSON."""
    return RecommendationTotals(
        products=totals.products,
        by_urgency=totals.by_urgency,
        order_value=totals.order_value,
        value_at_risk=totals.value_at_risk,
        excess_value=totals.excess_value,
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
        totals=ForecastTotals(
            products=len(outlooks),
            products_without_forecast=summary.without_forecast,
            predicted_demand=amount(sum(item.mean for item in outlooks)),
            level=Decimal(str(INTERVAL_LEVEL)),
            lower=amount(sum(item.lower for item in outlooks)) if outlooks else None,
            upper=amount(sum(item.upper for item in outlooks)) if outlooks else None,
            previous_demand=_previous(outlooks),
            predicted_revenue=amount(sum(item.revenue for item in outlooks)),
        ),
        by_category=[
            ForecastCategory(
                category=name,
                products=len(items),
                predicted_demand=amount(sum(item.mean for item in items)),
                previous_demand=_previous(items),
                predicted_revenue=amount(sum(item.revenue for item in items)),
            )
            for name, items in summary.by_category.items()
        ],
        by_month=[
            ForecastMonth(
                month=month,
                days=part.days,
                predicted_demand=amount(part.mean),
                lower=amount(part.lower),
                upper=amount(part.upper),
            )
            for month, part in summary.months.items()
        ],
        risers=[_mover(item) for item in summary.movers(1)],
        fallers=[_mover(item) for item in summary.movers(-1)],
        accuracy=_accuracy(summary.accuracy),
        attention=[
            Attention(product_id=note.product.product_id, name=note.product.name, code=note.code, detail=note.detail)
            for note in summary.attention[:MAX_ATTENTION]
        ],
        attention_total=len(summary.attention),
    )


def _previous(outlooks: Iterable[ProductOutlook]) -> Decimal | None:
    """Return what was sold before, where it is known of every product: else the comparison would not be one."""
    sold = [item.previous for item in outlooks]
    known = [value for value in sold if value is not None]
    return amount(sum(known)) if known and len(known) == len(sold) else None


def _mover(item: ProductOutlook) -> Mover:
    previous = item.previous or 0.0
    return Mover(
        product_id=item.product.product_id,
        name=item.product.name,
        category=item.product.category,
        predicted_demand=amount(item.mean),
        previous_demand=amount(previous),
        change_pct=Decimal(100 * item.change / previous).quantize(Decimal("0.1")) if previous > 0 else None,
    )


def _accuracy(accuracy: OverallAccuracy) -> SummaryAccuracy:
    level = accuracy.coverage_level
    return SummaryAccuracy(
        products=accuracy.products,
        wape=share(accuracy.wape),
        bias=share(accuracy.bias),
        naive_wape=share(accuracy.naive_wape),
        skill_vs_naive=share(accuracy.skill),
        coverage=None
        if level is None
        else SummaryCoverage(
            level=Decimal(str(level)),
            expected=Decimal(str(level)),
            actual=share(accuracy.coverage_actual),
            points=accuracy.coverage_points,
        ),
    )


def replay_body(report: ReplayReport, currency: str, one_day: timedelta) -> PolicyReplay:
    """Return a policy replay as JSON."""
    series = zip(report.recommended_stock.tolist(), report.minmax_stock.tolist(), report.demand.tolist(), strict=True)
    return PolicyReplay(
        product_id=report.product_id,
        category=report.category,
        products=report.products,
        products_skipped=report.skipped,
        first_date=report.first_date,
        last_date=report.last_date,
        days=len(report.demand),
        currency=currency,
        recommended=_result(report.recommended),
        minmax=_result(report.minmax),
        service_curve=_curve(report),
        series=[
            ReplayDay(
                date=report.first_date + day * one_day,
                recommended_stock=amount(recommended),
                minmax_stock=amount(minmax),
                sold=amount(sold),
            )
            for day, (recommended, minmax, sold) in enumerate(series)
        ],
        assumptions=list(report.assumptions),
    )


def curve_body(report: ReplayReport, currency: str) -> ServiceCurve:
    """Return a replay's service-level curve as JSON."""
    return ServiceCurve(
        product_id=report.product_id,
        category=report.category,
        products=report.products,
        products_skipped=report.skipped,
        first_date=report.first_date,
        last_date=report.last_date,
        currency=currency,
        points=_curve(report),
        minmax=_result(report.minmax),
        assumptions=list(report.assumptions),
    )


def _result(result: PolicyResult) -> ReplayResult:
    return ReplayResult(
        stockout_days=result.stockout_days,
        units_short=amount(result.units_short),
        value_short=amount(result.value_short),
        fill_rate=share(result.fill_rate),
        cycle_service_level=share(result.cycle_service_level),
        average_stock_units=amount(result.average_stock_units),
        average_stock_value=_amount_or_none(result.average_stock_value),
        orders=result.orders,
    )


def _curve(report: ReplayReport) -> list[ServiceCurvePoint]:
    return [
        ServiceCurvePoint(
            service_level=Decimal(str(level)),
            fill_rate=share(result.fill_rate),
            cycle_service_level=share(result.cycle_service_level),
            stockout_days=result.stockout_days,
            units_short=amount(result.units_short),
            average_stock_units=amount(result.average_stock_units),
            average_stock_value=_amount_or_none(result.average_stock_value),
        )
        for level, result in report.curve
    ]


def job_body(report: Report, link: ReportLink | None) -> ReportJob:
    """Return what is known of a report as JSON."""
    return ReportJob(
        report_id=report.report_id,
        kind=report.kind,
        format=report.format,
        status=report.status,
        status_url=f"/reports/jobs/{report.report_id}",
        created_at=report.created_at,
        completed_at=report.completed_at,
        url=link.url if link else None,
        expires_at=link.expires_at if link else None,
        error=report.error,
    )
