"""frePPLe's demand: sales orders count on their due day; quotes, inquiries and cancelled ones do not."""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

register(
    Layout(
        "frePPLe demand",
        (columns("item", "location", "due", "quantity"), columns("item", "customer", "due", "quantity")),
        named(
            date="due",
            product_id="item",
            quantity_sold="quantity",
            name="description|item",
            category="category",
            location="location",
        ),
        statuses={"status": meaning(sale="open, closed", no_sale="canceled, quote, inquiry")},
    )
)
