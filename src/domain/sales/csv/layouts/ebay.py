"""eBay's orders report: the seller's own id is the custom label, and ``Sold For`` is the price of one piece."""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

register(
    Layout(
        "eBay orders",
        (
            columns("Sales Record Number", "Item Number", "Custom Label"),
            columns("Sales Record Number", "Item Number", "Custom Label (SKU)"),
        ),
        named(
            date="Sale Date|Paid On Date",
            product_id="Custom Label|Custom Label (SKU)",
            quantity_sold="Quantity",
            price="Sold For|Sale Price",
            name="Item Title",
        ),
        statuses={
            "order status": meaning(
                sale="paid, shipped, awaiting shipment", no_sale="cancelled, awaiting payment, unpaid"
            )
        },
        goods="item number",
        note="blank lines, rows that sum up an order, and lines below with a count or the seller are left out",
    )
)
