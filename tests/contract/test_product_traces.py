"""The purge of what is kept about a product: whole, repeatable, and of one removal only."""

from __future__ import annotations

import boto3
import pytest

from adapters.dynamodb import keys
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.products.traces import DynamoTraces, sales_items
from adapters.dynamodb.table import Table
from domain.products.errors import RemovalFinishedError
from testing.products import product


@pytest.fixture
def shop(aws):
    client = boto3.client("dynamodb")
    products, sales = Table(client, aws["PRODUCTS_TABLE"]), Table(client, aws["SALES_TABLE"])
    return DynamoProductRepository(products), sales, DynamoTraces(sales, sales_items, products)


def fill(sales, items, product_id="SKU-1"):
    sales.write_many(puts=[{"PK": keys.sales(product_id), "SK": f"DATE#{number:04d}"} for number in range(items)])


def left(sales, product_id="SKU-1"):
    return len(list(sales.query(keys.sales(product_id))))


def test_everything_of_the_product_and_nothing_of_others_goes(shop):
    products, sales, traces = shop
    products.add(product())
    fill(sales, 230)
    fill(sales, 3, "SKU-2")
    removal = products.begin_removal("SKU-1", None, "r1")
    traces.purge("SKU-1", removal)
    traces.purge("SKU-1", removal)
    assert (left(sales), left(sales, "SKU-2")) == (0, 3)


@pytest.mark.parametrize("state", ["gone", "there again", "being removed again", "never removed"])
def test_what_belongs_to_another_removal_or_a_later_product_stays(shop, state):
    products, sales, traces = shop
    products.add(product())
    if state != "never removed":
        products.begin_removal("SKU-1", None, "r1")
        products.end_removal("SKU-1", "r1")
    if state in {"there again", "being removed again"}:
        products.add(product())
    if state == "being removed again":
        products.begin_removal("SKU-1", None, "r2")
    fill(sales, 120)
    with pytest.raises(RemovalFinishedError, match="SKU-1"):
        traces.purge("SKU-1", "r1")
    assert left(sales) == 120
