"""One suite for the fake and the adapter that read and keep many products at once."""

from __future__ import annotations

import boto3
import pytest

from adapters.dynamodb.products.batches import DynamoProductBatches
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.table import Table
from testing.fakes.products import FakeProductBatches, FakeProductRepository
from testing.products import product


@pytest.fixture(params=["fake", "dynamodb"])
def stores(request):
    if request.param == "fake":
        repository = FakeProductRepository()
        return repository, FakeProductBatches(repository)
    environment = request.getfixturevalue("aws")
    repository = DynamoProductRepository(Table(boto3.client("dynamodb"), environment["PRODUCTS_TABLE"]))
    return repository, DynamoProductBatches(repository)


def test_many_are_kept_and_read_at_once(stores):
    _, batches = stores
    made = [product(f"P-{number:03d}") for number in range(120)]
    assert batches.keep(made) == set()
    assert batches.get_many([*(each.product_id for each in made), "NONE"]) == {each.product_id: each for each in made}


def test_what_others_were_faster_with_is_told_and_left_as_it_is(stores):
    repository, batches = stores
    for each in (product("TAKEN"), product("CHANGED"), product("FINE")):
        repository.add(each)
    repository.replace(product("CHANGED", version=2, name="By another"))
    late = [
        product("TAKEN", name="Late"),
        product("CHANGED", version=2, name="Late"),
        product("GONE", version=2),
        product("FINE", version=2, name="Mine"),
    ]
    assert batches.keep(late) == {"TAKEN", "CHANGED", "GONE"}
    kept = batches.get_many(["TAKEN", "CHANGED", "GONE", "FINE"])
    assert {key: each.details.name for key, each in kept.items()} == {
        "TAKEN": "Espresso beans",
        "CHANGED": "By another",
        "FINE": "Mine",
    }
