"""One suite for what replenishment reads: the fakes and their AWS adapters."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest

from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.replenishment.inputs import DynamoDemandForecasts, DynamoStockCatalogue
from adapters.dynamodb.replenishment.snoozes import DynamoSnoozes
from adapters.dynamodb.sales.history import SalesHistoryReader
from adapters.dynamodb.sales.series import DynamoSalesSeries
from adapters.dynamodb.table import Table
from domain.replenishment.snooze import Snooze
from domain.shared.errors import ProductNotFoundError
from testing.demand_series import TODAY, poisson_forecast, put_latest, sales_of
from testing.fakes.inputs import FakeCatalogue, FakeLatestForecasts, FakeSalesHistories
from testing.fakes.replenishment import FakeSnoozes
from testing.replenishment import stocked
from tests.support.forecasting import put_product, put_sales

on_both = pytest.mark.parametrize("kind", ["fake", "aws"])


@on_both
def test_the_catalogue_lists_in_order_and_by_category(account):
    if account is None:
        catalogue = FakeCatalogue(stocked("B"), stocked("A"), stocked("T", category="Tea"))
    else:
        environment, client = account
        for product_id, category in (("B", "Coffee"), ("A", "Coffee"), ("T", "Tea")):
            put_product(environment, client, product_id, category=category, current_price=Decimal(5))
        catalogue = DynamoStockCatalogue(DynamoProductRepository(Table(client, environment["PRODUCTS_TABLE"])))
    assert [product.product_id for product in catalogue.all()] == ["A", "B", "T"]
    assert [product.product_id for product in catalogue.all("Tea")] == ["T"]
    assert catalogue.get("A").current_price == 5
    with pytest.raises(ProductNotFoundError):
        catalogue.get("SKU-9")


@on_both
def test_forecasts_come_back_whole(account):
    made = poisson_forecast(3.0, product_id="A")
    if account is None:
        forecasts = FakeLatestForecasts(made)
    else:
        environment, client = account
        put_latest(environment, client, made)
        forecasts = DynamoDemandForecasts(Table(client, environment["FORECASTS_TABLE"]))
    found = forecasts.read_many(["A", "B", "A"])
    assert list(found) == ["A"]
    forecast = found["A"]
    assert (forecast.start, forecast.end) == (TODAY, TODAY + timedelta(days=27))
    assert forecast.mean == pytest.approx(made.mean)
    assert forecast.cumulative == pytest.approx(made.cumulative, rel=1e-4)
    assert forecasts.read_many([]) == {}


@on_both
def test_sales_come_back_day_by_day(account):
    if account is None:
        sales = FakeSalesHistories(sales_of([3, 0, 5], product_id="A"))
    else:
        environment, client = account
        put_sales(environment, client, "A", [3, 0, 5])
        sales = DynamoSalesSeries(SalesHistoryReader(Table(client, environment["SALES_TABLE"])))
    found = sales.read_many(["A", "B"])
    assert list(found) == ["A"]
    assert found["A"].end == TODAY - timedelta(days=1)
    assert np.array_equal(found["A"].quantity, [3, 0, 5])


@on_both
def test_snoozes_are_of_the_product_that_was_there(account):
    made = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    if account is None:
        catalogue = FakeCatalogue(stocked("A"), stocked("B"))
        snoozes = FakeSnoozes(catalogue)
    else:
        environment, client = account
        for product_id in ("A", "B"):
            put_product(environment, client, product_id)
        products = Table(client, environment["PRODUCTS_TABLE"])
        catalogue = DynamoStockCatalogue(DynamoProductRepository(products))
        snoozes = DynamoSnoozes(Table(client, environment["FORECASTS_TABLE"]), products)

    def snooze(product_id, created_at, reason="Later"):
        return Snooze(
            product_id=product_id,
            until=date(2026, 12, 1),
            reason=reason,
            created_at=made,
            product_created_at=created_at,
        )

    created_at = catalogue.get("A").created_at
    other = created_at - timedelta(seconds=1)
    assert (snoozes.all(), snoozes.get("A")) == ({}, None)
    first, second = snooze("A", created_at), snooze("B", catalogue.get("B").created_at)
    for each in (first, second):
        snoozes.put(each)
    assert snoozes.all() == {"A": first, "B": second}
    replaced = snooze("A", created_at, "Still")
    snoozes.put(replaced)
    for gone in (snooze("A", other), snooze("C", created_at)):
        with pytest.raises(ProductNotFoundError):
            snoozes.put(gone)
    snoozes.remove("A", other)
    assert snoozes.get("A") == replaced
    for _ in range(2):
        snoozes.remove("A", created_at)
    assert snoozes.all() == {"B": second}
