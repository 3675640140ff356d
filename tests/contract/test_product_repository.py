"""One suite for the product repository's fake and its DynamoDB adapter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import boto3
import pytest

from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.table import Table
from domain.products.errors import ProductAlreadyExistsError, StaleProductError
from domain.products.models import OpenOrderLine, ProductOrder, ProductQuery, ProductStatus
from domain.shared.errors import ProductNotFoundError
from testing.fakes.products import FakeProductRepository
from testing.products import product


@pytest.fixture(params=["fake", "dynamodb"])
def repository(request):
    if request.param == "fake":
        return FakeProductRepository()
    environment = request.getfixturevalue("aws")
    return DynamoProductRepository(Table(boto3.client("dynamodb"), environment["PRODUCTS_TABLE"]))


def test_every_detail_survives_the_round_trip(repository):
    kept = product(
        "0012",
        status=ProductStatus.DISCONTINUED,
        unit_cost=Decimal("2.125"),
        on_hand=Decimal(0),
        on_order=Decimal("1.5"),
        stock_as_of=date(2026, 11, 20),
        lead_time_std_days=Decimal("1.5"),
        supersedes="0011",
        supplier_id="ROASTER",
        supplier_sku="R/12 a",
        name="Café »Größe« 😀",
    )
    repository.add(kept)
    assert repository.get("0012") == kept


def test_open_lines_of_purchase_orders_survive_the_round_trip_within_the_total(repository):
    lines = (
        OpenOrderLine(purchase_order_id="PO-1", line=1, quantity=Decimal("2.5"), expected_on=date(2026, 12, 1)),
        OpenOrderLine(purchase_order_id="PO-2", line=3, quantity=Decimal(4), expected_on=date(2027, 1, 5)),
    )
    kept = replace(product(on_order=Decimal(10)), inbound=lines)
    repository.add(kept)
    assert repository.get("SKU-1") == kept
    assert repository.get_many(["SKU-1"]) == {"SKU-1": kept}
    assert repository.page(ProductQuery(), 10, None).items == (kept,)


def test_ids_are_those_changed_since_a_moment_the_longest_ago_first(repository):
    made = {key: product(key) for key in ("A", "B", "C")}
    for key, minutes in (("A", 9), ("B", 1), ("C", 5)):
        repository.add(replace(made[key], updated_at=made[key].updated_at + timedelta(minutes=minutes)))
    since = made["A"].updated_at + timedelta(minutes=5)
    query = ProductQuery(updated_since=since, order=ProductOrder.UPDATED_AT)
    assert list(repository.ids(query)) == ["C", "A"]
    assert list(repository.ids(ProductQuery())) == ["A", "B", "C"]


def test_unknown_stays_unknown(repository):
    repository.add(product(on_hand=None))
    assert repository.get("SKU-1").details.on_hand is None


def test_a_removal_that_an_earlier_release_began_is_listed_by_none_and_can_be_ended(aws):
    table = Table(boto3.client("dynamodb"), aws["PRODUCTS_TABLE"])
    repository = DynamoProductRepository(table)
    repository.add(product())
    table.update(("PRODUCT#SKU-1", "METADATA"), "SET #removing = :yes REMOVE #catalogue", {":yes": True})
    removal = repository.begin_removal("SKU-1", None, "r1")
    assert removal == repository.removal_of("SKU-1") == "unnamed"
    repository.end_removal("SKU-1", "r1")
    assert repository.removal_of("SKU-1") == "unnamed"
    repository.end_removal("SKU-1", removal)
    repository.add(product())


def test_a_taken_id_is_refused(repository):
    repository.add(product())
    with pytest.raises(ProductAlreadyExistsError):
        repository.add(product(name="Another"))
    assert repository.get("SKU-1").details.name == "Espresso beans"


def test_what_is_not_there_is_not_found(repository):
    with pytest.raises(ProductNotFoundError):
        repository.get("SKU-9")
    with pytest.raises(ProductNotFoundError):
        repository.replace(product("SKU-9", version=2))
    with pytest.raises(ProductNotFoundError):
        repository.begin_removal("SKU-9", None, "r1")


def test_only_the_next_version_replaces(repository):
    repository.add(product())
    repository.replace(product(version=2, name="Second"))
    with pytest.raises(StaleProductError):
        repository.replace(product(version=2, name="Late"))
    assert repository.get("SKU-1").details.name == "Second"


def test_a_product_being_removed_is_hidden_but_keeps_its_id(repository):
    repository.add(product())
    repository.begin_removal("SKU-1", None, "r1")
    with pytest.raises(ProductNotFoundError):
        repository.get("SKU-1")
    with pytest.raises(ProductNotFoundError):
        repository.replace(product(version=2))
    with pytest.raises(ProductAlreadyExistsError):
        repository.add(product())
    assert repository.page(ProductQuery(), 10, None).items == ()
    assert repository.get_many(["SKU-1"]) == {}


def test_a_removal_can_be_repeated_and_ended(repository):
    repository.add(product())
    repository.begin_removal("SKU-1", 1, "r1")
    repository.begin_removal("SKU-1", 1, "r1")
    repository.end_removal("SKU-1", "r1")
    repository.end_removal("SKU-1", "r1")
    repository.add(product(name="Again"))
    assert repository.get("SKU-1").details.name == "Again"


def test_a_removal_that_joins_another_is_told_its_name_and_both_are_listed_as_one(repository):
    repository.add(product())
    assert repository.removal_of("SKU-1") is None
    assert repository.removal_of("SKU-9") is None
    assert repository.begin_removal("SKU-1", None, "r1") == "r1"
    assert repository.begin_removal("SKU-1", None, "r2") == "r1"
    assert repository.removal_of("SKU-1") == "r1"
    assert list(repository.being_removed()) == ["SKU-1"]
    repository.end_removal("SKU-1", "r1")
    assert list(repository.being_removed()) == []


def test_the_end_of_an_earlier_removal_leaves_a_later_product_of_the_same_id(repository):
    repository.add(product())
    repository.begin_removal("SKU-1", None, "r1")
    repository.end_removal("SKU-1", "r1")
    repository.add(product(name="Again"))
    repository.end_removal("SKU-1", "r1")
    assert repository.get("SKU-1").details.name == "Again"
    repository.begin_removal("SKU-1", None, "r2")
    repository.end_removal("SKU-1", "r1")
    assert repository.removal_of("SKU-1") == "r2"


def test_a_change_read_of_an_earlier_product_does_not_replace_a_later_one_of_the_same_id(repository):
    repository.add(product())
    read = repository.get("SKU-1")
    repository.begin_removal("SKU-1", None, "r1")
    repository.end_removal("SKU-1", "r1")
    again = replace(product(name="Again"), created_at=read.created_at + timedelta(seconds=1))
    repository.add(again)
    with pytest.raises(StaleProductError):
        repository.replace(replace(read, version=2))
    assert repository.get("SKU-1") == again


def test_a_removal_of_an_old_version_is_refused(repository):
    repository.add(product())
    with pytest.raises(StaleProductError):
        repository.begin_removal("SKU-1", 2, "r1")
    assert repository.get("SKU-1").version == 1


def test_ending_a_removal_that_never_began_removes_nothing(repository):
    repository.add(product())
    repository.end_removal("SKU-1", "r1")
    assert repository.get("SKU-1").product_id == "SKU-1"


def test_pages_cover_everything_once_in_order(repository):
    expected = [f"P{number:03d}" for number in range(250)]
    for product_id in reversed(expected):
        repository.add(product(product_id, category="Odd" if int(product_id[1:]) % 2 else "Even"))
    seen, after = [], None
    while True:
        page = repository.page(ProductQuery(category="Odd"), 30, after)
        assert len(page.items) <= 30
        seen += [found.product_id for found in page.items]
        if (after := page.next_position) is None:
            break
    assert seen == expected[1::2]


def walked(repository, query, limit):
    found, after = [], None
    while True:
        page = repository.page(query, limit, after)
        assert len(page.items) <= limit
        found += [each.product_id for each in page.items]
        if (after := page.next_position) is None:
            return found


@pytest.mark.parametrize("limit", [1, 3, 150])
def test_pages_by_last_change_cover_what_was_changed_since_once_in_order(repository, limit):
    ages = {f"SKU-{number:03}": (number * 37) % 20 for number in range(120)}
    for product_id, minutes in ages.items():
        made = product(product_id, category="Odd" if minutes % 2 else "Even")
        repository.add(replace(made, updated_at=made.updated_at + timedelta(minutes=minutes)))
    expected = sorted(ages, key=lambda each: (ages[each], each))
    order = ProductOrder.UPDATED_AT
    assert walked(repository, ProductQuery(order=order), limit) == expected
    since = product().updated_at + timedelta(minutes=12)
    late = [each for each in expected if ages[each] >= 12]
    assert walked(repository, ProductQuery(updated_since=since, order=order), limit) == late
    odd = ProductQuery(category="Odd", updated_since=since, order=order)
    assert walked(repository, odd, limit) == [each for each in late if ages[each] % 2]
    assert walked(repository, ProductQuery(updated_since=since), limit) == sorted(late)


def test_a_product_being_removed_is_not_among_the_changed(repository):
    repository.add(product())
    repository.begin_removal("SKU-1", None, "r1")
    assert repository.page(ProductQuery(order=ProductOrder.UPDATED_AT), 10, None).items == ()


def test_a_product_being_removed_is_in_no_list_of_its_category(repository):
    for product_id in ("A", "B"):
        repository.add(product(product_id, category="Tea"))
    repository.begin_removal("A", None, "r1")
    tea = ProductQuery(category="Tea")
    assert walked(repository, tea, 1) == ["B"]
    assert list(repository.ids(tea)) == ["B"]
    repository.end_removal("A", "r1")
    assert list(repository.ids(tea)) == ["B"]


def test_a_product_that_changes_its_category_is_in_the_other_list(repository):
    repository.add(product("A", category="Tea"))
    repository.replace(replace(repository.get("A"), version=2, details=replace(product().details, category="Coffee")))
    assert not list(repository.ids(ProductQuery(category="Tea")))
    assert list(repository.ids(ProductQuery(category="Coffee"))) == ["A"]


def test_a_page_of_a_category_looks_at_nothing_else_in_the_shop(aws):
    client = boto3.client("dynamodb")
    looked_at = []
    repository = DynamoProductRepository(Table(client, aws["PRODUCTS_TABLE"]))
    for number in range(150):
        repository.add(product(f"SKU-{number:03}", category="Rare" if number % 50 == 7 else "Usual"))
    client.meta.events.register(
        "after-call.dynamodb.Query", lambda parsed, **_: looked_at.append(parsed["ScannedCount"])
    )
    assert len(repository.page(ProductQuery(category="Rare"), 100, None).items) == 3
    assert looked_at == [3]


def test_a_last_full_page_has_no_next(repository):
    for product_id in ("A", "B"):
        repository.add(product(product_id))
    assert repository.page(ProductQuery(), 2, None).next_position is None


def test_many_are_read_at_once(repository):
    for number in range(120):
        repository.add(product(f"P{number}"))
    found = repository.get_many([f"P{number}" for number in range(240)])
    assert len(found) == 120
    assert found["P7"].product_id == "P7"


def drawn_shop():
    """Return products that differ in everything that lists are filtered by."""
    categories, statuses, suppliers = ("Tea", "Coffee"), list(ProductStatus), (None, "ROASTER", "ESTATE")
    return [
        product(
            f"{'tea' if number % 5 else 'MUG'}-{number:02d}",
            name=f"No. {number * 7 % 40}",
            category=categories[number % 2],
            status=statuses[number // 2 % 2],
            supplier_id=suppliers[number % 3],
        )
        for number in range(40)
    ]


QUERIES = [
    ProductQuery(category, status, text, supplier_id)
    for category in (None, "Tea", "tea", "")
    for status in (None, ProductStatus.DISCONTINUED)
    for text in (None, "mug", "NO. 3", "nothing like it")
    for supplier_id in (None, "ESTATE")
]


def test_a_list_holds_what_matches_its_filters_in_order_whatever_the_pages(repository):
    shop = sorted(drawn_shop(), key=lambda kept: kept.product_id)
    for kept in shop:
        repository.add(kept)
    for query in QUERIES:
        found, position = [], None
        while True:
            page = repository.page(query, 3, position)
            found += page.items
            if (position := page.next_position) is None:
                break
        assert found == [kept for kept in shop if query.matches(kept)], query


def test_a_search_that_finds_nothing_takes_few_requests_and_a_first_page_one(aws, monkeypatch):
    for module in ("listing", "repository"):
        monkeypatch.setattr(f"adapters.dynamodb.products.{module}.MIN_SCAN", 2)
    client = boto3.client("dynamodb")
    asked = []
    repository = DynamoProductRepository(Table(client, aws["PRODUCTS_TABLE"]))
    for kept in drawn_shop():
        repository.add(kept)
    client.meta.events.register("provide-client-params.dynamodb.Query", lambda params, **_: asked.append(params))
    assert repository.page(ProductQuery(text="nothing like it"), 1, None).items == ()
    assert [params["Limit"] for params in asked] == [2, 8, 32]
    asked.clear()
    assert len(repository.page(ProductQuery(), 1, None).items) == 1
    assert len(asked) == 1
    assert list(repository.ids(ProductQuery(category="Tea"))) == sorted(
        kept.product_id for kept in drawn_shop() if kept.details.category == "Tea"
    )
