"""QuickBooks' sales by product or service: invoices and receipts sell, credit memos and refunds come back."""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

_TYPE = meaning(
    sale="invoice, sales receipt, cash sale, pos sale, charge, statement charge",
    no_sale="estimate, sales order, purchase order, bill, bill credit, payment, deposit, journal entry,"
    "general journal, inventory adjust, inventory adjustment, inventory qty adjust, inventory starting value,"
    "check, expense, pending,"
    "delayed charge, delayed credit, time charge",
    **{"return": "credit memo, refund, refund receipt, sales refund"},
)

register(
    Layout(
        "QuickBooks sales",
        (
            columns("Transaction Type", "Product/Service", "Amount"),
            columns("Transaction Type", "Qty", "Sales Price"),
        ),
        named(
            date="Date|Transaction Date|Txn Date",
            product_id="SKU|Product/Service|Product/Service Full Name|Item",
            quantity_sold="Qty|Quantity",
            price="Sales Price|Rate",
            revenue="Amount",
            name="Memo/Description|Memo|Description|Product/Service",
        ),
        statuses={"transaction type": _TYPE},
    )
)
