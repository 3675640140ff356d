"""BigCommerce's orders with a row a product: pending and incomplete orders were never checked out to the end."""

from domain.sales.csv.layouts.base import Layout, columns, meaning, named, register

register(
    Layout(
        "BigCommerce orders",
        (
            columns("Order ID", "Order Status", "Product SKU", "Product Qty"),
            columns("Order ID", "Order Status", "Product ID", "Product Qty"),
        ),
        named(
            date="Order Date",
            product_id="Product SKU|Product ID",
            quantity_sold="Product Qty|Product Quantity",
            price="Product Unit Price",
            revenue="Product Total Price",
            name="Product Name",
        ),
        statuses={
            "order status": meaning(
                sale="awaiting fulfillment, awaiting shipment, awaiting pickup, partially shipped, shipped, completed,"
                "partially refunded, disputed, manual verification required",
                no_sale="pending, incomplete, awaiting payment, cancelled, declined, refunded",
            )
        },
        order="order id",
        repeated=("order status", "order date"),
        complete="order status",
    )
)
