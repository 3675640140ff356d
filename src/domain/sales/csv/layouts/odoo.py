"""Odoo's sales orders with their lines: only the first line of an order says its day and status.

A product is displayed as ``[CODE] Name``; the code in brackets, its internal reference, is the id.
"""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

_STATUS = meaning(
    sale="sales order, sale, locked, done, fully invoiced, to invoice, nothing to invoice, invoiced,"
    "upselling opportunity",
    no_sale="quotation, quotation sent, draft, sent, cancelled, cancel",
)

register(
    Layout(
        "Odoo sales orders",
        (
            columns("Order Reference", "Order Lines/Quantity"),
            columns("order_line/product_id", "order_line/product_uom_qty"),
        ),
        named(
            date="Order Date|date_order|Creation Date",
            product_id="Order Lines/Product/Internal Reference|Order Lines/Product|order_line/product_id",
            quantity_sold="Order Lines/Quantity|order_line/product_uom_qty",
            price="Order Lines/Unit Price|order_line/price_unit",
            revenue="Order Lines/Subtotal|order_line/price_subtotal",
            name="Order Lines/Product/Name|Order Lines/Product|order_line/product_id|Order Lines/Description",
            location="Warehouse",
        ),
        statuses={"status": _STATUS, "state": _STATUS},
        order="order reference",
        repeated=("order date", "date order", "status", "state", "creation date", "warehouse"),
        complete="status",
        note="of display names (`[DESK-01] Desk`) the code is the id and the rest the name",
    )
)
