"""Effects on made-up shops are recovered, and lie within their intervals about as often as these say."""

from __future__ import annotations

from benchmarks.calendar_effects import FAIR, NOTHING, PROMOTION, measure


def test_effects_are_recovered_within_their_intervals():
    found = measure(range(12))
    for name in (FAIR, PROMOTION, NOTHING):
        assert found[name]["within 95%"] >= 0.75
        assert abs(found[name]["bias"]) < 0.12
    assert found[NOTHING]["mean error"] < 0.08
    assert found["dip after a promotion"]["mean error"] < 0.1
    own = found["products' own effects"]
    assert own["own"] < own["shop's for all"] < own["none"]
