"""Changes of one product by several writers at once, and the order in which a product is removed."""

from __future__ import annotations

import pytest

from domain.products.errors import InvalidProductError, StaleProductError
from domain.products.service import ProductService
from domain.shared.errors import ProductNotFoundError
from testing.fakes.products import FakeProductRepository, FakeTraces
from testing.products import details, product


class Contended(FakeProductRepository):
    """Products that somebody else changes right before each of the first ``rivals`` replacements."""

    def __init__(self, *products, rivals: int) -> None:
        super().__init__(*products)
        self.rivals = rivals
        self.tried = 0

    def replace(self, new) -> None:
        self.tried += 1
        if self.rivals:
            self.rivals -= 1
            version = self.kept[new.product_id].version
            self.kept[new.product_id] = product(new.product_id, version=version + 1, name="Theirs")
        super().replace(new)


def service(products, clock, ids, *traces) -> ProductService:
    return ProductService(products, traces, clock, ids)


@pytest.mark.parametrize("rivals", [0, 1, 4])
def test_an_unconditional_change_is_tried_five_times(rivals, clock, ids):
    products = Contended(product("SKU-1"), rivals=rivals)
    changed = service(products, clock, ids).change("SKU-1", details(name="Mine"))
    assert (changed.version, products.tried) == (2 + rivals, rivals + 1)
    assert products.get("SKU-1") == changed
    assert changed.details.name == "Mine"


def test_an_unconditional_change_gives_up_after_the_fifth_rival(clock, ids):
    products = Contended(product("SKU-1"), rivals=5)
    with pytest.raises(StaleProductError):
        service(products, clock, ids).change("SKU-1", details(name="Mine"))
    assert products.tried == 5
    assert products.get("SKU-1").details.name == "Theirs"


def test_a_conditional_change_is_tried_once(clock, ids):
    products = Contended(product("SKU-1"), rivals=1)
    with pytest.raises(StaleProductError, match="version 1"):
        service(products, clock, ids).change("SKU-1", details(name="Mine"), expected_version=1)
    assert products.tried == 1


def test_a_change_of_a_version_that_is_not_there_says_which(clock, ids):
    products = FakeProductRepository(product("SKU-1", version=4))
    with pytest.raises(StaleProductError, match=r"'SKU-1'.*version 3"):
        service(products, clock, ids).change("SKU-1", details(), expected_version=3)
    assert service(products, clock, ids).change("SKU-1", details(name="New"), expected_version=4).version == 5


def test_times_are_those_of_the_clock(clock, ids):
    goods = service(FakeProductRepository(), clock, ids)
    made = goods.create(details(), "SKU-1")
    assert made.created_at == made.updated_at == clock.now()
    clock.advance(days=1)
    changed = goods.change("SKU-1", details(name="New"))
    assert (changed.created_at, changed.updated_at) == (made.created_at, clock.now())


def test_nothing_is_kept_of_a_product_with_an_unusable_id(clock, ids):
    products = FakeProductRepository()
    with pytest.raises(InvalidProductError):
        service(products, clock, ids).create(details(), "a b")
    assert not products.kept


class Watched(FakeTraces):
    """Traces that note whether the product could still be seen when they were purged."""

    def __init__(self, products) -> None:
        super().__init__()
        self.seen: list[tuple[bool, bool]] = []
        self._products = products

    def purge(self, product_id: str, removal: str) -> None:
        self.seen.append((product_id in self._products.removing, product_id in self._products.kept))
        super().purge(product_id, removal)


def test_a_product_is_hidden_first_and_forgotten_after_all_its_traces(clock, ids):
    products = FakeProductRepository(product("SKU-1", version=3))
    traces = [Watched(products), Watched(products)]
    service(products, clock, ids, *traces).delete("SKU-1", expected_version=3)
    assert [each.purged for each in traces] == [["SKU-1"], ["SKU-1"]]
    assert [each.seen for each in traces] == [[(True, True)], [(True, True)]]
    assert "SKU-1" not in products.kept
    with pytest.raises(ProductNotFoundError, match="SKU-1"):
        service(products, clock, ids).get("SKU-1")
