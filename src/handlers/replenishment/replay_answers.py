"""JSON of policy replays."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from handlers.replenishment.replay_schemas import (
    PolicyReplay,
    ReplayDay,
    ReplayResult,
    ServiceCurve,
    ServiceCurvePoint,
)
from handlers.shared.amounts import amount, amount_or_none, share

if TYPE_CHECKING:
    from domain.replenishment.replay.results import PolicyResult, ReplayReport

_ONE_DAY = timedelta(days=1)


def replay_body(report: ReplayReport, currency: str) -> PolicyReplay:
    """Return a policy replay as JSON."""
    series = zip(report.recommended_stock.tolist(), report.minmax_stock.tolist(), report.demand.tolist(), strict=True)
    return PolicyReplay(
        **_about(report, currency),
        days=len(report.demand),
        recommended=_result(report.recommended),
        service_curve=_curve(report),
        series=[
            ReplayDay(
                date=report.first_date + day * _ONE_DAY,
                recommended_stock=amount(recommended),
                minmax_stock=amount(minmax),
                sold=amount(sold),
            )
            for day, (recommended, minmax, sold) in enumerate(series)
        ],
    )


def curve_body(report: ReplayReport, currency: str) -> ServiceCurve:
    """Return a replay's service-level curve as JSON."""
    return ServiceCurve(
        **_about(report, currency),
        points=_curve(report),
    )


def _about(report: ReplayReport, currency: str) -> dict[str, Any]:
    """Return what both answers say of a replay."""
    return {
        "product_id": report.product_id,
        "category": report.category,
        "products": report.products,
        "products_skipped": report.products_skipped,
        "first_date": report.first_date,
        "last_date": report.last_date,
        "currency": currency,
        "minmax": _result(report.minmax),
        "assumptions": list(report.assumptions),
    }


def _result(result: PolicyResult) -> ReplayResult:
    return ReplayResult(
        stockout_days=result.stockout_days,
        units_short=amount(result.units_short),
        value_short=amount(result.value_short),
        fill_rate=share(result.fill_rate),
        cycle_service_level=share(result.cycle_service_level),
        average_stock_units=amount(result.average_stock_units),
        average_stock_value=amount_or_none(result.average_stock_value),
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
            average_stock_value=amount_or_none(result.average_stock_value),
        )
        for level, result in report.curve
    ]
