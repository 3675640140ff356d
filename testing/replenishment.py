"""Products with stock for replenishment's tests."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from domain.replenishment.models import StockedProduct

CREATED_AT = datetime(2026, 1, 2, 8, 30, tzinfo=UTC)


def stocked(product_id: str = "SKU-1", **changes: Any) -> StockedProduct:
    """Return a product: price 5, cost 2, a week's lead time and review, 95 % service, 100 in stock, none on order."""
    return StockedProduct(
        **{
            "product_id": product_id,
            "name": "Espresso beans",
            "category": "Coffee",
            "current_price": Decimal(5),
            "status": "active",
            "unit_cost": Decimal(2),
            "on_hand": Decimal(100),
            "on_order": Decimal(0),
            "stock_as_of": None,
            "lead_time_days": 7,
            "lead_time_std_days": Decimal(0),
            "review_period_days": 7,
            "service_level": Decimal("0.95"),
            "min_order_quantity": Decimal(0),
            "order_multiple": Decimal(1),
            "created_at": CREATED_AT,
        }
        | changes
    )
