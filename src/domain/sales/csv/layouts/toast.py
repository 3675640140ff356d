"""Toast's item selection details: prices are of the whole line, voided items are no sales."""

from domain.sales.csv.layouts.base import Layout, columns, named, register

register(
    Layout(
        "Toast item selections",
        (columns("Menu Item", "Qty", "Void?"),),
        named(
            date="Order Date|Sent Date|Opened",
            product_id="SKU|PLU|Item Id|Master Id",
            quantity_sold="Qty",
            revenue="Net Price",
            name="Menu Item",
            category="Menu Group|Sales Category",
            location="Location",
        ),
    )
)
