"""Lightspeed Retail: the sales ledger of the X series (only its sale lines are products), and lines of the R series."""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

register(
    Layout(
        "Lightspeed sales ledger",
        (columns("Receipt Number", "Line Type", "Quantity", "Sku"),),
        named(
            date="Date",
            product_id="Sku",
            quantity_sold="Quantity",
            revenue="Subtotal",
            name="Details",
            location="Outlet|Register",
        ),
        statuses={
            "line type": meaning(sale="sale line", no_sale="sale, payment"),
            "status": meaning(
                sale="closed, layby, layby closed, onaccount, onaccount closed, on account, dispatched,"
                "awaiting pickup,pickup completed, awaiting dispatch",
                no_sale="voided, saved, open, parked, quote",
            ),
        },
    )
)
register(
    Layout(
        "Lightspeed sale lines",
        (columns("Qty", "Retail", "Subtotal w/ Discounts"),),
        named(
            date="Date|Completed",
            product_id="Custom SKU|System ID|Manufact. SKU",
            quantity_sold="Qty",
            revenue="Subtotal w/ Discounts",
            name="Description|Item",
            category="Category",
            location="Shop",
        ),
    )
)
