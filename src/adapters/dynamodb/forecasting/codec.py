"""A forecast as one packed item attribute, and back.

``encode`` gives the ``document`` attribute of ``FORECAST#<product_id>`` / ``LATEST``; ``decode`` gives the
:class:`domain.forecasting.models.forecast.Forecast` again, numpy arrays included. Whoever changes what the document
holds raises the version of :data:`adapters.dynamodb.forecasting.latest.LATEST`. Quantile arrays follow
``domain.forecasting.models.demand.QUANTILE_LEVELS`` (25 levels, 0.005 to 0.995) on their last axis. The
document (see :mod:`adapters.dynamodb.packing`; ``unpack`` gives it with numpy arrays) holds::

    {"version", "product_id", "run_id", "generated_at", "horizon_days", "confidence_level", "engine", "method",
     "model_id", "degraded_reason", "demand_pattern", "start", "known_until",
     "demand": {"mean": [W], "quantiles": [W][25], "cumulative_mean": [W], "cumulative": [W][25]},
     "before_overrides": the same, or null when there are no overrides,
     "layers": {"naive": [H], "statistical": [H], "bedrock", "before_override", "override": [H]|null},
     "history": {"first_date", "last_date", "days", "selling_days", "suspected_stockout_dates": [],
                 "unusual_days": [{"date", "quantity", "used_as"}], "stopped_probability", "borrowed"},
     "backtest": {metrics…, "folds", "horizon_days", "naive": {metrics…}, "skill_vs_naive",
                  "points": {"dates", "predicted", "lower", "upper", "actual"}} | null,
     "evidence": {…}, "explanation": {"summary", "drivers", "adjustments", "warnings"}, "receipt": {…}}

W, the number of days from ``start`` on, is at least the product's protection period twice over, so that orders read
``cumulative`` at k = lead time + review period: ``forecast.demand.cumulative_quantile(level)[k - 1]``.
An actual value that was not observed is ``nan``.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from adapters.dynamodb.forecasting.latest import LATEST
from adapters.dynamodb.packing import pack
from adapters.dynamodb.typed import to_instant
from domain.forecasting.models.backtest import Backtest, BacktestPoints, Coverage, Metrics
from domain.forecasting.models.demand import Evidence, HistorySummary, UnusualDay
from domain.forecasting.models.distribution import DemandDistribution
from domain.forecasting.models.forecast import (
    Adjustment,
    Citation,
    Driver,
    Explanation,
    Forecast,
    Layers,
    Receipt,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_METRICS = ("wape", "mase", "rmsse", "bias", "weighted_quantile_loss")


def encode(forecast: Forecast) -> bytes:
    """Return a forecast in its packed form."""
    return pack(
        {
            "version": LATEST.version,
            "product_id": forecast.product_id,
            "run_id": forecast.run_id,
            "generated_at": forecast.generated_at.isoformat(),
            "horizon_days": forecast.horizon_days,
            "confidence_level": forecast.confidence_level,
            "engine": forecast.engine,
            "method": forecast.method,
            "model_id": forecast.model_id,
            "degraded_reason": forecast.degraded_reason,
            "demand_pattern": forecast.demand_pattern,
            "start": forecast.demand.start.isoformat(),
            "known_until": forecast.known_until.isoformat(),
            "demand": _encode_distribution(forecast.demand),
            "before_overrides": None
            if forecast.before_overrides is forecast.demand
            else _encode_distribution(forecast.before_overrides),
            "layers": vars(forecast.layers),
            "history": asdict(forecast.history),
            "backtest": _encode_backtest(forecast.backtest) if forecast.backtest else None,
            "evidence": asdict(forecast.evidence),
            "explanation": asdict(forecast.explanation),
            "receipt": asdict(forecast.receipt),
        }
    )


def decode(document: Mapping[str, Any]) -> Forecast:
    """Return a forecast from its unpacked document."""
    start = date.fromisoformat(document["start"])
    demand = _decode_distribution(start, document["demand"])
    before = document["before_overrides"]
    backtest, history = document["backtest"], document["history"]
    return Forecast(
        product_id=document["product_id"],
        run_id=document["run_id"],
        generated_at=to_instant(document["generated_at"]),
        horizon_days=document["horizon_days"],
        confidence_level=document["confidence_level"],
        engine=document["engine"],
        method=document["method"],
        model_id=document["model_id"],
        degraded_reason=document["degraded_reason"],
        demand_pattern=document["demand_pattern"],
        known_until=date.fromisoformat(document["known_until"]),
        demand=demand,
        before_overrides=demand if before is None else _decode_distribution(start, before),
        layers=decode_layers(document["layers"]),
        history=HistorySummary(
            first_date=_day(history["first_date"]),
            last_date=_day(history["last_date"]),
            days=history["days"],
            selling_days=history["selling_days"],
            suspected_stockout_dates=tuple(map(date.fromisoformat, history["suspected_stockout_dates"])),
            unusual_days=tuple(_decode_unusual(each) for each in history["unusual_days"]),
            stopped_probability=history["stopped_probability"],
            borrowed=history["borrowed"],
        ),
        backtest=None if backtest is None else _decode_backtest(backtest),
        evidence=Evidence(**document["evidence"]),
        explanation=_decode_explanation(document["explanation"]),
        receipt=Receipt(**document["receipt"]),
    )


def decode_layers(document: Mapping[str, Any]) -> Layers:
    """Return layers from their plain form, ``vars(layers)``."""
    return Layers(**document)


def _decode_unusual(document: Mapping[str, Any]) -> UnusualDay:
    return UnusualDay(date.fromisoformat(document["date"]), document["quantity"], document["used_as"])


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _encode_distribution(distribution: DemandDistribution) -> dict[str, Any]:
    return {name: value for name, value in vars(distribution).items() if name != "start"}


def _decode_distribution(start: date, document: Mapping[str, Any]) -> DemandDistribution:
    return DemandDistribution(start, **document)


def _encode_metrics(metrics: Metrics) -> dict[str, Any]:
    coverage = metrics.coverage
    return {name: getattr(metrics, name) for name in _METRICS} | {"coverage": asdict(coverage) if coverage else None}


def _decode_metrics(document: Mapping[str, Any]) -> dict[str, Any]:
    coverage = document["coverage"]
    values: dict[str, Any] = {name: document[name] for name in _METRICS}
    return values | {"coverage": None if coverage is None else Coverage(**coverage)}


def _encode_backtest(backtest: Backtest) -> dict[str, Any]:
    return _encode_metrics(backtest) | {
        "folds": backtest.folds,
        "horizon_days": backtest.horizon_days,
        "naive": _encode_metrics(backtest.naive),
        "skill_vs_naive": backtest.skill_vs_naive,
        "points": dict(vars(backtest.points)),
    }


def _decode_backtest(document: Mapping[str, Any]) -> Backtest:
    points = document["points"]
    return Backtest(
        **_decode_metrics(document),
        folds=document["folds"],
        horizon_days=document["horizon_days"],
        naive=Metrics(**_decode_metrics(document["naive"])),
        skill_vs_naive=document["skill_vs_naive"],
        points=BacktestPoints(
            dates=tuple(map(date.fromisoformat, points["dates"])),
            **{name: points[name] for name in ("predicted", "lower", "upper", "actual")},
        ),
    )


def _decode_explanation(document: Mapping[str, Any]) -> Explanation:
    return Explanation(
        summary=document["summary"],
        drivers=tuple(
            Driver(driver["text"], tuple(Citation(**citation) for citation in driver["evidence"]))
            for driver in document["drivers"]
        ),
        adjustments=tuple(
            Adjustment(**adjustment | {"start": _day(adjustment["start"]), "end": _day(adjustment["end"])})
            for adjustment in document["adjustments"]
        ),
        warnings=tuple(document["warnings"]),
    )
