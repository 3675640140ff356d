"""Cost of units at a price, to the cent: the same where an order is proposed and where it is placed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_CENT: Final = Decimal("0.01")


def line_cost(units: Decimal, price: Decimal) -> Decimal:
    """Return what units cost, half a cent rounded up; costs of lines add up to that of their order."""
    return (units * price).quantize(_CENT, ROUND_HALF_UP)
