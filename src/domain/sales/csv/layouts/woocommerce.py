"""WooCommerce's orders, a row an item, by its two usual export extensions.

A line stands as it was sold, beside what was refunded of it; ``(- Refund)`` columns are without that.
"Pending payment" is an order whose customer has not paid yet and may never; "on hold" has its stock taken already.
"""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

_STATUS = meaning(
    sale="processing, completed, on hold, shipped, partially refunded, partial refunded",
    no_sale="pending, pending payment, cancelled, failed, refunded, draft, checkout draft, auto draft, trash",
)

register(
    Layout(
        "WooCommerce orders",
        (
            columns("Order Number", "Order Status", "Order Date", "Item Name", "Item Cost"),
            columns("order_number", "status", "item_sku", "item_quantity"),
        ),
        named(
            date="Order Date|date|Paid Date",
            product_id="SKU|item_sku|Item SKU|Product SKU",
            quantity_sold="Quantity (- Refund)|Quantity|item_quantity",
            price="Item Cost|item_price",
            revenue="Order Line (- Refund)|Order Line Total|item_total",
            refunded_quantity="item_refunded_qty",
            refunded_amount="item_refunded",
            name="Item Name|Product Name",
            category="Category|Product Category",
        ),
        statuses={"order status": _STATUS, "status": _STATUS},
        order="order number",
        repeated=("order status", "status", "order date", "date", "paid date"),
        complete="order status",
    )
)
