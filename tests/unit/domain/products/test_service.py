"""What can be done with the catalogue, through fakes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.products.errors import ProductAlreadyExistsError, StaleProductError
from domain.products.models import ProductQuery
from domain.products.service import ProductService
from domain.shared.errors import ProductNotFoundError, UnavailableError
from testing.fakes.products import FakeProductRepository, FakeTraces
from testing.products import details


@pytest.fixture
def traces():
    return FakeTraces()


@pytest.fixture
def products():
    return FakeProductRepository()


@pytest.fixture
def service(products, traces, clock, ids):
    return ProductService(products, [traces], clock, ids)


def test_a_product_is_created_under_the_shops_id(service, clock):
    created = service.create(details(), "SKU-1")
    assert (created.product_id, created.version, created.created_at) == ("SKU-1", 1, clock.now())
    assert service.get("SKU-1") == created


def test_an_id_is_made_when_none_is_given(service):
    assert service.create(details()).product_id == "id-0001"


def test_a_taken_id_is_refused(service):
    service.create(details(), "SKU-1")
    with pytest.raises(ProductAlreadyExistsError):
        service.create(details(name="Another"), "SKU-1")
    assert service.get("SKU-1").details.name == "Espresso beans"


def test_a_change_replaces_everything_and_counts_the_version(service, clock):
    created = service.create(details(unit_cost=Decimal(2)), "SKU-1")
    clock.advance(hours=1)
    changed = service.change("SKU-1", details(name="Beans"))
    assert (changed.details.name, changed.details.unit_cost, changed.version) == ("Beans", None, 2)
    assert changed.created_at == created.created_at < changed.updated_at


def test_a_change_of_an_old_version_is_refused(service):
    service.create(details(), "SKU-1")
    service.change("SKU-1", details(name="First"), expected_version=1)
    with pytest.raises(StaleProductError):
        service.change("SKU-1", details(name="Second"), expected_version=1)
    assert service.get("SKU-1").details.name == "First"


def test_an_unconditional_change_survives_another_writer(service, products, clock):
    service.create(details(), "SKU-1")
    replace, interruptions = products.replace, iter([True])

    def interrupted(product):
        if next(interruptions, False):
            replace(product)
        replace(product)

    products.replace = interrupted
    assert service.change("SKU-1", details(name="Mine")).version == 3


def test_a_deleted_product_is_gone_with_its_traces(service, products, traces):
    service.create(details(), "SKU-1")
    service.delete("SKU-1")
    assert traces.purged == ["SKU-1"]
    with pytest.raises(ProductNotFoundError):
        service.get("SKU-1")
    assert products.page(ProductQuery(), 10, None).items == ()


def test_a_removal_that_died_half_way_is_hidden_and_can_be_finished(service, traces):
    service.create(details(), "SKU-1")
    traces.failure = UnavailableError("down")
    with pytest.raises(UnavailableError):
        service.delete("SKU-1")
    with pytest.raises(ProductNotFoundError):
        service.get("SKU-1")
    service.delete("SKU-1")
    assert traces.purged == ["SKU-1"]
    assert service.create(details(), "SKU-1").version == 1


def test_a_stale_delete_touches_nothing(service, traces):
    service.create(details(), "SKU-1")
    with pytest.raises(StaleProductError):
        service.delete("SKU-1", expected_version=7)
    assert traces.purged == []
    assert service.get("SKU-1").version == 1


def test_deleting_what_is_not_there_says_so(service):
    with pytest.raises(ProductNotFoundError):
        service.delete("SKU-9")
