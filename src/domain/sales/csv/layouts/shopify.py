"""Shopify's export of orders: a row a line item; what belongs to the order stands in its first row only.

Cancelled, voided and refunded orders are no sales. A partly refunded order counts in full: the export does not say
which item came back. An order that is not paid yet counts: its goods are spoken for.
"""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

register(
    Layout(
        "Shopify orders",
        (columns("Lineitem quantity", "Lineitem name"),),
        named(
            date="Created at|Paid at",
            product_id="Lineitem sku",
            quantity_sold="Lineitem quantity",
            price="Lineitem price",
            discount="Lineitem discount",
            name="Lineitem name",
            location="Location",
        ),
        statuses={
            "financial status": meaning(
                sale="paid, pending, authorized, partially paid, partially refunded",
                no_sale="refunded, voided, expired",
            ),
            "cancelled at": meaning(no_sale="*"),
            "fulfillment status": meaning(sale="fulfilled, unfulfilled, partial, restocked, pending"),
            "lineitem fulfillment status": meaning(
                sale="fulfilled, unfulfilled, partial, pending", no_sale="restocked"
            ),
        },
        order="name",
        repeated=("created at", "paid at", "financial status", "fulfillment status", "cancelled at", "location"),
        complete="financial status",
        note="revenue is quantity times price less the line's own discount; those of the order are not shared out",
    )
)
