"""Square's export of items: a row an item; refunds are rows with a negative quantity and reduce their day."""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

register(
    Layout(
        "Square items",
        (columns("Item", "Qty", "Gross Sales", "Net Sales"),),
        named(
            date="Date",
            product_id="SKU",
            quantity_sold="Qty",
            revenue="Net Sales",
            name="Item",
            category="Category",
            location="Location",
        ),
        statuses={"event type": meaning(sale="payment", **{"return": "refund"})},
    )
)
