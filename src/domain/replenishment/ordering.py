"""Order quantities from needs: the supplier's minimum, then whole packs; and rounding to units that can be sold."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

#: Finest step of quantities of goods that are not sold in whole units, and of expected amounts.
FINE = Decimal("0.001")
HUNDREDTH = Decimal("0.01")
_ONE = Decimal(1)
#: Relative error of floating point that must not turn 7 into 8.
NOISE = 1e-9


def level_in_units(value: float, *, whole: bool) -> Decimal:
    """Round a stock level up to what can be held, so that the service level is reached and not just missed.

    For whole units it is the smallest integer whose probability of being enough is at least the one asked for (Snyder &
    Shen, 2nd ed., section 4.3, discrete newsvendor).
    """
    step = _ONE if whole else FINE
    return (Decimal(max(value - NOISE * max(abs(value), 1.0), 0.0)) / step).to_integral_value(ROUND_CEILING) * step


def expected_units(value: float) -> Decimal:
    """Round an expectation to a hundredth of a unit."""
    return Decimal(value).quantize(HUNDREDTH, ROUND_HALF_EVEN)


def surplus_in_units(value: Decimal, *, whole: bool) -> Decimal:
    """Round a surplus down to what can be sold off; nothing below zero."""
    step = _ONE if whole else FINE
    return (max(value, Decimal(0)) / step).to_integral_value(ROUND_FLOOR) * step


def raised_to_minimum(need: Decimal, minimum: Decimal) -> Decimal:
    """Return the units to add to a need so that it reaches the supplier's minimum; none when there is no need."""
    return max(minimum - need, Decimal(0)) if need > 0 else Decimal(0)


def rounded_to_packs(quantity: Decimal, multiple: Decimal) -> Decimal:
    """Return the units to add to a quantity so that it is whole packs."""
    return (quantity / multiple).to_integral_value(ROUND_CEILING) * multiple - quantity


def order_quantity(need: Decimal, minimum: Decimal, multiple: Decimal) -> Decimal:
    """Return what to order for a need: nothing, or at least the minimum, rounded up to whole packs."""
    if need <= 0:
        return Decimal(0)
    wanted = need + raised_to_minimum(need, minimum)
    return wanted + rounded_to_packs(wanted, multiple)
