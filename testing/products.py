"""Products for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from domain.products.models import Product, ProductDetails

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def details(**changes: Any) -> ProductDetails:
    """Return valid details with changes."""
    return ProductDetails(
        **{"name": "Espresso beans", "category": "Coffee", "current_price": Decimal("4.99")} | changes
    )


def product(product_id: str = "SKU-1", *, version: int = 1, **changes: Any) -> Product:
    """Return a valid product with changed details."""
    return Product(product_id=product_id, details=details(**changes), created_at=NOW, updated_at=NOW, version=version)
