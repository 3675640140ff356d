"""The model is asked when it can help, and never costs the caller the forecast."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from domain.forecasting.models.accuracy import TrackRecord
from domain.forecasting.models.advice import AdviceError
from domain.forecasting.models.known_days import KnownEvent
from testing.advice import NOTES, advice, proposal
from testing.fakes.advice import FakeAdvisor
from testing.forecasting_world import LAST_DAY, World

CLOSED = proposal(start=date(2026, 12, 1), end=date(2026, 12, 5))


def world(advisor) -> World:
    made = World(advisor=FakeAdvisor(advisor))
    made.sell()
    return made


def honest(**changes):
    """Return an advice whose words hold whatever the forecast is."""
    return advice(**{"summary": "Demand is steady.", "drivers": ()} | changes)


@pytest.mark.parametrize(
    ("engine", "context", "asked"),
    [
        ("statistical", {"notes": NOTES}, False),
        ("auto", {}, False),
        ("auto", {"notes": "  "}, False),
        ("auto", {"notes": NOTES}, True),
        ("auto", {"events": (KnownEvent("Fair", LAST_DAY, LAST_DAY + timedelta(3)),)}, True),
        ("bedrock", {}, True),
    ],
)
def test_when_it_is_asked(engine, context, asked):
    shop = world(honest())
    forecast = shop.generate(engine=engine, **context)
    assert bool(shop.advisor.asked) is asked
    assert forecast.engine == ("bedrock" if asked else "statistical")
    assert not forecast.degraded


def test_without_a_model_bedrock_is_degraded_and_auto_is_not():
    shop = world(None)
    asked = shop.generate(engine="bedrock", notes=NOTES)
    assert (asked.engine, asked.degraded, asked.model_id) == ("statistical", True, None)
    assert "No language model" in (asked.degraded_reason or "")
    assert not shop.generate(engine="auto", notes=NOTES).degraded


def test_a_verified_adjustment_changes_the_days_the_totals_and_the_vintage():
    shop = world(honest(proposals=(CLOSED,)))
    plain = shop.generate(engine="statistical")
    forecast = shop.generate(notes=NOTES)
    days = forecast.demand.span(CLOSED.start, CLOSED.end)
    assert np.allclose(forecast.demand.mean[days], 0.7 * plain.demand.mean[days], rtol=1e-3)
    assert forecast.demand.cumulative_mean[-1] < plain.demand.cumulative_mean[-1]
    assert [(a.source, a.factor, a.applied) for a in forecast.explanation.adjustments] == [("bedrock", 0.7, True)]
    assert np.allclose(forecast.layers.statistical, plain.demand.mean[:28])
    assert np.allclose(forecast.layers.bedrock, forecast.demand.mean[:28])
    assert (forecast.receipt.input_tokens, forecast.receipt.output_tokens) == (900, 200)
    assert shop.meter.counts["ModelInputTokens"] == 900
    assert shop.meter.values["ModelLatencySeconds"] == [1.5]


def test_a_bad_record_switches_it_off_and_is_still_scored():
    shop = world(honest(proposals=(CLOSED,)))
    shop.ledger.records["bedrock", "SKU-1"] = TrackRecord("bedrock", 3, error_without=10, error_with=12, actual=50)
    forecast = shop.generate(notes=NOTES)
    assert not forecast.explanation.adjustments[0].applied
    assert np.allclose(forecast.demand.mean[:28], forecast.layers.statistical)
    assert not np.allclose(forecast.layers.bedrock, forecast.layers.statistical)
    assert len(shop.ledger.opened) == 1


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (AdviceError("It is busy.", outage=True, input_tokens=7), "It is busy."),
        (AdviceError("It declined."), "It declined."),
        (KeyError("output"), "KeyError"),
        (TimeoutError(), "TimeoutError"),
    ],
)
def test_whatever_fails_the_statistical_forecast_is_returned(failure, said):
    shop = world(failure)
    plain = shop.generate(engine="statistical")
    forecast = shop.generate(notes=NOTES, engine="bedrock")
    assert (forecast.engine, forecast.degraded) == ("statistical", True)
    assert said in (forecast.degraded_reason or "")
    assert np.array_equal(forecast.demand.quantiles, plain.demand.quantiles)
    assert forecast.explanation.summary == plain.explanation.summary
    assert shop.meter.counts["ModelFailures"] == 1
    assert shop.meter.counts["ForecastsDegraded"] == 1


def test_an_outage_opens_the_circuit_and_a_refusal_does_not():
    shop = world(AdviceError("It is down.", outage=True))
    for _ in range(5):
        forecast = shop.generate(engine="bedrock")
    assert len(shop.advisor.asked) == 3
    assert "left alone" in (forecast.degraded_reason or "")
    shop.clock.advance(minutes=2)
    shop.advisor.advice = honest()
    assert not shop.generate(engine="bedrock").degraded

    shy = world(AdviceError("It declined."))
    for _ in range(5):
        shy.generate(engine="bedrock")
    assert len(shy.advisor.asked) == 5


def test_lies_leave_nothing_but_the_rule():
    shop = world(advice(summary="About 999999 units.", drivers=()))
    forecast = shop.generate(engine="bedrock")
    assert (forecast.engine, forecast.degraded) == ("statistical", True)
    assert "held up" in (forecast.degraded_reason or "")
    assert forecast.receipt.input_tokens == 900


def test_it_is_told_the_numbers_the_notes_and_what_is_counted_already():
    events = (
        KnownEvent("Fair", date(2026, 12, 4), date(2026, 12, 6), 30),
        KnownEvent("Fair", date(2026, 6, 4), date(2026, 6, 6)),
    )
    shop = world(honest())
    shop.holidays.holidays = {date(2026, 12, 8): "A holiday", date(2026, 6, 1): "An old one"}
    shop.generate(notes=NOTES, events=events)
    (briefing,) = shop.advisor.asked
    counted = {source.source_id: source.counted for source in briefing.sources}
    assert counted["event:0"] is True
    assert "event:1" not in counted
    assert counted["notes"] is False
    assert "holiday:2026-12-08" in counted
    assert "holiday:2026-06-01" not in counted
    assert briefing.facts["history.days"] == 445
    assert "backtest.wape" in briefing.facts
    assert any(name.startswith("sold.week.") for name in briefing.facts)
    assert briefing.details["past_events"][0]["name"] == "Fair"
