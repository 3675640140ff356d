"""Xero's sales invoices: ``LineAmount`` is what the line came to after its discount, which is in percent.

An approved invoice is a sale, paid or not.
"""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

register(
    Layout(
        "Xero sales invoices",
        (columns("InvoiceNumber", "InvoiceDate", "InventoryItemCode"),),
        named(
            date="InvoiceDate",
            product_id="InventoryItemCode",
            quantity_sold="Quantity",
            price="UnitAmount",
            revenue="LineAmount",
            name="Description",
        ),
        statuses={
            "status": meaning(
                sale="awaiting payment, authorised, authorized, approved, paid, sent",
                no_sale="draft, awaiting approval, submitted, voided, deleted, repeating",
            ),
            "type": meaning(
                sale="sales invoice, invoice, accrec",
                no_sale="sales overpayment, sales prepayment, overpayment, prepayment, bill, accpay, bill credit note",
                **{"return": "sales credit note, credit note, accreccredit"},
            ),
        },
    )
)
