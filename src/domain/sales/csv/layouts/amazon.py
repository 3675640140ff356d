"""Amazon's report of all orders, separated by tabs; ``item-price`` is the line's total."""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

_STATUS = meaning(
    sale="shipped, pending, unshipped, partially shipped, invoice unconfirmed, shipping,"
    "shipped delivered to buyer, shipped picked up, shipped out for delivery, complete",
    no_sale="cancelled, canceled, unfulfillable",
    returned="shipped returned to seller, shipped rejected by buyer, shipped returning to seller",
)

register(
    Layout(
        "Amazon all orders",
        (columns("amazon-order-id", "purchase-date"),),
        named(
            date="purchase-date",
            product_id="sku",
            quantity_sold="quantity|quantity-purchased",
            revenue="item-price",
            name="product-name",
        ),
        statuses={"order status": _STATUS, "item status": _STATUS},
    )
)
