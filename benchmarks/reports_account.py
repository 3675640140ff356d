"""Billed read units of reports, counted on an in-process DynamoDB."""

from __future__ import annotations

from typing import TYPE_CHECKING

import boto3
from moto import mock_aws

from adapters.dynamodb import keys
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.replenishment.inputs import DynamoDemandForecasts, DynamoStockCatalogue
from adapters.dynamodb.sales.history import SalesHistoryReader
from adapters.dynamodb.sales.series import DynamoSalesSeries
from adapters.dynamodb.table import Table
from benchmarks.metering import Meter
from benchmarks.reports_shop import NOW, Shop
from domain.products.models import Product, ProductDetails, ProductStatus
from domain.replenishment.service.recommendations import RecommendationService
from testing.fakes.system import FakeClock

if TYPE_CHECKING:
    from datetime import datetime

    from mypy_boto3_dynamodb.client import DynamoDBClient

    from domain.replenishment.models import StockedProduct


def read_units(shop: Shop) -> float:
    """Return the read units of all recommendations of a shop whose stock counts are some days old."""
    with mock_aws():
        client = boto3.Session("none", "none").client("dynamodb", region_name="us-east-1")
        products, sales, forecasts = (_table(client, name) for name in ("products", "sales", "forecasts"))
        repository = DynamoProductRepository(products)
        for product in shop.products:
            repository.add(_catalogued(product, NOW))
        sales.write_many(puts=[keys.attributes(keys.history(key)) | item for key, item in shop.histories.items()])
        forecasts.write_many(
            puts=[
                keys.attributes(keys.latest(key)) | {"product_id": key, "document": packed}
                for key, packed in shop.forecasts.items()
            ]
        )
        meter = Meter()
        meter.watch(client)
        service = RecommendationService(
            DynamoStockCatalogue(repository),
            DynamoDemandForecasts(forecasts),
            DynamoSalesSeries(SalesHistoryReader(sales)),
            FakeClock(NOW),
        )
        if len(service.list().ranked) != len(shop.products):
            raise RuntimeError("some products were not read")
        return meter.take().read_units


def _table(client: DynamoDBClient, name: str) -> Table:
    client.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}],
        AttributeDefinitions=[
            {"AttributeName": attribute, "AttributeType": "S"} for attribute in ("PK", "SK", "catalogue", "product_id")
        ],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "catalogue",
                "KeySchema": [
                    {"AttributeName": "catalogue", "KeyType": "HASH"},
                    {"AttributeName": "product_id", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )
    return Table(client, name)


def _catalogued(product: StockedProduct, now: datetime) -> Product:
    details = ProductDetails(
        name=product.name,
        category=product.category,
        current_price=product.current_price,
        status=ProductStatus(product.status),
        unit_cost=product.unit_cost,
        on_hand=product.on_hand,
        on_order=product.on_order,
        stock_as_of=product.stock_as_of,
        lead_time_days=product.lead_time_days,
        lead_time_std_days=product.lead_time_std_days,
        review_period_days=product.review_period_days,
        service_level=product.service_level,
        min_order_quantity=product.min_order_quantity,
        order_multiple=product.order_multiple,
    )
    return Product(product_id=product.product_id, details=details, created_at=now, updated_at=now)
