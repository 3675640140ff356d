"""Exports of orders without their lines: refused, with the export that has them."""

from __future__ import annotations

import pytest

from domain.sales.csv.detect import plan_file
from domain.shared.csv.errors import MissingColumnError

FILES = {
    "BigCommerce": (
        "Order ID,Customer Name,Order Date,Order Status,Product Details",
        '101,Ann,11/20/2026,Completed,"Product ID: 77, Product Qty: 2|Product ID: 78, Product Qty: 1"',
    ),
    "Clover": (
        "Order Date,Order ID,Order Number,Currency,Tax Amount,Order Total,Payments Total,Order Payment State",
        "20-Nov-2026 02:44 PM EST,MKP7NKSJ,,USD,3.56,33.56,33.56,Paid",
    ),
    "Etsy": (
        "Sale Date,Order ID,Full Name,Number of Items,Currency,Order Value,SKU",
        '11/20/26,3001,Ann,3,USD,45.00,"MUG,LID"',
    ),
    "Square": (
        "Date,Time,Gross Sales,Net Sales,Card Entry Methods,Transaction ID",
        "11/20/26,10:00:00,$40.00,$36.00,Tapped,t1",
    ),
}


@pytest.mark.parametrize("program", FILES)
def test_a_file_of_orders_alone_is_refused_with_the_file_to_take(program):
    with pytest.raises(MissingColumnError, match=rf"This is {program}'s .* row"):
        plan_file(lambda _: iter(["\n".join(FILES[program]).encode() + b"\n"]))
