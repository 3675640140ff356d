"""Searches by names in short: what a search of the whole catalogue finds, what has just changed included."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.products import listing
from domain.products.listing import ProductListing
from domain.products.models import ProductOrder, ProductQuery, ProductStatus
from testing.fakes.products import FakeProductNames, FakeProductRepository
from testing.fakes.system import FakeClock
from testing.products import product

KEYS = [f"SKU-{n}" for n in range(6)]
NAMES = ["Green tea", "espresso", "Tea pot"]
CHANGES = st.tuples(
    st.sampled_from(KEYS),
    st.none()
    | st.fixed_dictionaries(
        {
            "name": st.sampled_from(NAMES),
            "category": st.sampled_from(["Coffee", "Tea"]),
            "supplier_id": st.sampled_from([None, "ACME"]),
            "status": st.sampled_from(ProductStatus),
        }
    ),
)


class Counted(FakeProductRepository):
    """A repository that counts the pages of the whole catalogue that are asked for."""

    pages = 0

    def page(self, query, limit, after):
        self.pages += query.text is not None
        return super().page(query, limit, after)


class Shop:
    def __init__(self):
        self.products, self.clock = Counted(), FakeClock()
        self.names = FakeProductNames(self.products)
        self.listing = ProductListing(self.products, self.names, self.clock)

    def put(self, key, fields):
        self.products.kept.pop(key, None)
        if fields is not None:
            now = self.clock.now()
            self.products.kept[key] = replace(product(key, **fields), created_at=now, updated_at=now)

    def pages(self, query, limit):
        after = None
        while True:
            page = self.listing.page(query, limit, after)
            yield page
            after = page.next_position
            if after is None:
                return


@pytest.fixture
def shop():
    made = Shop()
    for key in KEYS:
        made.put(key, {"name": "Tea"})
    made.clock.advance(hours=1)
    made.names.look()
    return made


@settings(max_examples=60, deadline=None)
@given(
    st.lists(CHANGES, max_size=8),
    st.lists(CHANGES, max_size=4),
    st.builds(
        ProductQuery,
        category=st.sampled_from([None, "Tea"]),
        status=st.none() | st.sampled_from(ProductStatus),
        text=st.sampled_from(["tea", "SKU-1", "nothing", ""]),
        supplier_id=st.sampled_from([None, "ACME"]),
        order=st.sampled_from(ProductOrder),
        product_ids=st.sampled_from([(), ("SKU-3", "SKU-1", "GONE", "SKU-2")]),
    ),
    st.integers(1, 3),
)
def test_a_search_finds_what_one_of_the_whole_catalogue_does(before, after, query, limit):
    shop = Shop()
    for change in before:
        shop.put(*change)
    shop.names.look()
    shop.clock.advance(hours=1)
    for change in after:
        shop.put(*change)
    for page in shop.pages(query, limit):
        assert page.items == tuple(shop.products.get(each.product_id) for each in page.items)
    found = [each.product_id for page in shop.pages(query, limit) for each in page.items]
    assert found == [each.product_id for each in shop.products.page(query, 99, None).items]


def test_a_list_goes_on_behind_a_position(shop):
    first = shop.listing.page(ProductQuery(), 2)
    assert [each.product_id for each in first.items] == ["SKU-0", "SKU-1"]
    rest = shop.listing.page(ProductQuery(), 9, first.next_position)
    assert [each.product_id for each in rest.items] == ["SKU-2", "SKU-3", "SKU-4", "SKU-5"]


def test_a_search_that_few_can_match_does_not_go_through_the_catalogue(shop):
    assert shop.listing.page(ProductQuery(text="nothing like it"), 5).items == ()
    assert [each.product_id for each in shop.listing.page(ProductQuery(text="sku-3"), 5).items] == ["SKU-3"]
    assert shop.products.pages == 0


def test_what_was_just_renamed_is_found_by_its_new_name_alone(shop):
    shop.put("SKU-2", {"name": "Matcha"})
    assert [each.product_id for each in shop.listing.page(ProductQuery(text="matcha"), 5).items] == ["SKU-2"]
    assert "SKU-2" not in [each.product_id for each in shop.listing.page(ProductQuery(text="tea"), 9).items]
    assert shop.products.pages == 0


def test_with_many_to_look_at_or_without_names_the_catalogue_is_gone_through(shop, monkeypatch):
    shop.names.seen = None
    assert len(shop.listing.page(ProductQuery(text="tea"), 9).items) == 6
    shop.names.look()
    monkeypatch.setattr(listing, "MOST", 5)
    assert len(shop.listing.page(ProductQuery(text="tea"), 9).items) == 6
    for key in KEYS:
        shop.put(key, {"name": "Matcha"})
    assert len(shop.listing.page(ProductQuery(text="matcha"), 9).items) == 6
    assert shop.products.pages == 3
