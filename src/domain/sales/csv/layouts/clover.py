"""Clover's export of line items: a row a unit, with the weight of what is weighed; refunds are marked on the sold line.

Exchanged lines went back like refunded ones, and service charges are no goods. ``Item Total`` is less all discounts and
before taxes.
"""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

register(
    Layout(
        "Clover line items",
        (columns("Line Item Date", "Item Name", "Item Revenue"),),
        named(
            date="Line Item Date",
            product_id="Item SKU|Item Product Code|Item ID",
            quantity_sold="Per Unit Quantity",
            revenue="Item Total|Total Revenue|Item Revenue",
            name="Item Name",
        ),
        statuses={
            "refunded": meaning(sale="false", no_sale="true"),
            "exchanged": meaning(sale="false", no_sale="true"),
            "service charge": meaning(sale="false", no_sale="true"),
            "order payment state": meaning(
                sale="paid, partially paid, open, partially refunded",
                no_sale="refunded, manually refunded, credited, voided",
            ),
        },
        rows_are_units=True,
        note="a row without a `per_unit_quantity` is one unit; with one, it is that weight or length",
    )
)
