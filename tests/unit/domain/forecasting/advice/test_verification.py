"""Nothing a model says is shown or applied unless it holds against what the model was told."""

from __future__ import annotations

from datetime import date

import pytest

from domain.forecasting.advice.proposals import CEILING
from domain.forecasting.advice.verification import verify
from testing.advice import BRIEFING, advice, driver, proposal

FAIR = {
    "start": date(2026, 12, 4),
    "end": date(2026, 12, 6),
    "source_id": "event:0",
    "quote": "trade  FAIR",
    "direction": "up",
    "factor_low": 1.2,
    "factor": 1.6,
    "factor_high": 2.0,
}


def check(heeded=True, **said):
    return verify(advice(**said), BRIEFING, heeded=heeded)


def test_what_matches_the_data_stays():
    verified = check()
    assert verified.summary == "About 287 units in the next 28 days."
    assert verified.drivers == (driver(),)
    assert verified.struck == 0


@pytest.mark.parametrize(
    "lie",
    [
        driver("Saturdays sell 60 % more.", weekday_profile__sat=1.9),
        driver("Saturdays sell 90 % more.", weekday_profile__sat=1.6),
        driver("Rain doubles sales.", weather__rain=2.0),
        driver("Saturdays sell 60 % more and Sundays 30 % less.", weekday_profile__sat=1.6),
        driver("Level is not a number.", level=float("nan")),
        driver("x" * 401),
        driver(" \x00\u202e "),
    ],
)
def test_a_statement_that_does_not_match_is_struck_out(lie):
    verified = check(drivers=(lie, driver()))
    assert verified.drivers == (driver(),)
    assert verified.struck == 1


def test_a_statement_that_cites_nothing_is_struck_out():
    assert check(drivers=(type(driver())("Everybody loves coffee.", ()),)).drivers == ()


@pytest.mark.parametrize(
    "true",
    [
        driver("Sundays sell 30% less.", weekday_profile__sun=0.7),
        driver("It sells about 10 a day.", level=10.2),
        driver("It sells about 71 a week.", level=10.2),
        driver("Up to 4 December 2026 and on 2026-12-06 it is 10.2 a day.", level=10.2),
        driver("In 2026 the forecast was 18% better than the simple rule.", backtest__skill_vs_naive=0.18),
    ],
)
def test_the_ways_a_number_may_be_said(true):
    assert check(drivers=(true,)).drivers == (true,)


@pytest.mark.parametrize("written", ["18%", "18 %", "18\u00a0%", "18\u202f%"])
def test_a_percentage_is_checked_and_shown_the_same_however_the_model_spells_it(written):
    said = f"The forecast was {written} better than the simple rule."
    shown = driver("The forecast was 18% better than the simple rule.", backtest__skill_vs_naive=0.18)
    assert check(drivers=(driver(said, backtest__skill_vs_naive=0.18),)).drivers == (shown,)
    assert check(drivers=(driver(said, backtest__skill_vs_naive=0.48),)).drivers == ()


@pytest.mark.parametrize(
    "summary",
    [
        "About 350 units in the next 28 days.",
        "See https://evil.example for the forecast.",
        "Write to sales@evil.example today.",
        "<b>Buy now</b>",
        "[Order here](javascript:alert)",
        "x" * 900,
        "",
    ],
)
def test_a_summary_with_other_numbers_addresses_or_markup_is_struck_out(summary):
    assert check(summary=summary).summary is None


def test_a_verified_proposal_is_applied_and_shown():
    verified = check(proposals=(proposal(),))
    assert [(c.start, c.end, c.factor) for c in verified.changes] == [(date(2026, 12, 1), date(2026, 12, 5), 0.7)]
    assert verified.changes[0].widening > 1
    assert verified.adjustments[0].applied
    assert verified.adjustments[0].source == "bedrock"


@pytest.mark.parametrize(
    "wrong",
    [
        {"source_id": "event:7"},
        {"source_id": "event:1", "quote": "Winter sale", "start": date(2026, 12, 10), "end": date(2026, 12, 12)},
        {"quote": "closed for ever"},
        {"quote": ""},
        {"quote": " "},
        {"start": date(2026, 12, 5), "end": date(2026, 12, 1)},
        {"start": date(2027, 3, 1), "end": date(2027, 3, 5)},
        {"factor_low": 0.9},
        {"factor": float("nan")},
        {"direction": "up"},
        {"reason": "see http://evil.example"},
        {"reason": ""},
        {"factor": 0.95, "factor_low": 0.9, "factor_high": 1.0},
        FAIR | {"start": date(2026, 11, 21)},
        FAIR | {"end": date(2026, 12, 17)},
    ],
)
def test_a_proposal_that_does_not_hold_is_struck_out(wrong):
    verified = check(proposals=(proposal(**wrong),))
    assert verified.adjustments == verified.changes == ()
    assert verified.struck == 1


def test_an_increase_needs_high_confidence_and_counts_half_way_to_its_low_end():
    weak = check(proposals=(proposal(**FAIR | {"confidence": "medium"}),))
    assert weak.changes == ()
    assert not weak.adjustments[0].applied
    assert "too weak" in (weak.adjustments[0].not_applied_because or "")
    assert check(proposals=(proposal(**FAIR),)).changes[0].factor == pytest.approx(1.4)
    assert check(proposals=(proposal(confidence="medium"),)).changes[0].factor == 0.7
    assert check(proposals=(proposal(confidence="low"),)).changes == ()


def test_factors_are_capped():
    wild = FAIR | {"factor_low": 50.0, "factor": 80.0, "factor_high": 100.0}
    assert check(proposals=(proposal(**wild),)).changes[0].factor == CEILING
    closed = {"factor_low": 0.0, "factor": 0.0, "factor_high": 0.0}
    assert check(proposals=(proposal(**closed),)).changes[0].factor == 0.5
    assert check(proposals=(proposal(**closed, confidence="medium"),)).changes[0].factor == 0.5


def test_days_are_cut_to_the_forecast_and_used_once():
    early = proposal(start=date(2026, 11, 1), end=date(2026, 11, 22))
    assert check(proposals=(early,)).changes[0].start == BRIEFING.first
    twice = check(proposals=(proposal(), proposal(start=date(2026, 12, 5), end=date(2026, 12, 8))))
    assert len(twice.changes) == 1
    assert twice.struck == 1


def test_an_adjuster_with_a_bad_record_is_shown_but_not_heeded():
    verified = check(heeded=False, proposals=(proposal(),))
    assert verified.changes == ()
    assert len(verified.proposed) == 1
    assert not verified.adjustments[0].applied
    assert "not applied" in (verified.adjustments[0].not_applied_because or "")


def test_nothing_left_is_nothing():
    assert check(summary="1234567 units", drivers=(driver("x", level=1.0),)).is_empty
