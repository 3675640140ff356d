"""Open arrivals and terms of supply for replenishment, read of products, suppliers and deliveries.

Cost grows with the products asked for: their items, the suppliers, and the deliveries of the suppliers they name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.products.models import ProductDetails
from domain.purchasing.lead_times import learned, measured
from domain.purchasing.models.supplier import WEEKDAYS
from domain.replenishment.inbound import Arrival, LeadTime, LeadTimeSource, OrderDays

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.dynamodb.products.repository import DynamoProductRepository
    from adapters.dynamodb.purchasing.suppliers import DynamoDeliveries, DynamoSuppliers
    from domain.products.models import Product
    from domain.purchasing.models.supplier import Supplier


class DynamoPurchases:
    """Implements :class:`domain.replenishment.ports.Purchases`.

    Parameters
    ----------
    products, suppliers, deliveries
        Where open lines, terms and past deliveries are kept.
    """

    def __init__(
        self, products: DynamoProductRepository, suppliers: DynamoSuppliers, deliveries: DynamoDeliveries
    ) -> None:
        self._products = products
        self._suppliers = suppliers
        self._deliveries = deliveries

    def open_arrivals(self, product_ids: Iterable[str]) -> dict[str, tuple[Arrival, ...]]:
        """Return what is open on purchase orders, by product id, in order of expected day."""
        found = [product for product in self._products.get_many(product_ids).values() if product.inbound]
        delays = self._usual_delays({product.details.supplier_id for product in found})
        return {product.product_id: _arrivals(product, delays) for product in found}

    def lead_times(self, product_ids: Iterable[str]) -> dict[str, LeadTime]:
        """Return measured lead times, and those of suppliers for products that have none of their own."""
        supplied = self._supplied(product_ids)
        deliveries = self._deliveries.of_suppliers({supplier.supplier_id for _, supplier in supplied})
        found = {}
        for product, supplier in supplied:
            known = measured(deliveries[supplier.supplier_id], product.product_id)
            if known is not None:
                found[product.product_id] = LeadTime(source=LeadTimeSource.LEARNED, weights=known.weights)
            elif agreed := _agreed(product, supplier):
                found[product.product_id] = agreed
        return found

    def order_days(self, product_ids: Iterable[str]) -> dict[str, OrderDays]:
        """Return the days of the week on which products can be ordered, and their suppliers' review periods."""
        found = {}
        for product, supplier in self._supplied(product_ids):
            is_default = product.details.review_period_days == ProductDetails.review_period_days
            review = supplier.details.review_period_days if is_default else None
            weekdays = frozenset(WEEKDAYS.index(day) for day in supplier.details.order_weekdays)
            if weekdays or review is not None:
                found[product.product_id] = OrderDays(weekdays=weekdays, review_period_days=review)
        return found

    def _supplied(self, product_ids: Iterable[str]) -> list[tuple[Product, Supplier]]:
        """Return the products whose supplier is known, each with it."""
        suppliers = {supplier.supplier_id: supplier for supplier in self._suppliers.all()}
        if not suppliers:
            return []
        products = self._products.get_many(product_ids).values()
        return [
            (product, suppliers[supplier_id])
            for product in products
            if (supplier_id := product.details.supplier_id) is not None and supplier_id in suppliers
        ]

    def _usual_delays(self, supplier_ids: set[str | None]) -> dict[str | None, int]:
        """Return the days by which suppliers' deliveries usually come late."""
        known = [supplier_id for supplier_id in supplier_ids if supplier_id is not None]
        deliveries = self._deliveries.of_suppliers(known) if known else {}
        measured_of = {supplier_id: learned(found) for supplier_id, found in deliveries.items()}
        return {supplier_id: found.usual_delay_days for supplier_id, found in measured_of.items() if found}


def _arrivals(product: Product, delays: dict[str | None, int]) -> tuple[Arrival, ...]:
    lines = sorted(product.inbound, key=lambda line: (line.expected_on, line.purchase_order_id, line.line))
    return tuple(
        Arrival(
            purchase_order_id=line.purchase_order_id,
            quantity=line.quantity,
            expected_on=line.expected_on,
            usual_delay_days=delays.get(product.details.supplier_id, 0),
        )
        for line in lines
    )


def _agreed(product: Product, supplier: Supplier) -> LeadTime | None:
    """Return the supplier's lead time, for a product that has none but the default."""
    agreed = supplier.details.lead_time_days
    if agreed is None or product.details.lead_time_days != ProductDetails.lead_time_days:
        return None
    std_days = supplier.details.lead_time_std_days
    return LeadTime(
        source=LeadTimeSource.SUPPLIER,
        weights={agreed: 1.0},
        std_days=product.details.lead_time_std_days if std_days is None else std_days,
    )
