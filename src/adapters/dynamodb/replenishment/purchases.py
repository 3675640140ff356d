"""Terms of supply for replenishment, read of suppliers and deliveries.

Cost grows with suppliers: all of them are one query, and the deliveries of those that products name one each.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from domain.products.models import ProductDetails
from domain.purchasing.lead_times import learned
from domain.replenishment.inbound import LeadTime, OrderDays, ProductSupply
from domain.replenishment.models import LeadTimeSource
from domain.shared.words import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.dynamodb.purchasing.suppliers import DynamoDeliveries, DynamoSuppliers
    from domain.purchasing.lead_times import LearnedLeadTime
    from domain.purchasing.models.stock import Delivery
    from domain.purchasing.models.supplier import Supplier
    from domain.replenishment.models import StockedProduct


class DynamoPurchases:
    """Implements :class:`domain.replenishment.ports.Purchases`.

    Parameters
    ----------
    suppliers, deliveries
        Where terms and past deliveries are kept.
    """

    def __init__(self, suppliers: DynamoSuppliers, deliveries: DynamoDeliveries) -> None:
        self._suppliers = suppliers
        self._deliveries = deliveries

    def supplies(self, products: Sequence[StockedProduct]) -> dict[str, ProductSupply]:
        """Return how products are supplied, of those whose supplier is known.

        A measured lead time counts first, of the product and then of its supplier; then the product's own, unless it is
        the default; then the supplier's.
        """
        named = {product.supplier_id for product in products if product.supplier_id is not None}
        suppliers = {each.supplier_id: each for each in self._suppliers.all() if each.supplier_id in named}
        records = {key: _Record(found) for key, found in self._deliveries.of_suppliers(suppliers).items()}
        return {
            product.product_id: _supply(product, suppliers[key], records[key])
            for product in products
            if (key := product.supplier_id) is not None and key in suppliers
        }


class _Record:
    """Deliveries of one supplier, and the lead times they show."""

    def __init__(self, deliveries: list[Delivery]) -> None:
        self.whole = learned(deliveries)
        self._of_product: dict[str, list[Delivery]] = defaultdict(list)
        for delivery in deliveries:
            for product_id in {line.product_id for line in delivery.lines}:
                self._of_product[product_id].append(delivery)

    def measured(self, product_id: str) -> LearnedLeadTime | None:
        """Return the lead time that counts for a product: its own, else its supplier's, else ``None``."""
        own = learned(self._of_product.get(product_id, ()), product_id)
        return next((found for found in (own, self.whole) if found is not None and found.counts), None)


def _supply(product: StockedProduct, supplier: Supplier, record: _Record) -> ProductSupply:
    measured = record.measured(product.product_id)
    return ProductSupply(
        lead_time=LeadTime(source=LeadTimeSource.LEARNED, weights=dict(measured.weights))
        if measured
        else _agreed(product, supplier),
        order_days=_order_days(product, supplier),
        usual_delay_days=record.whole.usual_delay_days if record.whole else 0,
    )


def _agreed(product: StockedProduct, supplier: Supplier) -> LeadTime | None:
    """Return the supplier's lead time, for a product that has none but the default."""
    agreed = supplier.details.lead_time_days
    if agreed is None or product.lead_time_days != ProductDetails.lead_time_days:
        return None
    std_days = supplier.details.lead_time_std_days
    return LeadTime(
        source=LeadTimeSource.SUPPLIER,
        weights={agreed: 1.0},
        std_days=product.lead_time_std_days if std_days is None else std_days,
    )


def _order_days(product: StockedProduct, supplier: Supplier) -> OrderDays | None:
    """Return the days that take orders, and the supplier's review period where the product's is the default."""
    is_default = product.review_period_days == ProductDetails.review_period_days
    review = supplier.details.review_period_days if is_default else None
    weekdays = frozenset(WEEKDAYS.index(day) for day in supplier.details.order_weekdays)
    return OrderDays(weekdays=weekdays, review_period_days=review) if weekdays or review is not None else None
