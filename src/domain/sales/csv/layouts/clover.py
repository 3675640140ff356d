"""Clover's export of line items: refunded and voided lines are no sales; ``Item Total`` may hold taxes."""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

register(
    Layout(
        "Clover line items",
        (columns("Line Item Date", "Item Name", "Item Revenue"),),
        named(
            date="Line Item Date|Order Date",
            product_id="Item SKU|Item Product Code|Item ID",
            quantity_sold="Quantity|Per Unit Quantity|Item Quantity",
            revenue="Total Revenue|Item Revenue|Item Total",
            name="Item Name",
            category="Category Name|Category|Item Categories",
        ),
        statuses={
            "order payment state": meaning(
                sale="paid, partially paid, open, partially refunded",
                no_sale="refunded, manually refunded, credited, voided",
            ),
            "item refunded": meaning(sale="no, false, 0", no_sale="yes, true, 1"),
        },
    )
)
