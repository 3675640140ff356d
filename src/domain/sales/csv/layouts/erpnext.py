"""ERPNext: the item-wise sales register, and sales invoices or orders exported with their items.

A submitted document is a sale, paid or not; of an invoice that was credited the credit note is a row of its own.
"""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

register(
    Layout(
        "ERPNext sales",
        (
            columns("Item Code", "Posting Date", "Stock Qty"),
            columns("Item Code", "Item Group", "Invoice", "Posting Date"),
            columns("Item Code (Items)", "Quantity (Items)"),
            columns("Item (Items)", "Quantity (Items)"),
        ),
        named(
            date="Posting Date|Date|Transaction Date",
            product_id="Item Code|Item Code (Items)|Item (Items)",
            quantity_sold="Stock Qty|Qty|Quantity|Quantity (Items)",
            price="Rate|Rate (Items)",
            revenue="Net Amount|Amount|Amount (Items)",
            name="Item Name|Item Name (Items)",
            category="Item Group|Item Group (Items)",
            location="Warehouse|Warehouse (Items)",
        ),
        statuses={
            "docstatus": meaning(sale="1, submitted", no_sale="0, 2, draft, cancelled"),
            "status": meaning(
                sale="submitted, paid, partly paid, unpaid, overdue, credit note issued, unpaid and discounted,"
                "partly paid and discounted, overdue and discounted, to deliver and bill, to bill, to deliver,"
                "completed, closed, on hold",
                no_sale="draft, cancelled, internal transfer",
                **{"return": "return"},
            ),
            "is return": meaning(sale="0, no", **{"return": "1, yes"}),
            "is return credit note": meaning(sale="0, no", **{"return": "1, yes"}),
        },
        order="id",
        repeated=("date", "posting date", "transaction date", "status", "docstatus", "is return credit note"),
        complete="status",
    )
)
