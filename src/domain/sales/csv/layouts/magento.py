"""Magento's (Adobe Commerce's) order items: revenue is quantity times price less the line's discount.

An order is ``closed`` when all of it was refunded. A configurable product comes in two rows, the product and
the variant that was chosen; the variant names its parent and would count twice.
"""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

_STATUS = meaning(
    sale="pending, processing, complete, holded, on hold, payment review",
    no_sale="pending payment, pending paypal, canceled, cancelled, closed, fraud,"
    "paypal canceled reversal, paypal reversed",
)

register(
    Layout(
        "Magento order items",
        (columns("qty_ordered", "sku", "row_total"), columns("Qty Ordered", "SKU", "Increment ID")),
        named(
            date="created_at|Purchase Date|Purchased On|Order Date",
            product_id="sku",
            quantity_sold="qty_ordered",
            price="price|base_price",
            discount="discount_amount|base_discount_amount",
            name="name|Product Name",
        ),
        statuses={"status": _STATUS, "state": _STATUS, "order status": _STATUS, "parent item id": meaning(no_sale="*")},
        note="a part of an order that was refunded or cancelled counts",
    )
)
