"""The explanation by rule is honest, cites its numbers and says when the engine is no good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from domain.forecasting.explanation.drivers import explain
from domain.forecasting.models.backtest import Backtest, BacktestPoints, Metrics
from domain.forecasting.models.demand import EngineForecast, Evidence, HistorySummary
from domain.forecasting.models.distribution import DemandDistribution
from domain.forecasting.models.known_days import LEAD_UP_WEEKS, Calendar, KnownEvent
from domain.forecasting.models.levels import QUANTILE_LEVELS

START = date(2026, 12, 1)
DAYS = 28
METRICS = {"wape": 0.25, "mase": 0.8, "rmsse": 0.8, "bias": 0.0, "weighted_quantile_loss": 0.2, "coverage": None}


def backtest(skill: float | None) -> Backtest:
    nothing = np.zeros(0)
    return Backtest(
        **METRICS,
        folds=3,
        horizon_days=28,
        naive=Metrics(**METRICS | {"wape": 0.3}),
        skill_vs_naive=skill,
        points=BacktestPoints((), nothing, nothing, nothing, nothing),
    )


def made(**changes) -> EngineForecast:
    mean = np.full(DAYS, 10.0)
    spread = np.linspace(0.5, 1.5, len(QUANTILE_LEVELS))
    total = np.cumsum(mean)
    return EngineForecast(
        **{
            "product_id": "SKU-1",
            "start": START,
            "mean": mean,
            "quantiles": mean[:, None] * spread,
            "cumulative_mean": total,
            "cumulative": total[:, None] * spread,
            "demand_pattern": "smooth",
            "method": "test",
            "history": HistorySummary(date(2025, 1, 1), date(2026, 11, 30), 699, 690),
            "backtest": backtest(0.18),
            "evidence": Evidence(level=10.0, last_28_days_mean=9.0),
        }
        | changes
    )


def explained(forecast: EngineForecast, calendar: Calendar | None = None):
    return explain(forecast, DemandDistribution.of(forecast), DAYS, 0.8, calendar or Calendar())


def test_the_summary_says_what_to_expect():
    summary = explained(made()).summary
    assert "about 280 from 1 December 2026 to 28 December 2026 (10 a day)" in summary
    assert "80% certainty" in summary


@pytest.mark.parametrize("skill", [0.0, -0.4])
def test_an_engine_that_is_no_better_than_naive_says_so(skill):
    said = explained(made(backtest=backtest(skill)))
    assert any("no better than simply repeating" in driver.text for driver in said.drivers)
    assert any("no better" in warning for warning in said.warnings)
    assert not explained(made()).warnings


def test_too_little_history_is_said():
    said = explained(made(backtest=None, demand_pattern="new", history=HistorySummary(None, None, 0, 0)))
    assert "no sales of its own" in said.summary
    assert "too little history" in said.warnings[0]
    assert not any("own past" in driver.text for driver in said.drivers)


EVIDENCE = Evidence(
    level=10.0,
    trend_per_week=-0.5,
    weekday_profile={"mon": 0.7, "sat": 1.6, "wed": 0.9},
    yearly_profile={"jan": 0.8, "dec": 1.5},
    time_of_year=1.12,
    holiday_effects={"Christmas Day": 0.2, "Far away": 3.0, "Boxing Day": 1.02},
    event_effects={"Market day": 1.4},
    price_elasticity=-1.5,
    promotion_effect=1.3,
    last_28_days_mean=9.0,
    last_year_same_period_mean=8.0,
)
CALENDAR = Calendar(
    {date(2026, 12, 25): "Christmas Day", date(2026, 12, 26): "Boxing Day", date(2027, 7, 4): "Far away"},
    (
        KnownEvent("Market day", date(2026, 12, 5), date(2026, 12, 5)),
        KnownEvent("Fair", date(2026, 12, 8), date(2026, 12, 9), 30),
        KnownEvent("Unknown", date(2026, 12, 8), date(2026, 12, 9)),
        KnownEvent("Long ago", date(2026, 3, 8), date(2026, 3, 9), 30),
    ),
)


def test_every_driver_cites_numbers_that_are_in_the_evidence():
    forecast = made(evidence=EVIDENCE)
    known = EVIDENCE.named() | {"backtest.wape": 0.25, "backtest.naive.wape": 0.3, "backtest.skill_vs_naive": 0.18}
    drivers = explained(forecast, CALENDAR).drivers
    assert len(drivers) >= 9
    for driver in drivers:
        assert driver.evidence
        for cited in driver.evidence:
            assert cited.value == pytest.approx(known[cited.name], rel=1e-3)


@pytest.mark.parametrize(("factor", "said"), [(1.12, "12% more"), (0.75, "25% less"), (1.01, None), (None, None)])
def test_the_time_of_year_is_named_where_it_moves_the_forecast(factor: float | None, said: str | None):
    drivers = explained(made(evidence=Evidence(level=10.0, time_of_year=factor)), CALENDAR).drivers
    named = [driver for driver in drivers if driver.text.startswith("By the time of year")]
    assert [driver.evidence[0].value for driver in named] == ([] if said is None else [factor])
    assert said is None or said in named[0].text


def test_what_is_noticeable_is_named_and_the_rest_is_not():
    text = " ".join(driver.text for driver in explained(made(evidence=EVIDENCE), CALENDAR).drivers)
    assert "falling by about 0.5 a day each week" in text
    assert "Saturday is strongest (60% more than average) and Monday weakest (30% less)" in text
    assert "Christmas Day (80% less)" in text
    assert "Market day (40% more)" in text
    assert "Boxing Day" not in text
    assert "Far away" not in text


def test_events_are_listed_with_the_factor_that_is_counted_in():
    adjustments = explained(made(evidence=EVIDENCE), CALENDAR).adjustments
    assert [(note.reason.split(":")[0], note.factor, note.source) for note in adjustments] == [
        ("Market day", 1.4, "event"),
        ("Fair", 1.3, "event"),
    ]


def test_what_never_sold_and_what_sells_seldom_is_said():
    silent = explained(made(demand_pattern="new", history=HistorySummary(START, START, 200, 0)))
    assert "has not sold at all" in silent.summary
    assert "too short a time" not in silent.summary
    seldom = made(demand_pattern="intermittent", backtest=replace(backtest(0.1), wape=1.38))
    assert any("go by the total" in warning for warning in explained(seldom).warnings)
    assert any("by more than was sold in all" in driver.text for driver in explained(seldom).drivers)


def test_stockouts_are_mentioned():
    forecast = made()
    out = replace(forecast.history, suspected_stockout_dates=(START - timedelta(days=3),))
    assert "1 day looks like stockouts" in explained(replace(forecast, history=out)).warnings[0]


@pytest.mark.parametrize(("days_after_start", "said"), [(2, 0), (8, 1), (15, 2), (30, 3), (38, 2), (45, 1), (60, 0)])
def test_weeks_before_a_holiday_are_named_where_they_lie_ahead(days_after_start: int, said: int):
    weeks = [called.format("Eid") for _, _, called in LEAD_UP_WEEKS]
    forecast = made(evidence=Evidence(level=10.0, holiday_effects=dict.fromkeys(weeks, 1.5)))
    calendar = Calendar({forecast.start + timedelta(days=days_after_start): "Eid"})

    named = [driver for driver in explained(forecast, calendar).drivers if "Holidays ahead" in driver.text]

    assert len(named) == bool(said)
    assert sum(week in named[0].text for week in weeks) == said if named else not said
