"""Briefings and what a model may say about them."""

from __future__ import annotations

from datetime import date

from domain.forecasting.models.advice import Advice, Briefing, ContextSource, Proposal
from domain.forecasting.models.forecast import Citation, Driver

FIRST, LAST = date(2026, 11, 20), date(2026, 12, 17)
NOTES = "The road in front of the shop is closed from 1 to 5 December, expect a third fewer customers."
BRIEFING = Briefing(
    product_id="SKU-1",
    first=FIRST,
    last=LAST,
    facts={
        "level": 10.2,
        "weekday_profile.sat": 1.6,
        "weekday_profile.sun": 0.7,
        "backtest.skill_vs_naive": 0.18,
        "forecast.total.mean": 287.0,
        "forecast.horizon_days": 28.0,
        "history.days": 445.0,
    },
    sources=(
        ContextSource("event:0", "Trade fair", date(2026, 12, 4), date(2026, 12, 6)),
        ContextSource("event:1", "Winter sale", date(2026, 12, 10), date(2026, 12, 12), counted=True),
        ContextSource("notes", NOTES),
    ),
)


def proposal(**changes) -> Proposal:
    """Return a proposal that holds, with changes."""
    return Proposal(
        **{
            "start": date(2026, 12, 1),
            "end": date(2026, 12, 5),
            "factor_low": 0.6,
            "factor": 0.7,
            "factor_high": 0.8,
            "direction": "down",
            "reason": "The road is closed.",
            "source_id": "notes",
            "quote": "closed from 1 to 5 December",
            "confidence": "high",
        }
        | changes
    )


def driver(text: str = "Saturdays sell 60% more than an average day.", **cited: float) -> Driver:
    """Return a driver with citations; names are written with ``__`` for the dot."""
    evidence = cited or {"weekday_profile__sat": 1.6}
    return Driver(text, tuple(Citation(name.replace("__", "."), value) for name, value in evidence.items()))


def advice(**changes) -> Advice:
    """Return an advice that holds, with changes."""
    return Advice(
        **{
            "model_id": "claude",
            "summary": "About 287 units in the next 28 days.",
            "drivers": (driver(),),
            "proposals": (),
            "input_tokens": 900,
            "output_tokens": 200,
            "seconds": 1.5,
        }
        | changes
    )
