"""Stock below zero, sold and not there yet: kept as it was said, whichever way it came, and ordered for."""

from __future__ import annotations

import pytest

from testing.deployed import LAST_DAY, deployed, open_shop, send, standing_clock
from testing.shop import daily_sales

CSV = {"Content-Type": "text/csv"}
PRODUCT = {"name": "Green tea", "category": "Tea", "current_price": 3.5, "stock_as_of": "2026-11-19"}


def posted(stock):
    assert send("DELETE", "/products/SKU-1").status == 204
    body = PRODUCT | {"product_id": "SKU-1", "on_hand": stock}
    assert send("POST", "/products", body=body).status == 201
    sold = daily_sales("SKU-1", 60, last=LAST_DAY).encode()
    assert send("POST", "/sales-data/upload", body=sold, headers=CSV).json["rows_accepted"] == 60


def put(stock):
    assert send("PUT", "/products/SKU-1", body=PRODUCT | {"on_hand": stock}).status == 200


def sent(text, **query):
    answer = send("POST", "/products/upload", body=text.encode(), headers=CSV, query=query or None)
    assert (answer.status, answer.json["rows_rejected"]) == (200, 0), answer.body
    assert answer.json["rows_accepted"] >= 1


#: How stock may come, each given a number.
PATHS = {
    "POST": posted,
    "PUT": put,
    "file": lambda stock: sent(f"product_id,on_hand,stock_as_of\nSKU-1,{stock},2026-11-19\n"),
    "file with decimal commas": lambda stock: sent(
        f"product_id;on_hand;stock_as_of\nSKU-1;{str(stock).replace('.', ',')};2026-11-19\n", decimal_mark=","
    ),
    "file with a sign behind": lambda stock: sent(f"product_id,on_hand,stock_as_of\nSKU-1,{-stock}-,2026-11-19\n"),
    "file with brackets": lambda stock: sent(f"product_id,on_hand,stock_as_of\nSKU-1,({-stock}),2026-11-19\n"),
    "file of two locations": lambda stock: sent(
        f"product_id,on_hand,location,stock_as_of\nSKU-1,{stock - 1},A,2026-11-19\nSKU-1,1,B,2026-11-19\n"
    ),
}


@pytest.fixture(scope="module", autouse=True)
def shop():
    with deployed(), standing_clock():
        open_shop("SKU-1", days=60)
        yield


def recommended():
    assert send("POST", "/forecasts/generate", body={"product_id": "SKU-1"}).status == 200
    (item,) = send("GET", "/reports/inventory-recommendations").json["items"]
    return item


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("stock", [-12, -0.5])
def test_stock_below_zero_is_kept_and_the_order_covers_it(path, stock):
    PATHS[path](stock)
    assert send("GET", "/products/SKU-1").json["on_hand"] == stock
    short = recommended()
    assert (short["on_hand"], short["urgency"]) == (stock, "stocked_out")
    put(0)
    empty = recommended()
    more = short["recommended_order_quantity"] - empty["recommended_order_quantity"]
    assert abs(more + stock) < 1, "whole units are ordered"
    assert more > 0 or stock > -1
    assert -stock in [line["quantity"] for line in short["waterfall"]]
