"""One suite for the calendar's fake repository and its DynamoDB adapter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import boto3
import pytest

from adapters.dynamodb.calendar.entries import DynamoEntryRepository
from adapters.dynamodb.calendar.products import DynamoKnownProducts
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.table import Table
from domain.calendar.errors import EntryExistsError, EntryNotFoundError, StaleEntryError
from domain.calendar.models import EntryKind, Scope
from testing.calendar import entry
from testing.fakes.calendar import FakeEntryRepository, FakeKnownProducts
from testing.products import product


@pytest.fixture(params=["fake", "dynamodb"])
def repository(request):
    if request.param == "fake":
        return FakeEntryRepository()
    environment = request.getfixturevalue("aws")
    return DynamoEntryRepository(Table(boto3.client("dynamodb"), environment["CALENDAR_TABLE"]))


def next_version(kept, **changes):
    later = kept.updated_at + timedelta(hours=1)
    return replace(kept, details=replace(kept.details, **changes), version=kept.version + 1, updated_at=later)


@pytest.mark.parametrize(
    "scope", [Scope(everything=True), Scope(category="Café »Größe« 😀"), Scope(product_ids=("B", "A", "A"))]
)
def test_every_detail_survives_the_round_trip(repository, scope):
    kept = entry(
        kind=EntryKind.PROMOTION, scope=scope, expected_change_pct=Decimal("-12.5"), price=Decimal("3.99"), note="half"
    )
    repository.add(kept)
    assert repository.get("e-1") == kept
    assert list(repository.all()) == [kept]


def test_unknown_stays_unknown(repository):
    kept = replace(entry(), created_by=None)
    repository.add(kept)
    assert repository.get("e-1") == kept
    with pytest.raises(EntryNotFoundError):
        repository.get("e-2")


def test_the_same_name_days_and_scope_is_there_once(repository):
    repository.add(entry("first"))
    with pytest.raises(EntryExistsError) as error:
        repository.add(entry("second", name="trade  FAIR", expected_change_pct=Decimal(5)))
    assert error.value.event_id == "first"
    assert repository.same_as(entry("x").details).event_id == "first"
    others = {"end": date(2026, 12, 7)}, {"scope": Scope(category="Tea")}, {"name": "Trade fairs"}
    for number, change in enumerate(others):
        assert repository.same_as(entry("x", **change).details) is None
        repository.add(entry(f"other-{number}", **change))
    assert len(repository.all()) == 4


def test_entries_are_listed_by_their_first_day(repository):
    repository.add(entry("b", name="Late", start=date(2026, 12, 5)))
    repository.add(entry("c", name="Early"))
    repository.add(entry("a", name="Late too", start=date(2026, 12, 5)))
    assert [each.event_id for each in repository.all()] == ["c", "a", "b"]


def test_a_change_takes_the_place_of_the_version_before_it(repository):
    repository.add(entry())
    changed = next_version(repository.get("e-1"), note="moved")
    repository.replace(changed)
    assert repository.get("e-1") == changed
    with pytest.raises(StaleEntryError):
        repository.replace(changed)
    with pytest.raises(EntryNotFoundError):
        repository.replace(next_version(entry("gone")))


def test_a_moved_entry_leaves_its_old_days_free_and_takes_no_other_entrys(repository):
    repository.add(entry())
    repository.replace(next_version(repository.get("e-1"), end=date(2026, 12, 8)))
    repository.add(entry("e-2"))
    with pytest.raises(EntryExistsError) as error:
        repository.replace(next_version(repository.get("e-2"), end=date(2026, 12, 8)))
    assert error.value.event_id == "e-1"
    assert repository.get("e-2").version == 1


def test_a_removed_entry_leaves_nothing(repository):
    repository.add(entry())
    stale = repository.get("e-1")
    repository.replace(next_version(stale, note="x"))
    with pytest.raises(StaleEntryError):
        repository.remove(stale)
    repository.remove(repository.get("e-1"))
    with pytest.raises(EntryNotFoundError):
        repository.remove(stale)
    assert repository.same_as(stale.details) is None
    repository.add(entry("again"))


@pytest.mark.parametrize("kind", ["fake", "dynamodb"])
def test_known_products_tell_their_categories(request, kind):
    if kind == "fake":
        products = FakeKnownProducts(SKU_1="Tea")
    else:
        environment = request.getfixturevalue("aws")
        table = Table(boto3.client("dynamodb"), environment["PRODUCTS_TABLE"])
        catalogue = DynamoProductRepository(table)
        catalogue.add(product("SKU-1", category="Tea"))
        products = DynamoKnownProducts(catalogue, table)
    assert products.categories(["SKU-1", "SKU-2"]) == {"SKU-1": "Tea"}
    assert products.category_names({"Tea"}) == products.category_names({"Tee"}) == {"Tea"}


def test_an_unknown_category_costs_a_query_for_each_that_there_is_and_none_for_products(aws):
    table = Table(boto3.client("dynamodb"), aws["PRODUCTS_TABLE"])
    catalogue = DynamoProductRepository(table)
    for number in range(12):
        catalogue.add(product(f"SKU-{number}", category="Coffee" if number % 2 else "Tea"))
    catalogue.begin_removal("SKU-0", None, "r")
    asked = []
    products = DynamoKnownProducts(catalogue, Watched(table, asked))
    assert products.category_names({"Tea", "Coffee"}) == {"Tea", "Coffee"}
    assert len(asked) == 2
    asked.clear()
    assert products.category_names({"Teas"}) == {"Tea", "Coffee"}
    assert [each["Limit"] for each in asked] == [1] * 4  # the one itself, each of the others, and none behind the last


class Watched:
    """A table whose queries are noted."""

    def __init__(self, table, asked):
        self.name, self._table, self._asked = table.name, table, asked

    def pages(self, arguments):
        self._asked.append(arguments)
        return self._table.pages(arguments)
