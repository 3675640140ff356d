"""Etsy's sold order items: revenue is quantity times price less the discount of the line."""

from domain.sales.csv.layouts.base import Layout, columns, named, register

register(
    Layout(
        "Etsy order items",
        (columns("Sale Date", "Item Name", "Listing ID", "Transaction ID"),),
        named(
            date="Sale Date|Date Paid",
            product_id="SKU|Listing ID",
            quantity_sold="Quantity",
            price="Price",
            discount="Discount Amount",
            name="Item Name",
        ),
    )
)
